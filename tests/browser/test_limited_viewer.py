"""An administrator limits a viewer to one site in the browser; the viewer finds nothing of the other one anywhere."""

import json
import threading
import time

import httpx
import pytest
from live_platform import FAST, LivePlatform, wait_for
from playwright.sync_api import Error, expect

from watchkeeper.faces.api.web import is_built

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
PASSWORD = "four unrelated plain words"
HIDDEN = "zqgraz"
"""Part of every name that belongs to the other site."""
PAGES = (
    "/", "/devices", "/sites", "/pools", "/events", "/alerts", "/incidents", "/anomalies", "/baselines", "/map",
    "/messages", "/dashboards", "/wall", "/explorer", "/maintenance", "/preferences", "/account",
)  # fmt: skip
FORBIDDEN = ("/users", "/roles", "/audit", "/credentials", "/settings", "/discovery")


@pytest.fixture(scope="module")
def platform(tmp_path_factory):
    if not is_built():
        pytest.skip("the web interface is not built (make web)")
    running = LivePlatform(tmp_path_factory.mktemp("limited"))
    running.environment |= FAST
    running.init()
    try:
        running.start()
        plant(running)
        yield running
    finally:
        running.close()


def plant(running):
    """Two sites with a device each that nobody answers for, and a viewer who may see both."""
    running.ids = {}
    credential = running.post("/credentials", {"name": "all", "kind": "snmp_v2c", "community": "c", "is_default": True})
    for number, name in enumerate(("near", HIDDEN), 1):
        site = running.post("/sites", {"name": f"{name}-site"})["id"]
        running.post("/pools", {"name": f"{name}-pool", "filter": {"tag": name}})
        device = {"name": f"{name}-device", "address": f"127.0.0.{number}", "snmp_port": 9, "site_id": site}
        added = running.post("/devices", {**device, "tags": [name], "credential_id": credential["id"]})
        running.ids |= {f"{name}-site": site, f"{name}-device": added["id"]}
    person = {"name": "kim", "role": "viewer", "password": PASSWORD, "must_change_password": False}
    running.ids["kim"] = running.post("/users", person)["id"]
    wait_for(lambda: len(running.events()) >= 2, "an event of each device")


def sign_in(page, address, name, password):
    page.goto(address)
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Log in", exact=True).click()


@pytest.fixture(scope="module")
def limited(platform, visit):
    """The administrator limits the viewer on the page of users, as people do."""
    seen = visit()
    page = seen.page
    sign_in(page, f"{platform.url}/users", platform._login["name"], platform._login["password"])
    page.get_by_role("button", name="Sight and sessions of kim").click()
    page.get_by_role("radio", name="Only these sites and pools").check()
    page.get_by_role("combobox", name="Sites").or_(page.get_by_role("textbox", name="Sites")).first.click()
    page.get_by_role("listbox").get_by_role("option", name="near-site").click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    seen.look("user-scope")
    assert platform.get(f"/users/{platform.ids['kim']}/scope") == {
        "everything": False,
        "sites": [platform.ids["near-site"]],
        "pools": [],
    }
    return platform


@pytest.fixture
def viewer(limited, visit):
    """The viewer's window, with everything that the server told it."""
    seen = visit()
    seen.told = []
    seen.page.on("response", lambda answer: seen.told.append(answer) if "/api/" in answer.url else None)
    seen.page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: seen.frames.append(str(frame))))
    seen.frames = []
    sign_in(seen.page, f"{limited.url}/devices", "kim", PASSWORD)
    expect(seen.page.get_by_text("near-device").first).to_be_visible()
    return seen


def test_no_page_and_no_answer_behind_it_shows_the_other_site(limited, viewer):
    page = viewer.page
    answers = []
    for path in PAGES:
        viewer.told.clear()
        page.goto(f"{limited.url}{path}")
        page.wait_for_load_state("networkidle")
        assert HIDDEN not in page.content(), path
        answers += [text_of(answer, page) for answer in viewer.told if answer.ok and is_json(answer)]
    viewer.look("limited-viewer")
    assert len(answers) > len(PAGES)
    assert [text for text in answers if HIDDEN in text] == []
    assert any("near-device" in text for text in answers)
    assert not any(HIDDEN in frame for frame in viewer.frames)


def text_of(answer, page):
    """Return what was answered; the browser keeps it for a while only, so it may have to be asked for again."""
    try:
        return answer.text()
    except Error:
        assert answer.request.method == "GET"
        return page.context.request.get(answer.url).text()


def is_json(answer):
    """Say whether an answer has an end and can be read."""
    return "json" in answer.headers.get("content-type", "")


def test_the_address_of_a_device_of_the_other_site_finds_nothing(limited, viewer):
    page = viewer.page
    with page.expect_response(f"**/api/v1/devices/{limited.ids[f'{HIDDEN}-device']}") as asked:
        page.goto(f"{limited.url}/devices/{limited.ids[f'{HIDDEN}-device']}")
    assert asked.value.status == 404
    page.wait_for_load_state("networkidle")
    assert HIDDEN not in page.content()
    page.goto(f"{limited.url}/devices/{limited.ids['near-device']}")
    expect(page.get_by_role("heading", name="near-device")).to_be_visible()


