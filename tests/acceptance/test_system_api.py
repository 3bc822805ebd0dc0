"""Schemathesis asks a running server everything its OpenAPI document promises: nothing breaks it, nothing surprises."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import numpy as np
import pyarrow as pa
import pytest
from live_platform import FAST, LivePlatform

from watchkeeper.kit.families import INTERFACE
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.observe.series.settings import SeriesSettings

pytestmark = [pytest.mark.acceptance, pytest.mark.timeout(1_600)]

SCHEMATHESIS = Path(sys.executable).parent / "schemathesis"
AT_ONCE = 2
"""Processes that ask: threads of one upset the parser of Python 3.11 ("recursion depth mismatch")."""
PASSWORD = "correct horse battery 42"
INVENTORY = """name,address,site,tags,platform
core-1,192.0.2.1,Vienna,core;lab,junos
core-2,192.0.2.2,Vienna,core,eos
leaf-1,192.0.2.3,Graz,,
"""
MOST_BODY_BYTES = 1_000_000
NOT_POLLED = {
    **FAST,
    "WATCHKEEPER_POLLING__ENABLED": "false",
    "WATCHKEEPER_DISCOVERY__MAX_ADDRESSES": "16",  # made-up targets are looked for: few
    "WATCHKEEPER_SERVER__MAX_BODY_BYTES": str(MOST_BODY_BYTES),
}
SETTINGS = """
workers = 1
continue-on-failure = true
warnings = false

[generation]
deterministic = true
max-examples = 10
no-shrink = true
with-security-parameters = false

[phases]
stateful.enabled = false
coverage.unexpected-methods = []

[checks]
enabled = false
not_a_server_error.enabled = true
status_code_conformance.enabled = true
content_type_conformance.enabled = true
response_headers_conformance.enabled = true
response_schema_conformance.enabled = true
negative_data_rejection.enabled = true
ignored_auth.enabled = true

[[operations]]  # a stream never ends
include-path = "/api/v1/live/events"
enabled = false

[[operations]]  # would log us out
include-path = "/api/v1/session"
include-method = "DELETE"
enabled = false

[[operations]]  # a thousand long names make an address that the HTTP parser refuses by itself, in plain text
include-path-regex = "^/api/v1/series/"
checks.content_type_conformance.enabled = false
"""
IDS_BEFORE_OURS = 10
"""Generated identifiers are mostly small: ours is not, so that nobody disables the one who asks."""


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LivePlatform]:
    directory = tmp_path_factory.mktemp("api")
    running = LivePlatform(directory, NOT_POLLED)
    running.init()
    (directory / "devices.csv").write_text(INVENTORY)
    running.wk("device", "import", directory / "devices.csv", "--community", "public", "--yes")
    write_samples(running)
    try:
        running.start()
        yield running
    finally:
        running.close()


def write_samples(platform: LivePlatform) -> None:
    """Store ten minutes of samples of two ports of the first device."""
    store = SeriesService(SeriesSettings(), platform.series_root)
    store.start()
    last = datetime.now(UTC).replace(second=0, microsecond=0)
    for cycle in range(10):
        ports = 2
        columns = {name: pa.nulls(ports, INTERFACE.stored.field(name).type) for name in INTERFACE.stored.names}
        columns |= {
            "ts": pa.array([last - timedelta(minutes=cycle)] * ports, INTERFACE.stored.field("ts").type),
            "device_id": pa.array([1] * ports),
            "object": pa.array(["eth0", "eth1"]).dictionary_encode(),
            "in_bps": pa.array(np.array([1e6, 2e6], dtype=np.float32)),
            "speed_bps": pa.array([10**9] * ports),
        }
        store.write("interface", pa.RecordBatch.from_pydict(columns, INTERFACE.stored), cycle=cycle, shard=0)
    store.close()


@pytest.fixture(scope="module")
def fuzzer(platform: LivePlatform) -> Iterator[httpx.Client]:
    """Another administrator's login."""
    account = {"role": "admin", "password": PASSWORD, "must_change_password": False}
    for number in range(IDS_BEFORE_OURS):
        made = platform.post("/users", {"name": f"gone-{number}", **account})
        assert platform.client.delete(f"/api/v1/users/{made['id']}").status_code == 204
    platform.post("/users", {"name": "fuzzer", **account})
    with httpx.Client(base_url=platform.url, trust_env=False, timeout=30) as client:
        answer = client.post("/api/v1/session", json={"username": "fuzzer", "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        client.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
        yield client


def test_the_samples_and_devices_are_there_to_be_asked_for(platform: LivePlatform) -> None:
    assert sorted(platform.devices()) == ["core-1", "core-2", "leaf-1"]
    assert platform.get("/series/objects", family="interface", device_id=1) == {"objects": ["eth0", "eth1"]}


def test_a_request_larger_than_the_setting_is_refused(platform: LivePlatform) -> None:
    answer = platform.client.post("/api/v1/imports/preview", content=b"x" * (MOST_BODY_BYTES + 1))
    assert answer.status_code == 413
    assert str(MOST_BODY_BYTES) in answer.json()["detail"]


def test_no_generated_request_breaks_the_server_or_its_promises(
    platform: LivePlatform, fuzzer: httpx.Client, tmp_path: Path
) -> None:
    paths = sorted(fuzzer.get("/api/v1/openapi.json").json()["paths"])
    with ThreadPoolExecutor(AT_ONCE) as askers:
        asked = [
            askers.submit(schemathesis, platform.url, fuzzer, tmp_path / str(number), paths[number::AT_ONCE])
            for number in range(AT_ONCE)
        ]
        answers = [one.result() for one in asked]
    for done in answers:
        told = done.stdout[-15_000:] + done.stderr[-2_000:]
        assert "= FAILURES =" not in done.stdout, told
        assert "generated" in done.stdout, told
        assert done.returncode == 0, told
    session = fuzzer.get("/api/v1/session")
    assert session.status_code == 200, "whoever asked was thrown out: the rest was asked as nobody"
    assert platform.logged() == []
    assert platform.health("ready")[0] == 200


def schemathesis(
    address: str, login: httpx.Client, folder: Path, paths: Sequence[str]
) -> subprocess.CompletedProcess[str]:
    """Ask everything that the document promises of ``paths``, with a login."""
    folder.mkdir()
    (folder / "schemathesis.toml").write_text(SETTINGS)
    cookies = "; ".join(f"{name}={value}" for name, value in login.cookies.items())
    command = [
        *(SCHEMATHESIS, "run", f"{address}/api/v1/openapi.json", "--no-color"),
        *("--header", f"Cookie: {cookies}", "--header", f"X-CSRF-Token: {login.headers['X-CSRF-Token']}"),
        *(f"--include-path={path}" for path in paths),
    ]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=1_500)
