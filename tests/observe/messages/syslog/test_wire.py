"""Priorities, RFC 5424 headers, octets that are no text, and streams cut into messages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.observe.messages.syslog.wire import Framing, as_text, read_priority, read_structured


@pytest.mark.parametrize(
    ("text", "facility", "severity"),
    [("<0>x", 0, 0), ("<191>x", 23, 7), ("<165> x", 20, 5), ("<192>x", None, None), ("no priority", None, None)],
)
def test_priority(text: str, facility: int | None, severity: int | None) -> None:
    found = read_priority(text)
    assert (found.facility, found.severity) == (facility, severity)


def test_structured_data_keeps_escaped_quotes_and_brackets() -> None:
    found = read_structured(r'1 2026-03-01T12:00:00Z h a 1 ID [x@1 a="b\"c\]" d="e"][y@1 a="late"] text [no data]', 0)
    assert found is not None
    assert dict(found.parameters) == {"a": 'b"c]', "d": "e"}
    assert found.message == "text [no data]"


def test_nil_values_are_empty_and_a_byte_order_mark_goes() -> None:
    found = read_structured("1 - - - - - - \ufeffhello", 0)
    assert found is not None
    assert (found.time, found.host, found.app, found.message_id, found.message) == ("", "", "", "", "hello")


@pytest.mark.parametrize(
    ("octets", "text"),
    [
        (b"<13>plain\n", "<13>plain"),
        (b"<13>a\x00b\x1b[31m\r\n\x00", "<13>a#000b#033[31m"),
        ("<13>grüezi".encode(), "<13>grüezi"),
        ("<13>grüezi".encode("latin-1"), "<13>grüezi"),
        ("<13>gruß".encode("utf-16"), "<13>gruß"),
        (b"\xef\xbb\xbf<13>x", "<13>x"),
    ],
)
def test_octets_become_text(octets: bytes, text: str) -> None:
    assert as_text(octets) == text


def test_an_oversized_datagram_is_cut() -> None:
    assert len(as_text(b"<13>" + b"x" * 200_000)) == 64 * 1024


def test_a_stream_may_change_its_framing_between_messages() -> None:
    framing = Framing()
    assert framing.feed(b"<13>one\n9 <13>two\nx<13>three\n<1") == [b"<13>one", b"<13>two\nx", b"<13>three"]
    assert framing.rest() == [b"<1"]


@given(
    st.lists(st.binary(min_size=1, max_size=60).filter(lambda m: b"\n" not in m and m.strip()), max_size=8), st.data()
)
def test_counted_messages_survive_any_cut(messages: list[bytes], data: st.DataObject) -> None:
    stream = b"".join(b"%d %b" % (len(message), message) for message in messages)
    framing, found = Framing(), []
    while stream:
        size = data.draw(st.integers(1, len(stream)))
        found += framing.feed(stream[:size])
        stream = stream[size:]
    assert found == messages


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_no_stream_makes_it_hold_more_than_a_message(chunks: list[bytes]) -> None:
    framing = Framing(limit=64)
    for chunk in chunks:
        assert all(len(message) <= 64 for message in framing.feed(chunk))
    assert all(len(message) <= 64 + 11 for message in framing.rest())


def test_an_endless_line_is_cut_once_and_the_stream_goes_on() -> None:
    framing = Framing(limit=16)
    found = framing.feed(b"x" * 1000) + framing.feed(b"y" * 1000 + b"\nnext\n")
    assert found == [b"x" * 16, b"next"]
    assert framing.oversized == 1
    assert framing.feed(b"40 " + b"z" * 40 + b"4 good") == [b"z" * 16, b"good"]


@pytest.mark.parametrize(
    ("text", "severity", "end"),
    [("<34>on", 2, 4), ("<34> on", 2, 5), ("<034>on", 2, 5), ("<192>on", None, 5), ("<on>", None, 0), ("<7", None, 0)],
)
def test_a_priority_ends_where_the_message_begins(text, severity, end):
    found = read_priority(text)
    assert (found.severity, found.end) == (severity, end)
