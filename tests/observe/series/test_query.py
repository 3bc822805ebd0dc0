"""Queries are checked and laid out before anything is read."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from watchkeeper.observe.series.errors import InvalidQueryError, UnknownFamilyError
from watchkeeper.observe.series.query import EARLIEST, Resolution, SeriesQuery, frame_of
from watchkeeper.observe.series.settings import SeriesSettings

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SETTINGS = SeriesSettings()


def asked(**changes):
    values = {
        "family": "interface",
        "device_ids": (1,),
        "start": NOW - timedelta(hours=1),
        "end": NOW,
        "metrics": ("in_bps",),
    }
    return SeriesQuery(**{**values, **changes})


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"metrics": ("nonsense",)}, "no metric 'nonsense'"),
        ({"metrics": ("oper_status",)}, "no metric"),
        ({"device_ids": ()}, "at least one device"),
        ({"start": NOW, "end": NOW}, "before end"),
        ({"start": NOW, "end": NOW - timedelta(hours=1)}, "before end"),
        ({"start": datetime(2026, 3, 1), "end": NOW}, "time zone"),  # noqa: DTZ001
        ({"start": datetime(1, 1, 1, tzinfo=UTC)}, "between 1970 and 2500"),
        ({"end": datetime(9999, 12, 31, tzinfo=UTC)}, "between 1970 and 2500"),
        ({"step_s": 0}, "step"),
        ({"step_s": -60}, "step"),
        ({"step_s": 10**12}, "step"),
        ({"start": NOW - timedelta(days=20), "step_s": 1}, "more than 500000"),
        ({"device_ids": tuple(range(1, 1000)), "objects": ("a", "b"), "step_s": 10}, "points"),
    ],
)
def test_what_cannot_be_answered_is_said(changes, said):
    with pytest.raises(InvalidQueryError, match=said):
        frame_of(asked(**changes), SETTINGS, NOW)


def test_an_unknown_family_names_those_there_are():
    with pytest.raises(UnknownFamilyError) as caught:
        frame_of(asked(family="nonsense"), SETTINGS, NOW)
    assert "interface" in caught.value.hint


@pytest.mark.parametrize(
    ("days_ago", "step_s", "resolution", "step"),
    [
        (1, 60, Resolution.RAW, 60),
        (1, 5400, Resolution.RAW, 5400),
        (1, 3600, Resolution.HOUR, 3600),
        (1, 86_400, Resolution.DAY, 86_400),
        (60, 60, Resolution.HOUR, 3600),
        (60, 5400, Resolution.HOUR, 7200),
        (60, 86_400, Resolution.DAY, 86_400),
        (800, 3600, Resolution.DAY, 86_400),
        (800, 90_000, Resolution.DAY, 172_800),
    ],
)
def test_the_resolution_follows_step_and_retention(days_ago, step_s, resolution, step):
    start = NOW - timedelta(days=days_ago)
    frame = frame_of(asked(start=start, end=start + timedelta(hours=3), step_s=step_s), SETTINGS, NOW)
    assert (frame.resolution, frame.step_ms) == (resolution, step * 1000)


@pytest.mark.parametrize(
    ("hours", "step_s"), [(1, 300), (50, 300), (51, 900), (24 * 7, 1800), (24 * 30, 7200), (24 * 365, 86_400)]
)
def test_without_a_step_one_is_chosen_by_length(hours, step_s):
    frame = frame_of(asked(start=NOW - timedelta(hours=hours)), SETTINGS, NOW)
    assert frame.step_ms == step_s * 1000


@example(datetime(2243, 1, 1, tzinfo=UTC), timedelta(milliseconds=1), 60)  # lost in a float, this was no step at all
@given(
    st.datetimes(datetime(1971, 1, 1), datetime(2400, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.timedeltas(timedelta(milliseconds=1), timedelta(days=3)),
    st.integers(60, 500_000),
)
def test_steps_are_aligned_to_the_epoch_and_cover_what_was_asked(start, length, step_s):
    frame = frame_of(asked(start=start, end=start + length, step_s=step_s), SETTINGS, NOW)
    assert frame.start_ms % frame.step_ms == 0 == frame.end_ms % frame.step_ms
    first, end, step = (timedelta(milliseconds=ms) for ms in (frame.start_ms, frame.end_ms, frame.step_ms))
    assert first <= start - EARLIEST < first + step
    assert end - step < start + length - EARLIEST <= end
    assert frame.steps >= 1


def test_metrics_are_all_when_none_is_named_and_never_twice():
    assert len(frame_of(asked(metrics=()), SETTINGS, NOW).metrics) == 9
    assert frame_of(asked(metrics=("in_bps", "out_bps", "in_bps")), SETTINGS, NOW).metrics == ("in_bps", "out_bps")
