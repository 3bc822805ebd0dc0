"""The watch over a network that lies, restarts and falls silent: emulated devices, a real server, its API and store."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pyarrow.compute as pc
import pytest
from live_platform import FAST, LivePlatform, wait_for

from watchkeeper.kit.families import FAMILIES, Quality
from watchkeeper.lab.emulated import EmulatedLab

pytestmark = [pytest.mark.acceptance, pytest.mark.timeout(240)]

DEVICES = 6
SPEED_MARGIN = 1.05
"""A stored rate may be above its interface's speed by this factor; a reset taken for traffic is above by far more."""
OCTET_RATES = ("in_bps", "out_bps")
SETTINGS = {
    **FAST,
    "WATCHKEEPER_POLLING__BUDGET_SHARE": "0.5",  # a silent device takes half an interval: room on a busy machine
    "WATCHKEEPER_POLLING__BREAKER__BASE_S": "5",
    "WATCHKEEPER_POLLING__BREAKER__FACTOR": "1",
}
Device = dict[str, Any]


@pytest.fixture(scope="module")
def lab() -> Iterator[EmulatedLab]:
    with EmulatedLab(DEVICES, interfaces=8, roles=("edge", "leaf", "server")) as running:
        yield running


@pytest.fixture(scope="module")
def server(lab: EmulatedLab, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LivePlatform]:
    """A server that has polled every device and knows who each one is."""
    platform = LivePlatform(tmp_path_factory.mktemp("watch"), SETTINGS)
    platform.init()
    platform.wk("device", "import", lab.inventory, "--community", "public", "--yes")
    try:
        platform.start()
        wait_for(
            lambda: all(d["state"] == "up" and d["identity_state"] == "verified" for d in platform.devices().values()),
            "every device is up and known",
        )
        platform.wait_cycles(2)
        yield platform
        assert platform.logged() == []
    finally:
        platform.close()


@pytest.fixture
def watched(lab: EmulatedLab, server: LivePlatform) -> Iterator[LivePlatform]:
    """The watching server; what a test breaks is mended after it."""
    yield server
    lab.clear()


def the_event(platform: LivePlatform, kind: str, device: Device, since: datetime) -> dict[str, Any]:
    """Wait for an event of a device and return it; there must be one only."""
    found = wait_for(
        lambda: platform.events(kind=kind, device_id=device["id"], start=since.isoformat()),
        f"an event {kind} of {device['name']}",
    )
    assert len(found) == 1, found
    return found[0]


def slots_of(platform: LivePlatform, device: Device, family: str = "interface") -> set[datetime]:
    """The moments of which samples of a device are stored."""
    table = platform.samples(family)
    return set(table.filter(pc.equal(table["device_id"], device["id"]))["ts"].to_pylist())


def cycles_since(platform: LivePlatform, start: datetime) -> list[dict[str, Any]]:
    """Every cycle of interfaces that was planned after ``start`` and has ended, oldest first."""
    found = platform.cycles(group="interfaces")
    late = [c for c in found if datetime.fromisoformat(c["slot"]) > start and c["finished_at"]]
    return sorted(late, key=lambda cycle: str(cycle["slot"]))


def test_a_device_with_a_stolen_identity_is_flagged_and_its_samples_are_nobodys(
    lab: EmulatedLab, watched: LivePlatform
) -> None:
    liar, other = lab.devices[0].name, lab.devices[1].name
    device, victim = watched.devices()[liar], watched.devices()[other]
    began = datetime.now(UTC)
    lab.fault("steal-identity", liar, other=other)
    event = the_event(watched, "identity_mismatch", device, began)
    assert event["severity"] == "critical"
    assert other in event["message"] or victim["serial"] in event["message"]
    watched.wait_cycles(2)

    flagged = watched.devices()[liar]
    assert (flagged["identity_state"], flagged["state"]) == ("mismatch", "unknown")
    assert flagged["observed_identity"]["sysname"] == victim["sysname"]
    assert (flagged["serial"], flagged["sysname"]) == (device["serial"], device["sysname"])  # inventory untouched
    assert watched.devices()[other]["identity_state"] == "verified"
    refused = {
        datetime.fromisoformat(cycle["slot"])
        for cycle in cycles_since(watched, began)
        for outcome in watched.get(f"/poll-cycles/{cycle['id']}")["outcomes"]
        if outcome["device_id"] == device["id"] and outcome["outcome"] == "identity_mismatch"
    }
    assert len(refused) >= 2
    for family in set(FAMILIES) - {"availability"}:  # that nobody good answered is a sample, too
        assert refused & slots_of(watched, device, family) == set(), family
    assert refused <= slots_of(watched, victim)

    healed = datetime.now(UTC)
    lab.clear()
    restored = the_event(watched, "identity_restored", device, healed)
    assert restored["to_state"] == "verified"
    assert len(watched.events(kind="identity_mismatch", device_id=device["id"], start=began.isoformat())) == 1
    wait_for(lambda: max(slots_of(watched, device)) > healed, "samples of the device are stored again")
    assert watched.devices()[liar]["state"] == "up"


