"""A fault followed in the console, from the cut to the report, and a score unfolded down to its evidence."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
ENVIRONMENT = {
    "WATCHKEEPER_ALERTS__QUIET_S": "2",
    "WATCHKEEPER_ALERTS__HOLD_S": "10",
    "WATCHKEEPER_HEALTH__INTERVAL_S": "30",
}


def test_from_the_cut_to_the_report(keeper, demo, visit):
    page = keeper.page
    page.goto(demo.address)
    expect(page.get_by_role("link", name=f"Up: {demo.devices} of {demo.devices} devices")).to_be_visible(timeout=90_000)
    page.get_by_role("link", name="Incidents").click()
    expect(page.get_by_text("No incidents")).to_be_visible()

    demo.lab("fault", "link-down", "ams1-leaf-01", "Ethernet1")
    incident = page.get_by_role("row").get_by_role("link", name=re.compile("ams1-leaf-01")).first
    expect(incident).to_be_visible(timeout=90_000)  # without a reload
    keeper.look("incidents")
    incident.click()
    page.wait_for_url(re.compile(r"/incidents/\d+"))
    expect(page.get_by_text("Opened", exact=True)).to_be_visible()
    expect(page.get_by_role("row", name=re.compile(r"ams1-leaf-01 Ethernet1.*Link down"))).to_be_visible()

    page.get_by_role("button", name="Acknowledge").click()
    expect(page.get_by_role("button", name="Acknowledge")).to_have_count(0)
    page.get_by_role("button", name="Take over").click()
    expect(page.get_by_role("button", name="Give back")).to_be_visible()
    page.get_by_label("Comment").fill("A digger. Splicing.")
    page.get_by_role("button", name="Add comment").click()
    expect(page.get_by_text("A digger. Splicing.")).to_be_visible()
    keeper.look("incident-open")
    phone = visit(width=390, height=844, dark=True)
    phone.page.context.add_cookies(page.context.cookies())
    phone.page.goto(page.url)
    expect(phone.page.get_by_text("A digger. Splicing.")).to_be_visible()
    assert phone.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    phone.look("incident-390-dark")

    demo.lab("fault", "clear")
    expect(page.get_by_role("heading", level=1).get_by_text("Closed")).to_be_visible(timeout=90_000)
    keeper.look("incident-closed")
    with page.expect_download() as download:
        page.get_by_role("link", name="Report").click()
    report = download.value.path().read_text(encoding="utf-8")
    assert "ams1-leaf-01" in report
    for told in ("opened", "acknowledged", "A digger. Splicing.", "closed"):
        assert told in report
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
    expect(page.get_by_role("region", name="Health")).to_be_visible()
    keeper.look("health-device")
    assert keeper.complaints == []
