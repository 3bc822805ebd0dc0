"""The site and the time that one looks at are in the address, and go along from page to page."""

import csv
import io
import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import enter, open_window
from tests.browser.still_life import DEVICES, SITES
from tests.browser.tables import drawn

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
EACH = DEVICES // len(SITES)
BERLIN = re.compile(r"[?&]site=2(&|$)")
NAMES = re.compile("^(ams|ber|lis)-switch-")


def names(page: Page, grid: str) -> set[str]:
    """Return the sites of the devices that a table names, by their first letters."""
    links = page.get_by_role("grid", name=grid).get_by_role("link", name=NAMES)
    expect(links.first).to_be_visible()
    drawn(page.get_by_role("grid", name=grid))
    return {link.inner_text()[:3] for link in links.all()}


def test_a_site_is_chosen_once_and_holds_for_every_page_that_knows_sites(house, resident, browser):
    page = resident.page
    page.goto(house.address)
    watched = page.locator("dt", has_text="Watched").locator("+ dd")
    expect(watched).to_have_text(f"{DEVICES} devices")
    page.get_by_role("combobox", name="Site to look at").select_option("Berlin")
    page.wait_for_url(BERLIN)
    expect(watched).to_have_text(f"{EACH} devices")
    navigation = page.get_by_role("navigation", name="Main")
    navigation.get_by_role("link", name="Devices", exact=False).first.click()
    page.wait_for_url(re.compile(r"/devices\?(.*&)?site=2"))
    expect(page.get_by_role("grid", name="Devices")).to_have_attribute("aria-rowcount", str(EACH + 1))
    assert names(page, "Devices") == {"ber"}
    page.get_by_role("grid", name="Devices").get_by_role("link", name=NAMES).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ber-switch")
    assert not BERLIN.search(page.url), "a device is of one site anyway"
    expect(page.get_by_role("combobox", name="Site to look at")).to_be_disabled()
    navigation.get_by_role("link", name="Events", exact=True).click()
    page.wait_for_url(re.compile(r"/events\?(.*&)?site=2"))
    assert names(page, "Events") == {"ber"}
    resident.look("site-events")

    other = open_window(browser, 1440, 900, dark=False)
    enter(other.page, house)
    other.page.goto(page.url)
    assert names(other.page, "Events") == {"ber"}
    other.page.context.close()

    page.get_by_role("combobox", name="Site to look at").select_option("All sites")
    page.wait_for_url(lambda url: "site=" not in url)
    assert names(page, "Events") > {"ber"}
    page.go_back()
    page.wait_for_url(BERLIN)
    assert names(page, "Events") == {"ber"}


def test_the_explorer_ranks_what_is_at_the_site(house, resident):
    page = resident.page
    page.goto(f"{house.address}/explorer?site=3&range=1h")
    figures = page.get_by_role("grid", name="In numbers")
    expect(figures).to_have_attribute("aria-rowcount", "6")
    cells = drawn(figures).get_by_text(NAMES).all_inner_texts()
    assert {cell[:3] for cell in cells} == {"lis"}


def test_the_time_goes_along_and_is_stepped_through(house, resident):
    page = resident.page
    page.goto(f"{house.address}/devices/1")
    times = page.get_by_role("group", name="Time range")
    times.get_by_role("button", name="6h").click()
    page.wait_for_url("**range=6h*")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Explorer").click()
    page.wait_for_url("**/explorer?range=6h*")
    expect(times.get_by_role("button", name="6h")).to_have_attribute("aria-pressed", "true")
    times.get_by_role("button", name="Earlier").click()
    page.wait_for_url(re.compile(r"from=\d+.*to=\d+"))
    ends = {name: int(value) for name, value in re.findall(r"(from|to)=(\d+)", page.url)}
    assert ends["to"] - ends["from"] == 6 * 3600
    assert ends["to"] == pytest.approx(house.at.timestamp() - 6 * 3600, abs=60)
    times.get_by_role("button", name="Later").click()
    page.wait_for_url("**range=6h*")
    times.get_by_label("Choose both ends").click()
    times.get_by_label("From").fill(house.at.strftime("%Y-%m-%dT10:30"))
    times.get_by_label("To").fill(house.at.strftime("%Y-%m-%dT11:45"))
    times.get_by_role("button", name="Show").click()
    page.wait_for_url(re.compile(r"from=\d+.*to=\d+"))
    chosen = {name: int(value) for name, value in re.findall(r"(from|to)=(\d+)", page.url)}
    assert (chosen["from"], chosen["to"]) == (house.at.timestamp() - 5400, house.at.timestamp() - 900)
    resident.look("time-chosen")


