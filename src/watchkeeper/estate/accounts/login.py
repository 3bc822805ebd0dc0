"""Logging in and out: the brake, the password, the session."""

import hashlib
import ipaddress
import math
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.database import Database
from watchkeeper.core.telemetry import get_logger
from watchkeeper.estate.accounts import repository
from watchkeeper.estate.accounts.errors import SessionEndedError, TooManyLoginsError, WrongLoginError
from watchkeeper.estate.accounts.models import LoginSession, User
from watchkeeper.estate.accounts.passwords import Passwords
from watchkeeper.estate.accounts.settings import AccountsSettings
from watchkeeper.estate.accounts.throttle import account_throttle, address_throttle
from watchkeeper.estate.accounts.tokens import is_token, new_token, token_hash
from watchkeeper.kit.clock import Clock, utc_now

log = get_logger(__name__)

_IPV6_SITE_BITS = 64  # one customer's network: its addresses are one guesser


@dataclass(frozen=True, slots=True)
class Caller:
    """Where a login comes from. ``token`` is the session it had before, if any."""

    address: str = ""
    user_agent: str = ""
    token: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """A new session: its user and the token for the cookie."""

    user: User
    token: str = field(repr=False)


class LoginDesk:
    """Opens, finds and ends sessions.

    A login is two short transactions with the password check between them: a failure stays counted although the
    request is refused, and nobody waits for the database while a password is hashed.
    """

    def __init__(
        self,
        database: Database,
        passwords: Passwords | None = None,
        settings: AccountsSettings | None = None,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._passwords = passwords or Passwords()
        self._settings = settings or AccountsSettings()
        self._clock = clock
        self._account = account_throttle(self._settings)
        self._address = address_throttle(self._settings)

    async def login(self, name: str, password: str, caller: Caller) -> LoggedIn:
        """Check a name and its password and open a session; the caller's former session ends.

        Raises TooManyLoginsError (``retry_after_s``) while the account or the address has to wait, WrongLoginError for
        a wrong name or password and for a disabled user, all after the same work.
        """
        async with self._database.transaction() as session:
            encoded = await self._admit(session, name, caller.address)
        if not await self._passwords.verify(encoded, password) or encoded is None:
            log.info("login refused", address=caller.address)
            raise WrongLoginError("Name or password is wrong.")
        fresh = await self._passwords.hash(password) if self._passwords.is_outdated(encoded) else encoded
        async with self._database.transaction() as session:
            return await self._open(session, name, encoded, fresh, caller)

    async def _admit(self, session: AsyncSession, name: str, address: str) -> str | None:
        now = self._clock()
        brakes = {_account(name): self._account, _address(address): self._address}
        counted = await repository.lock_failures(session, list(brakes), now)
        wait_s = max(brakes[row.subject].remaining_s(row.failures, row.last_at, now) for row in counted)
        if wait_s > 0:
            raise TooManyLoginsError(
                "Too many failed logins.",
                hint=f"Try again in {wait_s:.0f} s.",
                details={"retry_after_s": max(1, math.ceil(wait_s))},
            )
        for row in counted:
            row.failures = 1 if brakes[row.subject].forgotten(row.last_at, now) else row.failures + 1
            row.last_at = now
        await session.flush()
        user = await repository.user_by_name(session, name.lower())
        return user.password_hash if user is not None and user.enabled else None

    async def _open(self, session: AsyncSession, name: str, encoded: str, fresh: str, caller: Caller) -> LoggedIn:
        user = await repository.user_by_name(session, name.lower())
        if user is None or not user.enabled or user.password_hash != encoded:
            raise WrongLoginError("Name or password is wrong.")
        now = self._clock()
        await repository.forgive(session, _account(name))
        await repository.refund(session, _address(caller.address))
        await self._forget_ended(session)
        if caller.token is not None:
            await repository.delete_session(session, token_hash(caller.token))
        token = new_token()
        user.last_login_at, user.password_hash = now, fresh
        session.add(
            LoginSession(
                token_hash=token_hash(token),
                user_id=user.id,
                created_at=now,
                last_seen_at=now,
                expires_at=now + timedelta(seconds=self._settings.absolute_s),
                address=caller.address[:64],
                user_agent=caller.user_agent[:255],
            )
        )
        await session.flush()
        log.info("logged in", user=user.name, address=caller.address)
        return LoggedIn(user, token)

    async def find(self, session: AsyncSession, token: str | None) -> tuple[LoginSession, User]:
        """Return the living session of ``token`` and its user. Raises SessionEndedError."""
        found = await repository.session_and_user(session, token_hash(token)) if token and is_token(token) else None
        if found is None:
            raise SessionEndedError("Nobody is logged in.", hint="Log in.")
        login, user = found
        now = self._clock()
        idle = now - login.last_seen_at > timedelta(seconds=self._settings.idle_s)
        if idle or now >= login.expires_at or not user.enabled:
            raise SessionEndedError("The session has ended.", hint="Log in again.")
        return login, user

    async def touch(self, session: AsyncSession, session_id: int) -> None:
        """Note that a session was used now."""
        await repository.touch(session, session_id, self._clock())

    def needs_touch(self, login: LoginSession) -> bool:
        """Say whether the session's last use is old enough to be written anew."""
        return self._clock() - login.last_seen_at >= timedelta(seconds=min(300.0, self._settings.idle_s / 10))

    async def logout(self, session: AsyncSession, token: str) -> None:
        """End the session of ``token``."""
        await repository.delete_session(session, token_hash(token))

    async def _forget_ended(self, session: AsyncSession) -> None:
        now = self._clock()
        longest = max(self._settings.forget_after_s, self._settings.longest_delay_s)
        await repository.delete_ended(
            session,
            now,
            idle_since=now - timedelta(seconds=self._settings.idle_s),
            forgotten=now - timedelta(seconds=longest),
        )


def _account(name: str) -> str:
    """Return the subject of an account; hashed, because people type passwords into the wrong field."""
    return "account:" + hashlib.sha256(name.strip().lower().encode()).hexdigest()[:40]


def _address(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "address:" + address[:64]
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped is None:
        network = ipaddress.ip_network((int(parsed), _IPV6_SITE_BITS), strict=False)
        return f"address:{network.network_address}"
    return f"address:{getattr(parsed, 'ipv4_mapped', None) or parsed}"
