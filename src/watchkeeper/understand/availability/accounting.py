"""What a timeline amounts to: availability, outages, mean time to repair and between failures (IEC 60050-192)."""

from collections.abc import Sequence
from dataclasses import dataclass

from watchkeeper.understand.availability.intervals import Span, State, Timeline


@dataclass(frozen=True, slots=True)
class Outage:
    """A time without service. ``down_s`` leaves out what was unknown or under maintenance in between.

    ``ongoing`` says that it had not ended at the end of the period, ``began_before`` that it had begun before it.
    """

    start: float
    end: float
    down_s: float
    ongoing: bool
    began_before: bool


@dataclass(frozen=True, slots=True)
class Budget:
    """How long something may be down by its target in the time that is known, and what is left of it (may be < 0)."""

    total_s: float
    left_s: float


@dataclass(frozen=True, slots=True)
class Account:
    """Seconds in each state and what follows from them; None is "not known" or "there was none".

    ``availability`` is a share of the time that is known (up / (up + down)); unknown time counts for neither, and
    ``coverage`` is the known share of the time that was not excluded.
    """

    up_s: float
    down_s: float
    unknown_s: float
    excluded_s: float
    availability: float | None
    coverage: float | None
    outages: tuple[Outage, ...]
    mttr_s: float | None
    mtbf_s: float | None

    @property
    def unknown_share(self) -> float | None:
        """The share of the time, without what was excluded, in which nothing was known."""
        return None if self.coverage is None else 1 - self.coverage

    def budget(self, target: float | None) -> Budget | None:
        """Return the error budget of a target (a share); None without a target or without anything known."""
        known = self.up_s + self.down_s
        if target is None or not known:
            return None
        total = (1 - target) * known
        return Budget(total, total - self.down_s)

    def meets(self, target: float | None) -> bool | None:
        """Tell whether a target (a share) was met in the time known; None without a target, or with nothing known."""
        return None if target is None or self.availability is None else self.availability >= target


def account(line: Timeline) -> Account:
    """Return what a timeline amounts to."""
    spent = dict.fromkeys(State, 0.0)
    for span in line:
        spent[span.state] += span.length_s
    up, down, unknown = spent[State.UP], spent[State.DOWN], spent[State.UNKNOWN]
    known = up + down
    found = outages(line)
    return Account(
        up_s=up,
        down_s=down,
        unknown_s=unknown,
        excluded_s=spent[State.EXCLUDED],
        availability=up / known if known else None,
        coverage=known / (known + unknown) if known + unknown else None,
        outages=found,
        mttr_s=down / len(found) if found else None,
        mtbf_s=up / len(found) if found else None,
    )


def outages(line: Timeline) -> tuple[Outage, ...]:
    """Return the outages: from the first span that is down to the next that is up.

    Unknown and excluded time does not end an outage, and none begins with it.
    """
    found: list[Outage] = []
    run: list[Span] = []
    for span in line:
        if span.state is State.DOWN:
            run.append(span)
        elif span.state is State.UP and run:
            found.append(_outage(run, line))
            run = []
    if run:
        found.append(_outage(run, line))
    return tuple(found)


def _outage(run: Sequence[Span], line: Timeline) -> Outage:
    return Outage(
        start=run[0].start,
        end=run[-1].end,
        down_s=sum(span.length_s for span in run),
        ongoing=run[-1].end == line[-1].end,
        began_before=run[0].start == line[0].start,
    )
