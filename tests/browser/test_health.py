"""Health in Chromium: the tree of a running network, unfolded down to the evidence of one device."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]
PASSWORD = "a physician's 2nd stethoscope"
ENVIRONMENT = {"WATCHKEEPER_HEALTH__INTERVAL_S": "30"}


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


def test_a_score_unfolds_to_its_evidence(reader, demo):
    page = reader.page
    page.goto(f"{demo.address}/health")
    network = page.get_by_role("region", name="The network")
    expect(network.get_by_text(re.compile(r"\d+ healthy"))).to_be_visible(timeout=180_000)
    reader.look("health")
    branch = page.get_by_role("region", name="Sites").get_by_role("button").first
    branch.click()
    site = page.get_by_role("region", name="Sites")
    site.get_by_role("button").nth(1).click()
    parts = page.get_by_role("list", name="What the score is made of").first
    expect(parts.get_by_text("availability")).to_be_visible()
    expect(parts.get_by_text(re.compile("answered")).first).to_be_visible()
    reader.look("health-unfolded")
    page.get_by_role("link", name="Open the device").first.click()
    expect(page.get_by_role("region", name="Health")).to_be_visible()
    reader.look("health-device")
    assert reader.complaints == []
