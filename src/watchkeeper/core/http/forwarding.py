"""Which address a request comes from when proxies stand in front, as a pure function.

Each proxy appends the address it saw to ``X-Forwarded-For``. From the right, entries are as good as who wrote them:
those that trusted proxies wrote are believed, and the first address that is not a trusted proxy's is the client. What
stands further left was sent by the client and may say anything.
"""

import ipaddress
from collections.abc import Sequence

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def client_address(peer: str, forwarded_for: Sequence[str], trusted: Sequence[Network]) -> str:
    """Return the client's address. ``forwarded_for`` are the values of the headers, in order.

    The peer itself when it is no trusted proxy, or when what a trusted proxy wrote is no address.
    """
    client = peer
    entries = [entry.strip() for value in forwarded_for for entry in value.split(",")]
    while entries and is_within(client, trusted):
        try:
            client = str(ipaddress.ip_address(entries.pop()))
        except ValueError:
            break
    return client


def is_within(address: str, networks: Sequence[Network]) -> bool:
    """Say whether ``address`` is in one of ``networks``; text that is no address is in none."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = getattr(parsed, "ipv4_mapped", None)
    return any((mapped or parsed) in network for network in networks)
