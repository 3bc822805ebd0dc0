"""An installation in which nothing moves: the same devices, samples and events, and a clock that stands at noon.

Yesterday's noon, so that the server takes the samples. Nobody is polled. The browser's clock is set to the same moment,
and so is the server's clock as the browser hears of it, so that ages and axes read the same every day.
"""

import json
import math
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Protocol

import httpx
import pyarrow as pa
from playwright.sync_api import Page
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

import watchkeeper.estate.vault.models  # noqa: F401 - devices refer to credentials
from watchkeeper.estate.inventory.models import Device, Interface, Site
from watchkeeper.kit.families import FAMILIES
from watchkeeper.observe.events.models import Event
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.observe.series.settings import SeriesSettings

WK = str(Path(sys.executable).parent / "wk")
PASSWORD = "a lighthouse keeper's 4th watch"
SITES = (("Amsterdam", 52.37, 4.9), ("Berlin", 52.52, 13.4), ("Lisbon", 38.72, -9.14))
PORTS = ("Ethernet1", "Ethernet2", "Ethernet3", "Ethernet4")
DEVICES = 12
INTERVAL_S = 60
A_DAY_S = 86_400  # with it, an answer of yesterday counts as fresh
LIVELY = {0, 3}  # devices that are asked as often as there are samples, and whose last answer is old
SINCE = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
QUIET = {
    "WATCHKEEPER_LOGGING__LEVEL": "error",
    "WATCHKEEPER_POLLING__ENABLED": "false",
    "WATCHKEEPER_INVENTORY__UNKNOWN_AFTER_S": "864000",
    "WATCHKEEPER_POLLING__REACHABILITY__ENABLED": "false",
}


SERVER_CLOCK = """(() => {
  const get = Headers.prototype.get;
  Headers.prototype.get = function (name) {
    return String(name).toLowerCase() === "date" ? "WHEN" : get.call(this, name);
  };
})()"""


def noon() -> datetime:
    """Return the moment at which everything stands: the last noon, as what is older than a day is not the latest."""
    return (datetime.now(UTC) - timedelta(hours=12, minutes=1)).replace(hour=12, minute=0, second=0, microsecond=0)


@dataclass(frozen=True)
class StillLife:
    """The running server, and the moment it stands at."""

    address: str
    password: str
    at: datetime


@contextmanager
def still_life(folder: Path, *, flap: bool = False) -> Iterator[StillLife]:
    """Make and run the installation in ``folder``; end it afterwards. With ``flap`` a port has been down."""
    data, at = folder / "data", noon()
    environment = {**os.environ, **QUIET, "WATCHKEEPER_DATA_DIR": str(data)}
    made = subprocess.run([WK, "init", "--json"], env=environment, capture_output=True, text=True, check=True)
    _inventory(data, at)
    if flap:
        _flap(data, at)
    _samples(data, at)
    command = [WK, "serve", "--host", "127.0.0.1", "--port", "0", "--json"]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    try:
        address = json.loads(server.stdout.readline())["address"]
        yield StillLife(address, json.loads(made.stdout)["first_login"]["password"], at)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(60)
        server.stdout.close()


def stop_clocks(page: Page, at: datetime) -> None:
    """Let ``page`` live at ``at``, by its own clock and by the server's."""

    page.clock.set_fixed_time(at)
    page.add_init_script(SERVER_CLOCK.replace("WHEN", format_datetime(at, usegmt=True)))


class Installation(Protocol):
    """A server that nobody has logged in to yet."""

    @property
    def address(self) -> str:
        """Where it is, as an http address."""

    @property
    def password(self) -> str:
        """The administrator's, for the first login alone."""


def settle(running: Installation) -> None:
    """Log in for the first time and choose ``PASSWORD``."""
    with httpx.Client(base_url=running.address, trust_env=False, timeout=60) as client:
        first = client.post("/api/v1/session", json={"username": "admin", "password": running.password})
        headers = {"x-csrf-token": first.raise_for_status().json()["csrf_token"]}
        change = {"current": running.password, "new": PASSWORD}
        client.post("/api/v1/session/password", json=change, headers=headers).raise_for_status()


def _inventory(data: Path, at: datetime) -> None:
    """Write sites, devices, ports and events."""
    engine = create_engine(f"sqlite:///{data / 'watchkeeper.db'}")
    times = {"created_at": SINCE, "updated_at": at - timedelta(hours=6)}
    with Session(engine) as session, session.begin():
        sites = [Site(name=name, latitude=north, longitude=east, **times) for name, north, east in SITES]
        session.add_all(sites)
        session.flush()
        devices = [_device(number, sites[number % len(sites)].id, at) for number in range(DEVICES)]
        session.add_all(devices)
        session.flush()
        session.add_all(_port(device.id, number, at) for device in devices for number in range(len(PORTS)))
        session.add_all(_event(device, at) for device in devices if device.state != "up")
    engine.dispose()


