"""What discovery needs from drivers, as protocols; the composition root hands in the adapters."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from watchkeeper.estate.drivers.protocol import Identity, Outcome, SnmpCredential


@dataclass(frozen=True, slots=True)
class PingResult:
    """Whether an address answered, and how fast."""

    address: str
    answered: bool
    rtt_ms: float | None = None


class Pinger(Protocol):
    """Asks addresses for a sign of life."""

    async def ping(self, addresses: Sequence[str]) -> list[PingResult]:
        """Return one result for each address, in any order.

        Silence is a result. Raises a WatchkeeperError, with a hint, when nothing can be sent at all (no permission, no
        network): the discovery then stops and shows it.
        """
        ...


@dataclass(frozen=True, slots=True)
class IdentifyResult:
    """What an agent said about itself. With an outcome other than OK or PARTIAL the rest is empty."""

    outcome: Outcome
    identity: Identity = field(default_factory=Identity)
    platform: str = ""
    vendor: str = ""
    os: str = ""
    os_version: str = ""
    model: str = ""
    reason: str = ""


class Identifier(Protocol):
    """Asks one agent who it is, with one credential."""

    async def identify(self, address: str, port: int, credential: SnmpCredential) -> IdentifyResult:
        """Return what the agent said. What a device does is an outcome and never raised."""
        ...
