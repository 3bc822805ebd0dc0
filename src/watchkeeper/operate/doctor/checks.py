"""The judgements: pure functions from facts to findings."""

import stat
from collections.abc import Iterator
from datetime import timedelta

from watchkeeper.operate.doctor.facts import (
    ClockFacts,
    DatabaseFacts,
    DirectoryFacts,
    InstallationFacts,
    MachineFacts,
    NetworkFacts,
    PortFacts,
    SegmentFacts,
    VaultFacts,
)
from watchkeeper.operate.doctor.findings import Finding, Status

LEAST_PYTHON = (3, 11)
LEAST_SQLITE = (3, 35)  # RETURNING
SPACE_FAILED_BYTES = 256 * 2**20
SPACE_WARNING_RATIO = 0.10
RECEIVE_BUFFER_BYTES = 4 * 2**20  # answers of a thousand agents that arrive in one burst
OPEN_FILES = 4096
MOST_NAMED = 5
CLOCK_TOLERANCE = timedelta(seconds=1)
SEGMENT_STORE = "segment store"
NETWORK_FILESYSTEMS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afpfs"})

OPTIONAL_PROGRAMS = {
    "snmpd": "the FRR lab and the integration tests (package snmpd)",
    "vtysh": "`wk lab up --frr` (package frr)",
    "lldpcli": "`wk lab up --frr` (package lldpd)",
    "chromium": "the browser tests (package chromium)",
}
"""Programs that Watchkeeper can use, and what for. None is needed to run it."""


def judge(machine: MachineFacts, installation: InstallationFacts) -> list[Finding]:
    """Return every finding, in the order in which a person would look."""
    return list(_judge(machine, installation))


def _judge(machine: MachineFacts, installation: InstallationFacts) -> Iterator[Finding]:
    yield check_python(machine.python)
    yield check_sqlite(machine.sqlite)
    yield check_settings(installation)
    yield check_directory(machine.directory)
    yield check_space(machine.directory)
    yield check_filesystem(machine.directory, installation.database)
    yield check_database(installation.database)
    yield check_vault(installation.vault)
    if installation.vault is not None and installation.vault.problem is None:
        yield check_endings(installation.vault)
    yield check_segments(installation.segments)
    yield check_port(machine.port)
    yield check_interface(built=machine.interface_built)
    yield check_clock(machine.clock)
    yield check_icmp(machine.network)
    yield check_receive_buffer(machine.network)
    yield check_open_files(machine.network)
    for name, path in machine.programs.items():
        yield check_program(name, path)


def check_python(version: tuple[int, int, int]) -> Finding:
    """Python must be one that is supported."""
    text = ".".join(map(str, version))
    if version[:2] < LEAST_PYTHON:
        return Finding("python", Status.FAILED, f"Python {text} is too old.", "Install Python 3.11 or newer.")
    return Finding("python", Status.OK, f"Python {text}.")


def check_sqlite(version: tuple[int, int, int]) -> Finding:
    """The SQLite library must know what the embedded database uses."""
    text = ".".join(map(str, version))
    if version[:2] < LEAST_SQLITE:
        return Finding("sqlite", Status.FAILED, f"SQLite {text} is too old.", "Use a Python with SQLite 3.35 or newer.")
    return Finding("sqlite", Status.OK, f"SQLite {text}.")


def check_settings(facts: InstallationFacts) -> Finding:
    """The settings must be readable."""
    if facts.settings_problem is not None:
        return Finding("settings", Status.FAILED, facts.settings_problem.message, facts.settings_problem.hint)
    return Finding("settings", Status.OK, "Settings are valid.")


def check_directory(facts: DirectoryFacts) -> Finding:
    """The data directory must exist, be writable, and be closed to others."""
    name = "data directory"
    if not facts.exists:
        return Finding(name, Status.WARNING, f"{facts.path} does not exist yet.", "Run `wk init` or `wk serve`.")
    if not facts.is_directory:
        return Finding(name, Status.FAILED, f"{facts.path} is no directory.", "Set data_dir to a directory.")
    if not facts.writable:
        return Finding(
            name,
            Status.FAILED,
            f"{facts.path} cannot be written by this user.",
            "Run Watchkeeper as the directory's owner, or correct the owner.",
        )
    if not facts.owned:
        return Finding(
            name,
            Status.WARNING,
            f"{facts.path} belongs to another user.",
            "Run Watchkeeper as that user, or new files will have a different owner.",
        )
    if facts.mode & stat.S_IRWXO:
        return Finding(
            name,
            Status.WARNING,
            f"{facts.path} is open to every user of this machine (mode {facts.mode & 0o7777:04o}).",
            f"Run `chmod o-rwx {facts.path}`.",
        )
    return Finding(name, Status.OK, f"{facts.path} is writable and private.")


