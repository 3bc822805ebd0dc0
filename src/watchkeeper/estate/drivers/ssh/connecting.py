"""Connects to an SSH server whose host key is the one it is known by, and logs in.

The key is settled before anything secret is sent. A server that is met for the first time is asked for its key alone,
the store pins it, and only then somebody logs in to whoever proves to have that key. ``asyncssh`` is imported when it
is first needed: it takes 0.2 s.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from watchkeeper.estate.drivers.ssh.failures import (
    SshKeyChangedError,
    SshKeyUnreadableError,
    SshProtocolError,
    SshRefusedError,
    SshTimeoutError,
    SshUnreachableError,
)

if TYPE_CHECKING:
    import asyncssh

PORT = 22
MOST_OUTPUT_BYTES = 4_000_000


class OfferedKey(Protocol):
    """A host key that a server shows; ``asyncssh.SSHKey`` is one."""

    def export_public_key(self, format_name: str = "openssh") -> bytes:
        """Return the key in OpenSSH's one-line form."""
        ...


class HostTrust(Protocol):
    """The store of host keys; the vault implements it."""

    async def pinned(self, host: str, port: int) -> Sequence[str]:
        """Return the keys (OpenSSH lines) that a server is known by; none for one that was never met."""
        ...

    async def is_trusted(self, host: str, port: int, key: OfferedKey) -> bool:
        """Pin the key of a server that was never met; flag another one than the pinned and return False."""
        ...


class Dialler(Protocol):
    """Opens the connection that is spoken over; it decides what may be reached."""

    async def connect(self, host: str, port: int) -> socket.socket:
        """Return a connection to a host. Raises OSError, and what it refuses by."""
        ...


@dataclass(frozen=True, slots=True)
class SshLogin:
    """Who logs in, and by what: a password, a private key, or both."""

    user: str
    password: str = field(default="", repr=False)
    private_key: str = field(default="", repr=False)
    passphrase: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Said:
    """What a command printed and how it ended; ``cut`` says that there was more than was read."""

    text: str
    status: int | None
    cut: bool = False


class Channel:
    """What a subsystem is spoken to over."""

    def __init__(self, writer: "asyncssh.SSHWriter[bytes]", reader: "asyncssh.SSHReader[bytes]") -> None:
        self._writer = writer
        self._reader = reader

    def write(self, data: bytes) -> None:
        """Send octets. Raises SshProtocolError when the other side has closed."""
        try:
            self._writer.write(data)
        except OSError as error:
            raise SshProtocolError("The server closed the channel.") from error

    async def read(self, most: int) -> bytes:
        """Return up to ``most`` octets as soon as there are some; none at the end. Raises SshProtocolError."""
        import asyncssh

        try:
            return await self._reader.read(most)
        except (asyncssh.Error, OSError) as error:
            raise SshProtocolError(f"The connection broke: {type(error).__name__}.") from error


class SshSession:
    """A login that runs commands, one after the other, or speaks to subsystems."""

    def __init__(self, connection: "asyncssh.SSHClientConnection", timeout_s: float) -> None:
        self._connection = connection
        self._timeout_s = timeout_s

    async def run(self, command: str, *, most_bytes: int = MOST_OUTPUT_BYTES) -> Said:
        """Run one command and return what it printed. Raises SshTimeoutError and SshProtocolError."""
        import asyncssh

        try:
            async with asyncio.timeout(self._timeout_s):
                said = await self._said(command, most_bytes)
        except TimeoutError as error:
            raise SshTimeoutError(f"The command did not end within {self._timeout_s:g} s.") from error
        except (asyncssh.Error, OSError) as error:
            raise SshProtocolError(f"The command failed: {type(error).__name__}.") from error
        return said

    @asynccontextmanager
    async def subsystem(self, name: str) -> AsyncIterator[Channel]:
        """Yield a channel to a subsystem, such as ``netconf``. Raises SshProtocolError when the server has none."""
        import asyncssh

        try:
            async with asyncio.timeout(self._timeout_s):
                opened = await self._connection.open_session(subsystem=name, encoding=None)
        except TimeoutError as error:
            raise SshTimeoutError(f"The server did not open {name} within {self._timeout_s:g} s.") from error
        except (asyncssh.Error, OSError) as error:
            raise SshProtocolError(f"The server does not offer {name}: {type(error).__name__}.") from error
        writer, reader, _ = opened
        try:
            yield Channel(writer, reader)
        finally:
            writer.close()

    async def _said(self, command: str, most_bytes: int) -> Said:
        import asyncssh

        process = await self._connection.create_process(command, stdin=asyncssh.DEVNULL, encoding=None)
        async with process:
            read, rest = await _read(process.stdout, most_bytes)
            if not rest:
                await process.wait_closed()
        return Said(read.decode(errors="replace"), process.exit_status, cut=rest)


