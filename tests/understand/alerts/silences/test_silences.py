from datetime import timedelta

import pytest
from pydantic import ValidationError

from watchkeeper.understand.alerts.silences.endpoints import build_router
from watchkeeper.understand.alerts.silences.schemas import Matcher, Subject
from watchkeeper.understand.alerts.silences.service import SilenceService

FAN = Subject("if:edge-1:xe-0/0/1", "optics_hot", "minor", 7)


@pytest.mark.parametrize(
    ("matcher", "fits"),
    [
        ({"objects": ["if:edge-1:*"]}, True),
        ({"objects": ["if:edge-2:*", "if:*:xe-0/0/1"]}, True),
        ({"objects": ["node:edge-1"]}, False),
        ({"conditions": ["optics_*"], "severities": ["minor", "warning"]}, True),
        ({"conditions": ["optics_*"], "severities": ["critical"]}, False),
    ],
)
def test_every_list_that_is_given_has_to_fit(matcher, fits):
    assert Matcher(**matcher).fits(FAN, None) is fits


def test_sites_and_pools_mean_their_devices():
    assert Matcher(sites=[1]).fits(FAN, frozenset({7}))
    assert not Matcher(sites=[1]).fits(FAN, frozenset({8}))


def test_a_silence_for_everything_is_refused():
    with pytest.raises(ValidationError, match="which alerts"):
        Matcher()


async def test_a_silence_begins_is_listed_and_ends(api_client, clock):
    client = api_client(build_router(SilenceService(clock)))
    ends = (clock() + timedelta(hours=2)).isoformat()
    new = {"matcher": {"objects": ["node:a*"]}, "ends_at": ends, "comment": "moving racks"}
    begun = await client.post("/api/v1/silences", json=new)
    assert (begun.status_code, begun.json()["state"]) == (201, "active")
    late = new | {"starts_at": (clock() + timedelta(hours=1)).isoformat()}
    assert (await client.post("/api/v1/silences", json=late)).json()["state"] == "planned"
    past = new | {"ends_at": clock().isoformat()}
    assert (await client.post("/api/v1/silences", json=past)).status_code == 422
    assert (await client.get("/api/v1/silences", params={"q": "racks"})).json()["total"] == 2
    ended = await client.post(f"/api/v1/silences/{begun.json()['id']}/end")
    assert ended.json()["state"] == "over"
    assert (await client.get("/api/v1/silences/77")).status_code == 404
    clock.forward(3 * 3600)
    states = {one["state"] for one in (await client.get("/api/v1/silences")).json()["items"]}
    assert states == {"over"}
