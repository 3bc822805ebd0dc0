"""Tables of single makers, fed with values as their MIBs describe them: class, label, and value or word of each."""

from dataclasses import dataclass, field

import pytest

from watchkeeper.estate.drivers.platforms.registry import shipped
from watchkeeper.estate.drivers.snmp import ber
from watchkeeper.estate.drivers.snmp.describe import describe
from watchkeeper.estate.drivers.snmp.replay import Recording, ReplayTransport
from watchkeeper.estate.drivers.snmp.session import Session
from watchkeeper.kit import oid as oids

IF_NAME = "1.3.6.1.2.1.31.1.1.1.1"
ENTITY_NAME = "1.3.6.1.2.1.47.1.1.1.1.7"
EXTEND = "1.3.6.1.4.1.8072.1.3.2.4.1.2"
A = "1.3.6.1.4.1.47196.4.1.1.3"
T = "1.3.6.1.4.1.6527.3.1.2"


@dataclass(frozen=True)
class Case:
    """A device by sysObjectID, what it answers, and every reading expected of that: (class, label, value or word)."""

    platform: str
    object_id: str
    answers: dict[str, int | str]
    readings: set[tuple[str, str, float | str]] = field(default_factory=set)
    memory: list[tuple[int | None, float | None]] = field(default_factory=list)
    loads: list[float] = field(default_factory=list)