async def _read(stream: "asyncssh.SSHReader[bytes]", most_bytes: int) -> tuple[bytes, bool]:
    """Return up to ``most_bytes``, and whether there is more."""
    read = bytearray()
    while len(read) <= most_bytes:
        piece = await stream.read(min(65_536, most_bytes + 1 - len(read)))
        if not piece:
            return bytes(read), False
        read += piece
    return bytes(read[:most_bytes]), True


class SshConnector:
    """Opens logins on SSH servers. No agent, no configuration and no key file of whoever runs this is used."""

    def __init__(self, trust: HostTrust, dialler: Dialler, *, timeout_s: float = 15.0) -> None:
        self._trust = trust
        self._dialler = dialler
        self._timeout_s = timeout_s

    @asynccontextmanager
    async def session(self, host: str, login: SshLogin, port: int = PORT) -> AsyncIterator[SshSession]:
        """Yield a login on ``host`` that ends with the block.

        Raises SshKeyChangedError before anything secret is sent, SshKeyUnreadableError for a key of ours that cannot be
        used, SshRefusedError, SshUnreachableError, SshTimeoutError, SshProtocolError, and what the dialler refuses by.
        """
        pinned = await self._settled(host, port)
        connection = await self._connected(host, port, login, pinned)
        try:
            yield SshSession(connection, self._timeout_s)
        finally:
            connection.close()
            await connection.wait_closed()

    async def _settled(self, host: str, port: int) -> Sequence[str]:
        pinned = await self._trust.pinned(host, port)
        if not pinned:
            await self._demand_trusted(host, port, await self._offered(host, port))
            pinned = await self._trust.pinned(host, port)
        return pinned

    async def _connected(
        self, host: str, port: int, login: SshLogin, pinned: Sequence[str]
    ) -> "asyncssh.SSHClientConnection":
        import asyncssh

        keys = _client_keys(login)
        dialled = await self._dialled(host, port)
        try:
            async with asyncio.timeout(self._timeout_s):
                return await asyncssh.connect(
                    sock=dialled,
                    known_hosts=([asyncssh.import_public_key(line) for line in pinned], [], []),
                    username=login.user,
                    password=login.password or None,
                    client_keys=keys,
                    preferred_auth="publickey,password,keyboard-interactive",
                    agent_path=None,
                    config=None,
                    gss_host=None,
                )
        except asyncssh.PermissionDenied as error:
            raise SshRefusedError(f"{host} refuses {login.user}.", hint="Check the credential.") from error
        except TimeoutError as error:
            raise _failure(host, error, self._timeout_s) from error
        except (asyncssh.Error, OSError) as error:
            # a server without a key of the pinned kind breaks off, one way or another, before it shows the one it has
            await self._demand_trusted(host, port, await self._offered(host, port))
            raise _failure(host, error, self._timeout_s) from error

    async def _offered(self, host: str, port: int) -> "asyncssh.SSHKey":
        import asyncssh

        dialled = await self._dialled(host, port)
        try:
            async with asyncio.timeout(self._timeout_s):
                found = await asyncssh.get_server_host_key(sock=dialled, config=None)
        except (TimeoutError, asyncssh.Error, OSError) as error:
            raise _failure(host, error, self._timeout_s) from error
        if found is None:
            raise SshProtocolError(f"{host} shows no host key.")
        return found

    async def _dialled(self, host: str, port: int) -> socket.socket:
        try:
            async with asyncio.timeout(self._timeout_s):
                return await self._dialler.connect(host, port)
        except TimeoutError as error:
            raise SshTimeoutError(f"{host} did not answer within {self._timeout_s:g} s.") from error
        except ConnectionRefusedError as error:
            raise SshUnreachableError(f"Nobody listens for SSH on {host}.") from error
        except OSError as error:
            raise SshUnreachableError(f"{host} cannot be reached: {error.strerror or error}.") from error

    async def _demand_trusted(self, host: str, port: int, key: OfferedKey) -> None:
        if not await self._trust.is_trusted(host, port, key):
            raise SshKeyChangedError(
                f"{host} shows another SSH host key than the one it is known by.",
                hint="Find out why. If it is right, accept the new key on the page Credentials.",
            )


def _client_keys(login: SshLogin) -> "list[asyncssh.SSHKey] | None":
    import asyncssh

    if not login.private_key:
        return None
    try:
        return [asyncssh.import_private_key(login.private_key, login.passphrase or None)]
    except (asyncssh.KeyImportError, asyncssh.KeyEncryptionError) as error:
        raise SshKeyUnreadableError("The private key cannot be read.", hint="Check key and passphrase.") from error


def _failure(host: str, error: Exception, timeout_s: float) -> Exception:
    if isinstance(error, TimeoutError):
        return SshTimeoutError(f"{host} did not answer within {timeout_s:g} s.")
    return SshProtocolError(f"{host} does not speak SSH as it should: {type(error).__name__}.")
