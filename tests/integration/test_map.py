"""The kept map of an emulated network under the watch of a real server, beside the network's own list of cables."""

import contextlib
import json
import threading
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from live_platform import FAST, LivePlatform, wait_for

from watchkeeper.lab.emulated import EmulatedLab
from watchkeeper.lab.models.catalogue import models_for
from watchkeeper.lab.world.topology import plan_network

pytestmark = [pytest.mark.integration, pytest.mark.timeout(300)]
DEVICES, INTERFACES = 14, 24
TOLD_WITHIN_S = 2.0 * 5
"""An open page is told of what happened within 2 s, on a machine that is five times slower than ours in ten."""
SETTINGS = {**FAST, "WATCHKEEPER_TOPOLOGY__INTERVAL_S": "10"}


def cables():
    """The plan that the lab itself cables by, as pairs of (device, port)."""
    ports = {role: model.make_ports(INTERFACES) for role, model in models_for().items()}
    plan = plan_network(DEVICES, ports)
    names = {
        link: ((link.a.name, link.a.ports[link.a_port].name), (link.b.name, link.b.ports[link.b_port].name))
        for link in plan.links
    }
    speaking = {node.name for node in plan.nodes if node.role not in {"ups", "server"}}
    return {frozenset(ends) for ends in names.values() if {end[0] for end in ends} <= speaking}


@pytest.fixture(scope="module")
def lab():
    with EmulatedLab(DEVICES, interfaces=INTERFACES) as network:
        yield network


@pytest.fixture(scope="module")
def server(lab, tmp_path_factory):
    platform = LivePlatform(tmp_path_factory.mktemp("map"), SETTINGS)
    platform.init()
    platform.wk("device", "import", lab.inventory, "--community", "public", "--yes")
    try:
        platform.start()
        wait_for(lambda: cables() <= drawn(platform), "every cable is on the map", 90)
        yield platform
        assert platform.logged() == []
    finally:
        platform.close()


def edges(platform, layer="physical", **query):
    return [edge for edge in platform.get("/topology", **query)["edges"] if edge["layer"] == layer]


def ends(edge):
    return frozenset((end["device"], end["interface"]) for end in (edge["a"], edge["b"]))


def drawn(platform):
    return {ends(edge) for edge in edges(platform)}


@contextlib.contextmanager
def hearing(platform, *topics):
    """Hear what an open page hears; yield the list of (arrival, event, data) that grows meanwhile."""
    heard, ready = [], threading.Event()
    client = httpx.Client(base_url=platform.url, cookies=dict(platform.client.cookies), timeout=60, trust_env=False)

    def follow():
        with (
            contextlib.suppress(httpx.HTTPError),
            client.stream("GET", "/api/v1/live/events", params={"topics": ",".join(topics)}) as stream,
        ):
            event = ""
            for line in stream.iter_lines():
                event = line.removeprefix("event: ") if line.startswith("event: ") else event
                if line.startswith("data: "):
                    heard.append((datetime.now(UTC), event, json.loads(line.removeprefix("data: "))))
                    ready.set()

    thread = threading.Thread(target=follow, daemon=True)
    thread.start()
    try:
        assert ready.wait(30)
        yield heard
    finally:
        client.close()


def late_s(arrival, since):
    """Return how long after a moment somebody heard of it."""
    return (arrival - datetime.fromisoformat(since)).total_seconds()


def test_what_links_carry_is_told_when_it_was_measured(server):
    def newest():
        return max((datetime.fromisoformat(row["measured_at"]) for row in server.get("/topology/load")), default=None)

    wait_for(newest, "links carry something", 60)
    with hearing(server, "cycles") as heard:
        before = newest()
        wait_for(lambda: newest() > before, "a newer sample", 60)
        moment = newest()

        def told():
            ended = [(at, data.get("data", data)) for at, event, data in heard if event == "cycle.finished"]
            return [(at, row) for at, row in ended if late_s(moment, row["finished_at"]) <= 0]

        arrival, row = wait_for(told, "the end of the cycle is told", 60)[0]
    assert late_s(arrival, row["finished_at"]) < TOLD_WITHIN_S


