"""Every query of identities elsewhere."""

from sqlalchemy import Row, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.estate.accounts.models import Identity, LoginSession, User


async def identity_and_user(session: AsyncSession, provider: str, subject: str) -> Row[Identity, User] | None:
    """Return an identity and its account, kept from others until the commit."""
    same = (Identity.provider == provider) & (Identity.subject == subject)
    statement = select(Identity, User).join(User, Identity.user_id == User.id).where(same)
    return (await session.execute(statement.with_for_update())).one_or_none()


async def end_sessions(session: AsyncSession, method: str, *, sid: str = "", subject: str = "") -> set[int]:
    """End the sessions of a provider's session ``sid``, or all of ``subject``; return whose they were."""
    theirs = LoginSession.provider_sid == sid if sid else LoginSession.subject == subject
    statement = delete(LoginSession).where(LoginSession.method == method, theirs).returning(LoginSession.user_id)
    return set((await session.scalars(statement)).all())