def _device(number: int, site: int, at: datetime) -> Device:
    state = {3: "down", 7: "down", 9: "unknown"}.get(number, "up")
    answered = timedelta(minutes=10) if number in LIVELY else timedelta(seconds=20)
    return Device(
        name=f"{SITES[number % len(SITES)][0][:3].lower()}-switch-{number + 1:02}",
        address=f"192.0.2.{number + 1}",
        site_id=site,
        interval_s=INTERVAL_S if number in LIVELY else A_DAY_S,
        platform="arista_eos",
        vendor="Arista",
        model="DCS-7050SX3-48YC8",
        os_version="4.31.2F",
        serial=f"JPE{19_000_000 + number}",
        sysname=f"switch-{number + 1:02}",
        identity_state="verified",
        state=state,
        state_reason="" if state == "up" else "No answer to ping and SNMP.",
        state_since=at - timedelta(hours=2 + number),
        last_ok_at=at - answered if state == "up" else at - timedelta(hours=2 + number),
        last_polled_at=at - timedelta(seconds=20),
        uptime_s=3_600.0 * 24 * (40 + number),
        interface_count=len(PORTS),
        created_at=SINCE,
        updated_at=at - timedelta(hours=6),
    )


def _port(device: int, number: int, at: datetime) -> Interface:
    return Interface(
        device_id=device,
        name=PORTS[number],
        name_key=PORTS[number],
        if_index=number + 1,
        descr=PORTS[number],
        alias=f"to spine {number + 1}",
        type="ethernetCsmacd",
        mtu=9_214,
        speed_bps=10**10,
        admin_status="up",
        oper_status="down" if number == 3 else "up",
        updated_at=at - timedelta(hours=6),
    )


def _flap(data: Path, at: datetime) -> None:
    """Write that the first device's Ethernet2 was down from 40 to 30 minutes ago."""
    engine = create_engine(f"sqlite:///{data / 'watchkeeper.db'}")
    port = {"device_id": 1, "device_name": "ams-switch-01", "object": "Ethernet2", "severity": "warning"}
    with Session(engine) as session, session.begin():
        for minutes, state in ((40, "down"), (30, "up")):
            said = {"kind": f"interface_{state}", "to_state": state, "message": f"Ethernet2 is {state}."}
            session.add(Event(at=at - timedelta(minutes=minutes), **port, **said))
    engine.dispose()


def _event(device: Device, at: datetime) -> Event:
    return Event(
        at=at - timedelta(minutes=7 * device.id),
        device_id=device.id,
        device_name=device.name,
        kind="device_down",
        severity="critical",
        from_state="up",
        to_state=device.state,
        message=f"{device.name} no longer answers.",
    )


def _samples(data: Path, at: datetime) -> None:
    """Write two hours of traffic, load and round trips: smooth curves, each of its own height."""
    store = SeriesService(SeriesSettings(), data / "series")
    store.start()
    try:
        for hour in (1, 0):
            start = at - timedelta(hours=hour + 1)
            moments = [start + timedelta(seconds=INTERVAL_S * number) for number in range(3_600 // INTERVAL_S)]
            for family, rows in (("interface", _traffic(moments)), ("availability", _answers(moments))):
                schema = FAMILIES[family].stored
                store.write(family, pa.RecordBatch.from_pylist(rows, schema=schema), cycle=10 - hour, shard=0)
    finally:
        store.close()


def _traffic(moments: list[datetime]) -> list[dict[str, object]]:
    return [
        {
            "ts": at,
            "device_id": device,
            "object": port,
            "in_bps": (wave := _wave(at, device * 4 + number)) * 4e9,
            "out_bps": wave * 1.5e9,
            "in_ucast_pps": wave * 4e5,
            "out_ucast_pps": wave * 2e5,
            "in_errors_ps": 0.0,
            "out_errors_ps": 0.0,
            "in_discards_ps": 0.0,
            "out_discards_ps": 0.0,
            "speed_bps": 10**10,
            "admin_status": 1,
            "oper_status": 1,
            "interval_s": float(INTERVAL_S),
            "quality": 0,
        }
        for at in moments
        for device in range(1, DEVICES + 1)
        for number, port in enumerate(PORTS[:3])
    ]


def _answers(moments: list[datetime]) -> list[dict[str, object]]:
    return [
        {
            "ts": at,
            "device_id": device,
            "object": "icmp",
            "up": 1,
            "rtt_min_ms": 1.0 + device / 10,
            "rtt_avg_ms": 1.2 + device / 10 + _wave(at, device),
            "rtt_max_ms": 3.0 + device / 10,
            "loss_ratio": 0.0,
            "outcome": "ok",
        }
        for at in moments
        for device in range(1, DEVICES + 1)
    ]


def _wave(at: datetime, phase: int) -> float:
    """Return a value between 0.1 and 0.9 that depends on nothing but the minute of the day and ``phase``."""
    minute = at.hour * 60 + at.minute
    return 0.5 + 0.25 * math.sin(minute / 9 + phase) + 0.15 * math.sin(minute / 3.5 + 2 * phase)
