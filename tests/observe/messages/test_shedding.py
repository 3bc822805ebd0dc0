"""Storms are cut, told once, and counted."""

from datetime import UTC, datetime

from watchkeeper.observe.events.kinds import EventKind, NewEvent, Severity
from watchkeeper.observe.messages.shedding import MOST_SENDERS, Shedder, Shedding

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def event(severity: Severity = Severity.WARNING, number: int = 0) -> NewEvent:
    return NewEvent(AT, 7, "r7", EventKind.DEVICE_REPORTED, f"thing {number}", severity=severity)


def test_the_first_are_kept_the_rest_is_counted_and_the_end_is_told() -> None:
    shedder = Shedder(Shedding(rate=10, burst=20))
    told = [e for n in range(1000) for e in shedder.admit("192.0.2.1", event(number=n), 0.0, AT, keep=False)]
    assert [e.object for e in told[:20]] == [f"thing {n}" for n in range(20)]
    assert [e.kind for e in told[20:]] == [EventKind.MESSAGE_STORM]
    assert shedder.shed == 980
    assert list(shedder.calmed(5.0, AT)) == []
    (calm,) = shedder.calmed(20.0, AT)
    assert (calm.to_state, calm.details["shed"], calm.details["kinds"]) == ("calm", 980, {"device_reported": 980})
    assert shedder.admit("192.0.2.1", event(), 20.0, AT, keep=False) == [event()]


def test_criticals_and_clears_of_open_conditions_are_never_shed() -> None:
    shedder = Shedder(Shedding(rate=1, burst=1))
    shedder.admit("192.0.2.1", event(), 0.0, AT, keep=False)
    assert shedder.admit("192.0.2.1", event(Severity.CRITICAL), 0.0, AT, keep=False) == [event(Severity.CRITICAL)]
    assert shedder.admit("192.0.2.1", event(), 0.0, AT, keep=True) == [event()]
    assert shedder.shed == 0


def test_one_sender_in_a_storm_costs_another_nothing() -> None:
    shedder = Shedder(Shedding(rate=1, burst=1))
    for _ in range(50):
        shedder.admit("192.0.2.1", event(), 0.0, AT, keep=False)
    assert shedder.admit("192.0.2.2", event(), 0.0, AT, keep=False) == [event()]


def test_senders_are_bounded() -> None:
    shedder = Shedder(Shedding(rate=1, burst=1))
    for number in range(MOST_SENDERS + 100):
        for _ in range(2):
            shedder.admit(str(number), event(), 0.0, AT, keep=False)
    assert len(list(shedder.calmed(100.0, AT))) == MOST_SENDERS
