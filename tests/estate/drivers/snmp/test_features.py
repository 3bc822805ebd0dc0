"""Aggregates, spanning tree, VLANs, PoE, rings, BFD sessions and UPS alarms, from the values of their MIBs."""

from watchkeeper.estate.drivers.platforms.registry import shipped
from watchkeeper.estate.drivers.snmp import ber
from watchkeeper.estate.drivers.snmp.describe import describe
from watchkeeper.estate.drivers.snmp.replay import Recording, ReplayTransport
from watchkeeper.estate.drivers.snmp.report import BfdSessionReport
from watchkeeper.estate.drivers.snmp.session import Session
from watchkeeper.kit import oid as oids

IF_DESCR = "1.3.6.1.2.1.2.2.1.2"
LAG = "1.2.840.10006.300.43.1.2.1.1"
BRIDGE = "1.3.6.1.2.1.17"
RING = "1.3.6.1.4.1.6141.2.60.47.1.3.1.1"
BFD = "1.3.6.1.2.1.222.1.2.1"
IN_SYNC, ON_THE_WIRE, DEFAULTED = b"\xbc", b"\x3d", b"\xa2"


async def report(answers):
    values = {
        "1.3.6.1.2.1.1.1.0": (ber.OCTETS, b"a switch"),
        "1.3.6.1.2.1.1.2.0": (ber.OBJECT_ID, ber.encode_oid(oids.parse("1.3.6.1.4.1.99999.1"))),
        "1.3.6.1.2.1.1.3.0": (ber.TIMETICKS, b"\x0f"),
    }
    for name, value in answers.items():
        if isinstance(value, int):
            values[name] = (ber.INTEGER, ber.integer(value)[2:])
        else:
            values[name] = (ber.OCTETS, value.encode() if isinstance(value, str) else value)
    recording = Recording.of({oids.parse(name): value for name, value in values.items()})
    return await describe(Session(ReplayTransport(recording)), shipped())


def ports(**indexes):
    return {f"{IF_DESCR}.{index}": name for name, index in indexes.items()}


async def rows(answers):
    found = await report(answers)
    return {(row.kind, row.name): (row.state, row.severity, dict(row.told)) for row in found.features}


def member(index, aggregate, actor, partner, mac=b"\x00\x11\x22\x33\x44\xff"):
    return {
        f"{LAG}.9.{index}": mac,
        f"{LAG}.13.{index}": aggregate,
        f"{LAG}.21.{index}": actor,
        f"{LAG}.23.{index}": partner,
    }


async def test_an_aggregate_is_as_well_as_its_members():
    found = await rows(
        ports(ae0=100, ae1=101, ae2=102, a1=1, a2=2, b1=3, c1=4)
        | member(1, 100, IN_SYNC, IN_SYNC)
        | member(2, 100, ON_THE_WIRE, ON_THE_WIRE)
        | member(3, 101, IN_SYNC, DEFAULTED, bytes(6))
        | member(4, 102, IN_SYNC, IN_SYNC)
        | member(5, 102, DEFAULTED, IN_SYNC)
    )
    assert found["lag", "ae0"] == (
        "2 of 2 carry traffic",
        "ok",
        {"members": "a1, a2", "partner": "00:11:22:33:44:ff"},
    )
    assert found["lag", "ae1"] == ("0 of 1 carry traffic", "critical", {"members": "b1", "partner": ""})
    assert found["lag", "ae2"][:2] == ("1 of 2 carry traffic", "warning")


async def test_bridge_ports_are_named_by_their_interface_and_not_by_their_number():
    found = await rows(
        ports(gi1=501, gi2=502)
        | {
            f"{BRIDGE}.1.4.1.2.1": 501,
            f"{BRIDGE}.1.4.1.2.2": 502,
            f"{BRIDGE}.2.15.1.3.1": 5,
            f"{BRIDGE}.2.15.1.3.2": 6,
            f"{BRIDGE}.2.15.1.3.3": 1,
            f"{BRIDGE}.2.5.0": bytes.fromhex("8000aabbccddeeff"),
            f"{BRIDGE}.2.7.0": 1,
            f"{BRIDGE}.2.6.0": 20000,
            f"{BRIDGE}.7.1.4.3.1.1.10": "users",
            f"{BRIDGE}.7.1.4.3.1.2.10": b"\xc0\x01",
            "1.3.6.1.4.1.9.9.46.1.3.1.1.4.1.20": "voice",
            "1.3.6.1.4.1.9.9.46.1.3.1.1.2.1.20": 2,
        }
    )
    assert found["stp", "gi1"] == ("forwarding", "ok", {})
    assert found["stp", "gi2"][:2] == ("broken", "critical")
    assert found["stp", "bridge"] == ("root port gi1", "ok", {"root bridge": "aa:bb:cc:dd:ee:ff", "cost": "20000"})
    assert found["vlan", "10"] == ("active", "ok", {"name": "users", "ports": "3"})
    assert found["vlan", "20"] == ("suspended", "warning", {"name": "voice"})
    assert len(found) == 5


