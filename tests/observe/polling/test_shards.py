"""Cutting a cycle."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.observe.polling.phase import phase
from watchkeeper.observe.polling.shards import LANE_WIDTH, cut

MINUTE = timedelta(minutes=1)


@given(
    st.sets(st.integers(1, 10_000), max_size=400),
    st.integers(1, 100),
    st.floats(0, 1),
    st.sets(st.integers(1, 10_000), max_size=50),
)
def test_every_device_is_in_exactly_one_shard_or_left_out(
    devices: set[int], size: int, spread: float, out: set[int]
) -> None:
    plans = cut(devices, size=size, interval=MINUTE, spread=spread, leave_out=out)
    dealt = [device for plan in plans for device in plan.device_ids]
    assert sorted(dealt) == sorted(devices - out)
    assert all(plan.device_ids and len(plan.device_ids) <= size for plan in plans)
    assert len({plan.number for plan in plans}) == len(plans)
    assert all(timedelta(0) <= plan.offset <= MINUTE for plan in plans)
    assert [plan.offset for plan in plans] == sorted(plan.offset for plan in plans)
    assert plans == cut(sorted(devices), size=size, interval=MINUTE, spread=spread, leave_out=out)


def test_shards_are_equally_large_and_spread() -> None:
    plans = cut(range(1, 1_001), size=300, interval=MINUTE, spread=0.75, first_number=60_000)
    assert [len(plan.device_ids) for plan in plans] == [250, 250, 250, 250]
    assert [plan.number for plan in plans] == [60_000, 60_001, 60_002, 60_003]
    assert [plan.offset.total_seconds() for plan in plans] == [0, 11.25, 22.5, 33.75]


def test_devices_are_asked_in_the_order_of_their_phase() -> None:
    plans = cut(range(1, 101), size=10, interval=MINUTE)
    phases = [phase(device, MINUTE) for plan in plans for device in plan.device_ids]
    assert phases == sorted(phases)


def test_leaving_a_device_out_moves_no_other_device() -> None:
    everyone = {d: plan.number for plan in cut(range(1, 101), size=10, interval=MINUTE) for d in plan.device_ids}
    rest = {
        d: plan.number
        for plan in cut(range(1, 101), size=10, interval=MINUTE, leave_out={5, 50})
        for d in plan.device_ids
    }
    assert rest == {device: number for device, number in everyone.items() if device not in {5, 50}}


def test_a_lane_never_has_more_shards_than_numbers() -> None:
    assert len(cut(range(1, 2_001), size=1, interval=MINUTE)) == LANE_WIDTH


def test_offsets_are_whole_milliseconds() -> None:
    for plan in cut(range(1, 30), size=1, interval=timedelta(seconds=7), spread=0.77):
        assert plan.offset.microseconds % 1000 == 0
