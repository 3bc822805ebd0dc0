import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.lab.snmp import ber

OIDS = st.builds(
    lambda head, rest: (1, *head, *rest),
    st.tuples(st.integers(0, 39)),
    st.lists(st.integers(0, 2**32 - 1), max_size=20),
)


@given(OIDS)
def test_an_oid_survives_the_wire(oid: tuple[int, ...]) -> None:
    assert ber.decode_oid(ber.encode_oid(oid)) == oid


@pytest.mark.parametrize("contents", [b"", b"\x2b\x86", b"\x2b\x9f\xff\xff\xff\x7f"])
def test_a_malformed_oid_is_refused(contents: bytes) -> None:
    with pytest.raises(ValueError, match=r"arc|empty"):
        ber.decode_oid(contents)


@pytest.mark.parametrize(
    ("value", "encoded"),
    [
        (0, "020100"),
        (127, "02017f"),
        (128, "02020080"),
        (-1, "0201ff"),
        (-129, "0202ff7f"),
        (2**32 - 1, "020500ffffffff"),
    ],
)
def test_an_integer_has_its_shortest_form(value: int, encoded: str) -> None:
    assert ber.encode_integer(ber.INTEGER, value).hex() == encoded


@given(st.lists(st.integers(-(2**62), 2**62), min_size=1, max_size=30))
def test_many_integers_are_encoded_as_one_by_one(values: list[int]) -> None:
    names = [ber.tlv(ber.OBJECT_ID, ber.encode_oid((1, 3, 6, 1, row))) for row in range(len(values))]
    heads = [ber.integer_heads(name, ber.COUNTER64) for name in names]
    expected = [
        ber.varbind(name, ber.encode_integer(ber.COUNTER64, value)) for name, value in zip(names, values, strict=True)
    ]
    assert ber.integer_varbinds(heads, np.array(values, dtype=np.int64)) == expected


@pytest.mark.parametrize("length", [0, 127, 128, 255, 256, 65_000])
def test_a_header_is_read_back(length: int) -> None:
    element = ber.tlv(ber.OCTETS, bytes(length))
    assert ber.read_header(element, 0) == (ber.OCTETS, len(element) - length, len(element))


def test_an_element_longer_than_the_packet_is_refused() -> None:
    with pytest.raises(ValueError, match="truncated"):
        ber.read_header(b"\x30\x05\x02\x01", 0)
