"""A real Watchkeeper for tests: the installed ``wk`` on a directory of its own, its server a process on loopback."""

import contextlib
import ctypes
import json
import logging
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pyarrow as pa

from watchkeeper.kit.families import FAMILIES
from watchkeeper.observe.series.layout import days_stored
from watchkeeper.observe.series.manifest import live_files
from watchkeeper.observe.series.segments import read_segment

WK = Path(sys.executable).parent / "wk"
START_WITHIN_S = 60.0
STOP_WITHIN_S = 30.0
FAST = {
    "WATCHKEEPER_INVENTORY__DEFAULT_INTERVAL_S": "5",
    "WATCHKEEPER_POLLING__ENVIRONMENT_INTERVAL_S": "30",
    "WATCHKEEPER_POLLING__SPREAD": "0",
    "WATCHKEEPER_POLLING__REACHABILITY__INTERVAL_S": "5",
    "WATCHKEEPER_POLLING__BREAKER__BASE_S": "6",
    "WATCHKEEPER_POLLING__BREAKER__JITTER": "0",
    "WATCHKEEPER_PROBES__INTERVAL_S": "1",
}
"""Settings with which a cycle is over in seconds."""
for noisy in ("httpx", "httpcore"):
    logging.getLogger(noisy).setLevel(logging.WARNING)  # polling for a condition asks a hundred times
PR_SET_PDEATHSIG = 1  # prctl(2)
T = TypeVar("T")


def wait_for(
    look: Callable[[], T],
    what: str,
    within_s: float = 60.0,
    every_s: float = 0.1,
    instead: Callable[[], object] | None = None,
) -> T:
    """Look until there is something, and return it; fail saying ``what`` was not there, and what was ``instead``."""
    deadline = time.monotonic() + within_s
    while not (found := look()):
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {within_s:.0f} s: {what}{f'; instead: {instead()}' if instead else ''}")
        time.sleep(every_s)
    return found


