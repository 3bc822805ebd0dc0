"""What an agent offers that nobody asks for: its whole tree, sorted into tables and scalars by its shape alone.

No MIB is needed for that: below the entry of a table (whose last arc is 1, by convention of SMIv2, RFC 2578 §7.1.12)
all columns share their indexes. Where several columns do, that place is an entry.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from watchkeeper.estate.drivers.snmp import ber, values
from watchkeeper.estate.drivers.snmp.ber import VarBind
from watchkeeper.estate.drivers.snmp.session import Session
from watchkeeper.estate.drivers.snmp.walk import walk
from watchkeeper.kit import oid as oids
from watchkeeper.kit.oid import Oid

ROOTS: Final[tuple[Oid, ...]] = ((1, 0, 8802), (1, 2, 840), (1, 3, 6, 1, 2, 1), (1, 3, 6, 1, 4, 1), (1, 3, 111))
"""Where equipment keeps its objects: IEEE, the standard MIBs, the makers' own."""
_MIBS: Final[Mapping[Oid, str]] = {
    (1, 0, 8802, 1, 1, 2): "LLDP-MIB",
    (1, 2, 840, 10006, 300, 43): "IEEE8023-LAG-MIB",
    (1, 3, 6, 1, 2, 1, 1): "SNMPv2-MIB",
    (1, 3, 6, 1, 2, 1, 2): "IF-MIB",
    (1, 3, 6, 1, 2, 1, 4): "IP-MIB",
    (1, 3, 6, 1, 2, 1, 5): "IP-MIB (icmp)",
    (1, 3, 6, 1, 2, 1, 6): "TCP-MIB",
    (1, 3, 6, 1, 2, 1, 7): "UDP-MIB",
    (1, 3, 6, 1, 2, 1, 10): "transmission (EtherLike-MIB, …)",
    (1, 3, 6, 1, 2, 1, 11): "SNMPv2-MIB (snmp)",
    (1, 3, 6, 1, 2, 1, 14): "OSPF-MIB",
    (1, 3, 6, 1, 2, 1, 15): "BGP4-MIB",
    (1, 3, 6, 1, 2, 1, 16): "RMON-MIB",
    (1, 3, 6, 1, 2, 1, 17): "BRIDGE-MIB",
    (1, 3, 6, 1, 2, 1, 25): "HOST-RESOURCES-MIB",
    (1, 3, 6, 1, 2, 1, 31): "IF-MIB (ifMIB)",
    (1, 3, 6, 1, 2, 1, 33): "UPS-MIB",
    (1, 3, 6, 1, 2, 1, 43): "Printer-MIB",
    (1, 3, 6, 1, 2, 1, 47): "ENTITY-MIB",
    (1, 3, 6, 1, 2, 1, 55): "IPV6-MIB",
    (1, 3, 6, 1, 2, 1, 88): "DISMAN-EVENT-MIB",
    (1, 3, 6, 1, 2, 1, 92): "NOTIFICATION-LOG-MIB",
    (1, 3, 6, 1, 2, 1, 99): "ENTITY-SENSOR-MIB",
    (1, 3, 6, 1, 2, 1, 105): "POWER-ETHERNET-MIB",
    (1, 3, 6, 1, 2, 1, 138): "ISIS-MIB",
    (1, 3, 6, 1, 4, 1, 2021): "UCD-SNMP-MIB",
    (1, 3, 6, 1, 4, 1, 8072): "NET-SNMP-MIB",
}
_LEAST_ENTRY: Final = 7
_ALIKE: Final = 0.5
_EXAMPLES: Final = 3
_MAX_EXAMPLE: Final = 60


@dataclass(frozen=True, slots=True)
class Offer:
    """A table's entry with its unread columns, or a group of scalars (``columns`` is empty).

    ``objects`` counts instances, ``rows`` those of one column; ``examples`` are (identifier, value).
    """

    oid: str
    mib: str
    columns: tuple[int, ...]
    rows: int
    objects: int
    examples: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """Everything that was walked, and why that is not all (``reasons``)."""

    objects: Mapping[Oid, VarBind]
    reasons: tuple[str, ...]


