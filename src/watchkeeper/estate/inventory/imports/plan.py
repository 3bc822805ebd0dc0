"""What an import would change: a pure comparison of a file's rows with the devices there are."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from watchkeeper.estate.inventory.imports.columns import SITE_COLUMNS, ImportRow, Value

DEFAULT_PORT = 161


class Action(StrEnum):
    """What happens to a row's device."""

    CREATE = "create"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class ListedDevice:
    """A device as an import file would describe it; None is "none"."""

    id: int
    name: str
    address: str
    port: int
    site: str | None
    tags: tuple[str, ...]
    platform: str
    credential: str | None
    interval_s: int | None
    enabled: bool

    def value(self, column: str) -> Value | None:
        """Return the present value of a column."""
        found: Value | None = getattr(self, column)
        return found


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after; ``before`` is None for a new device."""

    before: Value | None
    after: Value


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What would happen to one row. ``site`` is whose the changes in ``SITE_COLUMNS`` are, if there are any."""

    line: int
    action: Action
    name: str
    device_id: int | None = None
    changes: Mapping[str, Change] = field(default_factory=dict)
    errors: tuple[str, ...] = ()
    site: str | None = None


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What would happen to every row. ``digest`` is the same exactly when all of it is the same."""

    rows: tuple[PlannedRow, ...]
    digest: str

    def count(self, action: Action) -> int:
        """Return how many rows have ``action``."""
        return sum(row.action is action for row in self.rows)


def plan_import(
    rows: Sequence[ImportRow],
    devices: Iterable[ListedDevice],
    credentials: Collection[str],
    sites: Mapping[str, Mapping[str, Value | None]] | None = None,
) -> ImportPlan:
    """Compare ``rows`` with ``devices``. A column that a row leaves blank stays as it is.

    ``sites`` has the present values of ``SITE_COLUMNS`` by the site's name. What several rows say of one site is a
    change of the first of them.
    """
    known = {device.name: device for device in devices}
    problems = _problems(rows, known, credentials)
    said: dict[tuple[str, str], tuple[Value, int]] = {}
    planned = []
    for row, wrong in zip(rows, problems, strict=True):
        device = known.get(row.name)
        site = row.values.get("site", device.site if device is not None else None)
        changes = _site_changes(row, None if site is None else str(site), sites or {}, said, wrong)
        planned.append(_planned(row, device, wrong, changes, None if site is None else str(site)))
    return ImportPlan(tuple(planned), _digest(planned))


def _site_changes(
    row: ImportRow,
    site: str | None,
    sites: Mapping[str, Mapping[str, Value | None]],
    said: dict[tuple[str, str], tuple[Value, int]],
    wrong: list[str],
) -> dict[str, Change]:
    """Return what a row changes of its site; what cannot be is added to ``wrong``."""
    changes = {}
    for column in SITE_COLUMNS.keys() & row.values.keys():
        value = row.values[column]
        if site is None:
            wrong.append(f"{column}: the device has no site")
            continue
        before, line = said.setdefault((site, column), (value, row.line))
        if before != value:
            wrong.append(f"{column}: line {line} says {before} of site {site!r}")
        elif line == row.line and sites.get(site, {}).get(column) != value:
            changes[column] = Change(sites.get(site, {}).get(column), value)
    return changes


def _planned(
    row: ImportRow,
    device: ListedDevice | None,
    problems: Sequence[str],
    site_changes: Mapping[str, Change],
    site: str | None,
) -> PlannedRow:
    errors = (*row.errors, *problems)
    device_id = device.id if device is not None else None
    changes = {
        column: Change(None if device is None else device.value(column), value)
        for column, value in row.values.items()
        if column not in SITE_COLUMNS and (device is None or device.value(column) != value)
    } | dict(site_changes)
    named = site if site_changes else None
    if errors:
        return PlannedRow(row.line, Action.ERROR, row.name, device_id, changes, errors, named)
    if device is None:
        return PlannedRow(row.line, Action.CREATE, row.name, None, changes, site=named)
    action = Action.UPDATE if changes else Action.UNCHANGED
    return PlannedRow(row.line, action, row.name, device_id, changes, site=named)


def _problems(
    rows: Sequence[ImportRow], known: Mapping[str, ListedDevice], credentials: Collection[str]
) -> list[list[str]]:
    problems: list[list[str]] = [[] for _ in rows]
    first_by_name: dict[str, int] = {}
    listed = {row.name for row in rows}
    holders = {
        (device.address, device.port): f"device {device.name!r}"
        for device in known.values()
        if device.name not in listed
    }
    for index, row in enumerate(rows):
        device = known.get(row.name)
        if row.name in first_by_name:
            problems[index].append(f"name: {row.name!r} is in line {first_by_name[row.name]} already")
            continue
        if row.name:
            first_by_name[row.name] = row.line
        if device is None and "address" not in row.values and not _failed(row, "address"):
            problems[index].append("address: is missing, and there is no such device yet")
        credential = row.values.get("credential")
        if credential is not None and credential not in credentials:
            problems[index].append(f"credential: there is none named {credential!r}")
        endpoint = _endpoint(row, device)
        if endpoint is not None and endpoint in holders:
            problems[index].append(f"address: {endpoint[0]} port {endpoint[1]} is that of {holders[endpoint]}")
        elif endpoint is not None:
            holders[endpoint] = f"line {row.line}"
    return problems


def _failed(row: ImportRow, column: str) -> bool:
    return any(error.startswith(f"{column}:") for error in row.errors)


def _endpoint(row: ImportRow, device: ListedDevice | None) -> tuple[str, int] | None:
    address = row.values.get("address", device.address if device is not None else None)
    port = row.values.get("port", device.port if device is not None else DEFAULT_PORT)
    return (str(address), int(port)) if address is not None and isinstance(port, int) else None


def _digest(rows: Iterable[PlannedRow]) -> str:
    content = [
        (row.line, row.action, row.name, row.device_id, row.errors, [
            (column, change.before, change.after) for column, change in sorted(row.changes.items())
        ])
        for row in rows
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(content, ensure_ascii=True).encode()).hexdigest()
