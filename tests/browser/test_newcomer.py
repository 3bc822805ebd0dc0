"""A newcomer's path through the console, and what it does when something is missing: a film of screenshots."""

import itertools
import re

import pytest
from playwright.sync_api import Error, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.timeout(420)]
NEW_PASSWORD = "a lighthouse keeper's 2nd watch"


@pytest.fixture(scope="module")
def newcomer(demo, visit):
    """Log in for the first time: the console asks for a password of one's own."""
    seen = visit(dark=True)
    page = seen.page
    page.goto(demo.address)
    page.get_by_label("User name").fill("admin")
    page.get_by_label("Password", exact=True).fill(demo.password)
    seen.look("newcomer-1-login")
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/password")
    fields = page.locator("input[type=password]")
    for number, text in enumerate((demo.password, NEW_PASSWORD, NEW_PASSWORD)):
        fields.nth(number).fill(text)
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


def test_a_discovery_finds_the_network(newcomer, demo):
    page = newcomer.page
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
    newcomer.look("newcomer-2-discovery")


def test_a_cut_cable_appears_without_a_reload(newcomer, demo):
    page = newcomer.page
    page.goto(f"{demo.address}/events")
    expect(page.get_by_role("heading", name="Events")).to_be_visible()
    demo.lab("fault", "link-down", "ams1-leaf-01", "Ethernet1")
    row = page.get_by_text(re.compile(r"Ethernet1\b.*ams1-leaf-01.*down|ams1-leaf-01.*Ethernet1\b.*down")).first
    expect(row).to_be_visible(timeout=60_000)
    newcomer.look("newcomer-events")
    demo.lab("fault", "clear")


def test_poll_cycles_say_what_was_asked_and_what_answered(newcomer, demo):
    page = newcomer.page
    page.goto(f"{demo.address}/cycles")
    expect(page.get_by_role("heading", name="Poll cycles")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile(rf"Interfaces.*Done.*{demo.devices}")).first).to_be_visible(
        timeout=60_000
    )
    newcomer.look("newcomer-cycles")


def test_the_search_leads_to_a_device_with_living_charts(newcomer, demo):
    page = newcomer.page
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name="Go to a page or device").fill("leaf-01")
    page.get_by_role("option", name=re.compile("ams1-leaf-01")).first.wait_for()
    newcomer.look("newcomer-3-palette")
    page.get_by_role("option", name=re.compile("ams1-leaf-01")).first.click()
    expect(page.get_by_role("heading", name=re.compile("ams1-leaf-01"))).to_be_visible()
    page.get_by_text("15m", exact=True).click()
    wait_for_points(page, "/api/v1/series/query")
    expect(page.locator("canvas").first).to_be_visible(timeout=90_000)
    newcomer.look("newcomer-4-device")
    page.get_by_role("link", name=re.compile(r"^Interfaces \d+")).click()
    expect(page.get_by_text(re.compile(r"^Ethernet1$")).first).to_be_visible()
    newcomer.look("newcomer-interfaces")
    page.get_by_role("link", name="Connections").click()
    expect(page.get_by_role("grid", name="Neighbours")).to_be_visible()
    newcomer.look("newcomer-5-connections")


def test_the_explorer_draws_and_counts_what_stands_out(newcomer, demo):
    page = newcomer.page
    page.get_by_role("link", name="Explorer").click()
    page.get_by_text("15m", exact=True).click()
    expect(page.locator("canvas").first).to_be_visible(timeout=90_000)
    expect(page.get_by_role("grid", name="In numbers")).to_be_visible()
    newcomer.look("newcomer-6-explorer")


def test_a_chart_becomes_a_dashboard_that_is_arranged_by_keyboard(newcomer, demo):
    page = newcomer.page
    page.get_by_role("button", name="Add to dashboard").click()
    page.get_by_label("Name of the dashboard").fill("Night shift")
    page.get_by_label("Title of the panel").fill("Busiest interfaces")
    page.get_by_role("dialog").get_by_role("button", name="Add to dashboard").click()
    expect(page.get_by_role("heading", name="Night shift")).to_be_visible()
    page.get_by_text("Dashboard", exact=True).last.click()
    page.get_by_role("button", name="Edit panels").click()
    for kind, title in (("States", "Devices"), ("List", "Needs a look")):
        page.get_by_role("button", name="Add panel").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("combobox", name="Shows").click()
        page.get_by_role("option", name=kind, exact=True).click()
        dialog.get_by_label("Title").fill(title)
        dialog.get_by_role("button", name="Take it").click()
        expect(dialog).to_be_hidden()
    handle = page.get_by_role("button", name="Size of Busiest interfaces: drag, or arrow keys")
    handle.focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Night shift saved")).to_be_visible()
    page.get_by_text("15m", exact=True).click()
    page.reload()
    expect(page.get_by_role("region", name="Needs a look")).to_be_visible()
    expect(page.locator("canvas").first).to_be_visible(timeout=60_000)
    newcomer.look("newcomer-7-dashboard")


