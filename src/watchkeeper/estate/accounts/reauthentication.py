"""Asks whoever is logged in to prove it again, before other slices show what is worth a theft."""

from datetime import timedelta

from fastapi import Request

from watchkeeper.core.database import Database
from watchkeeper.core.http.app import API_PREFIX
from watchkeeper.core.http.proofs import ProofGiven
from watchkeeper.core.http.security import Principal
from watchkeeper.estate.accounts import repository
from watchkeeper.estate.accounts.errors import AccountKindError, FreshLoginRequiredError, UserNotFoundError
from watchkeeper.estate.accounts.kinds import Origin
from watchkeeper.estate.accounts.login import LoginDesk, Shown
from watchkeeper.estate.accounts.models import User
from watchkeeper.estate.accounts.origins import caller_of
from watchkeeper.estate.accounts.sessions import Living
from watchkeeper.estate.accounts.trail import Action, record
from watchkeeper.kit.clock import Clock, utc_now

ANEW_URL = f"{API_PREFIX}/session/oidc/login?anew=true"


class Reauthentication:
    """Proofs for requests of other slices, by the same desk and the same brake as one's own password change."""

    def __init__(self, database: Database, desk: LoginDesk, *, proof_s: int = 300, clock: Clock = utc_now) -> None:
        self._database = database
        self._desk = desk
        self._lifetime = timedelta(seconds=proof_s)
        self._clock = clock

    async def demand(self, request: Request, principal: Principal, given: ProofGiven) -> None:
        """Have ``principal`` show the password, and the second factor where there is one. Call it outside writes.

        An account of an OpenID Connect provider shows a fresh login there instead, which is good once. Raises what
        ``LoginDesk.prove`` raises, FreshLoginRequiredError, and AccountKindError for who has no way to prove anything.
        """
        async with self._database.reading() as session:
            user = await repository.user(session, principal.user_id)
        if user is None:
            raise UserNotFoundError(f"There is no user {principal.user_id}.")
        if user.origin == Origin.OIDC:
            await self._use_fresh_login(request, user)
            return
        if user.origin == Origin.PROXY:
            raise AccountKindError(
                f"{user.name} has no password here to prove anything by.", hint="Use another account."
            )
        shown = Shown(given.plain_code(), given.security_key)
        await self._desk.prove(user, given.password.get_secret_value(), caller_of(request), shown)

    async def _use_fresh_login(self, request: Request, user: User) -> None:
        living = getattr(request.state, "living", None)
        since = self._clock() - self._lifetime
        async with caller_of(request).transaction(self._database) as session:
            if isinstance(living, Living) and await repository.use_proof(session, living.login.id, since):
                record(session, Action.PROOF, user, by=user, after={"method": Origin.OIDC})
                return
        raise FreshLoginRequiredError(
            "Prove again who you are: log in anew at your identity provider.",
            hint="Open the url in a browser that is logged in; it is good for one secret.",
            details={"url": ANEW_URL},
        )
