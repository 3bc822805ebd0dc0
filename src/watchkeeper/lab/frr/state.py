"""What an FRR lab has put into the system, on disk before it is there, so that anybody can take it away again."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from watchkeeper.lab.errors import LabError

STATE_NAME: Final = "frr.json"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something broken at ``device``.

    ``interface`` names a wire by one of its ends, a BGP session by the other router; empty, it is the whole router.
    """

    kind: str
    device: str
    interface: str


@dataclass(slots=True)
class FrrState:
    """The ring's plan (``spec`` and ``tag``), where its daemons keep their files, and what is broken."""

    spec: str
    tag: str
    runtime: str
    community: str
    faults: list[Fault] = field(default_factory=list)

    def create(self, directory: Path) -> None:
        """Write the first state file.

        Raises LabError when there is one: two labs cannot share a directory.
        """
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with (directory / STATE_NAME).open("x", encoding="utf-8") as file:
                file.write(self._text())
        except FileExistsError as error:
            raise LabError(f"There is an FRR lab in {directory} already.", hint="`wk lab down` ends it.") from error

    def save(self, directory: Path) -> None:
        """Replace the state file atomically."""
        temporary = directory / f"{STATE_NAME}.tmp"
        temporary.write_text(self._text(), encoding="utf-8")
        temporary.replace(directory / STATE_NAME)

    def _text(self) -> str:
        return json.dumps(asdict(self))


def load_state(directory: Path) -> FrrState | None:
    """Return the state of the FRR lab in ``directory``; none when there is no such lab.

    Raises LabError when the file cannot be understood.
    """
    path = directory / STATE_NAME
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        faults = [Fault(**fault) for fault in document.pop("faults", [])]
        return FrrState(**document, faults=faults)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (ValueError, TypeError, AttributeError) as error:
        raise LabError(
            f"{path} cannot be understood: {error}.", hint="Remove it, then end what is left by hand."
        ) from error


def forget_state(directory: Path) -> None:
    """Remove the state file: nothing of the lab is left."""
    (directory / STATE_NAME).unlink(missing_ok=True)
