"""``wk availability`` on an installation: the table, JSON, files, and what is said about wrong questions."""

import asyncio
import csv
import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from watchkeeper.estate.inventory.models import Device
from watchkeeper.estate.inventory.schemas import DeviceCreate, PoolCreate
from watchkeeper.faces.cli.installation import local_principal, opened
from watchkeeper.faces.cli.main import run
from watchkeeper.observe.events.kinds import EventKind, NewEvent

TODAY = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
DAY = TODAY - timedelta(days=2)
"""The day that is asked for: it has two hours of outage at 04:00 and nobody watched from 20:00 on."""


async def fill(folder):
    async with opened(folder) as services, services.database.transaction() as session:
        new = DeviceCreate(name="edge-1", address="192.0.2.1")
        number = (await services.inventory.create_device(session, new, local_principal())).id
        last = DAY + timedelta(hours=20)
        known = {"state": "up", "created_at": DAY - timedelta(days=9), "last_polled_at": last, "last_ok_at": last}
        await session.execute(update(Device).where(Device.id == number).values(**known))
        pool = PoolCreate(name="web", members=[number], availability_target=99.9)
        await services.groups.create_pool(session, pool, local_principal())
        moves = ((4, EventKind.DEVICE_DOWN, "up", "down"), (6, EventKind.DEVICE_UP, "down", "up"))
        events = [NewEvent(DAY + timedelta(hours=h), number, "edge-1", kind, "", a, b) for h, kind, a, b in moves]
        await services.events.record(session, events)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("installation") / "data"
    assert run(["init", "--data-dir", str(place)]) == 0
    asyncio.run(fill(place))
    return place


@pytest.fixture
def ask(folder, capsys):
    def asking(*words):
        status = run(["availability", *words, "--data-dir", str(folder)])
        return status, *capsys.readouterr()

    return asking


def day(zone="+00:00"):
    return ("--from", f"{DAY:%Y-%m-%dT%H:%M}{zone}", "--to", f"{DAY + timedelta(days=1):%Y-%m-%dT%H:%M}{zone}")


def test_a_table_shows_what_is_unknown_beside_what_is_available(ask):
    status, shown, said = ask("service", *day())
    assert (status, said) == (0, "")
    head, row = (
        re.split(r"\s{2,}", line.strip()) for line in shown.splitlines() if line.strip().startswith(("name", "web"))
    )
    assert head == ["name", "available %", "target %", "unknown %", "outages", "down", "MTTR", "MTBF"]
    assert row == ["web", "90.000", "99.900", "16.666", "1", "2:00:00", "2:00:00", "18:00:00"]


def test_json_has_the_states_of_the_whole_period(ask):
    status, shown, _ = ask("device", *day(), "--json")
    (one,) = json.loads(shown)
    assert (status, one["name"], one["met"]) == (0, "edge-1", None)
    assert [span["state"] for span in one["spans"]] == ["up", "down", "up", "unknown"]
    assert one["spans"][0]["start"] == f"{DAY:%Y-%m-%dT%H:%M:%SZ}"


def test_moments_without_a_zone_are_those_of_the_time_zone_asked_for(ask):
    status, shown, _ = ask("device", *day(""), "--time-zone", "Asia/Tokyo", "--json")
    (one,) = json.loads(shown)
    assert status == 0
    assert one["spans"][0]["start"] == f"{DAY - timedelta(hours=9):%Y-%m-%dT%H:%M:%SZ}"


def test_files_are_written_and_a_long_period_says_where_it_begins(ask, tmp_path):
    status, _, said = ask("service", "--from", f"{TODAY - timedelta(days=500):%Y-%m-%d}", "-o", str(tmp_path / "a.csv"))
    assert status == 0
    assert "events.keep_days" in said
    (row,) = csv.DictReader((tmp_path / "a.csv").read_text(encoding="utf-8").splitlines())
    assert (row["name"], row["met"], row["outages"]) == ("web", "no", "1")
    assert datetime.fromisoformat(row["from"]) > TODAY - timedelta(days=367)
    assert ask("service", *day(), "-o", str(tmp_path / "a.pdf"))[0] == 0
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nonsense",), "no kind"),
        (("device", "--period", "someday"), "no period"),
        (("device", "--needs", "most"), "no rule"),
        (("device", "--from", "yesterday"), "neither a duration nor a time"),
        (("device", "--month", "2026-13"), "no month"),
        (("device", "--time-zone", "Mars/Base"), "Mars/Base"),
        (("device", "-o", "report.xls"), "neither .csv nor .pdf"),
        (("interface",), "one device"),
        (("interface", "--device", "nobody"), "nobody"),
    ],
)
def test_what_cannot_be_answered_is_told_in_one_line(ask, words, told):
    status, shown, said = ask(*words)
    assert status != 0
    assert shown == ""
    assert told in said
    assert "Traceback" not in said
