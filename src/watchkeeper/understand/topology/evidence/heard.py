"""Evidence from LLDP and CDP: who said what on which port, resolved to devices and ports we know.

A neighbour is identified by its chassis first, then its management address, then its name. A name that two devices
share, or an empty one, identifies nobody; what the row does say is kept. When two devices of a name could be meant, the
one whose own table points back is meant.
"""

import re

from watchkeeper.understand.topology.identity import Directory, host_part, only
from watchkeeper.understand.topology.links import End, Sighting
from watchkeeper.understand.topology.view import Claim, DeviceView

_MAC = re.compile(r"^([0-9a-f]{2}[:.-]?){5}[0-9a-f]{2}$", re.IGNORECASE)


def heard(directory: Directory) -> list[Sighting]:
    """Return one sighting for each claim; a neighbour that nobody knows appears under the name it gave."""
    return [_sighting(directory, view, claim) for view in directory.views.values() for claim in view.claims]


def _sighting(directory: Directory, view: DeviceView, claim: Claim) -> Sighting:
    device, conflicts = _device(directory, view, claim)
    port = _port(directory, device, claim)
    return Sighting(
        source=claim.source,
        a=End(view.name, directory.base(view.name, claim.port)),
        b=End(device, port),
        seen_by=frozenset({view.name}),
        detail=f"{claim.port} hears {claim.remote_name or claim.remote_chassis or 'a neighbour without a name'} "
        f"{claim.remote_port or claim.remote_port_description}".strip(),
        units=(claim.port, ""),
        conflicts=conflicts,
    )


def _device(directory: Directory, view: DeviceView, claim: Claim) -> tuple[str, tuple[str, ...]]:
    candidates: set[str] = set()
    for found in (
        directory.by_chassis(claim.remote_chassis),
        {holder.device for holder in directory.holders(claim.remote_address)} if claim.remote_address else set(),
        directory.by_name(claim.remote_name),
    ):
        candidates = (candidates & found) or candidates if candidates and found else candidates or found
        if len(candidates) == 1:
            break
    candidates.discard(view.name)
    if len(candidates) > 1:
        back = {name for name in candidates if _points_back(directory, name, view, claim)}
        if len(back) != 1:
            return _unknown(claim), (f"{' and '.join(sorted(candidates))} both go by {claim.remote_name!r}",)
        candidates = back
    return only(candidates) or _unknown(claim), ()


def _unknown(claim: Claim) -> str:
    return claim.remote_name.strip() or claim.remote_chassis or claim.remote_address or "unnamed neighbour"


def _points_back(directory: Directory, name: str, view: DeviceView, claim: Claim) -> bool:
    mine = {host_part(n) for n in (view.name, *view.names)}
    port = directory.base(name, _port(directory, name, claim))
    return any(
        (host_part(other.remote_name) in mine or view.name in directory.by_chassis(other.remote_chassis))
        and directory.base(name, other.port) == port
        for other in directory.views[name].claims
    )


def _port(directory: Directory, device: str, claim: Claim) -> str:
    """Return the neighbour's port in its own spelling; by name, by MAC, by its number; else as it was said."""
    view = directory.views.get(device)
    if view is None:
        return claim.remote_port or claim.remote_port_description
    for said in (claim.remote_port, claim.remote_port_description):
        if directory.port(device, said) is not None:
            return directory.base(device, said)
    if _MAC.match(claim.remote_port):
        same = [port.name for port in view.ports if port.mac and port.mac.lower() == claim.remote_port.lower()]
        if len(same) == 1:
            return directory.base(device, same[0])
    if claim.remote_port.isdigit():
        same = [port.name for port in view.ports if port.if_index == int(claim.remote_port)]
        if len(same) == 1:
            return directory.base(device, same[0])
    described = [p.name for p in view.ports if p.description and p.description == claim.remote_port_description]
    if len(described) == 1:
        return directory.base(device, described[0])
    return claim.remote_port or claim.remote_port_description
