"""How the map of a large network opens and moves in Chromium: script time, the longest block, frames while panning.

    python benchmarks/large_map.py [--devices 3000] [--links 9000] [--sites 40]

A real server answers with a network that was written into its database; only what links carry and which alerts are
open is emulated. A third of the devices has no site and is grouped around hubs. ``answer`` is how long the server
takes for the whole map, asked for the first time and again. Script time is Chromium's ``ScriptDuration``; a block is
a task of the page of 50 ms or more (Long Tasks); the layout runs in a worker and is in neither. ``--screenshots DIR``
keeps pictures.
"""

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import CDPSession, Page, Route, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent))

from console_interaction import WK, log_in, seed

QUIET = {
    "WATCHKEEPER_LOGGING__LEVEL": "error",
    "WATCHKEEPER_POLLING__ENABLED": "false",
    "WATCHKEEPER_POLLING__REACHABILITY__ENABLED": "false",
    "WATCHKEEPER_TOPOLOGY__ENABLED": "false",
}
SEEN = ("2026-11-28 12:00:00.000000",) * 3
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


ANSWER = """async () => {
  const begun = performance.now();
  const text = await (await fetch("/api/v1/topology")).text();
  return [performance.now() - begun, text.length];
}"""


def pairs_of(names: list[str], links: int, sites: int) -> list[tuple[str, str]]:
    """Return who is joined to whom: a core in each site, a ring of cores, and links mostly within a site."""
    rnd = random.Random(7)
    homes: dict[int, list[str]] = {}
    for n, name in enumerate(names):
        homes.setdefault(n % sites, []).append(name)
    pairs = [(group[0], other) for group in homes.values() for other in group[1:]]
    cores = [group[0] for group in homes.values()]
    pairs += [(core, cores[(at + 1) % len(cores)]) for at, core in enumerate(cores)]
    while len(pairs) < links:
        group = homes[rnd.randrange(sites)]
        a, b = rnd.choice(group), rnd.choice(group if rnd.random() < 0.9 else names)
        if a != b:
            pairs.append((a, b))
    return pairs


def draw(data: Path, devices: int, links: int, sites: int) -> list[str]:
    """Write a network into the server's database, its devices after the one that is there; return the links' keys."""
    rnd = random.Random(11)
    with sqlite3.connect(data / "watchkeeper.db") as database:
        database.row_factory = sqlite3.Row
        copied(database, "sites", [{"name": f"Place {n + 1:02}", "latitude": 36 + 24 * rnd.random(),
                                    "longitude": -8 + 36 * rnd.random()} for n in range(sites)])  # fmt: skip
        homes = [row["id"] for row in database.execute("SELECT id FROM sites WHERE name LIKE 'Place%' ORDER BY id")]
        names = [f"dev-{n:04}" for n in range(devices)]
        copied(database, "devices", [{"name": name, "address": f"10.{n >> 16}.{n >> 8 & 255}.{n & 255}",
                                      "site_id": homes[n % sites] if n % 3 else None}
                                     for n, name in enumerate(names)])  # fmt: skip
        database.execute("UPDATE devices SET enabled = name LIKE 'dev-%'")
        edges = [edge(n, a, b) for n, (a, b) in enumerate(pairs_of(names, links, sites))]
        database.executemany(
            "INSERT INTO topology_edges (key, layer, state, valid_from, first_seen, last_seen, document)"
            " VALUES (?, 'physical', ?, ?, ?, ?, ?)",
            [(key, state, *SEEN, json.dumps(document)) for key, state, document in edges],
        )
    return [key for key, _, _ in edges]


def copied(database: sqlite3.Connection, table: str, rows: list[dict[str, object]]) -> None:
    """Add rows to a table that are like its first one but for some columns."""
    first = dict(database.execute(f"SELECT * FROM {table} ORDER BY id LIMIT 1").fetchone())  # noqa: S608 - our own names
    del first["id"]
    names = ", ".join(first)
    marks = ", ".join("?" * len(first))
    values = [tuple({**first, **row}.values()) for row in rows]
    database.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)  # noqa: S608


def edge(number: int, a: str, b: str) -> tuple[str, str, dict[str, object]]:
    """Return key, state and document of a link as the map keeps it."""
    document = {
        "a": {"device": a, "interface": f"Ethernet{number}"}, "b": {"device": b, "interface": f"Ethernet{number}"},
        "kind": "physical", "sources": ["lldp", "subnet"],
        "evidence": [f"{a} hears {b} on Ethernet{number}", f"{b} hears {a} on Ethernet{number}"],
        "two_sided": True, "confidence": 0.999, "conflicts": [], "metric_a": 10, "metric_b": 10, "protocol": "isis",
    }  # fmt: skip
    return f"physical:{a}:{number}--{b}:{number}", "down" if number % 400 == 399 else "up", document


def emulate(page: Page, keys: list[str]) -> None:
    """Give what links carry and which alerts are open in the server's place, which has seen neither."""
    rnd = random.Random(11)
    loads = [
        {"key": key, "measured_at": "2026-11-29T06:00:00Z", "speed_bps": 1e10,
         "a_to_b_bps": (used := rnd.random()) * 1e10, "b_to_a_bps": used * 5e9, "a_to_b": used, "b_to_a": used / 2}
        for key in keys
    ]  # fmt: skip
    marks = [
        {"entity": f"node:dev-{n:04}", "severity": "major", "count": 1, "kinds": ["cpu"]} for n in range(0, 3000, 500)
    ]
    for pattern, answer in {"**/api/v1/topology/load": loads, "**/api/v1/alert-marks": marks}.items():
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


def measure(page: Page, address: str, rounds: int, folder: Path | None) -> None:
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
        taken = [open_map(page, metrics, f"{address}/map{query}") for _ in range(rounds)]
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
    parser.add_argument("--rounds", type=int, default=3, help="openings of each way to look")
    parser.add_argument("--screenshots", type=Path)
    chosen = parser.parse_args()
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        data = Path(folder) / "data"
        environment = {**os.environ, **QUIET, "WATCHKEEPER_DATA_DIR": str(data)}
        password = seed(data, environment, 1)
        keys = draw(data, chosen.devices, chosen.links, chosen.sites)
        command = [WK, "serve", "--host", "127.0.0.1", "--port", "0", "--json"]
        server = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        try:
            address = json.loads(server.stdout.readline() if server.stdout else "{}")["address"]
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.on("pageerror", lambda error: print(f"the page failed: {error}", file=sys.stderr))
            page.add_init_script(BLOCKS)
            log_in(page, address, password)
            answers = [page.evaluate(ANSWER) for _ in range(3)]
            told = ", ".join(f"{took:.0f}" for took, _ in answers)
            print(f"{chosen.devices} devices, {chosen.links} links; answer {told} ms, {answers[0][1] / 1e6:.1f} MB")
            emulate(page, keys)
            print(f"milliseconds, median of {chosen.rounds} openings")
            measure(page, address, chosen.rounds, chosen.screenshots)
            browser.close()
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(30)


if __name__ == "__main__":
    main()
