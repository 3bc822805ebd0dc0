"""VPNs that devices tell of over SNMP: on the map without any configuration, and beside one."""

import json
from dataclasses import replace

import pytest

from watchkeeper.estate.drivers.protocol import Outcome
from watchkeeper.estate.drivers.snmp.report import (
    AddressReport,
    DeviceReport,
    IdentityReport,
    InterfaceReport,
    PlaceReport,
    PseudowireReport,
    VplsReport,
    VrfReport,
)
from watchkeeper.kit.configs.model import Service, Wire
from watchkeeper.understand.topology.configurations.completing import completed
from watchkeeper.understand.topology.edges import edges_of
from watchkeeper.understand.topology.fuse import fuse
from watchkeeper.understand.topology.polled import view_of_report
from watchkeeper.understand.topology.roles import Positions, roles_of
from watchkeeper.understand.topology.stored import from_json, to_json
from watchkeeper.understand.topology.view import DeviceView, Port

BOTH = ("64500:1",)


def vrf(*if_indexes, name="BLUE", imports=BOTH, exports=BOTH, up=True):
    return VrfReport(name, "64500:9", imports, exports, if_indexes, up)


def polled(name, last, *, vrfs=(), wires=(), vpls=(), ports=()):
    """``ports`` are (ifIndex, name, address)."""
    ports = ((1, "lo0", f"192.0.2.{last}/32"), *ports)
    report = DeviceReport(
        Outcome.OK,
        platform="iosxr",
        identity=IdentityReport(sysname=name),
        interfaces=tuple(
            InterfaceReport(
                index, port, port, "", "softwareLoopback" if index == 1 else "", None, None, None, "up", "up", {}
            )
            for index, port, _ in ports
        ),
        vrfs=tuple(vrfs),
        pseudowires=tuple(wires),
        vpls=tuple(vpls),
        place=PlaceReport(addresses=tuple(AddressReport(address, index) for index, _, address in ports)),
    )
    return from_json(json.loads(json.dumps(to_json(view_of_report(name, "iosxr", report)))))


def services_of(*views):
    return {edge.key: edge for edge in edges_of(fuse(views)) if edge.layer == "service"}


def test_vrfs_meet_by_the_targets_that_devices_tell():
    found = services_of(polled("pe1", 1, vrfs=[vrf(2)]), polled("pe2", 2, vrfs=[vrf(2, name="KUNDE-1")]))
    edge = found["service:l3vpn:pe1:BLUE--pe2:KUNDE-1"]
    assert (edge.document["service"]["there"], edge.document["service"]["back"]) == (["64500:1"], ["64500:1"])
    assert edge.state == "unknown", "a VRF with an interface that is up need not reach anybody"


def test_a_vrf_without_an_interface_that_is_up_takes_its_service_down_and_says_why():
    found = services_of(polled("pe1", 1, vrfs=[vrf(2)]), polled("pe2", 2, vrfs=[vrf(up=False)]))
    edge = found["service:l3vpn:pe1:BLUE--pe2:BLUE"]
    assert edge.state == "down"
    assert "pe2 BLUE: none of its interfaces is up" in edge.document["evidence"]


@pytest.mark.parametrize(
    ("one", "other", "state"), [(True, True, "up"), (True, False, "down"), (True, None, "up"), (None, None, "unknown")]
)
def test_a_pseudowire_is_up_when_nobody_who_tells_says_otherwise(one, other, state):
    found = services_of(
        polled("pe1", 1, wires=[PseudowireReport("Gi0/0/0/1", "192.0.2.2", 100, one)]),
        polled("pe2", 2, wires=[PseudowireReport("", "192.0.2.1", 100, other)]),
    )
    edge = found["service:pseudowire:pe1:Gi0/0/0/1--pe2:192.0.2.1 100:circuit 100"]
    assert (edge.state, edge.document["two_sided"], edge.document["conflicts"]) == (state, True, [])


def test_one_end_that_tells_and_one_that_cannot_is_one_sided_and_no_conflict():
    (edge,) = services_of(
        polled("pe1", 1, wires=[PseudowireReport("Gi1", "192.0.2.2", 100, up=False)]), polled("pe2", 2)
    ).values()
    assert (edge.state, edge.document["two_sided"], edge.document["conflicts"]) == ("down", False, [])


