from datetime import UTC, datetime, timedelta

import pytest

from watchkeeper.core.audit import Target, record
from watchkeeper.core.audit.service import AuditService
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.estate.maintenance.service import MaintenanceService
from watchkeeper.observe.events.kinds import EventKind, NewEvent
from watchkeeper.observe.events.service import EventService
from watchkeeper.understand.alerts.correlation.network import Link, Network
from watchkeeper.understand.alerts.endpoints import build_router as alerts_router
from watchkeeper.understand.alerts.service import AlertService
from watchkeeper.understand.investigations.case import Happening
from watchkeeper.understand.investigations.causes import Label, Verdict
from watchkeeper.understand.investigations.dependence import Symptom
from watchkeeper.understand.investigations.earlier import Chronicle
from watchkeeper.understand.investigations.endpoints import build_router
from watchkeeper.understand.investigations.live import causes_of
from watchkeeper.understand.investigations.service import InvestigationService
from watchkeeper.understand.topology.service import TopologyService

AT = 1_772_366_400.0
TREE = Network(
    ["v", "a", "b", "c", "d"],
    [Link("va", "v", "a"), Link("ab", "a", "b"), Link("bc", "b", "c"), Link("bd", "b", "d")],
    "v",
    ports={("a", "e1"): "ab", ("b", "e1"): "ab"},
)


def dark(*names, at=AT, cleared=None):
    return [Symptom(f"node:{name}", name, at, cleared) for name in names]


def test_a_node_that_takes_others_along_is_verified_and_they_are_ruled_out():
    found = causes_of(TREE, ["node:b"], dark("b", "c", "d"))
    assert found.verdict is Verdict.FAULT_FOUND
    (cause,) = found.causes
    assert (cause.entity, cause.label) == ("node:b", Label.VERIFIED)
    assert cause.path[0] == "node:b"
    assert cause.path[-1] in {"node:c", "node:d"}
    for name in ("node:c", "node:d"):
        assert any(str(said).startswith(f"{name} fails as well") for said in found.ruled_out)
    assert "node:a is on the way there and answers" in map(str, found.ruled_out)


def test_a_cause_that_was_noticed_after_its_consequence_is_only_likely():
    (cause,) = causes_of(TREE, ["node:b"], [*dark("c", "d"), *dark("b", at=AT + 95)]).causes
    assert (cause.entity, cause.label) == ("node:b", Label.LIKELY)


def test_a_link_is_the_cause_where_the_interfaces_on_it_tell_so():
    symptoms = [Symptom("if:a:e1", "a", AT, None), *dark("b", "c", "d", at=AT + 1)]
    found = causes_of(TREE, ["link:ab"], symptoms)
    assert [(one.entity, one.label) for one in found.causes] == [("link:ab", Label.VERIFIED)]
    assert any(str(said).startswith("node:b fails as well") for said in found.ruled_out)


def test_what_nothing_measures_is_a_blind_spot_and_proves_nothing():
    network = Network(TREE.nodes, TREE.links, "v", unmonitored=frozenset({"b"}))
    found = causes_of(network, ["node:b"], dark("c", "d"))
    assert "node:b" in found.blind_spots
    assert [one.label for one in found.causes if one.entity == "node:b"] == [Label.POSSIBLE]
    assert causes_of(network, ["node:b"], []).verdict is Verdict.INCONCLUSIVE


def test_separate_faults_are_separate_causes():
    assert {one.entity for one in causes_of(TREE, ["node:c", "node:d"], dark("c", "d")).causes} == {"node:c", "node:d"}


def test_a_change_shortly_before_is_evidence():
    change = Happening(AT - 60, "node:b", "configured from vty0")
    (cause,) = causes_of(TREE, ["node:b"], dark("b", "c"), [change]).causes
    (unchanged,) = causes_of(TREE, ["node:b"], dark("b", "c")).causes
    assert "changed shortly before: configured from vty0" in map(str, cause.evidence)
    assert cause.score > unchanged.score


def test_a_cycle_in_the_network_ends():
    ring = Network(["v", "a", "b"], [Link("va", "v", "a"), Link("ab", "a", "b"), Link("bv", "b", "v")], "v")
    assert {one.entity for one in causes_of(ring, ["node:a", "node:b"], dark("a", "b")).causes} == {"node:a", "node:b"}


class Graph:
    async def network(self, session):
        del session
        return TREE


@pytest.fixture
def now():
    return datetime.now(UTC)


@pytest.fixture
def routers(now, tmp_path):
    inventory = InventoryService(None)
    alerts = AlertService(Graph())
    audit = AuditService(None, tmp_path)
    chronicle = Chronicle(EventService(), TopologyService(inventory), MaintenanceService(inventory), audit)
    return alerts_router(alerts), build_router(InvestigationService(alerts, chronicle))


async def test_an_incident_is_investigated_with_what_changed_before_it(api_client, routers, database, now):
    client = api_client(*routers)
    alerts = [{"entity": f"node:{name}", "kind": "unreachable", "at": now.isoformat()} for name in "bcd"]
    (number,) = (await client.post("/api/v1/alerts/ingest", json={"alerts": alerts})).json()["incidents"]
    async with database.transaction() as session:
        told = NewEvent(
            kind=EventKind.CONFIGURATION_CHANGED, at=now - timedelta(minutes=5), device_id=0, device_name="b"
        )
        long_ago = NewEvent(kind=EventKind.DEVICE_RESTARTED, at=now - timedelta(hours=3), device_id=0, device_name="b")
        await EventService().record(session, [told, long_ago])
    path = f"/api/v1/incidents/{number}/investigation"
    found = (await client.get(path)).json()
    assert [one["entity"] for one in found["causes"]] == ["node:b"]
    assert any(said["code"] == "changed" for said in found["causes"][0]["evidence"])
    assert [(one["kind"], one["entity"]) for one in found["before"]] == [("configuration", "node:b")]
    facts = {"event": "configuration_changed", "device": "b", "object": "", "from": "", "to": ""}
    assert [one["facts"] for one in found["before"]] == [facts]
    picture = found["picture"]
    assert {one["name"]: one["part"] for one in picture["nodes"]} == {
        "v": "vantage", "a": "way", "b": "root", "c": "consequence", "d": "consequence",
    }  # fmt: skip
    assert {one["key"]: one["part"] for one in picture["links"]} == {
        "va": "way", "ab": "way", "bc": "consequence", "bd": "consequence",
    }  # fmt: skip
    assert (await client.get("/api/v1/incidents/99/investigation")).status_code == 404


async def test_what_was_done_to_the_network_is_for_those_who_may_read_the_audit_log(api_client, routers, database, now):
    async with database.transaction() as session:
        record(session, "device.change", Target("device", 7, "b"))
        record(session, "user.create", Target("user", 8, "eva"))
    later = (now + timedelta(minutes=1)).isoformat()
    client = api_client(*routers)
    alerts = [{"entity": "node:b", "kind": "unreachable", "at": later}]
    (number,) = (await client.post("/api/v1/alerts/ingest", json={"alerts": alerts})).json()["incidents"]
    path = f"/api/v1/incidents/{number}/investigation"
    seen = (await client.get(path)).json()["before"]
    assert [one["text"] for one in seen if one["kind"] == "platform"] == ["device.change b"]
    limited = api_client(*routers, permissions=["alerts:view"])
    assert [one for one in (await limited.get(path)).json()["before"] if one["kind"] == "platform"] == []
