"""Hardware addresses as evidence: which cable they prove, what they only support, what they leave open."""

import json
from dataclasses import replace
from ipaddress import ip_interface

from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.estate.drivers.snmp.report import StationReport
from watchkeeper.kit.configs.model import Address
from watchkeeper.understand.topology.fuse import fuse
from watchkeeper.understand.topology.stored import Known, fuse_views, to_json, with_stations
from watchkeeper.understand.topology.view import Claim, DeviceView, Port, Station
from watchkeeper.understand.topology.words import Words


def mac(name):
    return f"02:00:00:00:00:{ord(name):02x}"


def device(name, *ports, heard=(), **more):
    """A device with its own address ``mac(name)``; ``heard`` are (port, hardware address[, IP address])."""
    stations = tuple(Station(*row) for row in heard)
    return DeviceView(name, ports=tuple(ports), chassis=(mac(name),), stations=stations, **more)


def ports(*names):
    return [Port(name) for name in names]


def found(topology):
    """Links as {(near, far): sources} and segments by their members."""
    links = {
        (f"{x.a.device}:{x.a.interface}", f"{x.b.device}:{x.b.interface}"): (x.sources, x.two_sided)
        for x in topology.links
    }
    return links, [sorted(f"{m.device}:{m.interface}" for m in segment.members) for segment in topology.segments]


def test_a_bridge_leads_to_the_only_device_that_it_hears_on_a_port():
    switch = device("s", *ports("e1", "e2"), heard=[("e1", mac("h"))])
    assert found(fuse([switch, device("h", *ports("eth0"))])) == ({("h:", "s:e1"): (("fdb",), False)}, [])


def test_two_bridges_that_hear_one_another_are_joined_at_both_ends():
    a = device("a", *ports("e1", "e2"), heard=[("e1", mac("b"))])
    b = device("b", *ports("e1", "e2"), heard=[("e2", mac("a"))])
    assert found(fuse([a, b])) == ({("a:e1", "b:e2"): (("fdb",), True)}, [])


def test_in_a_chain_of_bridges_only_neighbours_are_joined_and_hosts_hang_on_the_last():
    a = device("a", *ports("e1"), heard=[("e1", mac("b")), ("e1", mac("c")), ("e1", mac("h"))])
    b = device("b", *ports("e1", "e2"), heard=[("e1", mac("a")), ("e2", mac("c")), ("e2", mac("h"))])
    c = device("c", *ports("e1", "e2"), heard=[("e1", mac("a")), ("e1", mac("b")), ("e2", mac("h"))])
    links, segments = found(fuse([a, b, c, device("h", *ports("eth0"))]))
    assert set(links) == {("a:e1", "b:e1"), ("b:e2", "c:e1"), ("c:e2", "h:")}
    assert segments == []


def test_devices_behind_one_port_with_nothing_known_between_share_a_segment():
    switch = device("s", *ports("e1"), heard=[("e1", mac("h")), ("e1", mac("i"))])
    assert found(fuse([switch, device("h"), device("i")])) == ({}, [["h:", "i:", "s:e1"]])


def test_what_a_neighbour_protocol_says_of_a_port_is_stronger():
    switch = device(
        "s", *ports("e1"), heard=[("e1", mac("h"))], claims=(Claim("lldp", "e1", remote_name="x", remote_port="p"),)
    )
    other = device("x", *ports("p", "q"))
    assert set(found(fuse([switch, other, device("h")]))[0]) == {("s:e1", "x:p")}
    behind = replace(switch, stations=(Station("e1", mac("x")),))
    assert found(fuse([behind, other]))[0] == {("s:e1", "x:p"): (("fdb", "lldp"), False)}


def test_an_address_of_a_virtual_router_or_of_two_devices_is_nobodys():
    for shared in ("00:00:5e:00:01:0a", "00:00:0c:07:ac:0a"):
        switch = device("s", *ports("e1"), heard=[("e1", shared)])
        assert found(fuse([switch, DeviceView("r", ports=(Port("v", "logical", mac=shared),))]))[0] == {}
    twins = [DeviceView(name, ports=(Port("eth0", mac=mac("z")),)) for name in ("t", "u")]
    assert found(fuse([device("s", *ports("e1"), heard=[("e1", mac("z"))]), *twins]))[0] == {}


