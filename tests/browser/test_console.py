"""The console as a whole: what axe says of every page, what fits which screen, what a viewer is spared."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.timeout(420)]
expect.set_options(timeout=30_000)
NEW_PASSWORD = "a lighthouse keeper's 3rd watch"
AXE = Path(__file__).resolve().parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
PAGES = (
    "",
    "dashboards",
    "incidents",
    "alerts",
    "anomalies",
    "baselines?device=1",
    "health",
    "rules",
    "rules/cpu_busy",
    "maintenance",
    "devices",
    "devices/1",
    "devices/1?tab=interfaces",
    "devices/1?tab=sensors",
    "devices/1?tab=connections",
    "devices/1?tab=raw",
    "devices/1/interface?name=et-0/0/0",
    "sites",
    "map",
    "map?view=risks",
    "map?view=changes",
    "events",
    "messages",
    "explorer",
    "discovery",
    "import",
    "pools",
    "credentials",
    "users",
    "roles",
    "audit",
    "cycles",
    "tasks",
    "system",
    "settings",
    "preferences",
    "account",
    "password",
    "wall",
)
SERIOUS = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id} x${nodes.length}: ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary}`);
}"""


@pytest.fixture(scope="module")
def keeper(demo, visit):
    """An administrator with a password of their own."""
    seen = visit()
    page = seen.page
    page.goto(demo.address)
    page.get_by_label("User name").fill("admin")
    page.get_by_label("Password", exact=True).fill(demo.password)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/password")
    fields = page.locator("input[type=password]")
    for number, text in enumerate((demo.password, NEW_PASSWORD, NEW_PASSWORD)):
        fields.nth(number).fill(text)
    page.locator("form button[type=submit]").click()
    page.wait_for_url(lambda url: not url.endswith("/password"))
    page.goto(f"{demo.address}/devices")
    expect(page.get_by_text(f"{demo.devices} devices")).to_be_visible()
    return seen


def opened(page: Page, address: str) -> None:
    """Go there and wait until the page says something and nothing is being loaded any more."""
    page.goto(address)
    page.locator("h1:visible, main p:visible, main h2:visible").first.wait_for()
    expect(page.locator(".mantine-Skeleton-root")).to_have_count(0)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious_on_any_page(demo, visit, keeper, dark):
    if not AXE.is_file():
        pytest.skip("axe-core is not installed (npm ci in web)")
    seen = visit(dark=dark)
    seen.page.context.add_cookies(keeper.page.context.cookies())
    found: dict[str, list[str]] = {}
    script = AXE.read_text(encoding="utf-8")
    for name in PAGES:
        opened(seen.page, f"{demo.address}/{name}")
        seen.page.evaluate(script)
        if wrong := seen.page.evaluate(SERIOUS):
            found[name] = wrong
    assert not found, "\n".join(f"/{name}: {each}" for name, wrong in found.items() for each in wrong)


@pytest.mark.parametrize(("width", "height"), [(360, 740), (3840, 2160)])
def test_every_page_fits_the_smallest_and_the_largest_screen(demo, visit, keeper, width, height):
    seen = visit(width=width, height=height, dark=True)
    seen.page.context.add_cookies(keeper.page.context.cookies())
    wide: dict[str, int] = {}
    for name in PAGES:
        opened(seen.page, f"{demo.address}/{name}")
        over = seen.page.evaluate(
            "Math.max(...[document.documentElement, document.querySelector('main')].filter(Boolean)"
            ".map((one) => one.scrollWidth - one.clientWidth))"
        )
        if over > 0:
            wide[name] = over
        seen.look(f"fits-{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-') or 'overview'}-{width}")
    assert wide == {}
    assert seen.complaints == []


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
    for target in (*targets, "/devices/1", "/devices/1/interface?name=et-0/0/0", "/wall", "/preferences", "/account"):
        opened(guest.page, f"{demo.address}{target}")
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
