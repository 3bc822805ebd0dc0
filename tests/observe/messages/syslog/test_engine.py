"""The engine beyond single platforms: definitions of one's own, mistakes in them, and input that nobody expects."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchkeeper.estate.drivers.platforms.errors import PlatformError
from watchkeeper.observe.messages.syslog import engine
from watchkeeper.observe.messages.syslog.engine import Dialects
from watchkeeper.observe.messages.syslog.load import SHIPPED, SyslogDefinitions, shipped
from watchkeeper.observe.messages.syslog.template import (
    TemplateError,
    choices_of,
    compile_template,
    fields_of,
    needs_of,
)
from watchkeeper.observe.messages.syslog.wire import MAX_MESSAGE, as_text

RECEIVED = datetime(2026, 3, 1, 12, 0, 5, tzinfo=UTC)
DIALECTS = Dialects(shipped())
HEADS = ("<28>Mar  1 12:00:00 r1 rpd[1]: ", "<28>1 2026-03-01T12:00:00Z r1 rpd - - ", "", "<999>", "<13>date=1 time=2 ")
PIECES = st.sampled_from(
    [
        "%LINK-3-UPDOWN: ",
        "Interface ",
        "Nbr ",
        "BGP peer ",
        "(",
        ")",
        "[",
        '"',
        "a=b, ",
        "%%01OSPF/4/X(l)[0]:",
        " ",
        "1.2.3.4",
    ]
)


@given(st.sampled_from(HEADS), st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=30))
@settings(max_examples=300)
@pytest.mark.parametrize("platform", shipped().names())
def test_no_message_makes_a_dialect_fail(platform: str, head: str, pieces: list[str]) -> None:
    dialect = DIALECTS.of(platform)
    assert dialect is not None
    raw = head + "".join(pieces)
    message = dialect.parse(raw, RECEIVED)
    assert message.raw == raw
    assert all(isinstance(value, str) for value in message.fields.values())


@given(st.binary(max_size=400))
@settings(max_examples=300)
def test_no_datagram_makes_it_fail(octets: bytes) -> None:
    for platform in ("junos", "ios", "fortinet"):
        dialect = DIALECTS.of(platform)
        assert dialect is not None
        dialect.parse(as_text(octets), RECEIVED)


@pytest.mark.timeout(10)
@pytest.mark.parametrize("platform", shipped().names())
@pytest.mark.parametrize("filling", ["a", " ", "1.", "a=b, ", "(x ", ": ", "Interface ", "%", "<", "process "])
def test_no_oversized_message_takes_long(platform: str, filling: str) -> None:
    dialect = DIALECTS.of(platform)
    assert dialect is not None
    body = (filling * (MAX_MESSAGE // len(filling)))[:MAX_MESSAGE]
    for head in ("<28>Mar  1 12:00:00 r1 rpd[1]: ", "<28>Mar  1 12:00:00 r1 a: %LINK-3-UPDOWN: ", ""):
        dialect.parse(head + body, RECEIVED)


def test_definitions_of_ones_own_replace_and_add(tmp_path: Path) -> None:
    (tmp_path / "acme.yaml").write_text(
        "platform: acme\ntitle: Acme\nextends: [generic]\n"
        "events:\n  - {event: FAN_FAILED, match: 'fan {name} failed[[ at {count} rpm]]'}\n",
        encoding="utf-8",
    )
    dialect = Dialects(SyslogDefinitions(SHIPPED, tmp_path)).of("acme")
    assert dialect is not None
    message = dialect.parse("<12>Mar  1 12:00:00 box fand: fan left-2 failed at 300 rpm", RECEIVED)
    assert (message.event, dict(message.fields)) == ("FAN_FAILED", {"name": "left-2", "count": "300"})


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("platform: acme", "title"),
        ("platform: other\ntitle: x", "platform"),
        ("platform: acme\ntitle: x\nevents:\n  - {event: X}", "events[0]"),
        ("platform: acme\ntitle: x\nevents:\n  - {event: X, match: 'a {b:nonsense}'}", "nonsense"),
        ("platform: acme\ntitle: x\nevents:\n  - {event: X, match: 'a [[ b'}", "]]"),
        ("platform: acme\ntitle: x\nextends: [nobody]", "nobody"),
        ("platform: [", "YAML"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, text: str, place: str) -> None:
    (tmp_path / "acme.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(PlatformError) as caught:
        SyslogDefinitions(tmp_path).platform("acme")
    assert place in str(caught.value)
    assert "acme.yaml" in str(caught.value)


def test_a_template_reads_like_the_message() -> None:
    pattern = compile_template("peer {peer} went {new_state=up|down}[[, {reason}]]")
    found = pattern.match("peer  192.0.2.1 went DOWN, hold (timer) expired ")
    assert found is not None
    assert found.groupdict() == {"peer": "192.0.2.1", "new_state": "DOWN", "reason": "hold (timer) expired"}
    assert fields_of("a {x} {:word} {=b}") == {"x"}
    assert needs_of("it [[may be missing]] {x} must stand here") == ("stand", "here", "must", "it")
    assert choices_of("{a=Up|going down} [[{=never}]]") == (("up", "going"),)


def test_a_template_with_a_misspelt_field_is_refused() -> None:
    with pytest.raises(TemplateError, match="lower case"):
        compile_template("{Peer}")


def test_a_known_tag_with_unknown_words_is_still_its_event() -> None:
    dialect = DIALECTS.of("junos")
    assert dialect is not None
    message = dialect.parse("<29>Mar  1 12:00:00 r1 rpd[1]: RPD_OSPF_NBRDOWN: worded in another way", RECEIVED)
    assert (message.event, dict(message.fields)) == ("OSPF_NEIGHBOR_DOWN", {})


def test_a_sentence_that_was_heard_before_keeps_the_header_of_its_own_message() -> None:
    dialect = DIALECTS.of("opengear")
    assert dialect is not None
    first, second, again = (
        dialect.parse(f"<30>{host} {port} 2026-Mar-01 12:00:0{second} RXDATA: login:", RECEIVED)
        for host, port, second in (("acm1", "port02", 0), ("acm1", "port03", 1), ("acm1", "port02", 2))
    )
    assert [message.fields["port"] for message in (first, second, again)] == ["port02", "port03", "port02"]
    assert again.fields == first.fields
    assert again.timestamp != first.timestamp


def test_what_is_remembered_of_sentences_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_MOST_BODIES", 8)
    dialect = Dialects(shipped()).of("ios")
    assert dialect is not None
    for number in range(100):
        text = f"<189>Mar  1 12:00:00: %LINK-3-UPDOWN: Interface GigabitEthernet0/{number}, changed state to down"
        assert dialect.parse(text, RECEIVED).fields["interface"] == f"GigabitEthernet0/{number}"
    assert len(dialect._bodies) <= 8  # what is kept shows nowhere else
