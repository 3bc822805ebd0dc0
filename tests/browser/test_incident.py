"""A fault followed in the console, from the cut to the report, and a score unfolded down to its evidence."""

import re
import time

import networkx as nx
import pytest
from playwright.sync_api import expect
from tests.browser.conftest import unsafe

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
ENVIRONMENT = {
    "WATCHKEEPER_ALERTS__QUIET_S": "2",
    "WATCHKEEPER_ALERTS__HOLD_S": "10",
    "WATCHKEEPER_HEALTH__INTERVAL_S": "30",
    "WATCHKEEPER_ALERTS__GATEWAYS": '["ams1-edge-01"]',
}
GATEWAY = "ams1-edge-01"


def on_the_wall(keeper, demo, visit):
    """Hang the dashboard of a shift on a wall; return its page."""
    content = {"kind": "table", "source": "incidents", "rows": 5}
    panel = {"id": "a", "title": "Open incidents", "x": 0, "y": 0, "w": 12, "h": 6, "content": content}
    body = {"name": "Shift", "layout": {"panels": [panel]}}
    made = keeper.page.context.request.post(
        f"{demo.address}/api/v1/dashboards", data=body, headers=unsafe(keeper.page, demo.address)
    )
    assert made.ok, made.text()
    page = visit().page
    page.context.add_cookies(keeper.page.context.cookies())
    page.goto(f"{demo.address}/wall?show={made.json()['id']}")
    return page


def test_from_the_cut_to_the_report(keeper, demo, visit):
    page = keeper.page
    page.goto(demo.address)
    expect(page.get_by_role("link", name=f"Up: {demo.devices} of {demo.devices} devices")).to_be_visible(timeout=90_000)
    page.get_by_role("link", name="Incidents").click()
    expect(page.get_by_text("No incidents")).to_be_visible()

    wall = on_the_wall(keeper, demo, visit)
    expect(wall.get_by_text("Nothing is broken")).to_be_visible()
    demo.lab("fault", "link-down", "ams1-leaf-01", "Ethernet1")
    incident = page.get_by_role("row").get_by_role("link", name=re.compile("ams1-leaf-01")).first
    expect(incident).to_be_visible(timeout=90_000)  # without a reload
    keeper.look("incidents")
    incident.click()
    page.wait_for_url(re.compile(r"/incidents/\d+"))
    expect(page.get_by_text("Opened", exact=True)).to_be_visible()
    expect(page.get_by_role("row", name=re.compile(r"ams1-leaf-01 Ethernet1.*Link down"))).to_be_visible()

    picture = page.get_by_role("region", name="Cause and effect on the map")
    expect(picture.get_by_test_id("network-map")).to_have_attribute("data-settled", "yes")
    picture.get_by_text(re.compile("As a list")).click()
    expect(picture.get_by_role("row", name=re.compile(r"failed.*ams1-leaf-01 Ethernet1"))).to_be_visible()

    page.get_by_role("button", name="Acknowledge").click()
    expect(page.get_by_role("button", name="Acknowledge")).to_have_count(0)
    page.get_by_role("button", name="Take over").click()
    expect(page.get_by_role("button", name="Give back")).to_be_visible()
    page.get_by_label("Comment").fill("A digger. Splicing.")
    page.get_by_role("button", name="Add comment").click()
    expect(page.get_by_text("A digger. Splicing.")).to_be_visible()
    keeper.look("incident-open")
    told = wall.get_by_role("list", name="Incidents").get_by_role("listitem")
    told = told.filter(has_text=re.compile("P[1-5].*ams1-leaf-01.*admin"))
    expect(told).to_be_visible(timeout=60_000)  # nobody touched it
    phone = visit(width=390, height=844, dark=True)
    phone.page.context.add_cookies(page.context.cookies())
    phone.page.goto(page.url)
    expect(phone.page.get_by_text("A digger. Splicing.")).to_be_visible()
    assert phone.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    phone.look("incident-390-dark")

    demo.lab("fault", "clear")
    expect(page.get_by_role("heading", level=1).get_by_text("Closed")).to_be_visible(timeout=90_000)
    expect(wall.get_by_text("Nothing is broken")).to_be_visible()
    keeper.look("incident-closed")
    with page.expect_download() as download:
        page.get_by_role("link", name="Report").click()
    report = download.value.path().read_text(encoding="utf-8")
    assert "ams1-leaf-01" in report
    for told in ("opened", "acknowledged", "A digger. Splicing.", "closed"):
        assert told in report
    assert keeper.complaints == []


