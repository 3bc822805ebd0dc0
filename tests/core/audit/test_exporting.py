"""Entries reach a file whole or not at all, and a syslog receiver one by one."""

import socket
import stat
import threading

import pytest

from watchkeeper.core.audit.exporting import sealed_lines, send_all, to_file, to_syslog_server
from watchkeeper.core.audit.formats import to_json, to_syslog
from watchkeeper.core.errors import UnavailableError


async def lines_of(log, **options):
    async with log.database.reading() as session:
        return [line async for some in sealed_lines(session, **options) for line in some]


async def test_a_file_holds_every_sealed_entry_in_order_and_is_private(log, tmp_path):
    await log.fill(5)
    await log.write()  # not sealed
    path = tmp_path / "out.jsonl"
    with to_file(path) as send:
        assert send_all(await lines_of(log), to_json, send) == 5
    assert [f'"sequence":{number}' in line for number, line in enumerate(path.read_text().splitlines(), 1)] == [
        True
    ] * 5
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


async def test_a_file_that_was_not_finished_does_not_appear(tmp_path):
    path = tmp_path / "out.jsonl"

    def fail():
        with to_file(path) as send:
            send("x")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert list(tmp_path.iterdir()) == []


async def test_an_export_goes_on_behind_a_place(log):
    await log.fill(4)
    assert [line["sequence"] for line in await lines_of(log, after=2)] == [3, 4]


async def test_a_tcp_receiver_gets_messages_with_their_length(log):
    await log.fill(2)
    entries = await lines_of(log)
    with socket.create_server(("127.0.0.1", 0)) as server:
        got = []

        def receive():
            connection, _ = server.accept()
            with connection:
                while data := connection.recv(65536):
                    got.append(data)

        receiver = threading.Thread(target=receive)
        receiver.start()
        with to_syslog_server("127.0.0.1", server.getsockname()[1], "tcp") as send:
            send_all(entries, lambda entry: to_syslog(entry, host="wk1"), send)
        receiver.join(20)
    stream, messages = b"".join(got), []
    while stream:
        length, _, rest = stream.partition(b" ")
        messages.append(rest[: int(length)].decode())
        stream = rest[int(length) :]
    assert messages == [to_syslog(entry, host="wk1") for entry in entries]


async def test_a_udp_receiver_gets_one_datagram_each(log):
    await log.fill(2)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        server.settimeout(20)
        with to_syslog_server("127.0.0.1", server.getsockname()[1], "udp") as send:
            send_all(await lines_of(log), lambda entry: to_syslog(entry, host="wk1"), send)
        assert [server.recv(65536)[:7] for _ in range(2)] == [b"<110>1 "] * 2


def test_a_receiver_that_is_not_there_is_a_clear_error():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(UnavailableError, match="cannot be reached"), to_syslog_server("127.0.0.1", port, "tcp"):
        pass
