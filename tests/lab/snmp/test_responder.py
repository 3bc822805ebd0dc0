"""RFC 3416 (and RFC 1157 for v1) as a client sees it, on a layout small enough to read."""

from collections.abc import Sequence

import numpy as np
import pytest
from tests.lab.conftest import Response, decode, request

from watchkeeper.lab.snmp import ber
from watchkeeper.lab.snmp.layout import SCALAR, Column, Layout, NumberSource, TextSource
from watchkeeper.lab.snmp.responder import Responder
from watchkeeper.lab.snmp.view import View

A, B, C, D = (1, 3, 1), (1, 3, 2), (1, 3, 3), (1, 3, 4)
ROWS = ((1,), (2,), (3,))
NO_SUCH_OBJECT, NO_SUCH_INSTANCE, END = 0x80, 0x81, 0x82


class State:
    version = 0
    now = 5
    present: Sequence[str | None] = ("x", None, "z")


def _layout() -> Layout[State]:
    return Layout(
        [
            Column(A, ber.TIMETICKS, SCALAR, NumberSource("clock", lambda state: np.array([state.now]))),
            Column(B, ber.COUNTER64, ROWS, NumberSource("wide", lambda state: state.now * np.array([1, 1000, 2**40]))),
            Column(C, ber.OCTETS, ROWS, ("one", "two", "three")),
            Column(D, ber.OCTETS, ROWS, TextSource("sparse", lambda state: state.present, sparse=True)),
        ]
    )


class Agent:
    def __init__(self, max_size: int = 65_507) -> None:
        self.state = State()
        self.layout = _layout()
        self.view = View(self.layout, self.state)
        self.responder: Responder[State] = Responder(max_size=max_size)
        self.tick = 1

    def raw(self, packet: bytes) -> bytes | None:
        return self.responder.respond(packet, self.layout, b"public", self.tick, lambda: self.view)

    def ask(self, pdu: int, *oids: tuple[int, ...], version: int = 1, first: int = 0, second: int = 0) -> Response:
        answer = self.raw(request(pdu, oids, version=version, first=first, second=second))
        assert answer is not None
        return decode(answer)


@pytest.fixture
def agent() -> Agent:
    return Agent()


def test_get_returns_every_value_in_order(agent: Agent) -> None:
    answer = agent.ask(ber.GET, (*C, 2), (*B, 3), (*A, 0))
    assert answer.rows == [
        ((*C, 2), ber.OCTETS, b"two"),
        ((*B, 3), ber.COUNTER64, 5 * 2**40),
        ((*A, 0), ber.TIMETICKS, 5),
    ]
    assert (answer.request_id, answer.status, answer.index) == (4711, 0, 0)


def test_get_tells_a_missing_object_from_a_missing_instance(agent: Agent) -> None:
    answer = agent.ask(ber.GET, (*C, 9), (1, 3, 9, 0), (*D, 2))
    assert [tag for _, tag, _ in answer.rows] == [NO_SUCH_INSTANCE, NO_SUCH_OBJECT, NO_SUCH_INSTANCE]


def test_getnext_passes_over_absent_rows_and_ends(agent: Agent) -> None:
    answer = agent.ask(ber.GET_NEXT, (*D, 1), (*C, 3), (*D, 3))
    assert answer.oids == [(*D, 3), (*D, 1), (*D, 3)]
    assert answer.rows[2][1] == END


def test_getbulk_interleaves_repeaters_after_the_non_repeaters(agent: Agent) -> None:
    answer = agent.ask(ber.GET_BULK, A, B, C, first=1, second=2)
    assert answer.oids == [(*A, 0), (*B, 1), (*C, 1), (*B, 2), (*C, 2)]


def test_getbulk_without_repetitions_answers_the_non_repeaters_only(agent: Agent) -> None:
    assert agent.ask(ber.GET_BULK, A, B, first=1, second=0).oids == [(*A, 0)]


def test_getbulk_with_more_non_repeaters_than_names_is_a_getnext(agent: Agent) -> None:
    assert agent.ask(ber.GET_BULK, A, B, first=7, second=10).oids == [(*A, 0), (*B, 1)]


def test_negative_getbulk_fields_count_as_zero(agent: Agent) -> None:
    assert agent.ask(ber.GET_BULK, A, first=-3, second=-1).rows == []


