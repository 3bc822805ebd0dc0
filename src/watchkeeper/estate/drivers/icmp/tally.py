"""What the echoes to one address gave, and what that means."""

from collections.abc import Sequence
from dataclasses import dataclass

from watchkeeper.estate.drivers.protocol import Outcome


@dataclass(frozen=True, slots=True)
class EchoTally:
    """One address in one sweep. ``rtts_ms`` are the answered echoes in the order they were sent.

    ``outcome`` is ``OK`` when any echo was answered, else why none was; loss counts echoes, not targets.
    """

    sent: int
    rtts_ms: tuple[float, ...]
    outcome: Outcome
    reason: str = ""

    @property
    def up(self) -> bool | None:
        """Whether the address answered; None when it could not be asked."""
        return None if self.outcome in {Outcome.DENIED, Outcome.NOT_CONFIGURED} else bool(self.rtts_ms)

    @property
    def loss_ratio(self) -> float | None:
        """Share of sent echoes without an answer, 0..1; None when none was sent."""
        return 1 - len(self.rtts_ms) / self.sent if self.sent else None


def tally(sent: int, rtts_ms: Sequence[float], error: str = "", *, denied: bool = False) -> EchoTally:
    """Judge the echoes to one address.

    ``error`` is what a router, the host or the own system said; an answer outweighs it.
    """
    if rtts_ms:
        return EchoTally(sent, tuple(rtts_ms), Outcome.OK)
    if denied:
        return EchoTally(sent, (), Outcome.DENIED, error)
    if error:
        return EchoTally(sent, (), Outcome.UNREACHABLE, error)
    return EchoTally(sent, (), Outcome.TIMEOUT, f"no answer to {sent} echo request{'s' * (sent != 1)}")


def refused(reason: str) -> EchoTally:
    """Return the tally of an address that could not be asked at all."""
    return EchoTally(0, (), Outcome.DENIED, reason)


def unresolved(reason: str) -> EchoTally:
    """Return the tally of a name that has no address: nothing is known of the device behind it."""
    return EchoTally(0, (), Outcome.NOT_CONFIGURED, reason)
