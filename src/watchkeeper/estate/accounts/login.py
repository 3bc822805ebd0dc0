"""Logging in by name and password: the brake, the password, the second factor, the session."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.database import Database
from watchkeeper.core.errors import ForbiddenError, UnauthenticatedError, WatchkeeperError
from watchkeeper.core.http.proofs import Assertion
from watchkeeper.estate.accounts import repository
from watchkeeper.estate.accounts.errors import (
    SecondFactorRequiredError,
    SecurityKeysOffError,
    WrongCodeError,
    WrongLoginError,
    WrongPasswordError,
)
from watchkeeper.estate.accounts.external.errors import ProviderUnavailableError
from watchkeeper.estate.accounts.kinds import Kind, Method, Origin
from watchkeeper.estate.accounts.ldap.desk import DirectoryDesk
from watchkeeper.estate.accounts.models import User
from watchkeeper.estate.accounts.origins import Caller, network_of
from watchkeeper.estate.accounts.passwords import Passwords
from watchkeeper.estate.accounts.second_factor.service import SecondFactors
from watchkeeper.estate.accounts.security_keys.ceremonies import Options
from watchkeeper.estate.accounts.sessions import LoggedIn, Proof, SessionBook, device_hash
from watchkeeper.estate.accounts.settings import AccountsSettings
from watchkeeper.estate.accounts.throttle import LoginBrakes, Place, count_attempt, settle_success
from watchkeeper.estate.accounts.trail import NOBODY, Action, record
from watchkeeper.kit.clock import Clock, utc_now


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of the second factor: a code, or a security key's answer to its challenge."""

    code: str | None = field(default=None, repr=False)
    key: Assertion | None = field(default=None, repr=False)


NOTHING = Shown()


@dataclass(frozen=True, slots=True)
class _Admission:
    """A login that passed the brakes: what was counted on whom, and the hash to compare with, if any."""

    subjects: tuple[str, ...]
    encoded: str | None = field(repr=False)
    elsewhere: bool = False
    """The directory is asked instead."""


