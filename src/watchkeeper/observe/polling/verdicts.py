"""What the results of a shard mean for each device: its breaker, its reachability, its restarts. Pure."""

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from watchkeeper.estate.drivers.protocol import Outcome, TargetResult
from watchkeeper.estate.inventory.reachability import DeviceContact
from watchkeeper.estate.inventory.targets import PollTarget
from watchkeeper.observe.polling.availability import Reach, ReachPolicy
from watchkeeper.observe.polling.breaker import BreakerPolicy, BreakerState
from watchkeeper.observe.polling.memory import DeviceMemory
from watchkeeper.observe.polling.restarts import TICKS_PER_S, sight

SILENT = frozenset({Outcome.TIMEOUT, Outcome.UNREACHABLE})
_FAILED = SILENT | {Outcome.AUTH_FAILED, Outcome.DENIED, Outcome.RPC_ERROR}
"""Contacts that count against a device. One that answers nonsense, or as another device, is not left alone for it."""
_SAYS_NOTHING_OF_PACE = _FAILED | {Outcome.NOT_CONFIGURED}
_CROWD = 10
_FAR = 3.0
"""Times the median of a shard."""
_DATA = frozenset({Outcome.OK, Outcome.PARTIAL, Outcome.EMPTY})


@dataclass(frozen=True, slots=True)
class Rules:
    """What the verdicts follow."""

    breaker: BreakerPolicy
    reach: ReachPolicy
    slow_after_s: float
    luck: Callable[[], float]


@dataclass(slots=True)
class Verdicts:
    """What a shard changes. ``verify`` are devices whose pings changed their mind: the device itself must be asked."""

    contacts: list[DeviceContact] = field(default_factory=list)
    changed: list[DeviceMemory] = field(default_factory=list)
    restarted: dict[int, datetime] = field(default_factory=dict)
    opened: list[int] = field(default_factory=list)
    verify: set[int] = field(default_factory=set)


def judge_snmp(
    results: Sequence[TargetResult],
    memories: Mapping[int, DeviceMemory],
    pings: Mapping[int, bool | None],
    previous_ticks: Mapping[int, int],
    now: datetime,
    rules: Rules,
) -> Verdicts:
    """Judge contacts over SNMP. Results of devices that are not in ``memories`` (deleted meanwhile) are left out."""
    verdicts = Verdicts()
    far_longer_s = _far_longer(results, rules)
    for result in results:
        memory = memories.get(result.device_id)
        if memory is None:
            continue
        after = _with_breaker(memory, result, now, rules, verdicts)
        if result.outcome not in _SAYS_NOTHING_OF_PACE:
            slow = result.elapsed_s > (rules.slow_after_s if memory.slow else far_longer_s)
            after = after if slow == after.slow else replace(after, slow=slow)
        after = _with_boot(after, result, previous_ticks, now, verdicts)
        if after != memory:
            verdicts.changed.append(after)
        verdicts.contacts.append(
            DeviceContact(
                device_id=result.device_id,
                at=now,
                outcome=result.outcome,
                reason=result.reason,
                answered_ping=pings.get(result.device_id),
                uptime_s=None if result.uptime_ticks is None else result.uptime_ticks / TICKS_PER_S,
                identity=result.identity,
                memory=result.memory if result.outcome in _DATA else None,
            )
        )
    return verdicts


def _far_longer(results: Sequence[TargetResult], rules: Rules) -> float:
    """Return after how many seconds a device is newly set apart.

    Where others take long as well the poller is busy, and whoever took somewhat longer is not to wait for the slow ones
    from then on.
    """
    times = [result.elapsed_s for result in results if result.outcome in _DATA]
    return max(rules.slow_after_s, _FAR * statistics.median(times) if len(times) >= _CROWD else 0.0)


def _with_breaker(
    memory: DeviceMemory, result: TargetResult, now: datetime, rules: Rules, verdicts: Verdicts
) -> DeviceMemory:
    if result.outcome is Outcome.NOT_CONFIGURED:
        return memory
    if result.outcome not in _FAILED:
        return memory.with_breaker(memory.breaker.answered())
    reason = f"{result.outcome}: {result.reason}" if result.reason else str(result.outcome)
    breaker = memory.breaker.failed(reason[:500], now, rules.breaker, rules.luck())
    if breaker.state is BreakerState.OPEN and memory.breaker.state is BreakerState.CLOSED:
        verdicts.opened.append(memory.device_id)
    return memory.with_breaker(breaker)


def _with_boot(
    memory: DeviceMemory,
    result: TargetResult,
    previous_ticks: Mapping[int, int],
    now: datetime,
    verdicts: Verdicts,
) -> DeviceMemory:
    if result.uptime_ticks is None or result.outcome not in _DATA:
        return memory
    seen = sight(memory.booted_at, previous_ticks.get(memory.device_id), result.uptime_ticks, now)
    if seen.restarted:
        verdicts.restarted[memory.device_id] = seen.booted_at
    return replace(memory, booted_at=seen.booted_at) if seen.moved else memory


def judge_pings(
    results: Sequence[TargetResult],
    memories: Mapping[int, DeviceMemory],
    targets: Mapping[int, PollTarget],
    now: datetime,
    rules: Rules,
) -> Verdicts:
    """Judge a sweep.

    A device that is watched by ping alone is contacted by it; any other has to say for itself whether it is there, and
    is asked as soon as a ping changed its mind. A device that never answered a ping is not asked for it.
    """
    verdicts = Verdicts()
    for result in results:
        memory, target = memories.get(result.device_id), targets.get(result.device_id)
        if memory is None or target is None:
            continue
        icmp = memory.icmp.after(answered(result.outcome), now, rules.reach)
        if icmp != memory.icmp:
            verdicts.changed.append(replace(memory, icmp=icmp))
        turned = icmp.state is not memory.icmp.state and Reach.UNKNOWN not in {icmp.state, memory.icmp.state}
        if target.driver == "icmp":
            verdicts.contacts += _contact_by_ping(result, icmp.state, now)
        elif turned:
            verdicts.verify.add(result.device_id)
    return verdicts


def _contact_by_ping(result: TargetResult, state: Reach, now: datetime) -> list[DeviceContact]:
    """A contact that agrees with the hard verdict is recorded; one that is still in doubt is not."""
    up = answered(result.outcome)
    if up is not None and state is not (Reach.UP if up else Reach.DOWN):
        return []
    outcome = (
        result.outcome if up is not None else Outcome.NOT_CONFIGURED
    )  # our own lack of permission, not its refusal
    return [DeviceContact(result.device_id, now, outcome, result.reason, answered_ping=up)]


def answered(outcome: Outcome) -> bool | None:
    """Return whether a ping was answered, None when it could not be asked."""
    if outcome in SILENT:
        return False
    return True if outcome in _DATA else None


def facts_due(
    memory: DeviceMemory, now: datetime, *, interval_s: float, changed: bool, patience_s: float = 600.0
) -> bool:
    """Say whether identity and interfaces should be read again: never read, old, or something ``changed``.

    A request that has not been answered is repeated after ``patience_s`` at the earliest.
    """
    asked = memory.facts_requested_at
    if asked is not None and now - asked < timedelta(seconds=patience_s) and not (changed and _answered(memory)):
        return False
    old = memory.facts_at is None or now - memory.facts_at >= timedelta(seconds=interval_s)
    return old or changed


def _answered(memory: DeviceMemory) -> bool:
    return (
        memory.facts_at is not None
        and memory.facts_requested_at is not None
        and memory.facts_at >= memory.facts_requested_at
    )
