"""Counters to rates: every rule has a case, and properties hold for all of them."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.kit.families import COUNTERS, INTERFACE, RATES, Quality
from watchkeeper.observe.series.counters import empty_state
from watchkeeper.observe.series.rates import to_rates

START = datetime(2026, 3, 1, tzinfo=UTC)
INTERVAL_S = 60.0
TICKS = 6000
MBPS = 1_000_000


@pytest.fixture
def pair(observed):
    """Rate the second of two polls, 60 s apart unless told otherwise; returns its rows as dictionaries."""

    def rate(before: dict, after: dict, *, elapsed_s: float = INTERVAL_S, interval_s: float = INTERVAL_S) -> list[dict]:
        base = {"uptime_ticks": 1_000_000, "monotonic_s": 500.0, **before}
        later = {
            "ts": START + timedelta(seconds=elapsed_s),
            "uptime_ticks": 1_000_000 + int(elapsed_s * 100),
            "monotonic_s": 500.0 + elapsed_s,
            **after,
        }
        first = to_rates(observed(ts=START, **base), empty_state(), interval_s=interval_s)
        return to_rates(observed(**later), first.state, interval_s=interval_s).stored.to_pylist()

    return rate


def is_gap(row: dict) -> bool:
    return all(row[name] is None for name in RATES)


def test_rates_are_bits_and_events_per_second_by_the_agents_clock(pair):
    (row,) = pair(
        {"in_octets": 1000, "out_octets": 0, "in_ucast_pkts": 10, "in_errors": 5},
        {"in_octets": 7_501_000, "out_octets": 60, "in_ucast_pkts": 610, "in_errors": 65, "uptime_ticks": 1_006_000},
    )
    assert row["quality"] == Quality.OK
    assert row["interval_s"] == 60.0
    assert row["in_bps"] == pytest.approx(1_000_000)
    assert row["out_bps"] == pytest.approx(8.0)
    assert row["in_ucast_pps"] == pytest.approx(10.0)
    assert row["in_errors_ps"] == pytest.approx(1.0)
    assert row["out_errors_ps"] == 0.0


def test_the_first_sample_has_no_rate(observed):
    rated = to_rates(observed(in_octets=10**9), empty_state(), interval_s=INTERVAL_S)
    (row,) = rated.stored.to_pylist()
    assert row["quality"] == Quality.FIRST
    assert is_gap(row)
    assert row["interval_s"] is None


def test_a_reboot_between_polls_is_a_gap_not_a_spike(pair):
    (row,) = pair({"in_octets": 10**12}, {"in_octets": 5000, "uptime_ticks": 3000})
    assert row["quality"] == Quality.RESET
    assert is_gap(row)


def test_after_a_reboot_the_rate_restarts_from_the_new_value(observed):
    state = empty_state()
    polls = [
        {"in_octets": 10**12, "uptime_ticks": 9_000_000, "monotonic_s": 0.0},
        {"in_octets": 5000, "uptime_ticks": 3000, "monotonic_s": 60.0},
        {"in_octets": 12_500, "uptime_ticks": 9000, "monotonic_s": 120.0},
    ]
    rows = []
    for number, poll in enumerate(polls):
        rated = to_rates(observed(ts=START + timedelta(minutes=number), **poll), state, interval_s=INTERVAL_S)
        state = rated.state
        rows += rated.stored.to_pylist()
    assert [row["quality"] for row in rows] == [Quality.FIRST, Quality.RESET, Quality.OK]
    assert rows[2]["in_bps"] == pytest.approx(1000.0)


def test_a_young_agent_that_rebooted_just_after_the_poll_is_caught_by_the_pollers_clock(pair):
    """Its uptime did not go back: 100 s before, 250 s now, but 300 s passed."""
    (row,) = pair(
        {"in_octets": 10**6, "uptime_ticks": 10_000},
        {"in_octets": 2 * 10**6, "uptime_ticks": 33_000},
        elapsed_s=300,
        interval_s=300,
    )
    assert row["quality"] == Quality.INTERVAL
    assert is_gap(row)


def test_an_agent_restart_with_counters_kept_costs_one_interval(pair):
    (row,) = pair({"in_octets": 10**9}, {"in_octets": 10**9 + 10**6, "uptime_ticks": 500})
    assert row["quality"] == Quality.RESET
    assert is_gap(row)


def test_sysuptime_wraps_after_497_days_without_a_gap(pair):
    (row,) = pair(
        {"in_octets": 0, "uptime_ticks": 2**32 - 2000},
        {"in_octets": 7500, "uptime_ticks": 4000},
    )
    assert row["quality"] == Quality.OK
    assert row["interval_s"] == 60.0
    assert row["in_bps"] == pytest.approx(1000.0)


def test_an_uptime_that_went_back_far_from_the_wrap_is_a_restart(pair):
    (row,) = pair({"uptime_ticks": 2**32 - 10_000}, {"uptime_ticks": 4000})
    assert row["quality"] == Quality.RESET


def test_a_changed_discontinuity_time_is_a_gap(pair):
    (row,) = pair({"discontinuity_ticks": 0}, {"discontinuity_ticks": 1_003_000, "in_octets": 10**6})
    assert row["quality"] == Quality.RESET
    assert is_gap(row)


def test_a_discontinuity_time_that_appears_is_no_evidence(pair):
    (row,) = pair({"discontinuity_ticks": None}, {"discontinuity_ticks": 5})
    assert row["quality"] == Quality.OK


@pytest.mark.parametrize("name", ["in_octets", "out_octets", "in_ucast_pkts", "out_ucast_pkts"])
def test_a_64_bit_counter_that_goes_back_is_a_reset_of_the_row(pair, name):
    (row,) = pair({name: 10**6}, {name: 10**6 - 1})
    assert row["quality"] == Quality.RESET
    assert is_gap(row)


def test_a_32_bit_counter_may_wrap_once(pair):
    """100 Mb/s wraps in 344 s at the earliest."""
    (row,) = pair(
        {"in_octets": 2**32 - 1000, "counter_bits": 32, "speed_bps": 100 * MBPS},
        {"in_octets": 6500, "counter_bits": 32, "speed_bps": 100 * MBPS},
    )
    assert row["quality"] == Quality.OK
    assert row["in_bps"] == pytest.approx(1000.0)


def test_a_32_bit_counter_that_could_have_wrapped_twice_has_no_octet_rate(pair):
    narrow = {"counter_bits": 32, "speed_bps": 100 * MBPS}
    (row,) = pair(
        {"in_octets": 2**32 - 1000, **narrow},
        {"in_octets": 6500, "in_errors": 600, **narrow},
        elapsed_s=600,
        interval_s=600,
    )
    assert row["quality"] == Quality.WRAP_AMBIGUOUS
    assert row["in_bps"] is None
    assert row["in_errors_ps"] == pytest.approx(1.0)


def test_a_32_bit_octet_counter_is_not_used_from_a_gigabit_on(pair):
    narrow = {"counter_bits": 32, "speed_bps": 1000 * MBPS}
    (row,) = pair(
        {"in_octets": 0, **narrow},
        {"in_octets": 1000, "in_ucast_pkts": 60, **narrow},
        elapsed_s=10,
        interval_s=10,
    )
    assert row["quality"] == Quality.WRAP_AMBIGUOUS
    assert row["in_bps"] is None
    assert row["in_ucast_pps"] == pytest.approx(6.0)


def test_a_32_bit_wrap_without_a_known_speed_is_not_believed(pair):
    narrow = {"counter_bits": 32, "speed_bps": None}
    (row,) = pair({"in_octets": 2**32 - 10, **narrow}, {"in_octets": 10, **narrow})
    assert row["quality"] == Quality.WRAP_AMBIGUOUS
    assert row["in_bps"] is None


def test_reset_evidence_forbids_a_wrap(pair):
    narrow = {"counter_bits": 32, "speed_bps": 100 * MBPS}
    (row,) = pair({"in_octets": 2**32 - 10, **narrow}, {"in_octets": 10, "uptime_ticks": 100, **narrow})
    assert row["quality"] == Quality.RESET


def test_cleared_error_counters_are_no_storm_of_errors(pair):
    """Errors are Counter32 beside 64-bit octets; 1000 -> 0 is a clear, not 4 billion errors."""
    (row,) = pair(
        {"in_errors": 1000, "speed_bps": 100_000 * MBPS},
        {"in_errors": 0, "in_octets": 7500, "speed_bps": 100_000 * MBPS},
    )
    assert row["quality"] == Quality.OK
    assert row["in_errors_ps"] is None
    assert row["in_bps"] == pytest.approx(1000.0)


def test_error_counters_wrap_at_32_bits(pair):
    (row,) = pair({"in_errors": 2**32 - 30}, {"in_errors": 30})
    assert row["in_errors_ps"] == pytest.approx(1.0)


def test_above_the_speed_is_a_gap(pair):
    """1.05 x 1 Gb/s over 60 s are 7.875 GB."""
    (below,) = pair({}, {"in_octets": 7_874_000_000})
    (above,) = pair({}, {"in_octets": 7_876_000_000})
    assert below["quality"] == Quality.OK
    assert above["quality"] == Quality.OVER_SPEED
    assert is_gap(above)


def test_a_port_that_changed_its_speed_is_judged_by_the_higher_one(pair):
    (row,) = pair({"speed_bps": 1000 * MBPS}, {"speed_bps": 100 * MBPS, "in_octets": 5_000_000_000})
    assert row["quality"] == Quality.OK


def test_an_unknown_speed_rejects_nothing(pair):
    (row,) = pair({"speed_bps": None}, {"speed_bps": None, "in_octets": 10**12})
    assert row["quality"] == Quality.OK
    assert row["speed_bps"] is None


def test_a_poll_three_times_late_is_a_gap(pair):
    (row,) = pair({}, {"in_octets": 1000}, elapsed_s=180)
    assert row["quality"] == Quality.INTERVAL
    assert row["interval_s"] == 180.0
    assert is_gap(row)


def test_two_intervals_are_still_a_rate(pair):
    (row,) = pair({}, {"in_octets": 15_000}, elapsed_s=120)
    assert row["quality"] == Quality.OK
    assert row["in_bps"] == pytest.approx(1000.0)


def test_less_than_a_second_is_a_gap(pair):
    (row,) = pair({}, {"in_octets": 1000}, elapsed_s=0.5, interval_s=1)
    assert row["quality"] == Quality.INTERVAL


@pytest.mark.parametrize(("ticks", "quality"), [(7100, Quality.OK), (7300, Quality.INTERVAL), (4700, Quality.INTERVAL)])
def test_the_agents_clock_may_differ_by_a_fifth(pair, ticks, quality):
    (row,) = pair({}, {"uptime_ticks": 1_000_000 + ticks})
    assert row["quality"] == quality


def test_without_an_agents_clock_there_is_no_rate(pair):
    (row,) = pair({}, {"uptime_ticks": None, "in_octets": 1000})
    assert row["quality"] == Quality.INTERVAL
    assert is_gap(row)


def test_after_a_restart_of_the_poller_the_slots_are_the_witness(pair):
    (good,) = pair({"monotonic_s": None}, {"in_octets": 7500})
    (bad,) = pair({"monotonic_s": None}, {"in_octets": 7500, "uptime_ticks": 1_009_000})
    assert good["quality"] == Quality.OK
    assert bad["quality"] == Quality.INTERVAL


def test_a_duplicate_poll_changes_nothing(observed):
    first = to_rates(observed(ts=START, in_octets=1000), empty_state(), interval_s=INTERVAL_S)
    again = to_rates(observed(ts=START, in_octets=9000), first.state, interval_s=INTERVAL_S)
    assert again.stored.num_rows == 0
    assert again.ignored == 1
    assert again.state.counters.tolist() == first.state.counters.tolist()


def test_an_out_of_order_poll_changes_nothing(observed):
    first = to_rates(observed(ts=START, in_octets=1000), empty_state(), interval_s=INTERVAL_S)
    late = to_rates(observed(ts=START - timedelta(minutes=1), in_octets=500), first.state, interval_s=INTERVAL_S)
    assert late.stored.num_rows == 0
    assert late.state.slot_ms.tolist() == first.state.slot_ms.tolist()


def test_a_reindexed_table_is_matched_by_name_and_moved_rows_are_gaps(pair):
    rows = pair(
        {"object": ["a", "b", "c"], "if_index": [1, 2, 3], "in_octets": [0, 10**9, 5]},
        {"object": ["a", "c", "b"], "if_index": [1, 2, 3], "in_octets": [7500, 6, 10**9 + 1]},
    )
    assert [(row["object"], row["quality"]) for row in rows] == [
        ("a", Quality.OK),
        ("c", Quality.REINDEXED),
        ("b", Quality.REINDEXED),
    ]
    assert is_gap(rows[1])
    assert is_gap(rows[2])


def test_the_same_name_on_another_device_is_another_interface(pair):
    rows = pair(
        {"device_id": [1, 2], "object": ["eth0", "eth0"], "in_octets": [0, 10**9]},
        {"device_id": [2, 1, 3], "object": ["eth0"] * 3, "in_octets": [10**9 + 7500, 15_000, 5]},
    )
    assert [row["quality"] for row in rows] == [Quality.OK, Quality.OK, Quality.FIRST]
    assert [row["in_bps"] for row in rows] == [pytest.approx(1000.0), pytest.approx(2000.0), None]


def test_a_name_that_stands_twice_in_a_batch_counts_once(observed):
    batch = observed(object=["eth0", "eth0"], in_octets=[1, 2])
    rated = to_rates(batch, empty_state(), interval_s=INTERVAL_S)
    assert rated.stored.num_rows == 1
    assert rated.ignored == 1
    assert rated.state.counters[0].tolist() == [1]


def test_a_missing_column_is_null_and_the_others_are_not(pair):
    (row,) = pair({"in_discards": None}, {"in_discards": 60, "in_octets": 7500})
    assert row["quality"] == Quality.OK
    assert row["in_discards_ps"] is None
    assert row["in_bps"] == pytest.approx(1000.0)


def test_a_row_without_counters_says_so_and_the_memory_stays(observed):
    first = to_rates(observed(ts=START, in_octets=1000, uptime_ticks=0, monotonic_s=0.0), empty_state(), interval_s=60)
    nothing = observed(ts=START + timedelta(minutes=1), **dict.fromkeys(COUNTERS))
    second = to_rates(nothing, first.state, interval_s=60)
    third = to_rates(
        observed(ts=START + timedelta(minutes=2), in_octets=16_000, uptime_ticks=12_000, monotonic_s=120.0),
        second.state,
        interval_s=60,
    )
    assert second.stored["quality"].to_pylist() == [Quality.NOT_COLLECTED]
    assert third.stored["in_bps"].to_pylist() == [pytest.approx(1000.0)]


def test_a_counter_that_changed_its_width_starts_anew(pair):
    (row,) = pair({"counter_bits": 32, "in_octets": 5}, {"counter_bits": 64, "in_octets": 2**40})
    assert row["quality"] == Quality.FIRST
    assert is_gap(row)


def test_a_silent_interface_is_remembered_for_a_while(observed):
    first = to_rates(observed(object=["a", "b"], in_octets=[1, 2]), empty_state(), interval_s=60, keep_s=300)
    soon = to_rates(observed(ts=START + timedelta(minutes=2), object=["a"]), first.state, interval_s=60, keep_s=300)
    late = to_rates(observed(ts=START + timedelta(minutes=9), object=["a"]), soon.state, interval_s=60, keep_s=300)
    assert len(soon.state) == 2
    assert len(late.state) == 1


def test_the_stored_batch_has_the_familys_schema_and_keeps_order_and_status(pair, observed):
    names = [f"eth{number}" for number in range(50)]
    rated = to_rates(observed(object=names, oper_status=[2] * 50), empty_state(), interval_s=60)
    assert rated.stored.schema.equals(INTERFACE.stored)
    assert rated.stored["object"].to_pylist() == names
    assert rated.stored["oper_status"].to_pylist() == [2] * 50


COUNTER = st.integers(min_value=0, max_value=2**64 - 1)


@given(
    st.lists(
        st.tuples(
            COUNTER,
            COUNTER,
            st.integers(0, 2**32 - 1),
            st.integers(0, 2**32 - 1),
            st.sampled_from([32, 64, None]),
            st.sampled_from([None, 0, 10 * MBPS, 100 * MBPS, 1000 * MBPS, 400_000 * MBPS]),
        ),
        min_size=1,
        max_size=20,
    )
)
def test_no_input_gives_a_negative_infinite_or_impossible_rate(observed, cases):
    names = [f"if{number}" for number in range(len(cases))]
    common = {"object": names, "counter_bits": [c[4] for c in cases], "speed_bps": [c[5] for c in cases]}
    before = observed(ts=START, in_octets=[c[0] for c in cases], uptime_ticks=[c[2] for c in cases], **common)
    after = observed(
        ts=START + timedelta(minutes=1),
        in_octets=[c[1] for c in cases],
        uptime_ticks=[c[3] for c in cases],
        monotonic_s=1060.0,
        **common,
    )
    first = to_rates(before, empty_state(), interval_s=60)
    for case, row in zip(cases, to_rates(after, first.state, interval_s=60).stored.to_pylist(), strict=True):
        rates = [row[name] for name in RATES if row[name] is not None]
        assert all(np.isfinite(rate) and rate >= 0 for rate in rates)
        if row["quality"] not in {Quality.OK, Quality.WRAP_AMBIGUOUS}:
            assert is_gap(row)
        if case[5] and row["in_bps"] is not None:
            assert row["in_bps"] <= 1.05 * case[5] * (1 + 1e-6)


@given(
    st.lists(st.integers(0, 7_000_000_000), min_size=1, max_size=30),
    st.integers(0, 2**64 - 1 - 30 * 7_000_000_000),
)
def test_the_sum_of_the_rates_is_the_growth_of_the_counter(observed, growths, origin):
    counter, state, total = origin, empty_state(), 0.0
    for number, growth in enumerate([0, *growths]):
        counter += growth
        batch = observed(
            ts=START + timedelta(minutes=number),
            in_octets=counter,
            uptime_ticks=number * TICKS,
            monotonic_s=number * INTERVAL_S,
        )
        rated = to_rates(batch, state, interval_s=INTERVAL_S)
        state = rated.state
        total += (rated.stored["in_bps"][0].as_py() or 0.0) * INTERVAL_S / 8
    assert total == pytest.approx(sum(growths), rel=1e-5)


@given(st.permutations(list(range(12))))
def test_the_order_of_rows_does_not_matter(observed, order):
    names = [f"if{number}" for number in range(12)]
    before = observed(ts=START, object=names, in_octets=[number * 1000 for number in range(12)])
    first = to_rates(before, empty_state(), interval_s=60)
    after = observed(
        ts=START + timedelta(minutes=1),
        object=[names[number] for number in order],
        in_octets=[number * 1000 + number * 7500 for number in order],
        uptime_ticks=1_000_000 + TICKS,
        monotonic_s=1060.0,
    )
    stored = to_rates(after, first.state, interval_s=60).stored
    assert stored["in_bps"].to_pylist() == [pytest.approx(number * 1000.0) for number in order]
    assert stored["object"].to_pylist() == [names[number] for number in order]


def test_an_empty_batch_gives_no_rows(observed):
    rated = to_rates(observed().slice(0, 0), empty_state(), interval_s=60)
    assert rated.stored.num_rows == 0
    assert isinstance(rated.stored, pa.RecordBatch)
