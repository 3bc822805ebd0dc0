"""Setting a second factor up, checking it at a login, taking it away."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.audit import Target
from watchkeeper.core.crypto import KeyRing, SecretPlace
from watchkeeper.core.http.proofs import Assertion
from watchkeeper.core.http.security import Principal
from watchkeeper.estate.accounts.access.service import demand_role
from watchkeeper.estate.accounts.errors import SecondFactorRequiredError, SecondFactorStateError, WrongCodeError
from watchkeeper.estate.accounts.models import SecondFactor, User
from watchkeeper.estate.accounts.second_factor import codes, repository
from watchkeeper.estate.accounts.security_keys import repository as key_repository
from watchkeeper.estate.accounts.security_keys.models import SecurityKey
from watchkeeper.estate.accounts.security_keys.schemas import Registration
from watchkeeper.estate.accounts.security_keys.service import SecurityKeys
from watchkeeper.estate.accounts.trail import Action, record
from watchkeeper.kit.clock import Clock, utc_now


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What an authenticator program needs; shown once, until it is confirmed by a code."""

    secret: str = field(repr=False)
    uri: str = field(repr=False)
    qr_svg: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class FactorState:
    """Whether an account has a second factor, which kinds, and how many recovery codes are left."""

    enabled: bool
    authenticator: bool
    security_keys: int
    recovery_codes_left: int


