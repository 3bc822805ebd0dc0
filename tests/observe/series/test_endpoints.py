"""Samples over HTTP."""

from datetime import UTC, datetime, timedelta

import pytest

from watchkeeper.observe.series.endpoints import build_router

MIDNIGHT = datetime(2026, 3, 1, tzinfo=UTC)
BASE = "/api/v1/series"
RANGE = {"start": "2026-03-01T00:00:00Z", "end": "2026-03-01T00:10:00Z"}
ONE = {"family": "interface", "device_id": 1, "object": "ge-0/0/0", "metric": "in_bps", **RANGE}


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


async def all_devices(_session, pool_id, search):
    """Stand for an inventory of 60 devices, a pool of the first two, and names with the number."""
    return [one for one in range(1, 61) if (pool_id is None or one <= 2) and search in f"edge-{one}"]


@pytest.fixture
def client(api_client, service, stored, clock):
    for minute in (0, 1, 5):
        batch = stored(
            [MIDNIGHT + timedelta(minutes=minute)], [1, 2], ["ge-0/0/0", "ge-0/0/1"], lambda m, d, _n: d + m.minute
        )
        service.write("interface", batch, cycle=minute, shard=0)
    clock.forward(minutes=10)
    return api_client(build_router(service, all_devices))


async def test_families_are_listed_with_units_and_labels(client):
    families = {one["name"]: one for one in (await client.get(f"{BASE}/families")).json()["families"]}
    assert families["interface"]["metrics"][0] == {"name": "in_bps", "unit": "bit/s"}
    assert "oper_status" in families["interface"]["labels"]
    assert families["sensor"]["metrics"] == [{"name": "value", "unit": ""}]


async def test_objects_are_listed(client):
    answer = await client.get(f"{BASE}/objects", params={"device_id": 1, "family": "interface"})
    assert answer.json() == {"objects": ["ge-0/0/0", "ge-0/0/1"]}


async def test_a_query_has_points_with_null_for_gaps(client):
    answer = await client.get(f"{BASE}/query", params={**ONE, "step_s": 120, "agg": "max"})
    assert answer.status_code == 200
    start = int(MIDNIGHT.timestamp() * 1000)
    assert answer.json() == {
        "family": "interface",
        "resolution": "raw",
        "step_s": 120,
        "start": "2026-03-01T00:00:00.000Z",
        "end": "2026-03-01T00:10:00.000Z",
        "agg": "max",
        "series": [
            {
                "device_id": 1,
                "object": "ge-0/0/0",
                "metric": "in_bps",
                "unit": "bit/s",
                "points": [
                    [start, 2.0],
                    [start + 120_000, None],
                    [start + 240_000, 6.0],
                    [start + 360_000, None],
                    [start + 480_000, None],
                ],
                "coverage": 0.4,
            }
        ],
    }


async def test_several_devices_objects_and_metrics(client):
    params = {
        "family": "interface",
        "device_id": [1, 2],
        "object": ["ge-0/0/0", "ge-0/0/1"],
        "metric": ["in_bps", "out_bps"],
        "step_s": 300,
        **RANGE,
    }
    series = (await client.get(f"{BASE}/query", params=params)).json()["series"]
    assert len(series) == 8


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"family": "nonsense"}, "unknown_family"),
        ({"metric": "nonsense"}, "invalid_query"),
        ({"start": RANGE["end"]}, "invalid_query"),
        ({"start": "2026-03-01T00:00:00"}, "invalid_input"),
        ({"start": "0001-01-01T00:00:00Z"}, "invalid_query"),
        ({"end": "9999-12-31T23:59:59Z"}, "invalid_query"),
        ({"end": "2400-12-31T23:59:59Z", "step_s": 1}, "invalid_query"),
        ({"step_s": 0}, "invalid_input"),
        ({"step_s": 10**30}, "invalid_input"),
        ({"agg": "median"}, "invalid_input"),
        ({"device_id": 0}, "invalid_input"),
        ({"device_id": 2**63}, "invalid_input"),
    ],
)
async def test_what_cannot_be_answered_is_a_422_that_says_why(client, changes, code):
    answer = await client.get(f"{BASE}/query", params={**ONE, **changes})
    assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_odd_names_are_just_unknown(client):
    answer = await client.get(f"{BASE}/query", params={**ONE, "object": "a\x00'; DROP"})
    assert answer.status_code == 200
    assert answer.json()["series"][0]["coverage"] == 0.0
    assert (await client.get(f"{BASE}/query", params={**ONE, "device_id": 2**63 - 1})).status_code == 200


async def test_latest_has_values_and_labels(client):
    answer = await client.get(f"{BASE}/latest", params={"family": "interface", "device_id": 2})
    assert [one["object"] for one in answer.json()["items"]] == ["ge-0/0/0", "ge-0/0/1"]
    first = answer.json()["items"][0]
    assert first["at"] == "2026-03-01T00:05:00.000Z"
    assert first["values"]["in_bps"] == 7.0
    assert first["labels"] == {"admin_status": 1, "oper_status": 1, "quality": 0}
    assert [one["stale"] for one in answer.json()["items"]] == [True, True]


