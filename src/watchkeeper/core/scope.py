"""How far somebody sees, and how every query is kept to it: what is outside is not there at all.

A person or key sees everything, or the devices of some sites and pools. Whoever asks is bound to the request's session
(``bind``), and from then on each ORM statement of that session, and of every other session opened while the request
lasts, gets the condition that the model declares:

    class Reading(Base):
        __scope__ = OfDevice()          # rows of devices in scope, by their ``device_id``

A model that declares nothing shows a limited principal no row; a statement that reads a scoped table behind the ORM's
back (``select(Model.__table__...)``) is refused. ``unscoped`` is for what must look at everything, such as whether a
name is taken; it never leads to an answer that shows what it saw. Background work has no scope.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar, Token
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final, Protocol, cast

from sqlalchemy import ClauseElement, Column, ColumnElement, Select, Table, event, false, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase, ORMExecuteState, Session, with_loader_criteria
from sqlalchemy.orm.interfaces import ORMOption

from watchkeeper.core.errors import NotFoundError
from watchkeeper.core.scope_guard import refuse_bare_tables

_KEY: Final = "scope"
_MOST_IDS: Final = 10_000  # parameters of one statement; SQLite takes 32,766


@dataclass(frozen=True, slots=True)
class Scope:
    """The sites and pools whose devices somebody sees, or everything; of that, only what is ``at`` one site."""

    sites: frozenset[int] = frozenset()
    pools: frozenset[int] = frozenset()
    everything: bool = False
    at: int | None = None

    @property
    def key(self) -> str:
        """The same text for the same scope: a name for rooms and caches."""
        if self.everything:
            return "*"
        within = "" if self.at is None else f"@{self.at}"
        return f"s{','.join(map(str, sorted(self.sites)))};p{','.join(map(str, sorted(self.pools)))}{within}"

    def narrowed(self, site: int) -> "Scope":
        """Return what of this scope is at ``site``; never more than before."""
        if self.everything or site in self.sites:
            return Scope(sites=frozenset({site}))
        return replace(self, sites=frozenset(), at=site)


EVERYTHING: Final = Scope(everything=True)
NOTHING: Final = Scope()


@dataclass(frozen=True, slots=True)
class Visible:
    """What a limited ``scope`` lets be seen, as subqueries of ids over plain tables."""

    scope: Scope
    devices: Select[tuple[int]]
    sites: Select[tuple[int]]
    pools: Select[tuple[int]]


class Reach(Protocol):
    """How a table's rows belong to somebody's scope; a model's ``__scope__``."""

    def condition(self, columns: Any, visible: Visible) -> ColumnElement[bool] | None:
        """Return which rows may be seen; None is all of them. ``columns`` has the model's columns as attributes."""
        ...


@dataclass(frozen=True, slots=True)
class OfDevice:
    """Each row belongs to the device whose id is in ``column``."""

    column: str = "device_id"

    def condition(self, columns: Any, visible: Visible) -> ColumnElement[bool] | None:
        """See ``Reach``."""
        found: ColumnElement[bool] = getattr(columns, self.column).in_(visible.devices)
        return found


@dataclass(frozen=True, slots=True)
class OfSite:
    """Each row belongs to the site whose id is in ``column``: seen with the site, or with a device there."""

    column: str = "site_id"

    def condition(self, columns: Any, visible: Visible) -> ColumnElement[bool] | None:
        """See ``Reach``."""
        found: ColumnElement[bool] = getattr(columns, self.column).in_(visible.sites)
        return found


@dataclass(frozen=True, slots=True)
class OfPool:
    """Each row belongs to the pool whose id is in ``column``."""

    column: str = "pool_id"

    def condition(self, columns: Any, visible: Visible) -> ColumnElement[bool] | None:
        """See ``Reach``."""
        found: ColumnElement[bool] = getattr(columns, self.column).in_(visible.pools)
        return found


@dataclass(frozen=True, slots=True)
class OfParent:
    """Each row is seen with the row of ``parent()`` whose id is in ``column``."""

    column: str
    parent: Callable[[], type[Any]]

    def condition(self, columns: Any, visible: Visible) -> ColumnElement[bool] | None:
        """See ``Reach``."""
        parent = self.parent()
        rows = parent.__table__.alias()
        which = reach_of(parent).condition(rows.c, visible)
        if which is None:
            return None
        found: ColumnElement[bool] = getattr(columns, self.column).in_(select(rows.c.id).where(which))
        return found


@dataclass(frozen=True, slots=True)
class ThroughTable:
    """A row is seen when ``own`` of a join table names it beside a ``device`` that is seen."""

    own: Column[int]
    device: Column[int]

    def condition(self, columns: Any, visible: Visible) -> ColumnElement[bool] | None:
        """See ``Reach``."""
        found: ColumnElement[bool] = columns.id.in_(select(self.own).where(self.device.in_(visible.devices)))
        return found


@dataclass(frozen=True, slots=True)
class _Whole:
    """Rows are not told apart by scope."""

    why: str

    def condition(self, columns: Any, visible: Visible) -> ColumnElement[bool] | None:
        """See ``Reach``."""
        del columns, visible
        return None


@dataclass(frozen=True, slots=True)
class _Hidden:
    """No row is seen: the model has declared nothing, or a verb of its slice decides row by row."""

    why: str = ""

    def condition(self, columns: Any, visible: Visible) -> ColumnElement[bool] | None:
        """See ``Reach``."""
        del columns, visible
        return false()


