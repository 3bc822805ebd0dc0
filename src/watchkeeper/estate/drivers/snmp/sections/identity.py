"""Who a device is: the sources of its platform tried in order, after the system group has said what it can."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from watchkeeper.estate.drivers.platforms.definition import Platform, Source
from watchkeeper.estate.drivers.snmp import ber, values
from watchkeeper.estate.drivers.snmp.facts import Facts, Wanted
from watchkeeper.estate.drivers.snmp.report import IdentityReport
from watchkeeper.estate.drivers.snmp.sections.entity import CHASSIS, ENTRY, FIELDS, STACK, EntityTree
from watchkeeper.kit import oid as oids
from watchkeeper.kit.oid import Oid

SYS_DESCR: Final[Oid] = (1, 3, 6, 1, 2, 1, 1, 1, 0)
SYS_OBJECT_ID: Final[Oid] = (1, 3, 6, 1, 2, 1, 1, 2, 0)
SYS_UPTIME: Final[Oid] = (1, 3, 6, 1, 2, 1, 1, 3, 0)
SYS_NAME: Final[Oid] = (1, 3, 6, 1, 2, 1, 1, 5, 0)
ENGINE_TIME: Final[Oid] = (1, 3, 6, 1, 6, 3, 10, 2, 1, 3, 0)
SYSTEM: Final = (SYS_DESCR, SYS_OBJECT_ID, SYS_UPTIME, SYS_NAME)
_EMPTY: Final = frozenset(
    {
        "",
        "n/a",
        "na",
        "none",
        "null",
        "unknown",
        "not available",
        "not specified",
        "to be filled by o.e.m.",
        "default string",
        "0",
    }
)
_GROUP: Final = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Fact:
    """A value, and the instance that it was read from (``()`` when computed)."""

    text: str
    oid: Oid = ()


def want(wanted: Wanted, platform: Platform) -> None:
    """Ask for the objects that the sources name."""
    for sources in platform.identity.values():
        for source in sources:
            if source.column is not None:
                wanted.add("identity", [source.column.oid, *(oid for oid, _ in source.where)])
            if source.via is not None:
                wanted.add("identity", [source.via])


def identity(facts: Facts, platform: Platform, tree: EntityTree) -> tuple[IdentityReport, str]:
    """Return the identity, and the instance that holds the serial number ("" when there is none)."""
    found = {name: _first(facts, tree, sources) for name, sources in platform.identity.items()}
    uptime = values.integer(facts.scalar(SYS_UPTIME))
    serial = found.get("serial")
    report = IdentityReport(
        sysname=values.string(facts.scalar(SYS_NAME)) or _text(found.get("sysname")),
        vendor=_text(found.get("vendor")) or platform.vendor,
        os=_text(found.get("os")) or platform.os,
        os_version=_text(found.get("os_version")),
        model=_text(found.get("model")),
        serial=_text(serial),
        sys_object_id=values.identifier(facts.scalar(SYS_OBJECT_ID)) or "",
        sys_descr=values.string(facts.scalar(SYS_DESCR)) or "",
        uptime_s=None if uptime is None else uptime / 100,
    )
    return report, oids.dotted(serial.oid) if serial is not None else ""


def _text(fact: Fact | None) -> str | None:
    return fact.text if fact is not None else None


def _first(facts: Facts, tree: EntityTree, sources: Iterable[Source]) -> Fact | None:
    return next((fact for source in sources for fact in _read(facts, tree, source)), None)


def _read(facts: Facts, tree: EntityTree, source: Source) -> Iterable[Fact]:
    """Yield what a source gives, empty and meaningless texts left out."""
    if source.when is not None and not source.when.search(values.string(facts.scalar(SYS_DESCR)) or ""):
        return
    for raw in _raw(facts, tree, source):
        text = _shape(raw.text, source)
        if text.strip().lower() not in _EMPTY:
            yield Fact(text.strip(), raw.oid if text == raw.text else ())


def _raw(facts: Facts, tree: EntityTree, source: Source) -> Iterable[Fact]:
    match source.kind:
        case "descr":
            yield Fact(values.string(facts.scalar(SYS_DESCR)) or "")
        case "name":
            yield Fact(values.string(facts.scalar(SYS_NAME)) or "")
        case "object_id":
            yield Fact(_by_object_id(values.identifier(facts.scalar(SYS_OBJECT_ID)) or "", source))
        case "text":
            yield Fact(source.template)
        case "entity":
            yield from _entity(tree, source.entity_field)
        case _:
            yield from _get(facts, source)


def _get(facts: Facts, source: Source) -> Iterable[Fact]:
    column = source.column
    if column is None:
        return
    if column.is_scalar:
        yield Fact(values.string(facts.scalar(column.oid)) or "", column.oid)
        return
    rows = facts.rows(column.oid)
    if source.via is not None:
        pointers = (values.integer(varbind) for varbind in facts.rows(source.via).values())
        suffixes = [ber.encode_arcs((pointer,)) for pointer in pointers if pointer is not None and pointer >= 0]
        rows = {suffix: rows[suffix] for suffix in suffixes if suffix in rows}
    for suffix, varbind in rows.items():
        if any(values.string(facts.rows(oid).get(suffix)) != text for oid, text in source.where):
            continue
        yield Fact(values.string(varbind) or "", (*column.oid, *(values.arcs(suffix) or ())))


def _entity(tree: EntityTree, field: str) -> Iterable[Fact]:
    """The chassis decides; a stack is asked when there is none, and the outermost entity where no class is told."""
    for index in tree.first(CHASSIS, STACK) or tree.outermost():
        yield Fact(tree.text(index, field), (*ENTRY, FIELDS[field], index))


def _by_object_id(object_id: str, source: Source) -> str:
    best = max((key for key in source.names if f"{object_id}.".startswith(f"{key}.")), key=len, default="")
    return source.names[best] if best else ""


def _shape(text: str, source: Source) -> str:
    """Apply ``match`` and ``as``: the template over the groups, else the first group that took part."""
    if source.kind in {"object_id", "text"}:
        return text
    if source.match is None:
        return text
    found = source.match.search(text)
    if found is None:
        return ""
    if source.template:
        filled = {str(number): group or "" for number, group in enumerate(found.groups(), 1)}
        filled |= {name: group or "" for name, group in found.groupdict().items()}
        return _GROUP.sub(lambda word: filled.get(word[1], ""), source.template)
    return next((group for group in found.groups() if group), found[0] if not found.groups() else "")


def serial_name(serial_oid: str) -> bytes | None:
    """Return the encoded instance that holds a device's serial number."""
    try:
        return ber.encode_oid(oids.parse(serial_oid)) if serial_oid else None
    except ValueError:
        return None
