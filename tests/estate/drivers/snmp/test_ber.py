import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchkeeper.estate.drivers.snmp import ber, pdu
from watchkeeper.estate.drivers.snmp.ber import BerError

ARCS = st.lists(st.integers(0, 2**32 - 1), min_size=0, max_size=40)
OIDS = st.tuples(st.integers(0, 2), st.integers(0, 39), ARCS).map(lambda parts: (parts[0], parts[1], *parts[2]))


@given(OIDS)
@settings(deadline=None)
def test_an_identifier_survives_the_round_trip(oid):
    assert ber.decode_oid(ber.encode_oid(oid)) == oid


@given(ARCS.map(tuple), ARCS.map(tuple))
@settings(deadline=None)
def test_encoded_suffixes_compare_as_integers_do(one, other):
    assert ber.follows(ber.encode_arcs(one), ber.encode_arcs(other)) is (one > other)


@given(st.integers(-(2**63), 2**64 - 1))
@settings(deadline=None)
def test_an_integer_survives_the_round_trip(value):
    assert ber.read_integer(ber.integer(value), 0) == (value, len(ber.integer(value)))


@given(st.lists(st.tuples(OIDS, st.sampled_from([2, 4, 5, 0x41, 0x46, 0x82]), st.binary(max_size=300)), max_size=20))
@settings(deadline=None)
def test_a_varbind_list_survives_the_round_trip(listed):
    expected = [(ber.encode_oid(oid), tag, value) for oid, tag, value in listed]
    data = b"".join(
        ber.tlv(ber.SEQUENCE, ber.tlv(ber.OBJECT_ID, name) + ber.tlv(tag, value)) for name, tag, value in expected
    )
    assert ber.varbinds(data, 0, len(data)) == expected


@given(st.binary(max_size=2000))
@settings(max_examples=500, deadline=None)
def test_garbage_raises_nothing_but_the_codecs_own_error(data):
    for read in (
        lambda: pdu.decode_pdu(data, 0),
        lambda: pdu.open_message(data),
        lambda: ber.decode_arcs(data or b"\x00"),
    ):
        try:
            read()
        except BerError:
            continue


@given(st.data())
@settings(max_examples=500, deadline=None)
def test_a_spoiled_response_raises_nothing_but_the_codecs_own_error(data):
    question = pdu.Question(pdu.GET_BULK, [ber.encode_oid((1, 3, 6, 1, 2, column)) for column in range(8)], 1, 25)
    message = bytearray(pdu.encode_message(pdu.community_head(1, b"public"), question, 77))
    for _ in range(data.draw(st.integers(1, 6))):
        message[data.draw(st.integers(0, len(message) - 1))] = data.draw(st.integers(0, 255))
    del message[data.draw(st.integers(1, len(message))) :]
    try:
        pdu.decode_pdu(bytes(message), pdu.open_message(bytes(message)).at)
    except BerError:
        return


def test_a_huge_hostile_datagram_is_read_in_bounded_work():
    nested = bytes((ber.SEQUENCE, 0x84, 0x7F, 0xFF, 0xFF, 0xFF)) * 10_000
    with pytest.raises(BerError):
        pdu.open_message(nested)
    endless_arc = b"\xff" * 60_000
    with pytest.raises(BerError):
        ber.decode_arcs(endless_arc)


@pytest.mark.parametrize(
    ("oid", "octets"),
    [
        ((1, 3, 6, 1, 2, 1), "2b06010201"),
        ((2, 999, 3), "883703"),  # X.690 §8.19.5
        ((1, 3, 6, 1, 4, 1, 311), "2b060104018237"),
        ((1, 3, 4294967295), "2b8fffffff7f"),
    ],
)
def test_identifiers_are_encoded_as_the_standard_shows(oid, octets):
    if oid == (2, 999, 3):
        assert ber.decode_oid(bytes.fromhex(octets)) == oid
    else:
        assert ber.encode_oid(oid).hex() == octets


@pytest.mark.parametrize(
    ("value", "octets"), [(0, "020100"), (127, "02017f"), (128, "02020080"), (-128, "020180"), (-129, "0202ff7f")]
)
def test_integers_take_their_shortest_form(value, octets):
    assert ber.integer(value).hex() == octets


def test_a_long_string_beside_short_ones_is_read_on_the_slow_path():
    name = ber.encode_oid((1, 3, 6, 1, 1))
    listed = [(name, ber.OCTETS, b"x" * size) for size in (3, 127, 128, 300, 70_000, 1)]
    data = b"".join(ber.tlv(0x30, ber.tlv(6, n) + ber.tlv(t, v)) for n, t, v in listed)
    assert ber.varbinds(data, 0, len(data)) == listed


def test_a_list_that_ends_inside_a_varbind_is_refused():
    whole = ber.tlv(0x30, ber.tlv(6, b"\x2b") + ber.integer(5))
    with pytest.raises(BerError):
        ber.varbinds(whole + whole[:-1], 0, 2 * len(whole) - 1)
