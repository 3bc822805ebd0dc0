"""A newcomer's first minutes: log in, see living traffic, break something, find devices, read how polling went."""

import itertools
import re

import pytest
from playwright.sync_api import Error, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
NEW_PASSWORD = "a lighthouse keeper's 1st watch"


@pytest.fixture(scope="module")
def watch(demo, visit):
    """Log in for the first time, which asks for a password of one's own."""
    seen = visit()
    page = seen.page
    page.goto(demo.address)
    page.get_by_label("User name").fill("admin")
    page.get_by_label("Password", exact=True).fill(demo.password)
    seen.look("login")
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/password")
    fields = page.locator("input[type=password]")
    fields.nth(0).fill(demo.password)
    fields.nth(1).fill(NEW_PASSWORD)
    fields.nth(2).fill(NEW_PASSWORD)
    page.locator("form button[type=submit]").click()
    page.wait_for_url(lambda url: not url.endswith("/password"))
    return seen


def wait_for_points(page: Page, path: str) -> None:
    """Wait until the server has answered a chart of this page with at least two known values in a row."""

    def living(response: object) -> bool:
        url = getattr(response, "url", "")
        if path not in url or getattr(response, "status", 0) != 200:
            return False
        try:
            series = response.json()["series"]  # type: ignore[attr-defined]
        except Error:  # the answer to the page before the reload
            return False
        known = [[value is not None for _, value in one["points"]] for one in series]
        return any(first and second for points in known for first, second in itertools.pairwise(points))

    with page.expect_response(living, timeout=90_000):
        page.reload()


def test_the_overview_shows_every_device_up(watch, demo):
    page = watch.page
    page.goto(demo.address)
    expect(page.get_by_role("heading", name="Overview")).to_be_visible()
    expect(page.get_by_role("link", name=f"Up: {demo.devices} of {demo.devices} devices")).to_be_visible(timeout=60_000)
    watch.look("overview")


def test_a_device_page_draws_living_traffic(watch, demo):
    page = watch.page
    page.goto(f"{demo.address}/devices")
    expect(page.get_by_text(f"{demo.devices} devices")).to_be_visible()
    watch.look("devices")
    page.get_by_role("link", name=re.compile("leaf-01")).click()
    expect(page.get_by_role("heading", name=re.compile("leaf-01"))).to_be_visible()
    page.get_by_text("15m", exact=True).click()
    wait_for_points(page, "/api/v1/series/query")
    expect(page.locator("canvas").first).to_be_visible()
    watch.look("device")
    page.get_by_role("link", name=re.compile(r"^Interfaces \d+")).click()
    expect(page.get_by_text(re.compile(r"^Ethernet1$")).first).to_be_visible()
    watch.look("interfaces")


def test_a_cut_cable_appears_without_a_reload(watch, demo):
    page = watch.page
    page.goto(f"{demo.address}/events")
    expect(page.get_by_role("heading", name="Events")).to_be_visible()
    demo.lab("fault", "link-down", "ams1-leaf-01", "Ethernet1")
    row = page.get_by_text(re.compile(r"Ethernet1\b.*ams1-leaf-01.*down|ams1-leaf-01.*Ethernet1\b.*down")).first
    expect(row).to_be_visible(timeout=60_000)
    watch.look("events")
    demo.lab("fault", "clear")


def test_discovery_finds_the_lab_with_progress(watch, demo):
    page = watch.page
    page.goto(f"{demo.address}/discovery")
    page.get_by_label("Targets").fill(f"127.20.0.1-{demo.devices}")
    page.get_by_role("combobox", name="Credentials to try").focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("option").first.click()
    page.keyboard.press("Escape")
    page.get_by_label("SNMP port").fill(str(demo.lab_port))
    page.get_by_role("button", name="Start discovery").click()
    page.wait_for_url(re.compile(r"/discovery/\d+"))
    expect(page.get_by_text("Done", exact=True).first).to_be_visible(timeout=60_000)
    expect(page.get_by_text("ams1-leaf-01").first).to_be_visible()
    watch.look("discovery")


def test_poll_cycles_say_what_was_asked_and_what_answered(watch, demo):
    page = watch.page
    page.goto(f"{demo.address}/cycles")
    expect(page.get_by_role("heading", name="Poll cycles")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile(rf"Interfaces.*Done.*{demo.devices}")).first).to_be_visible(
        timeout=60_000
    )
    watch.look("cycles")


@pytest.mark.parametrize(("width", "height", "dark"), [(390, 844, False), (1440, 900, True)])
def test_small_screens_and_the_dark_have_no_sideways_scroll(demo, visit, watch, width, height, dark):
    seen = visit(width=width, height=height, dark=dark)
    seen.page.context.add_cookies(watch.page.context.cookies())
    for name in ("", "devices", "devices/1", "cycles", "events", "discovery", "system"):
        seen.page.goto(f"{demo.address}/{name}")
        expect(seen.page.get_by_role("heading").first).to_be_visible()
        overflow = seen.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0, f"/{name} is {overflow} px too wide at {width} px"
        seen.look(f"{name.replace('/', '-') or 'overview'}-{width}{'-dark' if dark else ''}")
    assert seen.complaints == []


def test_no_page_complained_or_spoke_with_another_host(watch, demo):
    assert watch.complaints == []
    assert watch.hosts == {demo.address.removeprefix("http://")}