async def read_tree(session: Session, roots: Iterable[Oid] = ROOTS) -> Tree:
    """Walk the agent from the roots. Never raises for what the device does."""
    found: dict[Oid, VarBind] = {}
    reasons: set[str] = set()
    for root in roots:
        read = await walk(session, [ber.encode_oid(root)])
        for column in read.columns.values():
            for suffix, varbind in column.rows.items():
                found[(*root, *(values.arcs(suffix) or ()))] = varbind
        reasons.update(read.reasons())
        if read.failure is not None:
            break
    return Tree(found, tuple(sorted(reasons)))


def unread(tree: Tree, columns: Iterable[Oid], scalars: Iterable[Oid]) -> list[Offer]:
    """Return what is in the tree and not below one of the columns, nor one of the scalars; a pure function."""
    taken, single = set(columns), set(scalars)
    lengths = sorted({len(oid) for oid in taken})
    offers = []
    for entry, members in shapes(sorted(tree.objects)):
        left = [oid for oid in members if oid not in single and not any(oid[:size] in taken for size in lengths)]
        if left:
            offers.append(_offer(entry, left, tree.objects))
    return offers


def _offer(entry: Oid, left: Sequence[Oid], objects: Mapping[Oid, VarBind]) -> Offer:
    size = len(entry)
    scalars = all(len(oid) == size + 2 and oid[-1] == 0 for oid in left)
    columns = () if scalars else tuple(sorted({oid[size] for oid in left}))
    rows = 0 if scalars else len({oid[size + 1 :] for oid in left})
    firsts = left[:_EXAMPLES] if scalars else [next(o for o in left if o[size] == c) for c in columns[:_EXAMPLES]]
    examples = tuple((oids.dotted(oid), _shown(objects[oid])) for oid in firsts)
    return Offer(oids.dotted(entry), _mib(entry), columns, rows, len(left), examples)


def _shown(varbind: VarBind) -> str:
    written = values.string(varbind)
    return "" if written is None else written[:_MAX_EXAMPLE]


def _mib(entry: Oid) -> str:
    return next((name for prefix, name in _MIBS.items() if oids.is_under(entry, prefix)), "")


def shapes(objects: Sequence[Oid]) -> list[tuple[Oid, list[Oid]]]:
    """Sort identifiers (in order) into entries and groups of scalars: (place, members)."""
    found: dict[Oid, list[Oid]] = {}
    for place, members in _split(list(objects), 0):
        found.setdefault(place, []).extend(members)
    return list(found.items())


def _split(objects: list[Oid], depth: int) -> Iterator[tuple[Oid, list[Oid]]]:
    """Descend from a common prefix of ``depth`` arcs until what is below has the shape of a table or of scalars."""
    if len(objects) == 1:
        yield _alone(objects[0]), objects
        return
    while all(len(oid) > depth + 1 and oid[depth] == objects[0][depth] for oid in objects):
        if _is_entry(objects, depth):
            yield objects[0][:depth], objects
            return
        depth += 1
    prefix = objects[0][:depth]
    if _is_entry(objects, depth):
        yield prefix, objects
        return
    children: dict[int, list[Oid]] = {}
    for oid in objects:
        children.setdefault(oid[depth] if len(oid) > depth else -1, []).append(oid)
    if depth > 1 and all(len(oid) <= depth + 1 for oid in objects):  # a column whose index is one arc
        yield prefix[:-1], objects
        return
    for members in children.values():
        yield from _split(members, depth + 1)


def _alone(oid: Oid) -> Oid:
    """A single object: the group of a scalar, or the entry of a one-cell table."""
    return oid[:-2]


def _is_entry(objects: Sequence[Oid], depth: int) -> bool:
    """Say whether several columns share their indexes below this place."""
    if depth < _LEAST_ENTRY or objects[0][depth - 1] != 1:
        return False
    indexes: dict[int, set[Oid]] = {}
    for oid in objects:
        if len(oid) < depth + 2:
            return False
        indexes.setdefault(oid[depth], set()).add(oid[depth + 1 :])
    if len(indexes) < 2 or all(rows == {(0,)} for rows in indexes.values()):  # noqa: PLR2004  # one column proves nothing; scalars
        return False
    everything: set[Oid] = set().union(*indexes.values())
    return all(len(rows) >= _ALIKE * len(everything) for rows in indexes.values())
