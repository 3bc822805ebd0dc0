"""A page in German says in German also what the server says: refusals at their fields, what settings mean."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


@pytest.fixture
def german(resident):
    """A window whose browser speaks German, whatever the account has chosen."""
    resident.page.add_init_script("localStorage.setItem('wk-language', 'de')")
    resident.page.route("**/api/v1/session/preferences", lambda route: route.fulfill(json={"chosen": {}}))
    return resident


def test_what_the_server_refuses_stands_at_the_field(house, german):
    page = german.page
    page.goto(f"{house.address}/devices")
    page.get_by_role("button", name="Gerät hinzufügen").click()
    form = page.get_by_role("dialog", name="Gerät hinzufügen")
    form.get_by_label("Name").fill("ams-switch-01")
    form.get_by_label("Adresse").fill("no host")
    form.get_by_role("button", name="Gerät hinzufügen").click()
    expect(form.get_by_label("Adresse")).to_have_attribute("aria-invalid", "true")
    expect(form.get_by_text("'no host' ist weder eine IP-Adresse noch ein Rechnername")).to_have_count(1)
    expect(form.get_by_role("alert")).to_have_count(0)  # the field says all of it
    german.look("german-form")
    form.get_by_label("Adresse").fill("192.0.2.200")
    form.get_by_role("button", name="Gerät hinzufügen").click()
    refused = form.get_by_role("alert")
    expect(refused).to_contain_text("Ein Gerät namens 'ams-switch-01' gibt es schon.")
    expect(refused).to_contain_text("Wählen Sie einen anderen Namen.")
    german.complaints.clear()  # the browser says that the server refused

    page.goto(f"{house.address}/settings")
    expect(page.get_by_text("Adresse, auf der gelauscht wird.")).to_be_visible()
    german.look("german-settings")
