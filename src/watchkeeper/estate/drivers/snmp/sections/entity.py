"""The physical tree of ENTITY-MIB (RFC 6933): what a sensor or a processor is called, and which port it belongs to."""

from collections.abc import Iterable
from functools import cached_property
from typing import Final

from watchkeeper.estate.drivers.snmp import ber, values
from watchkeeper.estate.drivers.snmp.ber import VarBind
from watchkeeper.estate.drivers.snmp.facts import Facts, Wanted
from watchkeeper.kit.oid import Oid

ENTRY: Final[Oid] = (1, 3, 6, 1, 2, 1, 47, 1, 1, 1, 1)
ALIAS: Final[Oid] = (1, 3, 6, 1, 2, 1, 47, 1, 3, 2, 1, 2)
_IF_INDEX: Final = ber.encode_oid((1, 3, 6, 1, 2, 1, 2, 2, 1, 1))
_IF_OPER: Final[Oid] = (1, 3, 6, 1, 2, 1, 2, 2, 1, 8)
FIELDS: Final = {
    "descr": 2,
    "name": 7,
    "hardware": 8,
    "firmware": 9,
    "software": 10,
    "serial": 11,
    "manufacturer": 12,
    "model": 13,
}
TABLE: Final = "entPhysicalTable"
_CONTAINED_IN, _CLASS = 4, 5
_TREE: Final = (2, _CONTAINED_IN, _CLASS, 7)
_DETAILS: Final = (8, 9, 10, 11, 12, 13)
CHASSIS, STACK, PORT = 3, 11, 10
_MAX_DEPTH: Final = 24
_MANY_HEADS: Final = 16
"""With more of them than this, columns are read to their end."""


def want(wanted: Wanted) -> None:
    """Ask for the tree: what entities are called, of which class they are, and where they belong."""
    wanted.entry(TABLE, ENTRY, _TREE)
    wanted.add("entAliasMappingTable", [ALIAS])


def details(facts: Facts, fields: Iterable[str]) -> tuple[list[Oid], list[Oid]]:
    """Return what else must be read for ``fields`` of the chassis: instances, and the columns that they belong to.

    A chassis has hundreds of parts, whose models and serial numbers nobody asks for. A column is read to its end where
    no instance of it is there, or none can be told.
    """
    numbers = sorted({FIELDS[name] for name in fields} & set(_DETAILS))
    tree = EntityTree(facts)
    heads = tree.first(CHASSIS, STACK) or tree.outermost() if numbers else []
    instances = [(*ENTRY, number, index) for index in heads for number in numbers]
    return instances if len(heads) <= _MANY_HEADS else [], [(*ENTRY, number) for number in numbers]


class EntityTree:
    """Answers about entPhysicalTable; missing rows and loops in containment do no harm.

    The facts must not change any more: what was computed once is kept, as hundreds of sensors ask the same.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._columns: dict[int, dict[int, VarBind]] = {}
        self._labels: dict[int, str] = {}
        self._port_of: dict[int, int | None] = {}

    def text(self, index: int, field: str) -> str:
        """Return a text column of an entity, by name of ``FIELDS``."""
        return values.string(self._column(FIELDS[field]).get(index)) or ""

    def number(self, index: int, column: int) -> int | None:
        """Return a numeric column of an entity."""
        return values.integer(self._column(column).get(index))

    def _column(self, number: int) -> dict[int, VarBind]:
        """A column's values by entity."""
        known = self._columns.get(number)
        if known is None:
            rows = self._facts.rows((*ENTRY, number)).items()
            known = {arcs[0]: varbind for suffix, varbind in rows if (arcs := values.arcs(suffix)) and len(arcs) == 1}
            self._columns[number] = known
        return known

    def label(self, index: int) -> str:
        """Return what an entity is called: its description, or its name where descriptions repeat or are missing."""
        known = self._labels.get(index)
        if known is None:
            known = self._labels[index] = self._label(index)
        return known

    def _label(self, index: int) -> str:
        descr, name = self.text(index, "descr"), self.text(index, "name")
        if descr and name and self._repeats.get(descr, 0) > 1:
            return name if descr.lower() in name.lower() else f"{name} {descr}"
        return descr or name

    @cached_property
    def _repeats(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for varbind in self._column(FIELDS["descr"]).values():
            text = values.string(varbind) or ""
            found[text] = found.get(text, 0) + 1
        return found

    def first(self, *classes: int) -> list[int]:
        """Return the indexes of entities of the classes, classes in the order given."""
        kinds = {index: values.integer(varbind) for index, varbind in self._column(_CLASS).items()}
        return [index for kind in classes for index, told in kinds.items() if told == kind]

    def outermost(self) -> list[int]:
        """Return the entities that nothing contains, else the one with the lowest index."""
        found = [index for index, told in self._column(_CONTAINED_IN).items() if values.integer(told) == 0]
        return found or sorted({index for column in FIELDS.values() for index in self._column(column)})

    @cached_property
    def _ports(self) -> dict[int, int]:
        """Interface index by entity, from entAliasMappingTable: the value is the identifier of an ifIndex instance."""
        found: dict[int, int] = {}
        for suffix, (_, tag, value) in self._facts.rows(ALIAS).items():
            arcs = values.arcs(suffix)
            if arcs and tag == ber.OBJECT_ID and value.startswith(_IF_INDEX):
                index = values.arcs(value[len(_IF_INDEX) :])
                if index and len(index) == 1:
                    found.setdefault(arcs[0], index[0])
        return found

    def port_of(self, index: int) -> int | None:
        """Return the ifIndex of the nearest entity up the tree that has one."""
        if index not in self._port_of:
            self._port_of[index] = self._find_port(index)
        return self._port_of[index]

    def _find_port(self, index: int) -> int | None:
        for _ in range(_MAX_DEPTH):
            if index in self._ports:
                return self._ports[index]
            parent = self.number(index, _CONTAINED_IN)
            if not parent or parent == index:
                return None
            index = parent
        return None

    def is_up(self, if_index: int) -> bool:
        """Say whether an interface is up; unknown counts as up."""
        return values.integer(self._facts.rows(_IF_OPER).get(ber.encode_arcs((if_index,)))) in {None, 1}
