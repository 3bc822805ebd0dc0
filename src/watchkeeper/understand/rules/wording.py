"""What the alert of a rule is about, and what it says."""

from typing import Final

SOURCE: Final = "rules"
"""The source that alerts of rules have."""
_PREFIX: Final = {"interface": "if", "optics": "if", "availability": "node"}


def entity_of(source: str, device_name: str, name: str, kind: str = "") -> str:
    """Return the alert's object: ``if:DEVICE:PORT`` for ports, ``node:DEVICE`` for the device itself."""
    if not device_name:
        return "platform:poller"
    port = source in {"interface", "optics"} or kind.startswith("interface_")
    if not name or source == "availability":
        return f"node:{device_name}"
    prefix = "if" if port else "peer" if source == "event" else _PREFIX.get(source, source)
    return f"{prefix}:{device_name}:{name}"[:600]


def summary_of(
    template: str, *, device: str, name: str, value: float | None, unit: str, before: str = "", after: str = ""
) -> str:
    """Return a summary with its places filled; what comes from devices is text and nothing else."""
    shown = "?" if value is None else f"{value:.3g}" if abs(value) < 1000 else f"{value:,.0f}"  # noqa: PLR2004
    filled = template
    places = {"value": shown, "unit": unit, "before": before, "after": after, "object": name, "device": device}
    for place, text in ((f"{{{place}}}", text) for place, text in places.items()):
        filled = filled.replace(place, _plain(text))
    return filled[:2000]


def _plain(text: str) -> str:
    return "".join(one if one.isprintable() else " " for one in text).replace("{", "(").replace("}", ")")
