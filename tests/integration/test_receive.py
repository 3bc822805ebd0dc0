"""Receiving from the senders that people use: net-snmp's snmptrap and snmpinform, logger, openssl."""

import asyncio
import shutil
import socket
import subprocess
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import delete

from watchkeeper.core.crypto import KeyRing
from watchkeeper.core.database import Database
from watchkeeper.core.http.paging import ListQuery
from watchkeeper.core.http.security import Principal
from watchkeeper.core.telemetry.metrics import Metrics
from watchkeeper.estate.inventory.facts import DeviceFacts, InterfaceFacts
from watchkeeper.estate.inventory.models import Interface
from watchkeeper.estate.inventory.schemas import DeviceCreate
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.estate.vault.schemas import CredentialCreate
from watchkeeper.estate.vault.service import VaultService
from watchkeeper.observe.events.memory import StatusMemory
from watchkeeper.observe.events.repository import EventFilter
from watchkeeper.observe.events.service import EventService
from watchkeeper.observe.events.statuses import KnownInterface, statuses_from
from watchkeeper.observe.messages.archive import Archive
from watchkeeper.observe.messages.assembly import ARCHIVE_FOLDER, Neighbours, build_receiver
from watchkeeper.observe.messages.metrics import ReceivingMetrics
from watchkeeper.observe.messages.receiver import Receiver
from watchkeeper.observe.messages.search import MessageFilter, find
from watchkeeper.observe.messages.settings import ReceivingSettings

pytestmark = pytest.mark.integration
ENGINEER = Principal(1, "eve", "engineer", frozenset())
LINK_DOWN, LINK_UP = "1.3.6.1.6.3.1.1.5.3", "1.3.6.1.6.3.1.1.5.4"
V3 = ("-v3", "-u", "full", "-l", "authPriv", "-a", "SHA-256", "-A", "auth-secret-1", "-x", "AES", "-X", "priv-secret-1")
ENGINE = "0x8000000001020304"