CASES = [
    Case(
        "eltex",
        "1.3.6.1.4.1.35265.1.92",
        {
            f"{IF_NAME}.105": "te1/0/1",
            "1.3.6.1.4.1.89.90.1.2.1.3.105.4": 20,
            "1.3.6.1.4.1.89.90.1.2.1.3.105.5": 41,
            "1.3.6.1.4.1.89.90.1.2.1.3.105.6": 3_300_000,
            "1.3.6.1.4.1.89.90.1.2.1.3.105.7": 10_500,
            "1.3.6.1.4.1.89.90.1.2.1.3.105.8": -5_600,
            "1.3.6.1.4.1.89.90.1.2.1.3.105.9": -21_300,
            "1.3.6.1.4.1.89.53.15.1.2.1": 1,
            "1.3.6.1.4.1.35265.41.1.2.1.1.3.0": 1000,
            "1.3.6.1.4.1.35265.41.1.2.1.1.7.0": 250,
        },
        {
            ("temperature", "te1/0/1 module", 41.0),
            ("voltage", "te1/0/1 module", 3.3),
            ("current", "te1/0/1 Tx bias", 0.0105),
            ("dbm", "te1/0/1 Tx power", -5.6),
            ("dbm", "te1/0/1 Rx power", -21.3),
            ("state", "Unit 1 main supply", "normal"),
        },
        memory=[(1000, 75.0)],
    ),
    Case(
        "arubaos_cx",
        "1.3.6.1.4.1.47196.4.1.1.1.303",
        {
            f"{IF_NAME}.7": "1/1/7",
            f"{ENTITY_NAME}.107301": "Power sensor",
            "1.3.6.1.2.1.99.1.1.1.1.107301": 6,
            "1.3.6.1.2.1.99.1.1.1.5.107301": 3,
            f"{A}.11.2.1.1.3.1.1": "1/1",
            f"{A}.11.2.1.1.7.1.1": 92,
            f"{A}.11.2.1.1.11.1.1": 3,
            f"{A}.27.1.2.2.1.2.7.1": "6.5",
            f"{A}.27.1.2.2.1.7.7.1": "0.5012",
            f"{A}.27.1.2.2.1.12.7.1": "0.1000",
        },
        {
            ("state", "Power sensor", "not ok"),
            ("power", "Power supply 1/1", 92.0),
            ("state", "Power supply 1/1", "input fault"),
            ("current", "1/1/7 lane 1 Tx bias", 0.0065),
            ("dbm", "1/1/7 lane 1 Tx power", -2.999889),
            ("dbm", "1/1/7 lane 1 Rx power", -10.0),
        },
    ),
    Case(
        "timos",
        "1.3.6.1.4.1.6527.1.3.3",
        {
            f"{IF_NAME}.35684352": "1/1/1",
            f"{IF_NAME}.35717120": "1/1/2",
            f"{T}.2.4.31.1.21.1.35684352": 1_000,
            f"{T}.2.4.31.1.21.1.35717120": 2_000,
            f"{T}.2.4.2.1.38.1.35684352": 2,
            f"{T}.2.4.2.1.38.1.35717120": 3,
            f"{T}.2.4.66.1.17.1.35684352.2": 10_000,
            f"{T}.2.1.24.1.1.2.1.1.3": 4,
            f"{T}.2.1.24.1.1.5.1.1.3": 45,
        },
        {
            ("dbm", "1/1/1 Rx", -10.0),
            ("dbm", "1/1/1 lane 2 Rx", 0.0),
            ("state", "Fan 3", "failed"),
            ("percent", "Fan 3", 45.0),
        },
    ),
    Case(
        "linux",
        "1.3.6.1.4.1.8072.3.2.10",
        {
            f"{EXTEND}.7.117.112.115.45.110.117.116.1": "97",
            f"{EXTEND}.7.117.112.115.45.110.117.116.3": "1200",
            f"{EXTEND}.7.117.112.115.45.110.117.116.10": "1",
            f"{EXTEND}.9.114.97.115.112.98.101.114.114.121.1": "48.3",
            f"{EXTEND}.9.114.97.115.112.98.101.114.114.121.8": "enabled",
        },
        {
            ("charge", "UPS battery charge", 97.0),
            ("runtime", "UPS time remaining", 20.0),
            ("state", "UPS on battery", "yes"),
            ("temperature", "CPU temperature", 48.3),
            ("state", "H264 codec", "enabled"),
        },
    ),
    Case(
        "dnos",
        "1.3.6.1.4.1.6027.1.3.20",
        {
            f"{IF_NAME}.2097156": "TenGigabitEthernet 0/0",
            "1.3.6.1.4.1.6027.3.11.1.3.1.1.8.2097156": "-2.31",
            "1.3.6.1.4.1.6027.3.11.1.3.1.1.12.2097156": "0",
            "1.3.6.1.4.1.6027.3.26.1.3.4.1.13.1": 44,
            "1.3.6.1.4.1.6027.3.26.1.4.4.1.4.2.1.1": 17,
            "1.3.6.1.4.1.6027.3.26.1.4.6.1.4.2.1.1": 2,
        },
        {
            ("dbm", "TenGigabitEthernet 0/0 Tx lane 1", -2.31),
            ("temperature", "Stack unit 1", 44.0),
            ("state", "Power supply 2.1.1", "down"),
        },
        loads=[17.0],
    ),
    Case(
        "awplus",
        "1.3.6.1.4.1.207.1.14.88",
        {
            f"{IF_NAME}.5001": "port1.0.1",
            "1.3.6.1.4.1.207.8.4.4.3.12.1.1.4.1.1.1": "Fan 1",
            "1.3.6.1.4.1.207.8.4.4.3.12.1.1.5.1.1.1": 4300,
            "1.3.6.1.4.1.207.8.4.4.3.12.1.1.7.1.1.1": 1,
            "1.3.6.1.4.1.207.8.4.4.3.28.1.5.1.3.5001.1": 100,
        },
        {
            ("fanspeed", "Fan 1", 4300.0),
            ("state", "Fan 1", "failed"),
            ("dbm", "port1.0.1 Rx power 1", -20.0),
        },
    ),
    Case(
        "ironware",
        "1.3.6.1.4.1.1991.1.3.54",
        {
            f"{IF_NAME}.65": "ethernet1/2/1",
            "1.3.6.1.4.1.1991.1.1.3.3.6.1.3.65": "  -2.3036 dBm: Normal",
            "1.3.6.1.4.1.1991.1.1.2.13.1.1.3.1.1": "old",
            "1.3.6.1.4.1.1991.1.1.2.13.1.1.4.1.1": 99,
            "1.3.6.1.4.1.1991.1.1.2.13.3.1.4.1.1.1": "Sensor A",
            "1.3.6.1.4.1.1991.1.1.2.13.3.1.5.1.1.1": 83,
        },
        {("dbm", "ethernet1/2/1 Rx power", -2.3036), ("temperature", "1/1 Sensor A", 41.5)},
    ),
    Case(
        "rittal",
        "1.3.6.1.4.1.2606.7",
        {
            "1.3.6.1.4.1.2606.7.2.1.0": 1,
            "1.3.6.1.4.1.2606.7.4.2.2.1.3.1.3": "Temperature.Value",
            "1.3.6.1.4.1.2606.7.4.2.2.1.4.1.3": 2,
            "1.3.6.1.4.1.2606.7.4.2.2.1.5.1.3": "\u00b0C",
            "1.3.6.1.4.1.2606.7.4.2.2.1.10.1.3": "23.4 \u00b0C",
        },
        {("state", "Unit", "ok"), ("temperature", "Temperature.Value", 23.4)},
    ),
    Case(
        "ios",
        "1.3.6.1.4.1.9.1.2973",
        {
            f"{ENTITY_NAME}.7024": "Modem on Cellular0/3/0",
            "1.3.6.1.4.1.9.9.661.1.3.1.1.6.7024": 3,
            "1.3.6.1.4.1.9.9.661.1.1.1.12.7024": 31,
            "1.3.6.1.4.1.9.9.862.1.1.0": 1,
            "1.3.6.1.4.1.9.9.601.1.3.1.1.4.10": 2,
        },
        {
            ("state", "Modem on Cellular0/3/0 modem status", "online"),
            ("temperature", "Modem on Cellular0/3/0 temperature", 31.0),
            ("state", "GNSS lock status", "down"),
            ("state", "REP segment 10", "incomplete"),
        },
    ),
    Case(
        "gaia",
        "1.3.6.1.4.1.2620.1.6.123.1.49",
        {
            "1.3.6.1.4.1.2620.1.6.7.8.1.1.2.1.0": "CPU0 Temp",
            "1.3.6.1.4.1.2620.1.6.7.8.1.1.3.1.0": "38.00",
            "1.3.6.1.4.1.2620.1.6.7.8.1.1.6.1.0": 1,
            "1.3.6.1.4.1.2620.1.6.7.9.1.1.2.1.0": "Down",
            "1.3.6.1.4.1.2620.1.1.25.3.0": 1200,
        },
        {
            ("temperature", "CPU0 Temp", 38.0),
            ("state", "CPU0 Temp", "out of range"),
            ("state", "Power supply 1", "down"),
            ("count", "Connections", 1200.0),
        },
    ),
]


def encoded(value: int | str) -> tuple[int, bytes]:
    if isinstance(value, str):
        return ber.OCTETS, value.encode()
    return ber.INTEGER, ber.integer(value)[2:]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.platform)
async def test_a_makers_table_gives_its_readings(case):
    answers = {
        "1.3.6.1.2.1.1.1.0": encoded("a device"),
        "1.3.6.1.2.1.1.2.0": (ber.OBJECT_ID, ber.encode_oid(oids.parse(case.object_id))),
        "1.3.6.1.2.1.1.3.0": (ber.TIMETICKS, b"\x0f"),
    }
    answers |= {name: encoded(value) for name, value in case.answers.items()}
    recording = Recording.of({oids.parse(name): value for name, value in answers.items()})
    found = await describe(Session(ReplayTransport(recording)), shipped())
    readings = {(r.sensor_class, r.descr, r.state_text or r.value) for r in found.sensors}
    assert found.platform == case.platform
    assert readings == case.readings
    assert [(pool.total_bytes, pool.percent) for pool in found.memory] == case.memory
    assert [processor.percent for processor in found.processors] == case.loads
