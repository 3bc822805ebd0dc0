"""Time zones by their IANA names."""

from zoneinfo import ZoneInfo


def known_zone(name: str) -> str:
    """Return ``name`` when it is a time zone. Raises ValueError when it is none."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"{name!r} is no time zone; use a name such as Europe/Berlin") from error
    return name
