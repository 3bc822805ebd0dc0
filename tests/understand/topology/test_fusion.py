from ipaddress import ip_interface

from watchkeeper.kit.configs.model import Address, BgpNeighbour, Circuit
from watchkeeper.understand.topology.fuse import fuse
from watchkeeper.understand.topology.questions import path, shape_of
from watchkeeper.understand.topology.view import Adjacency, BgpState, Claim, DeviceView, Port


def port(name, *addresses, **more):
    return Port(name, addresses=tuple(Address(ip_interface(a)) for a in addresses), **more)


def links_of(topology):
    return {(link.a, link.b): link for link in topology.links}


def pairs(topology):
    return {tuple(sorted((f"{x.a.device}:{x.a.interface}", f"{x.b.device}:{x.b.interface}"))) for x in topology.links}


def test_parallel_links_stay_apart_and_are_no_bridge():
    a = DeviceView("a", ports=(port("e1", "10.0.0.0/31"), port("e2", "10.0.1.0/31")))
    b = DeviceView("b", ports=(port("e1", "10.0.0.1/31"), port("e2", "10.0.1.1/31")))
    topology = fuse([a, b])
    assert pairs(topology) == {("a:e1", "b:e1"), ("a:e2", "b:e2")}
    assert shape_of(topology).bridges == ()


def test_five_routers_in_a_subnet_are_a_segment_not_ten_links():
    """YungTimAllen/bgp-ls-vis#13: a LAN of several routers, and the node that stands for it, were drawn wrongly."""
    views = [DeviceView(f"r{i}", ports=(port("e0", f"10.0.0.{i}/24"),)) for i in range(1, 6)]
    topology = fuse(views)
    assert topology.links == ()
    assert [(s.id, len(s.members)) for s in topology.segments] == [("10.0.0.0/24", 5)]
    shape = shape_of(topology)
    assert (len(shape.components), shape.diameter_hops, shape.articulation_points) == (1, 1, ())


def test_private_addresses_are_used_again_in_every_routing_instance():
    """2GT-Media-Group-LLC/mikrotik-manager#90: segments of the same private addresses were joined to one another."""

    def side(name, last):
        vrfs = ("default", "red", "blue")
        return DeviceView(name, ports=tuple(port(f"e{i}", f"10.0.0.{last}/31", vrf=v) for i, v in enumerate(vrfs)))

    assert pairs(fuse([side("a", 0), side("b", 1)])) == {(f"a:e{i}", f"b:e{i}") for i in range(3)}


def test_anycast_and_virtual_addresses_join_nobody():
    """Uninett/nav#681: addresses of virtual routers made neighbours of whoever shares them."""
    gateway = Address(ip_interface("10.0.0.1/24"), "virtual")
    a = DeviceView(
        "a", ports=(Port("Vlan10", "logical", addresses=(gateway,)), port("lo9", "192.0.2.9/32", kind="loopback"))
    )
    b = DeviceView(
        "b", ports=(Port("Vlan10", "logical", addresses=(gateway,)), port("lo9", "192.0.2.9/32", kind="loopback"))
    )
    assert fuse([a, b]).links == ()


def test_one_address_on_two_devices_is_no_link():
    """netdisco/netdisco#1110: a switch was shown beside a firewall that had an unused interface of the same address."""
    topology = fuse(
        [DeviceView("a", ports=(port("e0", "10.0.0.1/24"),)), DeviceView("b", ports=(port("e0", "10.0.0.1/24"),))]
    )
    assert topology.links == ()


