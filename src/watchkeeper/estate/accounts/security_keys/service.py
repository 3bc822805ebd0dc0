"""Registering security keys, checking their answers, revoking them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.http.proofs import Assertion
from watchkeeper.estate.accounts import repository as accounts
from watchkeeper.estate.accounts.errors import (
    SecurityKeyNotFoundError,
    SecurityKeysOffError,
    SecurityKeyStateError,
    WrongSecurityKeyError,
)
from watchkeeper.estate.accounts.models import User
from watchkeeper.estate.accounts.security_keys import repository
from watchkeeper.estate.accounts.security_keys.ceremonies import (
    Ceremonies,
    Options,
    Question,
    RelyingParty,
    challenge_in,
)
from watchkeeper.estate.accounts.security_keys.models import SecurityKey, SecurityKeyChallenge
from watchkeeper.estate.accounts.security_keys.schemas import Registration
from watchkeeper.estate.accounts.trail import Action, record
from watchkeeper.kit.clock import Clock, utc_now

MOST_KEYS = 20


class Purpose(StrEnum):
    """What a challenge was given out for; it is good for nothing else."""

    REGISTER = "register"
    FACTOR = "factor"
    LOGIN = "login"


@dataclass(frozen=True, slots=True)
class _Found:
    """A key that has answered rightly, and whose it is."""

    key: SecurityKey
    user: User


class SecurityKeys:
    """The verbs for security keys; without a relying party none can be added or used."""

    def __init__(self, party: RelyingParty | None = None, challenge_s: int = 300, clock: Clock = utc_now) -> None:
        self._ceremonies = Ceremonies(party) if party else None
        self._lifetime = timedelta(seconds=challenge_s)
        self._clock = clock

    @property
    def offered(self) -> bool:
        """Say whether this installation knows under which name browsers reach it."""
        return self._ceremonies is not None

    async def list_of(self, session: AsyncSession, user_id: int) -> Sequence[SecurityKey]:
        """Return the keys of an account, the oldest first."""
        return await repository.keys_of(session, user_id)

    async def begin(self, session: AsyncSession, user: User) -> Options:
        """Return what a new key is asked. Raises SecurityKeysOffError, SecurityKeyStateError beyond ``MOST_KEYS``."""
        known = [key.credential_id for key in await repository.keys_of(session, user.id)]
        if len(known) >= MOST_KEYS:
            raise SecurityKeyStateError(f"An account has at most {MOST_KEYS} security keys.", hint="Revoke one first.")
        asked = self._on().registration(_handle(user), user.name, user.display_name, known)
        return await self._give_out(session, asked, user.id, Purpose.REGISTER)

    async def finish(self, session: AsyncSession, user: User, given: Registration) -> SecurityKey:
        """Keep the key that has answered. Raises WrongSecurityKeyError, SecurityKeysOffError, SecurityKeyStateError."""
        answer = given.credential.model_dump(by_alias=True, exclude_none=True)
        challenge = await self._taken(session, given.credential.response.client_data, user.id, Purpose.REGISTER)
        made = self._on().registered(challenge, answer)
        if await repository.by_credential(session, made.credential_id) is not None:
            raise SecurityKeyStateError("This security key is registered already.", hint="Use another one.")
        key = SecurityKey(
            user_id=user.id,
            credential_id=made.credential_id,
            data=made.data,
            sign_count=made.sign_count,
            name=given.name,
            created_at=self._clock(),
        )
        session.add(key)
        await session.flush()
        record(session, Action.SECURITY_KEY_ADDED, user, after={"key": key.name})
        return key

    async def question(self, session: AsyncSession, user_id: int) -> Options | None:
        """Return what the keys of an account are asked as a second factor; None when none can be used."""
        known = [key.credential_id for key in await repository.keys_of(session, user_id)]
        if self._ceremonies is None or not known:
            return None
        return await self._give_out(session, self._ceremonies.question(known, verify=False), user_id, Purpose.FACTOR)

    async def check(self, session: AsyncSession, user: User, given: Assertion) -> None:
        """Take a key's answer as the second factor of ``user``. Raises WrongSecurityKeyError."""
        found = await self._answered(session, given, user.id, Purpose.FACTOR)
        if found.user.id != user.id:
            raise _unknown()

    async def passkey_question(self, session: AsyncSession) -> Options:
        """Return what is asked of whoever wants to log in by a passkey alone. Raises SecurityKeysOffError."""
        return await self._give_out(session, self._on().question((), verify=True), None, Purpose.LOGIN)

    async def recognise(self, session: AsyncSession, given: Assertion) -> User:
        """Return whose passkey has answered; the key has made sure of the person. Raises WrongSecurityKeyError."""
        return (await self._answered(session, given, None, Purpose.LOGIN)).user

    async def remove(self, session: AsyncSession, user: User, key_id: int) -> None:
        """Revoke a key of an account. Raises SecurityKeyNotFoundError, also for another account's key."""
        removed = await repository.remove(session, user.id, key_id)
        if removed is None:
            raise SecurityKeyNotFoundError(f"There is no security key {key_id} of this account.")
        record(session, Action.SECURITY_KEY_REMOVED, user, before={"key": removed.name})

    async def _answered(self, session: AsyncSession, given: Assertion, user_id: int | None, purpose: Purpose) -> _Found:
        challenge = await self._taken(session, given.response.client_data, user_id, purpose)
        key = await repository.by_credential(session, given.raw_id)
        user = await accounts.user(session, key.user_id) if key is not None else None
        if key is None or user is None:
            raise _unknown()
        answer = given.model_dump(by_alias=True, exclude_none=True)
        verify = purpose is Purpose.LOGIN
        key.sign_count = self._on().answered(challenge, key.data, key.sign_count, answer, verify=verify)
        key.last_used_at = self._clock()
        await session.flush()
        return _Found(key, user)

    async def _give_out(self, session: AsyncSession, asked: Question, user_id: int | None, purpose: Purpose) -> Options:
        now = self._clock()
        await repository.sweep_challenges(session, now)
        session.add(
            SecurityKeyChallenge(
                challenge=asked.challenge, user_id=user_id, purpose=purpose, expires_at=now + self._lifetime
            )
        )
        await session.flush()
        return asked.options

    async def _taken(self, session: AsyncSession, client_data: str, user_id: int | None, purpose: Purpose) -> str:
        challenge = challenge_in(client_data)
        if not await repository.take_challenge(session, challenge, user_id, purpose, self._clock()):
            raise WrongSecurityKeyError(
                "The security key answered no challenge that is open.", hint="Begin again; a challenge is good once."
            )
        return challenge

    def _on(self) -> Ceremonies:
        if self._ceremonies is None:
            raise SecurityKeysOffError(
                "Security keys are not set up here.",
                hint="An administrator sets server.origins or security_keys.origins to the public address.",
            )
        return self._ceremonies


def _handle(user: User) -> bytes:
    """Return what a passkey knows an account by: no name, nothing of the person (WebAuthn 3, section 14.6.1)."""
    return f"watchkeeper-{user.id}".encode()


def _unknown() -> WrongSecurityKeyError:
    return WrongSecurityKeyError("The security key is not one of this account.", hint="Use another key or a code.")
