"""The table of ``wk``'s commands, in the order in which help lists them."""

from typing import Final

from watchkeeper.faces.cli.lazy import Entry

_HERE = "watchkeeper.faces.cli"

COMMANDS: Final[dict[str, Entry]] = {
    "config": Entry("Show the settings and where each value comes from.", f"{_HERE}.config"),
}