def test_events_of_a_time_are_listed_and_written_to_a_file(house, resident):
    page = resident.page
    start, end = int(house.at.timestamp()) - 45 * 60, int(house.at.timestamp()) - 35 * 60
    page.goto(f"{house.address}/events?from={start}&to={end}")
    expect(page.get_by_role("grid", name="Events")).to_have_attribute("aria-rowcount", "2")
    page.locator("summary[aria-label='Columns']").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Export as CSV").click()
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8"))))
    assert [(row["Device"], row["Object"]) for row in rows] == [("ams-switch-01", "Ethernet2")]


def test_a_heat_map_says_when_it_is_busy(house, resident):
    page = resident.page
    page.goto(f"{house.address}/explorer?device=1&range=24h")
    page.get_by_label("Shown as").select_option("heat map by hour")
    page.wait_for_url("**view=heat*")
    maps = page.get_by_role("figure")
    expect(maps).to_have_count(3)
    expect(maps.first.locator("canvas").first).to_be_visible()
    expect(maps.first).to_contain_text(re.compile(r"Means of an hour between .* and .*; most is from 1[01]:00 on"))
    resident.look("explorer-heat")


def test_the_palette_goes_back_and_acts_by_keyboard_alone(house, resident):
    page = resident.page
    page.goto(f"{house.address}/devices/2")
    expect(page.get_by_role("heading", level=1)).to_contain_text("ber-switch-02")
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="Go to a page or device")
    field.fill("overview")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Overview")).to_be_visible()
    page.keyboard.press("Control+k")
    results = page.get_by_role("listbox", name="Results")
    expect(results.get_by_role("option").first).to_contain_text("ber-switch-02")
    expect(field).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("ber-switch-02")
    page.keyboard.press("Control+k")
    field.fill("theme light")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "light")
    page.keyboard.press("Control+k")
    field.fill("poll this")
    expect(page.get_by_role("option", name=re.compile("Poll this device now"))).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Events", exact=True).click()
    page.keyboard.press("Control+k")
    field.fill("poll this")
    expect(page.get_by_text("Nothing is called that.")).to_be_visible()


def test_keys_lead_to_pages_and_are_listed(house, resident):
    page = resident.page
    page.goto(house.address)
    expect(page.get_by_role("heading", name="Overview")).to_be_visible()
    page.keyboard.press("?")
    listed = page.get_by_role("dialog", name="Keyboard")
    expect(listed.get_by_text("Explorer")).to_be_visible()
    page.keyboard.press("Escape")
    expect(listed).to_have_count(0)
    page.keyboard.press("g")
    page.keyboard.press("e")
    expect(page.get_by_role("heading", name="Events", level=1)).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type("gd")
    expect(page.get_by_role("searchbox")).to_have_value("gd")
    assert "/events" in page.url


def test_what_one_does_not_need_is_folded_away_and_stays_so(house, resident):
    page = resident.page
    page.goto(f"{house.address}/tasks")
    navigation = page.get_by_role("navigation", name="Main")
    fold = navigation.get_by_role("button", name="Operate")

    def kept():
        return page.expect_response(lambda answer: answer.request.method == "PUT" and "/preferences" in answer.url)

    with kept():
        fold.press("Enter")
    expect(navigation.get_by_role("link", name="Pools")).to_have_count(0)
    expect(navigation.get_by_role("link", name="Tasks")).to_be_visible()  # where one is
    page.reload()
    expect(fold).to_have_attribute("aria-expanded", "false")
    expect(navigation.get_by_role("link", name="Pools")).to_have_count(0)
    with kept():
        fold.press("Enter")
    expect(navigation.get_by_role("link", name="Pools")).to_be_visible()
