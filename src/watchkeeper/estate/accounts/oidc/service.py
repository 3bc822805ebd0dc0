"""The login through the provider, from the button to the session, and both ways out."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.audit import Target
from watchkeeper.core.database import Database
from watchkeeper.core.errors import ConfigurationError, WatchkeeperError
from watchkeeper.core.telemetry import get_logger
from watchkeeper.estate.accounts import repository as accounts
from watchkeeper.estate.accounts.external import repository
from watchkeeper.estate.accounts.external.errors import ProviderRefusedError
from watchkeeper.estate.accounts.external.identity import ExternalIdentity, RoleMapping
from watchkeeper.estate.accounts.external.service import ExternalAccounts
from watchkeeper.estate.accounts.kinds import Method, Origin
from watchkeeper.estate.accounts.models import LoginSession
from watchkeeper.estate.accounts.oidc import flow as flows
from watchkeeper.estate.accounts.oidc.provider import OidcProvider
from watchkeeper.estate.accounts.oidc.settings import OidcSettings
from watchkeeper.estate.accounts.oidc.tokens import (
    Claims,
    Expected,
    check_fresh_login,
    check_id_token,
    check_logout_token,
    groups_of,
)
from watchkeeper.estate.accounts.origins import Caller
from watchkeeper.estate.accounts.sessions import LoggedIn, Proof, SessionBook
from watchkeeper.estate.accounts.trail import NOBODY, Action, record
from watchkeeper.kit.clock import Clock, utc_now

log = get_logger(__name__)

CALLBACK_PATH = "/api/v1/session/oidc/callback"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the provider sent with the browser that came back."""

    state: str = ""
    code: str = field(default="", repr=False)
    error: str = ""


