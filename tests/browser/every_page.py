"""Every page there is, from the console's own router: a new one is looked at without being listed anywhere.

A route that needs a number or a name, or that shows something else under another address, has its addresses in
``ADDRESSES``; a route with a parameter and without an address is refused. The console stays loaded from page to page.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from playwright.sync_api import Page

AXE: Final = Path(__file__).resolve().parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
DEVICE: Final = "/devices/1"
PORT: Final = f"{DEVICE}/interface?name=et-0%2F0%2F0"
ADDRESSES: Final[Mapping[str, tuple[str, ...]]] = {
    "/anomalies/$anomalyId": ("/anomalies/{anomaly}",),
    "/baselines": ("/baselines?device=1",),
    "/cycles/$cycleId": ("/cycles/{cycle}",),
    "/dashboards/$dashboardId": ("/dashboards/{dashboard}",),
    "/devices/$deviceId": (
        DEVICE,
        *(f"{DEVICE}?tab={tab}" for tab in ("interfaces", "sensors", "connections", "events", "raw")),
    ),
    "/devices/$deviceId/interface": (PORT,),
    "/discovery/$discoveryId": ("/discovery/{discovery}",),
    "/incidents/$incidentId": ("/incidents/{incident}",),
    "/map": ("/map", *(f"/map?view={view}" for view in ("table", "changes", "risks"))),
    "/rules/$ruleKey": ("/rules/cpu_busy",),
}
OUTSIDE: Final = frozenset({"/login"})
"""Routes that somebody who is logged in is not shown."""
DESK: Final = (1440, 900)
PHONE: Final = (360, 740)
WALL: Final = (3840, 700)  # as wide as the largest screens; the height only costs painting
SHARES: Final = 4
"""Parts that the pages are looked at in: each has a test's time for itself, on a slow machine too."""
SETTLES_WITHIN_S: Final = 5.0
STEPS: Final = 8
"""How many times Tab is pressed in each page."""

_ROUTES = "Object.keys(window.__TSR_ROUTER__.routesByPath)"
_GO = "(address) => window.__TSR_ROUTER__.history.push(address)"
_STANDS = """() => {
  const { status, location, resolvedLocation } = window.__TSR_ROUTER__.state;
  const main = document.querySelector("main");
  performance.setResourceTimingBufferSize(100_000); // or what loads after many pages would not be counted
  const loaded = performance.getEntriesByType("resource").length;
  const calm =
    status === "idle" &&
    resolvedLocation?.href === location.href &&
    main?.querySelector("h1, h2, p") &&
    !main.querySelector(".mantine-Skeleton-root") &&
    window.loadedBefore === loaded;
  window.calmFor = calm ? (window.calmFor ?? 0) + 1 : 0;
  window.loadedBefore = loaded;
  return window.calmFor >= 3;
}"""
_SERIOUS = """async ({ within, ...options }) => {
  const part = document.querySelector(within) ?? document;
  const { violations } = await axe.run(part, { resultTypes: ["violations"], ...options });
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id} x${nodes.length}: ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary}`);
}"""
_TOO_WIDE = """() => new Promise((answer) => {
  const wide = () =>
    [document.documentElement, ...document.querySelectorAll("main, main [role=grid]")]
      .map((one) => [one.ariaLabel ?? one.localName, one.scrollWidth - one.clientWidth])
      .filter(([, over]) => over > 0)
      .map(([name, over]) => `${name}: ${over} px too wide for ${innerWidth} px`);
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => answer(wide()))));
})"""
_FOCUS = """() => {
  const one = document.activeElement;
  const seen = (part) => part && part.getBoundingClientRect().width * part.getBoundingClientRect().height > 0;
  const focus = {
    inside: document.querySelector("main").contains(one),
    stuck: one === window.focusBefore,
    hidden: ![one, ...(one.labels ?? []), one.parentElement].some(seen), // a switch is drawn by its label
    what: one.outerHTML.slice(0, 160),
  };
  window.focusBefore = one;
  return focus;
}"""


def routes(page: Page) -> list[str]:
    """Return the paths of all routes of the console that ``page`` shows, as the router knows them."""
    return list(page.evaluate(_ROUTES))


def addresses(paths: Iterable[str], numbers: Mapping[str, int]) -> Iterator[str]:
    """Yield the addresses to look at. Raises AssertionError for a route that needs to be told a number or name."""
    for path in sorted(set(paths) - OUTSIDE):
        assert "$" not in path or path in ADDRESSES, f"say in ADDRESSES of {__name__} which {path} to look at"
        for address in ADDRESSES.get(path, (path,)):
            yield address.format(**numbers)


def go(page: Page, address: str) -> None:
    """Go there as a person without a mouse does, by the navigation where it leads there; wait until all is shown."""
    link = page.locator(f'nav[aria-label=Main] a[href="{address}"]')
    if link.count():
        link.first.focus()
        page.keyboard.press("Enter")
    else:
        page.evaluate(_GO, address)
    page.wait_for_function("(path) => location.pathname === path", arg=address.partition("?")[0])
    page.wait_for_function(_STANDS, polling=60)


def serious(page: Page, *, within: str = "main", only: str | None = None) -> list[str]:
    """Return what axe finds serious or critical inside ``within``; ``only`` names the one rule to check."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    return lasting(page, lambda: page.evaluate(_SERIOUS, {"within": within, **({"runOnly": [only]} if only else {})}))


def too_wide(page: Page, size: tuple[int, int]) -> list[str]:
    """Return what has to be scrolled sideways on a screen of ``size``."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    return lasting(page, lambda: page.evaluate(_TOO_WIDE))


def lasting(page: Page, look: Callable[[], list[str]]) -> list[str]:
    """Return what is still wrong when a page has had its time: themes, charts and styles follow a moment later."""
    deadline = time.monotonic() + SETTLES_WITHIN_S
    while (wrong := look()) and time.monotonic() < deadline:
        page.wait_for_timeout(200)
    return list(wrong)


def by_keyboard(page: Page) -> Iterator[str]:
    """Go from the skip link through the first controls of the page, and yield where the focus gets stuck or lost."""
    skip = page.get_by_role("link", name="Skip to content")
    if not skip.count():
        return
    skip.focus()
    page.keyboard.press("Enter")
    for step in range(STEPS):
        page.keyboard.press("Tab")
        focus = page.evaluate(_FOCUS)
        if not focus["inside"]:
            if step == 0:
                yield "the skip link does not lead into the page, or the page has nothing to get hold of"
            return
        if focus["stuck"]:
            yield f"Tab does not leave {focus['what']}"
        if focus["hidden"]:
            yield f"the focus cannot be seen: {focus['what']}"


def whatever_is_wrong(page: Page) -> list[str]:
    """Return what is wrong with the page that is shown, in either theme and on screens of every size."""
    wrong = serious(page)
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    page.emulate_media(color_scheme="light" if dark else "dark")  # and the next page begins with this one
    wrong += serious(page, only="color-contrast")
    wrong += by_keyboard(page)
    wrong += too_wide(page, PHONE)
    wrong += serious(page, only="scrollable-region-focusable")
    wrong += too_wide(page, WALL)
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    return wrong
