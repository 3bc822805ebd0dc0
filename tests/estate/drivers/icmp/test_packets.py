"""Packets: what goes out is valid, what comes in is understood or refused."""

import struct

from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.estate.drivers.icmp.packets import (
    STAMP_BYTES,
    EchoReply,
    EchoTemplate,
    IcmpError,
    checksum,
    parse,
    strip_ipv4,
)

COOKIE = b"8 octets"


def ipv4(payload: bytes, destination: bytes = b"\x0a\0\0\1", *, options: int = 0) -> bytes:
    header = bytes([0x45 + options]) + bytes(15) + destination + bytes(4 * options)
    return header + payload


def test_the_checksum_is_that_of_rfc_1071s_example() -> None:
    assert checksum(bytes.fromhex("0001f203f4f5f6f7")) == 0xFFFF & ~0xDDF2


@given(
    index=st.integers(0, 2**32 - 1),
    echo=st.integers(0, 2**32 - 1),
    sequence=st.integers(0, 65535),
    ident=st.integers(0, 65535),
    payload=st.integers(STAMP_BYTES, 200),
    ipv6=st.booleans(),
)
def test_every_request_has_a_valid_checksum_and_its_reply_is_recognised(
    index: int, echo: int, sequence: int, ident: int, payload: int, ipv6: bool
) -> None:
    template = EchoTemplate(ident=ident, cookie=COOKIE, payload_bytes=payload, ipv6=ipv6)
    packet = template.packet(index, echo, sequence)
    assert len(packet) == 8 + payload
    assert checksum(packet) == 0
    assert struct.unpack_from("!HH", packet, 4) == (ident, sequence)
    reply = bytes([129 if ipv6 else 0]) + packet[1:]
    assert parse(reply, ipv6=ipv6) == EchoReply(COOKIE, index, echo)


def test_our_own_request_seen_on_a_raw_socket_is_not_an_answer() -> None:
    packet = EchoTemplate(ident=1, cookie=COOKIE, payload_bytes=56, ipv6=False).packet(0, 0, 0)
    assert parse(packet, ipv6=False) is None


def test_host_unreachable_names_the_destination_of_the_echo() -> None:
    request = EchoTemplate(ident=77, cookie=COOKIE, payload_bytes=56, ipv6=False).packet(5, 0, 42)
    quoted = ipv4(request[:8], b"\xc0\0\2\7", options=1)
    assert parse(bytes([3, 1, 0, 0, 0, 0, 0, 0]) + quoted, ipv6=False) == IcmpError(
        77, 42, b"\xc0\0\2\7", "host unreachable"
    )


def test_time_exceeded_in_a_loop_is_an_error_of_the_destination() -> None:
    request = EchoTemplate(ident=77, cookie=COOKIE, payload_bytes=56, ipv6=False).packet(5, 0, 42)
    error = parse(bytes([11, 0, 0, 0, 0, 0, 0, 0]) + ipv4(request), ipv6=False)
    assert isinstance(error, IcmpError)
    assert error.reason == "time to live exceeded"


def test_fragmentation_needed_says_nothing_about_the_destination() -> None:
    request = EchoTemplate(ident=77, cookie=COOKIE, payload_bytes=56, ipv6=False).packet(5, 0, 42)
    assert parse(bytes([3, 4, 0, 0, 0, 0, 0, 0]) + ipv4(request), ipv6=False) is None


def test_an_error_about_something_else_than_an_echo_is_ignored() -> None:
    udp = bytes(8)
    assert parse(bytes([3, 3, 0, 0, 0, 0, 0, 0]) + ipv4(udp), ipv6=False) is None


def test_an_icmpv6_error_names_the_destination() -> None:
    destination = bytes.fromhex("20010db8000000000000000000000001")
    request = EchoTemplate(ident=9, cookie=COOKIE, payload_bytes=56, ipv6=True).packet(0, 0, 3)
    quoted = bytes(24) + destination + request
    assert parse(bytes([1, 3, 0, 0, 0, 0, 0, 0]) + quoted, ipv6=True) == IcmpError(
        9, 3, destination, "address unreachable"
    )


@given(st.binary(max_size=120), st.booleans())
def test_nonsense_never_raises(message: bytes, ipv6: bool) -> None:
    parse(message, ipv6=ipv6)
    parse(strip_ipv4(message), ipv6=ipv6)