def check_space(facts: DirectoryFacts) -> Finding:
    """There must be room to write."""
    if facts.free_bytes is None or not facts.size_bytes:
        return Finding("free space", Status.UNKNOWN, "Free space could not be read.")
    text = f"{facts.free_bytes / 2**30:.1f} GiB free, {facts.free_bytes / facts.size_bytes:.0%} of the volume."
    advice = "Free some space, move data_dir to a larger volume, or shorten series.retention."
    if facts.free_bytes < SPACE_FAILED_BYTES:
        return Finding("free space", Status.FAILED, text, advice)
    if facts.free_bytes / facts.size_bytes < SPACE_WARNING_RATIO:
        return Finding("free space", Status.WARNING, text, advice)
    return Finding("free space", Status.OK, text)


def check_filesystem(facts: DirectoryFacts, database: DatabaseFacts | None) -> Finding:
    """SQLite's write-ahead log needs shared memory, which network file systems do not have."""
    if facts.filesystem is None:
        return Finding("file system", Status.UNKNOWN, "The type of the file system could not be read.")
    if facts.filesystem in NETWORK_FILESYSTEMS and (database is None or database.kind == "sqlite"):
        return Finding(
            "file system",
            Status.FAILED,
            f"The data directory is on {facts.filesystem}; SQLite's write-ahead log does not work there.",
            "Move data_dir to a local disk, or use PostgreSQL (database.url).",
        )
    return Finding("file system", Status.OK, f"The data directory is on {facts.filesystem}.")


def check_database(facts: DatabaseFacts | None) -> Finding:
    """The database must answer and have the schema of this version."""
    if facts is None:
        return Finding("database", Status.UNKNOWN, "Not looked at: there is no usable installation yet.")
    if facts.problem is not None:
        return Finding("database", Status.FAILED, facts.problem.message, facts.problem.hint)
    if facts.revision is None:
        return Finding("database", Status.WARNING, "The database is empty.", "Run `wk init` or `wk serve`.")
    if facts.revision != facts.newest_revision:
        return Finding(
            "database",
            Status.FAILED,
            f"The schema is at {facts.revision}, this version needs {facts.newest_revision}.",
            "Stop the server, back up, and run `wk db upgrade`.",
        )
    return Finding("database", Status.OK, f"{facts.kind} answers; its schema is at {facts.revision}.")


def check_vault(facts: VaultFacts | None) -> Finding:
    """The master key must open every stored secret."""
    if facts is None:
        return Finding("master key", Status.UNKNOWN, "Not looked at: there is no usable installation yet.")
    if facts.problem is not None:
        return Finding("master key", Status.FAILED, facts.problem.message, facts.problem.hint)
    if not facts.key_found:
        return Finding("master key", Status.WARNING, "There is no master key yet.", "Run `wk init` or `wk serve`.")
    return Finding("master key", Status.OK, f"It opens all {facts.secrets} stored secrets.")


def check_endings(facts: VaultFacts) -> Finding:
    """No credential should end unnoticed."""
    if facts.ending:
        shown = ", ".join(facts.ending[:MOST_NAMED]) + (", …" if len(facts.ending) > MOST_NAMED else "")
        return Finding(
            "credentials",
            Status.WARNING,
            f"{len(facts.ending)} have ended or will within 30 days: {shown}.",
            "Renew them on their devices, then change them under Credentials.",
        )
    return Finding("credentials", Status.OK, "None ends within 30 days.")


def check_segments(facts: SegmentFacts | None) -> Finding:
    """Every segment must be readable."""
    if facts is None:
        return Finding(SEGMENT_STORE, Status.UNKNOWN, "Not looked at: there is no usable installation yet.")
    if facts.problem is not None:
        return Finding(SEGMENT_STORE, Status.FAILED, facts.problem.message, facts.problem.hint)
    advice = "See docs/runbooks/damaged-segment.md: restore them from a backup, or leave the gap."
    if facts.damaged:
        return Finding(
            SEGMENT_STORE,
            Status.FAILED,
            f"{facts.damaged} of {facts.files} segments cannot be read; they were moved to series/quarantine.",
            advice,
        )
    if facts.set_aside:
        return Finding(
            SEGMENT_STORE,
            Status.WARNING,
            f"All {facts.files} segments can be read; {facts.set_aside} damaged ones lie in series/quarantine.",
            advice,
        )
    return Finding(SEGMENT_STORE, Status.OK, f"All {facts.files} segments can be read.")


