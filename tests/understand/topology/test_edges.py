from datetime import UTC, datetime, timedelta
from ipaddress import ip_interface

import pytest

from watchkeeper.kit.configs.model import Address, Circuit
from watchkeeper.understand.topology.drawn import drawn
from watchkeeper.understand.topology.edges import (
    Kept,
    PortNews,
    SessionNews,
    edges_of,
    look,
    port_changed,
    reported,
    session_changed,
)
from watchkeeper.understand.topology.fuse import fuse
from watchkeeper.understand.topology.links import Session, Topology
from watchkeeper.understand.topology.questions import path
from watchkeeper.understand.topology.stored import from_json, to_json
from watchkeeper.understand.topology.view import Adjacency, BgpState, Claim, DeviceView, Port

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
WEEK = timedelta(days=7)


def device(name, last, *, up=True, peer="b", hears=True):
    address = Address(ip_interface(f"10.0.0.{last}/31"))
    port = Port("e1", addresses=(address,), up=up, circuits=(Circuit("ospf", 7),), mac="00:00:00:00:00:01", if_index=3)
    claims = (Claim("lldp", "e1", peer, "e1"),) if hears else ()
    session = BgpState("10.0.0.9", state="established", tcp=(179, 4000))
    return DeviceView(
        name, ports=(port,), claims=claims, adjacencies=(Adjacency("ospf", "1.1.1.1", "e1", "", "full"),),
        sessions=(session,),
        configured=False,
    )  # fmt: skip


def kept(edges, seen=NOW):
    return {edge.key: Kept(edge, NOW - timedelta(hours=1), seen) for edge in edges}


def seen():
    return edges_of(fuse([device("a", 0), device("b", 1, peer="a")]))


def test_a_view_survives_being_stored():
    view = device("a", 0)
    back = from_json({**to_json(view)})
    assert back.ports == view.ports
    assert (back.claims, back.adjacencies, back.sessions) == (view.claims, view.adjacencies, view.sessions)


def test_a_second_look_at_the_same_network_changes_nothing():
    assert look(kept(seen()), seen(), {"a", "b"}, NOW, WEEK) == []


def test_a_port_that_goes_down_changes_the_links_state_and_keeps_its_age():
    down = edges_of(fuse([device("a", 0, up=False), device("b", 1, peer="a")]))
    changes = {c.key: c for c in look(kept(seen()), down, {"a", "b"}, NOW, WEEK)}
    change = changes["physical:a:e1--b:e1"]
    assert (change.edge.state, change.first_seen) == ("down", NOW - timedelta(hours=1))


def lone(name):
    return DeviceView(name, ports=(Port("e1", up=None),), configured=False)


def test_a_link_that_nobody_shows_any_more_is_stale_and_gone_after_a_week():
    now = edges_of(fuse([lone("a"), lone("b")]))
    before = {key: k for key, k in kept(seen()).items() if key.startswith("physical")}
    (change,) = look(before, now, {"a", "b"}, NOW, WEEK)
    assert change.edge.state == "stale"
    (gone,) = look(kept([change.edge], NOW - WEEK), now, {"a", "b"}, NOW, WEEK)
    assert gone.edge is None


def test_a_failed_poll_deletes_nothing_and_claims_nothing():
    before = {key: k for key, k in kept(seen()).items() if key.startswith("physical")}
    assert look(before, [], {"somebody else"}, NOW, WEEK) == []


def test_a_swap_of_cables_leaves_the_old_link_stale_beside_the_new_one():
    """Stale LLDP after a swap: the new neighbour is drawn, the old link is not believed any more."""
    before = {key: k for key, k in kept(seen()).items() if key.startswith("physical")}
    swapped = DeviceView("a", ports=(Port("e1", up=True),), claims=(Claim("lldp", "e1", "c", "e1"),), configured=False)
    now = [e for e in edges_of(fuse([swapped, lone("b"), lone("c")])) if e.layer == "physical"]
    states = {c.key: c.edge.state for c in look(before, now, {"a", "b", "c"}, NOW, WEEK)}
    assert states == {"physical:a:e1--b:e1": "stale", "physical:a:e1--c:e1": "up"}


def test_news_of_a_port_changes_its_links_at_once():
    changes = port_changed(kept(seen()).values(), "b", "e1", up=False, others_up=True)
    assert {c.edge.layer: c.edge.state for c in changes} == {"physical": "down", "igp": "down"}
    back = port_changed([Kept(c.edge, NOW, NOW) for c in changes], "b", "e1", up=True, others_up=True)
    assert {c.edge.state for c in back} == {"up"}


def test_the_kept_map_answers_like_the_fused_network():
    topology = drawn(seen(), ["a", "b"])
    assert path(topology, "a", "b").cost == 7
    down = [c.edge for c in port_changed(kept(seen()).values(), "a", "e1", up=False, others_up=True)]
    assert path(drawn(down, ["a", "b"]), "a", "b").cost is None


def bgp(a, b, state="Established"):
    """Two routers with a session between 10.0.0.0 (a) and 10.0.0.1 (b)."""
    session = Session("bgp", "ebgp", a, "10.0.0.0", b, "10.0.0.1", (a, b), state)
    other = Session("bgp", "ebgp", a, "10.0.0.2", "c", "10.0.0.3", (a, "c"), state)
    return edges_of(Topology((), (), sessions=(session, other)))


@pytest.mark.parametrize(("device", "peer"), [("a", "10.0.0.1"), ("b", "10.0.0.0"), ("a", "b")])
def test_news_of_a_session_from_either_end_change_this_session_alone(device, peer):
    (change,) = session_changed(kept(bgp("a", "b")).values(), device, peer, up=False)
    assert (change.edge.state, change.edge.document["b_address"]) == ("down", "10.0.0.1")
    (back,) = session_changed([Kept(change.edge, NOW, NOW)], device, peer, up=True)
    assert back.edge.state == "up"


@pytest.mark.parametrize(("device", "peer"), [("a", "10.0.0.9"), ("a", "10.0.0.0"), ("x", "10.0.0.1")])
def test_news_of_a_session_that_nobody_draws_change_nothing(device, peer):
    assert session_changed(kept(bgp("a", "b")).values(), device, peer, up=False) == []


def test_news_are_taken_in_one_after_the_other_and_the_last_word_of_each_edge_counts() -> None:
    edges = kept(seen()).values()
    down, up = PortNews("e1", up=False, at=NOW), PortNews("e1", up=True, at=NOW)
    assert {change.edge.state for change in reported(edges, [("a", down)]) if change.edge} == {"down"}
    assert reported(edges, [("a", down), ("a", up)]) == []
    assert reported(edges, [("a", PortNews("e9", up=False, at=NOW)), ("c", down)]) == []


def test_a_session_in_the_news_changes_no_session_of_another_protocol() -> None:
    edges = kept(bgp("a", "b")).values()
    peer = "10.0.0.1"
    assert reported(edges, [("a", SessionNews("ospf", peer, up=False, at=NOW))]) == []
    (change,) = reported(edges, [("a", SessionNews("bgp", peer, up=False, at=NOW))])
    assert change.edge is not None
    assert change.edge.state == "down"
