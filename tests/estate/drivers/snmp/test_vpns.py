"""VPNs that a device takes part in, from the values of MPLS-L3VPN-STD-MIB, its draft, CISCO-VRF-MIB and PW-STD-MIB."""

import pytest

from watchkeeper.estate.drivers.platforms.registry import shipped
from watchkeeper.estate.drivers.snmp import ber
from watchkeeper.estate.drivers.snmp.describe import describe
from watchkeeper.estate.drivers.snmp.replay import Recording, ReplayTransport
from watchkeeper.estate.drivers.snmp.report import PseudowireReport, VplsReport, VrfReport
from watchkeeper.estate.drivers.snmp.session import Session
from watchkeeper.kit import oid as oids

L3VPN = "1.3.6.1.2.1.10.166.11.1.2"
DRAFT = "1.3.6.1.3.118.1.2"
CISCO_VRF = "1.3.6.1.4.1.9.9.711.1"
PSEUDOWIRE = "1.3.6.1.2.1.10.246.1.2.1"
CISCO_PSEUDOWIRE = "1.3.6.1.4.1.9.10.106.1.2.1"
BLUE = "4.66.76.85.69"
FRR_BLUE = "66.76.85.69"


async def told(answers, identity="1.3.6.1.4.1.99999.1"):
    values = {
        "1.3.6.1.2.1.1.1.0": (ber.OCTETS, b"a router"),
        "1.3.6.1.2.1.1.2.0": (ber.OBJECT_ID, ber.encode_oid(oids.parse(identity))),
        "1.3.6.1.2.1.1.3.0": (ber.TIMETICKS, b"\x0f"),
    }
    for name, value in answers.items():
        values[name] = (ber.INTEGER, ber.integer(value)[2:]) if isinstance(value, int) else (ber.OCTETS, value)
    recording = Recording.of({oids.parse(name): value for name, value in values.items()})
    return await describe(Session(ReplayTransport(recording)), shipped(), {"routing"})


@pytest.mark.parametrize(
    ("root", "distinguisher", "state"), [(L3VPN, 4, 6), (DRAFT, 3, 5)], ids=["RFC 4382", "the draft before it"]
)
async def test_a_vrf_has_its_targets_its_interfaces_and_its_state(root, distinguisher, state):
    report = await told(
        {
            f"{root}.2.1.{distinguisher}.{BLUE}": b"64500:1",
            f"{root}.2.1.{state}.{BLUE}": 1,
            f"{root}.1.1.2.{BLUE}.17": 2,
            f"{root}.1.1.2.{BLUE}.1048600": 2,
            f"{root}.3.1.4.{BLUE}.1.1": b"64500:10",
            f"{root}.3.1.4.{BLUE}.2.2": b"64500:20",
            f"{root}.3.1.4.{BLUE}.3.3": b"192.0.2.1:30",
        }
    )
    assert report.vrfs == (
        VrfReport(
            "BLUE", "64500:1", ("192.0.2.1:30", "64500:10"), ("192.0.2.1:30", "64500:20"), (17, 1_048_600), up=True
        ),
    )


async def test_bgpd_of_frr_writes_names_without_their_length_and_numbers_octet_by_octet():
    """As bgpd 8.4.4 answers: two targets in one cell, and the interface and the export as the same code writes them."""
    report = await told(
        {
            f"{L3VPN}.2.1.4.{FRR_BLUE}": b"64500:1",
            f"{L3VPN}.2.1.6.{FRR_BLUE}": 2,
            f"{L3VPN}.1.1.2.{FRR_BLUE}.0.0.1.3": 2,
            f"{L3VPN}.3.1.4.{FRR_BLUE}.0.0.0.1.3": b"64500:10 64500:20",
            f"{L3VPN}.3.1.4.{FRR_BLUE}.0.0.0.2.1": b"64500:60",
        }
    )
    assert report.vrfs == (
        VrfReport("BLUE", "64500:1", ("64500:10", "64500:20", "64500:60"), ("64500:10", "64500:20"), (259,), up=False),
    )


@pytest.mark.parametrize(
    ("distinguisher", "target", "expected"),
    [
        ("0000fbf400000001", "0002fbf40000000a", ("64500:1", "64500:10")),
        ("0001c00002010007", "0102c00002010008", ("192.0.2.1:7", "192.0.2.1:8")),
        ("0002fc00006f0007", "0202fc00006f0008", ("4227858543:7", "4227858543:8")),
    ],
    ids=["AS of two octets", "address", "AS of four octets"],
)
async def test_packed_octets_are_written_out(distinguisher, target, expected):
    """The second octet of a distinguisher is its type, that of a target its subtype: one reading does not fit both."""
    report = await told(
        {
            f"{L3VPN}.2.1.4.{BLUE}": bytes.fromhex(distinguisher),
            f"{L3VPN}.3.1.4.{BLUE}.1.1": bytes.fromhex(target),
        }
    )
    vrf = report.vrfs[0]
    assert (vrf.distinguisher, *vrf.imports, vrf.exports) == (*expected, ())


