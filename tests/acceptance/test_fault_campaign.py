"""Random faults in real FRR routers, one after the other: each is exactly one incident, with the right root.

It takes minutes a fault, so it runs when it is asked for (root): lab, number of faults, seed. It prints a line a fault.

WATCHKEEPER_TEST_CAMPAIGN="mesh:20 30 7" pytest -s tests/acceptance/test_fault_campaign.py
"""

import math
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from live_platform import FAST, LivePlatform, wait_for

from watchkeeper.lab.frr.faults import BLACKHOLE, CUT, DAMAGE, METRIC, POWER_OFF, SHUT_SESSION
from watchkeeper.lab.frr.plan import Ring, Wire
from watchkeeper.lab.frr.ring import FrrLab
from watchkeeper.lab.frr.state import Fault
from watchkeeper.lab.frr.system import obstacles

_OBSTACLES = obstacles()
ASKED = os.environ.get("WATCHKEEPER_TEST_CAMPAIGN", "")
SPEC, COUNT, SEED = (ASKED or "mesh:5 4 1").split()
INTERVAL_S = 10
QUIET_S, HOLD_S = 15, 30
DETECTED_WITHIN_S = 180
pytestmark = [
    pytest.mark.acceptance,
    pytest.mark.root,
    pytest.mark.skipif(not ASKED, reason="WATCHKEEPER_TEST_CAMPAIGN does not ask for a campaign"),
    pytest.mark.skipif(bool(_OBSTACLES), reason=f"no FRR lab here: {'; '.join(_OBSTACLES)}"),
    pytest.mark.timeout(600 + 600 * int(COUNT)),
]
SETTINGS = {
    **FAST,
    "WATCHKEEPER_INVENTORY__DEFAULT_INTERVAL_S": str(INTERVAL_S),
    "WATCHKEEPER_TOPOLOGY__INTERVAL_S": str(INTERVAL_S),
    "WATCHKEEPER_POLLING__BREAKER__FACTOR": "1",
    "WATCHKEEPER_ALERTS__QUIET_S": str(QUIET_S),
    "WATCHKEEPER_ALERTS__HOLD_S": str(HOLD_S),
    "WATCHKEEPER_ALERTS__REOPEN_S": "0",  # the same wire may break twice: two faults
}
KINDS = (METRIC, DAMAGE, CUT, BLACKHOLE, POWER_OFF, SHUT_SESSION)
ERRORS_RULE = "avg(interface.in_errors_ps, 1m) > 1 until avg(interface.in_errors_ps, 1m) < 0.1"
"""The shipped rule with a minute for its ten: a fault that is over must not be waited for."""


@dataclass(frozen=True)
class Outcome:
    """What became of a fault: its incidents, seconds until there was one, and until people were told (or never).

    ``pages`` counts the incidents that anybody was told of, those included that proved to follow from another later.
    """

    fault: Fault
    seen_s: float
    told_s: float
    incidents: list[dict[str, Any]]
    pages: int

    def __str__(self) -> str:
        roots = "; ".join(", ".join(one["roots"]) for one in self.incidents)
        return (
            f"{self.fault.kind:<13} {self.fault.device:<10} {self.fault.interface:<10} seen {self.seen_s:5.1f} s, "
            f"told {self.told_s:5.1f} s, incidents {len(self.incidents)}, pages {self.pages}: {roots}"
        )


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FrrLab]:
    running = FrrLab.up(SPEC, tmp_path_factory.mktemp("frr"))
    try:
        running.wait_converged(600)
        yield running
    finally:
        running.down()


@pytest.fixture(scope="module")
def watch(lab: FrrLab, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LivePlatform]:
    platform = LivePlatform(tmp_path_factory.mktemp("watch"), SETTINGS)
    platform.init()
    platform.wk("device", "import", lab.inventory, "--community", "public", "--yes")
    platform.watch_no_load()
    platform.wk("rules", "change", "interface_errors", "--condition", ERRORS_RULE)
    try:
        platform.start()
        wait_for(lambda: wires(lab.ring) <= set(drawn(platform)), "every wire is on the map", 300)
        wait_for(lambda: calm(lab, platform), "nothing is wrong", 300, 1)
        yield platform
        assert platform.logged() == []
    finally:
        platform.close()


def wires(ring: Ring) -> set[frozenset[tuple[str, str]]]:
    return {frozenset({(w.a, w.a_interface), (w.b, w.b_interface)}) for w in ring.wires}


def drawn(platform: LivePlatform) -> set[frozenset[tuple[str, str]]]:
    return {
        frozenset((end["device"], end["interface"]) for end in (edge["a"], edge["b"]))
        for edge in platform.get("/topology")["edges"]
        if edge["layer"] == "physical" and edge["a"] and edge["state"] == "up"
    }


