"""The kept map of real FRR routers, beside the lab's own list of wires; and what a cut wire does to it."""

import os

import pytest
from live_platform import FAST, LivePlatform, wait_for

from watchkeeper.lab.frr.ring import FrrLab
from watchkeeper.lab.frr.system import obstacles

_OBSTACLES = obstacles()
pytestmark = [
    pytest.mark.integration,
    pytest.mark.root,
    pytest.mark.skipif(bool(_OBSTACLES), reason=f"no FRR lab here: {'; '.join(_OBSTACLES)}"),
    pytest.mark.timeout(600),
]
ROUTERS = int(os.environ.get("WATCHKEEPER_TEST_RING", "4"))
"""20 takes minutes to converge on a small machine; the number is a circumstance, the claim is the same."""
INTERVAL_S = 10
SETTINGS = {**FAST, "WATCHKEEPER_TOPOLOGY__INTERVAL_S": str(INTERVAL_S)}


@pytest.fixture(scope="module")
def ring(tmp_path_factory):
    lab = FrrLab.up(f"ring:{ROUTERS}", tmp_path_factory.mktemp("frr"))
    try:
        lab.wait_converged(300)
        yield lab
    finally:
        lab.down()


@pytest.fixture(scope="module")
def server(ring, tmp_path_factory):
    platform = LivePlatform(tmp_path_factory.mktemp("watch"), SETTINGS)
    platform.init()
    platform.wk("device", "import", ring.inventory, "--community", "public", "--yes")
    try:
        platform.start()
        wait_for(lambda: wires(ring) <= set(drawn(platform)), "every wire is on the map", 120)
        yield platform
        assert platform.logged() == []
    finally:
        platform.close()


def wires(ring):
    return {frozenset({(w.a, w.a_interface), (w.b, w.b_interface)}) for w in ring.ring.wires}


def drawn(platform, layer="physical"):
    return {
        frozenset((end["device"], end["interface"]) for end in (edge["a"], edge["b"])): edge
        for edge in platform.get("/topology")["edges"]
        if edge["layer"] == layer and edge["a"] and edge["state"] != "stale"
    }


def test_the_map_is_the_labs_own_list_of_wires_edge_by_edge(ring, server):
    found = drawn(server)
    assert set(found) == wires(ring)
    assert all(edge["two_sided"] and not edge["conflicts"] for edge in found.values())
    assert all({"lldp", "subnet"} <= set(edge["sources"]) for edge in found.values())


def test_the_shape_is_a_ring_with_a_tail(ring, server):
    shape = server.get("/topology")["shape"]
    assert (len(shape["components"]), shape["min_link_cut"]) == (1, 1)
    assert shape["articulation_points"] == ["ring-r1"]
    assert len(shape["bridges"]) == 1


def test_bgp_sessions_are_drawn_from_both_sides(server):
    sessions = [edge for edge in server.get("/topology")["edges"] if edge["layer"] == "bgp"]
    established = [edge for edge in sessions if edge["session_state"] == "established"]
    assert {frozenset((edge["a"]["device"], edge["b"]["device"])) for edge in established} >= {
        frozenset({"ring-r1", "ring-stub"})
    }


def test_a_cut_wire_is_drawn_within_a_poll_and_mended(ring, server):
    key = frozenset({("ring-r1", "eth1"), ("ring-r2", "eth2")})
    assert drawn(server)[key]["state"] == "up"
    ring.cut("ring-r1", "eth1")
    try:
        wait_for(lambda: state(server, key) == "down", "the cut is drawn", 2 * INTERVAL_S + 15)
    finally:
        ring.restore()
    wait_for(lambda: state(server, key) == "up", "the wire is back", 60)


def state(platform, key):
    ends = {
        frozenset((end["device"], end["interface"]) for end in (edge["a"], edge["b"])): edge["state"]
        for edge in platform.get("/topology")["edges"]
        if edge["layer"] == "physical" and edge["a"]
    }
    return ends.get(key)
