"""``wk site`` and ``wk pool``: what reports need of a group, changed by name."""

import asyncio
import json

import pytest

from watchkeeper.estate.inventory.schemas import PoolCreate, SiteCreate
from watchkeeper.faces.cli.installation import local_principal, opened
from watchkeeper.faces.cli.main import run


async def fill(folder):
    async with opened(folder) as services, services.database.transaction() as session:
        await services.groups.create_site(session, SiteCreate(name="HQ", time_zone="Asia/Tokyo"), local_principal())
        await services.groups.create_pool(session, PoolCreate(name="web"), local_principal())


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("installation") / "data"
    assert run(["init", "--data-dir", str(place)]) == 0
    asyncio.run(fill(place))
    return place


@pytest.fixture
def ask(folder, capsys):
    def asking(*words):
        status = run([*words, "--data-dir", str(folder)])
        return status, *capsys.readouterr()

    return asking


def listed(ask, kind):
    (one,) = json.loads(ask(kind, "list", "--json")[1])
    return one


def test_a_sites_zone_and_target_are_set_kept_and_taken_away(ask):
    assert ask("site", "set", "HQ", "--time-zone", "Europe/Berlin", "--availability-target", "99.95")[0] == 0
    assert ask("site", "set", "HQ", "--time-zone", "Europe/Paris")[0] == 0
    one = listed(ask, "site")
    assert (one["time_zone"], one["availability_target"]) == ("Europe/Paris", 99.95)
    _, table, _ = ask("site", "list")
    assert "99.95" in table
    assert ask("site", "set", "HQ", "--time-zone", "none", "--availability-target", "none")[0] == 0
    one = listed(ask, "site")
    assert (one["time_zone"], one["availability_target"]) == (None, None)


def test_a_pools_target_is_set(ask):
    assert ask("pool", "set", "web", "--availability-target", "99")[0] == 0
    assert listed(ask, "pool")["availability_target"] == 99
    assert "99" in ask("pool", "list")[1]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("site", "set", "LA", "--time-zone", "Europe/Paris"), "There are: HQ."),
        (("site", "set", "HQ", "--time-zone", "Mars/Base"), "Mars/Base"),
        (("pool", "set", "web", "--availability-target", "much"), "no percentage"),
        (("pool", "set", "web", "--availability-target", "101"), "availability_target"),
        (("maintenance", "add", "x", "--pool", "none"), "There is no pool"),
        (("silence", "add", "x", "--site", "none"), "There is no site"),
        (("maintenance", "add", "x", "--site", "HQ", "--from", "soon"), "neither a duration nor a time"),
    ],
)
def test_what_is_not_known_is_told(ask, words, told):
    status, _, said = ask(*words)
    assert status != 0
    assert told in said
