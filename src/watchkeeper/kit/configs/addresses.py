"""Addresses as command lines write them: mask or length, wildcard, range."""

from ipaddress import IPv4Address, ip_address, ip_network
from typing import Final

from watchkeeper.kit.configs.model import Network

_ALL_ONES: Final = 0xFFFFFFFF


def with_length(words: tuple[str, ...]) -> str | None:
    """Return ``a/len`` from ``a/len ...`` or ``a mask ...``; None when the words hold no address."""
    if not words:
        return None
    if "/" in words[0]:
        return words[0]
    if len(words) > 1 and is_address(words[0]) and is_address(words[1]):
        return f"{words[0]}/{words[1]}"
    return None


def is_address(text: str) -> bool:
    """Return whether ``text`` is an IPv4 or IPv6 address without a length."""
    try:
        ip_address(text.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    return True


def network(text: str) -> Network | None:
    """Return the network that ``text`` (``a/len`` or ``a/mask``) lies in, or None."""
    try:
        return ip_network(text, strict=False)
    except ValueError:
        return None


def wildcard(address: str, mask: str) -> tuple[int, int] | None:
    """Return (address, wildcard) as integers, for OSPF's ``network`` statements."""
    try:
        return int(IPv4Address(address)), int(IPv4Address(mask))
    except ValueError:
        return None


def matches(ip: IPv4Address, rule: tuple[int, int]) -> bool:
    """Return whether ``ip`` falls under a wildcard rule."""
    return (int(ip) ^ rule[0]) & ~rule[1] & _ALL_ONES == 0


def as_number(text: str) -> int | None:
    """Return an autonomous system number written plainly or as ``high.low`` (RFC 5396)."""
    if text.isdigit():
        return int(text)
    high, _, low = text.partition(".")
    return (int(high) << 16) + int(low) if high.isdigit() and low.isdigit() else None