class OidcDesk:
    """Opens sessions for people whom the provider vouches for."""

    def __init__(
        self,
        database: Database,
        book: SessionBook,
        external: ExternalAccounts,
        settings: OidcSettings,
        clock: Clock = utc_now,
    ) -> None:
        for name in ("issuer", "client_id", "public_url"):
            if not getattr(settings, name):
                raise ConfigurationError(f"oidc.{name} is not set.", hint="Set it, or set oidc.enabled to false.")
        self._database = database
        self._book = book
        self._external = external
        self._settings = settings
        self._provider = OidcProvider(settings)
        self._mapping = RoleMapping(settings.roles, settings.default_role)
        self._redirect_uri = settings.public_url.rstrip("/") + CALLBACK_PATH
        self._clock = clock

    @property
    def name(self) -> str:
        """Return what the login page calls the provider."""
        return self._settings.name

    async def begin(self, next_path: str, *, anew: bool = False) -> tuple[str, str]:
        """Return the address at the provider that the browser goes to, and the cookie it takes along.

        ``anew`` has the provider ask who it is although it knows, as a proof for somebody who is logged in here.
        Raises ProviderUnavailableError and ProviderRefusedError.
        """
        metadata = await self._provider.metadata()
        flow = flows.begin(next_path, self._clock(), anew=anew)
        question = {
            "response_type": "code",
            "client_id": self._settings.client_id,
            "redirect_uri": self._redirect_uri,
            "scope": " ".join(self._settings.scopes),
            "state": flow.state,
            "nonce": flow.nonce,
            "code_challenge": flow.challenge,
            "code_challenge_method": "S256",
        }
        if anew:
            question |= {"prompt": "login", "max_age": "0"}
        return _with_query(metadata.authorization_endpoint, question), flow.cookie()

    async def complete(self, answer: Answer, cookie: str | None, caller: Caller) -> tuple[LoggedIn, str]:
        """Return the new session and the path to go on to.

        Raises ProviderRefusedError for an answer to another login or a token that does not hold,
        ProviderUnavailableError, and as ``ExternalAccounts.admit`` does; each of them is audited.
        """
        try:
            flow = self._resume(answer, cookie)
            tokens = await self._provider.redeem(answer.code, flow.verifier, self._redirect_uri)
            raw = tokens.get("id_token")
            if not isinstance(raw, str):
                raise ProviderRefusedError("The identity provider sent no ID token.")  # audited below
            claims = check_id_token(raw, await self._provider.keys_for(raw), self._expected(flow.nonce))
            if flow.anew:
                check_fresh_login(claims, self._clock().timestamp() - flow.began)
            claims = await self._completed(claims, tokens.get("access_token"))
            async with caller.transaction(self._database) as session:
                return await self._open(session, claims, raw, caller, anew=flow.anew), flow.next_path
        except WatchkeeperError as error:
            async with caller.transaction(self._database) as session:
                record(session, Action.LOGIN, None, by=NOBODY, ok=False, why=f"oidc: {error.message}")
            raise

    async def end_session_url(self, login: LoginSession) -> str | None:
        """Return where the browser goes to log out at the provider too; None when there is no such place."""
        if login.method != Method.OIDC:
            return None
        try:
            metadata = await self._provider.metadata()
        except WatchkeeperError as error:
            log.warning("logged out here only", problem=error.message)
            return None
        if not metadata.end_session_endpoint:
            return None
        question = {
            "client_id": self._settings.client_id,
            "post_logout_redirect_uri": self._settings.public_url.rstrip("/") + "/login",
        }
        hint = self._book.id_token_of(login)
        return _with_query(metadata.end_session_endpoint, question | ({"id_token_hint": hint} if hint else {}))

    async def logged_out_there(self, logout_token: str, caller: Caller) -> int:
        """End the sessions that the provider says have ended; return how many accounts that concerned.

        Raises ProviderRefusedError for a token that does not hold, and ProviderUnavailableError.
        """
        keys = await self._provider.keys_for(logout_token)
        claims = check_logout_token(logout_token, keys, self._expected(""))
        sid, subject = str(claims.get("sid") or ""), str(claims.get("sub") or "")
        async with caller.transaction(self._database) as session:
            ended = await repository.end_sessions(session, Method.OIDC, sid=sid, subject=subject)
            for user_id in sorted(ended):
                user = await accounts.user(session, user_id)
                record(session, Action.SESSION_REVOKED, user, why="logged out at the identity provider")
            if not ended:
                record(session, Action.SESSION_REVOKED, Target("session"), why="none left of a logout at the provider")
        return len(ended)

    def _resume(self, answer: Answer, cookie: str | None) -> flows.Flow:
        flow = flows.resume(cookie)
        if flow is None or flow.expired(self._clock()) or answer.state != flow.state:
            raise ProviderRefusedError(
                "The answer belongs to no login that this browser has begun.", hint="Begin again at the login page."
            )
        if answer.error or not answer.code:
            raise ProviderRefusedError("The identity provider did not log you in.", hint="Try again there.")
        return flow

    async def _completed(self, claims: Claims, access_token: object) -> Claims:
        """Add what the ID token leaves out and user info has; user info of somebody else is not believed."""
        wanted = (self._settings.name_claim, self._settings.groups_claim.partition(".")[0])
        if all(name in claims for name in wanted) or not isinstance(access_token, str):
            return claims
        more = await self._provider.userinfo(access_token)
        if more and more.get("sub") != claims["sub"]:
            raise ProviderRefusedError("The identity provider's user info is of somebody else.")
        return {**more, **claims}

    async def _open(self, session: AsyncSession, claims: Claims, raw: str, caller: Caller, *, anew: bool) -> LoggedIn:
        identity = ExternalIdentity(
            origin=Origin.OIDC,
            provider=self._settings.issuer,
            subject=claims["sub"],
            name=str(claims.get(self._settings.name_claim) or ""),
            display_name=str(claims.get("name") or ""),
            email=str(claims.get("email") or ""),
            groups=groups_of(claims, self._settings.groups_claim),
        )
        create = self._settings.create_accounts
        user = await self._external.admit(session, identity, self._mapping, create=create)
        if anew and (await self._book.find(session, caller.token)).user.id != user.id:
            raise ProviderRefusedError("Somebody else has logged in at the identity provider.")
        sid = str(claims.get("sid") or "")
        proof = Proof(Method.OIDC, subject=identity.subject, provider_sid=sid, id_token=raw, anew=anew)
        record(session, Action.LOGIN, user, by=user, after={"method": Method.OIDC, "role": user.role})
        return await self._book.open(session, user, proof, caller)

    def _expected(self, nonce: str) -> Expected:
        settings = self._settings
        return Expected(settings.issuer, settings.client_id, self._clock(), settings.leeway_s, nonce)


def _with_query(url: str, question: dict[str, str]) -> str:
    return f"{url}{'&' if '?' in url else '?'}{urlencode(question)}"
