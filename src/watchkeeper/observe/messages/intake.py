"""The bounded queues between sockets and readers. What does not fit is dropped and counted, never silently."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple


class Received(NamedTuple):
    """One datagram, or one message of a stream. ``at_ns`` is the receipt since the epoch; ``answer`` sends back."""

    octets: bytes
    source: str
    at_ns: int
    answer: Callable[[bytes], None] | None = None


@dataclass(slots=True)
class Intake:
    """A queue of one protocol. ``wake`` is called when it stops being empty."""

    protocol: str
    limit: int
    wake: Callable[[], None] = field(default=lambda: None)
    received: int = 0
    dropped: int = 0
    _waiting: deque[Received] = field(default_factory=deque)

    def __len__(self) -> int:
        """Return how many wait."""
        return len(self._waiting)

    @property
    def full(self) -> bool:
        """Whether the next message would be dropped."""
        return len(self._waiting) >= self.limit

    def put(self, message: Received) -> bool:
        """Queue a message; False when it had to be dropped."""
        self.received += 1
        if self.full:
            self.dropped += 1
            return False
        self._waiting.append(message)
        if len(self._waiting) == 1:
            self.wake()
        return True

    def take(self, most: int) -> list[Received]:
        """Return up to ``most`` messages, oldest first."""
        waiting = self._waiting
        return [waiting.popleft() for _ in range(min(most, len(waiting)))]
