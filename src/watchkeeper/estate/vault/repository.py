"""Every query of the vault."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.estate.vault.models import Credential


def all_credentials(search: str = "") -> Select[Credential]:
    """Select credentials whose name holds ``search``."""
    statement = select(Credential)
    return statement.where(Credential.name.icontains(search, autoescape=True)) if search else statement


async def by_id(session: AsyncSession, credential_id: int) -> Credential | None:
    """Return one credential."""
    return await session.get(Credential, credential_id)


@dataclass(frozen=True, slots=True)
class CredentialRow:
    """What choosing needs to know of a credential."""

    id: int
    name: str
    kind: str
    secret_version: int
    is_default: bool


async def rows(session: AsyncSession) -> list[CredentialRow]:
    """Return what choosing needs to know of every credential."""
    columns = (Credential.id, Credential.name, Credential.kind, Credential.secret_version, Credential.is_default)
    return [CredentialRow(*row) for row in await session.execute(select(*columns))]


async def by_ids(session: AsyncSession, ids: Collection[int]) -> Sequence[Credential]:
    """Return the credentials with ``ids``, in one query."""
    return (await session.scalars(select(Credential).where(Credential.id.in_(ids)))).all()


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


async def expiring(session: AsyncSession, until: datetime) -> Sequence[Credential]:
    """Return the credentials that end before ``until``, the next first."""
    statement = select(Credential).where(Credential.expires_at <= until).order_by(Credential.expires_at)
    return (await session.scalars(statement)).all()


async def sealed_before(session: AsyncSession, moment: datetime, limit: int) -> Sequence[Credential]:
    """Return credentials whose secret was sealed before ``moment``, for sealing it anew."""
    old = or_(Credential.sealed_at.is_(None), Credential.sealed_at < moment)
    statement = select(Credential).where(old).order_by(Credential.id).limit(limit).with_for_update()
    return (await session.scalars(statement)).all()