async def test_rows_with_an_index_of_no_known_form_and_cells_that_hold_no_target_join_nothing():
    report = await told(
        {
            f"{L3VPN}.2.1.4.{BLUE}": b"",
            f"{L3VPN}.3.1.4.{BLUE}.1.1": b"none",
            f"{L3VPN}.3.1.4.{BLUE}.1.9": b"64500:10",
            f"{L3VPN}.1.1.2.{BLUE}.0": 2,
            f"{L3VPN}.2.1.4.2.7.8": b"64500:2",
            f"{L3VPN}.1.1.2.1000.2": 2,
        }
    )
    assert report.vrfs == (VrfReport("BLUE", "", (), (), (), up=None),)


async def test_vrfs_without_mpls_come_from_ciscos_table():
    report = await told(
        {
            f"{CISCO_VRF}.1.1.1.2.1": b"Mgmt-intf",
            f"{CISCO_VRF}.1.1.1.2.2": b"RED",
            f"{CISCO_VRF}.2.1.1.2.1.5": 3,
            f"{CISCO_VRF}.2.1.1.2.2.8": 3,
            f"{CISCO_VRF}.2.1.1.2.9.9": 3,
        }
    )
    assert [(vrf.name, vrf.if_indexes) for vrf in report.vrfs] == [("Mgmt-intf", (5,)), ("RED", (8,))]


@pytest.mark.parametrize(
    ("entry", "number", "name", "state"),
    [(PSEUDOWIRE, 12, 32, 38), (CISCO_PSEUDOWIRE, 10, 21, 26)],
    ids=["RFC 5601", "Cisco's edition"],
)
async def test_a_pseudowire_has_its_peer_its_number_and_its_state(entry, number, name, state):
    report = await told(
        {
            f"{entry}.9.1": bytes([192, 0, 2, 7]),
            f"{entry}.{number}.1": 100,
            f"{entry}.{name}.1": b"GigabitEthernet0/1",
            f"{entry}.{state}.1": 2,
            f"{entry}.9.2": bytes(4),
            f"{entry}.{number}.2": 101,
            f"{entry}.9.3": bytes([192, 0, 2, 8]),
            f"{entry}.{number}.3": 0,
        }
    )
    assert report.pseudowires == (PseudowireReport("GigabitEthernet0/1", "192.0.2.7", 100, up=False),)


JUNIPER_VPN = "1.3.6.1.4.1.2636.3.26.1"
JUNOS = "1.3.6.1.4.1.2636.1.1.1.2.21"
GOLD, CIRCUIT = "4.4.71.79.76.68", "5.10.103.101.45.48.47.48.47.48.46.53"


async def test_junos_tells_of_vpls_by_bgp_and_of_circuits():
    """Columns as JUNIPER-VPN-MIB (2010) has them; a circuit's identifier is told as its local site."""
    report = await told(
        {
            f"{JUNIPER_VPN}.2.1.3.{GOLD}": 1,
            f"{JUNIPER_VPN}.5.1.7.{GOLD}.1": bytes.fromhex("0002fbf40000000a"),
            f"{JUNIPER_VPN}.5.1.8.{GOLD}.1": 3,
            f"{JUNIPER_VPN}.5.1.7.{GOLD}.2": b"target:64500:20",
            f"{JUNIPER_VPN}.5.1.8.{GOLD}.2": 1,
            f"{JUNIPER_VPN}.4.1.7.{GOLD}.1": 3,
            f"{JUNIPER_VPN}.4.1.10.{GOLD}.1": bytes([192, 0, 2, 2]),
            f"{JUNIPER_VPN}.4.1.15.{GOLD}.1": 1,
            f"{JUNIPER_VPN}.2.1.3.{CIRCUIT}": 1,
            f"{JUNIPER_VPN}.4.1.7.{CIRCUIT}.7": 100,
            f"{JUNIPER_VPN}.4.1.10.{CIRCUIT}.7": bytes([192, 0, 2, 3]),
            f"{JUNIPER_VPN}.4.1.15.{CIRCUIT}.7": 2,
        },
        JUNOS,
    )
    assert report.vpls == (VplsReport("GOLD", ("64500:10", "64500:20"), ("64500:10",), up=False),)
    assert report.pseudowires == (PseudowireReport("ge-0/0/0.5", "192.0.2.3", 100, up=True),)


async def test_a_vpls_that_reaches_somebody_is_not_said_to_be_down_and_others_are_not_asked():
    rows = {f"{JUNIPER_VPN}.2.1.3.{GOLD}": 1}
    rows |= {f"{JUNIPER_VPN}.4.1.15.{GOLD}.{number}": status for number, status in ((1, 1), (2, 2))}
    assert (await told(rows, JUNOS)).vpls == (VplsReport("GOLD", (), (), up=None),)
    assert (await told(rows)).vpls == ()
