"""How the map of a large network opens and moves in Chromium: script time, the longest block, frames while panning.

    python benchmarks/large_map.py [--devices 3000] [--links 9000] [--sites 40]

A real server gives the console; the map, its load and its alerts are an emulated answer of the API. A third of the
devices has no site and is grouped around hubs. Script time is Chromium's ``ScriptDuration``; a block is a task of
the page of 50 ms or more (Long Tasks); the layout runs in a worker and is in neither. ``--screenshots DIR`` keeps
pictures.
"""

import argparse
import json
import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import CDPSession, Page, Route, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent))

from console_interaction import WK, log_in, seed

SEEN = {"first_seen": "2026-11-28T12:00:00Z", "last_seen": "2026-11-29T06:00:00Z"}
BLOCKS = """window.blocks = [];
new PerformanceObserver((list) => window.blocks.push(...list.getEntries().map((one) => one.duration)))
  .observe({ type: "longtask", buffered: true });"""
FRAMES = """() => new Promise((done) => {
  const cy = document.querySelector('[data-testid=network-map]')._cyreg.cy;
  const taken = [];
  let last = performance.now();
  const step = (now) => {
    taken.push(now - last);
    last = now;
    cy.panBy({ x: taken.length % 20 < 10 ? 12 : -12, y: 4 });
    if (taken.length < 60) requestAnimationFrame(step); else done(taken);
  };
  requestAnimationFrame(step);
})"""


def network(devices: int, links: int, sites: int) -> dict[str, object]:
    """Return the API's answer for a network of sites with a core, and links mostly within a site."""
    rnd = random.Random(7)
    site_of = {f"dev-{n:04}": n % sites + 1 if n % 3 else None for n in range(devices)}
    names = list(site_of)
    homes: dict[int, list[str]] = {}
    for n, name in enumerate(names):
        homes.setdefault(n % sites, []).append(name)
    pairs = [(group[0], other) for group in homes.values() for other in group[1:]]
    cores = [group[0] for group in homes.values()]
    pairs += [(core, cores[(at + 1) % len(cores)]) for at, core in enumerate(cores)]
    while len(pairs) < links:
        near = rnd.random() < 0.9
        group = homes[rnd.randrange(sites)]
        a, b = rnd.choice(group), rnd.choice(group if near else names)
        if a != b:
            pairs.append((a, b))
    return {
        "at": SEEN["last_seen"],
        "nodes": [
            {"name": name, "device_id": n + 1, "site_id": site, "platform": None, "roles": [], "external": False}
            for n, (name, site) in enumerate(site_of.items())
        ],
        "edges": [edge(n, a, b) for n, (a, b) in enumerate(pairs)],
        "shape": {
            "components": [names], "articulation_points": cores, "bridges": [],
            "diameter_hops": None, "mean_hops": None, "min_link_cut": 1,
        },
    }  # fmt: skip


def edge(number: int, a: str, b: str) -> dict[str, object]:
    """Return a link as the API gives it."""
    return {
        "key": f"physical:{a}:{number}--{b}:{number}", "layer": "physical", "kind": "physical",
        "state": "down" if number % 400 == 399 else "up",
        "a": {"device": a, "interface": f"Ethernet{number}"}, "b": {"device": b, "interface": f"Ethernet{number}"},
        "members": [], "sources": ["lldp", "subnet"],
        "evidence": [f"{a} hears {b} on Ethernet{number}", f"{b} hears {a} on Ethernet{number}"],
        "two_sided": True, "confidence": 0.999, "conflicts": [], "metric_a": 10, "metric_b": 10,
        "protocol": "isis", "session_state": None, **SEEN,
    }  # fmt: skip