def check_port(facts: PortFacts) -> Finding:
    """The server's port must be free, or answered by Watchkeeper."""
    where = f"{facts.host}:{facts.port}"
    if facts.answers_as_watchkeeper:
        return Finding("server", Status.OK, f"Watchkeeper answers at http://{where}.")
    if facts.free:
        return Finding("server", Status.OK, f"No server is running; {where} is free.")
    if facts.error:
        return Finding(
            "server", Status.FAILED, f"{where} cannot be used: {facts.error}.", "Correct server.host or server.port."
        )
    return Finding(
        "server", Status.FAILED, f"Another program listens on {where}.", "Stop it, or set server.port to another port."
    )


def check_interface(*, built: bool) -> Finding:
    """The web interface must have been built."""
    if not built:
        return Finding("web interface", Status.WARNING, "It is not built; the API works without it.", "Run `make web`.")
    return Finding("web interface", Status.OK, "It is built.")


def check_clock(facts: ClockFacts) -> Finding:
    """Samples are stamped with this clock: it must be right."""
    advice = "Run a time service (chrony, systemd-timesyncd)."
    if facts.newest_file_at is not None and facts.newest_file_at - facts.now > CLOCK_TOLERANCE:
        return Finding(
            "clock", Status.FAILED, f"The clock went back: files were written at {facts.newest_file_at:%c}.", advice
        )
    if facts.database_now is not None and abs(facts.database_now - facts.now) > CLOCK_TOLERANCE:
        apart = abs((facts.database_now - facts.now).total_seconds())
        return Finding("clock", Status.WARNING, f"The database server's clock differs by {apart:.1f} s.", advice)
    if facts.synchronised is None:
        return Finding("clock", Status.UNKNOWN, "Whether the clock is synchronised could not be read.")
    if not facts.synchronised:
        return Finding("clock", Status.WARNING, "The kernel says that the clock is not synchronised.", advice)
    return Finding("clock", Status.OK, "The clock is synchronised.")


def check_icmp(facts: NetworkFacts) -> Finding:
    """Reachability needs a way to send ICMP echo."""
    if facts.icmp_raw:
        return Finding("icmp", Status.OK, "Raw sockets are allowed.")
    if facts.icmp_datagram:
        return Finding("icmp", Status.OK, "Unprivileged ICMP sockets are allowed.")
    return Finding(
        "icmp",
        Status.WARNING,
        "This user may not send ICMP echo: reachability by ping stays unknown.",
        "As root: `sysctl -w net.ipv4.ping_group_range='0 2147483647'`, or give the process CAP_NET_RAW.",
    )


def check_receive_buffer(facts: NetworkFacts) -> Finding:
    """Many agents answer at once; what does not fit into the socket's buffer is lost."""
    limit = facts.receive_buffer_limit_bytes
    if limit is None:
        return Finding("udp buffer", Status.UNKNOWN, "The limit of receive buffers could not be read.")
    if limit < RECEIVE_BUFFER_BYTES:
        return Finding(
            "udp buffer",
            Status.WARNING,
            f"Sockets may buffer {limit // 1024} KiB; answers of many agents at once can be lost.",
            f"As root: `sysctl -w net.core.rmem_max={2 * RECEIVE_BUFFER_BYTES}`.",
        )
    return Finding("udp buffer", Status.OK, f"Sockets may buffer {limit // 1024} KiB.")


def check_open_files(facts: NetworkFacts) -> Finding:
    """Sockets and segments are files."""
    limit = facts.open_files_limit
    if limit is None:
        return Finding("open files", Status.UNKNOWN, "The limit of open files could not be read.")
    if limit < OPEN_FILES:
        return Finding(
            "open files", Status.WARNING, f"At most {limit} files may be open.", f"Raise it: `ulimit -n {OPEN_FILES}`."
        )
    return Finding("open files", Status.OK, f"{limit} files may be open.")


def check_program(name: str, path: str | None) -> Finding:
    """Name an optional program and what it is for."""
    purpose = OPTIONAL_PROGRAMS.get(name, "optional features")
    if path is None:
        return Finding(name, Status.INFO, f"Not found; only needed for {purpose}.")
    return Finding(name, Status.INFO, f"{path}, used for {purpose}.")
