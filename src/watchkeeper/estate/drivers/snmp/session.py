"""A conversation with one agent: retries, back-off, wall budget, and the repetitions that this agent can bear."""

import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from watchkeeper.estate.drivers.snmp import ber, pdu
from watchkeeper.estate.drivers.snmp.ber import VarBind
from watchkeeper.estate.drivers.snmp.failures import BudgetSpentError, DeniedError, MalformedError, NoAnswerError
from watchkeeper.estate.drivers.snmp.transport import Transport

SYS_UPTIME: Final = ber.encode_oid((1, 3, 6, 1, 2, 1, 1, 3))
SYS_UPTIME_0: Final = SYS_UPTIME + b"\x00"


_SLOW_AGAIN: Final = 1.5
"""Times the longest answer so far: a question given up just before its answer comes is asked, and answered, twice."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How patient a session is. The defaults are those of the domain guide."""

    timeout_s: float = 2.0
    retries: int = 2
    backoff: float = 1.5
    jitter: float = 0.1
    columns: int = 8
    get_objects: int = 20
    max_rows: int = 100_000


class Pace:
    """Max-repetitions of one agent: starts at 25, moves within 10..50, below that only while there is trouble."""

    START: Final = 25
    LEAST: Final = 10
    MOST: Final = 50
    GROWTH: Final = 5
    CLEAN_PDUS: Final = 20

    def __init__(self, repetitions: int = START) -> None:
        self.repetitions = max(1, min(self.MOST, repetitions))
        self._clean = 0

    @classmethod
    def from_memory(cls, memory: Mapping[str, object]) -> "Pace":
        """Take up what was learned; anything but a sensible number starts anew."""
        learned = memory.get("repetitions")
        return cls(learned if isinstance(learned, int) and not isinstance(learned, bool) else cls.START)

    def went_well(self) -> None:
        """Count a clean PDU; after twenty the repetitions grow by five."""
        self._clean += 1
        if self._clean >= self.CLEAN_PDUS:
            self._clean = 0
            if self.repetitions < self.MOST:
                self.repetitions = max(self.LEAST, min(self.MOST, self.repetitions + self.GROWTH))

    def went_wrong(self) -> None:
        """Halve after tooBig, an empty reply or silence."""
        self._clean = 0
        self.repetitions = max(1, self.repetitions // 2)


class Session:
    """Questions to one agent, one at a time.

    ``deadline`` is on the monotonic clock; ``None`` means no wall budget. Counters are cumulative.
    """

    def __init__(
        self,
        transport: Transport,
        policy: Policy | None = None,
        *,
        pace: Pace | None = None,
        deadline: float | None = None,
    ) -> None:
        self.transport = transport
        self.policy = policy or Policy()
        self.pace = pace or Pace()
        self.deadline = deadline
        self.bulk = transport.bulk
        """Whether GETBULK is used; cleared when the agent turns out to ignore it."""
        self.requests = 0
        self.varbinds = 0
        self.retries = 0
        self.anomalies: dict[str, int] = {}
        self._slowest_s = 0.0

    def note(self, anomaly: str) -> None:
        """Count something odd that the agent did."""
        self.anomalies[anomaly] = self.anomalies.get(anomaly, 0) + 1

    async def once(self, question: pdu.Question, attempt: int = 0) -> pdu.Answer:
        """Ask once; ``attempt`` lengthens the patience, and so does a slow answer before. Raises an SnmpError."""
        patience = max(self.policy.timeout_s, _SLOW_AGAIN * self._slowest_s) * self.policy.backoff**attempt
        patience *= 1 + random.uniform(0, self.policy.jitter)  # noqa: S311  # nosec B311  # spreads retries, protects nothing
        if self.deadline is not None:
            left = self.deadline - time.monotonic()
            if left <= 0:
                raise BudgetSpentError
            patience = min(patience, left)
        self.requests += 1
        self.retries += attempt > 0
        sent = time.monotonic()
        answer = await self.transport.ask(question, patience)
        self._slowest_s = max(self._slowest_s, time.monotonic() - sent)
        self.varbinds += len(answer.varbinds)
        return answer

    async def ask(self, question: pdu.Question) -> pdu.Answer:
        """Ask, with the policy's retries. Raises an SnmpError; NoAnswerError says how often it was tried."""
        for attempt in range(self.policy.retries + 1):
            try:
                return await self.once(question, attempt)
            except (NoAnswerError, MalformedError) as failure:
                last = failure
            except BudgetSpentError:
                if self.varbinds or not self.requests:
                    raise
                raise NoAnswerError(f"no answer to {self.requests} requests") from None  # silent, not slow
        if isinstance(last, NoAnswerError):
            raise NoAnswerError(f"no answer to {self.policy.retries + 1} requests", last.elsewhere) from None
        raise last

    async def get(self, names: Sequence[bytes]) -> dict[bytes, VarBind]:
        """Return the scalars that exist, by encoded name.

        Absent ones are left out, also the v1 way (noSuchName). A tooBig reply halves the number asked at once.
        Raises an SnmpError when the agent does not answer at all, DeniedError when it refuses every object.
        """
        found: dict[bytes, VarBind] = {}
        refused = ""
        waiting = [
            list(names[at : at + self.policy.get_objects]) for at in range(0, len(names), self.policy.get_objects)
        ]
        while waiting:
            asked = waiting.pop(0)
            answer = await self.ask(pdu.Question(pdu.GET, asked))
            if answer.status == 0:
                wanted = set(asked)
                found.update(
                    (varbind[0], varbind)
                    for varbind in reversed(answer.varbinds)
                    if varbind[1] not in ber.ABSENT and varbind[0] in wanted
                )
                continue
            if answer.status in {pdu.NO_ACCESS, pdu.AUTHORIZATION_ERROR}:
                refused = pdu.STATUS_NAMES[answer.status]
            if answer.status in {pdu.TOO_BIG, pdu.RESOURCE_UNAVAILABLE} and len(asked) > 1:
                half = len(asked) // 2
                waiting[:0] = [asked[:half], asked[half:]]
            elif 0 < answer.index <= len(asked):
                del asked[answer.index - 1]
                waiting[:0] = [asked] if asked else []
            elif len(asked) > 1:
                waiting[:0] = [[name] for name in asked]
        if refused and not found:
            raise DeniedError(f"{refused}: the agent gives this credential no access")
        return found
