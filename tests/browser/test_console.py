"""The console as a whole: what axe says of every page, what fits which screen, what a viewer is spared."""

import re
import time
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from tests.browser import every_page
from tests.browser.conftest import unsafe
from tests.browser.every_page import DESK, SHARES

from watchkeeper.understand.baselines.models import Anomaly

pytestmark = [pytest.mark.browser, pytest.mark.timeout(420)]
FAULT = ("ams1-leaf-01", "Ethernet1")
ENVIRONMENT = {"WATCHKEEPER_ALERTS__QUIET_S": "2", "WATCHKEEPER_ALERTS__HOLD_S": "10"}


def opened(page: Page, address: str) -> None:
    """Go there and wait until the page says something and nothing is being loaded any more."""
    page.goto(address)
    page.locator("h1:visible, main p:visible, main h2:visible").first.wait_for()
    expect(page.locator(".mantine-Skeleton-root")).to_have_count(0)


def test_a_viewer_is_asked_for_nothing_that_would_be_refused(demo, visit, keeper):
    page = keeper.page
    password = "a guest who only looks 7"
    made = page.evaluate(
        """async (password) => {
          const session = await (await fetch("/api/v1/session")).json();
          const answer = await fetch("/api/v1/users", {
            method: "POST",
            headers: { "content-type": "application/json", "x-csrf-token": session.csrf_token },
            body: JSON.stringify({ name: "guest", password, role: "viewer", must_change_password: false }),
          });
          return answer.status;
        }""",
        password,
    )
    assert made == 201
    guest = visit()
    refused: list[str] = []
    guest.page.on("response", lambda answer: refused.append(answer.url) if answer.status == 403 else None)
    guest.page.goto(demo.address)
    guest.page.get_by_label("User name").fill("guest")
    guest.page.get_by_label("Password", exact=True).fill(password)
    guest.page.get_by_role("button", name="Log in").click()
    expect(guest.page.get_by_role("heading", name="Overview")).to_be_visible()
    places = guest.page.locator("nav[aria-label=Main] ul a")
    expect(places.first).to_be_visible()
    targets = [link.get_attribute("href") for link in places.all()]
    assert "/devices" in targets
    assert "/users" not in targets
    for target in (*targets, every_page.DEVICE, every_page.PORT, "/preferences", "/account", "/wall"):
        every_page.go(guest.page, target)
    assert refused == []
    guest.page.goto(f"{demo.address}/devices/1")
    expect(guest.page.get_by_role("heading", name=re.compile("edge-01"))).to_be_visible()
    expect(guest.page.get_by_role("button", name="Edit")).to_have_count(0)
    assert guest.complaints == []


def test_a_fault_of_the_lab_is_a_button_that_can_be_taken_back(demo, keeper):
    page = keeper.page
    page.goto(f"{demo.address}/system")
    expect(page.get_by_role("button", name="Pull the cable")).to_be_disabled()
    for label, choice in (("Device", "ams1-leaf-01"), ("Interface", "Ethernet1")):
        page.get_by_role("combobox", name=label).click()
        page.get_by_role("option", name=choice, exact=True).click()
    page.get_by_role("button", name="Pull the cable").click()
    expect(page.get_by_text("Pull the cable · ams1-leaf-01 · Ethernet1")).to_be_visible()
    page.get_by_role("button", name="Undo").scroll_into_view_if_needed()
    keeper.look("lab")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Nothing is broken.")).to_be_visible()


def test_optics_stand_between_the_limits_that_their_device_gives(demo, keeper):
    page = keeper.page
    page.goto(f"{demo.address}/devices/1?tab=sensors&range=15m")
    module = page.get_by_role("row", name=re.compile(r"^et-0.0.0 "))
    light = module.get_by_role("img", name=re.compile(r"within its limits; low alarm -\d.* dBm.*high alarm \d.* dBm"))
    expect(light.first).to_be_visible(timeout=60_000)
    keeper.look("optics")
    module.get_by_role("link", name="et-0/0/0").click()
    page.wait_for_url(re.compile("reading=optics"))
    drawer = page.get_by_role("dialog")
    expect(drawer.locator("canvas").first).to_be_visible(timeout=60_000)
    expect(drawer.locator("figure figcaption").first).to_contain_text(re.compile(r"Limits: low alarm -\d"))
    keeper.look("optics-over-time")
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "reading" not in url)


def test_settings_say_where_they_come_from(demo, keeper):
    page = keeper.page
    page.goto(f"{demo.address}/settings?source=environment")
    expect(page.get_by_role("row", name=re.compile(r"inventory\.default_interval_s.*Environment"))).to_be_visible()
    expect(page.get_by_text("server.port")).to_have_count(0)
    page.goto(f"{demo.address}/settings")
    expect(page.get_by_text("server.port").first).to_be_visible()
    keeper.look("settings")


