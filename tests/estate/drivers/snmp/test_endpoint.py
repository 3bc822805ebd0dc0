"""The sockets: correlation, refusals, deadlines."""

import asyncio
import socket

import pytest

from watchkeeper.estate.drivers.protocol import SnmpCredential
from watchkeeper.estate.drivers.snmp import ber, pdu
from watchkeeper.estate.drivers.snmp.connect import Connector
from watchkeeper.estate.drivers.snmp.failures import MalformedError, NoAnswerError, RefusedError
from watchkeeper.estate.drivers.snmp.session import SYS_UPTIME_0, Policy, Session

QUESTION = pdu.Question(pdu.GET, [SYS_UPTIME_0])
PUBLIC = SnmpCredential(community="public")


def encode(request, answer, request_id):
    listed = b"".join(ber.tlv(0x30, ber.tlv(6, name) + ber.tlv(tag, value)) for name, tag, value in answer.varbinds)
    body = ber.integer(request_id) + ber.integer(0) + ber.integer(0) + ber.tlv(0x30, listed)
    return ber.tlv(0x30, request.head + ber.tlv(pdu.RESPONSE, body))


async def test_fifty_shuffled_replies_find_their_questions(start_agent, connector):
    waiting = []
    gate = asyncio.Event()

    async def shuffled(request, reply):
        waiting.append(request)
        if len(waiting) == 50:
            gate.set()
        await gate.wait()
        await asyncio.sleep(0)

    agent = await start_agent({f"1.3.6.1.9.{index}.0": (ber.INTEGER, bytes((index,))) for index in range(50)}, shuffled)
    transport = await connector.connect("127.0.0.1", agent.port, PUBLIC)
    names = [ber.encode_oid((1, 3, 6, 1, 9, index, 0)) for index in range(50)]
    answers = await asyncio.gather(*(transport.ask(pdu.Question(pdu.GET, [name]), 5) for name in names))
    assert [answer.varbinds[0][2] for answer in answers] == [bytes((index,)) for index in range(50)]


async def test_a_reply_with_another_request_id_is_no_answer(start_agent, connector):
    agent = await start_agent(behave=lambda request, _: [encode(request, request.answer, request.request_id + 1)])
    transport = await connector.connect("127.0.0.1", agent.port, PUBLIC)
    with pytest.raises(NoAnswerError):
        await transport.ask(QUESTION, 0.1)


async def test_a_reply_from_another_address_is_no_answer_and_says_whose(start_agent, connector):
    stranger = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    stranger.bind(("127.0.0.2", 0))
    ports = []

    def elsewhere(request, reply):
        stranger.sendto(reply(request.answer), ("127.0.0.1", ports[0]))
        return []

    agent = await start_agent(behave=elsewhere)
    transport = await connector.connect("127.0.0.1", agent.port, PUBLIC)
    ports.append(transport._endpoint._socket.getsockname()[1])
    with pytest.raises(NoAnswerError, match=r"no answer; 127\.0\.0\.2 answers instead: ask that address"):
        await transport.ask(QUESTION, 0.1)
    assert transport._endpoint.strangers == 1
    with pytest.raises(NoAnswerError, match=r"no answer to 2 requests; 127\.0\.0\.2 answers instead"):
        await Session(transport, Policy(timeout_s=0.1, retries=1)).ask(QUESTION)
    stranger.close()


async def test_a_refused_port_is_known_at_once_and_hurts_nobody_else(start_agent, connector):
    agent = await start_agent()
    good = await connector.connect("127.0.0.1", agent.port, PUBLIC)
    closed = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    closed.bind(("127.0.0.1", 0))
    port = closed.getsockname()[1]
    closed.close()
    dead = await connector.connect("127.0.0.1", port, PUBLIC)

    async def refused():
        with pytest.raises(RefusedError, match="port unreachable"):
            await dead.ask(QUESTION, 60)

    answers = await asyncio.gather(*(good.ask(QUESTION, 5) for _ in range(20)), *(refused() for _ in range(20)))
    assert all(answer.varbinds[0][0] == SYS_UPTIME_0 for answer in answers[:20])
    assert (await good.ask(QUESTION, 5)).status == 0


async def test_a_reply_cut_short_is_malformed_and_garbage_is_nobodys(start_agent, connector):
    def cut(request, reply):
        whole = bytearray(reply(request.answer))
        whole[-4] = 0x7F  # the value claims more octets than there are
        return [b"\x00garbage", b"", bytes(whole)]

    agent = await start_agent(behave=cut)
    transport = await connector.connect("127.0.0.1", agent.port, PUBLIC)
    with pytest.raises(MalformedError):
        await transport.ask(QUESTION, 2)


async def test_silence_ends_with_the_deadline_and_leaves_nothing_behind(start_agent, connector):
    agent = await start_agent(behave=lambda *_: [])
    transport = await connector.connect("127.0.0.1", agent.port, PUBLIC)
    with pytest.raises(NoAnswerError):
        await transport.ask(QUESTION, 0.05)
    assert transport._endpoint.in_flight == 0


async def test_an_answer_that_came_while_the_loop_was_busy_is_in_time(start_agent, connector):
    """A poller that had been busy gave up what lay in its socket, and asked slow devices all over again."""
    asked, release = asyncio.Event(), asyncio.Event()

    async def late(_request, _reply):
        asked.set()
        await release.wait()

    agent = await start_agent(behave=late)
    transport = await connector.connect("127.0.0.1", agent.port, PUBLIC)
    asking = asyncio.create_task(transport.ask(QUESTION, 60))
    await asked.wait()
    endpoint = transport._endpoint
    request = agent.requests[0]
    agent.transport.sendto(encode(request, request.answer, request.request_id), endpoint._socket.getsockname())
    next(iter(endpoint._waiting.values())).deadline = 0.0
    endpoint._sweeper.cancel()
    endpoint._sweep()  # as libuv does: timers first, then sockets
    assert (await asking).varbinds[0][0] == SYS_UPTIME_0
    release.set()


async def test_closing_wakes_whoever_waits(start_agent, connector):
    asked = asyncio.Event()

    def silent(_request, _reply):
        asked.set()
        return []

    agent = await start_agent(behave=silent)
    transport = await connector.connect("127.0.0.1", agent.port, PUBLIC)
    asking = asyncio.create_task(transport.ask(QUESTION, 60))
    await asked.wait()
    connector.close()
    with pytest.raises(NoAnswerError, match="closed"):
        await asking


async def test_a_name_without_an_address_is_unreachable(connector):
    with pytest.raises(RefusedError, match="has no address"):
        await connector.connect("no-such-host.invalid", 161, PUBLIC)


def test_refusals_are_seen_under_uvloop_again_and_again():
    """Libuv stops polling a socket whose error queue it has reported; the endpoint has to take it up again."""
    uvloop = pytest.importorskip("uvloop")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]

    async def ask_thrice():
        opened = Connector(sockets=1)
        dead = await opened.connect("127.0.0.1", port, PUBLIC)
        for _ in range(3):
            with pytest.raises(RefusedError):
                await dead.ask(QUESTION, 5)
        opened.close()

    uvloop.run(ask_thrice())
