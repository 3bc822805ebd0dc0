"""Lists, one way everywhere: ``offset``, ``limit``, ``sort`` and ``q`` in, a ``Page`` out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Generic, Self, TypeVar

from fastapi import Depends, Path, Query
from pydantic import BaseModel, Field
from sqlalchemy import ColumnElement, Select, Table, func, inspect, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, Mapper

from watchkeeper.core.errors import InvalidInputError

T = TypeVar("T")
MAX_LIMIT = 1000
MAX_ID = 2**63 - 1
MAX_OFFSET = 2**53

SortKey = ColumnElement[Any] | InstrumentedAttribute[Any]

Identifier = Annotated[int, Path(ge=1, le=MAX_ID, description="Number of the object.")]
"""An object's number in a path."""


class Page(BaseModel, Generic[T]):
    """A slice of a list."""

    items: list[T]
    total: int = Field(description="Rows of the whole list, before paging.")
    offset: int
    limit: int

    @classmethod
    def of(cls, items: list[T], total: int, query: "ListQuery") -> Self:
        """Return the slice that ``query`` asked for."""
        return cls(items=items, total=total, offset=query.offset, limit=query.limit)


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Which slice of a list is wanted and in which order."""

    offset: int = 0
    limit: int = 50
    sort: str = ""
    q: str = ""


async def _list_query(
    offset: Annotated[int, Query(ge=0, le=MAX_OFFSET, description="Rows to skip.")] = 0,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT, description="Most rows to return.")] = 50,
    sort: Annotated[
        str, Query(max_length=64, description="Sort key; a minus in front reverses it. Empty: the list's own order.")
    ] = "",
    q: Annotated[str, Query(max_length=200, description="Text to look for.")] = "",
) -> ListQuery:
    return ListQuery(offset, limit, sort, q)  # async, because a dependency that is not costs a thread


ListParameters = Annotated[ListQuery, Depends(_list_query)]
"""The list query of a request, for an endpoint's signature."""


async def paginate(
    session: AsyncSession,
    statement: Select[Any],
    query: ListQuery,
    sortable: Mapping[str, SortKey],
    default_sort: str,
) -> tuple[Sequence[Any], int]:
    """Return one slice of ``statement``'s rows in order, and the number of all.

    A statement over one entity or column gives its objects, any other gives rows. ``sortable`` maps the public sort
    keys to columns; ``default_sort`` is one of them, perhaps with a minus. The primary key breaks ties, so that pages
    never overlap; nulls come last on both databases. Raises InvalidInputError for an unknown sort key.
    """
    order = _order(statement, query.sort or default_sort, sortable)
    total = await session.scalar(select(func.count()).select_from(statement.order_by(None).subquery()))
    if not total or query.offset >= total:
        return [], total or 0
    ordered = statement.order_by(None).order_by(*order)
    result = await session.execute(ordered.offset(query.offset).limit(query.limit))
    single = len(statement.column_descriptions) == 1
    return (result.scalars().all() if single else result.all()), total


def _order(statement: Select[Any], sort: str, sortable: Mapping[str, SortKey]) -> list[ColumnElement[Any]]:
    descending, key = sort.startswith("-"), sort.removeprefix("-")
    if key not in sortable:
        raise InvalidInputError(
            f"This list cannot be sorted by {key!r}.",
            hint=f"Sort by one of: {', '.join(sorted(sortable))}; a minus in front reverses the order.",
            details={"errors": [{"loc": ["query", "sort"], "msg": "unknown sort key"}]},
        )
    column = sortable[key]
    first: ColumnElement[Any] = column.desc() if descending else column.asc()
    if getattr(column, "nullable", True):
        first = first.nulls_last()
    return [first, *(pk.desc() if descending else pk.asc() for pk in _primary_key(statement))]


def _primary_key(statement: Select[Any]) -> Sequence[ColumnElement[Any]]:
    entity = statement.column_descriptions[0].get("entity")
    if entity is not None:
        inspected = inspect(entity)
        mapper: Mapper[Any] = inspected.mapper
        return [getattr(entity, mapper.get_property_by_column(column).key) for column in mapper.primary_key]
    tables = [table for table in statement.get_final_froms() if isinstance(table, Table)]
    return list(tables[0].primary_key) if tables else []
