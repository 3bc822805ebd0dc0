"""What a link costs in its interior gateway protocol, each direction for itself.

A configured metric counts. Where the text gives none, the platform's documented default for a gigabit port does: ten in
IS-IS (ISO 10589's usual default), in OSPF reference bandwidth over interface bandwidth.
"""

from typing import Final

from watchkeeper.kit.configs.model import Circuit
from watchkeeper.understand.topology.identity import Directory
from watchkeeper.understand.topology.links import End, Link

_ISIS_DEFAULT: Final = 10
_ISIS_REFERENCE_BPS: Final = {"nxos": 40_000_000_000}
_OSPF_FIXED: Final = {"eos": 10, "cumulus": 100, "sros": 100}
_OSPF_REFERENCE_BPS: Final = {"nxos": 40_000_000_000, "frr": 100_000_000_000, "vyos": 100_000_000_000}
_REFERENCE_BPS: Final = 100_000_000  # RFC 2328's example, and the default of IOS, IOS XR and Junos
_USUAL_BPS: Final = 1_000_000_000
_OVERLOADED: Final = {"isis": 16_777_215}


def metrics_of(directory: Directory, link: Link) -> tuple[int | None, int | None, str | None]:
    """Return (metric of end a, metric of end b, protocol); None where no protocol runs over both ends of the link."""
    ours, theirs = _circuits(directory, link.a, link), _circuits(directory, link.b, link)
    for protocol in ("isis", "ospf", "ospf3"):
        if protocol in ours and protocol in theirs:
            a, b = ours[protocol], theirs[protocol]
            if not a.passive and not b.passive:
                return _metric(directory, link.a, a), _metric(directory, link.b, b), protocol
    return None, None, None


def port_metric(directory: Directory, device: str, unit: str) -> int | None:
    """Return the cost of leaving ``device`` over interface ``unit``, or None where no protocol runs there actively."""
    port = directory.port(device, unit)
    for protocol in ("isis", "ospf", "ospf3"):
        for circuit in port.circuits if port is not None else ():
            if circuit.protocol == protocol and not circuit.passive:
                return _metric(directory, End(device, directory.base(device, unit)), circuit)
    return None


def _circuits(directory: Directory, end: End, link: Link) -> dict[str, Circuit]:
    units = [s.units[0] if s.a == end else s.units[1] for s in link.sightings]
    found: dict[str, Circuit] = {}
    for name in dict.fromkeys([*units, end.interface]):
        port = directory.port(end.device, name)
        for circuit in port.circuits if port is not None else ():
            found.setdefault(circuit.protocol, circuit)
    return found


def _metric(directory: Directory, end: End, circuit: Circuit) -> int | None:
    value = circuit.metric if circuit.metric is not None else default_metric(directory, end, circuit.protocol)
    return None if value == _OVERLOADED.get(circuit.protocol) else value


def default_metric(directory: Directory, end: End, protocol: str) -> int:
    """Return what the platform of ``end`` charges when its configuration names no metric."""
    view = directory.views.get(end.device)
    platform = view.platform if view is not None else ""
    port = directory.port(end.device, end.interface)
    speed = (port.speed_bps if port is not None else None) or _USUAL_BPS
    if protocol == "isis":
        reference = _ISIS_REFERENCE_BPS.get(platform)
        return max(1, reference // speed) if reference else _ISIS_DEFAULT
    if platform in _OSPF_FIXED:
        return _OSPF_FIXED[platform]
    return max(1, _OSPF_REFERENCE_BPS.get(platform, _REFERENCE_BPS) // speed)
