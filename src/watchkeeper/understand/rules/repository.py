"""Every query on rules and on where they hold."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, Table, and_, delete, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.database import database_of
from watchkeeper.understand.rules.models import AlertRule, RuleFiring

_FIRINGS: Table = RuleFiring.__table__  # type: ignore[assignment]  # declarative classes are mapped to Tables here
_KEY = ("rule_key", "device_id", "object")
_AT_ONCE = 300
_MOST_IDS = 5_000
Where = tuple[str, int, str]
"""(rule, device, object)."""


async def every(session: AsyncSession) -> Sequence[AlertRule]:
    """Return what people wrote."""
    return (await session.scalars(select(AlertRule).order_by(AlertRule.key))).all()


async def one(session: AsyncSession, key: str) -> AlertRule | None:
    """Return what people wrote under a key."""
    return await session.scalar(select(AlertRule).where(AlertRule.key == key))


async def counts(session: AsyncSession) -> dict[str, tuple[int, int]]:
    """Return of each rule how many objects it fires for and how many wait."""
    statement = select(RuleFiring.rule_key, func.count(RuleFiring.fired_at), func.count()).group_by(RuleFiring.rule_key)
    return {key: (fired, every - fired) for key, fired, every in (await session.execute(statement)).all()}


async def firings(
    session: AsyncSession, keys: Collection[str], device_ids: Collection[int] | None = None
) -> Sequence[RuleFiring]:
    """Return where rules hold; of these devices, or of all."""
    if not keys:
        return []
    conditions: list[ColumnElement[bool]] = [RuleFiring.rule_key.in_(sorted(keys))]
    if device_ids is not None and len(device_ids) <= _MOST_IDS:
        conditions.append(RuleFiring.device_id.in_(sorted(device_ids)))
    return (await session.scalars(select(RuleFiring).where(*conditions).order_by(RuleFiring.id))).all()


async def put(session: AsyncSession, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert where rules hold; what is there already keeps its ``since``."""
    dialect = sqlite if database_of(session).is_sqlite else postgresql
    for start in range(0, len(rows), _AT_ONCE):
        statement = dialect.insert(_FIRINGS).values(list(rows[start : start + _AT_ONCE]))
        changed = {
            "fired_at": func.coalesce(_FIRINGS.c.fired_at, statement.excluded["fired_at"]),
            "entity": statement.excluded["entity"],
            "device_name": statement.excluded["device_name"],
            "ends_at": statement.excluded["ends_at"],
            "value": statement.excluded["value"],
        }
        await session.execute(statement.on_conflict_do_update(index_elements=list(_KEY), set_=changed))


async def remove(session: AsyncSession, places: Collection[Where]) -> None:
    """Forget where rules held."""
    ordered = sorted(places)
    for start in range(0, len(ordered), _AT_ONCE):
        some = [
            and_(RuleFiring.rule_key == key, RuleFiring.device_id == device, RuleFiring.object == name)
            for key, device, name in ordered[start : start + _AT_ONCE]
        ]
        await session.execute(delete(RuleFiring).where(or_(*some)).execution_options(synchronize_session=False))


async def overdue(session: AsyncSession, now: datetime) -> Sequence[RuleFiring]:
    """Return what ends by itself and should have."""
    return (await session.scalars(select(RuleFiring).where(RuleFiring.ends_at <= now))).all()


async def holding_devices(session: AsyncSession) -> set[int]:
    """Return the devices that any rule holds of."""
    return set(await session.scalars(select(RuleFiring.device_id).distinct()))


async def of_devices(session: AsyncSession, device_ids: Collection[int]) -> Sequence[RuleFiring]:
    """Return where rules hold of these devices."""
    return (await session.scalars(select(RuleFiring).where(RuleFiring.device_id.in_(sorted(device_ids))))).all()


async def ids(session: AsyncSession, statement: Select[tuple[int]]) -> set[int]:
    """Return the numbers that ``statement`` selects."""
    return set(await session.scalars(cast("Select[int]", statement)))  # one column: scalars are its values
