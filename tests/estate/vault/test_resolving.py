"""Nearest first; each credential once; only those of the protocol."""

from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.estate.vault.resolving import RANK, Binding, Level, Subject, candidates

SUBJECT = Subject(
    device_id=7,
    device_credential_id=1,
    site_credential_id=5,
    site_id=3,
    site_name="Basel",
    platform="iosxe",
    pools=((20, "b-pool"), (21, "a-pool")),
)
SNMP = dict.fromkeys(range(1, 30), "snmp")


def order(bindings, default=9, subject=SUBJECT, protocols=SNMP):
    return [one.credential_id for one in candidates(subject, bindings, "snmp", protocols, default)]


def test_the_nearest_comes_first_and_each_says_where_it_is_from():
    bindings = [
        Binding(8, "snmp", Level.DEFAULT),
        Binding(6, "snmp", Level.SITE, "3"),
        Binding(7, "snmp", Level.PLATFORM, "iosxe"),
        Binding(4, "snmp", Level.POOL, "20"),
        Binding(3, "snmp", Level.POOL, "21"),
        Binding(2, "snmp", Level.DEVICE, "7"),
        Binding(11, "snmp", Level.DEVICE, "8"),
        Binding(12, "snmp", Level.SITE, "4"),
        Binding(13, "snmp", Level.PLATFORM, "junos"),
        Binding(14, "ssh", Level.DEVICE, "7"),
    ]
    found = candidates(SUBJECT, bindings, "snmp", SNMP, 9)
    assert [one.credential_id for one in found] == [1, 2, 3, 4, 5, 6, 7, 9, 8]
    assert found[2].source == "given to pool a-pool"
    assert found[4].source == "given to its site Basel"
    assert [one.named for one in found[:6]] == ["", "", "a-pool", "b-pool", "Basel", "Basel"]


def test_within_one_place_the_position_counts():
    bindings = [Binding(4, "snmp", Level.SITE, "3", 2), Binding(6, "snmp", Level.SITE, "3", 1)]
    assert order(bindings, default=None) == [1, 5, 6, 4]


def test_a_credential_that_is_there_twice_keeps_its_nearest_place():
    assert order([Binding(9, "snmp", Level.DEVICE, "7")]) == [1, 9, 5]


def test_a_credential_of_another_protocol_is_left_out():
    assert order([], protocols={1: "ssh", 5: "snmp", 9: "snmp"}) == [5, 9]


levels = st.sampled_from(list(Level))
refs = st.sampled_from(["", "7", "3", "20", "21", "iosxe", "other"])
bindings = st.builds(Binding, st.integers(1, 20), st.sampled_from(["snmp", "ssh"]), levels, refs, st.integers(0, 3))


@given(st.lists(bindings, max_size=15))
def test_the_order_never_goes_back_to_a_nearer_place_and_repeats_nothing(given):
    found = candidates(SUBJECT, given, "snmp", SNMP, 9)
    ranks = [RANK[one.level] for one in found]
    assert ranks == sorted(ranks)
    assert len({one.credential_id for one in found}) == len(found)
