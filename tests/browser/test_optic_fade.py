"""An optic that fades in a running network, seen in Chromium: an anomaly with its reason and its forecast."""

import asyncio
import random
import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest
from playwright.sync_api import expect

from watchkeeper.core.database import Database, default_url
from watchkeeper.core.tasks import enqueue
from watchkeeper.kit.families import FAMILIES
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.observe.series.settings import SeriesSettings
from watchkeeper.understand.baselines.tasks import LEARN, LearnBaselines
from watchkeeper.understand.capacity.tasks import LOOK, LookAhead

pytestmark = [pytest.mark.browser, pytest.mark.timeout(500)]
ENVIRONMENT = {"WATCHKEEPER_POLLING__ENVIRONMENT_INTERVAL_S": "30"}
FIRST_READING_S = 120


@pytest.fixture(scope="module")
def optic(keeper, demo) -> tuple[int, str, str]:
    """A lit port that has sunk a little since the day before yesterday: its device, that one's name, and the port."""
    device, name, port, light = optic_of(keeper.page, demo)
    remember(demo, device, port, light)
    return device, name, port


def test_an_optic_that_fades_becomes_an_anomaly_with_its_forecast(keeper, demo, optic):
    page = keeper.page
    device, name, port = optic
    demo.lab("fault", "fade-optic", name, port, "--db-per-minute", "4")
    page.goto(f"{demo.address}/anomalies?device={device}")
    found = page.get_by_role("link", name=re.compile(r"(drop|trend|level shift) · received light", re.IGNORECASE)).first
    expect(found).to_be_visible(timeout=300_000)
    found.click()
    expect(page.get_by_role("region", name="Why")).to_contain_text("robust sigmas below")
    forecast = page.get_by_role("region", name="Forecast")
    expect(forecast).to_contain_text(re.compile(r"Threshold.*dBm"))
    expect(page.get_by_role("region", name="Moves with")).to_be_visible()
    keeper.look("anomaly")
    assert keeper.complaints == []


def test_the_fading_optic_stands_on_the_capacity_page_with_its_days(keeper, demo, optic):
    page = keeper.page
    _, name, port = optic
    ask(demo, LOOK, LookAhead())
    looked_ahead(page, demo, port)
    page.goto(f"{demo.address}/capacity?within=90")
    tile = page.get_by_role("button", name=re.compile("^Optics"))
    expect(tile).to_contain_text(re.compile(r"\d+ without a trend, \d+ with too little history"), timeout=30_000)
    tile.press("Enter")
    expect(page).to_have_url(re.compile("kind=optics"))
    row = page.get_by_role("row").filter(has_text=name).filter(has_text=port)
    expect(row).to_contain_text(re.compile(r"Received light.*dBm.*(\d d|reached)"), timeout=90_000)
    keeper.look("capacity")
    page.get_by_role("searchbox").fill("no such thing")
    expect(page.get_by_text("Nothing matches these filters")).to_be_visible()
    with page.expect_download() as file:
        page.get_by_role("link", name="CSV").click()
    assert file.value.suggested_filename.startswith("capacity-")
    page.goto(f"{demo.address}/capacity?kind=optics")
    row.get_by_role("link", name=port).click()
    expect(page.get_by_role("heading", name="Baselines")).to_be_visible()
    assert keeper.complaints == []


def looked_ahead(page, demo, port: str) -> None:
    """Wait until the port's light is on its way to its limit, or past it, by what the product has seen."""
    ends = time.monotonic() + FIRST_READING_S
    while time.monotonic() < ends:
        answer = page.request.get(f"{demo.address}/api/v1/capacity", params={"kind": "optics", "q": port})
        assert answer.ok, answer.text()
        if answer.json()["total"]:
            return
        page.wait_for_timeout(1_000)
    raise AssertionError(f"nobody sees {port} fade")


def optic_of(page, demo) -> tuple[int, str, str, float]:
    """Wait for the first reading of a lit optical port; return its device, that one's name, the port, and its dBm."""

    def asked(path: str, **params: object) -> dict[str, object]:
        answer = page.request.get(f"{demo.address}/api/v1/{path}", params=params)
        assert answer.ok, answer.text()
        return answer.json()

    ends = time.monotonic() + FIRST_READING_S
    while time.monotonic() < ends:
        for device in asked("devices", limit=50)["items"]:
            for one in asked("series/latest", family="optics", device_id=device["id"])["items"]:
                if one["values"]["rx_power_dbm"] is not None:
                    return device["id"], device["name"], one["object"], one["values"]["rx_power_dbm"]
        page.wait_for_timeout(1_000)
    raise AssertionError("no port of the lab has light")


def remember(demo, device: int, port: str, light: float) -> None:
    """Give the port five days that end at its present light, of which the last day and a half sank by a third of a dB.

    That is too little to be an anomaly, and enough for a forecast. Then have the product learn from them.
    """
    now = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    noise, schema = random.Random(4), FAMILIES["optics"].stored
    store = SeriesService(SeriesSettings(), demo.directory / "data" / "series")
    for back in range(5 * 24, 0, -1):
        at = now - timedelta(hours=back)
        rows = [
            {
                "ts": at + timedelta(minutes=10 * number),
                "device_id": device,
                "object": port,
                "rx_power_dbm": light + 0.01 * min(back, 36) + noise.gauss(0, 0.02),
                "light": 1,
            }
            for number in range(6)
        ]
        store.write("optics", pa.RecordBatch.from_pylist(rows, schema=schema), cycle=1_000_000 + back, shard=99)
    store.close()
    ask(demo, LEARN, LearnBaselines())


def ask(demo, task, payload) -> None:
    """Ask the running product for what it does by itself once in a while."""
    with ThreadPoolExecutor(1) as beside:  # playwright keeps a loop of its own in this thread
        beside.submit(asyncio.run, enqueued(demo, task, payload)).result()


async def enqueued(demo, task, payload) -> None:
    """Put the task into the running product's queue."""
    database = Database(default_url(demo.directory / "data"))
    async with database.transaction() as session:
        await enqueue(session, task, payload, key=task.name)
    await database.dispose()
