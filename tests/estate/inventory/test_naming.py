"""Interface names: long and short spellings meet, different ports never do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.estate.inventory.naming import canonical, distinct_keys, same_interface

NUMBERS = st.from_regex(r"[0-9]{1,3}(/[0-9]{1,3}){0,3}(\.[0-9]{1,4})?(:[0-9])?", fullmatch=True)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Gi0/1", "GigabitEthernet0/1"),
        ("gi 0/1", "GigabitEthernet0/1"),
        ("Te1/1/4", "TenGigabitEthernet1/1/4"),
        ("TenGigE0/0/0/1", "TenGigabitEthernet0/0/0/1"),
        ("Hu0/0/0/0.100", "HundredGigE0/0/0/0.100"),
        ("Po10", "port-channel10"),
        ("BE7", "Bundle-Ether7"),
        ("Eth1/1", "Ethernet1/1"),
        ("Et4", "Ethernet4"),
        ("Vl100", "Vlan100"),
        ("Lo0", "Loopback0"),
        ("Fo1/0/1", "FortyGigabitEthernet1/0/1"),
        ("Twe1/0/1", "TwentyFiveGigE1/0/1"),
        (" Gi0/1 ", "Gi0/1"),
    ],
)
def test_spellings_of_one_port_meet(short, full):
    assert same_interface(short, full)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1", "21"),
        ("1/1/2", "112"),
        ("1/1/2", "11/2"),
        ("Gi0/1", "Gi0/11"),
        ("Gi0/1", "Gi0/1.1"),
        ("ge-0/0/0", "xe-0/0/0"),
        ("Te1/1", "Twe1/1"),
        ("Fo1", "Fa1"),
        ("eth0", "eth1"),
        ("lo", "lo0"),
        ("ETHX", "ethx"),
        ("", "0"),
    ],
)
def test_different_ports_stay_apart(one, other):
    assert not same_interface(one, other)


@given(st.text(max_size=40))
def test_the_canonical_name_is_canonical(name):
    assert canonical(canonical(name)) == canonical(name)


@given(NUMBERS, NUMBERS)
def test_only_equal_numbers_meet(one, other):
    assert same_interface(f"Gi{one}", f"GigabitEthernet{other}") == (one == other)


@given(
    st.lists(st.tuples(st.sampled_from(["Gi1", "GigabitEthernet1", "gi1", "eth0", ""]), st.none() | st.integers(1, 3)))
)
def test_every_row_of_a_device_gets_a_key_of_its_own(rows):
    keys = distinct_keys(rows)
    assert len(set(keys)) == len(keys) == len(rows)


def test_colliding_names_keep_their_own_spelling():
    assert distinct_keys([("GigabitEthernet1", 1), ("Gi1", 2), ("Gi1", 3)]) == ["GigabitEthernet1", "Gi1", "Gi1#3"]
