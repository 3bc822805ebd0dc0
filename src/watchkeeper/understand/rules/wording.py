"""What the alert of a rule is about, and what it says."""

from typing import Final

from watchkeeper.understand.rules.schemas import AlertRuleIn
from watchkeeper.understand.rules.shipped import shipped

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


def said_by(
    key: str,
    rule: AlertRuleIn,
    *,
    device: str,
    name: str,
    value: float | None = None,
    unit: str = "",
    before: str = "",
    after: str = "",
) -> tuple[str, dict[str, object] | None]:
    """Return what the alert of a rule says; and, where those are shipped words, the rule and what fills its summary.

    What comes from devices is text and nothing else.
    """
    shown = "?" if value is None else f"{value:.3g}" if abs(value) < 1000 else f"{value:,.0f}"  # noqa: PLR2004
    places = {"value": shown, "unit": unit, "before": before, "after": after, "object": name, "device": device}
    facts = {place: _plain(text) for place, text in places.items()}
    template = rule.summary or rule.name
    filled = template
    for place, text in facts.items():
        filled = filled.replace(f"{{{place}}}", text)
    as_shipped = key in shipped() and template == shipped()[key].summary
    named = {place: text for place, text in facts.items() if f"{{{place}}}" in template}
    return filled[:2000], {"code": key, "facts": named} if as_shipped else None


def _plain(text: str) -> str:
    return "".join(one if one.isprintable() else " " for one in text).replace("{", "(").replace("}", ")")
