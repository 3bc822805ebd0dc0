"""What a configuration says of a device's place, as JSON and back: its facts, without the text and its secrets."""

from dataclasses import asdict, dataclass, replace
from ipaddress import ip_network
from typing import Any

from watchkeeper.kit.configs.model import BgpNeighbour, BgpRange
from watchkeeper.understand.topology.stored import from_json, service_in, to_json
from watchkeeper.understand.topology.view import DeviceView

_KEPT = ("vrfs", "label_switching", "reflects", "problems")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a configuration came from.

    Args:
        source: ``upload`` or ``ssh``.
        by: Who gave it or had it read.
        lines: Of the text.
        digest: SHA-256 of the text, hexadecimal, to tell whether another one is the same.
    """

    source: str
    by: str
    lines: int
    digest: str


def written(view: DeviceView, origin: Origin) -> dict[str, object]:
    """Return what is kept of a configuration."""
    facts: dict[str, Any] = {key: getattr(view, key) for key in _KEPT}
    facts["neighbours"] = [asdict(neighbour) for neighbour in view.neighbours]
    facts["ranges"] = [{**asdict(one), "network": str(one.network)} for one in view.ranges]
    facts["services"] = [asdict(service) for service in view.services]
    return {"origin": asdict(origin), "facts": facts, "view": to_json(view)}


def origin_in(document: dict[str, Any]) -> Origin:
    """Return where what `written` wrote came from."""
    return Origin(**document["origin"])


def view_in(document: dict[str, Any], name: str) -> DeviceView:
    """Return the view that `written` wrote, of the device that is called ``name`` by now."""
    facts = document["facts"]
    return replace(
        from_json({**document["view"], "name": name}),
        neighbours=tuple(BgpNeighbour(**{**row, "families": tuple(row["families"])}) for row in facts["neighbours"]),
        ranges=tuple(BgpRange(**{**row, "network": ip_network(row["network"])}) for row in facts["ranges"]),
        vrfs=tuple(facts["vrfs"]),
        label_switching=facts["label_switching"],
        reflects=facts["reflects"],
        services=tuple(service_in(row) for row in facts.get("services", [])),
        problems=tuple(facts["problems"]),
        asked=frozenset(),
    )
