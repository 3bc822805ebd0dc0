"""The composition root: the one place that knows every slice and joins them, a module for each wing."""

from watchkeeper.faces.wiring.assembly import assemble
from watchkeeper.faces.wiring.ground import SEALED, open_database, version
from watchkeeper.faces.wiring.observe import SERIES_FOLDER, receiver_of
from watchkeeper.faces.wiring.services import Services

__all__ = ["SEALED", "SERIES_FOLDER", "Services", "assemble", "open_database", "receiver_of", "version"]
