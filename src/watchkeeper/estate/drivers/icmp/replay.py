"""The ICMP driver's twin: the same results from scripted answers, without a socket."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from watchkeeper.estate.drivers.icmp.collection import collection
from watchkeeper.estate.drivers.icmp.tally import EchoTally, tally
from watchkeeper.estate.drivers.protocol import Collection, CollectRequest

Script = Sequence[float | None] | str
"""Round trips in ms, None for a lost echo; or the text of a destination-unreachable."""


class ReplayIcmpDriver:
    """Answers from ``script`` by address; an address that is not in it is silent. ``script`` may change."""

    name: ClassVar[str] = "icmp"

    def __init__(self, script: Mapping[str, Script] | None = None, *, echoes: int = 3) -> None:
        self.script: dict[str, Script] = dict(script or {})
        self.requests: list[CollectRequest] = []
        self._echoes = echoes

    async def collect(self, request: CollectRequest) -> Collection:
        """Return what the script says."""
        self.requests.append(request)
        tallies = {target.address: self._tally(target.address) for target in request.targets}
        return collection(request, tallies, 0.0)

    def _tally(self, address: str) -> EchoTally:
        script = self.script.get(address, [None] * self._echoes)
        if isinstance(script, str):
            return tally(1, (), script)
        return tally(len(script), [rtt for rtt in script if rtt is not None])

    async def aclose(self) -> None:
        """There is nothing to release."""
