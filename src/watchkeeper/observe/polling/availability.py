"""Soft and hard reachability: one lost probe is a doubt, three are a verdict, and not knowing is neither."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Reach(StrEnum):
    """The hard verdict."""

    UP = "up"
    DOWN = "down"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ReachPolicy:
    """How many probes in a row it takes to change the verdict."""

    down_after: int = 3
    up_after: int = 2


@dataclass(frozen=True, slots=True)
class Reachability:
    """The verdict, since when, and the probes in a row that contradict it. With a contradiction the state is soft."""

    state: Reach = Reach.UNKNOWN
    since: datetime | None = None
    against: int = 0

    @property
    def soft(self) -> bool:
        """Whether the last probes contradict the verdict and it is worth asking again soon."""
        return self.against > 0

    def after(self, answered: bool | None, at: datetime, policy: ReachPolicy) -> "Reachability":  # noqa: FBT001
        """Return where a target stands after a probe; None means that it could not be asked.

        A target that nobody could ask is unknown. The first answer ever makes a target up; one that was down needs
        ``up_after`` answers in a row, and ``down_after`` losses in a row make it down.
        """
        if answered is None:
            return self if self.state is Reach.UNKNOWN and not self.against else Reachability(Reach.UNKNOWN, at)
        says = Reach.UP if answered else Reach.DOWN
        if says is self.state:
            return Reachability(self.state, self.since) if self.against else self
        against = self._against(says)
        if against >= self._needed(says, policy):
            return Reachability(says, at)
        return Reachability(self.state, self.since, against)

    def _against(self, says: Reach) -> int:
        return 1 if self.state is Reach.UNKNOWN and says is Reach.UP else self.against + 1

    def _needed(self, says: Reach, policy: ReachPolicy) -> int:
        if says is Reach.DOWN:
            return policy.down_after
        return 1 if self.state is Reach.UNKNOWN else policy.up_after
