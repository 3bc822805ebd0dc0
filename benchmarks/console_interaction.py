"""How long the console takes from a key or click to the next paint, with thousands of devices in the list.

    python benchmarks/console_interaction.py [--devices 5000]

Starts a server on a database of its own, with devices that are not asked, and a Chromium that searches, sorts, scrolls,
selects and opens. Durations are those of the browser's Event Timing (in steps of 8 ms; what Web Vitals calls INP):
until the page shows that it heard, so an answer of the server that comes later is not in them.
"""

import argparse
import csv
import json
import os
import re
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

WK = Path(sys.executable).parent / "wk"
PASSWORD = "a lighthouse keeper's 5th watch"  # noqa: S105 - of a server that lives for a minute
OBSERVE = """() => {
  window.taken = [];
  new PerformanceObserver((list) => {
    for (const one of list.getEntries())
      if (one.interactionId) window.taken.push([one.name, one.duration]);
  }).observe({ type: "event", durationThreshold: 16, buffered: true });
}"""
STATES = ("up", "up", "up", "up", "up", "up", "up", "down", "unknown")


def wk(environment: dict[str, str], *arguments: str) -> dict[str, object]:
    """Run ``wk`` and return its JSON."""
    done = subprocess.run([WK, *arguments, "--json"], env=environment, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def seed(data: Path, environment: dict[str, str], devices: int) -> str:
    """Make an installation with ``devices`` that nobody asks; return the first password."""
    login: dict[str, str] = wk(environment, "init")["first_login"]  # type: ignore[assignment]
    file = data.parent / "devices.csv"
    with file.open("w", newline="", encoding="utf-8") as stream:
        rows = csv.writer(stream)
        rows.writerow(("name", "address", "site"))
        rows.writerows(
            (f"site{n % 40:02}-switch-{n:04}", f"10.{n >> 16}.{n >> 8 & 255}.{n & 255}", f"Site {n % 40:02}")
            for n in range(1, devices + 1)
        )
    wk(environment, "device", "import", str(file), "--community", "public", "--yes")
    with sqlite3.connect(data / "watchkeeper.db") as database:
        database.executemany(
            "UPDATE devices SET enabled = 0, state = ?, vendor = 'Arista', model = 'DCS-7050SX3' WHERE id = ?",
            [(STATES[n % len(STATES)], n) for n in range(1, devices + 1)],
        )
    return login["password"]


def log_in(page: Page, address: str, password: str) -> None:
    """Log in for the first time."""
    page.goto(address)
    page.get_by_label("User name").fill("admin")
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/password")
    for number, text in enumerate((password, PASSWORD, PASSWORD)):
        page.locator("input[type=password]").nth(number).fill(text)
    page.locator("form button[type=submit]").click()
    page.wait_for_url(lambda url: not url.endswith("/password"))


def measure(page: Page, address: str, devices: int) -> dict[str, list[float]]:
    """Use the list of devices as somebody in a hurry does; return the durations in ms by what was done."""
    found: dict[str, list[float]] = {}

    def note(what: str) -> None:
        page.wait_for_timeout(400)
        found.setdefault(what, []).extend(ms for _, ms in page.evaluate("window.taken.splice(0)"))

    for _ in range(3):
        page.goto(f"{address}/devices")
        page.get_by_text(re.compile(f"{devices:,}".replace(",", "."))).first.wait_for()
        page.locator('[role="row"][data-index="5"]').wait_for()
        page.evaluate(OBSERVE)
        page.evaluate("window.taken.splice(0)")
        page.keyboard.press("/")
        page.keyboard.type("switch-004", delay=60)
        note("type in the search")
        page.keyboard.press("Control+a")
        page.keyboard.press("Delete")
        page.locator('[role="row"][data-index="20"]').wait_for()
        note("clear the search")
        page.get_by_role("button", name="State", exact=False).first.click()
        note("sort by state")
        page.get_by_role("columnheader", name="Address").get_by_role("button").click()
        note("sort by address")
        page.locator('[role="row"][data-index="0"]').focus()
        for _ in range(15):
            page.keyboard.press("j")
        page.keyboard.press("x")
        note("move and select by keyboard")
        page.keyboard.press("Control+k")
        page.get_by_role("combobox", name="Go to a page or device").wait_for()
        page.keyboard.type("site07", delay=60)
        note("open the palette and type")
        page.keyboard.press("Escape")
    return found


def main() -> None:
    """Start, measure, print, end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--devices", type=int, default=5_000)
    devices = parser.parse_args().devices
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        data = Path(folder) / "data"
        environment = {**os.environ, "WATCHKEEPER_DATA_DIR": str(data), "WATCHKEEPER_LOGGING__LEVEL": "error"}
        password = seed(data, environment, devices)
        command = [WK, "serve", "--host", "127.0.0.1", "--port", "0", "--json"]
        server = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        try:
            address = json.loads(server.stdout.readline() if server.stdout else "{}")["address"]
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            log_in(page, address, password)
            found = measure(page, address, devices)
            browser.close()
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(30)
    print(f"{devices} devices; milliseconds from input to the next paint (below 16 is not told by the browser)")
    for what, taken in found.items():
        shown = f"median {statistics.median(taken):4.0f}, worst {max(taken):4.0f}" if taken else "all below 16"
        print(f"{what:30} {shown}  ({len(taken)} of 16 ms or more)")


if __name__ == "__main__":
    main()
