"""An administrator makes a role in the browser and gives it away, tries a login on a device, makes a support bundle."""

import json
import zipfile

import httpx
import pytest
from live_platform import FAST, LivePlatform
from playwright.sync_api import expect
from running_sshd import USER, make_key, needs_sshd, public, running_sshd

from watchkeeper.estate.vault.host_keys import fingerprint_of
from watchkeeper.faces.api.web import is_built

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
PASSWORD = "four unrelated plain words"
ROLE = "night-watch"
MAY = {
    "devices:view": "See devices, interfaces, sites, pools and tags.",
    "events:view": "See what happened to devices and interfaces.",
}


@pytest.fixture(scope="module")
def platform(tmp_path_factory):
    if not is_built():
        pytest.skip("the web interface is not built (make web)")
    running = LivePlatform(tmp_path_factory.mktemp("roles"))
    running.environment |= FAST
    running.init()
    try:
        running.start()
        running.post("/users", {"name": "kim", "role": "admin", "password": PASSWORD, "must_change_password": False})
        running.post("/devices", {"name": "core-1", "address": "127.0.0.1", "snmp_port": 9})
        yield running
    finally:
        running.close()


def sign_in(page, address, name, password):
    page.goto(address)
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Log in", exact=True).click()


def test_a_role_is_made_and_given_and_its_account_can_do_just_that(platform, visit):
    admin = visit()
    page = admin.page
    sign_in(page, f"{platform.url}/roles", platform._login["name"], platform._login["password"])
    page.get_by_role("button", name="Add role").click()
    form = page.get_by_role("dialog")
    form.get_by_label("Name").fill(ROLE)
    form.get_by_label("What it is for").fill("Looks at devices by night")
    for meaning in MAY.values():
        form.get_by_role("checkbox", name=meaning).check()
    admin.look("role-form")
    form.get_by_role("button", name="Save").click()
    expect(page.get_by_role("columnheader", name=ROLE)).to_be_visible()
    (made,) = [role for role in platform.get("/roles")["roles"] if role["name"] == ROLE]
    assert set(made["permissions"]) == set(MAY)

    page.goto(f"{platform.url}/users")
    page.get_by_label("Role: kim").first.click()
    page.get_by_role("option", name=ROLE).click()
    expect(page.get_by_label("Role: kim").first).to_have_value(ROLE)
    page.wait_for_load_state("networkidle")

    seen = visit()
    page = seen.page
    sign_in(page, f"{platform.url}/devices", "kim", PASSWORD)
    expect(page.get_by_text("core-1").first).to_be_visible()
    seen.look("custom-role")
    offered = {link.get_attribute("href") for link in page.get_by_role("navigation").get_by_role("link").all()}
    assert {"/devices", "/events"} <= offered
    assert not offered & {"/users", "/roles", "/credentials", "/audit", "/map", "/alerts", "/incidents", "/settings"}
    assert page.get_by_role("button", name="Add device").count() == 0


def test_the_server_lets_the_account_do_that_and_no_more(platform):
    with httpx.Client(base_url=f"{platform.url}/api/v1", trust_env=False) as kim:
        session = kim.post("/session", json={"username": "kim", "password": PASSWORD}).json()
        assert set(session["user"]["permissions"]) == set(MAY)
        kim.headers["X-CSRF-Token"] = session["csrf_token"]
        for path in ("/devices", "/events", "/sites", "/pools"):
            assert kim.get(path).status_code == 200, path
        for path in ("/users", "/roles", "/credentials", "/audit", "/alerts", "/incidents", "/host-keys", "/settings"):
            assert kim.get(path).status_code == 403, path
        device = {"name": "core-2", "address": "127.0.0.1"}
        assert kim.post("/devices", json=device).status_code == 403
        assert kim.delete(f"/devices/{platform.devices()['core-1']['id']}").status_code == 403
        assert kim.patch(f"/users/{session['user']['id']}", json={"role": "admin"}).status_code == 403


@needs_sshd
def test_a_login_by_ssh_is_tried_on_the_devices_page(platform, visit, tmp_path):
    device = platform.devices()["core-1"]["id"]
    host, mine = make_key(tmp_path, "host"), make_key(tmp_path, "mine")
    with running_sshd(tmp_path, host, lets_in=mine) as port:
        parts = {"user": USER, "private_key": mine.read_text(), "attributes": {"port": str(port)}}
        credential = platform.post("/credentials", {"name": "night key", "kind": "ssh_key", **parts})["id"]
        platform.post(f"/credentials/{credential}/mappings", {"level": "device", "ref": str(device)})
        seen = visit()
        page = seen.page
        sign_in(page, f"{platform.url}/devices/{device}", platform._login["name"], platform._login["password"])
        panel = page.get_by_role("region", name="SSH credentials of this device")
        expect(panel.get_by_text("night key")).to_be_visible()
        said = panel.get_by_role("status").last
        panel.get_by_role("button", name="Log in by SSH").click()
        expect(said).to_contain_text(f"lets {USER} in")
        expect(said).to_contain_text("met for the first time and is pinned now")
        expect(said).to_contain_text(fingerprint_of(public(host)))
        panel.get_by_role("button", name="Log in by SSH").click()
        expect(said).to_contain_text("is the one it is known by")
        seen.look("ssh-login")
    page.goto(f"{platform.url}/credentials")
    expect(page.get_by_text(fingerprint_of(public(host))).first).to_be_visible()


def test_a_support_bundle_is_made_on_the_page_of_the_system(platform, visit, tmp_path):
    seen = visit()
    page = seen.page
    sign_in(page, f"{platform.url}/system", platform._login["name"], platform._login["password"])
    panel = page.get_by_role("region", name="Support bundle")
    with page.expect_download() as download:
        panel.get_by_role("button", name="Make a support bundle").click()
    expect(panel.get_by_role("status")).to_contain_text(".zip")
    seen.look("support-bundle")
    download.value.save_as(tmp_path / "bundle.zip")
    with zipfile.ZipFile(tmp_path / "bundle.zip") as bundle:
        manifest = json.loads(bundle.read("manifest.json"))
        assert {one["problem"] for one in manifest["parts"]} == {""}
        assert platform._login["password"] not in "".join(bundle.read(name).decode() for name in bundle.namelist())