def test_a_dashboard_goes_to_the_wall_and_back(newcomer, demo):
    page = newcomer.page
    page.get_by_role("button", name="Wallboard").click()
    expect(page.get_by_text("Escape: leave")).to_be_visible()
    expect(page.locator("canvas").first).to_be_visible(timeout=60_000)
    newcomer.look("newcomer-8-wallboard")
    page.keyboard.press("Escape")
    page.wait_for_url("**/dashboards")


def test_a_dropped_connection_is_said_and_caught_up_with(newcomer, demo):
    page = newcomer.page
    live = page.get_by_role("navigation", name="Main")
    line = {"cut": False, "sockets": []}

    def socket(route):
        if line["cut"]:
            route.close()
            return
        route.connect_to_server()
        line["sockets"].append(route)

    page.route_web_socket(re.compile("/socket.io/"), socket)
    page.route("**/socket.io/*", lambda route: route.abort() if line["cut"] else route.continue_())
    page.goto(f"{demo.address}/devices")
    expect(live.get_by_text("Live", exact=True)).to_be_visible()
    line["cut"] = True
    for route in line["sockets"]:
        route.close()
    expect(live.get_by_text("Connection lost")).to_be_visible(timeout=60_000)
    newcomer.look("newcomer-dropped")
    with page.expect_response(lambda response: "/api/v1/devices?" in response.url, timeout=60_000):
        line["cut"] = False
        expect(live.get_by_text("Live", exact=True)).to_be_visible(timeout=60_000)


def test_an_error_of_the_api_is_said_with_a_way_on(newcomer, demo):
    page = newcomer.page
    broken = {"title": "internal", "status": 500, "detail": "The store is away.", "code": "x", "request_id": "r-1"}
    page.route("**/api/v1/dashboards?*", lambda route: route.fulfill(status=500, json=broken))
    page.goto(f"{demo.address}/dashboards")
    expect(page.get_by_role("alert")).to_contain_text("The store is away.")
    expect(page.get_by_role("alert")).to_contain_text("r-1")
    page.unroute("**/api/v1/dashboards?*")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("link", name="Night shift")).to_be_visible()


def test_an_empty_system_says_what_to_do_first(newcomer, demo):
    page = newcomer.page
    page.route(
        "**/api/v1/pools?*", lambda route: route.fulfill(json={"items": [], "total": 0, "offset": 0, "limit": 50})
    )
    page.goto(f"{demo.address}/pools")
    expect(page.get_by_text("No pools yet")).to_be_visible()
    page.unroute("**/api/v1/pools?*")
    page.goto(f"{demo.address}/sites")
    expect(page.get_by_text("No site has a place on the map")).to_be_visible()


def test_a_second_language_says_everything(newcomer, demo):
    page = newcomer.page
    page.goto(f"{demo.address}/preferences")
    page.get_by_role("radio", name="Deutsch").click()
    expect(page.get_by_role("heading", name="Einstellungen", level=1)).to_be_visible()
    page.goto(f"{demo.address}/explorer")
    expect(page.get_by_role("combobox", name="Zeige die ersten")).to_be_visible()
    page.goto(f"{demo.address}/preferences")
    page.get_by_role("radio", name="English").click()
    expect(page.get_by_role("heading", name="Preferences", level=1)).to_be_visible()


def test_an_expired_session_leads_to_the_login_and_back(newcomer, demo):
    page = newcomer.page
    page.goto(f"{demo.address}/explorer?top=10")
    expect(page.get_by_role("heading", name="Explorer")).to_be_visible()
    page.context.clear_cookies()
    page.reload()
    page.wait_for_url(re.compile(r"/login\?next=%2Fexplorer"))
    page.get_by_label("User name").fill("admin")
    page.get_by_label("Password", exact=True).fill(NEW_PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/explorer?top=10")


def test_nobody_spoke_with_another_host(newcomer, demo):
    assert newcomer.hosts == {demo.address.removeprefix("http://")}
