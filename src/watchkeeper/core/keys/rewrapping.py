"""Changing keys while everything runs: every sealed value is wrapped by the current key, a few rows a transaction.

Nothing is remembered between runs: an envelope names the key that wrapped it, so whoever starts again finds what is
left. Old envelopes open all the while.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.crypto import EncryptedBytes, KeyRing, SecretPlace, sealed_by
from watchkeeper.core.database import Base, Database

BATCH = 100
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """A column that holds envelopes: ``place`` says what a row's envelope is bound to."""

    model: type[Base]
    column: str
    place: Callable[[Any], SecretPlace]


async def any_sealed(session: AsyncSession, columns: Sequence[SealedColumn]) -> bool:
    """Say whether anything is sealed; then a missing master key must not be replaced by a new one."""
    for column in columns:
        attribute = getattr(column.model, column.column)
        if await session.scalar(select(attribute).where(attribute.is_not(None)).limit(1)) is not None:
            return True
    return False


async def sealed_keys(session: AsyncSession, columns: Sequence[SealedColumn]) -> dict[str, int]:
    """Return how many envelopes each key has wrapped, by key id."""
    counts: dict[str, int] = {}
    for column in columns:
        attribute = getattr(column.model, column.column)
        for envelope in (await session.scalars(select(attribute).where(attribute.is_not(None)))).all():
            counts[sealed_by(envelope)] = counts.get(sealed_by(envelope), 0) + 1
    return counts


async def check_all(session: AsyncSession, keys: KeyRing, columns: Sequence[SealedColumn]) -> None:
    """Open every envelope. Raises ConfigurationError when the master key is not the one that sealed them."""
    for column in columns:
        for row in (await session.scalars(select(column.model))).all():
            envelope = getattr(row, column.column)
            if envelope is not None:
                keys.open(envelope, column.place(row))


async def rewrap_all(
    database: Database, keys: KeyRing, columns: Sequence[SealedColumn], progress: Progress | None = None
) -> int:
    """Wrap every envelope that another key wrapped by the current one and return how many those were."""
    total = 0
    for column in columns:
        after: Any = None
        while True:
            async with database.transaction() as session:
                rows = await _batch(session, column, after)
                total += _rewrap(rows, keys, column)
            if not rows:
                break
            after = inspect(rows[-1]).identity[0]
            if progress is not None:
                progress(total)
    return total


async def _batch(session: AsyncSession, column: SealedColumn, after: Any) -> Sequence[Any]:
    (key,) = inspect(column.model).primary_key
    attribute = getattr(column.model, column.column)
    statement = select(column.model).where(attribute.is_not(None)).order_by(key).limit(BATCH).with_for_update()
    return (await session.scalars(statement if after is None else statement.where(key > after))).all()


def _rewrap(rows: Sequence[Any], keys: KeyRing, column: SealedColumn) -> int:
    done = 0
    for row in rows:
        envelope: EncryptedBytes = getattr(row, column.column)
        if sealed_by(envelope) != keys.current_id:
            setattr(row, column.column, keys.rewrap(envelope, column.place(row)))
            done += 1
    return done
