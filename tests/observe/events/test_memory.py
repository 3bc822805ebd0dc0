"""What may be remembered, and when the inventory must be asked."""

from watchkeeper.observe.events.memory import StatusMemory
from watchkeeper.observe.events.statuses import KnownInterface, statuses_from

MINUTE = 60_000


def look(*device_ids: int) -> object:
    return statuses_from([KnownInterface(device_id, "a", 1, "up", "up") for device_id in device_ids])


def test_the_slot_before_is_remembered() -> None:
    memory = StatusMemory()
    memory.remember(7, MINUTE, look(1, 2))
    statuses, missing = memory.recall(7, [1, 2, 3], 2 * MINUTE, MINUTE)
    assert len(statuses) == 2
    assert missing == {3}


def test_after_a_missed_slot_another_shard_or_the_same_slot_the_inventory_decides() -> None:
    memory = StatusMemory()
    memory.remember(7, MINUTE, look(1))
    assert memory.recall(7, [1], 3 * MINUTE, MINUTE)[1] == {1}
    assert memory.recall(8, [1], 2 * MINUTE, MINUTE)[1] == {1}
    assert memory.recall(7, [1], MINUTE, MINUTE)[1] == {1}


def test_an_older_slot_does_not_replace_a_newer_one() -> None:
    memory = StatusMemory()
    memory.remember(7, 2 * MINUTE, look(1))
    memory.remember(7, MINUTE, look(2))
    assert memory.recall(7, [1], 3 * MINUTE, MINUTE)[1] == set()


def test_a_look_through_another_shard_makes_the_former_one_void() -> None:
    memory = StatusMemory()
    memory.remember(7, MINUTE, look(1, 2))
    memory.remember(9, MINUTE + 30_000, look(1))
    statuses, missing = memory.recall(7, [1, 2], 2 * MINUTE, MINUTE)
    assert missing == {1}
    assert statuses.device_id.tolist() == [2]


def test_names_are_known_also_of_what_somebody_else_has_looked_at_since() -> None:
    memory = StatusMemory()
    memory.remember(7, MINUTE, look(1, 2))
    memory.forget([1])
    assert memory.names([1, 3]) == {(1, 1): "a"}