def calm(lab: FrrLab, platform: LivePlatform) -> bool:
    """Say whether every device is up, every wire too, and no incident is open."""
    return (
        all(device["state"] == "up" for device in platform.devices().values())
        and not [one for one in platform.items("/incidents") if one["stage"] in {"forming", "open"}]
        and wires(lab.ring) <= drawn(platform)
        and all(status.converged for status in lab.status())
    )


def drawn_lots(ring: Ring) -> list[Fault]:
    """Return faults of every kind in turn, each somewhere at random."""
    dice = random.Random(SEED)
    inside = [router for router in ring.routers if not router.is_stub]
    lots = []
    for number in range(int(COUNT)):
        kind = KINDS[number % len(KINDS)]
        router = dice.choice(inside)
        if kind == POWER_OFF:
            at = ""
        elif kind == SHUT_SESSION:
            at = dice.choice(ring.peers(router)).name
        elif kind == DAMAGE:
            wire = dice.choice([wire for wire in ring.wires if wire.tunnel])
            router, at = ring.router(wire.a), wire.a_interface
        else:
            at = dice.choice([name for name, wire in ring.interfaces(router.name).items() if inner(wire, ring)])
        lots.append(Fault(kind, router.name, at))
    return lots


def inner(wire: Wire, ring: Ring) -> bool:
    return not any(ring.router(name).is_stub for name in (wire.a, wire.b))


def fits(fault: Fault, ring: Ring, roots: list[str]) -> bool:
    """Say whether an incident's roots are this fault and nothing else."""
    if fault.kind == POWER_OFF:
        return roots == [f"node:{fault.device}"]
    if fault.kind == SHUT_SESSION:
        ends = {fault.device, fault.interface}
        return bool(roots) and all(any(end in root for end in ends) for root in roots)
    if fault.kind in {METRIC, DAMAGE}:
        return roots == [f"if:{fault.device}:{fault.interface}"]
    wire = ring.wire(fault.device, fault.interface)
    ends = {f"{wire.a}:{wire.a_interface}", f"{wire.b}:{wire.b_interface}"}
    return len(roots) == 1 and roots[0].startswith("link:") and all(end in roots[0] for end in ends)


def suffer(fault: Fault, lab: FrrLab, platform: LivePlatform) -> Outcome:
    """Break it, wait until people have been told and nothing more comes, mend it, and wait until all is well."""
    before, began = datetime.now(UTC), time.monotonic()

    def since(stage: str | None = None) -> list[dict[str, Any]]:
        found = platform.items("/incidents", stage=stage)  # without a stage: all that have not become part of another
        return [one for one in found if datetime.fromisoformat(one["opened_at"]) >= before]

    begin = {
        CUT: lab.cut,
        BLACKHOLE: lab.blackhole,
        SHUT_SESSION: lab.shut_session,
        METRIC: lab.metric,
        DAMAGE: lab.damage,
        POWER_OFF: lambda device, _nowhere: lab.power_off(device),
    }[fault.kind]
    begin(fault.device, fault.interface)
    try:
        seen_s = seconds_until(since, began, DETECTED_WITHIN_S)
        told_s = seconds_until(lambda: [one for one in since() if one["paged_at"]], began, DETECTED_WITHIN_S + HOLD_S)
        time.sleep(QUIET_S + INTERVAL_S)  # what comes too late must have come
        found = since()
        pages = sum(one["paged_at"] is not None for one in [*found, *since("merged")])
        outcome = Outcome(fault, seen_s, told_s, found, pages)
    finally:
        lab.restore()
    wait_for(lambda: calm(lab, platform), f"all is well after {fault}", 300, 1)
    return outcome


def seconds_until(look: Callable[[], object], began: float, within_s: float) -> float:
    """Return after how many seconds from ``began`` there is something; infinite when there is not ``within_s``."""
    while not look():
        if time.monotonic() - began > within_s:
            return math.inf
        time.sleep(0.5)
    return time.monotonic() - began


def test_every_fault_is_one_incident_with_its_root(lab: FrrLab, watch: LivePlatform) -> None:
    outcomes = []
    for fault in drawn_lots(lab.ring):
        outcomes.append(suffer(fault, lab, watch))
        print(outcomes[-1], flush=True)
    for what in ("seen_s", "told_s"):
        times = [getattr(outcome, what) for outcome in outcomes]
        print(f"{what}: median {statistics.median(times):.1f} s, at most {max(times):.1f} s")
    wrong = [
        str(outcome)
        for outcome in outcomes
        if len(outcome.incidents) != 1
        or outcome.pages != 1
        or not fits(outcome.fault, lab.ring, outcome.incidents[0]["roots"])
    ]
    assert wrong == []