@pytest.mark.parametrize("path", ["families", "objects", "query", "latest"])
async def test_every_route_needs_the_permission(api_client, service, path):
    client = api_client(build_router(service, all_devices), permissions=["devices:view"])
    params = {**ONE, "device_id": 1}
    assert (await client.get(f"{BASE}/{path}", params=params)).status_code == 403
    nobody = api_client(build_router(service, all_devices), permissions=None)
    assert (await nobody.get(f"{BASE}/{path}", params=params)).status_code == 401


async def test_a_total_sums_the_averages_of_everything_and_says_over_how_many(client):
    answer = await client.get(
        f"{BASE}/total", params={"family": "interface", "metric": "in_bps", "step_s": 120, **RANGE}
    )
    assert answer.status_code == 200
    start = int(MIDNIGHT.timestamp() * 1000)
    [total] = answer.json()["series"]
    # device 1 averages 1.5 and device 2 averages 2.5 over minutes 0 and 1, on two interfaces each
    assert total["points"][0] == [start, 2 * 1.5 + 2 * 2.5]
    assert total["points"][1] == [start + 120_000, None]
    assert total["objects"] == [4, 0, 4, 0, 0]
    assert (total["metric"], total["unit"]) == ("in_bps", "bit/s")


async def test_a_total_of_nothing_is_gaps_and_an_unknown_metric_is_refused(client):
    empty = await client.get(f"{BASE}/total", params={"family": "optics", "step_s": 300, **RANGE})
    assert {tuple(point[1] for point in one["points"]) for one in empty.json()["series"]} == {(None, None)}
    refused = await client.get(f"{BASE}/total", params={"family": "interface", "metric": "nonsense", **RANGE})
    assert refused.status_code == 422


class TestTheTopOfVeryMany:
    """A network has more points than one query may return, and its busiest interfaces are few."""

    DEVICES = 60

    @pytest.fixture
    def settings(self, settings):
        return settings.model_copy(update={"max_points": 1_500})

    @pytest.fixture
    def network(self, api_client, service, stored, clock):
        ids, ports = [*range(1, self.DEVICES + 1)], ["ge-0/0/0", "ge-0/0/1"]
        for minute in range(20):
            at = MIDNIGHT + timedelta(minutes=minute)
            batch = stored([at], ids, ports, lambda m, d, n: d * 100 + m.minute % 3 + (n == ports[1]))
            service.write("interface", batch, cycle=minute, shard=0)
        clock.forward(minutes=20)
        return api_client(build_router(service, all_devices))

    def asked(self, **more):
        ends = {"start": "2026-03-01T00:00:00Z", "end": "2026-03-01T00:20:00Z", "step_s": 60}
        return {
            "family": "interface",
            "device_id": [*range(1, self.DEVICES + 1)],
            "metric": "in_bps",
            **ends,
            **more,
        }

    async def test_is_found_and_read_in_the_steps_that_are_asked_for(self, network):
        answer = await network.get(f"{BASE}/query", params=self.asked(top=3))
        assert answer.status_code == 200
        found = [(one["device_id"], one["object"]) for one in answer.json()["series"]]
        assert found == [(60, "ge-0/0/1"), (60, "ge-0/0/0"), (59, "ge-0/0/1")]
        assert answer.json()["step_s"] == 60
        assert [len(one["points"]) for one in answer.json()["series"]] == [20] * 3

    async def test_is_nothing_when_nothing_is_known(self, network):
        answer = await network.get(f"{BASE}/query", params=self.asked(top=3, object="nonsense"))
        assert answer.json()["series"] == []

    async def test_of_all_devices_is_found_without_naming_them(self, network):
        answer = await network.get(f"{BASE}/query", params=self.asked(device_id=[], top=3))
        found = [(one["device_id"], one["object"]) for one in answer.json()["series"]]
        assert found == [(60, "ge-0/0/1"), (60, "ge-0/0/0"), (59, "ge-0/0/1")]
        unlimited = await network.get(f"{BASE}/query", params=self.asked(device_id=[]))
        assert len(unlimited.json()["series"]) == 10

    async def test_of_a_pool_or_a_search_is_of_those_alone(self, network):
        of_pool = await network.get(f"{BASE}/query", params=self.asked(device_id=[], pool_id=1, top=3))
        assert {one["device_id"] for one in of_pool.json()["series"]} == {1, 2}
        of_search = await network.get(f"{BASE}/query", params=self.asked(device_id=[], q="edge-5", top=50))
        assert {one["device_id"] for one in of_search.json()["series"]} == {5, *range(50, 60)}
        nobody = await network.get(f"{BASE}/query", params=self.asked(device_id=[], q="core"))
        assert (nobody.status_code, nobody.json()["series"]) == (200, [])

    async def test_by_device_are_those_that_carry_most_together(self, network):
        answer = await network.get(f"{BASE}/query", params=self.asked(device_id=[], split="device", top=2))
        series = answer.json()["series"]
        assert [(one["device_id"], one["object"]) for one in series] == [(60, ""), (59, "")]
        assert series[0]["points"][0][1] == 2 * 6000 + 1

    async def test_together_is_the_sum_of_all(self, network):
        answer = await network.get(f"{BASE}/query", params=self.asked(device_id=[], split="none"))
        [one] = answer.json()["series"]
        assert (one["device_id"], one["object"], one["coverage"]) == (0, "", 1.0)
        assert one["points"][0][1] == sum(2 * 100 * device + 1 for device in range(1, 61))

    async def test_is_all_that_is_answered(self, network):
        answer = await network.get(f"{BASE}/query", params=self.asked())
        assert answer.status_code == 422
