from collections import Counter
from pathlib import Path

import pytest

from watchkeeper.lab.errors import LabError
from watchkeeper.lab.frr import configs
from watchkeeper.lab.frr.plan import plan_ring, tag_of
from watchkeeper.lab.frr.status import expected
from watchkeeper.lab.frr.wiring import check_tunnel


@pytest.mark.parametrize("count", [3, 4, 32])
def test_a_ring_closes_and_no_address_is_used_twice(count: int) -> None:
    ring = plan_ring(f"ring:{count}", "abc")
    assert len(ring.wires) == count + 1
    assert all(len(ring.interfaces(f"ring-r{number}")) == (3 if number == 1 else 2) for number in range(1, count + 1))
    addresses = Counter(address for wire in ring.wires for address in (wire.a_address, wire.b_address))
    addresses.update(router.loopback for router in ring.routers)
    addresses.update(router.management for router in ring.routers)
    assert max(addresses.values()) == 1
    assert all(len(router.uplink) <= 15 for router in ring.routers)


@pytest.mark.parametrize("spec", ["ring", "ring:2", "ring:33", "ring:x", "mesh:4", "mesh:101", "star:3", "ring:-3", ""])
def test_anything_but_a_ring_is_refused(spec: str) -> None:
    with pytest.raises(LabError, match=r"ring|mesh|FRR lab"):
        plan_ring(spec, "abc")


@pytest.mark.parametrize("count", [5, 6, 9, 60])
def test_a_mesh_has_four_wires_a_router_and_no_two_between_the_same(count: int) -> None:
    mesh = plan_ring(f"mesh:{count}", "abc")
    assert len(mesh.wires) == 2 * count + 1
    inside = [router for router in mesh.routers if not router.is_stub]
    assert {len(mesh.interfaces(router.name)) for router in inside[1:]} == {4}
    assert len({frozenset((wire.a, wire.b)) for wire in mesh.wires}) == len(mesh.wires)
    assert expected(mesh, inside[5 % count])["ospf"] == 4
    first, other = mesh.routers[0], mesh.routers[3]
    assert "route-reflector-client" in configs.frr_config(mesh, first)
    assert "route-reflector-client" not in configs.frr_config(mesh, other)
    assert (expected(mesh, first)["bgp"], expected(mesh, other)["bgp"]) == (count, 2)


def test_every_fifth_chord_of_a_mesh_is_a_tunnel_that_can_be_damaged() -> None:
    mesh, ring = plan_ring("mesh:20", "abc"), plan_ring("ring:5", "abc")
    tunnels = [wire for wire in mesh.wires if wire.tunnel]
    assert [wire.a for wire in tunnels] == ["mesh-r5", "mesh-r10", "mesh-r15", "mesh-r20"]
    assert len({wire.tunnel for wire in tunnels}) == len(tunnels)
    assert configs.lldpd_config(mesh, mesh.router("mesh-r5")).count(",eth4") == 1
    assert (mesh.carriers, ring.carriers) == (("wkabc-carrier-a", "wkabc-carrier-b"), None)
    check_tunnel(mesh, tunnels[0])
    with pytest.raises(LabError, match="tunnels"):
        check_tunnel(ring, ring.wires[0])


def test_routers_send_traps_only_where_they_are_told_to() -> None:
    router = plan_ring("ring:3", "abc").routers[0]
    assert "trap2sink" not in configs.snmpd_config(router, "public")
    assert "trap2sink 198.18.0.254:9162 public" in configs.snmpd_config(router, "public", "198.18.0.254:9162")


def test_two_directories_do_not_share_names() -> None:
    one, other = (plan_ring("ring:3", tag_of(Path(name))) for name in ("/run/a", "/run/b"))
    assert {router.namespace for router in one.routers}.isdisjoint(router.namespace for router in other.routers)
    assert one.bridge != other.bridge
    assert one.gateway != other.gateway


def test_the_configuration_names_every_neighbour() -> None:
    ring = plan_ring("ring:4", "abc")
    first, last = ring.routers[0], ring.routers[2]
    text = configs.frr_config(ring, first)
    assert " net 49.0001.0102.5500.0001.00" in text
    assert " description to ring-r2 eth2" in text
    for other in ring.routers[1:4]:
        assert f" neighbor {other.loopback} peer-group RING" in text
    assert "remote-as 65100" in text
    assert "remote-as 65100" not in configs.frr_config(ring, last)
    assert "router ospf" not in configs.frr_config(ring, ring.routers[-1])


def test_what_is_expected_follows_from_the_plan() -> None:
    ring = plan_ring("ring:5", "abc")
    assert expected(ring, ring.routers[0]) == {"ospf": 2, "isis": 2, "bgp": 5, "bfd": 3, "lldp": 3}
    assert expected(ring, ring.routers[3]) == {"ospf": 2, "isis": 2, "bgp": 4, "bfd": 2, "lldp": 2}
    assert expected(ring, ring.routers[-1]) == {"ospf": 0, "isis": 0, "bgp": 1, "bfd": 1, "lldp": 1}


@pytest.mark.parametrize(("router", "interface"), [("ring-r9", "eth1"), ("ring-r1", "eth7"), ("ring-r1", "mgmt0")])
def test_a_wire_that_is_not_there_is_refused(router: str, interface: str) -> None:
    with pytest.raises(LabError, match=r"no router called|no wire in"):
        plan_ring("ring:3", "abc").wire(router, interface)
