"""Which addresses a request that leaves on a user's behalf may reach: those of the public Internet, and few besides."""

import ipaddress
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from watchkeeper.core.errors import InvalidInputError

if TYPE_CHECKING:
    from watchkeeper.core.egress.settings import EgressSettings  # drivers do without pydantic's start-up time

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

METADATA: Final = frozenset(
    ipaddress.ip_address(address)
    for address in ("169.254.169.254", "169.254.170.2", "100.100.100.200", "168.63.129.16", "fd00:ec2::254")
)
"""Metadata services of clouds, which hand out credentials: only an entry for just this address allows one."""

FORBIDDEN: Final = "the policy for outbound requests does not let this address be asked (egress.allow)"
"""Why a device was not asked."""

Gate = Callable[[str], bool]
"""Tells whether an address, as text, may be reached; a host name may, as what it leads to is asked again."""

_BROADCAST: Final = ipaddress.ip_address("255.255.255.255")
_REMEMBERED: Final = 65_536
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052
_NAT64_LOCAL: Final = ipaddress.IPv6Network("64:ff9b:1::/48")  # RFC 8215
_COMPATIBLE: Final = ipaddress.IPv6Network("::/96")  # RFC 4291, deprecated


class EgressRefusedError(InvalidInputError):
    """The target of an outbound request is not one that may be reached."""

    code = "egress_refused"


@dataclass(frozen=True, slots=True)
class EgressPolicy:
    """Which addresses may be reached: those of the public Internet, and what is allowed besides.

    ``devices`` says that it is devices that are reached, which have private addresses as a rule: any address that is
    one machine's is allowed then, but for metadata services.
    """

    allowed: tuple[Network, ...] = ()
    timeout_s: float = 10.0
    max_answer_bytes: int = 1024 * 1024
    devices: bool = False

    @classmethod
    def of(cls, settings: "EgressSettings") -> "EgressPolicy":
        """Return the policy that settings describe."""
        return replace(
            cls.allowing(settings.allow), timeout_s=settings.timeout_s, max_answer_bytes=settings.max_answer_bytes
        )

    @classmethod
    def allowing(cls, networks: Iterable[str]) -> "EgressPolicy":
        """Return the policy that allows ``networks`` (CIDR) besides what everybody may reach."""
        return cls(tuple(ipaddress.ip_network(network) for network in networks))

    def for_devices(self) -> "EgressPolicy":
        """Return the policy for addresses of the inventory."""
        return replace(self, devices=True)

    def device_gate(self) -> Gate:
        """Return what polling asks about each address that it is about to use; an answer is remembered."""
        policy = self.for_devices()

        @lru_cache(maxsize=_REMEMBERED)
        def gate(text: str) -> bool:
            try:
                address = ipaddress.ip_address(text)
            except ValueError:
                return True
            return policy.permits(address)

        return gate

    def permits(self, address: Address) -> bool:
        """Say whether ``address``, and the IPv4 address inside of it if it carries one, may be reached."""
        return all(self._permits(each) for each in (address, *_inside(address)))

    def _permits(self, address: Address) -> bool:
        if address in METADATA:
            return any(address in network and network.num_addresses == 1 for network in self.allowed)
        if any(address in network for network in self.allowed if network.version == address.version):
            return True
        if isinstance(address, ipaddress.IPv6Address) and _inside(address):
            return True  # a way of writing the address inside, which is checked by itself
        if self.devices:
            return not (address.is_multicast or address.is_unspecified or address == _BROADCAST)
        return address.is_global and not address.is_multicast


def _inside(address: Address) -> tuple[Address, ...]:
    """Return the IPv4 address that an IPv6 one carries: mapped, translated or tunnelled."""
    if not isinstance(address, ipaddress.IPv6Address):
        return ()
    if address.ipv4_mapped is not None:
        return (address.ipv4_mapped,)
    if address.sixtofour is not None:
        return (address.sixtofour,)
    if address.teredo is not None:
        return address.teredo
    translated = address in _NAT64 or address in _NAT64_LOCAL
    if translated or (address in _COMPATIBLE and int(address) > 1):
        return (ipaddress.IPv4Address(int(address) & 0xFFFFFFFF),)
    return ()