def test_searching_for_the_other_site_finds_nothing(limited, viewer):
    page = viewer.page
    page.keyboard.press("Control+k")
    box = page.get_by_role("dialog").get_by_role("combobox")
    with page.expect_response("**/api/v1/search?**") as asked:
        box.fill("device")
    assert asked.value.ok
    assert "near-device" in asked.value.text()
    assert HIDDEN not in asked.value.text()
    expect(page.get_by_role("dialog").get_by_text("near-device").first).to_be_visible()
    assert HIDDEN not in page.content()


def test_pages_of_the_whole_platform_are_neither_offered_nor_served(limited, viewer):
    page = viewer.page
    offered = {link.get_attribute("href") for link in page.get_by_role("navigation").get_by_role("link").all()}
    assert "/devices" in offered
    assert not offered & set(FORBIDDEN)
    for path in FORBIDDEN:
        page.goto(f"{limited.url}{path}")
        page.wait_for_load_state("networkidle")
        assert HIDDEN not in page.content(), path
    assert not [answer.url for answer in viewer.told if answer.ok and "/api/v1/users" in answer.url]


def test_news_of_the_other_site_never_arrive(limited):
    with httpx.Client(base_url=limited.url, trust_env=False, timeout=60) as client:
        answer = client.post("/api/v1/session", json={"username": "kim", "password": PASSWORD})
        assert answer.status_code == 200
        with client.stream("GET", "/api/v1/live/events", params={"topics": "devices,events"}) as stream:
            assert stream.status_code == 200
            heard = iter(stream.iter_lines())
            deadline = time.monotonic() + 60
            changes = threading.Timer(0.5, change_both, [limited])
            changes.start()
            told = []
            for line in heard:
                assert time.monotonic() < deadline, told
                if line.startswith("data:"):
                    told.append(json.loads(line.removeprefix("data:")))
                    if about(told[-1], limited.ids["near-device"]):
                        break
            changes.join()
    assert HIDDEN not in str(told)
    assert not any(about(news, limited.ids[f"{HIDDEN}-device"]) for news in told)


def about(news, device_id):
    """Say whether news are of a change of one device's record."""
    return '"changed"' in json.dumps(news) and f'"id": {device_id}' in json.dumps(news)


def change_both(running):
    """Change the far device first: when the near one's news are there, the far one's would have been."""
    for name in (HIDDEN, "near"):
        number = running.ids[f"{name}-device"]
        done = running.client.patch(f"/api/v1/devices/{number}", json={"name": f"{name}-device-again"})
        assert done.status_code == 200, done.text
    assert HIDDEN in json.dumps(running.items("/devices"))


STREAMS = ("/live/events",)
NOTHING = {401, 403, 404, 409, 422, 503}
"""How a question is answered that is not theirs to ask, that names nothing they see, or that lacks what it needs."""


def test_no_route_of_the_document_tells_anything_of_the_other_site(limited):
    """Every GET there is, also those that were added lately; ids are those of the other site."""
    ids = limited.ids
    theirs = {"device_id": ids[f"{HIDDEN}-device"], "site_id": ids[f"{HIDDEN}-site"]}
    asked, told = 0, 0
    with httpx.Client(base_url=f"{limited.url}/api/v1", trust_env=False, timeout=60) as kim:
        kim.post("/session", json={"username": "kim", "password": PASSWORD})
        document = kim.get("/openapi.json").json()
        for template, methods in document["paths"].items():
            path = template.removeprefix("/api/v1")
            if "get" not in methods or path in STREAMS:
                continue
            named = [each["name"] for each in methods["get"].get("parameters", []) if each["in"] == "path"]
            for name in named:
                path = path.replace("{" + name + "}", str(theirs.get(name, 1)))
            wanted = {
                each["name"]: question(each["name"], theirs)
                for each in methods["get"].get("parameters", [])
                if each["in"] == "query" and question(each["name"], theirs) is not None
            }
            for query in ({}, wanted):
                answer = kim.get(path, params=query)
                asked += 1
                told += answer.is_success
                assert answer.is_success or answer.status_code in NOTHING, (template, answer.status_code)
                assert HIDDEN not in answer.text, (template, query)
                if set(named) & set(theirs):
                    assert not answer.is_success, (template, "answers about the other site")
    assert asked > 100
    assert told > 20


def question(name, theirs):
    """Ask each parameter for what is of the other site."""
    if name in theirs or name in {"device", "site"}:
        return theirs.get(f"{name.removesuffix('_id')}_id")
    return {"q": HIDDEN, "search": HIDDEN, "limit": 100, "tag": HIDDEN, "name": HIDDEN}.get(name)
