"""A list of devices: what would change, line by line; nothing by halves; and what was read is what is applied."""

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import unsafe
from tests.browser.still_life import DEVICES
from tests.browser.tables import drawn

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
HEAD = "name,address,site,tags\n"
KNOWN = "ams-switch-01,192.0.2.1,Amsterdam,\n"
NEW = "imp-router-01,192.0.2.101,Porto,core;edge\nimp-router-02,192.0.2.102,Porto,core\n"


@pytest.fixture
def page(house, resident):
    page = resident.page
    page.goto(f"{house.address}/import")
    return page


def write(page, text):
    """Paste a list and look at what it would change."""
    page.get_by_role("textbox", name="List of devices").fill(text)
    page.get_by_role("button", name="Preview").click()
    lines = page.get_by_role("grid", name="Lines of the list")
    expect(lines).to_be_visible()
    return drawn(lines)


def _forget(house, page):
    """Remove what was imported: the house is everybody's."""
    request, headers = page.context.request, unsafe(page, house.address)
    api = f"{house.address}/api/v1"
    for device in request.get(f"{api}/devices?q=imp-router").json()["items"]:
        assert request.delete(f"{api}/devices/{device['id']}", headers=headers).ok
    for site in request.get(f"{api}/sites?q=Porto").json()["items"]:
        assert request.delete(f"{api}/sites/{site['id']}", headers=headers).ok
    assert request.get(f"{api}/devices").json()["total"] == DEVICES


def test_a_list_is_previewed_line_by_line_and_applied_whole(house, resident, page):
    lines = write(page, HEAD + KNOWN + NEW + "imp-router-03,no host,Porto,\n")
    expect(lines.get_by_role("row", name="imp-router-01")).to_contain_text("core, edge")
    expect(lines.get_by_role("row", name="imp-router-03")).to_contain_text("no host")
    apply = page.get_by_role("button", name="Apply 2 changes")
    expect(apply).to_have_attribute("aria-disabled", "true")
    expect(apply).to_have_accessible_description("Correct 1 line first: a list is applied whole or not at all")
    page.get_by_role("group", name="Show lines").get_by_role("button", name="1 error").click()
    expect(lines).to_have_attribute("aria-rowcount", "2")
    resident.look("import-preview")

    lines = write(page, HEAD + KNOWN + NEW)
    expect(lines).to_have_attribute("aria-rowcount", "4")
    apply.click()
    expect(page.get_by_role("button", name="Applied")).to_have_attribute("aria-disabled", "true")
    expect(page.get_by_role("heading", name="What was changed")).to_be_visible()
    page.goto(f"{house.address}/devices?q=imp-router")
    grid = page.get_by_role("grid", name="Devices")
    expect(grid).to_have_attribute("aria-rowcount", "3")
    expect(grid.get_by_role("row", name="imp-router-01")).to_contain_text("Porto")
    _forget(house, page)


def test_what_changed_meanwhile_is_not_applied(house, resident, page):
    write(page, HEAD + "imp-router-04,192.0.2.104,Amsterdam,\n")
    other = {"name": "imp-router-04", "address": "192.0.2.204"}
    request = page.context.request
    assert request.post(f"{house.address}/api/v1/devices", data=other, headers=unsafe(page, house.address)).ok
    page.get_by_role("button", name="Apply 1 change").click()
    refused = page.get_by_role("alert")
    expect(refused).to_contain_text("Nothing was imported.")
    expect(refused).to_contain_text("The file or the inventory changed since the preview.")
    resident.complaints.clear()  # the browser says that the server refused
    page.get_by_role("button", name="Preview").click()
    lines = page.get_by_role("grid", name="Lines of the list")
    expect(lines.get_by_role("row", name="imp-router-04")).to_contain_text("192.0.2.204 → 192.0.2.104")
    _forget(house, page)


def test_a_file_is_taken_and_one_that_is_no_list_says_why(house, resident, page):
    chooser = page.get_by_label("File with devices")
    chooser.set_input_files(
        {"name": "ours.yaml", "mimeType": "text/yaml", "buffer": b"- name: imp-router-05\n  address: [\n"}
    )
    expect(page.get_by_text("ours.yaml")).to_be_visible()
    expect(page.get_by_text("Read as YAML")).to_be_visible()
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("alert")).to_contain_text("The list cannot be read.")
    resident.complaints.clear()
    chooser.set_input_files({"name": "ours.csv", "mimeType": "text/csv", "buffer": (HEAD + KNOWN).encode()})
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("button", name="Apply 0 changes")).to_have_attribute("aria-disabled", "true")
    expect(page.get_by_role("alert")).to_have_count(0)
