"""How patient a conversation is."""

import asyncio

from watchkeeper.estate.drivers.snmp import pdu
from watchkeeper.estate.drivers.snmp.session import SYS_UPTIME_0, Policy, Session

QUESTION = pdu.Question(pdu.GET, [SYS_UPTIME_0])


class Slow:
    """Answers nothing after a while, and keeps what patience it was given."""

    bulk = True

    def __init__(self, answers_after_s: float) -> None:
        self.answers_after_s = answers_after_s
        self.patience: list[float] = []

    async def ask(self, question: pdu.Question, timeout_s: float) -> pdu.Answer:
        self.patience.append(timeout_s)
        await asyncio.sleep(self.answers_after_s)
        return pdu.Answer(pdu.RESPONSE, 0, 0, 0, [])


async def test_after_a_slow_answer_the_next_is_waited_for_longer():
    agent = Slow(answers_after_s=0.2)
    session = Session(agent, Policy(timeout_s=0.1, jitter=0))
    await session.once(QUESTION, attempt=1)
    await session.once(QUESTION)
    assert agent.patience[1] >= 0.3, "asked once, not given up just before it answers"


async def test_a_quick_agent_is_given_no_more_than_the_policy_says():
    agent = Slow(answers_after_s=0.0)
    session = Session(agent, Policy(timeout_s=2, jitter=0))
    await session.once(QUESTION)
    await session.once(QUESTION)
    assert agent.patience == [2, 2]
