"""Notifications of every version, and octets that only claim to be one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchkeeper.estate.drivers.protocol import SnmpCredential
from watchkeeper.estate.drivers.snmp import ber, pdu
from watchkeeper.estate.drivers.snmp.ber import BerError
from watchkeeper.observe.messages.traps.decode import INFORM, TRAP_V1, TRAP_V2, community_answer, decode
from watchkeeper.observe.messages.traps.definition import TrapDefinitions, shipped
from watchkeeper.observe.messages.traps.usm import RefusedError, UsmReceiver, open_authority

LINK_DOWN = (1, 3, 6, 1, 6, 3, 1, 1, 5, 3)


def varbind(name: tuple[int, ...], value: bytes) -> bytes:
    return ber.tlv(ber.SEQUENCE, ber.tlv(ber.OBJECT_ID, ber.encode_oid(name)) + value)


def notification(
    trap: tuple[int, ...] = LINK_DOWN, extra: bytes = b"", kind: int = TRAP_V2, request_id: int = 42
) -> bytes:
    head = varbind((1, 3, 6, 1, 2, 1, 1, 3, 0), ber.integer(1234, ber.TIMETICKS))
    head += varbind((1, 3, 6, 1, 6, 3, 1, 1, 4, 1, 0), ber.tlv(ber.OBJECT_ID, ber.encode_oid(trap)))
    body = ber.integer(request_id) + ber.integer(0) + ber.integer(0) + ber.tlv(ber.SEQUENCE, head + extra)
    return ber.tlv(ber.SEQUENCE, pdu.community_head(pdu.V2C, b"secret") + ber.tlv(kind, body))


def test_a_v2c_trap() -> None:
    found = decode(notification(extra=varbind((1, 3, 6, 1, 2, 1, 2, 2, 1, 1, 3), ber.integer(3))))
    assert (found.trap, found.uptime_ticks, found.inform, len(found.varbinds)) == (LINK_DOWN, 1234, False, 1)
    assert b"secret" not in found.pdu
    meaning = shipped().understand(found)
    assert (meaning.name, meaning.event, dict(meaning.fields)) == ("linkDown", "INTERFACE_DOWN", {"if_index": "3"})


def test_the_answer_to_an_inform_repeats_its_number_and_variables() -> None:
    asked = notification(kind=INFORM, request_id=77)
    answer = community_answer(decode(asked))
    found = pdu.decode_pdu(answer, pdu.open_message(answer).at)
    assert (found.kind, found.request_id, found.status, len(found.varbinds)) == (pdu.RESPONSE, 77, 0, 2)


@pytest.mark.parametrize(
    ("generic", "specific", "trap"),
    [(2, 0, LINK_DOWN), (0, 0, (*LINK_DOWN[:-1], 1)), (6, 5, (1, 3, 6, 1, 4, 1, 318, 0, 5))],
)
def test_a_v1_trap_is_told_as_v2(generic: int, specific: int, trap: tuple[int, ...]) -> None:
    body = (
        ber.tlv(ber.OBJECT_ID, ber.encode_oid((1, 3, 6, 1, 4, 1, 318)))
        + ber.tlv(ber.IP_ADDRESS, bytes((192, 0, 2, 7)))
        + ber.integer(generic)
        + ber.integer(specific)
        + ber.integer(99, ber.TIMETICKS)
        + ber.tlv(ber.SEQUENCE, b"")
    )
    found = decode(ber.tlv(ber.SEQUENCE, pdu.community_head(pdu.V1, b"c") + ber.tlv(TRAP_V1, body)))
    assert (found.trap, found.agent_address, found.uptime_ticks) == (trap, "192.0.2.7", 99)


def test_an_unknown_notification_keeps_its_number() -> None:
    meaning = shipped().understand(decode(notification(trap=(1, 3, 6, 1, 4, 1, 99999, 0, 1))))
    assert (meaning.name, meaning.event) == ("1.3.6.1.4.1.99999.0.1", None)


def test_a_bgp_trap_names_its_peer_from_the_instance() -> None:
    state = varbind((1, 3, 6, 1, 2, 1, 15, 3, 1, 2, 192, 0, 2, 9), ber.integer(1))
    meaning = shipped().understand(decode(notification(trap=(1, 3, 6, 1, 2, 1, 15, 0, 2), extra=state)))
    assert dict(meaning.fields) == {"peer": "192.0.2.9", "new_state": "Idle"}


def test_every_event_of_the_trap_files_is_in_the_catalogue() -> None:
    from watchkeeper.observe.messages.catalogue import catalogue

    assert len(shipped()) > 80
    for rule in shipped().rules():
        assert not rule.event or rule.event in catalogue(), rule.name


@pytest.mark.parametrize("cut", range(0, 60, 3))
def test_a_truncated_notification_is_refused(cut: int) -> None:
    whole = notification()
    with pytest.raises(BerError):
        decode(whole[: min(cut, len(whole) - 1)])


def test_a_notification_with_thousands_of_variables_is_refused() -> None:
    with pytest.raises(BerError):
        decode(notification(extra=varbind((1, 3, 6, 1), ber.integer(1)) * 2000))


@given(st.binary(max_size=300))
@settings(max_examples=500)
def test_no_octets_make_the_decoder_fail_otherwise(octets: bytes) -> None:
    try:
        decode(octets)
    except BerError:
        return


@given(st.integers(0, 200), st.integers(0, 255), st.integers(0, 200), st.integers(0, 255))
@settings(max_examples=500)
def test_no_spoilt_octets_make_it_fail_otherwise(at: int, octet: int, other: int, second: int) -> None:
    extra = varbind((1, 3, 6, 1, 2, 1, 2, 2, 1, 2, 3), ber.tlv(ber.OCTETS, "Gerät".encode("utf-16")))
    data = bytearray(notification(extra=extra))
    data[at % len(data)] = octet
    data[other % len(data)] = second
    try:
        TrapDefinitions().understand(decode(bytes(data)))
        shipped().understand(decode(bytes(data)))
    except BerError:
        return


@given(st.binary(max_size=200))
@settings(max_examples=300)
def test_no_octets_make_the_v3_receiver_fail_otherwise(tmp_path_factory: pytest.TempPathFactory, octets: bytes) -> None:
    authority = open_authority(tmp_path_factory.getbasetemp() / "engine.json")
    receiver = UsmReceiver(authority, lambda _: [SnmpCredential(version="3", user="u")])
    head = ber.integer(3)
    for data in (
        octets,
        ber.tlv(ber.SEQUENCE, head + octets),
        ber.tlv(ber.SEQUENCE, head + ber.tlv(ber.SEQUENCE, octets)),
    ):
        try:
            receiver.open(data)
        except (BerError, RefusedError):
            continue


def test_the_engine_keeps_its_identity_and_counts_its_boots(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("engine") / "engine.json"
    first, second = open_authority(path), open_authority(path)
    assert (second.engine_id, second.boots) == (first.engine_id, first.boots + 1)
    path.write_text("damaged", encoding="ascii")
    assert open_authority(path).boots == 1