def test_addresses_used_twice_are_decided_by_the_sessions_tcp_ports():
    """Vadims06/topolograph-docker#6: one /30 on two links of a chain, and nothing told which ends belong together."""

    def speaker(name, own, peer, ports, asn):
        state = BgpState(peer, state="Established", tcp=ports, local_address=own)
        neighbour = BgpNeighbour(peer, remote_as=3 - asn, local_as=asn, kind="ebgp")
        return DeviceView(name, ports=(port("e1", f"{own}/30"),), neighbours=(neighbour,), sessions=(state,))

    views = [
        speaker("a", "10.0.0.1", "10.0.0.2", (179, 40001), 1), speaker("b", "10.0.0.2", "10.0.0.1", (40001, 179), 2),
        speaker("c", "10.0.0.1", "10.0.0.2", (179, 40002), 1), speaker("d", "10.0.0.2", "10.0.0.1", (40002, 179), 2),
    ]  # fmt: skip
    topology = fuse(views)
    assert pairs(topology) == {("a:e1", "b:e1"), ("c:e1", "d:e1")}
    assert all(not link.conflicts for link in topology.links)


def test_what_nothing_decides_is_a_conflict_and_joins_nothing():
    views = [DeviceView(n, ports=(port("e1", f"10.0.0.{1 + i % 2}/30"),)) for i, n in enumerate("abcd")]
    topology = fuse(views)
    assert len(topology.links) == 4
    assert all(link.conflicts for link in topology.links)
    assert len(shape_of(topology).components) == 4


def test_unnumbered_links_follow_from_adjacencies_of_both_ends():
    """batfish/batfish#7227: borrowed addresses share no subnet, and edges over unnumbered interfaces were missing."""
    loopback = Address(ip_interface("192.0.2.1/32"))
    a = DeviceView(
        "a", ports=(Port("e1", addresses=(loopback,), unnumbered="lo"),), router_ids=("192.0.2.1",),
        adjacencies=(Adjacency("ospf", "192.0.2.2", "e1", "192.0.2.2", "full"),),
    )  # fmt: skip
    b = DeviceView(
        "b", ports=(Port("e7", unnumbered="lo"),), router_ids=("192.0.2.2",),
        adjacencies=(Adjacency("ospf", "192.0.2.1", "e7", "192.0.2.1", "full"),),
    )  # fmt: skip
    topology = fuse([a, b])
    assert pairs(topology) == {("a:e1", "b:e7")}
    assert topology.links[0].sources == ("ospf",)


def test_an_empty_system_name_is_nobody_and_inherits_nothing():
    """librenms/librenms#19163: a neighbour without a name took that of the row before."""
    a = DeviceView(
        "a", ports=(port("e1"), port("e2")),
        claims=(Claim("lldp", "e1", "b", "x1"), Claim("lldp", "e2", "", "x2", remote_chassis="00:11:22:33:44:55")),
    )  # fmt: skip
    topology = fuse([a, DeviceView("b", ports=(port("x1"), port("x2")))])
    assert pairs(topology) == {("a:e1", "b:x1"), ("00:11:22:33:44:55:x2", "a:e2")}
    assert {n.name for n in topology.nodes if n.external} == {"00:11:22:33:44:55"}


def test_a_neighbour_that_names_only_macs_is_found_by_them():
    """netbox-community/netbox#5818: a port identifier that is an address was not matched to the port."""
    a = DeviceView(
        "a",
        ports=(port("e1"),),
        claims=(Claim("lldp", "e1", "", "00:00:00:00:00:0b", remote_chassis="0000.0000.00aa"),),
    )
    b = DeviceView("b", chassis=("00:00:00:00:00:aa",), ports=(port("swp9", mac="00:00:00:00:00:0b"),))
    assert pairs(fuse([a, b])) == {("a:e1", "b:swp9")}


def test_two_devices_of_one_name_are_told_apart_by_who_points_back():
    """Uninett/nav#888: two devices shared the first part of their names."""
    a = DeviceView("a", ports=(port("e1"),), claims=(Claim("lldp", "e1", "switch", "p1"),))
    one = DeviceView("s1", names=("switch",), ports=(port("p1"),), claims=(Claim("lldp", "p1", "a", "e1"),))
    two = DeviceView("s2", names=("switch",), ports=(port("p1"),))
    assert pairs(fuse([a, one, two])) == {("a:e1", "s1:p1")}
    assert fuse([a, two, DeviceView("s3", names=("switch",), ports=(port("p1"),))]).links[0].conflicts


