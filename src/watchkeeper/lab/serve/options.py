"""What an emulated lab is started with."""

import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from watchkeeper.lab.errors import LabError

DIRECTORY_VARIABLE: Final = "WATCHKEEPER_LAB_DIR"
DEFAULT_PORT: Final = 16_100
MOST_DEVICES: Final = 50_000
_MOST_INTERFACES: Final = 120
_LONGEST_SOCKET_PATH: Final = 100


@dataclass(frozen=True, slots=True)
class LabOptions:
    """``port`` 0 lets the system choose; no ``roles`` means all. ``max_size`` bounds a response in octets."""

    count: int
    port: int = DEFAULT_PORT
    interfaces: int = 49
    seed: int = 1
    community: str = "public"
    roles: tuple[str, ...] = ()
    workers: int = 1
    tick_s: float = 0.5
    max_size: int = 8_192
    network: str = "127.20.0.0"
    directory: str = ""
    by_port: bool = False
    """Give each device its own UDP port at 127.0.0.1 instead of its own address (macOS)."""

    def checked(self) -> "LabOptions":
        """Return these options if they can be used.

        Raises LabError naming the one that cannot.
        """
        limits = (
            ("devices", self.count, 1, MOST_DEVICES),
            ("--interfaces", self.interfaces, 2, _MOST_INTERFACES),
            ("--port", self.port, 0, 65_535),
            ("--workers", self.workers, 1, 64),
            ("--max-size", self.max_size, 484, 65_507),
        )
        for name, value, least, most in limits:
            if not least <= value <= most:
                raise LabError(f"{name} must be between {least} and {most}, not {value}.")
        if not 0.01 <= self.tick_s <= 60:  # noqa: PLR2004  # a range in the sentence below
            raise LabError(f"The tick must be between 0.01 and 60 seconds, not {self.tick_s}.")
        if not self.network.startswith("127.") or len(self.network.split(".")) != 4:  # noqa: PLR2004
            raise LabError(f"Emulated devices live on loopback addresses (127.x.0.0), not {self.network}.")
        if not self.community or len(self.community.encode()) > 64:  # noqa: PLR2004
            raise LabError("The community must have 1 to 64 characters.")
        return self

    def as_json(self) -> dict[str, object]:
        """Return plain JSON values."""
        return asdict(self)


def runtime_directory(chosen: str | None = None) -> Path:
    """Return where a lab keeps its socket and inventory: ``chosen``, ``$WATCHKEEPER_LAB_DIR``, else one per user.

    Raises LabError when the path is too long for a Unix socket.
    """
    named = chosen or os.environ.get(DIRECTORY_VARIABLE)
    if named:
        path = Path(named).expanduser().absolute()
    elif os.environ.get("XDG_RUNTIME_DIR"):
        path = Path(os.environ["XDG_RUNTIME_DIR"]) / "watchkeeper-lab"
    else:
        path = Path(tempfile.gettempdir()) / f"watchkeeper-lab-{os.getuid()}"
    if len(str(path / "control.sock")) > _LONGEST_SOCKET_PATH:
        raise LabError(f"{path} is too long a path for a Unix socket.", hint="Choose a shorter --dir.")
    return path