class SecondFactors:
    """The verbs for second factors: one-time passwords, security keys, and the recovery codes of both."""

    def __init__(self, keys: KeyRing, clock: Clock = utc_now, security_keys: SecurityKeys | None = None) -> None:
        self._keys = keys
        self._clock = clock
        self.security_keys = security_keys or SecurityKeys(clock=clock)

    async def state(self, session: AsyncSession, user_id: int) -> FactorState:
        """Return the state of one account."""
        authenticator = user_id in await repository.confirmed(session, [user_id])
        keys = len(await key_repository.keys_of(session, user_id))
        enabled = authenticator or keys > 0
        left = await repository.recovery_codes_left(session, user_id) if enabled else 0
        return FactorState(enabled, authenticator, keys, left)

    async def enabled(self, session: AsyncSession, user_id: int) -> bool:
        """Say whether the account has a second factor: a confirmed authenticator program or a security key."""
        return user_id in await self.enabled_among(session, [user_id])

    async def enrol(self, session: AsyncSession, user: User) -> Enrolment:
        """Make a new secret, in place of one that was not confirmed.

        Raises SecondFactorStateError when the account has a confirmed one: that must be taken away first.
        """
        factor = await repository.factor(session, user.id, lock=True)
        if factor is not None and factor.confirmed_at is not None:
            raise SecondFactorStateError(
                "The account has an authenticator already.", hint="Take it away before setting up another."
            )
        secret, version = codes.new_secret(), factor.secret_version + 1 if factor else 1
        sealed = self._keys.seal(secret.encode(), place_of(user.id, version))
        if factor is None:
            factor = SecondFactor(user_id=user.id, created_at=self._clock(), last_step=0)
        factor.secret, factor.secret_version, factor.confirmed_at = sealed, version, None
        session.add(factor)
        await session.flush()
        uri = codes.provisioning_uri(secret, user.name)
        return Enrolment(secret, uri, codes.qr_svg(uri))

    async def confirm(self, session: AsyncSession, user: User, code: str) -> list[str]:
        """Take the new generator into use once it has shown a right code; return the recovery codes, shown only now.

        Raises SecondFactorStateError without an enrolment, WrongCodeError.
        """
        factor = await repository.factor(session, user.id, lock=True)
        if factor is None or factor.confirmed_at is not None:
            raise SecondFactorStateError("There is no second factor to confirm.", hint="Begin with its set-up.")
        self._take(factor, code)
        factor.confirmed_at = self._clock()
        await session.flush()
        record(session, Action.SECOND_FACTOR_ENABLED, user)
        return await self._new_codes(session, user)

    async def demand(self, session: AsyncSession, user: User, code: str | None, key: Assertion | None = None) -> bool:
        """Check what a login shows: a security key's answer, a one-time password or a recovery code.

        Return False when none is needed. Raises SecondFactorRequiredError without any, WrongCodeError and
        WrongSecurityKeyError.
        """
        factor = await repository.factor(session, user.id, lock=True)
        generator = factor if factor is not None and factor.confirmed_at is not None else None
        if generator is None and not await key_repository.keys_of(session, user.id):
            return False
        if key is not None:
            await self.security_keys.check(session, user, key)
            return True
        if not code:
            raise SecondFactorRequiredError(
                "The second factor is missing.",
                user_id=user.id,
                hint="Send it as code: six digits from the authenticator, or a recovery code; or as security_key.",
            )
        if await repository.use_recovery_code(session, user.id, codes.recovery_hash(code)):
            left = await repository.recovery_codes_left(session, user.id)
            record(session, Action.RECOVERY_CODE_USED, user, by=user, after={"left": left})
            return True
        if generator is None:
            raise WrongCodeError("The code is wrong, or it was used already.", hint="Use your security key.")
        self._take(generator, code)
        await session.flush()
        return True

    async def add_key(self, session: AsyncSession, user: User, given: Registration) -> tuple[SecurityKey, list[str]]:
        """Keep a new security key; return it, and recovery codes when it is the account's first second factor.

        Raises as ``SecurityKeys.finish`` does.
        """
        first = not await self.enabled(session, user.id)
        key = await self.security_keys.finish(session, user, given)
        return key, await self._new_codes(session, user) if first else []

    async def remove_key(self, session: AsyncSession, user: User, key_id: int) -> None:
        """Revoke a security key; with the last second factor the recovery codes go. Raises SecurityKeyNotFoundError."""
        await self.security_keys.remove(session, user, key_id)
        await self._tidy(session, user)

    async def renew_codes(self, session: AsyncSession, user: User) -> list[str]:
        """Return new recovery codes; the former ones are void. Raises SecondFactorStateError without a factor."""
        if not await self.enabled(session, user.id):
            raise SecondFactorStateError("The account has no second factor.", hint="Set one up first.")
        record(session, Action.RECOVERY_CODES_MADE, user)
        return await self._new_codes(session, user)

    async def remove(self, session: AsyncSession, user: User) -> None:
        """Take the authenticator program away; security keys stay. Raises SecondFactorStateError when there is none."""
        if await repository.factor(session, user.id, lock=True) is None:
            raise SecondFactorStateError("The account has no authenticator.")
        await repository.remove(session, user.id)
        await self._tidy(session, user)
        record(session, Action.SECOND_FACTOR_DISABLED, user)

    async def remove_every(self, session: AsyncSession, user: User) -> None:
        """Take everything away from somebody who has lost it. Raises SecondFactorStateError when there is nothing."""
        unconfirmed = await repository.factor(session, user.id, lock=True)
        if unconfirmed is None and not await self.enabled(session, user.id):
            raise SecondFactorStateError("The account has no second factor.")
        await repository.remove(session, user.id)
        await key_repository.remove_all(session, user.id)
        await self._tidy(session, user)
        record(session, Action.SECOND_FACTOR_DISABLED, user)

    async def enabled_among(self, session: AsyncSession, user_ids: Sequence[int]) -> set[int]:
        """Return which of the accounts have a second factor."""
        with_keys = await key_repository.owners_among(session, user_ids)
        return with_keys | await repository.confirmed(session, user_ids)

    async def rules(self, session: AsyncSession) -> list[str]:
        """Return the roles whose people need a second factor."""
        return await repository.rules(session)

    async def set_rules(self, session: AsyncSession, roles: Sequence[str], actor: Principal) -> list[str]:
        """Have exactly ``roles`` need a second factor; who lacks it can only set one up from the next request on.

        Raises UnknownRoleError for a role that does not exist.
        """
        for role in roles:
            await demand_role(session, role)
        before, after = await repository.rules(session), sorted(set(roles))
        await repository.replace_rules(session, after)
        record(
            session,
            Action.SECOND_FACTOR_RULES,
            Target("role"),
            by=actor,
            before={"roles": before},
            after={"roles": after},
        )
        return after

    async def _tidy(self, session: AsyncSession, user: User) -> None:
        """Recovery codes stand in for a second factor; without one they are void."""
        if not await self.enabled(session, user.id):
            await repository.replace_recovery_codes(session, user.id, [])

    async def _new_codes(self, session: AsyncSession, user: User) -> list[str]:
        made = codes.new_recovery_codes()
        await repository.replace_recovery_codes(session, user.id, [codes.recovery_hash(code) for code in made])
        return made

    def _take(self, factor: SecondFactor, code: str) -> None:
        secret = self._keys.open(factor.secret, place_of(factor.user_id, factor.secret_version)).decode()
        step = codes.matching_step(secret, code, self._clock(), factor.last_step)
        if step is None:
            raise WrongCodeError(
                "The code is wrong, or it was used already.", hint="Wait for the next code and check the clock."
            )
        factor.last_step = step


def place_of(user_id: int, version: int) -> SecretPlace:
    """Return what the envelope of a person's second factor is bound to."""
    return SecretPlace("second factor", str(user_id), version)
