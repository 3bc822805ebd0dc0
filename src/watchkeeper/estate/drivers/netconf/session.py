"""Greets a NETCONF server over an SSH login and takes leave in order."""

import asyncio

from watchkeeper.estate.drivers.netconf.framing import FramingError, Reassembly, framed
from watchkeeper.estate.drivers.netconf.hello import CLOSE, OURS, Hello, InvalidHelloError, parse
from watchkeeper.estate.drivers.ssh.connecting import Channel, SshSession
from watchkeeper.estate.drivers.ssh.failures import SshProtocolError, SshTimeoutError

PORT = 830  # RFC 6242 §3
SUBSYSTEM = "netconf"
_PIECE = 65_536


async def greet(session: SshSession, timeout_s: float) -> Hello:
    """Exchange greetings, close the session and return what the server said of itself.

    Raises SshProtocolError for a server that has no NETCONF or does not keep to it, and SshTimeoutError.
    """
    async with session.subsystem(SUBSYSTEM) as channel:
        try:
            async with asyncio.timeout(timeout_s):
                return await _greeted(channel)
        except TimeoutError as error:
            raise SshTimeoutError(f"The server did not greet within {timeout_s:g} s.") from error
        except (FramingError, InvalidHelloError) as error:
            raise SshProtocolError(f"The server does not speak NETCONF as it should: {error}.") from error


async def _greeted(channel: Channel) -> Hello:
    arriving = Reassembly()
    channel.write(framed(OURS, chunked=False))
    hello = parse(await _message(channel, arriving))
    arriving.chunked = hello.chunked
    channel.write(framed(CLOSE, chunked=hello.chunked))
    await _message(channel, arriving)  # its reply: both sides understand each other
    return hello


async def _message(channel: Channel, arriving: Reassembly) -> bytes:
    while (message := arriving.next()) is None:
        piece = await channel.read(_PIECE)
        if not piece:
            raise FramingError("it ended in the middle of a message")
        arriving.feed(piece)
    return message
