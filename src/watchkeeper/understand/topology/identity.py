"""Whose name, address or identifier is this: look-ups over all views that say "ambiguous" rather than pick."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import NamedTuple

from watchkeeper.kit.configs.names import canonical, key, port_of
from watchkeeper.understand.topology.view import DeviceView, Port


class Holder(NamedTuple):
    """An interface that holds an address."""

    device: str
    port: str
    vrf: str
    role: str


class Directory:
    """Indexes over the views of one fusion."""

    def __init__(self, views: Sequence[DeviceView]) -> None:
        self.views = {view.name: view for view in views}
        self._names: dict[str, set[str]] = defaultdict(set)
        self._ids: dict[str, set[str]] = defaultdict(set)
        self._chassis: dict[str, set[str]] = defaultdict(set)
        self._holders: dict[IPv4Address | IPv6Address, list[Holder]] = defaultdict(list)
        self._ports: dict[str, dict[str, Port]] = {}
        for view in views:
            self._add(view)

    def _add(self, view: DeviceView) -> None:
        for name in (view.name, *view.names):
            self._names[host_part(name)].add(view.name)
        for identifier in (*view.router_ids, *view.system_ids):
            self._ids[identifier.lower()].add(view.name)
        for chassis in view.chassis:
            self._chassis[bare(chassis)].add(view.name)
        ports: dict[str, Port] = {}
        for port in view.ports:
            if port.mac and port.kind != "management":
                self._chassis[bare(port.mac)].add(view.name)
            for spelling in (port.name, *port.aliases):
                ports.setdefault(key(spelling, view.platform), port)
            if port.unnumbered is None:
                for address in port.addresses:
                    self._holders[address.ip.ip].append(Holder(view.name, port.name, port.vrf, address.role))
        self._ports[view.name] = ports

    def by_name(self, name: str) -> set[str]:
        """Return the devices that go by ``name`` (host part, case ignored). An empty name is nobody's.

        A name that ends with an asterisk was cut off by who displayed it: all that begin like it are meant.
        """
        if name.endswith("*") and len(name) > 1:
            start = name[:-1].lower()
            return {device for full, devices in self._names.items() if full.startswith(start) for device in devices}
        return set(self._names.get(host_part(name), ())) if name.strip() else set()

    def by_id(self, identifier: str) -> set[str]:
        """Return the devices with router id or IS-IS system id ``identifier``."""
        return set(self._ids.get(identifier.strip().lower(), ()))

    def by_chassis(self, chassis: str) -> set[str]:
        """Return the devices with this LLDP chassis identifier or port MAC."""
        return set(self._chassis.get(bare(chassis), ())) if bare(chassis) else set()

    def holders(self, address: str) -> list[Holder]:
        """Return the interfaces that hold ``address``, virtual addresses left out."""
        try:
            found = self._holders.get(ip_address(address.split("%", maxsplit=1)[0].split("/", maxsplit=1)[0]), [])
        except ValueError:
            return []
        return [holder for holder in found if holder.role != "virtual"]

    def port(self, device: str, name: str) -> Port | None:
        """Return the interface of ``device`` that ``name`` spells, exactly."""
        view = self.views.get(device)
        if view is None or not name:
            return None
        return self._ports[device].get(key(name, view.platform))

    def base(self, device: str, name: str) -> str:
        """Return the port that carries interface ``name`` of ``device``, in the device's own spelling."""
        found = self.port(device, name)
        if found is not None:
            parent = self.port(device, found.parent) if found.parent else None
            return parent.name if parent is not None else found.parent or found.name
        view = self.views.get(device)
        return port_of(canonical(name, view.platform if view else ""))

    def kind(self, device: str, name: str) -> str:
        """Return the kind of the port that carries ``name``; ``physical`` for ports of devices we cannot see."""
        found = self.port(device, name)
        return found.kind if found is not None else "physical"


def host_part(name: str) -> str:
    """Return a system name without its domain, in lower case; an address stays whole."""
    text = name.strip().lower()
    if re.fullmatch(r"[\d.]+|[0-9a-f:]+", text):
        return text
    return re.sub(r"\(.*\)$", "", text).split(".")[0]


def bare(chassis: str) -> str:
    """Return a MAC or identifier without separators, in lower case."""
    return re.sub(r"[^0-9a-z]", "", chassis.lower())


def only(candidates: Iterable[str]) -> str | None:
    """Return the one candidate, or None when there is none or more than one."""
    found = set(candidates)
    return found.pop() if len(found) == 1 else None
