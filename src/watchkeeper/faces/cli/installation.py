"""The installation that a command works on: its settings, and its services when the command needs them."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from watchkeeper.faces.settings import Settings


def read_settings(data_dir: Path | None = None) -> "Settings":
    """Read the settings; ``data_dir`` (a command-line option) wins over every source.

    Raises ConfigurationError naming each wrong value.
    """
    from watchkeeper.core.settings import load
    from watchkeeper.faces.settings import Settings

    return load(Settings, **({} if data_dir is None else {"data_dir": data_dir}))
