"""Is what was found in the inventory already?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.estate.drivers.protocol import Identity
from watchkeeper.estate.inventory.discovery.matching import (
    DeviceIndex,
    MatchableDevice,
    MatchKind,
    device_name,
)


def index():
    return DeviceIndex(
        [
            MatchableDevice(1, "core-1", "10.0.0.1", 161, Identity("core-1.example.net", "S1", "00:00:00:00:00:01")),
            MatchableDevice(2, "edge", "10.0.0.2", 161, Identity("edge")),
            MatchableDevice(3, "ups", "10.0.0.3", 161),
        ]
    )


@pytest.mark.parametrize(
    ("address", "port", "identity", "kind", "device"),
    [
        ("10.9.9.9", 161, Identity("x", "S9"), "new", None),
        ("10.9.9.9", 161, Identity("renamed", "S1"), "known", 1),
        ("10.9.9.9", 161, Identity("", "", "0000.0000.0001"), "known", 1),
        ("10.0.0.2", 161, Identity("x", "S1"), "conflict", 1),
        ("10.0.0.1", 161, Identity("core-1", "S2"), "conflict", 1),
        ("10.0.0.3", 161, Identity("anything", "S3"), "known", 3),
        ("10.0.0.3", 1161, Identity("anything", "S3"), "new", None),
        ("10.0.0.2", 161, Identity("other"), "conflict", 2),
        ("10.9.9.9", 161, Identity("EDGE.example.net"), "known", 2),
        ("10.9.9.9", 161, Identity("core-1", "S2"), "conflict", 1),
        ("10.9.9.9", 161, Identity("localhost"), "new", None),
        ("10.9.9.9", 161, Identity(), "new", None),
        ("10.0.0.3", 161, Identity(), "known", 3),
    ],
)
def test_serial_then_mac_then_address_then_name(address, port, identity, kind, device):
    match = index().match(address, port, identity)
    assert (match.kind, match.device_id) == (kind, device)


def test_a_serial_of_two_devices_is_a_conflict():
    devices = index()
    devices.add(MatchableDevice(4, "twin", "10.0.0.4", 161, Identity("twin", "S1")))
    assert devices.match("10.9.9.9", 161, Identity("x", "S1")).kind is MatchKind.CONFLICT


def test_devices_nobody_named_are_not_taken_for_each_other():
    devices = index()
    devices.add(MatchableDevice(4, "switch", "10.0.0.4", 161, Identity("Switch")))
    assert devices.match("10.0.0.5", 161, Identity("Switch")).kind is MatchKind.NEW


marks = st.builds(Identity, sysname=st.sampled_from(["", "a", "b"]), serial=st.sampled_from(["", "S", "T"]))


@given(marks, st.integers(1, 4))
def test_what_was_just_added_is_known_from_then_on(identity, host):
    devices = DeviceIndex([])
    assert devices.match(f"10.0.0.{host}", 161, identity).kind is MatchKind.NEW
    devices.add(
        MatchableDevice(1, device_name(identity, f"10.0.0.{host}", devices.names), f"10.0.0.{host}", 161, identity)
    )
    again = devices.match(f"10.0.0.{host}", 161, identity)
    assert (again.kind, again.device_id) == (MatchKind.KNOWN, 1)


@given(
    st.sets(st.sampled_from(["r", "r (10.0.0.1)", "r (10.0.0.1) 2", "10.0.0.1"])),
    st.sampled_from(["r", "", "localhost"]),
)
def test_a_new_device_never_gets_a_name_that_is_taken(taken, sysname):
    assert device_name(Identity(sysname), "10.0.0.1", taken) not in taken
