"""Which series are compared with which."""

from watchkeeper.understand.correlation.neighbourhood import (
    Joint,
    Relation,
    SeriesName,
    candidates,
    joints_by_device,
)

CPU_1, CPU_2 = SeriesName(1, "host", "used_percent", "cpu"), SeriesName(2, "host", "used_percent", "cpu")
IN_1 = SeriesName(1, "interface", "in_bps", "Ethernet1")
IN_2, OUT_2 = SeriesName(2, "interface", "in_bps", "Ethernet7"), SeriesName(2, "interface", "out_bps", "Ethernet7")
ELSEWHERE_2 = SeriesName(2, "interface", "in_bps", "Ethernet8")
LIGHT_1 = SeriesName(1, "optics", "rx_power_dbm", "Ethernet1 lane 2")
CABLE = Joint((1, "Ethernet1"), (2, "Ethernet7"))


def compared(own, around, joints):
    names, pairs, relations = candidates(own, around, joints)
    return {(names[one], names[other]): what for (one, other), what in zip(pairs.tolist(), relations, strict=True)}


def test_series_of_one_device_are_compared():
    assert compared([CPU_1, IN_1], {}, []) == {(CPU_1, IN_1): Relation.SAME_DEVICE}


def test_both_ends_of_a_link_are_compared_but_not_what_both_count():
    found = compared([IN_1, LIGHT_1], {2: [IN_2, OUT_2, ELSEWHERE_2]}, [CABLE])
    assert found[IN_1, IN_2] is Relation.LINK
    assert found[LIGHT_1, OUT_2] is Relation.LINK
    assert (IN_1, OUT_2) not in found  # the same bits
    assert not any(ELSEWHERE_2 in pair for pair in found)


def test_devices_that_a_link_joins_are_compared_as_such_and_with_its_ends():
    found = compared([CPU_1, IN_1], {2: [CPU_2, IN_2, ELSEWHERE_2]}, [CABLE])
    assert found[CPU_1, CPU_2] is Relation.ADJACENT
    assert found[CPU_1, IN_2] is Relation.ADJACENT
    assert found[IN_1, CPU_2] is Relation.ADJACENT
    assert (CPU_1, ELSEWHERE_2) not in found


def test_only_what_says_something_of_a_whole_device_is_compared_with_neighbours():
    warm = SeriesName(2, "sensor", "value", "inlet")
    names, pairs, _ = candidates([CPU_1], {2: [CPU_2, warm]}, [CABLE])
    assert names == [CPU_1, CPU_2]
    assert pairs.tolist() == [[0, 1]]


def test_a_link_is_seen_from_both_its_ends_and_a_loop_from_none():
    found = joints_by_device([CABLE, Joint((3, "a"), (3, "b"))])
    assert found == {1: [CABLE], 2: [Joint((2, "Ethernet7"), (1, "Ethernet1"))]}