def test_one_sided_evidence_is_one_sided():
    """netdisco/netdisco#436: links that only one end told of were left out of maps at random."""
    a = DeviceView("a", ports=(port("e1"),), claims=(Claim("lldp", "e1", "b", "e9"),))
    b = DeviceView("b", ports=(port("e9"),))
    (link,) = fuse([a, b]).links
    assert (link.two_sided, link.confidence) == (False, 0.8)
    b = DeviceView("b", ports=(port("e9"),), claims=(Claim("lldp", "e9", "a", "e1"),))
    (link,) = fuse([a, b]).links
    assert (link.two_sided, link.confidence) == (True, 0.99)


def test_a_port_that_claims_two_cables_is_a_conflict_that_is_shown():
    a = DeviceView("a", ports=(port("e1"),), claims=(Claim("lldp", "e1", "b", "e1"), Claim("cdp", "e1", "c", "e1")))
    topology = fuse([a, DeviceView("b", ports=(port("e1"),)), DeviceView("c", ports=(port("e1"),))])
    assert len(topology.links) == 2
    assert all("also leads to" in link.conflicts[0] for link in topology.links)


def test_a_stale_neighbour_after_a_swap_stays_one_sided_and_contests_only_itself():
    """librenms/librenms#19881: the former neighbour of a port stood beside the new one as if both were plugged in."""
    former, new = Claim("lldp", "e1", "b", "e9"), Claim("lldp", "e1", "c", "e1")
    topology = fuse(
        [
            DeviceView("a", ports=(port("e1"),), claims=(former, new)),
            DeviceView("b", ports=(port("e9"),), claims=(Claim("lldp", "e9", "d", "e1"),)),
            DeviceView("c", ports=(port("e1"),), claims=(Claim("lldp", "e1", "a", "e1"),)),
            DeviceView("d", ports=(port("e1"),), claims=(Claim("lldp", "e1", "b", "e9"),)),
        ]
    )
    found = {(link.a.device, link.b.device): (link.two_sided, len(link.conflicts)) for link in topology.links}
    assert found["a", "c"] == found["b", "d"] == (True, 0)
    assert found["a", "b"] == (False, 2)  # contested at both of its ends
    assert shape_of(topology).components == (("a", "c"), ("b", "d"))


def test_secondary_addresses_make_no_second_link():
    """sonic-net/sonic-buildimage#5423: a second address took the neighbour of the first from its port."""

    def side(name, last):
        some = (Address(ip_interface(f"10.0.0.{last}/31")), Address(ip_interface(f"10.7.0.{last + 1}/30"), "secondary"))
        return DeviceView(name, ports=(Port("e1", addresses=some),))

    topology = fuse([side("a", 0), side("b", 1)])
    assert pairs(topology) == {("a:e1", "b:e1")}
    assert topology.links[0].conflicts == ()


def test_a_secondary_address_beside_others_is_of_its_segment():
    """The port's own link is by its primary address; who shares the secondary subnet with it is on a segment."""
    second = Address(ip_interface("10.8.0.1/24"), "secondary")
    a = DeviceView("a", ports=(Port("e1", addresses=(Address(ip_interface("10.0.0.0/31")), second)),))
    others = [DeviceView(n, ports=(port("e5", f"10.8.0.{i}/24"),)) for i, n in enumerate("cd", 2)]
    topology = fuse([a, DeviceView("b", ports=(port("e1", "10.0.0.1/31"),)), *others])
    assert pairs(topology) == {("a:e1", "b:e1")}
    assert [(s.id, len(s.members)) for s in topology.segments] == [("10.8.0.0/24", 3)]


def test_management_networks_are_no_data_plane():
    views = [
        DeviceView(n, ports=(Port("mgmt0", "management", addresses=(Address(ip_interface(f"10.9.0.{i}/24")),)),))
        for i, n in enumerate("ab", 1)
    ]
    plain = DeviceView("c", ports=(port("e0", "10.9.0.7/24"),))
    topology = fuse([*views, plain])
    assert topology.links == ()
    assert [(s.management, len(s.members)) for s in topology.segments] == [(True, 3)]


