"""Starts ``oidc_provider.py`` on loopback and ends it by its process id."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

CLIENT_ID, CLIENT_SECRET = "watchkeeper", "provider-secret-1"
START_WITHIN_S = 60


@dataclass
class RunningProvider:
    """Where it is, and how tests bend it."""

    issuer: str
    process: "subprocess.Popen[bytes]"

    def control(self, **change: Any) -> dict[str, Any]:
        """Merge ``change`` into its state and return that."""
        answer = httpx.post(f"{self.issuer}/control", json=change, timeout=30, trust_env=False)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def logout_token(self, **claims: Any) -> str:
        """Return a signed logout token."""
        answer = httpx.post(f"{self.issuer}/logout-token", json=claims, timeout=30, trust_env=False)
        return str(answer.json()["logout_token"])


def free_port() -> int:
    """Return a TCP port of loopback that nobody has now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_provider() -> Iterator[RunningProvider]:
    """Yield a provider that answers."""
    port = free_port()
    command = [sys.executable, str(Path(__file__).with_name("oidc_provider.py")), str(port), CLIENT_ID, CLIENT_SECRET]
    process = subprocess.Popen(command)
    provider = RunningProvider(f"http://127.0.0.1:{port}", process)
    try:
        deadline = time.monotonic() + START_WITHIN_S
        while True:
            try:
                provider.control()
                break
            except httpx.TransportError:
                assert process.poll() is None, "the provider ended"
                assert time.monotonic() < deadline, "the provider does not answer"
                time.sleep(0.05)
        yield provider
    finally:
        process.terminate()
        process.wait(30)