def test_a_restart_is_an_event_and_no_spike(lab: EmulatedLab, watched: LivePlatform) -> None:
    name = lab.devices[2].name
    device = watched.devices()[name]
    began = datetime.now(UTC)
    lab.fault("reboot", name, amount=3)
    event = the_event(watched, "device_restarted", device, began)
    assert datetime.fromisoformat(event["details"]["booted_at"]) > began
    restarted = datetime.fromisoformat(event["at"])

    def flows_again() -> bool:
        table = watched.samples("interface")
        mine = pc.and_(pc.equal(table["device_id"], device["id"]), pc.greater(table["ts"], restarted))
        return pc.sum(table.filter(mine)["in_bps"]).as_py() is not None

    wait_for(flows_again, "rates are stored after the restart")
    table = watched.samples("interface")
    mine = table.filter(pc.equal(table["device_id"], device["id"]))
    first = mine.filter(pc.equal(mine["ts"], restarted))
    assert set(first["quality"].to_pylist()) <= {Quality.RESET, Quality.INTERVAL, Quality.NOT_COLLECTED}
    assert pc.sum(first["in_bps"]).as_py() is None
    for rate in OCTET_RATES:
        known = table.filter(pc.and_(pc.is_valid(table[rate]), pc.is_valid(table["speed_bps"])))
        assert known.num_rows > 0
        share = pc.max(pc.divide(known[rate].cast("float64"), known["speed_bps"].cast("float64"))).as_py()
        assert share <= SPEED_MARGIN, rate


def test_a_silent_device_is_left_alone_and_costs_the_others_nothing(lab: EmulatedLab, watched: LivePlatform) -> None:
    name = lab.devices[3].name
    device = watched.devices()[name]
    others = [other for other in watched.devices().values() if other["name"] != name]
    began = datetime.now(UTC)

    def breaker(state: str) -> dict[str, Any] | None:
        return next((b for b in watched.items("/breakers", state=state) if b["device_id"] == device["id"]), None)

    lab.fault("silence", name)
    opened = wait_for(lambda: breaker("open"), "the breaker opens")
    assert opened["failures"] >= 3
    assert opened["reason"].startswith("timeout")
    down = the_event(watched, "device_down", device, began)
    assert (down["severity"], down["to_state"]) == ("critical", "down")
    assert watched.devices()[name]["state"] == "down"
    wait_for(lambda: breaker("half_open"), "the breaker lets a probe pass", every_s=0.02)
    reopened = wait_for(lambda: breaker("open"), "the probe fails")
    assert reopened["failures"] > opened["failures"]
    assert reopened["opened_at"] == opened["opened_at"]

    healed = datetime.now(UTC)
    lab.clear()
    wait_for(lambda: breaker("open") is None and breaker("half_open") is None, "the breaker closes", every_s=0.02)
    the_event(watched, "device_up", device, healed)
    wait_for(lambda: max(slots_of(watched, device)) > healed, "samples of the device are stored again")

    cycles = cycles_since(watched, began)
    assert sum(cycle["skipped"].get("breaker_open", 0) for cycle in cycles) > 0
    planned = {datetime.fromisoformat(cycle["slot"]) for cycle in cycles}
    assert len(planned) >= 5
    for other in others:
        assert planned - slots_of(watched, other) == set(), other["name"]
    assert all(other["state"] == "up" for key, other in watched.devices().items() if key != name)
