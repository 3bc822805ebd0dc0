"""One row of a platform's table: its companions as text or numbers, its label, whether it counts."""

import re
from typing import Final

from watchkeeper.estate.drivers.platforms.definition import Column, Condition, Operand, Rows
from watchkeeper.estate.drivers.snmp import ber, values
from watchkeeper.estate.drivers.snmp.ber import VarBind
from watchkeeper.estate.drivers.snmp.facts import Facts
from watchkeeper.kit import oid as oids
from watchkeeper.kit.oid import Oid

IF_NAME: Final[Oid] = (1, 3, 6, 1, 2, 1, 31, 1, 1, 1, 1)
IF_DESCR: Final[Oid] = (1, 3, 6, 1, 2, 1, 2, 2, 1, 2)
ENTITY_NAME: Final[Oid] = (1, 3, 6, 1, 2, 1, 47, 1, 1, 1, 1, 7)
ENTITY_DESCR: Final[Oid] = (1, 3, 6, 1, 2, 1, 47, 1, 1, 1, 1, 2)
LOOKUPS: Final[dict[str, tuple[Oid, ...]]] = {"if": (IF_NAME, IF_DESCR), "entity": (ENTITY_NAME, ENTITY_DESCR)}
"""Words in a label that stand for another table's name of the first arc of the index."""

_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")
_BLANKS: Final = re.compile(r"\s+")
_PRINTABLE_ARCS: Final = range(32, 127)


def placeholders(label: str) -> set[str]:
    """Return the names that a label template mentions."""
    return set(_PLACEHOLDER.findall(label))


class RowView:
    """A row of a definition's table in the facts of a device."""

    def __init__(self, facts: Facts, rows: Rows, suffix: bytes) -> None:
        self._facts = facts
        self._rows = rows
        self.suffix = suffix
        self.arcs = values.arcs(suffix) or ()

    @property
    def index(self) -> str:
        """The index in dotted form."""
        return oids.dotted(self.arcs)

    def cell(self, column: Column) -> VarBind | None:
        """Return a column's value in this row."""
        return self._facts.cell(column, self.suffix, self._rows.companions)

    def text(self, column: Column) -> str:
        """Return a column as text: by its names, or the first group of its pattern; "" when there is nothing."""
        varbind = self.cell(column)
        if column.names and (code := values.integer(varbind)) is not None:
            return column.names.get(code, str(code))
        text = values.string(varbind) or ""
        if column.match is not None:
            found = column.match.search(text)
            return (found[1] if found[1] is not None else "") if found else ""
        return text

    def number(self, operand: Operand | None) -> float | None:
        """Return a constant, or a column's number in this row."""
        if operand is None or isinstance(operand, float):
            return operand
        if operand.match is not None:
            return values.number((b"", ber.OCTETS, self.text(operand).encode()))
        return values.number(self.cell(operand))

    def counts(self) -> bool:
        """Say whether the conditions of the definition hold."""
        companions = self._rows.companions
        for position, wanted in self._rows.index_in:
            if not -len(self.arcs) <= position < len(self.arcs) or self.arcs[position] not in wanted:
                return False
        if self._rows.any_of and not any(values.number(self.cell(companions[name])) for name in self._rows.any_of):
            return False
        return all(self._holds(condition) for condition in self._rows.conditions)

    def _holds(self, condition: Condition) -> bool:
        column = self._rows.companions[condition.column]
        text = self.text(column)
        if condition.pattern is not None:
            return (condition.pattern.search(text) is not None) is not condition.negated
        raw = values.string(self.cell(column)) or ""
        return (raw in condition.values or text in condition.values) is not condition.negated

    def label(self) -> str:
        """Return the label with its placeholders filled in; the index where there is no label."""
        filled = _PLACEHOLDER.sub(lambda found: self._word(found[1]), self._rows.label)
        return _BLANKS.sub(" ", filled).strip(" -_:,/") or f"{self._rows.name} {self.index}"

    def _word(self, name: str) -> str:
        if name in self._rows.companions:
            return self.text(self._rows.companions[name])
        if name == "index":
            return self.index
        if name == "text":
            return "".join(chr(arc) for arc in self.arcs[1:] if arc in _PRINTABLE_ARCS)
        if name.isdigit():
            return str(self.arcs[int(name)]) if int(name) < len(self.arcs) else ""
        for oid in LOOKUPS.get(name, ()):
            found = values.string(self._facts.rows(oid).get(ber.encode_arcs(self.arcs[:1])))
            if found:
                return found
        return ""


def _present(facts: Facts, column: Column) -> bool:
    return facts.scalar(column.oid) is not None if column.is_scalar else bool(facts.rows(column.oid))


def row_views(facts: Facts, rows: Rows, column: Column) -> list[RowView]:
    """Return the rows that a value column has and that count; a scalar is the one row with index 0."""
    if any(_present(facts, rows.companions[name]) for name in rows.unless_any):
        return []
    if rows.only_with and not any(_present(facts, rows.companions[name]) for name in rows.only_with):
        return []
    suffixes = [b"\x00"] if column.is_scalar else list(facts.rows(column.oid))
    return [view for view in (RowView(facts, rows, suffix) for suffix in suffixes) if view.counts()]
