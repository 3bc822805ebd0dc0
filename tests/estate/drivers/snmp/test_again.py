"""Reading known rows again: the same answer as a walk's, in fewer steps, whatever the agent has become meanwhile."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.estate.drivers.snmp import ber, pdu, values, varbinds
from watchkeeper.estate.drivers.snmp.ber import BerError
from watchkeeper.estate.drivers.snmp.interfaces import NAMES, NARROW, WIDE, NameTable, collect_interfaces
from watchkeeper.estate.drivers.snmp.replay import Recording, ReplayTransport
from watchkeeper.estate.drivers.snmp.session import SYS_UPTIME_0, Policy, Session

EVERY = tuple(WIDE.values())
octets = st.binary(max_size=150)
lists = st.lists(st.tuples(octets, st.integers(0, 255).filter(lambda tag: tag & 0x1F != 0x1F), octets), max_size=12)


def encoded(found) -> bytes:
    return b"".join(
        ber.tlv(ber.SEQUENCE, ber.tlv(ber.OBJECT_ID, name) + ber.tlv(tag, value)) for name, tag, value in found
    )


def one_by_one(data: bytes):
    try:
        return ber.varbinds(data, 0, len(data))
    except BerError:
        return None


def at_once(data: bytes):
    try:
        return list(varbinds.read(data, 0, len(data)))
    except BerError:
        return None


@given(lists)
def test_a_list_split_at_once_has_the_varbinds_that_were_sent(found):
    assert at_once(encoded(found)) == found


@given(lists, st.integers(0, 400), octets, st.integers(0, 3))
def test_a_spoiled_list_is_read_or_refused_exactly_as_when_read_one_by_one(found, at, new, cut):
    data = encoded(found)
    spoiled = data[:at] + new + data[at + cut :]
    assert at_once(spoiled) == one_by_one(spoiled)


@given(st.lists(st.tuples(st.sampled_from((2, 4, 5, 0x41, 0x42, 0x43, 0x46, 0x80, 0x82)), st.binary(max_size=11))))
def test_a_column_of_integers_is_each_of_them(elements):
    one_each = [values.integer((b"", tag, value)) for tag, value in elements]
    assert values.integers([ber.tlv(tag, value) for tag, value in elements]) == one_each


class Wire(ReplayTransport):
    """A recording whose answers have been octets, as a socket's have; ``asked`` counts the questions."""

    asked = 0

    async def ask(self, question: pdu.Question, timeout_s: float) -> pdu.Answer:
        self.asked += 1
        answer = await super().ask(question, timeout_s)
        data = encoded(answer.varbinds)
        return replace(answer, varbinds=varbinds.read(data, 0, len(data)))


def agent(rows, *, columns=EVERY, behind: bool = True) -> Wire:
    texts = {NAMES["name"]: "port", NAMES["descr"]: "Port"}
    found = {ber.decode_oid(SYS_UPTIME_0): (ber.TIMETICKS, b"\x10\x00")}
    for row in rows:
        for prefix in columns:
            index = (*ber.decode_oid(prefix), row)
            found[index] = (ber.COUNTER64, bytes((prefix[-1], row % 256)))
        for prefix, text in texts.items():
            found[(*ber.decode_oid(prefix), row)] = (ber.OCTETS, f"{text} {row}".encode())
    if behind:
        found[(1, 3, 6, 1, 9)] = (ber.INTEGER, b"\x00")
    return Wire(Recording.of(found), bulk=True)


async def poll(transport: Wire, table: NameTable):
    before = transport.asked
    rows = await collect_interfaces(Session(transport, Policy()), table, lambda found: [name for name, _ in found])
    rows.monotonic_s = []
    return rows, transport.asked - before


@pytest.mark.parametrize("behind", [True, False], ids=["others follow", "end of the view"])
@pytest.mark.parametrize("count", [1, 24, 25, 60, 300])
async def test_a_second_poll_gives_the_same_rows(count, behind):
    wire, table = agent(range(1, count + 1), behind=behind), NameTable()
    first, before = await poll(wire, table)
    known = table.rows
    second, asked = await poll(wire, table)
    assert second == first
    assert len(known) == len(second.objects) == count
    assert table.rows is known, "read again, not from scratch"
    assert asked < before


@pytest.mark.parametrize("now", [[1, 2, 3, 4], [1, 2], [1, 3, 4], [2, 3, 4, 5], [1, 2, 3, 200], []])
async def test_other_rows_than_before_are_found(now):
    table = NameTable()
    await poll(agent([1, 2, 3]), table)
    again, _ = await poll(agent(now), table)
    fresh, _ = await poll(agent(now), NameTable())
    assert again == fresh
    assert again.if_index == now


async def test_a_column_that_has_gone_leaves_its_numbers_out():
    table = NameTable()
    await poll(agent([1, 2, 3]), table)
    rest = tuple(prefix for name, prefix in WIDE.items() if name != "in_errors")
    rows, _ = await poll(agent([1, 2, 3], columns=rest), table)
    assert rows.columns["in_errors"] == [None] * 3
    assert rows.columns["out_errors"] == [20 * 256 + row for row in (1, 2, 3)]


async def test_an_agent_of_narrow_counters_is_read_again_by_those():
    narrow = tuple(prefix for prefix in WIDE.values() if prefix not in {WIDE[name] for name in NARROW})
    wire, table = agent([1, 2], columns=(*narrow, *NARROW.values())), NameTable()
    first, _ = await poll(wire, table)
    known = table.rows
    second, _ = await poll(wire, table)
    assert second == first
    assert second.counter_bits == [32, 32]
    assert table.rows is known


async def test_a_lost_answer_costs_no_row():
    class Lossy(Wire):
        lost = False

        async def ask(self, question: pdu.Question, timeout_s: float) -> pdu.Answer:
            answer = await super().ask(question, timeout_s)
            if question.kind == pdu.GET_BULK and not self.lost:
                self.lost = True
                return replace(answer, status=pdu.GEN_ERR, varbinds=[])
            return answer

    table = NameTable()
    whole, _ = await poll(agent(range(1, 50)), table)
    lossy = Lossy(agent(range(1, 50))._recording, bulk=True)
    rows, _ = await poll(lossy, table)
    assert lossy.lost
    assert rows == whole
