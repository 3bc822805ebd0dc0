"""What the definitions of one table share: its columns by name, and the conditions on its rows."""

from collections.abc import Mapping
from dataclasses import dataclass

from watchkeeper.estate.drivers.platforms.definition import Column, Condition, Operand, Rows
from watchkeeper.estate.drivers.platforms.node import Node
from watchkeeper.kit import oid as oids
from watchkeeper.kit.oid import Oid


@dataclass(frozen=True, slots=True)
class Table:
    """The surroundings of a definition: where its columns are and what it shares with its neighbours."""

    name: str
    entry: Oid
    columns: Mapping[str, Column]
    label: str
    conditions: tuple[Condition, ...]
    any_of: tuple[str, ...]
    unless_any: tuple[str, ...]
    only_with: tuple[str, ...]
    index_in: tuple[tuple[int, frozenset[int]], ...]

    def column(self, node: Node) -> Column:
        """Return a column by its name in ``columns``, or written in place."""
        if isinstance(node.value, str) and node.value in self.columns:
            return self.columns[node.value]
        if isinstance(node.value, str) and not node.value.replace(".", "").isdigit():
            raise node.error(f"the table has no column {node.value!r}")
        return read_column(node, self.entry)

    def operand(self, node: Node) -> Operand:
        """Return a constant, or a column by its name."""
        if isinstance(node.value, int | float) and not isinstance(node.value, bool):
            return float(node.value)
        return self.column(node)

    def rows(self, members: Mapping[str, Node]) -> Rows:
        """Return what a definition in this table has in common with all others."""
        return Rows(
            self.name,
            members["label"].text() if "label" in members else self.label,
            self.columns,
            (*self.conditions, *read_conditions(members, self.columns)),
            read_names(members, "any_of", self.columns) or self.any_of,
            read_names(members, "unless_any", self.columns) or self.unless_any,
            read_names(members, "only_with", self.columns) or self.only_with,
            read_index_in(members) or self.index_in,
        )


def read_column(node: Node, entry: Oid) -> Column:
    """Read a number or dotted suffix below the entry, a whole identifier, or a mapping with more to it."""
    if isinstance(node.value, dict):
        members = node.mapping(frozenset({"oid", "arcs", "via", "names", "match"}))
        if "oid" not in members:
            raise node.error("'oid' is missing")
        return Column(
            oid=read_column(members["oid"], entry).oid,
            arcs=_arcs(members["arcs"]) if "arcs" in members else None,
            via=members["via"].text() if "via" in members else "",
            names={int(key): item.text() for key, item in members["names"].mapping().items()}
            if "names" in members
            else {},
            match=members["match"].pattern() if "match" in members else None,
        )
    text = node.text()
    try:
        arcs = oids.parse(text)
    except ValueError:
        raise node.error(f"{text!r} is no column number and no object identifier") from None
    return Column(arcs if len(arcs) > 4 and arcs[0] == 1 else (*entry, *arcs))  # noqa: PLR2004  # 1.3.6.1.… or 1.0.8802.…


def _arcs(node: Node) -> tuple[int | None, int | None]:
    """``2`` is the third arc, ``"0:2"`` the first two, ``"-1:"`` the last, as Python slices."""
    text = node.text()
    start, colon, stop = text.partition(":")
    try:
        if not colon:
            position = int(start)
            return position, position + 1 if position != -1 else None
        return int(start) if start else None, int(stop) if stop else None
    except ValueError:
        raise node.error(f"{text!r} selects no arcs") from None


def read_conditions(members: Mapping[str, Node], columns: Mapping[str, Column]) -> tuple[Condition, ...]:
    """``when``/``unless`` compare whole texts, ``like``/``unlike`` search a pattern."""
    found = []
    for key, negated in (("when", False), ("unless", True), ("like", False), ("unlike", True)):
        if key not in members:
            continue
        for column, wanted in members[key].mapping().items():
            if column not in columns:
                raise wanted.error(f"the table has no column {column!r}")
            if key in {"like", "unlike"}:
                found.append(Condition(column, frozenset(), negated, wanted.pattern()))
            else:
                found.append(Condition(column, frozenset(wanted.texts()), negated))
    return tuple(found)


def read_index_in(members: Mapping[str, Node]) -> tuple[tuple[int, frozenset[int]], ...]:
    """``{-1: [4, 5]}``: the last arc of the index is 4 or 5."""
    if "index_in" not in members:
        return ()
    found = []
    for position, wanted in members["index_in"].mapping().items():
        if not position.lstrip("-").isdigit():
            raise wanted.error("a position in the index is a whole number")
        found.append((int(position), frozenset(item.whole() for item in wanted.items())))
    return tuple(found)


def read_names(members: Mapping[str, Node], key: str, columns: Mapping[str, Column]) -> tuple[str, ...]:
    """Return a list of column names under ``key``; all must be among ``columns``."""
    if key not in members:
        return ()
    for item in members[key].items():
        if item.value not in columns:
            raise item.error(f"the table has no column {item.value!r}")
    return members[key].texts()
