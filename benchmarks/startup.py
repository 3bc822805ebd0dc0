"""How fast `wk` starts: help, offline commands, and a server on an empty database until its first page.

Peers, measured in the same run: an empty Python program (the floor), the command lines of two Python tools of similar
reach, and the smallest FastAPI application under uvicorn. Each figure is the median of several starts, after one
that warms the disk cache; "CPU s" is the mean of the processor time. The page of an unbuilt web interface is a 503.

    python benchmarks/startup.py [--runs 5]
"""

import argparse
import contextlib
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode
BIN = Path(sys.executable).parent
BUDGETS_S = {"wk --help": 0.3, "wk probe --help": 0.3, "wk probe, nobody answers": 0.3, "wk serve to first page": 3.0}
SMALLEST = "from fastapi import FastAPI\napp = FastAPI()\n@app.get('/')\ndef page() -> str: return 'hello'\n"


def timed(*command: str) -> float:
    """Seconds until ``command`` has ended."""
    started = time.perf_counter()
    subprocess.run(command, capture_output=True, check=False)
    return time.perf_counter() - started


def until_first_page(command: list[str], find_address: Callable[[subprocess.Popen[str]], str]) -> float:
    """Seconds until the server that ``command`` starts has answered its first page; it is ended afterwards."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        address = find_address(process)
        while True:
            with contextlib.suppress(OSError):
                urllib.request.urlopen(address, timeout=5).read()  # noqa: S310 - our own address
                return time.perf_counter() - started
            if process.poll() is not None:
                raise SystemExit(f"{command[0]} ended with status {process.returncode}")
            time.sleep(0.005)
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def serve_wk() -> float:
    """One start of ``wk serve`` on an empty data directory."""

    def address(process: subprocess.Popen[str]) -> str:
        return json.loads(process.stdout.readline())["address"] + "/"

    with tempfile.TemporaryDirectory() as data:
        return until_first_page([str(BIN / "wk"), "serve", "--port", "0", "--json", "--data-dir", data], address)


def serve_smallest() -> float:
    """One start of the smallest FastAPI application."""
    with tempfile.TemporaryDirectory() as place:
        Path(place, "smallest.py").write_text(SMALLEST, encoding="utf-8")
        command = [str(BIN / "uvicorn"), "--app-dir", place, "smallest:app", "--port", "18471", "--log-level", "error"]
        return until_first_page(command, lambda _process: "http://127.0.0.1:18471/")


def cases() -> Iterator[tuple[str, Callable[[], float]]]:
    """Yield every case; those without ``wk`` are peers."""
    wk = str(BIN / "wk")
    probe = (wk, "probe", "127.0.0.1:1", "--timeout", "0.05", "--retries", "0", "--json")
    yield "python -c pass", lambda: timed(sys.executable, "-c", "pass")
    yield "alembic --help", lambda: timed(str(BIN / "alembic"), "--help")
    yield "schemathesis --help", lambda: timed(str(BIN / "schemathesis"), "--help")
    yield "wk --help", lambda: timed(wk, "--help")
    yield "wk probe --help", lambda: timed(wk, "probe", "--help")
    yield "wk probe, nobody answers", lambda: timed(*probe)
    yield "smallest FastAPI to first page", serve_smallest
    yield "wk serve to first page", serve_wk


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    print(f"{'start':<32}{'median s':>10}{'CPU s':>8}{'budget s':>10}")
    for name, measure in cases():
        measure()
        before = cpu_s()
        median = statistics.median(measure() for _ in range(runs))
        budget = BUDGETS_S.get(name)
        verdict = "" if budget is None else "  ok" if median <= budget else "  ABOVE"
        print(f"{name:<32}{median:>10.3f}{(cpu_s() - before) / runs:>8.3f}{budget or '-':>10}{verdict}", flush=True)


def cpu_s() -> float:
    """Processor seconds that ended children have used: it says more than the clock on a busy machine."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
