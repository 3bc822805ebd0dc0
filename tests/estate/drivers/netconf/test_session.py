"""Greeting a NETCONF server over SSH: old and new framing, and what is none."""

import pytest
from netconf_server import greeting, running_netconf

from watchkeeper.core.egress.policy import EgressPolicy
from watchkeeper.core.egress.sockets import DeviceSockets
from watchkeeper.estate.drivers.netconf.session import greet
from watchkeeper.estate.drivers.ssh.connecting import SshConnector, SshLogin
from watchkeeper.estate.drivers.ssh.failures import SshProtocolError, SshRefusedError

LOGIN = SshLogin("wk", "s3cret-7")


class Believing:
    """Knows a server by the key that it shows first."""

    def __init__(self):
        self.keys = []

    async def pinned(self, host, port):
        return self.keys

    async def is_trusted(self, host, port, key):
        self.keys = self.keys or [key.export_public_key("openssh").decode().strip()]
        return True


async def greeted(port, login=LOGIN):
    connector = SshConnector(Believing(), DeviceSockets(EgressPolicy()), timeout_s=60)
    async with connector.session("127.0.0.1", login, port) as session:
        return await greet(session, 60)


@pytest.mark.parametrize("versions", [("1.0",), ("1.1",), ("1.0", "1.1")])
async def test_both_framings_are_spoken_and_the_session_is_closed(versions):
    chunked = "1.1" in versions
    async with running_netconf("wk", "s3cret-7", greeting(*versions), chunked=chunked) as (port, _, said):
        hello = await greeted(port)
    assert (hello.session_id, hello.chunked) == (7, chunked)
    assert b"<hello" in said[0]
    assert b"close-session" in said[1]


@pytest.mark.parametrize("more", [{"hello": b"<hello/>"}, {"subsystem": "sftp"}])
async def test_a_server_that_speaks_no_netconf_is_told(more):
    async with running_netconf("wk", "s3cret-7", **more) as (port, _, _):
        with pytest.raises(SshProtocolError):
            await greeted(port)


async def test_a_wrong_password_is_refused():
    async with running_netconf("wk", "s3cret-7") as (port, tried, _):
        with pytest.raises(SshRefusedError):
            await greeted(port, SshLogin("wk", "s3cret-8"))
    assert set(tried) == {"s3cret-8"}
