"""Which addresses to look at: ranges of IPv4 and IPv6 literals, minus exclusions, never unfolded as a whole."""

import ipaddress
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from watchkeeper.core.errors import InvalidInputError

_FIRST_WITH_HOSTS_ONLY = 30  # RFC 3021: a /31 has no network and broadcast address, nor has a single host
_MOST_ITEMS = 10_000

Span = tuple[int, int, int]
"""(IP version, first, last) as integers, both ends included."""


class InvalidTargetsError(InvalidInputError):
    """A target is not understood, or there are too many addresses or none."""

    code = "invalid_targets"


class TargetSet:
    """Distinct addresses in numeric order, IPv4 before IPv6; a slice of them costs only what it returns."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = _merged(spans)
        self._ends = list(accumulate(last - first + 1 for _, first, last in self._spans))

    @property
    def size(self) -> int:
        """How many addresses there are; an IPv6 network has more than ``len()`` could say."""
        return self._ends[-1] if self._ends else 0

    def slice(self, start: int, stop: int) -> list[str]:
        """Return the addresses from position ``start`` up to, not including, ``stop``."""
        found: list[str] = []
        position = max(0, start)
        while position < min(stop, self.size):
            index = bisect_right(self._ends, position)
            version, first, last = self._spans[index]
            began = self._ends[index] - (last - first + 1)
            offset = position - began
            take = min(self._ends[index], stop) - position
            found += [_address(version, first + offset + step) for step in range(take)]
            position += take
        return found


def expand(targets: Sequence[str], exclude: Sequence[str] = (), *, most: int) -> TargetSet:
    """Return the addresses of ``targets`` that are not in ``exclude``.

    An item is an address (``192.0.2.1``), a network (``192.0.2.0/24``) or a range (``192.0.2.1-192.0.2.9``,
    ``192.0.2.1-9``). Network and broadcast address of an IPv4 network are left out. Raises InvalidTargetsError naming
    the item, and when more than ``most`` addresses remain or none.
    """
    if len(targets) + len(exclude) > _MOST_ITEMS:
        raise InvalidTargetsError(f"More than {_MOST_ITEMS} targets and exclusions were given.")
    wanted = _merged(parse(item, hosts_only=True) for item in targets)
    unwanted = _merged(parse(item, hosts_only=False) for item in exclude)
    found = TargetSet(_without(wanted, unwanted))
    if found.size > most:
        raise InvalidTargetsError(
            f"The targets are {found.size} addresses, more than {most}.",
            hint="Take smaller ranges, or several discoveries.",
        )
    if not found.size:
        raise InvalidTargetsError("No address remains to look at.", hint="Check targets and exclusions.")
    return found


def parse(item: str, *, hosts_only: bool) -> Span:
    """Return the span of one item. Raises InvalidTargetsError."""
    text = item.strip()
    try:
        if "-" in text:
            return _range(text)
        network = ipaddress.ip_network(text, strict=False)
    except ValueError as error:
        raise InvalidTargetsError(
            f"{item!r} is not an address, a network or a range of addresses.",
            hint="Examples: 192.0.2.1, 192.0.2.0/24, 192.0.2.1-192.0.2.9, 2001:db8::/120.",
        ) from error
    first, last = int(network.network_address), int(network.broadcast_address)
    if hosts_only and network.version == 4 and network.prefixlen <= _FIRST_WITH_HOSTS_ONLY:  # noqa: PLR2004  # IPv4
        first, last = first + 1, last - 1
    return network.version, first, last


def _range(text: str) -> Span:
    left, _, right = (part.strip() for part in text.partition("-"))
    first = ipaddress.ip_address(left)
    if right.isascii() and right.isdigit() and first.version == 4:  # noqa: PLR2004  # the last octet of an IPv4 address
        right = left.rpartition(".")[0] + "." + right
    last = ipaddress.ip_address(right)
    if first.version != last.version or int(last) < int(first):
        raise ValueError("the range runs backwards or mixes IPv4 and IPv6")
    return first.version, int(first), int(last)


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for version, first, last in sorted(spans):
        if merged and merged[-1][0] == version and first <= merged[-1][2] + 1:
            merged[-1] = (version, merged[-1][1], max(last, merged[-1][2]))
        else:
            merged.append((version, first, last))
    return merged


def _without(wanted: Sequence[Span], unwanted: Sequence[Span]) -> list[Span]:
    left: list[Span] = []
    for version, first, last in wanted:
        start = first
        for other, out_first, out_last in unwanted:
            if other != version or out_last < start or out_first > last:
                continue
            if out_first > start:
                left.append((version, start, out_first - 1))
            start = out_last + 1
        if start <= last:
            left.append((version, start, last))
    return left


def _address(version: int, value: int) -> str:
    return str(ipaddress.IPv4Address(value) if version == 4 else ipaddress.IPv6Address(value))  # noqa: PLR2004  # IPv4
