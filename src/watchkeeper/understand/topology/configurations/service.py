"""Keeps what configurations of live devices say, given by people or read from the devices over SSH."""

import asyncio
import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.audit import Target, record
from watchkeeper.core.http.security import Principal
from watchkeeper.core.tasks import enqueue
from watchkeeper.estate.drivers.ssh.connecting import Said, SshSession
from watchkeeper.estate.inventory.login_attempts import Visit
from watchkeeper.estate.inventory.login_trials import LoginTrials, Subject, Transaction
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.estate.vault.kinds import Protocol
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.kit.configs.read import read_config
from watchkeeper.kit.configs.recognise import canonical
from watchkeeper.understand.topology import repository
from watchkeeper.understand.topology.configurations.commands import command_of
from watchkeeper.understand.topology.configurations.errors import (
    AnothersConfigurationError,
    NoCommandError,
    NoConfigurationError,
    NotReadError,
    UnreadableConfigurationError,
)
from watchkeeper.understand.topology.configurations.schemas import ConfigurationView
from watchkeeper.understand.topology.configurations.written import Origin, origin_in, view_in, written
from watchkeeper.understand.topology.configured import view_of
from watchkeeper.understand.topology.identity import host_part
from watchkeeper.understand.topology.models import StoredConfiguration
from watchkeeper.understand.topology.tasks import DRAW, Draw
from watchkeeper.understand.topology.view import DeviceView

_VERB = "device.configuration"
Logins = Callable[[Visit], LoginTrials]
"""Logs in over SSH, to the pinned host key, and does one thing there."""


class ConfigurationService:
    """The verbs on configurations as evidence. The text is read, and forgotten: it holds secrets."""

    def __init__(self, inventory: InventoryService, logins: Logins, clock: Clock = utc_now) -> None:
        self._inventory = inventory
        self._logins = logins
        self._clock = clock

    async def keep(
        self, session: AsyncSession, device_id: int, text: str, actor: Principal, *, source: str = "upload"
    ) -> ConfigurationView:
        """Keep what a configuration says of a device's place, and have the map drawn anew.

        Raises DeviceNotFoundError, UnreadableConfigurationError and AnothersConfigurationError.
        """
        device = await self._inventory.device(session, device_id)
        view = await asyncio.to_thread(_read, device.name, device.platform, text)
        if device.sysname:
            _demand_own(view, {device.name, device.sysname})
        origin = Origin(source, actor.name, text.count("\n") + 1, hashlib.sha256(text.encode()).hexdigest())
        document: dict[str, object] = json.loads(json.dumps(written(view, origin)))
        if await repository.save(session, StoredConfiguration, {device_id: document}, self._clock()):
            told = {"source": source, "digest": origin.digest, "lines": origin.lines}
            record(session, f"{_VERB}_kept", Target("device", device_id, device.name), actor=actor, after=told)
            await enqueue(session, DRAW, Draw(anew=True), key=DRAW.name)
        return await self.kept(session, device_id)

    async def read(self, device_id: int, transaction: Transaction, actor: Principal) -> ConfigurationView:
        """Have a device show its configuration over SSH, with the credential whose turn it is, and keep it.

        Raises DeviceNotFoundError, NoCommandError, NotReadError, and what `keep` raises.
        """
        async with transaction() as session:
            device = await self._inventory.device(session, device_id)
            name, command = device.name, command_of(device.platform)
        if command is None:
            raise NoCommandError(
                f"Nobody knows how {name} shows its configuration.",
                hint="Set the device's platform, or upload the configuration.",
            )
        said = await self._said(device_id, command, transaction, actor)
        if said.cut or said.status or not said.text.strip():
            how = "is longer than is read" if said.cut else f"ended with status {said.status}"
            raise NotReadError(f"The answer of {name} to {command!r} {how}.", hint="Check what the login may see.")
        async with transaction() as session:
            return await self.keep(session, device_id, said.text, actor, source="ssh")

    async def _said(self, device_id: int, command: str, transaction: Transaction, actor: Principal) -> Said:
        said: list[Said] = []

        async def show(login: SshSession, subject: Subject) -> str:
            said.append(await login.run(command))
            return f"{subject.name} was asked: {command}"

        trial = await self._logins(show).try_login(device_id, Protocol.SSH, transaction, actor)
        if not said:
            raise NotReadError(f"The device did not show its configuration: {trial.tried.message}")
        return said[0]

    async def kept(self, session: AsyncSession, device_id: int) -> ConfigurationView:
        """Return what is kept. Raises DeviceNotFoundError and NoConfigurationError."""
        device = await self._inventory.device(session, device_id)
        row = await repository.configuration(session, device_id)
        if row is None:
            raise NoConfigurationError(f"No configuration of {device.name} was given or read.")
        document: dict[str, Any] = dict(row.document)
        return ConfigurationView.of(device_id, row.at, origin_in(document), view_in(document, device.name))

    async def forget(self, session: AsyncSession, device_id: int, actor: Principal) -> None:
        """Keep nothing of a configuration any more; where nothing is kept that is so already.

        Raises DeviceNotFoundError.
        """
        device = await self._inventory.device(session, device_id)
        row = await repository.configuration(session, device_id)
        if row is None:
            return
        digest = origin_in(dict(row.document)).digest
        await repository.forget(session, StoredConfiguration, [device_id])
        target = Target("device", device_id, device.name)
        record(session, f"{_VERB}_forgotten", target, actor=actor, before={"digest": digest})
        await enqueue(session, DRAW, Draw(anew=True), key=DRAW.name)


def _read(name: str, platform: str, text: str) -> DeviceView:
    """Return what a text says. A platform that is not recognised from its marks is the one that the device has."""
    text = text.lstrip("\ufeff").replace("\r\n", "\n")
    config = read_config(text)
    if not config.platform and platform:
        config = read_config(text, canonical(platform))
    if not config.interfaces:
        why = "; ".join(config.problems[:3]) or "it names no interface"
        raise UnreadableConfigurationError(f"The text is no configuration that can be read: {why}.")
    return replace(view_of(config, name), platform=canonical(config.platform))


def _demand_own(view: DeviceView, known: set[str]) -> None:
    """Refuse the configuration of another device than the one that answers to SNMP."""
    mine = {host_part(name) for name in known}
    others = [name for name in view.names if host_part(name) not in mine]
    if others:
        raise AnothersConfigurationError(
            f"The configuration is of {others[0]}, not of {view.name}.",
            hint="Choose the device that it is of, or name this one as its configuration does.",
        )