def cut_vertex(keeper, demo):
    """Return the device whose loss cuts off most others from the gateway, and those; waits until the map knows them."""
    deadline = time.monotonic() + 120
    while True:
        found = keeper.page.context.request.get(f"{demo.address}/api/v1/topology").json()
        graph = nx.Graph(
            (edge["a"]["device"], edge["b"]["device"])
            for edge in found["edges"]
            if edge["layer"] == "physical" and edge["a"] and edge["b"]
        )
        if graph.number_of_nodes() >= demo.devices - 2 and GATEWAY in graph:
            break
        assert time.monotonic() < deadline, "the map stays empty"
        keeper.page.wait_for_timeout(1000)
    cut = {}
    for name in nx.articulation_points(graph):
        rest = graph.subgraph(set(graph) - {name})
        if name != GATEWAY:
            cut[name] = sorted(set(rest) - nx.node_connected_component(rest, GATEWAY))
    return max(cut.items(), key=lambda pair: (len(pair[1]), pair[0]))


def test_cause_and_effect_are_drawn_and_listed_and_lead_to_their_devices(keeper, demo, visit):
    root, consequences = cut_vertex(keeper, demo)
    page = keeper.page
    alerts = [{"entity": f"node:{name}", "kind": "unreachable"} for name in (*consequences, root)]
    answer = page.context.request.post(
        f"{demo.address}/api/v1/alerts/ingest", data={"alerts": alerts}, headers=unsafe(page, demo.address)
    )
    (number,) = answer.json()["incidents"]
    page.goto(f"{demo.address}/incidents/{number}")
    expect(page.get_by_role("heading", level=1).get_by_text(root)).to_be_visible(timeout=60_000)
    picture = page.get_by_role("region", name="Cause and effect on the map")
    drawing = picture.get_by_test_id("network-map")
    expect(drawing).to_have_attribute("data-settled", "yes")
    expect(drawing).to_have_attribute("aria-label", re.compile(r"Map of what the incident touches: \d+ devices"))
    keeper.look("incident-picture")
    phone = visit(width=360, height=740, dark=True)
    phone.page.context.add_cookies(page.context.cookies())
    phone.page.goto(page.url)
    small = phone.page.get_by_role("region", name="Cause and effect on the map")
    expect(small.get_by_test_id("network-map")).to_have_attribute("data-settled", "yes")
    small.scroll_into_view_if_needed()
    phone.look("incident-picture-360-dark")
    assert phone.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    summary = picture.get_by_text(re.compile("As a list"))
    summary.focus()
    page.keyboard.press("Enter")
    expect(picture.get_by_role("row", name=re.compile(rf"^failed.*{root}"))).to_be_visible()
    for name in consequences:
        expect(picture.get_by_role("row", name=re.compile(rf"^cut off.*{name}.*1 held back"))).to_be_visible()
    expect(picture.get_by_role("row", name=re.compile("seen from here.*watchkeeper"))).to_be_visible()
    keeper.look("incident-picture-list")
    picture.get_by_role("link", name=root, exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/devices/\d+"))
    expect(page.get_by_role("heading", level=1).get_by_text(root)).to_be_visible()
    assert keeper.complaints == []


def test_a_score_unfolds_to_its_evidence(keeper, demo):
    page = keeper.page
    page.goto(f"{demo.address}/health")
    network = page.get_by_role("region", name="The network")
    expect(network.get_by_text(re.compile(r"\d+ healthy"))).to_be_visible(timeout=180_000)
    keeper.look("health")
    branch = page.get_by_role("region", name="Sites").get_by_role("button").first
    branch.click()
    site = page.get_by_role("region", name="Sites")
    site.get_by_role("button").nth(1).click()
    parts = page.get_by_role("list", name="What the score is made of").first
    expect(parts.get_by_text("availability")).to_be_visible()
    expect(parts.get_by_text(re.compile("answered")).first).to_be_visible()
    keeper.look("health-unfolded")
    page.get_by_role("link", name="Open the device").first.click()
    expect(page.get_by_role("region", name="Health")).to_be_visible(timeout=30_000)
    keeper.look("health-device")
    assert keeper.complaints == []
