"""What is remembered between polls: retries, restarts, moved devices, damaged files."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from watchkeeper.kit.families import Quality
from watchkeeper.observe.series.memory import CounterMemory

START = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def open_memory(tmp_path):
    def opened(boot: str = "boot-1") -> CounterMemory:
        return CounterMemory(tmp_path / "state", keep_s=86_400, boot=boot)

    return opened


@pytest.fixture
def poll(observed):
    """One poll of a device at 1000 bit/s, by minute."""

    def made(minute: int, **changes: object):
        values = {
            "ts": START + timedelta(minutes=minute),
            "in_octets": 7500 * minute,
            "uptime_ticks": 6000 * minute,
            "monotonic_s": 60.0 * minute,
        }
        return observed(**{**values, **changes})

    return made


def rates(batch):
    return list(zip(batch["quality"].to_pylist(), batch["in_bps"].to_pylist(), strict=True))


def test_a_retried_slot_gives_the_same_answer_again(open_memory, poll):
    memory = open_memory()
    memory.rate(poll(1), 0, interval_s=60)
    once = memory.rate(poll(2), 0, interval_s=60)
    again = memory.rate(poll(2), 0, interval_s=60)
    assert rates(once) == [(Quality.OK, pytest.approx(1000.0))]
    assert again.equals(once)


def test_a_retried_slot_that_saw_more_replaces_the_first_attempt(open_memory, poll):
    memory = open_memory()
    both = {"device_id": [1, 2]}
    memory.rate(poll(1, **both), 0, interval_s=60)
    memory.rate(poll(2), 0, interval_s=60)
    second = memory.rate(poll(2, **both), 0, interval_s=60)
    third = memory.rate(poll(3, **both), 0, interval_s=60)
    assert [quality for quality, _ in rates(second)] == [Quality.OK, Quality.OK]
    assert [quality for quality, _ in rates(third)] == [Quality.OK, Quality.OK]


def test_a_slot_older_than_the_newest_gives_no_rows_and_changes_nothing(open_memory, poll):
    memory = open_memory()
    memory.rate(poll(1), 0, interval_s=60)
    memory.rate(poll(2), 0, interval_s=60)
    assert memory.rate(poll(1), 0, interval_s=60).num_rows == 0
    assert rates(memory.rate(poll(3), 0, interval_s=60)) == [(Quality.OK, pytest.approx(1000.0))]


def test_a_restart_costs_no_interval(open_memory, poll):
    open_memory().rate(poll(1), 0, interval_s=60)
    assert rates(open_memory().rate(poll(2), 0, interval_s=60)) == [(Quality.OK, pytest.approx(1000.0))]


def test_a_slot_retried_after_a_restart_gives_the_same_answer(open_memory, poll):
    memory = open_memory()
    memory.rate(poll(1), 0, interval_s=60)
    once = memory.rate(poll(2), 0, interval_s=60)
    assert open_memory().rate(poll(2), 0, interval_s=60).equals(once)


def test_after_a_reboot_the_monotonic_clock_is_not_compared(open_memory, poll):
    """The new boot's clock reads 120 s more by chance; the slots and the agent agree on two minutes, which decides."""
    open_memory("boot-1").rate(poll(1, monotonic_s=9_000_000.0), 0, interval_s=60)
    rebooted = open_memory("boot-2").rate(poll(2, monotonic_s=9_000_500.0), 0, interval_s=60)
    assert rates(rebooted) == [(Quality.OK, pytest.approx(1000.0))]
    same_boot = open_memory("boot-2").rate(poll(3, monotonic_s=9_001_500.0), 0, interval_s=60)
    assert rates(same_boot) == [(Quality.INTERVAL, None)]


def test_an_unknown_boot_is_never_the_same_boot(open_memory, poll):
    open_memory("").rate(poll(1, monotonic_s=50.0), 0, interval_s=60)
    assert rates(open_memory("").rate(poll(2, monotonic_s=9000.0), 0, interval_s=60)) == [
        (Quality.OK, pytest.approx(1000.0))
    ]


def test_a_device_that_moved_to_another_shard_brings_its_counters(open_memory, poll):
    memory = open_memory()
    memory.rate(poll(1), 0, interval_s=60)
    assert rates(memory.rate(poll(2), 7, interval_s=60)) == [(Quality.OK, pytest.approx(1000.0))]


@pytest.mark.parametrize(
    "damage", [lambda content: content[:-3], lambda _content: b"", lambda c: c[:40] + b"X" + c[41:]]
)
def test_a_damaged_file_costs_an_interval_and_nothing_else(open_memory, poll, tmp_path, damage):
    open_memory().rate(poll(1), 0, interval_s=60)
    path = tmp_path / "state" / "counters-0000.newest"
    path.write_bytes(damage(path.read_bytes()))
    memory = open_memory()
    assert rates(memory.rate(poll(2), 0, interval_s=60)) == [(Quality.FIRST, None)]
    assert rates(memory.rate(poll(3), 0, interval_s=60)) == [(Quality.OK, pytest.approx(1000.0))]


def test_killed_between_its_two_files_the_memory_is_the_slot_before(open_memory, poll, tmp_path):
    memory = open_memory()
    memory.rate(poll(1), 0, interval_s=60)
    folder = tmp_path / "state"
    (folder / "counters-0000.newest").rename(folder / "counters-0000.base")
    assert rates(open_memory().rate(poll(2), 0, interval_s=60)) == [(Quality.OK, pytest.approx(1000.0))]


