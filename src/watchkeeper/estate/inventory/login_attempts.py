"""How a login is tried by SSH, NETCONF, HTTP and WinRM: the protocols' drivers, with what the vault keeps."""

from collections.abc import Awaitable, Callable
from typing import Final

import httpx

from watchkeeper.core.egress.policy import EgressPolicy
from watchkeeper.core.egress.transport import EgressTransport
from watchkeeper.estate.drivers.netconf import session as netconf
from watchkeeper.estate.drivers.protocol import Outcome
from watchkeeper.estate.drivers.ssh import connecting as ssh
from watchkeeper.estate.drivers.ssh.connecting import SshConnector, SshSession
from watchkeeper.estate.drivers.ssh.failures import SshError, SshKeyChangedError
from watchkeeper.estate.drivers.web.login import Client, try_login
from watchkeeper.estate.drivers.web.winrm import try_winrm
from watchkeeper.estate.inventory.login_trials import JUDGED, Attempt, Subject, Tried
from watchkeeper.estate.vault.host_keys import HostKeys, Verdict, fingerprint_of
from watchkeeper.estate.vault.kinds import Protocol
from watchkeeper.estate.vault.logins import login_of, port_of, web_login_of, winrm_login_of

GREETING_S: Final = 15.0
Visit = Callable[[SshSession, Subject], Awaitable[str]]
"""What is done with a login; returns what to tell of it."""


def attempts(host_keys: HostKeys, connector: SshConnector, policy: EgressPolicy) -> dict[Protocol, Attempt]:
    """Return how each protocol's login is tried."""
    return {
        Protocol.SSH: OverSsh(host_keys, connector, ssh.PORT, _look_around),
        Protocol.NETCONF: OverSsh(host_keys, connector, netconf.PORT, _greet),
        Protocol.HTTP: OverHttp(policy.for_devices()),
        Protocol.WINRM: OverWinRm(policy.for_devices()),
    }


async def _look_around(_session: SshSession, subject: Subject) -> str:
    return f"{subject.name} lets {subject.parts.user} in."


async def _greet(session: SshSession, subject: Subject) -> str:
    hello = await netconf.greet(session, GREETING_S)
    count = len(hello.capabilities)
    return f"{subject.name} lets {subject.parts.user} in and speaks NETCONF {hello.version} with {count} capabilities."


class OverSsh:
    """Logs in by SSH at the pinned host key, and does one thing there."""

    def __init__(self, host_keys: HostKeys, connector: SshConnector, usual_port: int, visit: Visit) -> None:
        self._host_keys = host_keys
        self._connector = connector
        self._usual_port = usual_port
        self._visit = visit

    async def __call__(self, subject: Subject) -> Tried:
        """Log in once; see :class:`Attempt`."""
        address, port = subject.address, port_of(subject.parts, self._usual_port)
        known = await self._host_keys.pinned(address, port)
        outcome, verdict = Outcome.OK, None
        try:
            async with self._connector.session(address, login_of(subject.parts), port) as session:
                verdict = Verdict.KNOWN if known else Verdict.NEW
                message = await self._visit(session, subject)
        except SshKeyChangedError as error:
            outcome, message, verdict = error.outcome, f"{error.message} {error.hint}", Verdict.CHANGED
        except SshError as error:
            outcome, message = error.outcome, f"{error.message} {error.hint or ''}".strip()
        if outcome in JUDGED:
            verdict = Verdict.KNOWN if known else Verdict.NEW
        pinned = known or await self._host_keys.pinned(address, port)
        return Tried(outcome, message, port, verdict, fingerprint_of(pinned[0]) if pinned else "")


class OverHttp:
    """Asks a page of the device for a login."""

    def __init__(self, policy: EgressPolicy) -> None:
        self._policy = policy

    async def __call__(self, subject: Subject) -> Tried:
        """Log in once; see :class:`Attempt`."""
        login = web_login_of(subject.parts)
        port = port_of(subject.parts, login.tls.port)
        said = await try_login(subject.address, port, login, _client_by(self._policy))
        return Tried(said.outcome, said.message, port)


class OverWinRm:
    """Shakes hands with a Windows host."""

    def __init__(self, policy: EgressPolicy) -> None:
        self._policy = policy

    async def __call__(self, subject: Subject) -> Tried:
        """Log in once; see :class:`Attempt`."""
        login = winrm_login_of(subject.parts)
        port = port_of(subject.parts, login.port)
        said = await try_winrm(subject.address, port, login, _client_by(self._policy))
        return Tried(said.outcome, said.message, port)


def _client_by(policy: EgressPolicy) -> Client:
    def client(verify: bool) -> httpx.AsyncClient:  # noqa: FBT001  # it is the one thing that differs
        transport = EgressTransport(policy, verify=verify)
        return httpx.AsyncClient(transport=transport, timeout=policy.timeout_s, trust_env=False)

    return client