def free_port(kind: int = socket.SOCK_STREAM) -> int:
    """Return a port of 127.0.0.1 that nobody uses now."""
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def die_with_parent() -> None:
    """Have the kernel end a child when the test process is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


CHOSEN_PASSWORD = "seven lanterns over a quiet harbour"


class LivePlatform:
    """An installation in ``directory`` and, while it runs, its server."""

    def __init__(self, directory: Path, settings: Mapping[str, str] = FAST) -> None:
        self.directory = directory
        self.data_dir = directory / "data"
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("WATCHKEEPER_")}
        self.environment = {
            **inherited,
            "WATCHKEEPER_LOGGING__FORMAT": "json",
            **settings,
            "WATCHKEEPER_DATA_DIR": str(self.data_dir),
        }
        self.log = directory / "server.log"
        self.port = free_port()
        self.process: subprocess.Popen[str] | None = None
        self._login: dict[str, str] | None = None
        self._client: httpx.Client | None = None

    # ------------------------------------------------------------------ the command line

    def wk(self, *arguments: object, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run ``wk`` to its end."""
        done = subprocess.run(
            [WK, *map(str, arguments)],
            env=self.environment,
            cwd=self.directory,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert not check or done.returncode == 0, f"wk {arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done

    def wk_json(self, *arguments: object) -> Any:
        """Run ``wk … --json`` and return what it printed."""
        return json.loads(self.wk(*arguments, "--json").stdout)

    def init(self) -> None:
        """Make the installation and remember the first login."""
        self._login = self.wk_json("init")["first_login"]

    # ------------------------------------------------------------------ the server

    def start(self) -> None:
        """Start the server and wait until it answers. It must say that it is ready, and say nothing else."""
        assert self.process is None
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [WK, "serve", "--host", "127.0.0.1", "--port", str(self.port), "--json"],
                env=self.environment,
                cwd=self.directory,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                start_new_session=True,
                preexec_fn=die_with_parent,  # noqa: PLW1509  # no threads that hold locks
            )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, f"the server ended with {self.process.wait(STOP_WITHIN_S)}:\n{self.tail()}"
        ready = json.loads(line)
        assert ready["pid"] == self.process.pid
        self._login = self._login or ready["first_login"]

    def kill(self) -> None:
        """``kill -9`` the server."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End the server in order; it must end with status 0."""
        if self.process is not None:
            assert self._end(signal.SIGTERM) == 0, self.tail()

    def _end(self, number: signal.Signals) -> int:
        process, self.process = self.process, None
        assert process is not None
        process.send_signal(number)
        try:
            return process.wait(STOP_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise
        finally:
            if process.stdout is not None:
                process.stdout.close()

    def close(self) -> None:
        """End whatever still runs, in whatever state a failed test left it."""
        if self._client is not None:
            self._client.close()
        if self.process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired, ProcessLookupError):
                self._end(signal.SIGTERM)

    def tail(self, lines: int = 40) -> str:
        """Return the end of the server's log."""
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])

    def logged(self, least: str = "error") -> list[dict[str, Any]]:
        """Return what the server logged as errors (or, with "warning", as warnings too)."""
        wanted = {"error": {"error", "critical"}, "warning": {"warning", "error", "critical"}}[least]
        found = []
        for line in self.log.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                entry = json.loads(line)
            except ValueError:
                found.append({"event": "not JSON", "line": line})
                continue
            if entry.get("level") in wanted:
                found.append(entry)
        return found

    # ------------------------------------------------------------------ the API

    @property
    def url(self) -> str:
        """Where the server is."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def client(self) -> httpx.Client:
        """A client that is logged in as the first administrator; its session outlives the server."""
        if self._client is None:
            assert self._login is not None, "nobody has told the first login"
            client = httpx.Client(base_url=self.url, timeout=30, trust_env=False)
            answer = client.post(
                "/api/v1/session", json={"username": self._login["name"], "password": self._login["password"]}
            )
            assert answer.status_code == 200, answer.text
            if answer.json()["user"]["must_change_password"]:
                client.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
                change = {"current": self._login["password"], "new": CHOSEN_PASSWORD}
                answer = client.post("/api/v1/session/password", json=change)
                assert answer.status_code == 200, answer.text
                self._login = {**self._login, "password": CHOSEN_PASSWORD}
            client.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
            self._client = client
        return self._client

    def get(self, path: str, **query: object) -> Any:
        """Return the JSON of a path below ``/api/v1``."""
        answer = self.client.get(f"/api/v1{path}", params={k: v for k, v in query.items() if v is not None})  # type: ignore[arg-type]
        assert answer.status_code == 200, f"{path}: {answer.status_code} {answer.text}"
        return answer.json()

    def post(self, path: str, document: object = None) -> Any:
        """Post JSON below ``/api/v1`` and return the answer's."""
        answer = self.client.post(f"/api/v1{path}", json=document)
        assert answer.is_success, f"{path}: {answer.status_code} {answer.text}"
        return answer.json()

    def items(self, path: str, **query: object) -> list[dict[str, Any]]:
        """Return every item of a list, page after page."""
        found: list[dict[str, Any]] = []
        while True:
            page = self.get(path, limit=1000, offset=len(found), **query)
            found += page["items"]
            if not page["items"] or len(found) >= page["total"]:
                return found

    def devices(self) -> dict[str, dict[str, Any]]:
        """Return every device by name."""
        return {device["name"]: device for device in self.items("/devices")}

    def events(self, **query: object) -> list[dict[str, Any]]:
        """Return events, newest first."""
        return self.items("/events", **query)

    def cycles(self, **query: object) -> list[dict[str, Any]]:
        """Return poll cycles, newest first."""
        return self.items("/poll-cycles", **query)

    def watch_no_load(self) -> None:
        """Switch off the rules about processor, memory and disks: a lab's agents report those of the test's machine."""
        for rule in ("cpu_busy", "memory_full", "storage_full"):
            self.wk("rules", "change", rule, "--off")

    def wait_cycles(self, count: int, *, group: str = "interfaces", within_s: float = 60.0) -> list[dict[str, Any]]:
        """Wait until ``count`` more cycles have been planned and have ended; return the newest ones."""
        newest = max((cycle["id"] for cycle in self.cycles(group=group)), default=0)

        def ended() -> list[dict[str, Any]]:
            new = [c for c in self.cycles(group=group) if c["id"] > newest and c["shards"] and c["finished_at"]]
            return new if len(new) >= count else []

        return wait_for(ended, f"{count} more cycles of {group}", within_s)

    def health(self, name: str) -> tuple[int, dict[str, Any]]:
        """Return status and body of ``/api/health/<name>``."""
        answer = httpx.get(f"{self.url}/api/health/{name}", timeout=10, trust_env=False)
        return answer.status_code, answer.json()

    # ------------------------------------------------------------------ what is on disk

    @property
    def series_root(self) -> Path:
        """Where the samples are."""
        return self.data_dir / "series"

    def samples(self, family: str) -> pa.Table:
        """Return every stored row of a family. Files that compaction replaces meanwhile are read again."""

        def read() -> pa.Table | None:
            paths = []
            for day in days_stored(self.series_root, family):
                alive = live_files(self.series_root, day)
                paths += [alive.path(file) for file in alive.manifest.of_kind("part", "hour", "day")]
                paths += [one.path for one in alive.loose]
            try:
                tables = [read_segment(path, family) for path in paths]
            except FileNotFoundError:
                return None
            return pa.concat_tables([FAMILIES[family].stored.empty_table(), *tables]).unify_dictionaries()

        while (table := read()) is None:
            continue
        return table

    @contextlib.contextmanager
    def database(self) -> Iterator[sqlite3.Connection]:
        """Read the embedded database beside the server."""
        connection = sqlite3.connect(f"file:{self.data_dir / 'watchkeeper.db'}?mode=ro", uri=True, timeout=30)
        try:
            yield connection
        finally:
            connection.close()