def test_a_device_seen_only_by_others_is_outside_and_not_in_the_graph():
    """Uninett/nav#1172: neighbours that are not in the inventory were to be found in a report only."""
    a = DeviceView("a", ports=(port("e1"),), claims=(Claim("lldp", "e1", "stranger", "p1"),))
    topology = fuse([a])
    assert [(n.name, n.external) for n in topology.nodes] == [("a", False), ("stranger", True)]
    assert shape_of(topology).components == (("a",),)


def test_metrics_are_each_ends_own():
    a = DeviceView("a", ports=(port("e1", "10.0.0.0/31", circuits=(Circuit("isis", 10, "2"),)),))
    b = DeviceView("b", ports=(port("e1", "10.0.0.1/31", circuits=(Circuit("isis", 70, "2"),)),))
    topology = fuse([a, b])
    assert (topology.links[0].metric_a, topology.links[0].metric_b) == (10, 70)
    assert (path(topology, "a", "b").cost, path(topology, "b", "a").cost) == (10, 70)


def test_sessions_are_checked_from_both_sides():
    def speaker(name, own, peer, local_as, remote_as, families):
        neighbour = BgpNeighbour(peer, remote_as=remote_as, local_as=local_as, kind="ebgp", families=families)
        return DeviceView(name, ports=(port("e1", f"{own}/31"),), neighbours=(neighbour,))

    a = speaker("a", "10.0.0.0", "10.0.0.1", 1, 2, ("ipv4",))
    (session,) = fuse([a, speaker("b", "10.0.0.1", "10.0.0.0", 3, 1, ("ipv4", "evpn"))]).sessions
    assert session.configured_on == ("a", "b")
    assert any("expects AS 2, b is AS 3" in p for p in session.problems)
    assert any("evpn only on b" in p for p in session.problems)
    (alone,) = fuse([a, DeviceView("b", ports=(port("e1", "10.0.0.1/31"),))]).sessions
    assert (alone.configured_on, alone.b) == (("a",), "b")
    assert "does not name it" in alone.problems[0]


def test_sub_interfaces_that_fan_out_are_no_cables():
    a = DeviceView(
        "a", ports=(port("e1"), port("e1.10", "10.0.0.0/31", parent="e1"), port("e1.20", "10.0.1.0/31", parent="e1"))
    )
    b, c = (DeviceView(n, ports=(port("e1", f"10.0.{i}.1/31"),)) for i, n in enumerate("bc"))
    assert {link.kind for link in fuse([a, b, c]).links} == {"logical"}


def test_bundles_with_one_member_at_each_end_give_away_the_cable():
    def side(name, last):
        return DeviceView(name, ports=(port("Po1", f"10.0.0.{last}/31", kind="bundle"), port("e1", bundle="Po1")))

    assert {link.kind for link in fuse([side("a", 0), side("b", 1)]).links} == {"bundle", "physical"}


def test_descriptions_that_name_both_ends_are_evidence():
    a = DeviceView("leaf-1", ports=(port("Ethernet3", description="PEER_LEAF-2_Ethernet4"), port("Ethernet4")))
    b = DeviceView("leaf-2", ports=(port("Ethernet3"), port("Ethernet4", description="to leaf-1 Ethernet3")))
    (link,) = fuse([a, b]).links
    assert (link.a.interface, link.b.interface, link.sources, link.two_sided) == (
        "Ethernet3",
        "Ethernet4",
        ("description",),
        True,
    )


def test_a_description_does_not_overrule_the_addresses():
    a = DeviceView("a1", ports=(port("e1", "10.0.0.0/31", description="to c1 e1"),))
    b = DeviceView("b1", ports=(port("e1", "10.0.0.1/31"),))
    c = DeviceView("c1", ports=(port("e1"),))
    assert pairs(fuse([a, b, c])) == {("a1:e1", "b1:e1")}
