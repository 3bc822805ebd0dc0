"""Logs in to a device with the credential whose turn it is, and tells how that went; nothing is done there.

The choice is the vault's: a credential that a device refused pauses there, one that was wrong elsewhere is held back.
Whoever tries again and again locks nobody out.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Final
from typing import Protocol as Interface

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.audit import Target, record
from watchkeeper.core.egress.policy import EgressRefusedError
from watchkeeper.core.http.security import Principal
from watchkeeper.estate.drivers.protocol import Outcome
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.estate.vault.host_keys import Verdict
from watchkeeper.estate.vault.kinds import Protocol, TriedProtocol
from watchkeeper.estate.vault.mapping import Explained, Used
from watchkeeper.estate.vault.secrets import CredentialParts
from watchkeeper.estate.vault.service import VaultService

Transaction = Callable[[], AbstractAsyncContextManager[AsyncSession]]
"""Opens a transaction that knows who asks."""

JUDGED: Final = frozenset({Outcome.OK, Outcome.AUTH_FAILED})
"""How a login ends that says something about the credential."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The device that is tried, and with what."""

    device_id: int
    name: str
    address: str
    parts: CredentialParts


@dataclass(frozen=True, slots=True)
class Tried:
    """How an attempt went. ``host_key`` is what an SSH server's key is to us, None when it showed none."""

    outcome: Outcome
    message: str
    port: int | None = None
    host_key: Verdict | None = None
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class LoginTrial:
    """An attempt with where it went to and the name of the credential; that is empty when there was none to try."""

    protocol: TriedProtocol
    address: str
    tried: Tried
    credential: str = ""


class Attempt(Interface):
    """Logs in by one protocol."""

    async def __call__(self, subject: Subject) -> Tried:
        """Log in once; what the device does is an outcome. Raises EgressRefusedError, InvalidCredentialError."""
        ...


@dataclass(frozen=True, slots=True)
class _Plan:
    subject: Subject
    chosen: Explained


class LoginTrials:
    """The verb of trying a login. It needs a permission that nobody with a limited scope has."""

    def __init__(self, inventory: InventoryService, vault: VaultService, attempts: Mapping[Protocol, Attempt]) -> None:
        self._inventory = inventory
        self._vault = vault
        self._attempts = attempts
        self._turns: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def try_login(
        self, device_id: int, protocol: TriedProtocol, transaction: Transaction, actor: Principal
    ) -> LoginTrial:
        """Log in to a device once and note whether its credential worked; one at a time for each device.

        Raises DeviceNotFoundError, InvalidCredentialError and ConfigurationError for a credential that cannot be used.
        """
        async with self._turns[device_id]:
            planned = await self._planned(device_id, protocol, transaction)
            if isinstance(planned, LoginTrial):
                return planned
            try:
                tried = await self._attempts[protocol](planned.subject)
            except EgressRefusedError as error:
                tried = Tried(Outcome.DENIED, error.message)
            await self._note(planned, protocol, tried, transaction, actor)
            return LoginTrial(protocol, planned.subject.address, tried, planned.chosen.name)

    async def _planned(self, device_id: int, protocol: TriedProtocol, transaction: Transaction) -> _Plan | LoginTrial:
        async with transaction() as session:
            device = await self._inventory.device(session, device_id)
            found = await self._inventory.explain_credentials(session, device_id, protocol)
            chosen = next((one for one in found if one.chosen), None)
            if chosen is None:
                nothing = Tried(Outcome.NOT_CONFIGURED, _nothing_to_try(found, protocol))
                return LoginTrial(protocol, device.address, nothing)
            parts = await self._vault.parts_of(session, chosen.candidate.credential_id)
            return _Plan(Subject(device.id, device.name, device.address, parts), chosen)

    async def _note(
        self, plan: _Plan, protocol: TriedProtocol, tried: Tried, transaction: Transaction, actor: Principal
    ) -> None:
        subject = plan.subject
        async with transaction() as session:
            if tried.outcome in JUDGED:
                accepted = tried.outcome is Outcome.OK
                used = Used(subject.device_id, plan.chosen.candidate.credential_id, accepted)
                await self._inventory.record_credentials(session, [used])
            told = {"protocol": protocol, "credential": plan.chosen.name, "outcome": tried.outcome}
            target = Target("device", subject.device_id, subject.name)
            record(session, "device.try_login", target, actor=actor, after={**told, "host_key": tried.host_key})


def _nothing_to_try(found: list[Explained], protocol: Protocol) -> str:
    name = protocol.upper()
    if not found:
        return f"No {name} credential is given to the device."
    waits = [one.trial.next_try_at for one in found if one.trial and one.trial.next_try_at]
    until = f" until {min(waits):%Y-%m-%d %H:%M} UTC" if waits else ""
    return f"Every {name} credential of the device was refused, here or elsewhere, and waits{until}: change it first."
