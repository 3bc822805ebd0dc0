"""Dashboards: panels dragged by mouse, choices above them, files, what others see, and the wall in turn."""

import json
import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import enter, open_window, unsafe

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
GUEST = {"name": "wanda", "password": "a guest who only looks 9", "role": "viewer", "must_change_password": False}


def make(page: Page, address: str, name: str, starter: str) -> int:
    """Make a dashboard in the dialog; return its number."""
    page.goto(f"{address}/dashboards")
    page.get_by_role("button", name="Make a dashboard").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill(name)
    dialog.get_by_role("radio", name=re.compile(starter)).check()
    dialog.get_by_role("button", name="Make a dashboard").click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible(timeout=30_000)
    return int(page.url.partition("?")[0].rpartition("/")[2])


def menu(page: Page, choice: str) -> None:
    """Choose something of the dashboard's menu."""
    page.locator("summary", has_text="Dashboard").click()
    page.get_by_role("button", name=choice).click()


def place(page: Page, panel: str) -> tuple[float, float]:
    box = page.get_by_role("region", name=panel).bounding_box()
    assert box is not None
    return box["x"], box["y"]


def test_a_dragged_panel_stays_where_it_was_put(house, resident):
    page = resident.page
    make(page, house.address, "Dragged", "The network")
    before = {name: place(page, name) for name in ("Devices", "Busiest interfaces, in")}
    menu(page, "Edit panels")
    handle = page.get_by_role("button", name="Move Devices: drag, or arrow keys")
    box = handle.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + 900, box["y"] + 20, steps=8)
    page.mouse.up()
    resident.look("dashboard-dragged")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Dragged saved")).to_be_visible()
    page.reload()
    expect(page.get_by_role("region", name="Devices")).to_be_visible()
    moved = place(page, "Devices")
    assert moved[0] > before["Devices"][0] + 700  # eight columns to the right, as far as it goes
    # what was in its way has made room below it
    assert place(page, "Busiest interfaces, in")[1] > before["Busiest interfaces, in"][1] + 50


def test_a_choice_above_the_panels_is_in_the_address(house, resident):
    page = resident.page
    make(page, house.address, "One device", "One device")
    expect(page.get_by_text("Choose above what this shows").first).to_be_visible()
    with page.expect_response(re.compile(r"/series/query\?.*device_id=5&")):
        page.get_by_label("Device", exact=True).select_option(label="ber-switch-05")
    page.wait_for_url(re.compile("v_device=5"))
    expect(page.get_by_role("region", name="Traffic in").locator("canvas")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Device", exact=True)).to_have_value("5")
    expect(page.get_by_role("region", name="Traffic in").locator("canvas")).to_be_visible()
    resident.look("dashboard-variable")


def add(page: Page, title: str) -> None:
    """Take a panel of a kind into the draft, with whatever the open dialog says besides."""
    dialog = page.get_by_role("dialog", name="Add panel")
    dialog.get_by_label("Title").fill(title)
    dialog.get_by_role("button", name="Take it").click()
    expect(page.get_by_role("region", name=title)).to_be_visible()


def choose_kind(page: Page, kind: str) -> None:
    page.get_by_role("button", name="Add panel").click()
    page.get_by_role("dialog", name="Add panel").get_by_role("combobox", name="Shows").or_(
        page.get_by_role("textbox", name="Shows")
    ).first.click()
    page.get_by_role("option", name=kind, exact=True).click()


def test_panels_of_words_and_of_the_map_are_made_kept_and_lead_on(house, resident):
    page = resident.page
    make(page, house.address, "Words", "An empty grid")
    page.get_by_role("button", name="Edit panels").first.click()
    choose_kind(page, "Text")
    page.get_by_role("textbox", name="Text").fill(
        "# Who to call\n- **first** the desk\n\n[Down now](/devices?state=down)"
    )
    add(page, "Duty")
    choose_kind(page, "Map")
    add(page, "Where")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Words saved")).to_be_visible()
    page.reload()
    words = page.get_by_role("region", name="Duty")
    expect(words.get_by_role("heading", name="Who to call")).to_be_visible(timeout=30_000)
    expect(words.get_by_role("listitem")).to_have_text("first the desk")
    places = page.get_by_role("region", name="Where")
    berlin = places.get_by_role("link", name=re.compile("^Berlin"))
    expect(berlin).to_be_visible()
    resident.look("dashboard-words-map")
    berlin.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/devices\?(.*&)?site=2"))
    page.go_back()
    words.get_by_role("link", name="Down now").click()
    page.wait_for_url(re.compile(r"/devices\?(.*&)?state=down"))


def test_a_file_of_a_dashboard_makes_the_same_again(house, resident, tmp_path):
    page = resident.page
    made = make(page, house.address, "Carried", "The network")
    page.locator("summary", has_text="Dashboard").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Export as a file").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert json.loads(file.read_text(encoding="utf-8"))["name"] == "Carried"
    page.goto(f"{house.address}/dashboards")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Import").click()
    chooser.value.set_files(file)
    expect(page.get_by_role("heading", name=re.compile("Carried"), level=1)).to_be_visible()
    page.wait_for_url(re.compile(r"/dashboards/\d+"))
    again = int(page.url.partition("?")[0].rpartition("/")[2])
    assert again != made
    fetched = [page.context.request.get(f"{house.address}/api/v1/dashboards/{one}").json() for one in (made, again)]
    assert fetched[0]["layout"] == fetched[1]["layout"]
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"kind": "something else"}', encoding="utf-8")
    page.goto(f"{house.address}/dashboards")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Import").click()
    chooser.value.set_files(wrong)
    expect(page.get_by_text("The file was not imported")).to_be_visible()
    resident.complaints.clear()  # the browser says that the server refused the file


