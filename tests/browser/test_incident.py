"""A fault followed in the console: from the cut through its incident, acknowledgement and recovery to the report."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
NEW_PASSWORD = "a lighthouse keeper's 1st watch"
ENVIRONMENT = {"WATCHKEEPER_ALERTS__QUIET_S": "2", "WATCHKEEPER_ALERTS__HOLD_S": "10"}
FORBIDDEN = "403 (Forbidden)"  # what the API says until the password is one's own


@pytest.fixture(scope="module")
def watch(demo, visit):
    """Log in for the first time, which asks for a password of one's own."""
    seen = visit()
    page = seen.page
    page.goto(demo.address)
    page.get_by_label("User name").fill("admin")
    page.get_by_label("Password", exact=True).fill(demo.password)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/password")
    fields = page.locator("input[type=password]")
    for place, text in enumerate((demo.password, NEW_PASSWORD, NEW_PASSWORD)):
        fields.nth(place).fill(text)
    page.locator("form button[type=submit]").click()
    page.wait_for_url(lambda url: not url.endswith("/password"))
    seen.complaints[:] = [said for said in seen.complaints if FORBIDDEN not in said]
    return seen


def test_from_the_cut_to_the_report(watch, demo, visit):
    page = watch.page
    page.goto(demo.address)
    expect(page.get_by_role("link", name=f"Up: {demo.devices} of {demo.devices} devices")).to_be_visible(timeout=90_000)
    page.get_by_role("link", name="Incidents").click()
    expect(page.get_by_text("No incidents")).to_be_visible()

    demo.lab("fault", "link-down", "ams1-leaf-01", "Ethernet1")
    incident = page.get_by_role("row").get_by_role("link", name=re.compile("ams1-leaf-01")).first
    expect(incident).to_be_visible(timeout=90_000)  # without a reload
    watch.look("incidents")
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
    watch.look("incident-open")
    phone = visit(width=390, height=844, dark=True)
    phone.page.context.add_cookies(page.context.cookies())
    phone.page.goto(page.url)
    expect(phone.page.get_by_text("A digger. Splicing.")).to_be_visible()
    assert phone.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    phone.look("incident-390-dark")

    demo.lab("fault", "clear")
    expect(page.get_by_role("heading", level=1).get_by_text("Closed")).to_be_visible(timeout=90_000)
    watch.look("incident-closed")
    with page.expect_download() as download:
        page.get_by_role("link", name="Report").click()
    report = download.value.path().read_text(encoding="utf-8")
    assert "ams1-leaf-01" in report
    for told in ("opened", "acknowledged", "A digger. Splicing.", "closed"):
        assert told in report
    assert watch.complaints == []