def test_an_alert_on_a_link_is_told_when_it_is_raised(server, lab):
    (device, interface), _ = max(map(sorted, cables()))
    entity = f"if:{device}:{interface}"
    with hearing(server, "incidents") as heard:
        lab.fault("link-down", device, interface)
        try:
            mark = wait_for(
                lambda: [one for one in server.get("/alert-marks") if one["entity"] == entity], "the port is marked", 60
            )[0]
            assert mark["kinds"]
            (alert, *_) = server.get("/alerts", q=entity, open=True)["items"]
            arrival = wait_for(
                lambda: [at for at, _, data in heard if data and late_s(at, alert["raised_at"]) >= 0], "it is told", 60
            )[0]
        finally:
            lab.clear(device)
    assert late_s(arrival, alert["raised_at"]) < TOLD_WITHIN_S


def test_the_map_is_the_labs_own_list_of_cables(server, lab):
    known = {device.name for device in lab.devices}

    def drawn():
        return {ends(edge): edge for edge in edges(server) if {end[0] for end in ends(edge)} <= known}

    def heard_again():  # a test before this one pulled a cable and plugged it in again
        found = drawn()
        return all(c in found and found[c]["two_sided"] and "lldp" in found[c]["sources"] for c in cables())

    wait_for(heard_again, "every cable is heard of at both ends", 150)
    found = drawn()
    assert not any(edge["conflicts"] for edge in found.values())


def _just_before(moment):
    return (datetime.fromisoformat(moment) - timedelta(microseconds=1)).isoformat()


def test_a_cut_is_on_the_map_and_the_past_is_kept(server, lab):
    cable = min(map(sorted, cables()))
    (device, interface), _ = cable
    before = datetime.now(UTC)
    state = {ends(edge): edge["state"] for edge in edges(server)}[frozenset(map(tuple, cable))]
    assert state == "up"
    lab.fault("link-down", device, interface)
    key = frozenset(map(tuple, cable))
    try:
        wait_for(lambda: {ends(e): e["state"] for e in edges(server)}[key] == "down", "the cut is drawn", 30)
        then = {ends(e): e["state"] for e in edges(server, at=before.isoformat())}
        assert then[key] == "up"
        changed = server.get("/topology/changes", since=before.isoformat())
        mine = [
            row for row in changed if row["after"] and row["after"]["layer"] == "physical" and ends(row["after"]) == key
        ]
        assert [(row["before"]["state"], row["after"]["state"]) for row in mine] == [("up", "down")]
        assert mine[0]["differences"] == ["state"]
        turned = [turn["at"] for turn in server.get("/topology/turns", since=before.isoformat()) if turn["changed"]]
        then_changed = [
            row["after"]["state"]
            for moment in turned
            for row in server.get("/topology/changes", since=_just_before(moment), until=moment)
            if row["key"] == mine[0]["key"]
        ]
        assert then_changed == ["down"]
        assert mine[0]["after"]["first_seen"] == mine[0]["before"]["first_seen"]
    finally:
        lab.clear(device)
    wait_for(lambda: {ends(e): e["state"] for e in edges(server)}[key] == "up", "the link is back", 60)


def test_paths_failures_and_risks_are_answered(server):
    names = sorted({end[0] for cable in cables() for end in cable})
    a, b = names[0], names[-1]
    answer = server.get("/topology/path", source=a, target=b)
    assert answer["cost"] >= 1
    assert answer["paths"][0][0]["device"] == a
    assert answer["paths"][0][-1]["device"] == b
    (device, interface), _ = min(map(sorted, cables()))
    outcome = server.post("/topology/what-if", {"fail": [f"link:{device}:{interface}"]})
    assert set(outcome) >= {"partitioned", "components", "isolated", "cost_changes", "sessions_lost", "traffic"}
    risks = server.get("/topology/risks", limit=5)
    weights = [(row["lost_pairs"], row["added_cost"]) for row in risks["links"]]
    assert weights == sorted(weights, reverse=True)
    worst = server.post("/topology/what-if", {"fail": risks["nodes"][0]["failures"]})
    assert worst["partitioned"] == (risks["nodes"][0]["lost_pairs"] > 0)


def test_wrong_questions_are_refused(server):
    far = (datetime.now(UTC) - timedelta(days=400)).isoformat()
    assert server.get("/topology", at=far)["edges"] == []
    api = f"{server.url}/api/v1/topology"
    assert server.client.get(f"{api}/path", params={"source": "nobody", "target": "nobody"}).status_code == 422
    assert server.client.post(f"{api}/what-if", json={"fail": ["everything"]}).status_code == 422
