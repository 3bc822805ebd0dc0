"""VPN services across devices, from configurations of our own: who meets whom, and what a failure does to them."""

import json
from dataclasses import replace
from ipaddress import ip_interface
from textwrap import dedent

from watchkeeper.kit.configs.model import Address, Service, Wire
from watchkeeper.understand.topology.configurations.completing import completed
from watchkeeper.understand.topology.configurations.written import Origin, view_in, written
from watchkeeper.understand.topology.document import as_document
from watchkeeper.understand.topology.drawn import drawn
from watchkeeper.understand.topology.edges import edges_of
from watchkeeper.understand.topology.evidence.services import MOST_PAIRS_OF
from watchkeeper.understand.topology.folder import read_folder
from watchkeeper.understand.topology.fuse import fuse
from watchkeeper.understand.topology.graph.failures import Failure
from watchkeeper.understand.topology.links import End
from watchkeeper.understand.topology.reach import Sight
from watchkeeper.understand.topology.services import losses
from watchkeeper.understand.topology.view import DeviceView, Port


def port(name, address, **more):
    return Port(name, addresses=(Address(ip_interface(address)),), **more)


def device(name, last, *services, ports=()):
    return DeviceView(name, ports=(port("lo0", f"192.0.2.{last}/32", kind="loopback"), *ports), services=services)


def vrf(name, imports, exports, vni=None, kind="l3vpn"):
    return Service(kind, name, imports=tuple(imports.split()), exports=tuple(exports.split()), vni=vni)


def line(*peers, kind="pseudowire", name="line"):
    return Service(kind, name, wires=tuple(Wire(f"192.0.2.{last}", number) for last, number in peers))


def met(topology):
    return {(f"{e.a.device}:{e.a.interface}", f"{e.b.device}:{e.b.interface}"): e for e in topology.services}


def test_two_vendors_meet_by_route_target(tmp_path):
    (tmp_path / "pe1.conf").write_text(
        dedent("""
        set system host-name pe1
        set interfaces ge-0/0/1 unit 0 family inet address 10.0.0.0/31
        set routing-instances BLUE instance-type vrf
        set routing-instances BLUE route-distinguisher 192.0.2.1:1
        set routing-instances BLUE vrf-target target:64500:1
        """)
    )
    (tmp_path / "pe2.cfg").write_text(
        dedent("""
        hostname pe2
        vrf definition CUSTOMER-BLUE
         rd 64500:1
         address-family ipv4
          route-target export 64500:1
          route-target import 64500:1
        interface GigabitEthernet0/1
         ip address 10.0.0.1 255.255.255.254
        """)
    )
    topology = fuse(read_folder(tmp_path))
    edge = met(topology)["pe1:BLUE", "pe2:CUSTOMER-BLUE"]
    assert (edge.there, edge.back, edge.two_sided, edge.sources) == (
        ("64500:1",), ("64500:1",), True, ("route-target",),
    )  # fmt: skip
    assert edge.evidence[0] == "pe2 CUSTOMER-BLUE imports what pe1 BLUE exports: 64500:1"
    row = as_document(topology, {})["services"][0]
    assert (row["a"], row["b"]) == (
        {"device": "pe1", "instance": "BLUE"}, {"device": "pe2", "instance": "CUSTOMER-BLUE"},
    )  # fmt: skip


def test_hubs_meet_their_spokes_and_spokes_do_not_meet():
    hub = device("hub", 1, vrf("H", "64500:2", "64500:1"))
    spokes = [device(f"s{i}", i + 1, vrf("S", "64500:1", "64500:2")) for i in (1, 2, 3)]
    found = met(fuse([hub, *spokes]))
    assert set(found) == {("hub:H", f"s{i}:S") for i in (1, 2, 3)}
    assert {(edge.there, edge.back) for edge in found.values()} == {(("64500:1",), ("64500:2",))}


def test_an_import_without_an_export_back_runs_one_way():
    shop = device("shop", 1, vrf("USERS", "64500:9", "64500:5"))
    central = device("central", 2, vrf("DNS", "64500:7", "64500:9"))
    edge = met(fuse([shop, central]))["central:DNS", "shop:USERS"]
    assert (edge.there, edge.back) == (("64500:9",), ())


def test_services_of_other_kinds_and_of_one_device_do_not_meet():
    a = device("a", 1, vrf("X", "64500:1", "64500:1"), vrf("Y", "64500:1", "64500:1"))
    b = device("b", 2, vrf("X", "64500:1", "64500:1", kind="evpn"))
    assert fuse([a, b]).services == ()


def test_different_networks_under_one_target_are_a_conflict():
    leaves = [
        device(f"leaf{i}", i, vrf("V", "64500:10", "64500:10", vni, "evpn")) for i, vni in ((1, 10010), (2, 10020))
    ]
    (edge,) = fuse(leaves).services
    assert edge.conflicts == ("VNIs differ: 10010 at leaf1, 10020 at leaf2",)


