"""SSH logins on OpenSSH's own server: the first key is pinned, another one stops before anything secret is sent."""

import asyncio
import socket

import pytest
from running_sshd import USER, make_key, needs_sshd, public, running_sshd
from sqlalchemy import text

from watchkeeper.core.egress.policy import EgressPolicy
from watchkeeper.core.egress.sockets import DeviceSockets
from watchkeeper.core.http.security import Principal
from watchkeeper.estate.drivers.protocol import Outcome
from watchkeeper.estate.drivers.ssh.connecting import SshConnector, SshLogin
from watchkeeper.estate.drivers.ssh.failures import (
    SshKeyChangedError,
    SshKeyUnreadableError,
    SshProtocolError,
    SshRefusedError,
    SshTimeoutError,
    SshUnreachableError,
)
from watchkeeper.estate.vault.host_keys import HostKeys, fingerprint_of
from watchkeeper.kit.clock import utc_now

pytestmark = needs_sshd
HOST = "127.0.0.1"
SOCKETS = DeviceSockets(EgressPolicy())
ENGINEER = Principal(1, "eve", "engineer", frozenset())


@pytest.fixture
def store(sqlite_database):
    return HostKeys(sqlite_database, utc_now)


@pytest.fixture
def connector(store):
    return SshConnector(store, SOCKETS, timeout_s=60)


@pytest.fixture
def mine(tmp_path):
    return make_key(tmp_path, "mine", passphrase="open sesame")


@pytest.fixture
def login(mine):
    return SshLogin(USER, private_key=mine.read_text(), passphrase="open sesame")


async def topics(database):
    async with database.reading() as session:
        return list((await session.scalars(text("SELECT topic FROM outbox_messages ORDER BY id"))).all())


async def test_the_first_key_is_pinned_and_commands_run(connector, store, tmp_path, mine, login):
    key = make_key(tmp_path, "host")
    with running_sshd(tmp_path, key, lets_in=mine) as port:
        async with connector.session(HOST, login, port) as session:
            said = await session.run("echo hello; exit 3")
            assert (said.text, said.status, said.cut) == ("hello\n", 3, False)
            cut = await session.run("head -c 100000 /dev/zero | tr '\\0' x", most_bytes=1_000)
            assert (len(cut.text), cut.cut) == (1_000, True)
        assert await store.pinned(HOST, port) == [" ".join(public(key).split()[:2])]


@pytest.mark.parametrize("kind", ["ed25519", "ecdsa"])
async def test_another_key_stops_before_any_login_and_is_told(
    connector, store, tmp_path, mine, login, sqlite_database, kind
):
    first, second = make_key(tmp_path, "first"), make_key(tmp_path, "second", kind)
    with running_sshd(tmp_path, first, lets_in=mine) as port:
        async with connector.session(HOST, login, port) as session:
            assert (await session.run("true")).status == 0
    with running_sshd(tmp_path, second, port=port, lets_in=mine):
        for _ in range(2):
            with pytest.raises(SshKeyChangedError) as refused:
                async with connector.session(HOST, login, port):
                    pytest.fail("logged in to a server that is not the one that is known")
            assert refused.value.outcome is Outcome.IDENTITY_MISMATCH
        assert await topics(sqlite_database) == ["vault.host_key_changed"]
        async with sqlite_database.transaction() as session:
            (row,) = await store.known(session)
            assert row.offered_fingerprint == fingerprint_of(public(second))
            await store.accept(session, row.id, ENGINEER, "the device was replaced")
        async with connector.session(HOST, login, port) as session:
            assert (await session.run("true")).status == 0


async def test_who_is_not_let_in_is_refused(connector, tmp_path, mine):
    stranger = make_key(tmp_path, "stranger")
    with running_sshd(tmp_path, make_key(tmp_path, "host"), lets_in=mine) as port:
        for login in (SshLogin(USER, private_key=stranger.read_text()), SshLogin(USER, password="wrong")):
            with pytest.raises(SshRefusedError) as refused:
                async with connector.session(HOST, login, port):
                    pytest.fail("let in")
            assert refused.value.outcome is Outcome.AUTH_FAILED


async def test_a_key_that_cannot_be_read_is_no_refusal(connector, tmp_path, mine):
    login = SshLogin(USER, private_key=mine.read_text(), passphrase="no")
    with (
        running_sshd(tmp_path, make_key(tmp_path, "host"), lets_in=mine) as port,
        pytest.raises(SshKeyUnreadableError, match="cannot be read") as problem,
    ):
        async with connector.session(HOST, login, port):
            pytest.fail("let in")
    assert problem.value.outcome is Outcome.NOT_CONFIGURED


async def test_nobody_there_is_unreachable(connector, login):
    with socket.socket() as nobody:
        nobody.bind((HOST, 0))
        with pytest.raises(SshUnreachableError):
            async with connector.session(HOST, login, nobody.getsockname()[1]):
                pytest.fail("connected")


@pytest.mark.parametrize(("greeting", "failure"), [(b"", SshTimeoutError), (b"HTTP/1.1 400\r\n\r\n", SshProtocolError)])
async def test_a_server_that_does_not_speak_ssh_is_told_apart(store, login, greeting, failure):
    answered = asyncio.Event()

    async def answer(reader, writer):
        writer.write(greeting)
        if not greeting:
            await reader.read()
        writer.close()
        answered.set()

    server = await asyncio.start_server(answer, HOST, 0)
    connector = SshConnector(store, SOCKETS, timeout_s=1)
    try:
        with pytest.raises(failure):
            async with connector.session(HOST, login, server.sockets[0].getsockname()[1]):
                pytest.fail("connected")
        await answered.wait()
    finally:
        server.close()
