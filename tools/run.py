"""`make run`: an emulated network and a server that watches it, started together and ended together.

Both are children in process groups of their own; whichever ends first, and whatever ends this script, ends the other.
Everything is kept below one directory (.run/).
"""

import argparse
import contextlib
import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
END_WITHIN_S = 20.0
DEMO_SETTINGS = {
    "WATCHKEEPER_INVENTORY__DEFAULT_INTERVAL_S": "10",  # charts that move while somebody looks
    "WATCHKEEPER_LOGGING__LEVEL": "warning",
}
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LAB_COMMUNITY = "public"
PR_SET_PDEATHSIG = 1  # prctl(2)


class StartError(Exception):
    """Something could not be started; what it printed is above."""


class Supervisor:
    """Starts children and ends all of them, the youngest first."""

    def __init__(self, wk: Path, environment: dict[str, str]) -> None:
        self._wk = wk
        self._environment = environment
        self._children: list[subprocess.Popen[str]] = []
        self._names: dict[int, str] = {}

    def run(self, *arguments: str) -> dict[str, object]:
        """Run ``wk`` to its end and return the JSON that it printed. Raises StartError."""
        done = subprocess.run(
            [self._wk, *arguments], env=self._environment, stdout=subprocess.PIPE, text=True, check=False
        )
        if done.returncode:
            raise StartError(f"`wk {arguments[0]}` ended with status {done.returncode}.")
        return dict(json.loads(done.stdout))

    def start(self, *arguments: str) -> dict[str, object]:
        """Start ``wk`` as a child and return the line of JSON that it prints when it is ready. Raises StartError."""
        child = subprocess.Popen(
            [self._wk, *arguments],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=_die_with_parent if sys.platform.startswith("linux") else None,  # noqa: PLW1509 - no threads yet
        )
        self._children.append(child)
        self._names[child.pid] = f"wk {arguments[0]}"
        assert child.stdout is not None  # noqa: S101 - it was asked for
        line = child.stdout.readline()
        if not line:
            raise StartError(f"`wk {arguments[0]}` ended with status {child.wait()} before it was ready.")
        return dict(json.loads(line))

    def wait(self) -> None:
        """Wait until a child ends by itself. Raises StartError naming it."""
        ended: queue.SimpleQueue[subprocess.Popen[str]] = queue.SimpleQueue()

        def watch(child: subprocess.Popen[str]) -> None:
            child.wait()
            ended.put(child)

        for child in self._children:
            threading.Thread(target=watch, args=(child,), daemon=True).start()
        name = self._names[ended.get().pid]
        raise StartError(f"`{name}` ended by itself.")

    def end(self) -> None:
        """End every child and wait for it; one that does not end in time is killed."""
        for number in STOPPING:
            signal.signal(number, signal.SIG_IGN)  # it is being done already
        for child in reversed(self._children):
            with contextlib.suppress(ProcessLookupError):
                child.terminate()
            try:
                child.wait(END_WITHIN_S)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
            if child.stdout is not None:
                child.stdout.close()


def _die_with_parent() -> None:
    """Have the kernel end this child when the supervisor is killed without a chance to do so."""
    import ctypes

    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def check_port(port: int) -> None:
    """Raise StartError when another program listens on ``port``."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise StartError(
                f"Port {port} of 127.0.0.1 cannot be used: {error.strerror}. Choose another: make run PORT={port + 1}"
            ) from error


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def run(options: argparse.Namespace) -> int:
    """Start the network and the server, say where they are, and wait."""
    directory: Path = options.directory.absolute()
    directory.mkdir(parents=True, exist_ok=True)
    data = str(directory / "data")
    environment = {**DEMO_SETTINGS, **os.environ, "WATCHKEEPER_DATA_DIR": data}
    environment["WATCHKEEPER_DEMONSTRATION__LAB"] = str(directory / "lab")
    supervisor = Supervisor(Path(sys.executable).parent / "wk", environment)
    for number in STOPPING:
        signal.signal(number, _stop)
    login: object = None
    try:
        check_port(options.port)
        print(f"Starting an emulated network of {options.devices} devices …", flush=True)
        lab = supervisor.start(
            "lab",
            "up",
            "--emulated",
            str(options.devices),
            "--port",
            str(options.lab_port),
            "--dir",
            str(directory / "lab"),
            "--community",
            LAB_COMMUNITY,
            "--json",
        )
        print("Starting Watchkeeper …", flush=True)
        login = supervisor.run("init", "--json").get("first_login")
        supervisor.run("device", "import", str(lab["inventory"]), "--community", LAB_COMMUNITY, "--yes", "--json")
        server = supervisor.start("serve", "--host", "127.0.0.1", "--port", str(options.port), "--json")
        _welcome(str(server["address"]), login)
        login = None
        supervisor.wait()
    except StartError as error:
        if isinstance(login, dict):
            print(f"The first login is {login['name']} with the password {login['password']} (shown only now).")
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        print("Ending …", flush=True)
        supervisor.end()
    return 0


def _community(lab: dict[str, object]) -> str:
    devices = lab["devices"]
    return str(devices[0]["community"]) if isinstance(devices, list) else ""


def _welcome(address: str, login: object) -> None:
    print(f"\nWatchkeeper is at {address}")
    if isinstance(login, dict):
        print(f"Log in as {login['name']} with the password {login['password']} (shown only now).")
    else:
        print("Log in as before. Password lost? See docs/runbooks/lost-admin.md, or remove .run/ to start anew.")
    print("Ctrl-C ends it.\n", flush=True)


def main() -> int:
    """Read the options and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8470)
    parser.add_argument("--devices", type=int, default=24)
    parser.add_argument("--lab-port", type=int, default=16_100)
    parser.add_argument("--directory", type=Path, default=ROOT / ".run")
    return run(parser.parse_args())


if __name__ == "__main__":
    sys.exit(main())
