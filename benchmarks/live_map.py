"""The kept map of real FRR routers: is it the lab's own list of wires, and how soon does it show a cut?

``python benchmarks/live_map.py --lab ring:20`` (root). Three times a wire is cut while the routers send traps, and
three times while nobody listens to traps. A cut counts from the moment the link is down; with traps, also from the
first event that the server kept. As a browser does, it listens to the live channel and asks for the map when that says
that it changed; the time that the answer takes is in every figure. ``stages`` are seconds from the cut: ``said`` (the
event's own time), ``recorded`` (the event came over the live channel), ``changed`` (so did the news of the map), and
``answered`` (the map that shows the cut is here). ``--interval`` is that of polls and of looks at neighbours; how many
cores the server and the routers used meanwhile is printed, as both share the machine.
"""

import argparse
import contextlib
import json
import queue
import statistics
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "support"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from live_platform import FAST, LivePlatform, free_port, wait_for  # noqa: E402

from cpu_shares import Shares  # noqa: E402
from watchkeeper.lab.frr.ring import FrrLab  # noqa: E402
from watchkeeper.lab.frr.system import obstacles  # noqa: E402

CUTS = 3
Ends = frozenset[tuple[str, str]]
WITHIN_S = 120.0
STAGES = ("said", "recorded", "changed", "answered")


class Ear:
    """Hears the live channel of a server, with the moment that each message came."""

    def __init__(self, platform: LivePlatform) -> None:
        """Begin to listen."""
        self._news: queue.SimpleQueue[tuple[datetime, dict[str, object]]] = queue.SimpleQueue()
        self._client = platform.client
        self._ready = threading.Event()
        threading.Thread(target=self._listen, daemon=True).start()
        if not self._ready.wait(WITHIN_S):
            raise RuntimeError("the live channel does not begin")

    def _listen(self) -> None:
        query = {"topics": "topology,events"}
        with (
            contextlib.suppress(httpx.TransportError),  # the server has ended
            self._client.stream("GET", "/api/v1/live/events", params=query, timeout=None) as lines,
        ):
            for line in lines.iter_lines():
                self._ready.set()
                if line.startswith("data:"):
                    self._news.put((datetime.now(UTC), json.loads(line.removeprefix("data:"))))

    def next(self) -> tuple[datetime, dict[str, object]]:
        """Return the next message and when it came."""
        return self._news.get(timeout=WITHIN_S)

    def forget(self) -> None:
        """Leave out what has come so far."""
        while not self._news.empty():
            self._news.get()


def wires(lab: FrrLab) -> set[Ends]:
    """Return the wiring list as pairs of (router, interface)."""
    return {frozenset({(w.a, w.a_interface), (w.b, w.b_interface)}) for w in lab.ring.wires}


def drawn(platform: LivePlatform) -> dict[Ends, str]:
    """Return the state of every physical edge of the map that is not stale."""
    edges = platform.get("/topology")["edges"]
    return {
        frozenset((end["device"], end["interface"]) for end in (edge["a"], edge["b"])): edge["state"]
        for edge in edges
        if edge["layer"] == "physical" and edge["a"] and edge["state"] != "stale"
    }


def watch(lab: FrrLab, directory: Path, traps_port: int, interval_s: int) -> LivePlatform:
    """Start a server that watches the lab; without a port it hears no traps."""
    settings = {**FAST, "WATCHKEEPER_TOPOLOGY__INTERVAL_S": str(interval_s)}
    settings["WATCHKEEPER_INVENTORY__DEFAULT_INTERVAL_S"] = str(interval_s)
    if traps_port:
        gateway = lab.ring.gateway.partition("/")[0]
        settings["WATCHKEEPER_RECEIVING__TRAPS"] = f"{gateway}:{traps_port}"
    platform = LivePlatform(directory, settings)
    platform.init()
    platform.wk("device", "import", lab.inventory, "--community", "public", "--yes")
    platform.start()
    return platform


def cut(lab: FrrLab, platform: LivePlatform, ear: Ear, number: int) -> dict[str, float]:
    """Cut a wire; return by stage the seconds from the cut; what nobody said (without traps) is left out."""
    wire = lab.ring.wires[number]
    named = {(wire.a, wire.a_interface), (wire.b, wire.b_interface)}
    wait_for(lambda: drawn(platform).get(frozenset(named)) == "up", f"{wire.a} {wire.a_interface} is up", WITHIN_S)
    ear.forget()
    start = datetime.now(UTC)
    lab.cut(wire.a, wire.a_interface)
    found: dict[str, datetime] = {}
    while "answered" not in found:
        at, message = ear.next()
        for event in message.get("data", {}).get("events", []) if message.get("topic") == "events" else ():
            if event["kind"] == "interface_down" and (event["device_name"], event["object"]) in named:
                found.setdefault("said", datetime.fromisoformat(event["at"]))
                found.setdefault("recorded", at)
        if message.get("topic") == "topology" and drawn(platform).get(frozenset(named)) == "down":
            found |= {"changed": at, "answered": datetime.now(UTC)}
    lab.restore(wire.a, wire.a_interface)
    return {stage: (at - start).total_seconds() for stage, at in found.items()}


def measure(lab: FrrLab, directory: Path, traps_port: int, interval_s: int) -> bool:
    """Print the figures of one server."""
    directory.mkdir()
    start = time.monotonic()
    platform = watch(lab, directory, traps_port, interval_s)
    try:
        wanted = wires(lab)
        wait_for(lambda: wanted <= set(drawn(platform)), "every wire is on the map", 300)
        found = set(drawn(platform))
        print(
            f"{len(wanted)} wires, {len(found)} drawn after {time.monotonic() - start:.0f} s, same: {found == wanted}"
        )
        assert platform.process is not None  # noqa: S101  # it was started
        ear, shares = Ear(platform), Shares(platform.process.pid)
        times = [cut(lab, platform, ear, number) for number in range(CUTS)]
        seen = [one["answered"] for one in times]
        heard = [one["answered"] - one["said"] for one in times if "said" in one]
        say = "with traps" if traps_port else f"polled every {interval_s} s"
        print(f"{say}: from the cut {statistics.median(seen):.2f} s, at most {max(seen):.2f} s", end="")
        print(f"; from the first event {statistics.median(heard):.2f} s, at most {max(heard):.2f} s" if heard else "")
        for one in times:
            print("  stages", "  ".join(f"{stage} {one[stage]:.2f}" for stage in STAGES if stage in one))
        print(f"  {shares.told()}", flush=True)
        return found == wanted
    finally:
        platform.close()


def main() -> None:
    """Run the lab and both servers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lab", default="ring:4")
    parser.add_argument("--converge-s", type=float, default=600)
    parser.add_argument("--interval", type=int, default=10, help="seconds between polls, and between looks")
    chosen = parser.parse_args()
    if problems := obstacles():
        print(f"no FRR lab here: {'; '.join(problems)}")
        return
    with tempfile.TemporaryDirectory() as name:
        folder, start = Path(name), time.monotonic()
        port = free_port()
        lab = FrrLab.up(chosen.lab, folder, traps_port=port)
        try:
            lab.wait_converged(chosen.converge_s)
            print(f"{chosen.lab}: {len(lab.ring.routers)} routers converged after {time.monotonic() - start:.0f} s")
            good = [
                measure(lab, folder / "traps", port, chosen.interval),
                measure(lab, folder / "polled", 0, chosen.interval),
            ]
        finally:
            lab.down()
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
