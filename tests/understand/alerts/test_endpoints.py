import pytest

from watchkeeper.understand.alerts.endpoints import build_router


@pytest.fixture
def client(api_client, service, clock):
    return api_client(build_router(service, clock))


async def test_alerts_go_in_and_come_out_as_an_incident(client):
    alerts = [{"entity": f"node:{name}", "kind": "unreachable", "at": "2026-03-01T12:00:00Z"} for name in "cb"]
    taken = await client.post("/api/v1/alerts/ingest", json={"alerts": alerts})
    assert taken.json() == {"raised": 2, "repeated": 0, "reopened": 0, "cleared": 0, "ignored": 0, "incidents": [1]}
    listed = (await client.get("/api/v1/alerts", params={"open": True})).json()
    assert {row["entity"] for row in listed["items"]} == {"node:c", "node:b"}
    acknowledged = await client.post("/api/v1/incidents/1/acknowledge")
    assert acknowledged.json()["acknowledged_by"] == "tester"
    assigned = await client.post("/api/v1/incidents/1/assign", json={"to": "olga"})
    assert assigned.json()["assigned_to"] == "olga"
    detail = (await client.get("/api/v1/incidents/1")).json()
    assert [line["what"] for line in detail["timeline"]] == ["opened", "acknowledged", "assigned"]
    opened, _, assignment = detail["timeline"]
    assert opened["said"] == {"code": "reports", "facts": {"object": "node:c", "condition": "unreachable"}}
    assert opened["text"] == "node:c reports unreachable"
    assert assignment["said"] is None  # words of people
    report = await client.get("/api/v1/incidents/1/report")
    assert report.headers["content-type"].startswith("text/markdown")
    assert "node:b" in report.text
    printed = await client.get("/api/v1/incidents/1/report.pdf")
    assert printed.headers["content-type"] == "application/pdf"
    assert printed.headers["content-disposition"] == 'attachment; filename="incident-1.pdf"'
    assert printed.content.startswith(b"%PDF-")


async def test_alertmanager_messages_are_the_same_life_cycle(client):
    labels = {"alertname": "InstanceDown", "instance": "web1:9100", "severity": "page"}
    alert = {
        "status": "firing", "labels": labels, "annotations": {"summary": "web1 is down"},
        "startsAt": "2026-03-01T11:59:00Z", "endsAt": "0001-01-01T00:00:00Z",
    }  # fmt: skip
    for expected in ("raised", "repeated"):
        taken = (await client.post("/api/v1/alerts/webhooks/alertmanager", json={"alerts": [alert]})).json()
        assert taken[expected] == 1
    (row,) = (await client.get("/api/v1/alerts")).json()["items"]
    assert (row["entity"], row["kind"], row["severity"]) == ("node:web1", "InstanceDown", "critical")
    resolved = alert | {"status": "resolved", "endsAt": "2026-03-01T12:00:00Z"}
    taken = (await client.post("/api/v1/alerts/webhooks/alertmanager", json={"alerts": [resolved]})).json()
    assert taken["cleared"] == 1
    assert (await client.post("/api/v1/alerts/webhooks/alertmanager", json={})).status_code == 422


async def test_prtg_and_mapped_json(client):
    fields = {"device": "ups1", "name": "Battery", "status": "Down ended (now: Up)", "message": "ok"}
    assert (await client.post("/api/v1/alerts/webhooks/prtg", data=fields)).json()["raised"] == 1
    assert (await client.post("/api/v1/alerts/webhooks/prtg", data=fields | {"status": "Up"})).json()["cleared"] == 1
    assert (await client.post("/api/v1/alerts/webhooks/prtg", data={})).status_code == 422
    message = [{"where": {"host": "till-4"}, "status": "failing"}]
    assert (await client.post("/api/v1/alerts/webhooks/generic/shop", json=message)).json()["raised"] == 1
    assert (await client.post("/api/v1/alerts/webhooks/generic/shop", json={"a": 1})).status_code == 422
    assert (await client.post("/api/v1/alerts/webhooks/generic/none", json={})).status_code == 404


async def test_a_map_marks_the_worst_of_each_object(client):
    alerts = [
        {"entity": "node:b", "kind": "unreachable", "severity": "major"},
        {"entity": "node:b", "kind": "fan_failed", "severity": "critical"},
        {"entity": "if:b:e1", "kind": "link_down", "severity": "minor"},
        {"entity": "node:c", "kind": "unreachable"},
    ]
    await client.post("/api/v1/alerts/ingest", json={"alerts": alerts})
    gone = [{"entity": "node:c", "kind": "unreachable", "state": "clear"}]
    await client.post("/api/v1/alerts/ingest", json={"alerts": gone})
    marks = (await client.get("/api/v1/alert-marks")).json()
    assert marks == [
        {"entity": "if:b:e1", "severity": "minor", "count": 1, "kinds": ["link_down"]},
        {"entity": "node:b", "severity": "critical", "count": 2, "kinds": ["fan_failed", "unreachable"]},
    ]
    port = (await client.get("/api/v1/alerts", params={"q": "if:b:e1"})).json()["items"][0]["id"]
    shelf = {"until": "2026-03-01T18:00:00Z", "reason": "being worked on"}
    assert (await client.post(f"/api/v1/alerts/{port}/shelve", json=shelf)).status_code == 200
    assert [mark["entity"] for mark in (await client.get("/api/v1/alert-marks")).json()] == ["node:b"]


