"""Trying a login over HTTP."""

from functools import partial
from typing import Self

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from watchkeeper.core.http.paging import Identifier
from watchkeeper.core.http.security import CurrentPrincipal, require
from watchkeeper.core.http.transaction import ReadingRoute, transaction_of
from watchkeeper.estate.drivers.protocol import Outcome
from watchkeeper.estate.inventory.login_trials import LoginTrial, LoginTrials
from watchkeeper.estate.vault.host_keys import Verdict
from watchkeeper.estate.vault.kinds import Protocol, TriedProtocol


class LoginTrialView(BaseModel):
    """How a login went."""

    protocol: TriedProtocol
    outcome: Outcome = Field(description="ok, auth_failed, identity_mismatch (another key), unreachable, …")
    message: str
    address: str
    port: int | None
    credential: str = Field(description="Name of the credential that was used; empty when none may be used now.")
    host_key: Verdict | None = Field(
        description="Of SSH and NETCONF. new: pinned just now. known: the pinned one. changed: another one."
    )
    fingerprint: str = Field(description="Of the key that the server is known by; empty when it was never met.")

    @classmethod
    def of(cls, trial: LoginTrial) -> Self:
        """Return the view of a trial."""
        tried = trial.tried
        return cls(
            protocol=trial.protocol,
            outcome=tried.outcome,
            message=tried.message,
            address=trial.address,
            port=tried.port,
            credential=trial.credential,
            host_key=tried.host_key,
            fingerprint=tried.fingerprint,
        )


def build_router(trials: LoginTrials) -> APIRouter:
    """Return the route that tries a login."""
    router = APIRouter(tags=["credentials"], route_class=ReadingRoute)

    @router.post("/devices/{device_id}/login-trial", dependencies=[require("credentials:edit")])
    async def try_login(
        device_id: Identifier,
        request: Request,
        actor: CurrentPrincipal,
        protocol: TriedProtocol = Protocol.SSH,
    ) -> LoginTrialView:
        """Log in to a device with the credential whose turn it is, do nothing there, and say how that went."""
        transaction = partial(transaction_of, request)
        return LoginTrialView.of(await trials.try_login(device_id, protocol, transaction, actor))

    return router
