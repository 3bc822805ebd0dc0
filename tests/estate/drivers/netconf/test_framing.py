"""Framing of RFC 6242: whole messages come out, however they arrive; what is no framing is refused."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.estate.drivers.netconf.framing import END, MOST_OCTETS, FramingError, Reassembly, framed


def arrived(stream, cuts, *, chunked):
    reassembly, found = Reassembly(), []
    reassembly.chunked = chunked
    edges = [0, *sorted(cut % (len(stream) + 1) for cut in cuts), len(stream)]
    for start, end in itertools.pairwise(edges):
        reassembly.feed(stream[start:end])
        while (message := reassembly.next()) is not None:
            found.append(message)
    return found


@given(st.lists(st.binary(min_size=1, max_size=60), max_size=4), st.lists(st.integers(0, 400), max_size=6))
def test_chunks_come_back_as_messages(messages, cuts):
    stream = b"".join(framed(message, chunked=True) for message in messages)
    assert arrived(stream, cuts, chunked=True) == messages


@given(st.lists(st.text("ab]>\n#", max_size=30), max_size=4), st.lists(st.integers(0, 400), max_size=6))
def test_marked_messages_come_back(texts, cuts):
    messages = [text.encode() for text in texts if END not in text.encode() + END[:-1]]
    stream = b"".join(framed(message, chunked=False) for message in messages)
    assert arrived(stream, cuts, chunked=False) == messages


def test_the_example_of_the_rfc():
    stream = b'\n#4\n<rpc\n#18\n message-id="102"\n\n#79\n' + b"x" * 79 + b"\n##\n"
    assert arrived(stream, [3, 9], chunked=True) == [b'<rpc message-id="102"\n' + b"x" * 79]


@pytest.mark.parametrize(
    "stream", [b"<rpc-reply>....", b"\n#0\n............", b"\n#99999999999\n..", b"\n#4294967296\nx"]
)
def test_what_is_no_chunk_is_refused(stream):
    with pytest.raises(FramingError):
        arrived(stream, [], chunked=True)


def test_a_message_without_end_is_given_up():
    reassembly = Reassembly()
    reassembly.feed(b"x" * MOST_OCTETS)
    reassembly.feed(b"x")
    with pytest.raises(FramingError, match="longer than"):
        reassembly.feed(b"x")


def test_a_message_that_holds_the_mark_is_not_sent():
    with pytest.raises(FramingError):
        framed(b"a" + END, chunked=False)
