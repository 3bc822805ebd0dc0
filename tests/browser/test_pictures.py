"""Key pages look as they looked when somebody last reviewed them.

The pictures are in ``pictures/``, each with the places of what is on it; ``UPDATE_PICTURES=1 pytest
tests/browser/test_pictures.py`` takes them anew, to be looked at before they are committed. The navigation is not part
of them: a page more is no change of all others.
"""

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from tests.browser import comparing
from tests.browser.comparing import Picture, means, moved, recoloured, take
from tests.browser.conftest import FLAGS, SCREENSHOTS
from tests.browser.still_life import PASSWORD, still_life, stop_clocks

from watchkeeper.faces.api.web import is_built

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
KEPT = Path(__file__).parent / "pictures"
PAGES = {
    "overview": "",
    "devices": "devices",
    "device": "devices/1?range=1h",
    "device-down": "devices/4",
    "interface": "devices/1/interface?name=Ethernet1&range=1h",
    "explorer": "explorer?range=1h",
    "sites": "sites",
    "events": "events?range=6h",
    "dashboards": "dashboards",
    "import": "import",
    "preferences": "preferences",
}
STANDS_STILL = """() => {
  const main = document.querySelector("main");
  const now = [main.innerHTML, performance.getEntriesByType("resource").length].join();
  const still = window.lastSeen === now && !main.querySelector("[aria-busy=true], .mantine-Skeleton-root");
  window.stillFor = still ? (window.stillFor ?? 0) + 1 : 0;
  window.lastSeen = now;
  return window.stillFor >= 3;
}"""
WITHOUT_HEALTH = """() => {
  for (const one of document.querySelectorAll("main section"))
    if (["Health", "Availability over 30 days"].includes(one.querySelector("h2")?.textContent.trim()))
      one.style.display = "none";
}"""  # they are judged by the server's clock, which runs on
LATEST = re.compile(r"/api/v1/series/latest\?")
ONLY_MAIN = "document.querySelectorAll('nav[aria-label=Main]').forEach((one) => (one.style.visibility = 'hidden'))"


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    if not is_built():
        pytest.skip("the web interface is not built (make web)")
    with still_life(tmp_path_factory.mktemp("still")) as running:
        yield running


def entered(scene, visit):
    """Log in for the first time, in a window whose clock stands; the page."""
    page = visit(dark=True).page
    page.emulate_media(reduced_motion="reduce", color_scheme="dark")
    stop_clocks(page, scene.at)
    page.route(LATEST, freshly)
    page.goto(scene.address)
    page.get_by_label("User name").fill("admin")
    page.get_by_label("Password", exact=True).fill(scene.password)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/password")
    for number, text in enumerate((scene.password, PASSWORD, PASSWORD)):
        page.locator("input[type=password]").nth(number).fill(text)
    page.locator("form button[type=submit]").click()
    page.wait_for_url(lambda url: not url.endswith("/password"))
    return page


def freshly(route):
    """Answer that samples are new: whether they are is judged by the server's clock, which runs on."""
    told = route.fetch()
    route.fulfill(response=told, body=told.text().replace('"stale":true', '"stale":false'))


def settled(page, address):
    """Go there, and wait until nothing loads and nothing moves any more."""
    page.goto(address)
    page.locator("h1:visible").first.wait_for()
    page.wait_for_function("() => document.querySelector('.mantine-Skeleton-root') === null")
    page.wait_for_load_state("networkidle")  # what is asked for silently, too
    page.evaluate("document.fonts.ready")
    page.wait_for_function(STANDS_STILL, polling=500)
    page.evaluate(ONLY_MAIN)
    page.evaluate(WITHOUT_HEALTH)
    page.mouse.move(700, 5)


@pytest.fixture(scope="module")
def page(scene, visit):
    return entered(scene, visit)


@pytest.fixture(scope="module")
def pictures(scene, page):
    """Every page's picture, taken in the same order each time."""
    taken = {}
    for name, path in PAGES.items():
        settled(page, f"{scene.address}/{path}")
        taken[name] = take(page)
    return taken


def read(name):
    """The reviewed picture called ``name``."""
    told = json.loads((KEPT / f"{name}.json").read_text(encoding="utf-8"))
    boxes = {key: tuple(box) for key, box in told["boxes"].items()}
    return Picture((KEPT / f"{name}.webp").read_bytes(), *told["size"], boxes)


def keep(name, picture):
    KEPT.mkdir(exist_ok=True)
    (KEPT / f"{name}.webp").write_bytes(picture.webp)
    boxes = ",\n".join(f"    {json.dumps(key, ensure_ascii=False)}: {list(box)}" for key, box in picture.boxes.items())
    text = f'{{\n  "size": [{picture.width}, {picture.height}],\n  "boxes": {{\n{boxes}\n  }}\n}}\n'
    (KEPT / f"{name}.json").write_text(text, encoding="utf-8")


def differences(page, kept, seen):
    return moved(kept.boxes, seen.boxes) + recoloured(means(page, kept), means(page, seen))


def test_key_pages_look_as_reviewed(page, pictures):
    found = {}
    for name, picture in pictures.items():
        if os.environ.get("UPDATE_PICTURES"):
            keep(name, picture)
        if different := differences(page, read(name), picture):
            found[name] = different
            SCREENSHOTS.mkdir(parents=True, exist_ok=True)
            (SCREENSHOTS / f"changed-{name}.webp").write_bytes(picture.webp)
    told = "\n".join(f"{name}: {each}" for name, different in found.items() for each in different)
    assert not found, f"{told}\nsee {SCREENSHOTS}/changed-*.webp beside {KEPT}; UPDATE_PICTURES=1 keeps the new ones"


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ("document.querySelector('main h1').remove()", "missing: h1 Devices"),
        ("document.querySelector('main [role=grid]').style.marginLeft = '40px'", "moved: grid Devices"),
        ("document.querySelector('main [role=row][data-index=\"3\"]').style.opacity = 0", "looks different"),
        ("document.querySelectorAll('main [role=row] svg')[4].style.opacity = 0", "looks different"),
        ("document.querySelector('main [role=grid]').style.background = '#402020'", "looks different"),
    ],
)
def test_a_change_that_a_reviewer_would_see_is_found(scene, page, pictures, change, word):
    settled(page, f"{scene.address}/{PAGES['devices']}")
    page.evaluate(change)
    assert any(word in each for each in differences(page, pictures["devices"], take(page)))


def test_another_rendering_of_the_same_letters_is_no_change(scene, browser, page, pictures):
    """Another Chromium hints and smooths letters differently; here, one that does so on purpose."""
    flags = [*FLAGS, "--font-render-hinting=none", "--disable-lcd-text", "--disable-font-subpixel-positioning"]
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    other = browser.browser_type.launch(executable_path=program, args=flags)
    try:
        context = other.new_context(
            viewport={"width": 1440, "height": 900}, color_scheme="dark", timezone_id="UTC", reduced_motion="reduce"
        )
        context.add_cookies(page.context.cookies())
        there = context.new_page()
        stop_clocks(there, scene.at)
        there.route(LATEST, freshly)
        for name in ("devices", "device", "preferences"):
            settled(there, f"{scene.address}/{PAGES[name]}")
            assert differences(page, pictures[name], take(there)) == []
    finally:
        other.close()


def test_cells_that_touch_are_one_area():
    cells = comparing.np.zeros((4, 5), dtype=bool)
    cells[0, 0] = cells[1, 1] = cells[3, 4] = True
    assert sorted(len(area) for area in comparing.connected(cells)) == [1, 2]