def test_automatic_imports_take_the_network_from_any_system():
    a = device("a", 1, vrf("VNI 10", "*:10", "64501:10", 10, "evpn"))
    b = device("b", 2, vrf("VNI 10", "*:10", "64502:10", 10, "evpn"))
    (edge,) = fuse([a, b]).services
    assert (edge.there, edge.back) == (("64501:10",), ("64502:10",))


def test_a_pseudowire_is_whole_when_both_ends_name_each_other():
    (edge,) = fuse([device("a", 1, line((2, 100))), device("b", 2, line((1, 100), name="wire"))]).services
    assert (edge.a, edge.b, edge.two_sided, edge.conflicts) == (End("a", "line"), End("b", "wire"), True, ())


def test_a_pseudowire_that_one_end_configures_stays_one_sided():
    (edge,) = fuse([device("a", 1, line((2, 100))), device("b", 2)]).services
    assert (edge.b, edge.two_sided, edge.back) == (End("b", ""), False, ())
    assert edge.conflicts == ("configured on a only; b does not name it with circuit 100",)


def test_a_pseudowire_towards_nobody_known_is_no_conflict():
    (edge,) = fuse([device("a", 1, line((9, 100)))]).services
    assert (edge.b, edge.two_sided, edge.conflicts) == (End("192.0.2.9", ""), False, ())


def test_numbers_that_differ_at_the_two_ends_are_a_conflict():
    (edge,) = fuse([device("a", 1, line((2, 100))), device("b", 2, line((1, 101)))]).services
    assert edge.conflicts == ("numbers differ: circuit 100 at a, circuit 101 at b",)


def test_parallel_pseudowires_are_paired_by_their_numbers():
    topology = fuse([device("a", 1, line((2, 1), (2, 2))), device("b", 2, line((1, 2), (1, 1)))])
    assert sorted((e.there, e.back) for e in topology.services) == [
        (("circuit 1",), ("circuit 1",)), (("circuit 2",), ("circuit 2",)),
    ]  # fmt: skip
    assert len({edge.key for edge in edges_of(topology)}) == 2


def test_a_vxlan_floods_where_both_ends_say_so():
    def leaf(name, last, vni, *peers):
        flood = tuple(f"192.0.2.{peer}" for peer in peers)
        return device(name, last, Service("vxlan", f"VNI {vni}", vni=vni, flood=flood))

    found = met(fuse([leaf("a", 1, 7, 2), leaf("b", 2, 7, 1), leaf("c", 3, 8, 1)]))
    assert found["a:VNI 7", "b:VNI 7"].two_sided
    assert found["c:VNI 8", "a:"].conflicts == ("configured on c only; a does not name it with VNI 8",)


def test_a_multicast_group_joins_vxlans_of_one_network():
    some = [
        device(n, i, Service("vxlan", "V", vni=v, flood=("239.1.1.1",)))
        for i, (n, v) in enumerate(zip("abc", (7, 7, 8), strict=True), 1)
    ]
    assert set(met(fuse(some))) == {("a:V", "b:V")}


def test_a_vpn_of_many_is_a_mesh_and_not_a_line_for_each_pair():
    many = [device(f"pe{i:02}", i, vrf("BIG", "64500:1", "64500:1")) for i in range(1, MOST_PAIRS_OF + 2)]
    hub = device("hub", 99, vrf("MANAGE", "64500:1", "64500:2"))
    topology = fuse([*many, hub])
    (mesh,) = topology.meshes
    assert [end.device for end in mesh.members] == [view.name for view in many]
    assert {e.b.device for e in topology.services} == {view.name for view in many}  # the hub listens to each of them
    assert all((e.there, e.back) == ((), ("64500:1",)) for e in topology.services)


def ring():
    """Three PEs around a core router; pe3 hangs at it with one link, and has a line to pe1 and a VPN with both."""

    def link(number, last):
        return f"10.0.{number}.{last}/31"

    every = vrf("BLUE", "64500:1", "64500:1")
    return [
        device("pe1", 1, every, line((3, 5)), ports=(port("e1", link(1, 0)), port("e2", link(2, 0)))),
        device("pe2", 2, every, ports=(port("e1", link(2, 1)), port("e2", link(3, 0)))),
        device("pe3", 3, every, line((1, 5)), ports=(port("e1", link(4, 0)),)),
        device("p", 4, ports=(port("e1", link(1, 1)), port("e2", link(3, 1)), port("e3", link(4, 1)))),
    ]


def the_link(topology, *ends):
    return next(link.id for link in topology.links if {str(link.a.device), str(link.b.device)} == set(ends))


def test_a_failure_says_which_services_fall_apart():
    topology = fuse(ring())
    found = losses(topology, Failure(edges=frozenset({the_link(topology, "p", "pe3")})))
    assert [(loss.kind, loss.name, loss.parts) for loss in found] == [
        ("l3vpn", "BLUE", (("pe1", "pe2"), ("pe3",))), ("pseudowire", "line", (("pe1",), ("pe3",))),
    ]  # fmt: skip


def test_a_failure_with_a_way_around_hurts_no_service():
    topology = fuse(ring())
    assert losses(topology, Failure(edges=frozenset({the_link(topology, "p", "pe1")}))) == []


