"""What others call our devices and ports, such as NetBox does, under the names that we have for them. Pure."""

from collections.abc import Iterable
from dataclasses import replace

from watchkeeper.estate.inventory.identity import host_part
from watchkeeper.estate.inventory.naming import canonical
from watchkeeper.understand.alerts.lifecycle import Signal


class Names:
    """The names of our devices. Others may write them in capitals, with a domain or without."""

    def __init__(self, ours: Iterable[str]) -> None:
        self._ours = frozenset(ours)
        self._by_host: dict[str, set[str]] = {}
        for name in self._ours:
            self._by_host.setdefault(host_part(name), set()).add(name)

    def ours(self, name: str) -> str | None:
        """Return our name of a device; None when we have none, or cannot tell which of several is meant."""
        if name in self._ours:
            return name
        alike = self._by_host.get(host_part(name), set()) if name else set()
        return next(iter(alike)) if len(alike) == 1 else None


def port_of(device: str, interface: str) -> str:
    """Return the object that a port is, in the one spelling that its name has here."""
    return f"if:{device}:{canonical(interface)}"


def named_here(signal: Signal, names: Names) -> Signal:
    """Return ``signal`` with its device and port named as they are here; what is not ours stays as it is called."""
    kind, _, rest = signal.entity.partition(":")
    device = names.ours(signal.device_name)
    if device is None or kind not in {"node", "if"} or not rest.startswith(signal.device_name):
        return signal
    if kind == "node":
        return replace(signal, entity=f"node:{device}", device_name=device)
    return replace(signal, entity=port_of(device, rest[len(signal.device_name) + 1 :]), device_name=device)