def test_tasks_say_what_waits_and_what_ended(demo, keeper):
    page = keeper.page
    page.goto(f"{demo.address}/tasks")
    expect(page.get_by_role("grid").get_by_role("row").nth(1)).to_be_visible()
    keeper.look("tasks")


def test_long_work_says_how_far_it_is_and_can_be_stopped(demo, keeper):
    page = keeper.page
    runs = f"{demo.address}/api/v1/discoveries"
    slowly = {"targets": ["127.21.0.1-200"], "rate_per_s": 1}
    started = page.context.request.post(runs, data=slowly, headers=unsafe(page, demo.address)).json()
    page.goto(f"{demo.address}/tasks")
    work = page.get_by_role("region", name="Long work")
    expect(work.get_by_role("progressbar")).to_have_attribute("aria-valuetext", re.compile(r"^\d+ of 200$"))
    expect(work.get_by_text("Discovery of 127.21.0.1-200")).to_be_visible()
    work.get_by_role("button", name="Cancel").press("Enter")
    expect(work).to_have_count(0)
    assert page.context.request.get(f"{runs}/{started['id']}").json()["status"] == "cancelled"


def test_the_search_leads_to_an_interface_by_keyboard_alone(demo, keeper):
    page = keeper.page
    page.goto(demo.address)
    expect(page.get_by_role("heading", name="Overview")).to_be_visible()
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name="Go to a page or device").fill("et-0/0/0")
    expect(page.get_by_role("option", name=re.compile("et-0.0.0")).first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/devices/\d+/interface\?name="))
    expect(page.get_by_role("heading", name=re.compile("et-0.0.0"), level=1)).to_be_visible()
    page.get_by_role("radio", name="Week before").focus()
    page.keyboard.press("Space")
    page.wait_for_url(re.compile("compare=week"))
    keeper.look("interface")


def test_availability_is_told_of_what_the_url_says(demo, keeper):
    page = keeper.page
    page.goto(f"{demo.address}/availability")
    table = page.get_by_role("grid", name="Availability")
    expect(table.get_by_role("img", name=re.compile("up .*unknown")).first).to_be_visible()
    keeper.look("availability")
    page.get_by_role("radio", name="Devices").focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("kind=device"))
    expect(table.get_by_text(re.compile(r"^\d+\.\d{3} %$")).first).to_be_visible()
    page.get_by_label("Period", exact=True).last.select_option("last_month")
    expect(page).to_have_url(re.compile("period=last_month"))
    expect(table.get_by_text("100.000 %", exact=True).first).to_be_visible()  # the unknown share: nobody watched then
    expect(table.get_by_text("unknown", exact=True).first).to_be_visible()
    with page.expect_download() as file:
        page.get_by_role("link", name="CSV").click()
    assert file.value.suggested_filename.startswith("availability-device-")


def test_maintenance_is_planned_foretold_mutes_and_is_ended_by_keyboard(demo, keeper):
    page = keeper.page
    page.goto(f"{demo.address}/maintenance")
    muted = page.get_by_role("region", name="Muted now")
    expect(muted.get_by_text("Nothing: people are notified about everything.")).to_be_visible()
    page.get_by_role("button", name="Plan maintenance").press("Enter")
    dialog = page.get_by_role("dialog", name="Plan maintenance")
    dialog.get_by_label("Name", exact=True).fill("new line card")
    sites = dialog.get_by_label("Sites").first
    sites.press("ArrowDown")
    sites.press("Enter")
    sites.press("Escape")
    dialog.get_by_label("Recurs", exact=True).last.select_option("weekly")
    dialog.get_by_role("button", name="Sun").press("Space")
    dialog.get_by_role("button", name=re.compile("^(Mon|Tue|Wed|Thu|Fri|Sat)$")).first.press("Space")
    expect(dialog.locator("ol li")).to_have_count(5)
    dialog.get_by_role("button", name="Sun").press("Space")
    dialog.get_by_role("button", name="Mon").press("Space")
    keeper.look("maintenance-plan")
    dialog.get_by_role("button", name="Plan maintenance").press("Enter")
    expect(muted.get_by_text(re.compile("^until ")).first).to_be_visible()
    keeper.look("maintenance")
    page.get_by_role("row", name=re.compile("new line card")).press("Enter")
    drawer = page.get_by_role("dialog", name="new line card")
    expect(drawer.locator("ol li")).to_have_count(5)
    drawer.get_by_role("button", name="End now").press("Enter")
    page.get_by_role("dialog", name="End new line card now?").get_by_role("button", name="End").press("Enter")
    expect(muted.get_by_text("Nothing: people are notified about everything.")).to_be_visible()


