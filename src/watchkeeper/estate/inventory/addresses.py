"""Addresses of devices: IPv4 and IPv6 literals in one spelling, and host names."""

import ipaddress
import re

_LABEL = re.compile(r"(?!-)[A-Za-z0-9_-]{1,63}(?<!-)")
_MAX_NAME = 253
_LOOKS_LIKE_IPV4 = re.compile(r"[0-9.]+")


def normalise_address(text: str) -> str:
    """Return ``text`` as it is stored: an address in its shortest form, or a host name in lower case.

    Raises ValueError with a sentence for people.
    """
    stripped = text.strip()
    bare = stripped[1:-1] if stripped.startswith("[") and stripped.endswith("]") else stripped
    try:
        return str(ipaddress.ip_address(bare))
    except ValueError:
        pass
    name = bare.rstrip(".").lower()
    if _LOOKS_LIKE_IPV4.fullmatch(name) or ":" in name:
        raise ValueError(f"{text!r} is not an IP address")
    if not name or len(name) > _MAX_NAME or not all(_LABEL.fullmatch(label) for label in name.split(".")):
        raise ValueError(f"{text!r} is neither an IP address nor a host name")
    return name


def clean_name(text: str) -> str:
    """Return a device, site or tag name without surrounding blanks.

    Raises ValueError when nothing is left, it is longer than 255 characters or holds control characters.
    """
    stripped = text.strip()
    if not stripped:
        raise ValueError("the name is empty")
    if len(stripped) > 255:  # noqa: PLR2004  # the column's width
        raise ValueError("the name is longer than 255 characters")
    if not stripped.isprintable():
        raise ValueError(f"{stripped!r} holds control characters")
    return stripped
