"""Logging in as people do: through an OpenID Connect provider, and with a second factor, in a real browser."""

import re

import httpx
import pyotp
import pytest
from live_platform import FAST, LivePlatform
from playwright.sync_api import expect
from running_provider import CLIENT_ID, CLIENT_SECRET, running_provider

from watchkeeper.faces.api.web import is_built

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
PASSWORD = "four unrelated plain words"


@pytest.fixture(scope="module")
def provider():
    with running_provider() as running:
        running.control(ask=True)
        yield running


@pytest.fixture(scope="module")
def platform(provider, tmp_path_factory):
    if not is_built():
        pytest.skip("the web interface is not built (make web)")
    running = LivePlatform(tmp_path_factory.mktemp("logins"))
    running.environment |= {
        **FAST,
        "WATCHKEEPER_OIDC__ENABLED": "true",
        "WATCHKEEPER_OIDC__ISSUER": provider.issuer,
        "WATCHKEEPER_OIDC__CLIENT_ID": CLIENT_ID,
        "WATCHKEEPER_OIDC__CLIENT_SECRET": CLIENT_SECRET,
        "WATCHKEEPER_OIDC__PUBLIC_URL": running.url,
        "WATCHKEEPER_OIDC__NAME": "Example login",
        "WATCHKEEPER_OIDC__ROLES": '{"netops": "operator"}',
    }
    running.init()
    try:
        running.start()
        person = {"name": "kim", "role": "viewer", "password": PASSWORD, "must_change_password": False}
        running.post("/users", person)
        yield running
    finally:
        running.close()


def test_the_provider_logs_one_in_and_the_account_has_the_groups_role(platform, visit):
    seen = visit()
    page = seen.page
    page.goto(f"{platform.url}/account")
    button = page.get_by_role("link", name="Log in with Example login")
    expect(button).to_be_visible()
    seen.look("login-providers")
    button.click()
    page.locator("#yes").click()
    page.wait_for_url("**/account")
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    seen.look("account-oidc")
    (ola,) = [user for user in platform.items("/users") if user["name"] == "ola"]
    assert (ola["role"], ola["origin"]) == ("operator", "oidc")


def test_a_second_factor_is_set_up_and_then_asked_for(platform, visit):
    seen = visit()
    page = seen.page
    page.goto(f"{platform.url}/account")
    sign_in(page)
    page.wait_for_url("**/account")
    page.get_by_label("Current password").fill(PASSWORD)
    page.get_by_role("button", name="Set up", exact=True).click()
    expect(page.get_by_alt_text("QR code for the authenticator")).to_be_visible()
    seen.look("second-factor")
    secret = re.search(r"enter ([A-Z2-7]{32})", page.inner_text("main"))
    assert secret is not None
    phone = pyotp.TOTP(secret[1])
    page.get_by_label("Code of the second factor").fill(phone.now())
    page.get_by_role("button", name="Confirm", exact=True).click()
    expect(page.get_by_text("Keep these recovery codes.")).to_be_visible()
    recovery = re.search(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}", page.inner_text("pre"))
    assert recovery is not None
    seen.look("recovery-codes")

    again = visit().page
    again.goto(f"{platform.url}/account")
    sign_in(again)
    field = again.get_by_label("Code of the second factor")
    field.fill("000000")
    again.get_by_role("button", name="Log in", exact=True).click()
    expect(again.get_by_role("alert")).to_contain_text("The code is wrong")
    field.fill(recovery[0])
    again.get_by_role("button", name="Log in", exact=True).click()
    again.wait_for_url("**/account")
    expect(again.get_by_text("9 recovery codes are left")).to_be_visible()


def test_the_users_page_shows_who_is_known_from_where(platform, visit):
    seen = visit()
    page = seen.page
    page.goto(f"{platform.url}/users")
    login = platform._login
    sign_in(page, login["name"], login["password"])
    page.wait_for_url("**/users")
    expect(page.get_by_role("row").filter(has_text="kim")).to_be_visible()
    seen.look("users")


def sign_in(page, name="kim", password=PASSWORD):
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Log in", exact=True).click()


def test_the_methods_are_public_and_say_nothing_more(platform):
    answer = httpx.get(f"{platform.url}/api/v1/session/methods", trust_env=False)
    assert answer.json()["providers"] == [
        {"kind": "oidc", "name": "Example login", "url": "/api/v1/session/oidc/login"}
    ]
