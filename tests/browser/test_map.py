"""The map in Chromium: a cable is cut in the running emulated network, and the page shows it without a reload."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]
PASSWORD = "a cartographer's 2nd compass"


@pytest.fixture(scope="module")
def reader(demo, visit):
    """Log in for the first time, which asks for a password of one's own."""
    seen = visit()
    page = seen.page
    page.goto(demo.address)
    page.get_by_label("User name").fill("admin")
    page.get_by_label("Password", exact=True).fill(demo.password)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/password")
    fields = page.locator("input[type=password]")
    for at, text in enumerate((demo.password, PASSWORD, PASSWORD)):
        fields.nth(at).fill(text)
    page.locator("form button[type=submit]").click()
    page.wait_for_url(lambda url: not url.endswith("/password"))
    return seen


def a_cable(page):
    """A physical link between two devices that are watched, as the API tells it."""
    answer = page.evaluate("fetch('/api/v1/topology').then((answer) => answer.json())")
    known = {node["name"] for node in answer["nodes"] if not node["external"]}
    links = [edge for edge in answer["edges"] if edge["layer"] == "physical" and edge["two_sided"]]
    return next(edge["a"] for edge in links if {edge["a"]["device"], edge["b"]["device"]} <= known)


def test_a_cut_cable_changes_the_map_that_one_looks_at(reader, demo):
    page = reader.page
    page.goto(f"{demo.address}/map")
    expect(page.get_by_text(re.compile(r"\d+ devices, [1-9]\d* links, 0 down"))).to_be_visible(timeout=120_000)
    expect(page.get_by_test_id("network-map")).to_be_visible()
    reader.look("map")
    end = a_cable(page)
    demo.lab("fault", "link-down", end["device"], end["interface"])
    expect(page.get_by_text(re.compile(r"links, [1-9]\d* down"))).to_be_visible(timeout=120_000)
    reader.look("map-cut")
    page.goto(f"{demo.address}/map?view=table")
    expect(page.get_by_role("table").or_(page.get_by_role("grid")).get_by_text("Down").first).to_be_visible()
    reader.look("map-table")


def test_alerts_and_utilisation_are_on_the_links(reader, demo):
    page = reader.page
    page.goto(f"{demo.address}/map?view=table")
    table = page.get_by_role("table").or_(page.get_by_role("grid"))
    expect(table.get_by_text(re.compile(r"\d %|< 1 %")).first).to_be_visible(timeout=120_000)
    expect(table.get_by_text(re.compile(r"(Minor|Major|Critical) · \d")).first).to_be_visible(timeout=60_000)
    page.goto(f"{demo.address}/map?colour=load")
    expect(page.get_by_text("Each half: what leaves the device beside it")).to_be_visible()
    expect(page.get_by_test_id("network-map")).to_be_visible()
    reader.look("map-load")


def test_the_past_is_drawn_and_compared_and_is_in_the_address(reader, demo):
    page = reader.page
    page.goto(f"{demo.address}/map")
    page.get_by_role("button", name=re.compile(r"[1-9]\d* changed")).first.click()
    page.wait_for_url(re.compile(r"at=.*since="))
    expect(page.get_by_text(re.compile(r"compared with .*, [1-9]\d* changed"))).to_be_visible()
    reader.look("map-compared")
    page.get_by_label("View", exact=True).select_option("changes")
    table = page.get_by_role("table").or_(page.get_by_role("grid"))
    expect(table.get_by_text("Up → Down").first).to_be_visible()
    reader.look("map-changes")
    page.reload()
    expect(table.get_by_text("Up → Down").first).to_be_visible()
    page.get_by_role("button", name="Earlier change").click()
    expect(page.get_by_text(re.compile(r"compared with .*: [1-9]\d* new"))).to_be_visible()
    page.get_by_role("button", name="Nothing", exact=True).click()
    page.get_by_role("button", name="Now", exact=True).click()
    expect(page.get_by_text(re.compile(r"\d+ devices, [1-9]\d* links"))).to_be_visible()
    assert not reader.complaints
