"""What results mean, where the whole way through the database would hide it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from watchkeeper.estate.drivers.protocol import Outcome, TargetResult
from watchkeeper.observe.polling.availability import ReachPolicy
from watchkeeper.observe.polling.breaker import BreakerPolicy
from watchkeeper.observe.polling.memory import DeviceMemory
from watchkeeper.observe.polling.verdicts import Rules, Verdicts, facts_due, judge_snmp

NOW = datetime(2026, 1, 1, tzinfo=UTC)
RULES = Rules(BreakerPolicy(), ReachPolicy(), slow_after_s=5.0, luck=lambda: 0.5)


def judged(*results: TargetResult, **memories: DeviceMemory) -> Verdicts:
    known = {result.device_id: DeviceMemory(result.device_id) for result in results}
    known |= {memory.device_id: memory for memory in memories.values()}
    return judge_snmp(results, known, {}, {}, NOW, RULES)


def took(device_id: int, seconds: float, outcome: Outcome = Outcome.OK) -> TargetResult:
    return TargetResult(device_id, outcome, elapsed_s=seconds)


def test_a_device_that_takes_long_is_set_apart_and_comes_back_when_it_is_quick() -> None:
    assert [m.device_id for m in judged(took(1, 0.1), took(2, 9.0)).changed if m.slow] == [2]
    [quick] = judged(took(2, 0.1), known=DeviceMemory(2, slow=True)).changed
    assert not quick.slow


def test_when_everybody_takes_long_nobody_is_set_apart() -> None:
    assert judged(*(took(i, 9.0) for i in range(1, 21))).changed == []


def test_when_the_poller_is_busy_only_who_takes_far_longer_is_set_apart() -> None:
    busy = [took(i, 2.0 + i / 5) for i in range(1, 21)]  # up to six seconds, while the median is four
    assert judged(*busy).changed == []
    assert [m.device_id for m in judged(*busy, took(99, 14.0)).changed if m.slow] == [99]


def test_a_lone_slow_device_stays_apart_among_its_like() -> None:
    slow = {f"d{i}": DeviceMemory(i, slow=True) for i in range(1, 21)}
    assert judged(*(took(i, 9.0) for i in range(1, 21)), **slow).changed == []


def test_results_of_devices_that_are_gone_change_nothing() -> None:
    verdicts = judge_snmp([took(1, 0.1)], {}, {}, {}, NOW, RULES)
    assert (verdicts.contacts, verdicts.changed) == ([], [])


def test_an_answer_that_is_nonsense_or_anothers_does_not_open_the_breaker() -> None:
    for outcome in (Outcome.PARSE_ERROR, Outcome.IDENTITY_MISMATCH, Outcome.NOT_CONFIGURED):
        assert judged(took(1, 0.1, outcome)).changed == []
    for outcome in (Outcome.TIMEOUT, Outcome.UNREACHABLE, Outcome.AUTH_FAILED):
        [memory] = judged(took(1, 0.1, outcome)).changed
        assert memory.breaker.failures == 1


def test_when_facts_are_due() -> None:
    never = DeviceMemory(1)
    asked = replace(never, facts_requested_at=NOW)
    known = replace(asked, facts_at=NOW)
    soon, later, next_day = NOW + timedelta(minutes=1), NOW + timedelta(minutes=10), NOW + timedelta(days=1)

    def due(memory: DeviceMemory, at: datetime, *, changed: bool = False) -> bool:
        return facts_due(memory, at, interval_s=86_400, changed=changed)

    assert due(never, NOW)
    assert not due(asked, soon)
    assert not due(asked, soon, changed=True)
    assert due(asked, later)
    assert not due(known, later)
    assert due(known, soon, changed=True)
    assert due(known, next_day)