def test_getbulk_runs_over_a_columns_end_and_stops_at_the_end_of_the_view(agent: Agent) -> None:
    answer = agent.ask(ber.GET_BULK, (*C, 1), second=50)
    assert answer.oids == [(*C, 2), (*C, 3), (*D, 1), (*D, 3), (*D, 3)]
    assert [tag for _, tag, _ in answer.rows][-1] == END


def test_a_column_that_has_ended_goes_on_as_end_of_view_while_another_lives(agent: Agent) -> None:
    answer = agent.ask(ber.GET_BULK, (*D, 1), (*C, 3), second=2)
    assert answer.oids == [(*D, 3), (*D, 1), (*D, 3), (*D, 3)]
    assert [tag == END for _, tag, _ in answer.rows] == [False, False, True, False]


def test_a_response_holds_as_many_varbinds_as_fit() -> None:
    whole = Agent().ask(ber.GET_BULK, B, C, second=3)
    agent = Agent(max_size=110)
    for _ in range(3):  # the learned row count must not change the answer
        packet = agent.raw(request(ber.GET_BULK, [B, C], second=3))
        assert packet is not None
        assert len(packet) <= 110
        assert decode(packet).rows == whole.rows[: len(decode(packet).rows)]
        assert 2 <= len(decode(packet).rows) < len(whole.rows)


def test_a_get_that_does_not_fit_is_too_big() -> None:
    answer = Agent(max_size=60).ask(ber.GET, (*C, 1), (*C, 2), (*C, 3))
    assert (answer.status, answer.index, answer.rows) == (1, 0, [])


def test_v1_get_of_a_missing_name_fails_as_a_whole_and_echoes_the_request(agent: Agent) -> None:
    answer = agent.ask(ber.GET, (*C, 1), (*C, 9), version=0)
    assert (answer.status, answer.index, answer.oids) == (2, 2, [(*C, 1), (*C, 9)])


def test_v1_does_not_see_counter64(agent: Agent) -> None:
    assert agent.ask(ber.GET, (*B, 1), version=0).status == 2
    assert agent.ask(ber.GET_NEXT, (*A, 0), version=0).oids == [(*C, 1)]


def test_v1_getnext_at_the_end_is_no_such_name(agent: Agent) -> None:
    assert agent.ask(ber.GET_NEXT, (*D, 3), version=0).status == 2


@pytest.mark.parametrize(("version", "status"), [(0, 2), (1, 17)])
def test_set_is_refused(agent: Agent, version: int, status: int) -> None:
    answer = agent.ask(ber.SET, (*C, 1), version=version)
    assert (answer.status, answer.index) == (status, 1)


@pytest.mark.parametrize(
    "packet",
    [
        request(ber.GET, [(*C, 1)], community=b"secret"),
        request(ber.GET, [(*C, 1)], version=3),
        request(ber.GET_BULK, [C], version=0, second=3),
        request(ber.RESPONSE, [(*C, 1)]),
        request(ber.GET, [(*C, 1)])[:-1],
        request(ber.GET, [(*C, 1)]) + b"\0",
        b"",
        b"\x30",
        b"GET / HTTP/1.1\r\n\r\n",
    ],
)
def test_what_is_no_request_for_this_agent_is_dropped(agent: Agent, packet: bytes) -> None:
    assert agent.raw(packet) is None


def test_live_values_move_with_the_tick_and_not_before(agent: Agent) -> None:
    assert agent.ask(ber.GET, (*B, 2)).values == [5000]
    agent.state.now = 6
    assert agent.ask(ber.GET, (*B, 2)).values == [5000]
    agent.tick = 2
    assert agent.ask(ber.GET, (*B, 2)).values == [6000]


def test_a_change_of_state_shows_within_the_tick(agent: Agent) -> None:
    assert agent.ask(ber.GET_NEXT, D).values == [b"x"]
    agent.state.present, agent.state.version = (None, None, "late"), 1
    assert agent.ask(ber.GET_NEXT, D).values == [b"late"]


def test_overlapping_columns_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        Layout([Column((1, 3), ber.INTEGER, ((1, 1), (3,)), (1, 1)), Column((1, 3, 1), ber.INTEGER, ((2,),), (1,))])
