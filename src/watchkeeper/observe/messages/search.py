"""Searching the archive: newest first, file by file, until a page is full. Blocking; call it in a thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from watchkeeper.observe.messages.archive import Archive, ArchiveFile

if TYPE_CHECKING:
    import duckdb

MOST_AT_ONCE: Final = 256
"""Files that one query reads."""
_COLUMNS: Final = (
    "id, received_us, at_us, believed, device_id, device, source, protocol, severity, facility, host, process, tag, "
    "event, fields, text"
)


@dataclass(frozen=True, slots=True)
class MessageFilter:
    """Which messages a search shows; None is "any". ``start`` is included, ``end`` is not.

    ``severity`` is the least grave that is shown (0-7, 0 is the gravest); messages without one, such as traps, are
    shown. ``search`` must occur in the text, in any case. ``before`` and ``after`` are ids that are not included.
    ``device_ids`` bounds what may be seen at all; strangers are seen only when it is None.
    """

    device_id: int | None = None
    source: str = ""
    protocol: str | None = None
    event: str | None = None
    severity: int | None = None
    search: str = ""
    start: datetime | None = None
    end: datetime | None = None
    before: int | None = None
    after: int | None = None
    strangers: bool | None = None
    device_ids: frozenset[int] | None = None


@dataclass(slots=True)
class _Conditions:
    texts: list[str] = field(default_factory=list)
    values: list[object] = field(default_factory=list)

    def add(self, text: str, *values: object) -> None:
        self.texts.append(text)
        self.values += values


def find(archive: Archive, wanted: MessageFilter, limit: int) -> list[Mapping[str, Any]]:
    """Return up to ``limit`` messages, newest first."""
    import duckdb  # for who searches: a start does without it

    conditions = _conditions(wanted)
    files = _within(archive.files(wanted.start, wanted.end), wanted)
    found: list[Mapping[str, Any]] = []
    with duckdb.connect(config={"threads": 2, "memory_limit": "256MB"}) as connection:
        while files and len(found) < limit:
            group, files = _next_group(files)
            found += _query(connection, group, conditions, limit - len(found))
    return found


def _within(files: Sequence[ArchiveFile], wanted: MessageFilter) -> list[ArchiveFile]:
    low = -1 if wanted.after is None else wanted.after
    high = 1 << 63 if wanted.before is None else wanted.before
    return [file for file in files if file.last > low and file.first < high]


def _next_group(files: list[ArchiveFile]) -> tuple[list[ArchiveFile], list[ArchiveFile]]:
    """Cut off the newest files such that no file left overlaps them: pages then follow each other in order."""
    group = [files[0]]
    oldest = files[0].first
    rest = files[1:]
    while rest and (rest[0].last >= oldest or len(group) < _FIRST_GROUP):
        if len(group) >= MOST_AT_ONCE:
            break
        group.append(rest[0])
        oldest = min(oldest, rest[0].first)
        rest = rest[1:]
    return group, rest


_FIRST_GROUP: Final = 16


def _query(
    connection: "duckdb.DuckDBPyConnection", files: Sequence[ArchiveFile], conditions: _Conditions, limit: int
) -> list[Mapping[str, Any]]:
    paths = [str(file.path) for file in files if file.path.exists()]
    if not paths:
        return []
    where = f" WHERE {' AND '.join(conditions.texts)}" if conditions.texts else ""
    statement = f"SELECT {_COLUMNS} FROM read_parquet(?){where} ORDER BY id DESC LIMIT {int(limit)}"  # noqa: S608  # nosec B608  # values are bound
    cursor = connection.execute(statement, [paths, *conditions.values])
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _conditions(wanted: MessageFilter) -> _Conditions:
    found = _Conditions()
    for text, value in (
        ("device_id = ?", wanted.device_id),
        ("protocol = ?", wanted.protocol),
        ("event = ?", wanted.event),
        ("(severity IS NULL OR severity <= ?)", wanted.severity),
        ("id < ?", wanted.before),
        ("id > ?", wanted.after),
        ("received_us >= ?", None if wanted.start is None else int(wanted.start.timestamp() * 1e6)),
        ("received_us < ?", None if wanted.end is None else int(wanted.end.timestamp() * 1e6)),
        ("source = ?", wanted.source or None),
    ):
        if value is not None:
            found.add(text, value)
    if wanted.strangers is not None:
        found.add("device_id = 0" if wanted.strangers else "device_id <> 0")
    if wanted.device_ids is not None:
        found.add("list_contains(?, device_id)", sorted(wanted.device_ids))
    for word in wanted.search.split():
        found.add("contains(lower(text || ' ' || device || ' ' || source || ' ' || event), ?)", word.lower())
    return found