def test_the_loss_of_a_device_is_the_loss_of_its_membership():
    (blue,) = losses(fuse(ring()), Failure(nodes=frozenset({"pe2"})))
    assert (blue.name, blue.members, blue.lost, blue.parts) == ("BLUE", ("pe1", "pe2", "pe3"), ("pe2",), ())


def test_a_hub_that_fails_cuts_spokes_that_only_meet_it():
    views = ring()
    spoke, hub = vrf("S", "64500:8", "64500:9"), vrf("H", "64500:9", "64500:8")
    views = [replace(view, services=((hub if view.name == "pe1" else spoke),)) for view in views[:3]] + views[3:]
    (loss,) = losses(fuse(views), Failure(nodes=frozenset({"pe1"})))
    assert (loss.lost, loss.parts) == (("pe1",), (("pe2",), ("pe3",)))


def test_ends_that_nothing_known_joins_are_not_said_to_be_cut():
    apart = [device("x", 7, vrf("BLUE", "64500:1", "64500:1")), device("y", 8, vrf("BLUE", "64500:1", "64500:1"))]
    topology = fuse([*ring(), *apart])
    blue, _ = losses(topology, Failure(edges=frozenset({the_link(topology, "p", "pe3")})))
    assert blue.members == ("pe1", "pe2", "pe3", "x", "y")
    assert blue.parts == (("pe1", "pe2"), ("pe3",))  # x and y were apart from them, and from one another, before


def test_a_mesh_falls_apart_with_what_carries_it():
    big = vrf("BIG", "64500:1", "64500:1")
    views = [
        device(f"pe{i}", i, big, ports=(port("l", f"10.1.{i}.0/31"), port("r", f"10.1.{i + 1}.1/31")))
        for i in range(1, MOST_PAIRS_OF + 3)
    ]
    topology = fuse(views)
    (loss,) = losses(topology, Failure(edges=frozenset({the_link(topology, "pe3", "pe4")})))
    assert [len(part) for part in loss.parts] == [MOST_PAIRS_OF + 2 - 3, 3]


def test_services_are_an_edge_of_their_layer_and_come_back_from_it():
    topology = fuse(ring())
    edges = edges_of(topology)
    service = {edge.key: edge for edge in edges if edge.layer == "service"}
    blue = service["service:l3vpn:pe1:BLUE--pe2:BLUE"]
    assert (blue.state, blue.document["two_sided"]) == ("unknown", True)
    assert blue.document["service"] == {
        "name": "BLUE", "names": ["BLUE", "BLUE"], "there": ["64500:1"], "back": ["64500:1"],
    }  # fmt: skip
    stored = [replace(edge, document=json.loads(json.dumps(edge.document))) for edge in edges]
    again = drawn(stored, [view.name for view in ring()])
    assert {edge.id for edge in again.services} == {edge.id for edge in topology.services}
    assert {link.id for link in again.links} == {link.id for link in topology.links}


def test_a_service_whose_underlay_is_down_is_down():
    views = ring()
    views[2] = replace(views[2], ports=tuple(replace(p, up=p.name != "e1") for p in views[2].ports))
    states = {edge.key: edge.state for edge in edges_of(fuse(views)) if edge.layer == "service"}
    assert states["service:l3vpn:pe1:BLUE--pe3:BLUE"] == "down"
    assert states["service:l3vpn:pe1:BLUE--pe2:BLUE"] == "unknown"


def test_what_is_kept_of_a_configuration_keeps_its_services():
    view = device("a", 1, vrf("X", "64500:1 64500:2", "64500:1", 7), line((2, 5)))
    document = json.loads(json.dumps(written(view, Origin("upload", "somebody", 1, "0"))))
    again = view_in(document, "a")
    assert again.services == view.services
    assert completed(DeviceView("a", configured=False), again).services == view.services
    del document["facts"]["services"]  # as earlier versions kept it
    assert view_in(document, "a").services == ()


def test_a_limited_sight_sees_the_members_that_are_its_own():
    many = [device(f"pe{i:02}", i, vrf(f"V{i}", "64500:1", "64500:1")) for i in range(1, MOST_PAIRS_OF + 2)]
    (mesh,) = [edge for edge in edges_of(fuse(many)) if "members" in edge.document]
    seen = Sight(frozenset({"pe02", "pe03"}), frozenset({"pe01", *(f"pe{i:02}" for i in range(4, 10))})).edge(mesh)
    assert [end["device"] for end in seen.document["members"]] == ["pe02", "pe03"]
    assert seen.document["service"]["names"] == ["V2", "V3"]


def test_a_text_that_cannot_be_read_leaves_the_others_joined(tmp_path):
    good = "hostname {}\nvrf definition B\n rd 1:1\n address-family ipv4\n  route-target both 64500:1\n"
    (tmp_path / "a.cfg").write_text(good.format("a") + "  route-target import 64500:what\n")
    (tmp_path / "b.cfg").write_text(good.format("b"))
    topology = fuse(read_folder(tmp_path))
    assert set(met(topology)) == {("a:B", "b:B")}
    assert topology.problems == ("a: l3vpn B: '64500:what' is no route target",)
