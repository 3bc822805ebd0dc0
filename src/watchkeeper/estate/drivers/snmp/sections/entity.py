"""The physical tree of ENTITY-MIB (RFC 6933): what a sensor or a processor is called, and which port it belongs to."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from watchkeeper.estate.drivers.snmp import ber, values
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
_CONTAINED_IN, _CLASS = 4, 5
CHASSIS, STACK, PORT = 3, 11, 10
_MAX_DEPTH: Final = 24


def want(wanted: Wanted) -> None:
    """Ask for the tree."""
    wanted.entry("entPhysicalTable", ENTRY, (2, _CONTAINED_IN, _CLASS, 7, 8, 9, 10, 11, 12, 13))
    wanted.add("entAliasMappingTable", [ALIAS])


@dataclass(frozen=True)
class EntityTree:
    """Answers about entPhysicalTable; missing rows and loops in containment do no harm."""

    facts: Facts

    def text(self, index: int, field: str) -> str:
        """Return a text column of an entity, by name of ``FIELDS``."""
        return values.string(self.facts.rows((*ENTRY, FIELDS[field])).get(ber.encode_arcs((index,)))) or ""

    def number(self, index: int, column: int) -> int | None:
        """Return a numeric column of an entity."""
        return values.integer(self.facts.rows((*ENTRY, column)).get(ber.encode_arcs((index,))))

    def label(self, index: int) -> str:
        """Return what an entity is called: its description, or its name where descriptions repeat or are missing."""
        descr, name = self.text(index, "descr"), self.text(index, "name")
        if descr and name and self._repeats.get(descr, 0) > 1:
            return name if descr.lower() in name.lower() else f"{name} {descr}"
        return descr or name

    @cached_property
    def _repeats(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for varbind in self.facts.rows((*ENTRY, FIELDS["descr"])).values():
            text = values.string(varbind) or ""
            found[text] = found.get(text, 0) + 1
        return found

    def first(self, *classes: int) -> list[int]:
        """Return the indexes of entities of the classes, classes in the order given."""
        kinds = self.facts.rows((*ENTRY, _CLASS))
        return [
            arcs[0]
            for kind in classes
            for suffix, varbind in kinds.items()
            if values.integer(varbind) == kind and (arcs := values.arcs(suffix))
        ]

    def outermost(self) -> list[int]:
        """Return the entities that nothing contains, else the one with the lowest index."""
        told = self.facts.rows((*ENTRY, _CONTAINED_IN))
        found = [arcs[0] for suffix, v in told.items() if values.integer(v) == 0 and (arcs := values.arcs(suffix))]
        return found or sorted(
            {
                arcs[0]
                for column in FIELDS.values()
                for s in self.facts.rows((*ENTRY, column))
                if (arcs := values.arcs(s))
            }
        )

    @cached_property
    def _ports(self) -> dict[int, int]:
        """Interface index by entity, from entAliasMappingTable: the value is the identifier of an ifIndex instance."""
        found: dict[int, int] = {}
        for suffix, (_, tag, value) in self.facts.rows(ALIAS).items():
            arcs = values.arcs(suffix)
            if arcs and tag == ber.OBJECT_ID and value.startswith(_IF_INDEX):
                index = values.arcs(value[len(_IF_INDEX) :])
                if index and len(index) == 1:
                    found.setdefault(arcs[0], index[0])
        return found

    def port_of(self, index: int) -> int | None:
        """Return the ifIndex of the nearest entity up the tree that has one."""
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
        return values.integer(self.facts.rows(_IF_OPER).get(ber.encode_arcs((if_index,)))) in {None, 1}