def test_one_subnet_in_two_customers_vrfs_joins_only_ports_of_one_vrf():
    """ipspace/netlab#325: ports of several VRFs were neighbours of all; ipAddrTable does not tell VRFs apart."""
    blue, red = vrf(2), vrf(3, name="RED", imports=(), exports=())
    topology = fuse(
        [
            polled("pe1", 1, vrfs=[blue, red], ports=[(2, "Gi2", "10.0.0.1/30"), (3, "Gi3", "10.0.0.5/30")]),
            polled("ce1", 11, vrfs=[vrf(2)], ports=[(2, "Gi2", "10.0.0.2/30")]),
            polled("ce2", 12, vrfs=[replace(red, if_indexes=(2,))], ports=[(2, "Gi2", "10.0.0.2/30")]),
        ]
    )
    assert {(link.a, link.b) for link in topology.links} == {(("ce1", "Gi2"), ("pe1", "Gi2"))}


def test_ports_of_a_management_vrf_are_no_data_plane():
    view = polled("r", 1, vrfs=[vrf(2, name="Mgmt-intf")], ports=[(2, "GigabitEthernet0", "192.0.2.200/24")])
    assert {port.name: port.kind for port in view.ports} == {"lo0": "loopback", "GigabitEthernet0": "management"}


def test_a_customers_vrf_that_is_told_makes_a_provider_edge_of_who_switches_labels():
    view = replace(polled("pe1", 1, vrfs=[vrf(2)], ports=[(2, "Gi2", "10.0.0.1/30")]), label_switching=True)
    assert roles_of(view, Positions({}, {})) == ("pe",)


def test_what_the_device_tells_replaces_what_its_configuration_said_of_the_same_service():
    shown = polled(
        "pe1",
        1,
        vrfs=[vrf(2, imports=("64500:7",)), vrf(3, name="NEW")],
        wires=[PseudowireReport("Gi1", "192.0.2.2", 100, up=False), PseudowireReport("Gi2", "192.0.2.3", 7, up=True)],
    )
    said = DeviceView(
        "pe1",
        vrfs=("BLUE",),
        ports=(Port("Gi1"),),
        services=(
            Service("l3vpn", "BLUE", "64500:9", imports=BOTH, exports=BOTH),
            Service("pseudowire", "to-pe2", wires=(Wire("192.0.2.2", 100),)),
            Service("vpls", "MANY", wires=(Wire("192.0.2.3", 7), Wire("192.0.2.4", 7))),
            Service("evpn", "BLUE", imports=("64500:8",)),
        ),
    )
    both = completed(shown, said)
    assert {(one.kind, one.name): (one.imports, one.up) for one in both.services} == {
        ("l3vpn", "BLUE"): (("64500:7",), True),
        ("l3vpn", "NEW"): (BOTH, True),
        ("pseudowire", "to-pe2"): ((), False),
        ("vpls", "MANY"): ((), None),
        ("evpn", "BLUE"): (("64500:8",), None),
    }
    assert both.vrfs == ("BLUE", "NEW")


def test_an_agent_that_tells_no_targets_leaves_those_of_the_configuration():
    said = DeviceView("pe1", services=(Service("l3vpn", "BLUE", imports=BOTH, exports=BOTH),))
    (service,) = completed(polled("pe1", 1, vrfs=[vrf(imports=(), exports=(), up=False)]), said).services
    assert (service.imports, service.exports, service.up) == (BOTH, BOTH, False)


def test_an_agent_that_tells_imports_alone_leaves_the_exports_of_the_configuration():
    """bgpd of FRR 8.4.4 leaves exports out of its table when they are not the same as imports."""
    said = DeviceView("pe1", services=(Service("l3vpn", "BLUE", imports=BOTH, exports=("64500:2",)),))
    (service,) = completed(polled("pe1", 1, vrfs=[vrf(imports=("64500:7",), exports=())]), said).services
    assert (service.imports, service.exports) == (("64500:7",), ("64500:2",))


def test_what_was_kept_before_devices_told_of_services_is_still_read():
    document = to_json(polled("pe1", 1, vrfs=[vrf()]))
    del document["services"], document["vrfs"]
    assert from_json(document).services == ()


def test_vpls_of_two_devices_meets_by_targets_and_is_down_when_one_reaches_nobody():
    gold = VplsReport("GOLD", BOTH, BOTH, None)
    one, other = polled("pe1", 1, vpls=[gold]), polled("pe2", 2, vpls=[replace(gold, name="gold")])
    assert services_of(one, other)["service:vpls:pe1:GOLD--pe2:gold"].state == "unknown"
    alone = polled("pe2", 2, vpls=[replace(gold, name="gold", up=False)])
    assert services_of(one, alone)["service:vpls:pe1:GOLD--pe2:gold"].state == "down"


def test_a_configuration_completes_a_vpls_of_its_name():
    shown = polled("pe1", 1, vpls=[VplsReport("GOLD", BOTH, (), None)])
    said = DeviceView("pe1", services=(Service("vpls", "GOLD", rd="64500:7", exports=("64500:2",)),))
    assert completed(shown, said).services == (Service("vpls", "GOLD", "64500:7", BOTH, ("64500:2",)),)
