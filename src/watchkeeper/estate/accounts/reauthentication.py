"""Asks whoever is logged in to prove it again, before other slices show what is worth a theft."""

from fastapi import Request

from watchkeeper.core.database import Database
from watchkeeper.core.http.security import Principal
from watchkeeper.estate.accounts import repository
from watchkeeper.estate.accounts.errors import UserNotFoundError
from watchkeeper.estate.accounts.login import LoginDesk
from watchkeeper.estate.accounts.origins import caller_of


class Reauthentication:
    """Proofs for requests of other slices, by the same desk and the same brake as one's own password change."""

    def __init__(self, database: Database, desk: LoginDesk) -> None:
        self._database = database
        self._desk = desk

    async def demand(self, request: Request, principal: Principal, password: str, code: str | None) -> None:
        """Have ``principal`` show the password, and the second factor where there is one. Call it outside writes.

        Raises what ``LoginDesk.prove`` raises; an account without a password here has a wrong one.
        """
        async with self._database.reading() as session:
            user = await repository.user(session, principal.user_id)
        if user is None:
            raise UserNotFoundError(f"There is no user {principal.user_id}.")
        await self._desk.prove(user, password, caller_of(request), code)
