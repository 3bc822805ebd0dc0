"""Security keys in a real browser: Chromium's own authenticator registers, logs in, stands alone, and is revoked."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from live_platform import FAST, LivePlatform
from playwright.sync_api import Page, expect

from watchkeeper.faces.api.web import is_built

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
PASSWORD = "four unrelated plain words"


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LivePlatform]:
    if not is_built():
        pytest.skip("the web interface is not built (make web)")
    running = LivePlatform(tmp_path_factory.mktemp("keys"))
    running.environment |= {**FAST, "WATCHKEEPER_SECURITY_KEYS__ORIGINS": f'["{address(running)}"]'}
    running.init()
    try:
        running.start()
        person = {"name": "kim", "role": "viewer", "password": PASSWORD, "must_change_password": False}
        running.post("/users", person)
        yield running
    finally:
        running.close()


def address(platform: LivePlatform) -> str:
    """Return the server by name: browsers bind keys to names, and of plain http only to localhost."""
    return f"http://localhost:{platform.port}"


@contextmanager
def authenticator(page: Page) -> Iterator[list[dict[str, object]]]:
    """Plug a virtual authenticator in that knows its person; yield the credentials it had when it was taken out."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable", {"enableUI": False})
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    plugged = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]
    kept: list[dict[str, object]] = []
    yield kept
    kept += devtools.send("WebAuthn.getCredentials", {"authenticatorId": plugged})["credentials"]
    devtools.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": plugged})


def sign_in(page: Page) -> None:
    page.get_by_label("User name").fill("kim")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()


def test_a_key_is_added_asked_for_stands_alone_and_is_revoked(platform: LivePlatform, visit) -> None:
    seen = visit()
    page = seen.page
    with authenticator(page) as kept:
        page.goto(f"{address(platform)}/account")
        sign_in(page)
        page.wait_for_url("**/account")
        panel = page.get_by_role("region", name="Security keys and passkeys")
        panel.get_by_label("Name of the key").fill("laptop")
        panel.get_by_label("Current password").fill(PASSWORD)
        panel.get_by_role("button", name="Add a key").click()
        expect(panel.get_by_text("Keep these recovery codes.")).to_be_visible()
        expect(panel.get_by_role("row").filter(has_text="laptop")).to_contain_text("never")
        seen.look("security-key-added")

        log_out(page)
        sign_in(page)
        page.get_by_role("button", name="Use a security key").click()
        page.wait_for_url(lambda url: "/login" not in url)
        page.goto(f"{address(platform)}/account")
        expect(panel.get_by_role("row").filter(has_text="laptop")).not_to_contain_text("never")

        log_out(page)
        seen.look("login-passkey")
        page.get_by_role("button", name="Log in with a passkey").click()
        page.wait_for_url(lambda url: "/login" not in url)
        page.goto(f"{address(platform)}/account")
        expect(page.get_by_role("row").filter(has_text="passkey")).to_be_visible()

        panel.get_by_role("button", name="Revoke laptop").click()
        panel.get_by_label("Current password").fill(PASSWORD)
        panel.get_by_role("button", name="Revoke laptop").last.click()
        expect(panel.get_by_text("No security keys")).to_be_visible()
        seen.look("security-keys-none")
    assert [key["rpId"] for key in kept] == ["localhost"]
    counts = [key["signCount"] for key in kept]
    assert counts == sorted(counts)
    (kim,) = [user for user in platform.items("/users") if user["name"] == "kim"]
    assert kim["second_factor"] is False
    verbs = {entry["verb"] for entry in platform.items("/audit")}
    assert {"second_factor.key_add", "second_factor.key_remove"} <= verbs
    assert [line for line in seen.complaints if "401" not in line] == []


def log_out(page: Page) -> None:
    page.context.clear_cookies(name="wk_session")
    page.goto(page.url.split("/account")[0] + "/account")
    expect(page.get_by_role("button", name="Log in", exact=True)).to_be_visible()