PLATFORM: Final[Reach] = _Whole("of the platform: only routes with a platform-wide permission show it")
SHARED: Final[Reach] = _Whole("the same for everybody: it says nothing about any device")
UNDECLARED: Final[Reach] = _Hidden()
BY_VERB: Final[Reach] = _Hidden("rows join devices: the slice's verbs read them unscoped and keep them to the scope")


class Scoped:
    """What a declarative base offers its models: ``__scope__``."""

    __scope__: ClassVar[Reach] = UNDECLARED


def reach_of(model: type[Any]) -> Reach:
    """Return what ``model`` declares."""
    reach: Reach = getattr(model, "__scope__", UNDECLARED)
    return reach


@dataclass(frozen=True, slots=True)
class _Bound:
    visible: Visible
    options: tuple[ORMOption, ...]
    tables: frozenset[str]


_ASKING: ContextVar[_Bound | None] = ContextVar("watchkeeper_scope", default=None)


class ScopeResolver(Protocol):
    """Works out what a scope covers. The inventory implements it; ``app.state.scopes`` holds it."""

    async def visible(self, session: AsyncSession, scope: Scope) -> Visible:
        """Return what ``scope``, which is not everything, covers now."""
        ...


def bind(session: AsyncSession, visible: Visible, base: type[DeclarativeBase]) -> None:
    """Keep ``session``, and sessions opened from now on in this context, to what is visible."""
    bound = _bound(visible, base)
    session.info[_KEY] = bound
    _ASKING.set(bound)


def inherit(session: AsyncSession) -> None:
    """Keep a new session to the scope of whoever asks in this context, if that is limited."""
    if (bound := _ASKING.get()) is not None:
        session.info[_KEY] = bound


@contextmanager
def nobody_asking() -> Iterator[None]:
    """Begin without a scope, and end without the one that was bound inside: around each request."""
    token: Token[_Bound | None] = _ASKING.set(None)
    try:
        yield
    finally:
        _ASKING.reset(token)


@contextmanager
def unscoped(session: AsyncSession, reason: str) -> Iterator[None]:
    """Look at everything inside the block. ``reason`` says to the reader why that shows nothing to whoever asks."""
    assert reason  # noqa: S101  # for readers
    bound = session.info.pop(_KEY, None)
    try:
        yield
    finally:
        if bound is not None:
            session.info[_KEY] = bound


def scope_of(session: AsyncSession) -> Scope:
    """Return what a session is kept to."""
    bound: _Bound | None = session.info.get(_KEY)
    return EVERYTHING if bound is None else bound.visible.scope


def _bound(visible: Visible, base: type[DeclarativeBase]) -> _Bound:
    options: list[ORMOption] = []
    tables: set[str] = set()
    for mapper in base.registry.mappers:
        condition = reach_of(mapper.class_).condition(mapper.class_, visible)
        if condition is not None:
            options.append(with_loader_criteria(mapper.class_, condition, include_aliases=True))
            tables |= {table.name for table in mapper.tables if isinstance(table, Table)}
    return _Bound(visible, tuple(options), frozenset(tables))


def keep(state: ORMExecuteState) -> None:
    """Add the conditions of the session's scope to a statement; listens to ``do_orm_execute``."""
    bound: _Bound | None = state.session.info.get(_KEY)
    if bound is None or state.is_column_load or state.is_relationship_load:  # those follow from what was seen already
        return
    if not (state.is_select or state.is_update or state.is_delete):
        return
    refuse_bare_tables(cast("ClauseElement", state.statement), bound.tables)
    state.statement = state.statement.options(*bound.options)


async def covered(session: AsyncSession, visible: Visible, device_ids: Collection[int]) -> set[int]:
    """Return those of ``device_ids`` that are visible."""
    devices = visible.devices.subquery()
    found: set[int] = set()
    with unscoped(session, "the condition of the scope is written out here"):
        for some in _batches(sorted(device_ids)):
            found |= set(await session.scalars(select(devices.c.id).where(devices.c.id.in_(some))))
    return found


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _MOST_IDS):
        yield ids[start : start + _MOST_IDS]


async def out_of_scope(session: AsyncSession, device_ids: Collection[int]) -> list[int]:
    """Return those of ``device_ids`` that the session's scope does not cover; nothing costs a query without a limit."""
    bound: _Bound | None = session.info.get(_KEY)
    if bound is None:
        return []
    return sorted(set(device_ids) - await covered(session, bound.visible, device_ids))


async def demand_devices(session: AsyncSession, device_ids: Collection[int]) -> None:
    """Raise NoSuchDeviceError for a device that the session's scope does not cover, whether it exists or not.

    For what is kept outside of the database, such as samples.
    """
    if missing := await out_of_scope(session, device_ids):
        raise NoSuchDeviceError(f"There is no device {missing[0]}.")


async def devices_in_scope(session: AsyncSession) -> list[int] | None:
    """Return the devices that the session's scope covers; None is all there are."""
    bound: _Bound | None = session.info.get(_KEY)
    if bound is None:
        return None
    devices = bound.visible.devices.subquery()
    with unscoped(session, "the condition of the scope is written out here"):
        return list(await session.scalars(select(devices.c.id).order_by(devices.c.id)))


class NoSuchDeviceError(NotFoundError):
    """There is no such device, or none that may be seen."""

    code = "device_not_found"


class ScopedSession(Session):
    """The session behind every ``AsyncSession`` of the platform."""


event.listen(ScopedSession, "do_orm_execute", keep)
