"""What the doctor knows before it judges: plain facts about the machine and the installation.

``None`` means that a fact could not be learned; a check then says ``unknown`` instead of guessing.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DirectoryFacts:
    """The data directory. ``filesystem`` is the kernel's name of its type; sizes are bytes."""

    path: Path
    exists: bool
    is_directory: bool = False
    writable: bool = False
    mode: int = 0
    owned: bool = True
    filesystem: str | None = None
    free_bytes: int | None = None
    size_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class NetworkFacts:
    """Limits of the kernel, and which ways of sending ICMP echo this user has."""

    receive_buffer_limit_bytes: int | None
    icmp_raw: bool
    icmp_datagram: bool
    open_files_limit: int | None


@dataclass(frozen=True, slots=True)
class PortFacts:
    """The address of the HTTP server: nobody there, Watchkeeper, or something else."""

    host: str
    port: int
    free: bool
    answers_as_watchkeeper: bool = False
    error: str = ""


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """The system clock. ``synchronised`` is the kernel's own opinion; ``newest_file_at`` the youngest of our files."""

    now: datetime
    synchronised: bool | None = None
    newest_file_at: datetime | None = None
    database_now: datetime | None = None


@dataclass(frozen=True, slots=True)
class MachineFacts:
    """What can be learned without opening the installation. ``programs`` maps optional programs to their path."""

    python: tuple[int, int, int]
    sqlite: tuple[int, int, int]
    directory: DirectoryFacts
    network: NetworkFacts
    port: PortFacts
    clock: ClockFacts
    interface_built: bool
    programs: dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a part of the installation could not be used, in the words of the error that said so."""

    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class DatabaseFacts:
    """The database: ``kind`` is sqlite or postgresql; revisions are Alembic's (``None`` is an empty database)."""

    kind: str
    revision: str | None = None
    newest_revision: str | None = None
    now: datetime | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class VaultFacts:
    """The master key and the secrets it must open."""

    key_found: bool = False
    secrets: int = 0
    problem: Problem | None = None
    ending: tuple[str, ...] = ()
    """Credentials that have ended, or will within thirty days, the next first."""


@dataclass(frozen=True, slots=True)
class SegmentFacts:
    """The segment store after a verification: files read, damaged ones just moved aside, and all that lie there."""

    files: int = 0
    damaged: int = 0
    set_aside: int = 0
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class InstallationFacts:
    """What is learned by opening the installation; ``None`` for a part that could not be reached."""

    settings_problem: Problem | None = None
    database: DatabaseFacts | None = None
    vault: VaultFacts | None = None
    segments: SegmentFacts | None = None