def needs(program: str, package: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not installed ({package})")


needs_snmptrap = needs("snmptrap", "Debian package snmp")


class Bench:
    """A receiver on ports of its own, with one device at 127.0.0.1 that has an interface."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.folder = folder
        self.inventory = InventoryService(VaultService(KeyRing(bytes(range(32)))))
        self.vault = VaultService(KeyRing(bytes(range(32))))
        self.events = EventService()
        self.metrics = Metrics()
        self.statuses = StatusMemory()
        self.device_id = 0

    async def add_device(self) -> None:
        async with self.database.transaction() as session:
            v3 = CredentialCreate(
                name="v3", kind="snmp_v3", user="full", auth="sha256", auth_secret="auth-secret-1", priv="aes128",
                priv_secret="priv-secret-1",
            )  # fmt: skip
            credential = await self.vault.create(session, v3, ENGINEER)
            new = DeviceCreate(name="r1", address="127.0.0.1", credential_id=credential.id)
            self.device_id = (await self.inventory.create_device(session, new, ENGINEER)).id
            port = InterfaceFacts("GigabitEthernet0/3", if_index=3, admin_status="up", oper_status="up")
            facts = DeviceFacts(self.device_id, datetime.now(UTC), interfaces=[port])
            await self.inventory.record_facts(session, [facts])

    @asynccontextmanager
    async def receiving(self, **settings: object) -> AsyncIterator[Receiver]:
        section = ReceivingSettings(
            **{"traps": "127.0.0.1:0", "syslog_udp": "127.0.0.1:0", "syslog_tcp": "127.0.0.1:0", "flush_s": 0.05}
            | settings
        )
        around = Neighbours(self.database, self.inventory, self.events, self.statuses)
        receiver = build_receiver(around, section, ReceivingMetrics(self.metrics), self.folder)
        await receiver.start()
        try:
            yield receiver
        finally:
            await receiver.stop()

    def kept(self, **wanted: object) -> list[dict[str, object]]:
        return [dict(row) for row in find(Archive(self.folder / ARCHIVE_FOLDER), MessageFilter(**wanted), 1000)]

    async def told(self) -> list[tuple[str, str]]:
        async with self.database.reading() as session:
            found, _ = await self.events.list_events(session, EventFilter(), ListQuery(limit=100))
        return [(event.kind, event.object) for event in reversed(found)]

    async def oper_status(self) -> str | None:
        async with self.database.reading() as session:
            found, _ = await self.inventory.list_interfaces(session, self.device_id, ListQuery())
        return found[0].oper_status

    def count(self, name: str, **labels: str) -> float:
        return self.metrics.registry.get_sample_value(f"watchkeeper_{name}", labels) or 0.0


@pytest.fixture
async def bench(sqlite_database: Database, tmp_path: Path) -> Bench:
    bench = Bench(sqlite_database, tmp_path)
    await bench.add_device()
    return bench


async def eventually(check: Callable[[], object], within_s: float = 10.0) -> None:
    deadline = time.monotonic() + within_s
    while True:
        found = check()
        if asyncio.iscoroutine(found):
            found = await found
        if found:
            return
        assert time.monotonic() < deadline, "it did not happen in time"
        await asyncio.sleep(0.02)


async def send(*command: object) -> subprocess.CompletedProcess[str]:
    return await asyncio.to_thread(
        subprocess.run, [str(part) for part in command], capture_output=True, text=True, timeout=20, check=False
    )


def link(port: int, program: str, version: tuple[str, ...], trap: str, oper: int) -> tuple[object, ...]:
    varbinds = ("1.3.6.1.2.1.2.2.1.1.3", "i", 3, "1.3.6.1.2.1.2.2.1.8.3", "i", oper)
    return (program, *version, f"127.0.0.1:{port}", "12345", trap, *varbinds)


@needs_snmptrap
async def test_a_port_of_a_device_whose_interfaces_only_polling_has_seen_yet_is_told_by_its_name(bench: Bench) -> None:
    async with bench.database.transaction() as session:
        await session.execute(delete(Interface))
    bench.statuses.remember(1, 60_000, statuses_from([KnownInterface(bench.device_id, "eth3", 3, "up", "up")]))
    async with bench.receiving() as receiver:
        await send(*link(receiver.ports["traps"], "snmptrap", ("-v2c", "-c", "public"), LINK_DOWN, 2))
        await eventually(bench.told)
    assert await bench.told() == [("interface_down", "eth3")]


@needs_snmptrap
@pytest.mark.parametrize("version", [("-v2c", "-c", "public"), ("-e", ENGINE, *V3)], ids=["v2c", "v3"])
async def test_a_link_trap_moves_the_interface_and_is_told_within_two_seconds(
    bench: Bench, version: tuple[str, ...]
) -> None:
    async with bench.receiving() as receiver:
        await send(*link(receiver.ports["traps"], "snmptrap", version, LINK_DOWN, 2))
        sent = time.monotonic()

        async def down() -> bool:
            return await bench.oper_status() == "down"

        await eventually(down)
        assert time.monotonic() - sent < 2
        await send(*link(receiver.ports["traps"], "snmptrap", version, LINK_UP, 1))
        await eventually(lambda: len(bench.kept()) == 2)

        async def up() -> bool:
            return await bench.oper_status() == "up"

        await eventually(up)
    assert await bench.told() == [("interface_down", "GigabitEthernet0/3"), ("interface_up", "GigabitEthernet0/3")]
    newest = bench.kept()[0]
    assert (newest["tag"], newest["event"], newest["device"]) == ("linkUp", "INTERFACE_UP", "r1")


@needs_snmptrap
async def test_a_version_1_trap_is_told_like_any_other(bench: Bench) -> None:
    async with bench.receiving() as receiver:
        await send(
            "snmptrap", "-v1", "-c", "public", f"127.0.0.1:{receiver.ports['traps']}", "1.3.6.1.4.1.9", "192.0.2.7",
            2, 0, "100", "1.3.6.1.2.1.2.2.1.1.3", "i", 3,
        )  # fmt: skip
        await eventually(bench.kept)
    kept = bench.kept()[0]
    assert (kept["tag"], kept["host"], kept["source"]) == ("linkDown", "192.0.2.7", "127.0.0.1")
    assert await bench.told() == [("interface_down", "GigabitEthernet0/3")]


@needs_snmptrap
@pytest.mark.parametrize("version", [("-v2c", "-c", "public"), V3], ids=["v2c", "v3"])
async def test_an_inform_is_acknowledged_once_it_is_stored(bench: Bench, version: tuple[str, ...]) -> None:
    async with bench.receiving() as receiver:
        ran = await send(*link(receiver.ports["traps"], "snmpinform", ("-r", "1", "-t", "5", *version), LINK_DOWN, 2))
        assert ran.returncode == 0, ran.stderr
        assert [row["tag"] for row in bench.kept()] == ["linkDown"]


@needs_snmptrap
async def test_an_inform_is_not_acknowledged_when_it_cannot_be_stored(bench: Bench) -> None:
    (bench.folder / ARCHIVE_FOLDER).write_text("in the way", encoding="ascii")
    async with bench.receiving() as receiver:
        command = link(
            receiver.ports["traps"], "snmpinform", ("-r", "0", "-t", "1", "-v2c", "-c", "public"), LINK_DOWN, 2
        )
        assert (await send(*command)).returncode != 0
    assert bench.count("messages_dropped_total", protocol="trap", reason="not_stored") == 1


@needs_snmptrap
@pytest.mark.parametrize(
    "spoilt",
    [
        ("-A", "auth-secret-1", "-A", "another-secret"),
        ("-X", "priv-secret-1", "-X", "another-secret"),
        ("-u", "full", "-u", "eve"),
    ],
    ids=["auth", "priv", "user"],
)
async def test_a_v3_sender_with_wrong_secrets_is_refused_and_counted(bench: Bench, spoilt: tuple[str, ...]) -> None:
    at = V3.index(spoilt[0])
    version = (*V3[:at], spoilt[2], spoilt[3], *V3[at + 2 :])
    async with bench.receiving() as receiver:
        ran = await send(*link(receiver.ports["traps"], "snmpinform", ("-r", "0", "-t", "1", *version), LINK_DOWN, 2))
        assert ran.returncode != 0
        await eventually(lambda: bench.count("messages_dropped_total", protocol="trap", reason="refused"))
    assert not bench.kept()


@needs("logger", "Debian package bsdutils")
@pytest.mark.parametrize(
    "options",
    [("--rfc3164", "--udp"), ("--rfc5424", "--udp"), ("--rfc5424", "--tcp", "--octet-count"), ("--rfc3164", "--tcp")],
)
async def test_logger_is_understood(bench: Bench, options: tuple[str, ...]) -> None:
    async with bench.receiving() as receiver:
        port = receiver.ports["syslog_tcp" if "--tcp" in options else "syslog_udp"]
        where = ("--server", "127.0.0.1", "--port", port)
        text = "SNMP_TRAP_LINK_DOWN: ifIndex 3, ifAdminStatus up(1), ifOperStatus down(2), ifName ge-0/0/3"
        ran = await send("logger", *options, *where, "-p", "daemon.err", "-t", "mib2d", text)
        assert ran.returncode == 0, ran.stderr
        await eventually(bench.kept)
    kept = bench.kept()[0]
    assert (kept["severity"], kept["facility"], kept["process"], kept["device"]) == (3, 3, "mib2d", "r1")
    assert kept["believed"]


@needs("openssl", "Debian package openssl")
async def test_syslog_over_tls(bench: Bench, tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    made = await send("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate,
                      "-days", 1, "-subj", "/CN=localhost")  # fmt: skip
    assert made.returncode == 0, made.stderr
    async with bench.receiving(syslog_tls="127.0.0.1:0", tls_certificate=certificate, tls_key=key) as receiver:
        client = await asyncio.create_subprocess_exec(
            "openssl", "s_client", "-quiet", "-connect", f"127.0.0.1:{receiver.ports['syslog_tls']}",
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        assert client.stdin is not None
        client.stdin.write(b"<27>Mar  1 12:00:00 r1 test: over TLS\n")
        await client.stdin.drain()
        await eventually(bench.kept)
        client.terminate()
        await client.wait()
    assert bench.kept(search="over tls")[0]["process"] == "test"


async def test_a_flood_is_dropped_honestly_and_the_receiver_lives(bench: Bench) -> None:
    sent = 3_000
    async with bench.receiving(queue=100, flush_s=0.5) as receiver:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
            for number in range(sent):
                sender.sendto(b"<13>Mar  1 12:00:00 r1 flood: %d" % number, ("127.0.0.1", receiver.ports["syslog_udp"]))
        await eventually(lambda: bench.count("messages_received_total", protocol="syslog") >= 100)
        await asyncio.sleep(0.6)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
            sender.sendto(b"<13>Mar  1 12:00:00 r1 after: the flood", ("127.0.0.1", receiver.ports["syslog_udp"]))
        await eventually(lambda: bench.kept(search="the flood"))
        receiver.count_queues()
    lost = sum(bench.count("messages_dropped_total", protocol="syslog", reason=why) for why in ("queue_full", "kernel"))
    stored = bench.count("messages_stored_total", protocol="syslog")
    assert lost > 0
    assert stored + lost == sent + 1


async def test_strangers_are_kept_and_marked(bench: Bench) -> None:
    async with bench.receiving() as receiver:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
            sender.bind(("127.0.0.9", 0))
            sender.sendto(b"<13>Mar  1 12:00:00 r1 spoof: I am r1", ("127.0.0.1", receiver.ports["syslog_udp"]))
        await eventually(bench.kept)
    kept = bench.kept()[0]
    assert (kept["device_id"], kept["source"], kept["host"]) == (0, "127.0.0.9", "r1")
    assert bench.kept(strangers=False) == []


async def test_garbage_is_counted_and_hurts_nothing(bench: Bench) -> None:
    async with bench.receiving() as receiver:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
            for octets in (b"", b"\x30", b"\x30\x84\xff\xff\xff\xff", b"\x30\x03\x02\x01\x63", b"x" * 1400):
                sender.sendto(octets, ("127.0.0.1", receiver.ports["traps"]))
        await eventually(lambda: bench.count("messages_dropped_total", protocol="trap", reason="malformed") == 5)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
            sender.sendto(
                good := b"<13>Mar  1 12:00:00 r1 after: the garbage", ("127.0.0.1", receiver.ports["syslog_udp"])
            )
        await eventually(bench.kept)
    assert [kept["text"] for kept in bench.kept()] == [good.decode()]
