"""Every query of the vault."""

from collections.abc import Collection, Sequence

from sqlalchemy import Select, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.estate.vault.models import Credential


def all_credentials(search: str = "") -> Select[Credential]:
    """Select credentials whose name holds ``search``."""
    statement = select(Credential)
    return statement.where(Credential.name.icontains(search, autoescape=True)) if search else statement


async def by_id(session: AsyncSession, credential_id: int) -> Credential | None:
    """Return one credential."""
    return await session.get(Credential, credential_id)


async def usable(session: AsyncSession, ids: Collection[int]) -> Sequence[Credential]:
    """Return the credentials with ``ids`` and the default one, in one query."""
    found = await session.scalars(select(Credential).where(or_(Credential.id.in_(ids), Credential.is_default)))
    return found.all()


async def names(session: AsyncSession) -> dict[str, int]:
    """Return every credential's id by its name."""
    rows = await session.execute(select(Credential.name, Credential.id))
    return {row.name: row.id for row in rows}


async def name_taken(session: AsyncSession, name: str, but: int | None) -> bool:
    """Say whether another credential than ``but`` has ``name``."""
    statement = select(Credential.id).where(Credential.name == name)
    if but is not None:
        statement = statement.where(Credential.id != but)
    return bool(await session.scalar(select(statement.exists())))


async def clear_default(session: AsyncSession) -> None:
    """Leave no credential as the default."""
    await session.execute(update(Credential).where(Credential.is_default).values(is_default=False))


async def any_stored(session: AsyncSession) -> bool:
    """Say whether there is at least one credential."""
    return bool(await session.scalar(select(exists().where(Credential.id.is_not(None)))))


async def every(session: AsyncSession) -> Sequence[Credential]:
    """Return every credential, for checking that each opens or for wrapping anew."""
    return (await session.scalars(select(Credential).order_by(Credential.id))).all()