def test_a_folder_that_cannot_be_written_costs_no_sample(open_memory, poll, tmp_path):
    (tmp_path / "state").write_text("a file where the folder should be")
    memory = open_memory()
    memory.rate(poll(1), 0, interval_s=60)
    assert rates(memory.rate(poll(2), 0, interval_s=60)) == [(Quality.OK, pytest.approx(1000.0))]


def test_an_empty_batch_is_not_a_slot(open_memory, poll):
    memory = open_memory()
    memory.rate(poll(1), 0, interval_s=60)
    assert memory.rate(poll(9).slice(0, 0), 0, interval_s=60).num_rows == 0
    assert rates(memory.rate(poll(2), 0, interval_s=60)) == [(Quality.OK, pytest.approx(1000.0))]


def test_shards_at_the_same_time_do_not_disturb_each_other(open_memory, poll):
    memory = open_memory()
    found = {}

    def work(shard: int) -> None:
        for minute in range(1, 8):
            found[shard] = rates(memory.rate(poll(minute, device_id=100 + shard), shard, interval_s=60))

    threads = [threading.Thread(target=work, args=(shard,)) for shard in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {shard: [(Quality.OK, pytest.approx(1000.0))] for shard in range(6)}


def test_two_cycles_may_use_the_same_number_at_the_same_slot(open_memory, poll):
    """One group of devices is polled every minute, another every five, and both count their shards from 0."""
    memory = open_memory()
    for minute in range(1, 7):
        fast = memory.rate(poll(minute, device_id=1), 0, interval_s=60)
        assert rates(fast) == [(Quality.OK, pytest.approx(1000.0)) if minute > 1 else (Quality.FIRST, None)]
        if minute % 5 == 1:
            slow = memory.rate(poll(minute, device_id=2), 0, interval_s=300)
    assert rates(slow) == [(Quality.OK, pytest.approx(1000.0))]


def test_a_poll_by_hand_in_a_shard_of_its_own_disturbs_nobody(open_memory, poll):
    memory = open_memory()
    both = {"device_id": [1, 2]}
    memory.rate(poll(1, **both), 0, interval_s=60)
    by_hand = memory.rate(poll(2, device_id=1, ts=START + timedelta(seconds=115)), 9, interval_s=60)
    then = memory.rate(poll(3, **both), 0, interval_s=60)
    again = memory.rate(poll(9, device_id=1), 9, interval_s=60)
    assert rates(by_hand) == [(Quality.OK, pytest.approx(1000.0))]
    assert rates(then) == [(Quality.OK, pytest.approx(1000.0))] * 2
    assert rates(again) == [(Quality.INTERVAL, None)]


def test_a_poll_by_hand_that_overtakes_its_cycle_costs_only_that_device_its_row(open_memory, poll):
    memory = open_memory()
    memory.rate(poll(1, device_id=[1, 2]), 0, interval_s=60)
    memory.rate(poll(3, device_id=1), 9, interval_s=60)
    cycle = memory.rate(poll(2, device_id=[1, 2]), 0, interval_s=60)
    assert cycle["device_id"].to_pylist() == [2]
    assert rates(cycle) == [(Quality.OK, pytest.approx(1000.0))]


@pytest.mark.parametrize("restart", [False, True])
def test_a_device_that_comes_back_to_its_shard_is_compared_with_its_last_sample(open_memory, poll, restart):
    memory = open_memory()
    for minute, shard in ((1, 0), (2, 5), (3, 5), (4, 5), (5, 5)):
        memory.rate(poll(minute), shard, interval_s=60)
    memory = open_memory() if restart else memory
    assert rates(memory.rate(poll(6), 0, interval_s=60)) == [(Quality.OK, pytest.approx(1000.0))]


def test_a_retry_in_another_shard_is_compared_with_the_same_sample(open_memory, poll):
    memory = open_memory()
    memory.rate(poll(1), 0, interval_s=60)
    once = memory.rate(poll(2), 0, interval_s=60)
    assert memory.rate(poll(2), 5, interval_s=60).equals(once)


POLLS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(1, 8), st.lists(st.integers(1, 4), min_size=1, unique=True)), max_size=12
)


@given(POLLS)
@example([(0, 1, [1]), (1, 1, [2, 1]), (1, 2, [2]), (1, 1, [1])])  # a retry of one whose neighbour has gone on
@hypothesis_settings(max_examples=60)
def test_any_sequence_of_polls_is_rated_row_by_row(observed, tmp_path_factory, polls):
    """A model with dictionaries: newest and base of every device, whatever the shard."""
    memory = CounterMemory(tmp_path_factory.mktemp("model"), keep_s=86_400, boot="one")
    newest, base = {}, {}
    for shard, minute, devices in polls:
        expected = {}
        for device in devices:
            if minute < newest.get(device, 0):
                continue
            if minute > newest.get(device, 0):
                base[device] = newest.get(device)
                newest[device] = minute
            before = base[device]
            expected[device] = (
                Quality.FIRST if before is None else Quality.OK if minute - before <= 2 else Quality.INTERVAL
            )
        batch = observed(
            ts=START + timedelta(minutes=minute),
            device_id=devices,
            in_octets=7500 * minute,
            uptime_ticks=6000 * minute,
            monotonic_s=60.0 * minute,
        )
        stored = memory.rate(batch, shard, interval_s=60)
        assert dict(zip(stored["device_id"].to_pylist(), stored["quality"].to_pylist(), strict=True)) == expected
        assert {value for value in stored["in_bps"].to_pylist() if value is not None} <= {1000.0}
