"""The drivers as discovery needs them: pings and identification without a device in the inventory."""

from collections.abc import Sequence

from watchkeeper.core.egress.policy import FORBIDDEN
from watchkeeper.core.errors import UnavailableError
from watchkeeper.estate.drivers.icmp.pinger import IcmpPinger
from watchkeeper.estate.drivers.protocol import Outcome, SnmpCredential
from watchkeeper.estate.drivers.snmp.driver import SnmpDriver
from watchkeeper.estate.inventory.discovery.ports import IdentifyResult, PingResult


class PingDeniedError(UnavailableError):
    """The system does not let us send echoes."""

    code = "ping_denied"


class IcmpSignOfLife:
    """Implements ``Pinger`` with the ICMP driver."""

    def __init__(self, pinger: IcmpPinger) -> None:
        self._pinger = pinger

    async def ping(self, addresses: Sequence[str]) -> list[PingResult]:
        """Ping every address; one that the egress policy forbids is not asked and does not answer.

        Raises PingDeniedError when no echo may be sent at all.
        """
        tallies = await self._pinger.ping(addresses)
        asked = [tally for tally in tallies.values() if tally.reason != FORBIDDEN]
        denied = [tally for tally in asked if tally.outcome is Outcome.DENIED]
        if denied and len(denied) == len(asked):
            raise PingDeniedError(f"No address could be pinged: {denied[0].reason}", hint="Run `wk doctor`.")
        return [
            PingResult(address, bool(tally.up), min(tally.rtts_ms, default=None)) for address, tally in tallies.items()
        ]


class SnmpIdentifier:
    """Implements ``Identifier`` with the SNMP driver."""

    def __init__(self, driver: SnmpDriver) -> None:
        self._driver = driver

    async def identify(self, address: str, port: int, credential: SnmpCredential) -> IdentifyResult:
        """Ask one agent who it is."""
        found = await self._driver.identify(address, port, credential)
        said = found.report
        return IdentifyResult(
            outcome=found.outcome,
            identity=found.identity,
            platform=found.platform,
            vendor=said.vendor or "",
            os=said.os or "",
            os_version=said.os_version or "",
            model=said.model or "",
            reason=found.reason,
        )
