"""The SNMP engine against net-snmp's own agent: v1, v2c and v3 with every cipher it has."""

import asyncio
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from watchkeeper.estate.drivers.platforms.registry import shipped
from watchkeeper.estate.drivers.protocol import CollectRequest, Outcome, SnmpCredential, Target
from watchkeeper.estate.drivers.snmp.connect import Connector
from watchkeeper.estate.drivers.snmp.driver import SnmpDriver
from watchkeeper.estate.drivers.snmp.replay import ReplaySnmpDriver, record
from watchkeeper.estate.drivers.snmp.session import Policy, Session
from watchkeeper.estate.drivers.snmp.visit import visit

SNMPD = shutil.which("snmpd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(SNMPD is None, reason="net-snmp's snmpd is not installed (Debian package snmpd)"),
]

CONFIGURATION = """
rocommunity public
sysName real-agent
createUser plain SHA-256 "auth-secret-1"
createUser full SHA-256 "auth-secret-1" AES "priv-secret-1"
createUser sha1 SHA "auth-secret-1" AES "priv-secret-1"
createUser a192 SHA-256 "auth-secret-1" AES-192 "priv-secret-1"
createUser a256 SHA "auth-secret-1" AES-256 "priv-secret-1"
createUser sha512 SHA-512 "auth-secret-1" AES-256 "priv-secret-1"
createUser old MD5 "auth-secret-1" DES "priv-secret-1"
rouser plain auth
rouser full priv
rouser sha1 priv
rouser a192 priv
rouser a256 priv
rouser sha512 priv
rouser old priv
"""
FULL = SnmpCredential(
    version="3", user="full", auth="sha256", auth_secret="auth-secret-1", priv="aes128", priv_secret="priv-secret-1"
)
IMPATIENT = Policy(timeout_s=0.3, retries=1)


@dataclass
class RealAgent:
    port: int
    folder: Path
    process: subprocess.Popen[bytes]


@pytest.fixture(scope="module")
def agent(tmp_path_factory) -> Iterator[RealAgent]:
    folder = tmp_path_factory.mktemp("snmpd")
    (folder / "snmpd.conf").write_text(CONFIGURATION)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [SNMPD, "-f", "-Lf", str(folder / "log"), "-C", "-c", str(folder / "snmpd.conf"), f"udp:127.0.0.1:{port}"]
    environment = {**os.environ, "SNMP_PERSISTENT_DIR": str(folder / "state"), "MIBS": ""}
    process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL)
    running = RealAgent(port, folder, process)
    try:
        asyncio.run(_ready(running))
        yield running
    finally:
        process.terminate()
        process.wait(10)


async def _ready(running: RealAgent) -> None:
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        report = await ask(running, SnmpCredential(community="public"))
        if report.outcome is Outcome.OK:
            return
        if running.process.poll() is not None:
            break
    raise AssertionError(f"snmpd does not answer: {(running.folder / 'log').read_text()}")


async def ask(running: RealAgent, credential: SnmpCredential, sections=("identity", "interfaces", "counters")):
    return await visit("127.0.0.1", running.port, credential, shipped(), policy=IMPATIENT, sections=sections)


@pytest.mark.parametrize("version", ["1", "2c"])
async def test_community_versions_read_the_same_interfaces(agent, version):
    report = await ask(agent, SnmpCredential(version=version, community="public"))
    assert report.outcome is Outcome.OK
    assert report.identity.sysname == "real-agent"
    assert report.identity.os == "linux"
    loopback = next(interface for interface in report.interfaces if interface.name == "lo")
    assert (loopback.type, loopback.oper_status) == ("softwareLoopback", "up")
    assert loopback.counters["in_octets"] > 0


@pytest.mark.parametrize(
    ("user", "auth", "priv"),
    [
        ("full", "sha256", "aes128"),
        ("sha1", "sha1", "aes128"),
        ("a192", "sha256", "aes192"),
        ("a256", "sha1", "aes256"),
        ("sha512", "sha512", "aes256"),
        ("old", "md5", "des"),
        ("plain", "sha256", None),
    ],
)
async def test_version_three_speaks_every_cipher_that_the_agent_has(agent, user, auth, priv):
    report = await ask(agent, replace(FULL, user=user, auth=auth, priv=priv))
    assert report.outcome is Outcome.OK, report.error
    assert report.identity.sysname == "real-agent"


@pytest.mark.parametrize(
    ("credential", "outcome", "reason"),
    [
        (replace(FULL, user="nobody"), Outcome.AUTH_FAILED, "unknown user"),
        (replace(FULL, auth_secret="another-one"), Outcome.AUTH_FAILED, "wrong authentication password"),
        (replace(FULL, priv_secret="another-one"), Outcome.AUTH_FAILED, "wrong privacy password"),
        (replace(FULL, user="plain"), Outcome.AUTH_FAILED, "security level not supported"),
        (replace(FULL, priv=None), Outcome.DENIED, "authorizationError"),
        (replace(FULL, auth_secret="short"), Outcome.AUTH_FAILED, "fewer than 8 characters"),
        (SnmpCredential(community="wrong"), Outcome.TIMEOUT, "no answer"),
    ],
)
async def test_every_refusal_has_its_own_reason(agent, credential, outcome, reason):
    report = await ask(agent, credential)
    assert report.outcome is outcome
    assert reason in str(report.error)


async def test_a_clock_that_ran_away_is_set_right_once(agent):
    connector = Connector(sockets=1)
    transport = await connector.connect("127.0.0.1", agent.port, FULL)
    session = Session(transport, IMPATIENT)
    await record(session, (1, 3, 6, 1, 2, 1, 1))
    engine = next(iter(connector._engines.values()))
    engine.time_s += 10_000
    boots = engine.boots
    assert len((await record(session, (1, 3, 6, 1, 2, 1, 1))).names) > 5
    assert (engine.boots, engine.time_s < 10_000) == (boots, True)
    connector.close()


async def test_polling_a_real_agent_and_its_recording_give_the_same_columns(agent):
    connector = Connector(sockets=1)
    session = Session(await connector.connect("127.0.0.1", agent.port, SnmpCredential(community="public")), IMPATIENT)
    recording = await record(session, (1, 3, 6, 1, 2, 1))
    live = SnmpDriver(connector=connector)
    replayed = ReplaySnmpDriver({"127.0.0.1": type(recording).parse(recording.dump())})
    target = Target(1, "127.0.0.1", agent.port, SnmpCredential(community="public"))
    request = CollectRequest([target], frozenset({"interfaces", "host", "identity"}), datetime.now(UTC))
    first, second = await live.collect(request), await replayed.collect(request)
    for collection in (first, second):
        assert collection.results[0].outcome is Outcome.OK, collection.results[0]
    rows, twins = (
        c.batches["interface"].select(["object", "if_index", "speed_bps"]).to_pylist() for c in (first, second)
    )
    assert rows == twins
    assert "lo" in [row["object"] for row in rows]
    await live.aclose()
