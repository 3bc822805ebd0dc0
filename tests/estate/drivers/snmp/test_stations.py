"""Hardware addresses that a device has heard, from the values of IP-MIB, BRIDGE-MIB and Q-BRIDGE-MIB."""

from watchkeeper.estate.drivers.platforms.registry import shipped
from watchkeeper.estate.drivers.snmp import ber
from watchkeeper.estate.drivers.snmp.describe import SECTIONS, STATIONS, describe
from watchkeeper.estate.drivers.snmp.replay import Recording, ReplayTransport
from watchkeeper.estate.drivers.snmp.session import Session
from watchkeeper.kit import oid as oids

ARP = "1.3.6.1.2.1.4.22.1"
NEIGHBOURS = "1.3.6.1.2.1.4.35.1"
BRIDGE = "1.3.6.1.2.1.17"
MAC = bytes.fromhex("02aabbccdd01")
IN_INDEX = "2.170.187.204.221.1"


async def heard(answers, sections=STATIONS):
    values = {
        "1.3.6.1.2.1.1.1.0": (ber.OCTETS, b"a switch"),
        "1.3.6.1.2.1.1.2.0": (ber.OBJECT_ID, ber.encode_oid(oids.parse("1.3.6.1.4.1.99999.1"))),
        "1.3.6.1.2.1.1.3.0": (ber.TIMETICKS, b"\x0f"),
    }
    for name, value in answers.items():
        values[name] = (ber.INTEGER, ber.integer(value)[2:]) if isinstance(value, int) else (ber.OCTETS, value)
    recording = Recording.of({oids.parse(name): value for name, value in values.items()})
    report = await describe(Session(ReplayTransport(recording)), shipped(), sections)
    return [(row.if_index, row.mac, row.address) for row in report.stations]


async def test_both_address_caches_are_read_and_what_is_in_both_counts_once():
    assert await heard(
        {
            f"{ARP}.2.7.192.0.2.9": MAC,
            f"{ARP}.4.7.192.0.2.9": 3,
            f"{NEIGHBOURS}.4.7.1.4.192.0.2.9": MAC,
            f"{NEIGHBOURS}.4.8.2.16.32.1.13.184.0.0.0.0.0.0.0.0.0.0.0.1": MAC,
        }
    ) == [(7, "02:aa:bb:cc:dd:01", "192.0.2.9"), (8, "02:aa:bb:cc:dd:01", "2001:db8::1")]


async def test_rows_that_hold_no_more_and_addresses_of_groups_and_of_nobody_are_left_out():
    assert (
        await heard(
            {
                f"{ARP}.2.7.192.0.2.9": MAC,
                f"{ARP}.4.7.192.0.2.9": 2,
                f"{ARP}.2.7.192.0.2.10": bytes(6),
                f"{ARP}.2.7.192.0.2.11": b"\xff" * 6,
                f"{ARP}.2.7.192.0.2.12": b"\x01\x00",
                f"{ARP}.2.7.192.0": MAC,
                f"{NEIGHBOURS}.4.7.1.5.192.0.2.9": MAC,
                f"{NEIGHBOURS}.4.7": MAC,
            }
        )
        == []
    )


async def test_learned_addresses_are_placed_by_the_interface_of_their_bridge_port():
    assert await heard(
        {
            f"{BRIDGE}.1.4.1.2.3": 10103,
            f"{BRIDGE}.7.1.2.2.1.2.20.{IN_INDEX}": 3,
            f"{BRIDGE}.7.1.2.2.1.3.20.{IN_INDEX}": 3,
            f"{BRIDGE}.7.1.2.2.1.2.30.2.0.0.0.0.1": 3,
            f"{BRIDGE}.7.1.2.2.1.3.30.2.0.0.0.0.1": 4,
            f"{BRIDGE}.7.1.2.2.1.2.30.2.0.0.0.0.2": 0,
            f"{BRIDGE}.4.3.1.2.{IN_INDEX}": 3,
            f"{BRIDGE}.4.3.1.2.2.0.0.0.0.9": 4,
        }
    ) == [(10103, "02:aa:bb:cc:dd:01", "")]


async def test_without_a_map_of_bridge_ports_nothing_is_guessed():
    assert await heard({f"{BRIDGE}.4.3.1.2.{IN_INDEX}": 3}) == []


async def test_nobody_reads_them_who_does_not_ask():
    assert await heard({f"{ARP}.2.7.192.0.2.9": MAC}, SECTIONS) == []
