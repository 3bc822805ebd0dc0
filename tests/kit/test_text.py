import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.kit import text


@pytest.mark.parametrize(
    ("octets", "expected"),
    [
        (b"core-1", "core-1"),
        (b"", ""),
        (b"  padded \x00\x00", "padded"),
        ("Zürich".encode(), "Zürich"),
        ("Zürich".encode("latin-1"), "Zürich"),
        (b"two\r\nlines", "two lines"),
        (b"bell\x07 and \x1b[31mcolour", "bell and [31mcolour"),
        (b"a\x00b", "ab"),
    ],
)
def test_octets_are_read_as_text(octets, expected):
    assert text.decode(octets) == expected


@given(st.binary(max_size=200))
def test_whatever_the_octets_the_text_is_printable(octets):
    assert text.decode(octets).isprintable() or any(ord(c) > 0x9F for c in text.decode(octets))


@pytest.mark.parametrize(
    ("octets", "expected"),
    [
        (bytes.fromhex("001b2c3d4e5f"), "00:1b:2c:3d:4e:5f"),
        (b"00:1B:2C:3D:4E:5F", "00:1b:2c:3d:4e:5f"),
        (b"001b2c3d4e5f", "00:1b:2c:3d:4e:5f"),
        (bytes(6), text.NO_MAC),
        (b"", None),
        (b"eth0", None),
        (bytes(8), None),
    ],
)
def test_a_hardware_address_has_one_form(octets, expected):
    assert text.mac(octets) == expected


def test_printable_octets_are_told_from_binary_ones():
    assert text.is_printable(b"ge-0/0/0\x00")
    assert not text.is_printable(b"\x01\x02")
    assert not text.is_printable(b"\xff\xfe\xfd")


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 s"),
        (0.4, "0 s"),
        (59.6, "1 min"),
        (600, "10 min"),
        (7_512, "2 h 5 min"),
        (86_460, "1 d"),
        (90_061, "1 d 1 h"),
    ],
)
def test_a_span_is_said_in_its_two_largest_units(seconds, said):
    assert text.span(seconds) == said
