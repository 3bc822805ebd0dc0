"""What the console does when something is missing or goes wrong in the middle of work."""

import json
import os
import re
import signal
import subprocess

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import enter, open_window, unsafe
from tests.browser.still_life import PASSWORD, QUIET, WK, StillLife, noon, settle

EMPTY = {
    "devices": "No devices yet",
    "incidents": "No incidents",
    "alerts": "No alerts",
    "anomalies": "Nothing departs from normal",
    "maintenance": "No maintenance is planned",
    "health": "There are no sites",
    "sites": "No sites yet",
    "pools": "No pools yet",
    "map": "No links are known yet",
    "events": "No events",
    "messages": "No messages",
    "explorer": "No samples in this window",
    "dashboards": "No dashboards yet",
    "discovery": "No discovery yet",
    "credentials": "No credentials yet",
    "cycles": "No cycle has run yet",
}
pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


def test_a_session_that_ends_in_the_middle_leads_to_the_login_and_back(house, resident):
    page = resident.page
    page.context.clear_cookies()
    enter(page, house)  # a session of its own, for it is going to end
    page.goto(f"{house.address}/devices?state=down")
    expect(page.get_by_role("grid", name="Devices")).to_have_attribute("aria-rowcount", "3")
    ended = page.context.request.delete(f"{house.address}/api/v1/session", headers=unsafe(page, house.address))
    assert ended.ok  # elsewhere; this page does not know yet
    page.get_by_role("combobox", name="Site", exact=True).select_option(label="Amsterdam")
    page.wait_for_url(re.compile(r"/login\?next="))
    page.get_by_label("User name").fill("admin")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/devices\?(?=.*state=down)(?=.*site=1)"))
    expect(page.get_by_role("link", name="ams-switch-04")).to_be_visible()


def test_what_changed_while_the_line_was_cut_is_there_when_it_is_back(house, resident):
    page = resident.page
    line = {"cut": False, "sockets": []}

    def socket(route):
        if line["cut"]:
            route.close()
            return
        route.connect_to_server()
        line["sockets"].append(route)

    page.route_web_socket(re.compile("/socket.io/"), socket)
    page.route("**/socket.io/*", lambda route: route.abort() if line["cut"] else route.continue_())
    page.goto(f"{house.address}/devices")
    live = page.get_by_role("navigation", name="Main")
    expect(live.get_by_text("Live", exact=True)).to_be_visible()
    line["cut"] = True
    for route in line["sockets"]:
        route.close()
    expect(live.get_by_text("Connection lost")).to_be_visible(timeout=60_000)
    change = {"data": {"name": "lis-renamed"}, "headers": unsafe(page, house.address)}
    assert page.context.request.patch(f"{house.address}/api/v1/devices/12", **change).ok
    expect(page.get_by_role("link", name="lis-switch-12")).to_be_visible()
    line["cut"] = False
    expect(live.get_by_text("Live", exact=True)).to_be_visible(timeout=60_000)
    expect(page.get_by_role("link", name="lis-renamed")).to_be_visible(timeout=60_000)
    change["data"] = {"name": "lis-switch-12"}
    assert page.context.request.patch(f"{house.address}/api/v1/devices/12", **change).ok
    expect(page.get_by_role("link", name="lis-switch-12")).to_be_visible(timeout=60_000)  # by the channel now
    resident.complaints.clear()  # the browser says that its connections were refused


def test_a_red_device_says_why_how_that_is_known_and_what_happened(house, resident):
    page = resident.page
    page.goto(f"{house.address}/devices/4")
    why = page.get_by_role("region", name="Why is this red?")
    expect(why.get_by_text("It does not answer")).to_be_visible()
    expect(why.get_by_text("No answer to ping and SNMP.")).to_be_visible()
    expect(why.get_by_text("ams-switch-04 no longer answers.")).to_be_visible()
    page.goto(f"{house.address}/devices/1")
    expect(page.get_by_role("heading", name="ams-switch-01", level=1)).to_be_visible()
    expect(page.get_by_role("region", name="Why is this red?").get_by_text("It does not answer")).to_have_count(0)


def test_an_error_of_the_server_is_said_and_the_page_can_ask_again(house, resident):
    page = resident.page
    broken = {"title": "internal", "status": 500, "detail": "The store is away.", "code": "x", "request_id": "r-1"}
    page.route("**/api/v1/series/query?*", lambda route: route.fulfill(status=500, json=broken))
    page.goto(f"{house.address}/explorer")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("The store is away.")
    expect(alert).to_contain_text("r-1")
    page.unroute("**/api/v1/series/query?*")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("grid", name="In numbers")).to_be_visible()
    resident.complaints.clear()  # the browser says that the server failed


@pytest.fixture
def empty(tmp_path):
    """An installation as it is after `wk init`: nothing is in it."""
    environment = {**os.environ, **QUIET, "WATCHKEEPER_DATA_DIR": str(tmp_path / "data")}
    made = subprocess.run([WK, "init", "--json"], env=environment, capture_output=True, text=True, check=True)
    command = [WK, "serve", "--host", "127.0.0.1", "--port", "0", "--json"]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    try:
        address = json.loads(server.stdout.readline())["address"]
        running = StillLife(address, json.loads(made.stdout)["first_login"]["password"], noon())
        settle(running)
        yield running
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(60)
        server.stdout.close()


def test_an_empty_system_says_on_every_page_what_is_missing(empty, browser):
    seen = open_window(browser, 1440, 900, dark=True)
    enter(seen.page, empty)
    page = seen.page
    page.goto(empty.address)
    expect(page.get_by_text("Add a credential")).to_be_visible()
    seen.look("empty-overview")
    for path, said in EMPTY.items():
        page.goto(f"{empty.address}/{path}")
        expect(page.get_by_text(said).first, path).to_be_visible()
    page.goto(f"{empty.address}/devices/1")
    expect(page.get_by_role("alert")).to_be_visible()
    assert [said for said in seen.complaints if "404" not in said] == []
    page.context.close()
