"""Logging in by what a trusted reverse proxy says, as a session like any other."""

from fastapi import Request

from watchkeeper.core.database import Database
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.estate.accounts.external.errors import ProviderRefusedError
from watchkeeper.estate.accounts.external.identity import RoleMapping
from watchkeeper.estate.accounts.external.service import ExternalAccounts
from watchkeeper.estate.accounts.kinds import Method
from watchkeeper.estate.accounts.origins import caller_of
from watchkeeper.estate.accounts.proxy import ProxyIdentities
from watchkeeper.estate.accounts.sessions import LoggedIn, Proof, SessionBook
from watchkeeper.estate.accounts.trail import NOBODY, Action, record


class ProxyDesk:
    """Opens sessions for people whom the proxy vouches for."""

    def __init__(
        self, database: Database, book: SessionBook, external: ExternalAccounts, identities: ProxyIdentities
    ) -> None:
        self._database = database
        self._book = book
        self._external = external
        self._identities = identities

    async def login(self, request: Request) -> LoggedIn:
        """Open a session for whom the proxy names.

        Raises ProviderRefusedError when the request is not from a trusted proxy or names nobody, and as
        ``ExternalAccounts.admit`` does.
        """
        caller, settings = caller_of(request), self._identities.settings
        try:
            identity = self._identities.of(request)
            if identity is None:
                raise ProviderRefusedError("No trusted proxy says who you are.")  # audited below
            async with caller.transaction(self._database) as session:
                mapping = RoleMapping(settings.roles, settings.default_role)
                user = await self._external.admit(session, identity, mapping, create=settings.create_accounts)
                record(session, Action.LOGIN, user, by=user, after={"method": Method.PROXY, "role": user.role})
                return await self._book.open(session, user, Proof(Method.PROXY, subject=identity.subject), caller)
        except WatchkeeperError as error:
            async with caller.transaction(self._database) as session:
                record(session, Action.LOGIN, None, by=NOBODY, ok=False, why=f"proxy: {error.message}")
            raise