async def test_open_alerts_as_alertmanager_takes_them(client):
    await client.post("/api/v1/alerts/ingest", json={"alerts": [{"entity": "node:b", "kind": "unreachable"}]})
    (told,) = (await client.get("/api/v1/alerts/alertmanager")).json()
    assert told["labels"] == {
        "alertname": "unreachable", "entity": "node:b", "severity": "major", "source": "watchkeeper",
    }  # fmt: skip


async def test_alerts_are_shelved_assigned_and_commented(client):
    await client.post("/api/v1/alerts/ingest", json={"alerts": [{"entity": "node:b", "kind": "unreachable"}]})
    shelf = {"until": "2026-03-02T00:00:00Z", "reason": "known"}
    assert (await client.post("/api/v1/alerts/1/shelve", json=shelf)).json()["shelved_until"] is not None
    assert (await client.post("/api/v1/alerts/1/assign", json={"to": "otto"})).json()["assigned_to"] == "otto"
    assert (await client.post("/api/v1/alerts/1/comments", json={"text": "hm"})).status_code == 200
    history = (await client.get("/api/v1/alerts/1")).json()["history"]
    assert [line["what"] for line in history] == ["shelved", "assigned", "commented"]
    assert (await client.get("/api/v1/alerts/99")).status_code == 404
    assert (await client.get("/api/v1/incidents/99")).status_code == 404


async def test_who_may_only_look_cannot_send_alerts(api_client, service, clock):
    client = api_client(build_router(service, clock), permissions=["alerts:view"])
    answer = await client.post("/api/v1/alerts/ingest", json={"alerts": [{"entity": "node:b", "kind": "x"}]})
    assert answer.status_code == 403


@pytest.fixture
def inventoried(make_service, clock, api_client):
    class Devices:
        async def by_name(self, _session, _now):
            return {"edge-1.example.net": 7, "core-1": 8, "core-2.a": 9, "core-2.b": 10}

    mappings = {
        "netbox": {
            "device": "data.device.name", "interface": "data.name", "kind": "=link_down", "state": "data.status.value",
        },
    }  # fmt: skip
    service = make_service(devices=Devices(), mappings=mappings)
    return api_client(build_router(service, clock))


async def test_objects_named_as_netbox_names_them_are_ours(inventoried):
    port = {"device": {"name": "EDGE-1"}, "name": "Gi0/1", "status": {"value": "failed"}}
    taken = await inventoried.post("/api/v1/alerts/webhooks/generic/netbox", json={"event": "updated", "data": port})
    assert taken.json()["raised"] == 1, taken.text
    ours = {"entity": "if:edge-1.example.net:GigabitEthernet0/1", "kind": "link_down"}
    assert (await inventoried.post("/api/v1/alerts/ingest", json={"alerts": [ours]})).json()["repeated"] == 1
    (row,) = (await inventoried.get("/api/v1/alerts")).json()["items"]
    assert (row["entity"], row["device_id"], row["occurrences"]) == (ours["entity"], 7, 2)
    up = port | {"status": {"value": "up"}}
    taken = await inventoried.post("/api/v1/alerts/webhooks/generic/netbox", json={"event": "updated", "data": up})
    assert taken.json()["cleared"] == 1
    nothing = await inventoried.post("/api/v1/alerts/webhooks/generic/netbox", json={"data": {"name": "Gi0/1"}})
    assert nothing.status_code == 422


@pytest.mark.parametrize(("labels", "entity", "device_id"), [
    ({"device": "core-1", "interface": "Te1/1"}, "if:core-1:TenGigabitEthernet1/1", 8),
    ({"instance": "core-1:9100", "device": "eth0"}, "node:core-1", 8),  # a node exporter calls its own ports devices
    ({"device": "CORE-1.example.org"}, "node:core-1", 8),
    ({"device": "core-2"}, "node:core-2", 0),  # which of two?
    ({"device": "somebody-else", "ifName": "ge-0/0/1"}, "if:somebody-else:ge-0/0/1", 0),
])  # fmt: skip
async def test_labels_say_which_device_and_port_is_meant(inventoried, labels, entity, device_id):
    alert = {"status": "firing", "labels": {"alertname": "InterfaceDown", **labels}}
    answer = await inventoried.post("/api/v1/alerts/webhooks/alertmanager", json={"alerts": [alert]})
    assert answer.json()["raised"] == 1, answer.text
    (row,) = (await inventoried.get("/api/v1/alerts")).json()["items"]
    assert (row["entity"], row["device_id"]) == (entity, device_id)
