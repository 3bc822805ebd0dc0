"""Pools: found by a filter or listed one by one, changed from one to the other, and had back after a deletion."""

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import unsafe
from tests.browser.still_life import DEVICES, SITES
from tests.browser.tables import drawn

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
EACH = DEVICES // len(SITES)


def test_a_pool_is_made_changed_deleted_and_had_back(house, resident):
    page = resident.page
    page.goto(f"{house.address}/pools")
    page.get_by_role("button", name="Add pool").first.click()
    form = page.get_by_role("dialog", name="Add pool")
    form.get_by_label("Name", exact=True).fill("Berlin's")
    form.get_by_role("button", name="Add pool").click()
    expect(form.get_by_label("Names of devices")).to_have_attribute("aria-invalid", "true")
    form.get_by_label("Names of devices").fill("ber-*, nobody-?")
    resident.look("pool-form")
    form.get_by_role("button", name="Add pool").click()
    expect(page.get_by_text(f"It holds {EACH} devices now.")).to_be_visible()
    pools = drawn(page.get_by_role("grid", name="Pools"))
    row = pools.get_by_role("row", name="Berlin's")
    expect(row).to_contain_text("name ber-* or nobody-?")

    row.get_by_role("button", name="Edit Berlin's").click()
    form = page.get_by_role("dialog", name="Edit Berlin's")
    expect(form.get_by_label("Names of devices")).to_have_value("ber-*, nobody-?")
    form.get_by_role("radio", name="One by one").check()
    for name in ("ams-switch-01", "lis-switch-03"):
        form.get_by_role("combobox", name="Devices").fill(name)
        page.get_by_role("option", name=name).click()
    page.keyboard.press("Tab")  # the choices close
    form.get_by_role("button", name="Save").click()
    expect(page.get_by_text("It holds 2 devices now.")).to_be_visible()
    expect(row).to_contain_text("listed one by one")

    row.get_by_role("link", name="Berlin's").click()
    devices = page.get_by_role("grid", name="Devices")
    expect(devices).to_have_attribute("aria-rowcount", "3")
    expect(devices.get_by_role("link", name="lis-switch-03")).to_be_visible()

    page.go_back()
    row.get_by_role("button", name="Delete Berlin's").click()
    question = page.get_by_role("dialog", name="Delete Berlin's?")
    expect(question).to_contain_text("Its 2 devices stay")
    question.get_by_role("button", name="Delete").click()
    expect(page.get_by_text("No pools yet")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(row).to_contain_text("listed one by one")
    row.get_by_role("button", name="Delete Berlin's").click()
    question.get_by_role("button", name="Delete").click()
    expect(page.get_by_text("No pools yet")).to_be_visible()


def test_a_filter_written_by_the_api_stays_as_it_is(house, resident):
    page, pools = resident.page, f"{house.address}/api/v1/pools"
    token = unsafe(page, house.address)
    nested = {"any": [{"site": ["Berlin"]}, {"site": ["Lisbon"]}]}
    made = page.context.request.post(pools, data={"name": "away", "filter": nested}, headers=token).json()
    page.goto(f"{house.address}/pools")
    page.get_by_role("button", name="Edit away").click()
    form = page.get_by_role("dialog", name="Edit away")
    expect(form).to_contain_text("has parts that only the API can write. It stays as it is.")
    form.get_by_label("Name", exact=True).fill("elsewhere")
    form.get_by_role("button", name="Save").click()
    expect(page.get_by_text("elsewhere saved")).to_be_visible()
    assert page.context.request.get(f"{pools}/{made['id']}").json()["filter"] == nested
    page.set_viewport_size({"width": 360, "height": 740})
    expect(page.get_by_role("button", name="Delete elsewhere")).to_be_visible()
    grid = page.get_by_role("grid", name="Pools")
    assert grid.evaluate("one => one.scrollWidth <= one.clientWidth"), "nothing is beside the screen of a phone"
    resident.look("pools-phone")
    assert page.context.request.delete(f"{pools}/{made['id']}", headers=token).ok
