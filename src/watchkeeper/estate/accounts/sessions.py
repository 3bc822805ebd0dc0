"""Sessions: opened at a login, found by their cookie, rotated when privileges change, ended by time or by somebody."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.crypto import KeyRing, SecretPlace
from watchkeeper.estate.accounts import repository
from watchkeeper.estate.accounts.errors import SessionEndedError, SessionNotFoundError
from watchkeeper.estate.accounts.kinds import Method
from watchkeeper.estate.accounts.models import KnownDevice, LoginSession, User
from watchkeeper.estate.accounts.origins import Caller, network_of
from watchkeeper.estate.accounts.settings import AccountsSettings
from watchkeeper.estate.accounts.tokens import is_token, new_token, token_hash
from watchkeeper.estate.accounts.trail import Action, record
from watchkeeper.kit.clock import Clock, utc_now


@dataclass(frozen=True, slots=True)
class Proof:
    """How somebody was recognised; ``subject`` and ``provider_sid`` are the identity provider's names.

    ``anew`` says that the provider has asked who it is for this login.
    """

    method: Method = Method.PASSWORD
    second_factor: bool = False
    subject: str = ""
    provider_sid: str = ""
    id_token: str | None = field(default=None, repr=False)
    anew: bool = False


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """A new session: its user, the token for the cookie, and the token of the browser when it was not known."""

    user: User
    token: str = field(repr=False)
    device_token: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Living:
    """A session that has not ended, its user, and whether the user's role asks for a second factor."""

    login: LoginSession
    user: User
    needs_second_factor: bool

    @property
    def lacks_second_factor(self) -> bool:
        """Say whether the second factor is asked for and was not shown; a provider's login has had its own."""
        vouched = self.login.second_factor or self.login.method in {Method.OIDC, Method.PROXY}
        return self.needs_second_factor and not vouched


class SessionBook:
    """Opens, finds, rotates and ends sessions, whatever the login was."""

    def __init__(
        self, settings: AccountsSettings | None = None, keys: KeyRing | None = None, clock: Clock = utc_now
    ) -> None:
        self._settings = settings or AccountsSettings()
        self._keys = keys
        self._clock = clock

    async def open(self, session: AsyncSession, user: User, proof: Proof, caller: Caller) -> LoggedIn:
        """Open a session under a fresh token; the caller's former one ends. Ended sessions are swept out."""
        now = self._clock()
        await self._sweep(session)
        if caller.token is not None:
            await repository.delete_session(session, token_hash(caller.token))
        token = new_token()
        login = LoginSession(
            token_hash=token_hash(token),
            user_id=user.id,
            created_at=now,
            last_seen_at=now,
            expires_at=now + timedelta(seconds=self._settings.absolute_s),
            address=caller.address[:64],
            user_agent=caller.user_agent[:255],
            method=proof.method,
            second_factor=proof.second_factor,
            subject=proof.subject,
            provider_sid=proof.provider_sid,
            proven_at=now if proof.anew else None,
        )
        user.last_login_at = now
        session.add(login)
        await session.flush()
        if proof.id_token is not None and self._keys is not None:
            login.id_token = self._keys.seal(proof.id_token.encode(), id_token_place(login))
            await session.flush()
        return LoggedIn(user, token, await self._remember_device(session, user, caller))

    async def find(self, session: AsyncSession, token: str | None) -> Living:
        """Return the living session of ``token``. Raises SessionEndedError."""
        found = await repository.session_and_user(session, token_hash(token)) if token and is_token(token) else None
        if found is None:
            raise SessionEndedError("Nobody is logged in.", hint="Log in.")
        login, user, needed = found
        now = self._clock()
        idle = now - login.last_seen_at > timedelta(seconds=self._settings.idle_s)
        if idle or now >= login.expires_at or not user.enabled:
            raise SessionEndedError("The session has ended.", hint="Log in again.")
        return Living(login, user, needed)

    async def rotate(self, session: AsyncSession, known_hash: str, *, second_factor: bool | None = None) -> str:
        """Give the session of ``known_hash`` a new token and return it: what knew the old one is locked out.

        Its end stays where it was. Raises SessionEndedError when it has ended meanwhile.
        """
        found = await repository.session_and_user(session, known_hash)
        if found is None:
            raise SessionEndedError("The session has ended.", hint="Log in again.")
        token = new_token()
        found[0].token_hash = token_hash(token)
        if second_factor is not None:
            found[0].second_factor = second_factor
        await session.flush()
        return token

    async def touch(self, session: AsyncSession, session_id: int) -> None:
        """Note that a session was used now."""
        await repository.touch(session, session_id, self._clock())

    def needs_touch(self, login: LoginSession) -> bool:
        """Say whether the session's last use is old enough to be written anew."""
        return self._clock() - login.last_seen_at >= timedelta(seconds=min(300.0, self._settings.idle_s / 10))

    async def close(self, session: AsyncSession, token: str) -> None:
        """End the session of ``token``."""
        await repository.delete_session(session, token_hash(token))

    async def list_of(self, session: AsyncSession, user_id: int) -> Sequence[LoginSession]:
        """Return the living sessions of one account, the last used first."""
        now = self._clock()
        return await repository.sessions_of(session, user_id, now, now - timedelta(seconds=self._settings.idle_s))

    async def revoke(self, session: AsyncSession, user: User, session_id: int) -> None:
        """End one session of an account. Raises SessionNotFoundError, also for another account's session."""
        if not await repository.delete_session_of(session, user.id, session_id):
            raise SessionNotFoundError(f"There is no session {session_id} of this account.")
        record(session, Action.SESSION_REVOKED, user, after={"session": session_id})

    async def revoke_all(self, session: AsyncSession, user: User, but: str | None = None) -> None:
        """End every session of an account, but the one of token hash ``but``."""
        await repository.delete_sessions_of(session, user.id, but=but)
        record(session, Action.SESSION_REVOKED, user, after={"session": "others" if but else "all"})

    def id_token_of(self, login: LoginSession) -> str | None:
        """Return the identity provider's token of a session, for the logout there."""
        if login.id_token is None or self._keys is None:
            return None
        return self._keys.open(login.id_token, id_token_place(login)).decode()

    async def _remember_device(self, session: AsyncSession, user: User, caller: Caller) -> str | None:
        now, network = self._clock(), network_of(caller.address)
        known = await repository.known_device(session, user.id, device_hash(caller.device))
        if known is not None:
            known.last_used_at, known.network = now, network
            await session.flush()
            return None
        token = new_token()
        session.add(
            KnownDevice(
                token_hash=token_hash(token), user_id=user.id, network=network, created_at=now, last_used_at=now
            )
        )
        await session.flush()
        return token

    async def _sweep(self, session: AsyncSession) -> None:
        now = self._clock()
        longest = max(self._settings.forget_after_s, self._settings.longest_delay_s)
        await repository.delete_ended(
            session,
            now,
            idle_since=now - timedelta(seconds=self._settings.idle_s),
            forgotten=now - timedelta(seconds=longest),
            unseen_since=now - timedelta(days=self._settings.known_device_days),
        )


def device_hash(token: str | None) -> str:
    """Return what is stored of a known-device cookie; an empty text, which no device has, when there is none."""
    return token_hash(token) if token and is_token(token) else ""


def id_token_place(login: LoginSession) -> SecretPlace:
    """Return what the envelope of a session's identity token is bound to."""
    return SecretPlace("session id_token", str(login.id), 1)