def emulate(page: Page, drawn: dict[str, object], sites: int) -> None:
    """Give the emulated answers in the server's place."""
    rnd = random.Random(11)
    edges: list[dict[str, object]] = drawn["edges"]  # type: ignore[assignment]
    loads = [
        {"key": one["key"], "measured_at": SEEN["last_seen"], "speed_bps": 1e10,
         "a_to_b_bps": (used := rnd.random()) * 1e10, "b_to_a_bps": used * 5e9, "a_to_b": used, "b_to_a": used / 2}
        for one in edges
    ]  # fmt: skip
    marks = [
        {"entity": f"node:dev-{n:04}", "severity": "major", "count": 1, "kinds": ["cpu"]} for n in range(0, 3000, 500)
    ]
    places = [
        {"id": n + 1, "name": f"Site {n + 1:02}", "description": "", "latitude": 36 + 24 * rnd.random(),
         "longitude": -8 + 36 * rnd.random(), "credential_id": None, "device_count": 50,
         "created_at": SEEN["first_seen"], "updated_at": SEEN["first_seen"]}
        for n in range(sites)
    ]  # fmt: skip
    answers = {
        "**/api/v1/topology": drawn, "**/api/v1/topology/load": loads, "**/api/v1/alert-marks": marks,
        "**/api/v1/sites?*": {"items": places, "total": sites, "offset": 0, "limit": 500},
    }  # fmt: skip
    for pattern, answer in answers.items():
        text = json.dumps(answer)
        page.route(pattern, lambda route, _request, text=text: give(route, text))


def give(route: Route, text: str) -> None:
    """Answer a request."""
    route.fulfill(body=text, content_type="application/json")


def scripted_ms(metrics: CDPSession) -> float:
    """Return how long scripts have run since the page was asked for: the browser counts anew for each document."""
    told = {one["name"]: one["value"] for one in metrics.send("Performance.getMetrics")["metrics"]}
    return float(told["ScriptDuration"]) * 1000


def open_map(page: Page, metrics: CDPSession, address: str) -> dict[str, float]:
    """Open an address of the map; return milliseconds by what they were spent on, and how many elements there are."""
    page.goto(address)
    page.locator("[data-testid=network-map][data-settled=yes]").wait_for(timeout=120_000)
    spent = scripted_ms(metrics)
    blocks = page.evaluate("window.blocks") or [0.0]
    return {
        "script": spent,
        "longest block": max(blocks),
        "shown after": page.evaluate("performance.now()"),
        "frame, median": statistics.median(frames := page.evaluate(FRAMES)[5:]),
        "frame, worst": max(frames),
        "elements": page.evaluate("document.querySelector('[data-testid=network-map]')._cyreg.cy.elements().length"),
    }


def measure(page: Page, address: str, folder: Path | None) -> None:
    """Print the figures of each way to look at the network."""
    ways = {
        "closed groups": "",
        "one group open": "?open=site%3A2",
        "layered": "?layout=layered",
        "geographic": "?layout=geographic",
        "by utilisation": "?colour=load",
        "every device": "?grouped=no",
    }
    metrics = page.context.new_cdp_session(page)
    metrics.send("Performance.enable")
    for name, query in ways.items():
        taken = [open_map(page, metrics, f"{address}/map{query}") for _ in range(3)]
        told = "  ".join(f"{key} {statistics.median(one[key] for one in taken):6.0f}" for key in taken[0])
        print(f"{name:16} {told}", flush=True)
        if folder:
            page.screenshot(path=str(folder / f"large-{name.replace(' ', '-')}.png"))


def main() -> None:
    """Start, measure, print, end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--devices", type=int, default=3_000)
    parser.add_argument("--links", type=int, default=9_000)
    parser.add_argument("--sites", type=int, default=40)
    parser.add_argument("--screenshots", type=Path)
    chosen = parser.parse_args()
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        data = Path(folder) / "data"
        environment = {**os.environ, "WATCHKEEPER_DATA_DIR": str(data), "WATCHKEEPER_LOGGING__LEVEL": "error"}
        password = seed(data, environment, 1)
        command = [WK, "serve", "--host", "127.0.0.1", "--port", "0", "--json"]
        server = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        try:
            address = json.loads(server.stdout.readline() if server.stdout else "{}")["address"]
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.on("pageerror", lambda error: print(f"the page failed: {error}", file=sys.stderr))
            page.add_init_script(BLOCKS)
            log_in(page, address, password)
            emulate(page, network(chosen.devices, chosen.links, chosen.sites), chosen.sites)
            print(f"{chosen.devices} devices, {chosen.links} links; milliseconds, median of three openings")
            measure(page, address, chosen.screenshots)
            browser.close()
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(30)


if __name__ == "__main__":
    main()
