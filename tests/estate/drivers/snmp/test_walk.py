"""Every way in which an agent can spoil a walk, on the transport seam: no sockets, no clocks."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchkeeper.estate.drivers.protocol import Outcome
from watchkeeper.estate.drivers.snmp import ber, pdu
from watchkeeper.estate.drivers.snmp.failures import MalformedError, NoAnswerError, RefusedError
from watchkeeper.estate.drivers.snmp.replay import Recording, ReplayTransport
from watchkeeper.estate.drivers.snmp.session import SYS_UPTIME_0, Pace, Policy, Session
from watchkeeper.estate.drivers.snmp.walk import walk

ENTRY = (1, 3, 6, 1, 2, 1, 2, 2, 1)
UPTIME = {(1, 3, 6, 1, 2, 1, 1, 3, 0): (ber.TIMETICKS, b"\x01\x00")}


def column(number: int) -> bytes:
    return ber.encode_oid((*ENTRY, number))


def table(columns: dict[int, list[int]]) -> Recording:
    values = {
        (*ENTRY, number, row): (ber.INTEGER, bytes((row % 100,))) for number, rows in columns.items() for row in rows
    }
    return Recording.of(values | UPTIME | {(1, 3, 6, 1, 9): (ber.INTEGER, b"\x00")})


Spoil = Callable[[pdu.Question, pdu.Answer], pdu.Answer]


class Spoiled:
    """A recording behind a function that may change, withhold or replace every answer."""

    def __init__(self, recording: Recording, spoil: Spoil, *, bulk: bool = True) -> None:
        self._inner = ReplayTransport(recording, bulk=bulk)
        self._spoil = spoil
        self.bulk = bulk
        self.asked: list[pdu.Question] = []

    async def ask(self, question: pdu.Question, timeout_s: float) -> pdu.Answer:
        self.asked.append(question)
        return self._spoil(question, await self._inner.ask(question, timeout_s))


def error(status: int, index: int = 0) -> pdu.Answer:
    return pdu.Answer(pdu.RESPONSE, 0, status, index, [])


def rows(found, number: int) -> list[int]:
    return [ber.decode_arcs(suffix)[0] for suffix in found.columns[column(number)].rows]


async def run(spoil: Spoil, columns: dict[int, list[int]], *, bulk: bool = True, **policy: int):
    transport = Spoiled(table(columns), spoil, bulk=bulk)
    session = Session(transport, Policy(**policy))
    return await walk(session, [column(number) for number in columns]), session, transport


async def test_columns_are_asked_side_by_side_with_the_uptime_first():
    found, _, transport = await run(lambda _, answer: answer, {2: list(range(1, 60)), 3: list(range(1, 60)), 5: [1]})
    assert rows(found, 2) == list(range(1, 60))
    assert rows(found, 5) == [1]
    first = transport.asked[0]
    assert (first.kind, first.non_repeaters, len(first.names), first.repetitions) == (pdu.GET_BULK, 1, 4, Pace.START)
    assert found.marks[0].uptime_ticks == 256
    assert found.marks[-1].rows == 59
    assert found.failure is None


async def test_a_column_with_fewer_rows_does_not_shift_its_neighbours():
    found, *_ = await run(lambda _, answer: answer, {2: [1, 2, 3, 4, 5], 3: [2, 5], 4: []})
    assert rows(found, 3) == [2, 5]
    assert rows(found, 4) == []


async def test_indexes_above_127_are_walked_in_integer_order():
    indexes = [1, 127, 128, 129, 16255, 16256, 16257, 16300, 16383, 16384, 2097151, 2097152, 536870912]
    found, session, _ = await run(lambda _, answer: answer, {2: indexes})
    assert rows(found, 2) == indexes
    assert session.anomalies == {}


async def test_too_big_halves_the_repetitions_until_the_reply_fits():
    def spoil(question, answer):
        return error(pdu.TOO_BIG) if question.repetitions > 4 else answer

    found, session, transport = await run(spoil, {2: list(range(1, 30))})
    assert rows(found, 2) == list(range(1, 30))
    assert [question.repetitions for question in transport.asked[:4]] == [25, 12, 6, 3]
    assert session.pace.repetitions == 3


async def test_an_empty_reply_halves_too_and_then_falls_back_to_getnext():
    def spoil(question, answer):
        return error(0) if question.kind == pdu.GET_BULK else answer

    found, _, transport = await run(spoil, {2: [1, 2, 3]})
    assert rows(found, 2) == [1, 2, 3]
    assert found.reasons() == []
    assert transport.asked[-1].kind == pdu.GET_NEXT


async def test_repetitions_grow_by_five_after_twenty_clean_pdus():
    pace = Pace(25)
    for _ in range(20):
        pace.went_well()
    assert pace.repetitions == 30
    for _ in range(200):
        pace.went_well()
    assert pace.repetitions == Pace.MOST


@pytest.mark.parametrize("learned", [True, "40", None, 0, -3, 1000])
async def test_nonsense_in_memory_does_not_become_a_pace(learned):
    assert 1 <= Pace.from_memory({"repetitions": learned}).repetitions <= Pace.MOST


async def test_a_general_error_on_one_column_costs_that_column_only():
    def spoil(question, answer):
        bad = [position for position, name in enumerate(question.names, 1) if name.startswith(column(3))]
        return error(pdu.GEN_ERR, bad[0]) if bad else answer

    found, *_ = await run(spoil, {2: [1, 2], 3: [1, 2], 4: [1, 2]})
    assert (rows(found, 2), rows(found, 3), rows(found, 4)) == ([1, 2], [], [1, 2])
    assert found.columns[column(3)].reason == "genErr"


async def test_a_general_error_that_blames_nobody_is_pinned_down_column_by_column():
    def spoil(question, answer):
        return error(pdu.GEN_ERR) if any(name.startswith(column(3)) for name in question.names) else answer

    found, *_ = await run(spoil, {2: [1, 2], 3: [1, 2], 4: [1, 2]})
    assert (rows(found, 2), rows(found, 4)) == ([1, 2], [1, 2])
    assert found.columns[column(3)].reason == "genErr"
    assert found.columns[column(2)].reason == ""


async def test_an_identifier_that_does_not_increase_ends_the_column_and_keeps_its_rows():
    def spoil(question, answer):
        if len(question.names) > 1 and question.names[1] != column(2):
            answer.varbinds[1:] = [(column(2) + b"\x01", ber.INTEGER, b"\x01")]
        return answer

    found, session, _ = await run(spoil, {2: list(range(1, 80))})
    assert rows(found, 2) == list(range(1, 26))
    assert found.reasons() == ["oid_not_increasing"]
    assert session.anomalies["oid_not_increasing"] == 1


async def test_an_agent_that_repeats_the_question_for_ever_is_left():
    def spoil(question, answer):
        answer.varbinds[1:] = [(question.names[1], ber.INTEGER, b"\x01")] * 25
        return answer

    found, _, transport = await run(spoil, {2: [1]})
    assert found.columns[column(2)].done
    assert len(transport.asked) <= 2


async def test_an_endless_table_is_bounded():
    def spoil(question, answer):
        last = ber.decode_oid(question.names[1])
        row = last[-1] if len(last) > len(ENTRY) + 1 else 0
        answer.varbinds[1:] = [(ber.encode_oid((*ENTRY, 2, row + step)), ber.INTEGER, b"\x01") for step in range(1, 26)]
        return answer

    found, _, transport = await run(spoil, {2: [1]}, max_rows=1000)
    assert found.columns[column(2)].reason == "too_many_rows"
    assert len(rows(found, 2)) == 1000
    assert len(transport.asked) == 40


async def test_of_duplicate_rows_the_first_wins():
    def spoil(question, answer):
        if question.names[1] == column(2):
            name = column(2)
            answer.varbinds[1:] = [
                (name + b"\x01", ber.INTEGER, b"\x01"),
                (name + b"\x01", ber.INTEGER, b"\x63"),
                (name + b"\x02", ber.INTEGER, b"\x02"),
            ]
        return answer

    found, session, _ = await run(spoil, {2: [1, 2, 3]})
    assert [found.columns[column(2)].rows[bytes((index,))][2] for index in (1, 2, 3)] == [b"\x01", b"\x02", b"\x03"]
    assert session.anomalies["duplicate_rows"] == 1


async def test_silence_on_getbulk_alone_leads_to_getnext_and_is_remembered():
    def spoil(question, answer):
        if question.kind == pdu.GET_BULK:
            raise NoAnswerError("no answer")
        return answer

    found, session, transport = await run(spoil, {2: [1, 2], 3: [1, 2]})
    assert rows(found, 3) == [1, 2]
    assert session.bulk is False
    assert sum(question.kind == pdu.GET_BULK for question in transport.asked) == 3


async def test_a_device_that_dies_in_the_middle_keeps_its_rows_and_ends_the_walk():
    def spoil(question, answer):
        if question.kind != pdu.GET_BULK or question.names[1] != column(2):
            raise NoAnswerError("no answer")
        return answer

    found, *_ = await run(spoil, {2: list(range(1, 60))})
    assert rows(found, 2) == list(range(1, 26))
    assert found.failure is not None
    assert found.failure.outcome is Outcome.TIMEOUT
    assert found.columns[column(2)].reason == "no answer"


async def test_a_refusal_in_the_middle_ends_the_walk_at_once():
    def spoil(question, answer):
        raise RefusedError("port unreachable")

    found, _, transport = await run(spoil, {2: [1]})
    assert found.failure is not None
    assert found.failure.outcome is Outcome.UNREACHABLE
    assert len(transport.asked) == 1


async def test_unreadable_replies_to_one_column_drop_that_column():
    def spoil(question, answer):
        if any(name.startswith(column(3)) for name in question.names):
            raise MalformedError("unreadable answer")
        return answer

    found, *_ = await run(spoil, {2: [1, 2], 3: [1, 2]})
    assert rows(found, 2) == [1, 2]
    assert found.columns[column(3)].reason == "unreadable answer"
    assert found.failure is None


async def test_version_one_walks_with_getnext_and_takes_no_such_name_for_the_end():
    found, _, transport = await run(lambda _, answer: answer, {2: [1, 2, 3], 3: [1]}, bulk=False)
    assert (rows(found, 2), rows(found, 3)) == ([1, 2, 3], [1])
    assert {question.kind for question in transport.asked} == {pdu.GET_NEXT}
    assert found.reasons() == []


async def test_no_such_instance_in_a_get_is_absent_and_not_zero():
    session = Session(ReplayTransport(table({2: [1]})))
    wanted = [SYS_UPTIME_0, column(2) + b"\x01", column(2) + b"\x09"]
    assert set(await session.get(wanted)) == {SYS_UPTIME_0, column(2) + b"\x01"}


async def test_a_get_that_is_too_big_is_asked_in_halves():
    def spoil(question, answer):
        return error(pdu.TOO_BIG) if len(question.names) > 3 else answer

    transport = Spoiled(table({2: list(range(1, 11))}), spoil)
    found = await Session(transport).get([column(2) + bytes((row,)) for row in range(1, 11)])
    assert len(found) == 10


async def test_a_survey_finds_the_columns_that_have_rows_in_one_question():
    transport = Spoiled(table({2: [1, 2], 9: [1]}), lambda _, answer: answer)
    found = await walk(Session(transport), [column(number) for number in range(2, 18)], survey=True)
    assert (rows(found, 2), rows(found, 9), rows(found, 17)) == ([1, 2], [1], [])
    assert len(transport.asked) <= 3


@given(
    st.dictionaries(st.integers(1, 20), st.lists(st.integers(0, 2**32 - 1), unique=True, max_size=60), min_size=1),
    st.integers(1, 50),
)
@settings(deadline=None)
async def test_any_table_is_read_whole_whatever_the_repetitions(columns, repetitions):
    session = Session(ReplayTransport(table(columns)), pace=Pace(repetitions))
    found = await walk(session, [column(number) for number in columns])
    assert {number: rows(found, number) for number in columns} == {n: sorted(listed) for n, listed in columns.items()}
    assert found.reasons() == []


@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.binary(min_size=0, max_size=12), st.integers(0, 255), st.binary(max_size=9)),
        max_size=60,
    ),
    st.integers(0, 20),
)
@settings(deadline=None)
async def test_whatever_an_agent_answers_the_walk_ends(listed, status):
    def spoil(question, answer):
        varbinds = [(column(number) + suffix, tag, value) for number, suffix, tag, value in listed]
        return pdu.Answer(pdu.RESPONSE, 0, status, len(listed) % 7, varbinds)

    transport = Spoiled(table({2: [1]}), spoil)
    found = await walk(Session(transport, Policy(max_rows=500)), [column(2), column(3)])
    assert all(one.done for one in found.columns.values())
    assert len(transport.asked) < 200
