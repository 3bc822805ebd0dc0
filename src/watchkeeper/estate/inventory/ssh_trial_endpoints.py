"""Trying an SSH login over HTTP."""

from functools import partial
from typing import Self

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from watchkeeper.core.http.paging import Identifier
from watchkeeper.core.http.security import CurrentPrincipal, require
from watchkeeper.core.http.transaction import ReadingRoute, transaction_of
from watchkeeper.estate.drivers.protocol import Outcome
from watchkeeper.estate.inventory.ssh_trials import SshTrial, SshTrials
from watchkeeper.estate.vault.host_keys import Verdict


class SshTrialView(BaseModel):
    """How a login by SSH went."""

    outcome: Outcome = Field(description="ok, auth_failed, identity_mismatch (another host key), unreachable, …")
    message: str
    address: str
    port: int | None
    credential: str = Field(description="Name of the credential that was used; empty when none may be used now.")
    host_key: Verdict | None = Field(description="new: pinned just now. known: the pinned one. changed: another one.")
    fingerprint: str = Field(description="Of the key that the server is known by; empty when it was never met.")

    @classmethod
    def of(cls, trial: SshTrial) -> Self:
        """Return the view of a trial."""
        return cls(
            outcome=trial.outcome,
            message=trial.message,
            address=trial.address,
            port=trial.port,
            credential=trial.credential,
            host_key=trial.host_key,
            fingerprint=trial.fingerprint,
        )


def build_router(trials: SshTrials) -> APIRouter:
    """Return the route that tries a login."""
    router = APIRouter(tags=["credentials"], route_class=ReadingRoute)

    @router.post("/devices/{device_id}/ssh-login", dependencies=[require("credentials:edit")])
    async def try_ssh_login(device_id: Identifier, request: Request, actor: CurrentPrincipal) -> SshTrialView:
        """Log in to a device by SSH with the credential whose turn it is, run nothing, and say how that went."""
        return SshTrialView.of(await trials.try_login(device_id, partial(transaction_of, request), actor))

    return router
