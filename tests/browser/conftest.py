"""`make run` as a newcomer gets it, and a Chromium that looks at it."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from tests.browser.still_life import PASSWORD, StillLife, settle, still_life, stop_clocks

from watchkeeper.faces.api.web import is_built

expect.set_options(timeout=30_000)  # waits for what comes, however busy the machine is
ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / ".run" / "screenshots"
DEVICES = 12
START_WITHIN_S = 120
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass
class Demo:
    """The running demonstration: where it is, who may enter, and the lab to break."""

    address: str
    password: str
    lab_port: int
    directory: Path
    devices: int = DEVICES
    output: list[str] = field(default_factory=list)

    def lab(self, *arguments: str) -> None:
        """Run ``wk lab …`` on the demonstration's network."""
        wk = Path(sys.executable).parent / "wk"
        subprocess.run(
            [wk, "lab", *arguments, "--dir", str(self.directory / "lab")], check=True, capture_output=True, timeout=60
        )


def free_port(kind: socket.SocketKind) -> int:
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Demo]:
    """Run the demonstration; a module's ``ENVIRONMENT`` is added to what it is started with."""
    if not is_built():
        pytest.skip("the web interface is not built (make web)")
    directory = tmp_path_factory.mktemp("demo")
    lab_port = free_port(socket.SOCK_DGRAM)
    command = [sys.executable, str(ROOT / "tools" / "run.py"), "--directory", str(directory)]
    command += ["--port", str(free_port(socket.SOCK_STREAM)), "--lab-port", str(lab_port), "--devices", str(DEVICES)]
    environment = {**os.environ, **getattr(request.module, "ENVIRONMENT", {})}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT, env=environment
    )
    watchdog = threading.Timer(START_WITHIN_S, process.kill)
    watchdog.start()
    lines: list[str] = []
    drain: threading.Thread | None = None
    try:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line)
            if "Ctrl-C ends it" in line:
                break
        watchdog.cancel()
        text = "".join(lines)
        address, password = re.search(r"is at (\S+)", text), re.search(r"password (\S+)", text)
        assert address is not None, text
        assert password is not None, text
        drain = threading.Thread(target=lambda: lines.extend(process.stdout or ()), daemon=True)
        drain.start()
        yield Demo(address[1], password[1], lab_port, directory, output=lines)
    finally:
        watchdog.cancel()
        process.send_signal(signal.SIGINT)
        process.wait(60)
        if drain is not None:
            drain.join(10)
        assert process.stdout is not None
        process.stdout.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("Chromium is not installed (apt-get install chromium)")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StillLife]:
    """Keep an installation in which nothing moves by itself, one for all tests that change only what they made."""
    if not is_built():
        pytest.skip("the web interface is not built (make web)")
    with still_life(tmp_path_factory.mktemp("house"), flap=True) as running:
        settle(running)
        yield running


@pytest.fixture(scope="session")
def admission(house: StillLife) -> list[tuple[str, str]]:
    """Log in once for all windows; return the cookies' names and values."""
    with httpx.Client(base_url=house.address, trust_env=False, timeout=60) as client:
        client.post("/api/v1/session", json={"username": "admin", "password": PASSWORD}).raise_for_status()
        return [(one.name, one.value or "") for one in client.cookies.jar]


@pytest.fixture(scope="module")
def keeper(demo: Demo, visit: Callable[..., "Visit"]) -> "Visit":
    """Open a window of the demonstration's administrator, who has chosen a password."""
    settle(demo)
    seen = visit()
    session = {"username": "admin", "password": PASSWORD}
    assert seen.page.context.request.post(f"{demo.address}/api/v1/session", data=session).ok
    seen.page.goto(f"{demo.address}/devices")
    expect(seen.page.get_by_text(f"{demo.devices} devices")).to_be_visible(timeout=60_000)
    return seen


@dataclass
class Visit:
    """A page with everything it complained about and every host it spoke with."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def look(self, name: str) -> None:
        """Keep a picture for people to look at."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=str(SCREENSHOTS / f"{name}.png"))


@pytest.fixture
def resident(house: StillLife, admission: list[tuple[str, str]], browser: Browser) -> Iterator[Visit]:
    """Open a window of an administrator who is at home, at the moment at which everything stands."""
    seen = open_window(browser, 1440, 900, dark=True)
    stop_clocks(seen.page, house.at)
    seen.page.context.add_cookies([{"name": name, "value": value, "url": house.address} for name, value in admission])
    yield seen
    seen.page.context.close()
    assert seen.complaints == []
    assert seen.hosts <= {house.address.removeprefix("http://")}


def enter(page: Page, house: StillLife, name: str = "admin", password: str = PASSWORD) -> None:
    """Log in without the form, and stop the clocks."""
    stop_clocks(page, house.at)
    session = {"username": name, "password": password}
    assert page.context.request.post(f"{house.address}/api/v1/session", data=session).ok


def unsafe(page: Page, address: str) -> dict[str, str]:
    """Return the header that a window's changes need."""
    session = page.context.request.get(f"{address}/api/v1/session").json()
    return {"x-csrf-token": session["csrf_token"]}


@pytest.fixture(scope="module")
def visit(browser: Browser) -> Callable[..., Visit]:
    """Open windows: ``visit(width=390, height=844, dark=True)``."""

    def opened(*, width: int = 1440, height: int = 900, dark: bool = False) -> Visit:
        return open_window(browser, width, height, dark=dark)

    return opened


def open_window(browser: Browser, width: int, height: int, *, dark: bool) -> Visit:
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", timezone_id="UTC"
    )
    found = Visit(context.new_page())
    page = found.page
    page.set_default_timeout(30_000)
    page.on("request", lambda request: found.hosts.add(re.sub(r"^\w+://([^/]+).*", r"\1", request.url)))
    page.on("pageerror", lambda error: found.complaints.append(str(error)))
    page.on(
        "console",
        lambda message: (
            found.complaints.append(message.text)
            if message.type == "error" and "401" not in message.text  # asking who one is before logging in
            else None
        ),
    )
    return found