def test_a_device_that_says_nothing_is_placed_by_its_address():
    router = device("r", *ports("e1"), heard=[("e1", mac("p"), "192.0.2.9")])
    assert found(fuse([router], {"192.0.2.9": "printer"}))[0] == {("printer:", "r:e1"): (("arp",), False)}
    switch = device("s", *ports("g5"), heard=[("g5", mac("p"))])
    assert found(fuse([router, switch], {"192.0.2.9": "printer"}))[0] == {("printer:", "s:g5"): (("fdb",), False)}


def test_an_address_resolved_beside_others_proves_no_cable_but_supports_one():
    address = Address(ip_interface("192.0.2.1/24"))
    rows = [("e1", mac("b"), "192.0.2.2"), ("e1", mac("x"), "192.0.2.7")]
    a = device("a", Port("e1", addresses=(address,)), heard=rows)
    b = device("b", Port("e1", addresses=(Address(ip_interface("192.0.2.2/24")),)))
    assert found(fuse([a, b]))[0] == {("a:e1", "b:e1"): (("arp", "subnet"), True)}
    elsewhere = device("b", Port("e1", addresses=(Address(ip_interface("192.0.2.2/32")),)))
    assert found(fuse([a, elsewhere]))[0] == {}


def test_management_ports_prove_nothing():
    switch = device("s", Port("mgmt0", "management"), heard=[("mgmt0", mac("h"), "192.0.2.9")])
    assert found(fuse([switch, device("h")], {"192.0.2.9": "h"}))[0] == {}


def test_what_is_stored_comes_back_with_the_names_of_ports():
    plain = DeviceView("s", ports=(Port("e1", if_index=7),))
    view = with_stations(plain, [(7, mac("h"), ""), (9, mac("i"), "")])
    assert view.stations == (Station("e1", mac("h")),)
    host = json.dumps(to_json(device("h", *ports("eth0"))))
    rows = json.dumps({"rows": [[7, mac("h"), ""]]})
    words = [Words("s", json.dumps(to_json(plain)), rows), Words("h", host)]
    fused = fuse_views([one.as_view() for one in words], {"192.0.2.9": "printer"})
    assert set(found(fused.topology)[0]) == {("h:", "s:e1")}
    assert fused.known.addresses == {"192.0.2.9"}
    assert mac("h").replace(":", "") in fused.known.macs


def test_only_addresses_of_known_devices_are_kept():
    known = Known(frozenset({"192.0.2.9"}), frozenset({"020000000001"}))
    seen = [StationReport(1, "02:00:00:00:00:09", "192.0.2.9"), StationReport(1, "02:00:00:00:00:08", "192.0.2.8")]
    known = known.with_resolved(seen)
    learned = [StationReport(2, f"02:00:00:00:00:0{last}") for last in (1, 8, 9)]
    assert [row.mac[-1] for row in (*seen, *learned) if known.concerns(row)] == ["9", "1", "9"]


@st.composite
def trees(draw):
    """A tree of bridges; each has heard every other one on the port that leads there."""
    size = draw(st.integers(2, 9))
    parents = {n: draw(st.integers(0, n - 1)) for n in range(1, size)}
    edges = list(parents.items())
    beside = {n: [b if a == n else a for a, b in edges if n in (a, b)] for n in range(size)}

    def reach(at, came_from):
        return [at, *(x for other in beside[at] if other != came_from for x in reach(other, at))]

    name = "abcdefghi"
    views = [
        device(
            name[n],
            *ports(*(f"to-{name[m]}" for m in beside[n])),
            heard=[(f"to-{name[m]}", mac(name[x])) for m in beside[n] for x in reach(m, n)],
        )
        for n in range(size)
    ]
    cables = {(name[min(a, b)], name[max(a, b)]) for a, b in edges}
    return views, {(f"{a}:to-{b}", f"{b}:to-{a}") for a, b in cables}


@given(trees())
def test_a_tree_of_bridges_is_found_cable_by_cable(drawn):
    views, cables = drawn
    links, segments = found(fuse(views))
    assert (set(links), segments) == (cables, [])
    assert all(two_sided for _, two_sided in links.values())