class LoginDesk:
    """Opens sessions for names and passwords.

    A login is two short transactions with the password check between them: a failure stays counted although the
    request is refused, and nobody waits for the database while a password is hashed.
    """

    def __init__(
        self,
        database: Database,
        book: SessionBook,
        factors: SecondFactors,
        passwords: Passwords | None = None,
        settings: AccountsSettings | None = None,
        clock: Clock = utc_now,
        directory: DirectoryDesk | None = None,
    ) -> None:
        self._database = database
        self._book = book
        self._factors = factors
        self._passwords = passwords or Passwords()
        self._settings = settings or AccountsSettings()
        self._brakes = LoginBrakes(self._settings)
        self._clock = clock
        self._directory = directory

    async def login(self, name: str, password: str, caller: Caller, shown: Shown = NOTHING) -> LoggedIn:
        """Check a name, its password and, where there is one, the second factor; open a session.

        The caller's former session ends. Raises TooManyLoginsError (``retry_after_s``) while a brake holds,
        WrongLoginError for a wrong name or password and for a disabled user, all after the same work, and only for a
        right password SecondFactorRequiredError with nothing ``shown`` and WrongCodeError.
        """
        async with caller.transaction(self._database) as session:
            admission = await self._admit(session, name, caller)
        try:
            if admission.elsewhere and self._directory is not None:
                return await self._through_directory(self._directory, name, password, admission, caller, shown)
            fresh = await self._check(admission, password)
            async with caller.transaction(self._database) as session:
                return await self._open(session, name, admission, fresh, caller, shown)
        except ProviderUnavailableError:
            async with caller.transaction(self._database) as session:
                await _refund(session, admission.subjects)
            raise
        except (UnauthenticatedError, ForbiddenError) as error:
            async with caller.transaction(self._database) as session:
                await self._refused(session, admission, name, error)
            raise

    async def ask_passkey(self) -> Options:
        """Return what is asked of whoever wants to log in by a passkey. Raises SecurityKeysOffError."""
        async with self._database.transaction() as session:
            return await self._factors.security_keys.passkey_question(session)

    async def login_by_passkey(self, given: Assertion, caller: Caller) -> LoggedIn:
        """Open a session for whose passkey has answered: it stands for the password and for the second factor.

        Raises TooManyLoginsError after many wrong answers from one network, WrongSecurityKeyError, and WrongLoginError
        for an account that may not log in here by itself.
        """
        brakes = self._brakes.of_network(network_of(caller.address))
        async with caller.transaction(self._database) as session:
            await count_attempt(session, brakes, self._clock())
        try:
            async with caller.transaction(self._database) as session:
                user = await self._factors.security_keys.recognise(session, given)
                if not self._may_try(user):
                    raise WrongLoginError("This account logs in elsewhere, or is disabled.")
                await settle_success(session, list(brakes))
                record(session, Action.LOGIN, user, by=user, after={"method": Method.PASSKEY, "second_factor": True})
                return await self._book.open(session, user, Proof(Method.PASSKEY, second_factor=True), caller)
        except (UnauthenticatedError, SecurityKeysOffError) as error:
            async with caller.transaction(self._database) as session:
                record(session, Action.LOGIN, None, by=NOBODY, ok=False, why=error.code)
            raise

    async def prove(
        self, user: User, password: str, caller: Caller, shown: Shown = NOTHING, *, by_password_alone: bool = False
    ) -> None:
        """Have somebody who is logged in show the password, and the second factor where there is one, again.

        Runs transactions of its own: call it outside of any. Raises TooManyLoginsError, WrongPasswordError,
        SecondFactorRequiredError and WrongCodeError.
        """
        brakes = self._brakes.of_proof(user.id)
        async with caller.transaction(self._database) as session:
            await count_attempt(session, brakes, self._clock())
        try:
            await self._check_present(user, password)
            async with caller.transaction(self._database) as session:
                if not by_password_alone:
                    await self._factors.demand(session, user, shown.code, shown.key)
                await settle_success(session, list(brakes))
                record(session, Action.PROOF, user, by=user)
        except SecondFactorRequiredError as error:
            async with caller.transaction(self._database) as session:
                await self._ask_for_factor(session, brakes, error)
            raise
        except (WrongPasswordError, WrongCodeError) as error:
            async with caller.transaction(self._database) as session:
                record(session, Action.PROOF, user, by=user, ok=False, why=error.code)
            raise

    async def _check_present(self, user: User, password: str) -> None:
        if user.origin == Origin.LDAP and self._directory is not None:
            async with self._database.transaction() as session:
                right = await self._directory.is_theirs(session, user, password)
        else:
            right = await self._passwords.verify(user.password_hash, password)
        if not right:
            raise WrongPasswordError("The present password is wrong.")

    async def _admit(self, session: AsyncSession, name: str, caller: Caller) -> _Admission:
        user = await repository.user_by_name(session, name.lower())
        brakes = self._brakes.of(await self._place(session, name, user, caller))
        await count_attempt(session, brakes, self._clock())
        if self._directory is not None and self._directory.knows(user):
            return _Admission(tuple(brakes), None, elsewhere=True)
        return _Admission(tuple(brakes), user.password_hash if user is not None and self._may_try(user) else None)

    async def _place(self, session: AsyncSession, name: str, user: User | None, caller: Caller) -> Place:
        network = network_of(caller.address)
        if user is None:
            return Place(name, network)
        device = await repository.known_device(session, user.id, device_hash(caller.device))
        familiar = await repository.is_familiar(session, user.id, network)
        return Place(name, network, device.id if device else None, familiar)

    def _may_try(self, user: User) -> bool:
        local = user.enabled and user.kind == Kind.PERSON and user.origin == Origin.LOCAL
        return local and (self._settings.local_login == "everyone" or user.break_glass)

    async def _check(self, admission: _Admission, password: str) -> str:
        """Return the hash to keep: the stored one, or a new one when its parameters are no longer today's."""
        encoded = admission.encoded
        if not await self._passwords.verify(encoded, password) or not encoded:
            raise WrongLoginError("Name or password is wrong.")
        return await self._passwords.hash(password) if self._passwords.is_outdated(encoded) else encoded

    async def _through_directory(
        self,
        directory: DirectoryDesk,
        name: str,
        password: str,
        admission: _Admission,
        caller: Caller,
        shown: Shown,
    ) -> LoggedIn:
        identity = await directory.recognise(name, password)
        if identity is None:
            raise WrongLoginError("Name or password is wrong.")
        async with caller.transaction(self._database) as session:
            user = await directory.admit(session, identity)
            return await self._enter(session, user, Method.LDAP, admission, caller, shown)

    async def _open(
        self, session: AsyncSession, name: str, admission: _Admission, fresh: str, caller: Caller, shown: Shown
    ) -> LoggedIn:
        user = await repository.user_by_name(session, name.lower())
        if user is None or not self._may_try(user) or user.password_hash != admission.encoded:
            raise WrongLoginError("Name or password is wrong.")
        user.password_hash = fresh
        return await self._enter(session, user, Method.PASSWORD, admission, caller, shown)

    async def _enter(
        self,
        session: AsyncSession,
        user: User,
        method: Method,
        admission: _Admission,
        caller: Caller,
        shown: Shown,
    ) -> LoggedIn:
        second = await self._factors.demand(session, user, shown.code, shown.key)
        await settle_success(session, admission.subjects)
        record(session, Action.LOGIN, user, by=user, after={"method": method, "second_factor": second})
        return await self._book.open(session, user, Proof(method, second_factor=second), caller)

    async def _refused(self, session: AsyncSession, admission: _Admission, name: str, error: WatchkeeperError) -> None:
        """Leave a trace. Asking for the code is no failure, but it forgives none: codes cannot be guessed in turns."""
        if isinstance(error, SecondFactorRequiredError):
            await self._ask_for_factor(session, admission.subjects, error)
            return
        user = await repository.user_by_name(session, name.lower())
        record(session, Action.LOGIN, user, by=user or NOBODY, ok=False, why=error.code)

    async def _ask_for_factor(
        self, session: AsyncSession, subjects: Iterable[str], error: SecondFactorRequiredError
    ) -> None:
        """Take the attempt back, and have the answer bring a challenge for the account's security keys."""
        await _refund(session, subjects)
        asked = await self._factors.security_keys.question(session, error.user_id)
        if asked is not None:
            error.details["security_key"] = asked


async def _refund(session: AsyncSession, subjects: Iterable[str]) -> None:
    for subject in subjects:
        await repository.refund(session, subject)
