"""Addresses have one spelling; nonsense is refused."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.estate.inventory.addresses import clean_name, normalise_address


@pytest.mark.parametrize(
    ("given_", "stored"),
    [
        (" 192.0.2.1 ", "192.0.2.1"),
        ("2001:DB8:0:0::1", "2001:db8::1"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("Router-1.Example.NET.", "router-1.example.net"),
        ("fe80::1%eth0", "fe80::1%eth0"),
    ],
)
def test_one_spelling(given_, stored):
    assert normalise_address(given_) == stored


@pytest.mark.parametrize(
    "wrong", ["", " ", "256.1.1.1", "1.2.3", "2001:db8::g", "a b", "-x.net", "x" * 64, "http://r1/", "r1:161"]
)
def test_nonsense_is_refused(wrong):
    with pytest.raises(ValueError, match="is n"):
        normalise_address(wrong)


@given(st.ip_addresses())
def test_every_address_keeps_its_value(address):
    assert ipaddress.ip_address(normalise_address(str(address))) == address


@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing(text):
    try:
        once = normalise_address(text)
    except ValueError:
        return
    assert normalise_address(once) == once


@pytest.mark.parametrize("wrong", ["", "  ", "a\nb", "x" * 256, "\x00"])
def test_unusable_names_are_refused(wrong):
    with pytest.raises(ValueError, match=r"name|control"):
        clean_name(wrong)
