"""The kept map of real FRR routers: is it the lab's own list of wires, and how soon does it show a cut?

``python benchmarks/live_map.py --lab ring:20`` (root). Three times a wire is cut while the routers send traps, and
three times while nobody listens to traps. A cut counts from the moment the link is down; with traps, also from the
first event that the server kept. The time that the answer of the API takes is in every figure.
"""

import argparse
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "support"))

from live_platform import FAST, LivePlatform, free_port, wait_for  # noqa: E402

from watchkeeper.lab.frr.ring import FrrLab  # noqa: E402
from watchkeeper.lab.frr.system import obstacles  # noqa: E402

INTERVAL_S = 10
CUTS = 3
Ends = frozenset[tuple[str, str]]


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


def watch(lab: FrrLab, directory: Path, traps_port: int) -> LivePlatform:
    """Start a server that watches the lab; without a port it hears no traps."""
    settings = {**FAST, "WATCHKEEPER_TOPOLOGY__INTERVAL_S": str(INTERVAL_S)}
    settings["WATCHKEEPER_INVENTORY__DEFAULT_INTERVAL_S"] = str(INTERVAL_S)
    if traps_port:
        gateway = lab.ring.gateway.partition("/")[0]
        settings["WATCHKEEPER_RECEIVING__TRAPS"] = f"{gateway}:{traps_port}"
    platform = LivePlatform(directory, settings)
    platform.init()
    platform.wk("device", "import", lab.inventory, "--community", "public", "--yes")
    platform.start()
    return platform


def cut(lab: FrrLab, platform: LivePlatform, number: int) -> tuple[float, float | None]:
    """Cut a wire; return the seconds until the map shows it, from the cut and from the first event."""
    wire = lab.ring.wires[number]
    ends = frozenset({(wire.a, wire.a_interface), (wire.b, wire.b_interface)})
    wait_for(lambda: drawn(platform).get(ends) == "up", f"{wire.a} {wire.a_interface} is up", 120)
    before, start = datetime.now(UTC), time.monotonic()
    lab.cut(wire.a, wire.a_interface)
    wait_for(lambda: drawn(platform).get(ends) == "down", "the cut is drawn", 120, 0.05)
    seen, shown = time.monotonic() - start, datetime.now(UTC)
    lab.restore(wire.a, wire.a_interface)
    events = platform.get("/events", kind="interface_down", start=before.isoformat())["items"]
    times = [datetime.fromisoformat(event["at"]) for event in events]
    heard = min((at for at in times if at >= before), default=None)
    return seen, (shown - heard).total_seconds() if heard is not None else None


def measure(lab: FrrLab, directory: Path, traps_port: int) -> bool:
    """Print the figures of one server."""
    directory.mkdir()
    start = time.monotonic()
    platform = watch(lab, directory, traps_port)
    try:
        wanted = wires(lab)
        wait_for(lambda: wanted <= set(drawn(platform)), "every wire is on the map", 300)
        found = set(drawn(platform))
        print(
            f"{len(wanted)} wires, {len(found)} drawn after {time.monotonic() - start:.0f} s, same: {found == wanted}"
        )
        times = [cut(lab, platform, number) for number in range(CUTS)]
        seen = [s for s, _ in times]
        heard = [h for _, h in times if h is not None]
        say = "with traps" if traps_port else f"polled every {INTERVAL_S} s"
        print(f"{say}: from the cut {statistics.median(seen):.2f} s, at most {max(seen):.2f} s", end="")
        print(f"; from the first event {statistics.median(heard):.2f} s, at most {max(heard):.2f} s" if heard else "")
        return found == wanted
    finally:
        platform.close()


def main() -> None:
    """Run the lab and both servers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lab", default="ring:4")
    parser.add_argument("--converge-s", type=float, default=600)
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
            good = [measure(lab, folder / "traps", port), measure(lab, folder / "polled", 0)]
        finally:
            lab.down()
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
