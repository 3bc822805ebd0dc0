"""A table's tools on the list of devices: saved views, the choice of columns, the file, the selection."""

import csv
import io
import re

import pytest
from playwright.sync_api import expect
from tests.browser.still_life import DEVICES

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


@pytest.fixture
def listed(house, resident):
    """The list of devices, of which all are there."""
    page = resident.page
    page.goto(f"{house.address}/devices")
    devices = page.get_by_role("grid", name="Devices")
    expect(devices).to_have_attribute("aria-rowcount", str(DEVICES + 1), timeout=30_000)  # a cold server
    return page


def kept(page):
    """Wait for the account to keep what was chosen."""
    return page.expect_response(
        lambda answer: answer.request.method == "PUT" and answer.url.endswith("/session/preferences") and answer.ok
    )


def test_a_view_is_kept_by_name_and_found_again(house, resident, listed):
    page = listed
    page.get_by_label("State", exact=True).select_option("down")
    page.get_by_role("columnheader", name="Address").get_by_role("button").click()
    page.wait_for_url(re.compile("(?=.*state=down)(?=.*sort=address)"))
    page.locator("summary[aria-label='Saved views']").click()
    page.get_by_role("textbox", name="Name of this view").fill("Dark ones")
    with kept(page):
        page.get_by_role("button", name="Keep", exact=True).click()
    page.goto(f"{house.address}/devices")
    expect(page.get_by_role("grid", name="Devices")).to_have_attribute("aria-rowcount", str(DEVICES + 1))
    page.locator("summary[aria-label='Saved views']").click()
    page.get_by_role("button", name="Dark ones", exact=True).click()
    page.wait_for_url(re.compile("(?=.*state=down)(?=.*sort=address)"))
    expect(page.get_by_role("grid", name="Devices")).to_have_attribute("aria-rowcount", "3")
    resident.look("saved-views")
    page.get_by_role("button", name="Forget view Dark ones").click()
    expect(page.get_by_text("View Dark ones forgotten")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    page.locator("summary[aria-label='Saved views']").click()
    expect(page.get_by_role("button", name="Dark ones", exact=True)).to_be_visible()


def test_columns_stay_chosen_and_are_those_of_the_file(house, listed):
    page = listed
    page.locator("summary[aria-label='Columns']").click()
    with kept(page):
        page.get_by_role("checkbox", name="Address").uncheck()
    expect(page.get_by_role("columnheader", name="Address")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("grid", name="Devices")).to_have_attribute("aria-rowcount", str(DEVICES + 1))
    expect(page.get_by_role("columnheader", name="Address")).to_have_count(0)
    page.get_by_label("State", exact=True).select_option("down")
    expect(page.get_by_role("grid", name="Devices")).to_have_attribute("aria-rowcount", "3")
    page.locator("summary[aria-label='Columns']").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Export as CSV").click()
    assert download.value.suggested_filename == "devices.csv"
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8"))))
    assert [(row["Name"], row["State"]) for row in rows] == [("ams-switch-04", "down"), ("ber-switch-08", "down")]
    assert "Address" not in rows[0]
    with kept(page):
        page.get_by_role("button", name="The usual columns").click()
    expect(page.get_by_role("columnheader", name="Address")).to_be_visible()


def test_what_is_selected_is_paused_together_and_resumed(house, listed):
    page = listed
    paused = page.get_by_role("grid", name="Devices").get_by_text("Paused")
    page.get_by_role("checkbox", name="Select lis-switch-03").check()
    page.locator('[role="row"][data-index="0"]').focus()
    for key in ("x", "j", "x"):
        page.keyboard.press(key)
    bar = page.get_by_role("region", name="Selected devices")
    expect(bar.get_by_text("3 devices selected")).to_be_visible()
    bar.get_by_role("button", name="Pause watching").click()
    expect(page.get_by_text("Paused 3 devices")).to_be_visible()
    expect(paused).to_have_count(3)
    told = page.context.request.get(f"{house.address}/api/v1/devices?limit=50").json()["items"]
    off = [one["name"] for one in told if not one["enabled"]]
    assert "lis-switch-03" in off
    assert len(off) == 3
    for name in off:
        page.get_by_role("checkbox", name=f"Select {name}").check()
    bar.get_by_role("button", name="Resume watching").click()
    expect(page.get_by_text("Resumed 3 devices")).to_be_visible()
    expect(paused).to_have_count(0)
