"""Who answers: serials decide, then names, then other marks; doubles are seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.estate.drivers.protocol import Identity
from watchkeeper.estate.drivers.snmp.hello import mismatch
from watchkeeper.estate.inventory.identity import IdentityState, compare, host_part, learn, shared_serials

V, U, M = IdentityState.VERIFIED, IdentityState.UNVERIFIED, IdentityState.MISMATCH


@pytest.mark.parametrize(
    ("known", "observed", "state"),
    [
        ({"serial": "A1", "sysname": "r1"}, {"serial": "A1", "sysname": "renamed"}, V),
        ({"serial": "A1", "sysname": "r1"}, {"serial": "B2", "sysname": "r1"}, M),
        ({"serial": "A1"}, {"serial": " A1 "}, V),
        ({"serial": "A1", "sysname": "r1"}, {"sysname": "R1.example.net"}, V),
        ({"serial": "A1", "sysname": "r1"}, {"sysname": "r2"}, M),
        ({"sysname": "r1.example.net"}, {"sysname": "r1.example.org"}, V),
        ({"sysname": "10.0.0.1"}, {"sysname": "10.0.0.2"}, M),
        ({"chassis_mac": "00:11:22:aa:bb:cc"}, {"chassis_mac": "0011.22AA.BBCC"}, V),
        ({"engine_id": "80001f88"}, {"engine_id": "80001f89"}, M),
        ({"serial": "A1"}, {"sysname": "r1"}, U),
        ({}, {"serial": "A1", "sysname": "r1"}, U),
        ({"serial": "A1"}, {}, U),
    ],
)
def test_the_first_common_mark_decides_for_an_accepted_device(known, observed, state):
    assert compare(Identity(**known), Identity(**observed), accepted=True).state is state


def test_a_match_is_not_verified_until_somebody_accepted_it():
    seen = Identity(serial="A1", sysname="r1")
    assert compare(seen, seen).state is U
    assert compare(seen, seen, accepted=True).state is V


def test_a_device_that_calls_itself_as_the_inventory_does_is_verified():
    seen = Identity(serial="A1", sysname="Core-1.example.net")
    assert compare(Identity(), seen, device_name="core-1").state is V
    assert compare(seen, seen, device_name="core-1").state is V
    assert compare(Identity(serial="B2"), seen, device_name="core-1").state is M


def test_a_mismatch_names_both_sides():
    reason = compare(Identity(serial="A1"), Identity(serial="B2")).reason
    assert "A1" in reason
    assert "B2" in reason


identities = st.builds(
    Identity,
    sysname=st.text("ab.1", max_size=4),
    serial=st.text("ab ", max_size=3),
    chassis_mac=st.text("0:a", max_size=3),
)


@given(identities, st.booleans())
def test_nothing_ever_mismatches_itself(identity, accepted):
    assert compare(identity, identity, accepted=accepted).state is not M


@given(identities, identities)
def test_mismatch_does_not_depend_on_the_side(one, other):
    assert (compare(one, other).state is M) == (compare(other, one).state is M)


@given(identities, identities)
def test_learning_keeps_what_was_not_said(known, observed):
    learnt = learn(known, observed)
    for name in ("sysname", "serial", "chassis_mac"):
        assert getattr(learnt, name) == (getattr(observed, name) or getattr(known, name))


def test_host_part():
    assert [host_part(name) for name in ("R1.Example.NET.", "192.0.2.1", "2001:db8::1", " r1 ", "")] == [
        "r1",
        "192.0.2.1",
        "2001:db8::1",
        "r1",
        "",
    ]


@given(
    st.lists(st.tuples(st.integers(1, 6), st.sampled_from(["", " ", "A", "B", "C"])), unique_by=lambda pair: pair[0])
)
def test_exactly_the_devices_that_share_a_serial_are_flagged(pairs):
    shared = shared_serials(pairs)
    for device, serial in pairs:
        twins = [other for other, theirs in pairs if other != device and theirs == serial]
        assert (device in shared) == bool(serial.strip() and twins)


@given(identities, identities)
def test_the_driver_refuses_nobody_whom_the_inventory_takes(known, observed):
    if mismatch(known, observed):
        assert compare(known, observed, accepted=True).state is M


@given(identities, identities)
def test_the_inventory_refuses_more_only_where_neither_serial_nor_name_can_be_compared(known, observed):
    if compare(known, observed, accepted=True).state is M and not mismatch(known, observed):
        assert not (known.serial.strip() and observed.serial.strip())
        assert not (host_part(known.sysname) and host_part(observed.sysname))
