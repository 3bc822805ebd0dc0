"""How patient a conversation is."""

import pytest

from watchkeeper.estate.drivers.snmp import pdu, session
from watchkeeper.estate.drivers.snmp.session import SYS_UPTIME_0, Policy, Session

QUESTION = pdu.Question(pdu.GET, [SYS_UPTIME_0])


class Slow:
    """Answers nothing after a while, by a clock that only it moves, and keeps what patience it was given."""

    bulk = True

    def __init__(self, answers_after_s: float) -> None:
        self.answers_after_s = answers_after_s
        self.now_s = 1000.0
        self.patience: list[float] = []

    def monotonic(self) -> float:
        return self.now_s

    async def ask(self, question: pdu.Question, timeout_s: float) -> pdu.Answer:
        self.patience.append(timeout_s)
        self.now_s += self.answers_after_s
        return pdu.Answer(pdu.RESPONSE, 0, 0, 0, [])


async def test_after_a_slow_answer_the_next_is_waited_for_longer(monkeypatch):
    agent = Slow(answers_after_s=2.5)
    monkeypatch.setattr(session, "time", agent)
    conversation = Session(agent, Policy(timeout_s=2, jitter=0))
    await conversation.once(QUESTION, attempt=1)
    await conversation.once(QUESTION)
    assert agent.patience == [3.0, pytest.approx(3.75)], "asked once, not given up just before it answers"


async def test_a_quick_agent_is_given_no_more_than_the_policy_says(monkeypatch):
    agent = Slow(answers_after_s=0.01)
    monkeypatch.setattr(session, "time", agent)
    conversation = Session(agent, Policy(timeout_s=2, jitter=0))
    await conversation.once(QUESTION)
    await conversation.once(QUESTION)
    assert agent.patience == [2, 2]
