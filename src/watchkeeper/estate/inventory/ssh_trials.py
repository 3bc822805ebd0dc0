"""Logs in to a device by SSH with the credential whose turn it is, and tells how that went; nothing is run there.

The choice is the vault's: a credential that a device refused pauses there, one that was wrong elsewhere is held back.
Whoever tries again and again locks nobody out.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.audit import Target, record
from watchkeeper.core.egress.policy import EgressRefusedError
from watchkeeper.core.http.security import Principal
from watchkeeper.estate.drivers.protocol import Outcome
from watchkeeper.estate.drivers.ssh.connecting import SshConnector
from watchkeeper.estate.drivers.ssh.failures import SshError, SshKeyChangedError
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.estate.vault.host_keys import HostKeys, Verdict, fingerprint_of
from watchkeeper.estate.vault.kinds import Protocol
from watchkeeper.estate.vault.mapping import Explained, Used
from watchkeeper.estate.vault.secrets import CredentialParts
from watchkeeper.estate.vault.service import VaultService
from watchkeeper.estate.vault.ssh_login import login_of, port_of

Transaction = Callable[[], AbstractAsyncContextManager[AsyncSession]]
"""Opens a transaction that knows who asks."""

_MET: Final = frozenset({Outcome.OK, Outcome.AUTH_FAILED})
"""How a login ends after the server has proved to have the key that it is known by."""


@dataclass(frozen=True, slots=True)
class SshTrial:
    """How a login went. ``host_key`` is what the server's key is to us, None when the server showed none."""

    outcome: Outcome
    message: str
    address: str
    port: int | None = None
    credential: str = ""
    host_key: Verdict | None = None
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class _Plan:
    device_id: int
    name: str
    address: str
    chosen: Explained
    parts: CredentialParts

    @property
    def port(self) -> int:
        return port_of(self.parts)


class SshTrials:
    """The verb of trying a login. It needs a permission that nobody with a limited scope has."""

    def __init__(
        self, inventory: InventoryService, vault: VaultService, host_keys: HostKeys, connector: SshConnector
    ) -> None:
        self._inventory = inventory
        self._vault = vault
        self._host_keys = host_keys
        self._connector = connector
        self._turns: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def try_login(self, device_id: int, transaction: Transaction, actor: Principal) -> SshTrial:
        """Log in to a device once and note whether its credential worked; one at a time for each device.

        Raises DeviceNotFoundError, InvalidCredentialError and ConfigurationError for a credential that cannot be used.
        """
        async with self._turns[device_id]:
            planned = await self._planned(device_id, transaction)
            if isinstance(planned, SshTrial):
                return planned
            trial = await self._logged_in(planned)
            await self._note(planned, trial, transaction, actor)
            return trial

    async def _planned(self, device_id: int, transaction: Transaction) -> _Plan | SshTrial:
        async with transaction() as session:
            device = await self._inventory.device(session, device_id)
            found = await self._inventory.explain_credentials(session, device_id, Protocol.SSH)
            chosen = next((one for one in found if one.chosen), None)
            if chosen is None:
                return SshTrial(Outcome.NOT_CONFIGURED, _nothing_to_try(found), device.address)
            parts = await self._vault.parts_of(session, chosen.candidate.credential_id)
            return _Plan(device.id, device.name, device.address, chosen, parts)

    async def _logged_in(self, plan: _Plan) -> SshTrial:
        known = await self._host_keys.pinned(plan.address, plan.port)
        outcome, message, verdict = Outcome.OK, f"{plan.name} lets {plan.parts.user} in.", None
        try:
            async with self._connector.session(plan.address, login_of(plan.parts), plan.port):
                pass
        except SshKeyChangedError as error:
            outcome, message, verdict = error.outcome, f"{error.message} {error.hint}", Verdict.CHANGED
        except SshError as error:
            outcome, message = error.outcome, error.message
        except EgressRefusedError as error:
            outcome, message = Outcome.DENIED, error.message
        if outcome in _MET:
            verdict = Verdict.KNOWN if known else Verdict.NEW
        pinned = known or await self._host_keys.pinned(plan.address, plan.port)
        print_ = fingerprint_of(pinned[0]) if pinned else ""
        return SshTrial(outcome, message, plan.address, plan.port, plan.chosen.name, verdict, print_)

    async def _note(self, plan: _Plan, trial: SshTrial, transaction: Transaction, actor: Principal) -> None:
        async with transaction() as session:
            if trial.outcome in _MET:
                used = Used(plan.device_id, plan.chosen.candidate.credential_id, trial.outcome is Outcome.OK)
                await self._inventory.record_credentials(session, [used])
            told = {"credential": trial.credential, "outcome": trial.outcome, "host_key": trial.host_key}
            target = Target("device", plan.device_id, plan.name)
            record(session, "device.ssh_login", target, actor=actor, after=told)


def _nothing_to_try(found: list[Explained]) -> str:
    if not found:
        return "No SSH credential is given to the device."
    waits = [one.trial.next_try_at for one in found if one.trial and one.trial.next_try_at]
    until = f" until {min(waits):%Y-%m-%d %H:%M} UTC" if waits else ""
    return f"Every SSH credential of the device was refused, here or elsewhere, and waits{until}: change it first."
