"""Every query on what credentials were given to, and on how they did."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Row, Table, and_, case, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.estate.vault.models import Credential, CredentialBinding, CredentialTrial
from watchkeeper.estate.vault.resolving import Level

_AT_ONCE = 500
_TRIALS: Table = CredentialTrial.__table__  # type: ignore[assignment]  # declarative classes are mapped to tables here


async def bindings(session: AsyncSession, credential_id: int | None = None) -> Sequence[CredentialBinding]:
    """Return what credentials were given to, in order."""
    statement = select(CredentialBinding).order_by(
        CredentialBinding.level, CredentialBinding.ref, CredentialBinding.position, CredentialBinding.id
    )
    if credential_id is not None:
        statement = statement.where(CredentialBinding.credential_id == credential_id)
    return (await session.scalars(statement)).all()


async def is_bound(session: AsyncSession, credential_id: int, level: Level, ref: str) -> bool:
    """Say whether a credential is given to something already."""
    statement = select(CredentialBinding.id).where(
        CredentialBinding.credential_id == credential_id, CredentialBinding.level == level, CredentialBinding.ref == ref
    )
    return await session.scalar(statement) is not None


async def any_at(session: AsyncSession, level: Level) -> bool:
    """Say whether anything of this level was given a credential."""
    return (
        await session.scalar(select(CredentialBinding.id).where(CredentialBinding.level == level).limit(1)) is not None
    )


async def forget(session: AsyncSession, level: Level, ref: str) -> None:
    """Delete what was given to one thing."""
    statement = delete(CredentialBinding).where(CredentialBinding.level == level, CredentialBinding.ref == ref)
    await session.execute(statement, execution_options={"synchronize_session": False})


async def names(session: AsyncSession) -> dict[int, str]:
    """Return every credential's name by its number."""
    return {row.id: row.name for row in await session.execute(select(Credential.id, Credential.name))}


async def versions(session: AsyncSession, ids: Collection[int]) -> dict[int, int]:
    """Return the version of each credential's secret."""
    statement = select(Credential.id, Credential.secret_version).where(Credential.id.in_(ids))
    return {row.id: row.secret_version for row in await session.execute(statement)}


async def trials(session: AsyncSession, device_ids: Collection[int]) -> list[Row[Any]]:
    """Return how credentials did on these devices: the columns of ``CredentialTrial``."""
    return [
        row for some in _parts(device_ids)
        for row in await session.execute(select(*_TRIALS.c).where(_TRIALS.c.device_id.in_(some)))
    ]  # fmt: skip


async def trials_to_write(session: AsyncSession, device_ids: Collection[int]) -> list[CredentialTrial]:
    """Return how credentials did on these devices, to be changed."""
    return [
        row for some in _parts(device_ids)
        for row in await session.scalars(select(CredentialTrial).where(CredentialTrial.device_id.in_(some)))
    ]  # fmt: skip


def _parts(device_ids: Collection[int]) -> Iterator[list[int]]:
    ids = sorted(device_ids)
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))


async def records(session: AsyncSession) -> dict[int, tuple[int, int]]:
    """Return for each credential how many devices took its present secret, and how many refused it."""
    accepted = func.count(case((CredentialTrial.last_ok_at.is_not(None), 1)))
    refused = func.count(case((and_(CredentialTrial.last_ok_at.is_(None), CredentialTrial.refusals > 0), 1)))
    statement = (
        select(CredentialTrial.credential_id, accepted, refused)
        .join(Credential, Credential.id == CredentialTrial.credential_id)
        .where(CredentialTrial.version == Credential.secret_version)
        .group_by(CredentialTrial.credential_id)
    )
    return {row[0]: (row[1], row[2]) for row in await session.execute(statement)}


async def uses(session: AsyncSession, credential_id: int) -> Sequence[CredentialTrial]:
    """Return where a credential was used."""
    statement = select(CredentialTrial).where(CredentialTrial.credential_id == credential_id)
    return (await session.scalars(statement.order_by(CredentialTrial.last_ok_at.desc()))).all()
