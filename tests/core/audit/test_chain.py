"""A moment is the same text in the chain, from whichever database it comes."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.core.audit import chain

MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(9999, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(MOMENTS, st.integers(-12, 12))
def test_a_moment_is_the_same_from_either_database(at, hours):
    as_sqlite_keeps_it = at.strftime("%m-%d %H:%M:%S.%f")
    assert chain.moment_kept(f"{at.year:04d}-{as_sqlite_keeps_it}") == chain.moment(at)
    assert chain.moment_kept(at.astimezone(timezone(timedelta(hours=hours)))) == chain.moment(at)


def test_what_is_no_moment_becomes_no_other_and_stops_nothing():
    assert [chain.moment_kept(kept) for kept in ("", "yesterday", None)] == [
        "T+00:00",
        "yesterdayT+00:00",
        "NoneT+00:00",
    ]
