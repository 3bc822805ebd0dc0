"""The bytes that stand for an entry: those of JSON, whatever was written, and the same from either database."""

import json
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.core.audit import chain

VALUES = st.lists(st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1), st.text()), min_size=16, max_size=16)
MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(9999, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(VALUES)
def test_content_is_json_without_blanks(values):
    assert chain.content(values) == json.dumps(values, separators=(",", ":")).encode()


@given(MOMENTS, st.integers(-12, 12))
def test_a_moment_is_the_same_from_either_database(at, hours):
    as_sqlite_keeps_it = at.strftime("%m-%d %H:%M:%S.%f")
    assert chain.moment_kept(f"{at.year:04d}-{as_sqlite_keeps_it}") == chain.moment(at)
    assert chain.moment_kept(at.astimezone(timezone(timedelta(hours=hours)))) == chain.moment(at)


def test_what_is_no_moment_fits_no_hash_and_stops_nothing():
    assert chain.moment_kept("") == "T+00:00"
    assert chain.moment_kept(None) != chain.moment_kept("None ")
