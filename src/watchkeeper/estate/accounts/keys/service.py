"""Making, checking and revoking API keys."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.errors import InvalidInputError
from watchkeeper.core.http.security import Principal
from watchkeeper.estate.accounts.access.service import permissions_of_role
from watchkeeper.estate.accounts.errors import KeyNotFoundError, WrongKeyError
from watchkeeper.estate.accounts.keys import repository
from watchkeeper.estate.accounts.keys.form import KeyText, new_key, parse_key
from watchkeeper.estate.accounts.keys.schemas import KeyCreate
from watchkeeper.estate.accounts.kinds import Kind
from watchkeeper.estate.accounts.models import ApiKey, User
from watchkeeper.estate.accounts.permissions import PERMISSIONS
from watchkeeper.estate.accounts.settings import AccountsSettings
from watchkeeper.estate.accounts.trail import Action, record
from watchkeeper.kit.clock import Clock, utc_now

TOUCH_AFTER = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A new key and its text, which is shown once and kept nowhere."""

    row: ApiKey
    text: str = field(repr=False)


class ApiKeys:
    """The verbs for keys."""

    def __init__(self, settings: AccountsSettings | None = None, clock: Clock = utc_now) -> None:
        self._settings = settings or AccountsSettings()
        self._clock = clock

    async def ending(self, session: AsyncSession, after: datetime, until: datetime) -> Sequence[ApiKey]:
        """Return the keys in use that end between two moments, the next first."""
        return await repository.ending(session, after, until)

    async def create(self, session: AsyncSession, owner: User, new: KeyCreate, actor: Principal) -> MadeKey:
        """Make a key for ``owner``.

        Raises InvalidInputError for a permission that does not exist or that the owner does not have, and for a term
        that is too long: a person's key expires, a service's may go on.
        """
        _check_scopes(owner, new.scopes, await permissions_of_role(session, owner.role))
        text, now = new_key(), self._clock()
        row = ApiKey(
            user_id=owner.id,
            name=new.name,
            prefix=text.prefix,
            secret_hash=text.secret_hash,
            scopes=sorted(set(new.scopes)),
            created_by=actor.name,
            created_at=now,
            expires_at=self._expiry(owner, new.expires_in_days),
        )
        session.add(row)
        await session.flush()
        after: dict[str, object] = {
            "prefix": row.prefix,
            "name": row.name,
            "scopes": row.scopes,
            "expires": row.expires_at,
        }
        record(session, Action.KEY_CREATED, owner, by=actor, after=after)
        return MadeKey(row, text.text)

    async def list_of(self, session: AsyncSession, user_id: int) -> Sequence[ApiKey]:
        """Return the keys of an account, revoked ones included."""
        return await repository.keys_of(session, user_id)

    async def revoke(self, session: AsyncSession, owner: User, key_id: int, actor: Principal) -> None:
        """Revoke a key; doing it twice changes nothing. Raises KeyNotFoundError, also for another account's key."""
        row = await repository.key_of(session, owner.id, key_id)
        if row is None:
            raise KeyNotFoundError(f"There is no key {key_id} of this account.")
        if row.revoked_at is None:
            row.revoked_at = self._clock()
            await session.flush()
            record(session, Action.KEY_REVOKED, owner, by=actor, before={"prefix": row.prefix, "name": row.name})

    async def find(self, session: AsyncSession, text: str) -> tuple[ApiKey, User]:
        """Return the living key of ``text`` and its owner. Raises WrongKeyError, the same for every reason."""
        given = parse_key(text)
        found = await repository.key_and_user(session, given.prefix) if given else None
        if given is None or found is None or not self._good(given, found[0]) or not found[1].enabled:
            raise WrongKeyError("The API key is not valid.", hint="Make a new one; keys expire and can be revoked.")
        return found[0], found[1]

    def needs_touch(self, row: ApiKey) -> bool:
        """Say whether the key's last use is old enough to be written anew."""
        return row.last_used_at is None or self._clock() - row.last_used_at >= TOUCH_AFTER

    async def touch(self, session: AsyncSession, key_id: int, address: str) -> None:
        """Note that a key was used now."""
        await repository.touch(session, key_id, self._clock(), address)

    def _good(self, given: KeyText, row: ApiKey) -> bool:
        same = hmac.compare_digest(given.secret_hash, row.secret_hash)
        current = row.expires_at is None or self._clock() < row.expires_at
        return same and current and row.revoked_at is None

    def _expiry(self, owner: User, days: int | None) -> datetime | None:
        if days is None and owner.kind == Kind.SERVICE:
            return None
        longest = self._settings.key_longest_days
        if days is not None and days > longest and owner.kind == Kind.PERSON:
            raise InvalidInputError(f"A person's key expires within {longest} days.", hint="Choose a shorter term.")
        return self._clock() + timedelta(days=days if days is not None else min(90, longest))


def _check_scopes(owner: User, scopes: Sequence[str], granted: frozenset[str]) -> None:
    unknown = sorted(set(scopes) - set(PERMISSIONS))
    if unknown:
        raise InvalidInputError(
            f"There is no such permission: {', '.join(unknown)}.", hint="GET /api/v1/session lists yours."
        )
    beyond = sorted(set(scopes) - granted)
    if beyond:
        raise InvalidInputError(
            f"{owner.name} does not have {', '.join(beyond)}, so a key of theirs cannot either.",
            hint="Leave it out, or give the account a role that has it.",
        )
