"""Finds queries that read a table beside its model, where the conditions of a scope would not reach them."""

from collections.abc import Iterator

from sqlalchemy import Alias, ClauseElement, Column, Delete, Select, SelectBase, Table, Update

_MARK = "parententity"
"""The ORM annotates whatever comes of a model with it."""


def refuse_bare_tables(statement: ClauseElement, scoped: frozenset[str]) -> None:
    """Raise RuntimeError when a SELECT of ``statement`` reads a ``scoped`` table that none of its models stands for."""
    waiting = [statement]
    while waiting:
        one = waiting.pop()
        mapped: set[str] = set()
        bare = set(_bare_sources(one))
        for element in _own(one, waiting):
            if isinstance(element, Column):
                (mapped if _MARK in element._annotations else bare).update(_name(element.table))  # noqa: SLF001
            elif isinstance(element, Table) and _MARK in element._annotations:  # noqa: SLF001  # as below
                mapped.add(element.name)
        if beside := (bare & scoped) - mapped:
            raise RuntimeError(
                f"a query for somebody with a limited scope reads {', '.join(sorted(beside))} beside the model; "
                "select the model, or say unscoped() and why"
            )


def _own(one: ClauseElement, waiting: list[ClauseElement]) -> Iterator[object]:
    """Yield the parts of ``one``; a SELECT inside of it is put to those that wait."""
    stack = list(one.get_children())
    while stack:
        element = stack.pop()
        if isinstance(element, SelectBase):
            waiting.append(element)
            continue
        yield element
        stack.extend(element.get_children())


def _bare_sources(one: ClauseElement) -> Iterator[str]:
    named: tuple[object, ...] = ()
    if isinstance(one, Select):
        named = (*one._from_obj, *(join[0] for join in one._setup_joins))  # noqa: SLF001  # as they were given
    elif isinstance(one, (Update, Delete)):
        named = (one.table,)
    for source in named:
        if _MARK not in getattr(source, "_annotations", {}):
            yield from _name(source)


def _name(source: object) -> Iterator[str]:
    if isinstance(source, Alias):
        source = source.element
    if isinstance(source, Table):
        yield source.name