@pytest.fixture(scope="module")
def furnished(demo, keeper):
    """Give every page something to show; return the numbers of what has a page of its own."""
    demo.lab("fault", "link-down", *FAULT)
    cookies = {one["name"]: one["value"] for one in keeper.page.context.cookies()}
    now = datetime.now(UTC)
    hour = {"starts_at": now.isoformat(), "ends_at": (now + timedelta(hours=1)).isoformat()}
    with httpx.Client(base_url=f"{demo.address}/api/v1", cookies=cookies, trust_env=False, timeout=60) as api:
        api.headers["x-csrf-token"] = api.get("/session").json()["csrf_token"]

        def made(path: str, **body: object) -> int:
            return int(api.post(path, json=body).raise_for_status().json()["id"])

        made(
            "/silences", comment="A crane beside the mast", matcher={"objects": ["Ethernet9"]}, ends_at=hour["ends_at"]
        )
        made("/maintenance", name="Splicing", plan={**hour, "targets": [{"kind": "device", "id": 12}]})
        lines = {"kind": "series", "family": "interface", "metrics": ["in_bps"], "top": 3}
        panel = {"id": "a", "title": "Busiest", "x": 0, "y": 0, "w": 12, "h": 6, "content": lines}
        numbers = {
            "dashboard": made("/dashboards", name="Night shift", layout={"panels": [panel]}),
            "discovery": made("/discoveries", targets=["127.20.0.1"], snmp_port=demo.lab_port),
            "anomaly": _anomaly(demo, now),
            "cycle": api.get("/poll-cycles").json()["items"][0]["id"],
        }
        deadline = time.monotonic() + 120
        while not (incidents := api.get("/incidents").json()["items"]):
            assert time.monotonic() < deadline, "the pulled cable became no incident"
            time.sleep(0.5)
    return {**numbers, "incident": incidents[0]["id"]}


def _anomaly(demo, now: datetime) -> int:
    """Write that a port carries less than usual."""
    engine = create_engine(f"sqlite:///{demo.directory / 'data' / 'watchkeeper.db'}")
    with Session(engine) as session, session.begin():
        found = Anomaly(
            device_id=1,
            family="interface",
            metric="in_bps",
            object="et-0/0/0",
            channel="departure",
            kind="drop",
            severity="warning",
            opened_at=now - timedelta(minutes=2),
            last_at=now,
            value=1e8,
            expected=1e9,
            low=8e8,
            high=1.2e9,
            z=-6.0,
            peak_z=-7.5,
        )
        session.add(found)
        session.flush()
        number = found.id
    engine.dispose()
    return number


@pytest.fixture(scope="module")
def axe():
    if not every_page.AXE.is_file():
        pytest.skip("axe-core is not installed (npm ci in web)")


@pytest.mark.usefixtures("axe")
@pytest.mark.parametrize("share", range(SHARES))
def test_every_page_is_sound_in_both_themes_by_keyboard_and_on_every_screen(demo, visit, keeper, furnished, share):
    """Look at each page once, without loading the console anew: axe, colours, focus, narrow and wide screens."""
    width, height = DESK
    seen = visit(width=width, height=height, dark=True)
    page = seen.page
    page.emulate_media(reduced_motion="reduce", color_scheme="dark")
    page.context.add_cookies(keeper.page.context.cookies())
    opened(page, demo.address)
    found: list[str] = []
    paths = every_page.routes(page)
    places = page.locator("nav[aria-label=Main] ul a").evaluate_all("(all) => all.map((one) => one.pathname)")
    assert set(places) <= set(paths)
    for address in list(every_page.addresses(paths, furnished))[share::SHARES]:
        every_page.go(page, address)
        if wrong := every_page.whatever_is_wrong(page):
            found += (f"{address}: {said}" for said in wrong)
            seen.look(f"wrong-{re.sub(r'[^a-z0-9]+', '-', address.lower())}")
    assert not found, "\n".join(found)
    assert seen.complaints == []


@pytest.mark.usefixtures("axe")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_login_and_the_navigation_are_sound(demo, visit, keeper, dark):
    seen = visit(dark=dark)
    seen.page.goto(f"{demo.address}/login")
    seen.page.get_by_role("button", name="Log in").wait_for()
    assert every_page.serious(seen.page, within="html") == []
    seen.page.context.add_cookies(keeper.page.context.cookies())
    opened(seen.page, demo.address)
    assert every_page.serious(seen.page, within="html") == []