async def test_a_ring_tells_its_ports_and_a_mismatch_is_critical():
    def ring(index, name, state, status):
        return {
            f"{RING}.2.{index}": name,
            f"{RING}.3.{index}": 4000 + index,
            f"{RING}.7.{index}": state,
            f"{RING}.8.{index}": status,
            f"{RING}.10.{index}": 3,
            f"{RING}.14.{index}": 3,
            f"{RING}.25.{index}": 2,
        }

    found = await rows(ring(1, "metro", 2, 1) | ring(2, "north", 3, 2) | ring(3, "south", 2, 6))
    assert found["ring", "metro"] == (
        "ok",
        "ok",
        {"status": "clear", "vlan": "4001", "west": "blocked", "east": "forwarding", "switchovers": "3"},
    )
    assert found["ring", "north"][:2] == ("protecting", "warning")
    assert found["ring", "north"][2]["status"] == "local signal failure"
    assert found["ring", "south"][1] == "critical"


async def test_poe_ports_and_their_faults():
    poe = "1.3.6.1.2.1.105.1.1.1"
    found = await rows({f"{poe}.6.1.1": 3, f"{poe}.10.1.1": 5, f"{poe}.6.1.2": 4, f"{poe}.6.1.3": 2})
    assert found == {
        ("poe", "1/1"): ("delivering", "ok", {"class": "4"}),
        ("poe", "1/2"): ("fault", "critical", {}),
        ("poe", "1/3"): ("searching", "ok", {}),
    }


async def test_alarms_of_a_ups_are_identifiers_with_words():
    known = (
        ber.encode_oid(oids.parse(name))
        for name in ("1.3.6.1.2.1.33.1.6.3.2", "1.3.6.1.4.1.534.1.7.16", "1.3.6.1.4.1.5.5")
    )
    places = ("1.3.6.1.2.1.33.1.6.2.1.2.1", "1.3.6.1.4.1.534.1.7.2.1.2.1", "1.3.6.1.2.1.33.1.6.2.1.2.2")
    values = {oids.parse(place): (ber.OBJECT_ID, value) for place, value in zip(places, known, strict=True)}
    values[oids.parse("1.3.6.1.2.1.1.2.0")] = (ber.OBJECT_ID, ber.encode_oid(oids.parse("1.3.6.1.4.1.534.1")))
    found = await describe(Session(ReplayTransport(Recording.of(values))), shipped())
    assert {(row.kind, row.name, row.severity) for row in found.features} == {
        ("alarm", "on battery", "critical"),
        ("alarm", "shutdown imminent", "critical"),
        ("alarm", "1.3.6.1.4.1.5.5", "critical"),
    }


async def test_bfd_sessions_tell_their_peer_state_and_why_they_went_down():
    found = await report(
        {
            f"{BFD}.9.1": 1,
            f"{BFD}.11.1": 4,
            f"{BFD}.18.1": 7,
            f"{BFD}.22.1": bytes([192, 0, 2, 1]),
            f"{BFD}.9.2": 1,
            f"{BFD}.11.2": 2,
            f"{BFD}.13.2": 1,
            f"{BFD}.22.2": bytes.fromhex("20010db8000000000000000000000001"),
            f"{BFD}.9.3": 3,
            f"{BFD}.11.3": 1,
        }
    )
    assert found.bfd_sessions == (
        BfdSessionReport("192.0.2.1", 7, "up", "", admin_down=False),
        BfdSessionReport("2001:db8::1", None, "down", "detection time expired", admin_down=False),
        BfdSessionReport("session 3", None, "adminDown", "", admin_down=True),
    )