def test_what_is_shared_is_seen_by_others_and_only_read(house, resident, browser):
    page = resident.page
    number = make(page, house.address, "For all", "The network")
    made = page.context.request.post(f"{house.address}/api/v1/users", data=GUEST, headers=unsafe(page, house.address))
    assert made.status == 201
    guest = open_window(browser, 1440, 900, dark=False)
    enter(guest.page, house, GUEST["name"], GUEST["password"])
    guest.page.goto(f"{house.address}/dashboards")
    expect(guest.page.get_by_text("No dashboards yet")).to_be_visible()
    menu(page, "Share with everybody")
    expect(page.get_by_text("Everybody sees For all now")).to_be_visible()
    guest.page.goto(f"{house.address}/dashboards")
    guest.page.get_by_role("link", name="For all").click()
    guest.page.wait_for_url(f"**/dashboards/{number}")
    expect(guest.page.get_by_text("Made by admin")).to_be_visible()
    guest.page.locator("summary", has_text="Dashboard").click()
    expect(guest.page.get_by_role("button", name="Export as a file")).to_be_visible()
    for refused in ("Edit panels", "Delete", "Share no longer"):
        expect(guest.page.get_by_role("button", name=refused)).to_have_count(0)
    guest.page.context.close()


def test_the_wall_shows_one_after_another_until_it_is_stopped(house, resident):
    page = resident.page
    numbers = [make(page, house.address, name, "An empty grid") for name in ("First", "Second", "Third")]
    page.goto(f"{house.address}/wall?show={','.join(map(str, numbers))}&every=5")
    title = page.get_by_role("heading", level=1)
    for name in ("First", "Second", "Third"):  # by itself
        expect(title).to_have_text(name, timeout=30_000)
    page.keyboard.press("Space")
    expect(page.get_by_text("Paused")).to_be_visible()
    shown = title.inner_text()
    page.keyboard.press("ArrowRight")
    expect(title).not_to_have_text(shown)
    page.keyboard.press("ArrowLeft")
    expect(title).to_have_text(shown)
    expect(page.get_by_role("list", name="Dashboards in turn").get_by_role("listitem")).to_have_count(3)
    page.keyboard.press("Escape")
    page.wait_for_url("**/dashboards")
