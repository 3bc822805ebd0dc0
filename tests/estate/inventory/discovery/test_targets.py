"""Ranges of addresses, without ever unfolding them as a whole."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.estate.inventory.discovery.targets import InvalidTargetsError, expand


def addresses(targets, exclude=(), most=10_000):
    found = expand(targets, exclude, most=most)
    return found.slice(0, found.size)


@pytest.mark.parametrize(
    ("targets", "exclude", "found"),
    [
        (["192.0.2.5"], [], ["192.0.2.5"]),
        (["192.0.2.0/30"], [], ["192.0.2.1", "192.0.2.2"]),
        (["192.0.2.0/31"], [], ["192.0.2.0", "192.0.2.1"]),
        (["192.0.2.9/32"], [], ["192.0.2.9"]),
        (["192.0.2.6/30"], [], ["192.0.2.5", "192.0.2.6"]),
        (["192.0.2.1-3"], ["192.0.2.2"], ["192.0.2.1", "192.0.2.3"]),
        (["192.0.2.1 - 192.0.2.2", "192.0.2.2"], [], ["192.0.2.1", "192.0.2.2"]),
        (["2001:db8::/126", "192.0.2.1"], [], ["192.0.2.1", "2001:db8::", "2001:db8::1", "2001:db8::2", "2001:db8::3"]),
        (["192.0.2.0/29"], ["192.0.2.0/30"], ["192.0.2.4", "192.0.2.5", "192.0.2.6"]),
        (["10.0.0.255-10.0.1.1"], [], ["10.0.0.255", "10.0.1.0", "10.0.1.1"]),
    ],
)
def test_what_an_item_means(targets, exclude, found):
    assert addresses(targets, exclude) == found


@pytest.mark.parametrize(
    "wrong", ["", "router1", "192.0.2.0/33", "192.0.2.9-3", "192.0.2.1-2001:db8::1", "1-2-3", "192.0.2.1-999"]
)
def test_what_is_not_understood_is_named(wrong):
    with pytest.raises(InvalidTargetsError, match="is not an address") as caught:
        addresses([wrong])
    assert repr(wrong) in caught.value.message


def test_too_many_and_none_are_refused():
    with pytest.raises(InvalidTargetsError, match="18446744073709551616 addresses, more than 100"):
        expand(["2001:db8::/64"], most=100)
    with pytest.raises(InvalidTargetsError, match="No address remains"):
        expand(["192.0.2.1"], ["192.0.2.0/24"], most=100)


small = st.integers(0, 60).map(lambda number: ipaddress.IPv4Address(0x0A000000 + number))
items = st.one_of(
    small.map(str),
    st.tuples(small, small).map(lambda pair: f"{min(pair)}-{max(pair)}"),
    st.tuples(small, st.integers(28, 32)).map(lambda pair: f"{pair[0]}/{pair[1]}"),
)


def unfolded(item, hosts_only):
    if "-" in item:
        first, last = (int(ipaddress.ip_address(part)) for part in item.split("-"))
        return set(range(first, last + 1))
    network = ipaddress.ip_network(item, strict=False)
    return {int(host) for host in (network.hosts() if hosts_only else network)}


@given(st.lists(items, min_size=1, max_size=5), st.lists(items, max_size=4), st.integers(0, 50), st.integers(0, 50))
def test_slices_are_those_of_the_plain_set(targets, exclude, start, length):
    wanted = set().union(*(unfolded(item, True) for item in targets))
    for item in exclude:
        wanted -= unfolded(item, False)
    plain = [str(ipaddress.IPv4Address(value)) for value in sorted(wanted)]
    try:
        found = expand(targets, exclude, most=10_000)
    except InvalidTargetsError:
        assert not plain
        return
    assert found.size == len(plain)
    assert found.slice(start, start + length) == plain[start : start + length]


@given(st.text(max_size=30))
def test_any_text_is_understood_or_refused_clearly(text):
    try:
        found = addresses([text], most=10)
    except InvalidTargetsError:
        return
    assert 1 <= len(found) <= 10
