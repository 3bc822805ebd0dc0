"""Who sends: from a source address to a device. What a message says about its sender is a claim, not an identity."""

import ipaddress
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from watchkeeper.estate.drivers.protocol import SnmpCredential
from watchkeeper.observe.messages.clocks import BootClock

MOST_STRANGERS: Final = 20_000


@dataclass(slots=True)
class Sender:
    """A sender of messages. ``device_id`` is 0 for one that is no device of the inventory."""

    address: str
    device_id: int = 0
    device: str = ""
    platform: str = ""
    boot: BootClock = field(default_factory=BootClock)


@dataclass(frozen=True, slots=True)
class KnownDevice:
    """A device as the directory takes it; ``credential`` opens its v3 notifications."""

    device_id: int
    name: str
    address: str
    platform: str
    engine_id: str = ""
    sysname: str = ""
    credential: SnmpCredential | None = None


class Directory:
    """Devices by address. Strangers are kept apart, and only so many of them."""

    def __init__(self, trusted_relays: Iterable[str] = ()) -> None:
        self._trusted = frozenset(map(canonical, trusted_relays))
        self._senders: dict[str, Sender] = {}
        self._by_name: dict[str, Sender] = {}
        self._strangers: dict[str, Sender] = {}
        self._users: dict[str, list[SnmpCredential]] = {}

    def learn(self, devices: Iterable[KnownDevice]) -> None:
        """Take over the devices of the inventory; clocks that are known are kept."""
        senders: dict[str, Sender] = {}
        names: dict[str, Sender] = {}
        users: dict[str, list[SnmpCredential]] = {}
        for device in devices:
            address = canonical(device.address)
            known = self._senders.get(address)
            boot = known.boot if known is not None and known.device_id == device.device_id else BootClock()
            sender = Sender(address, device.device_id, device.name, device.platform, boot)
            senders.setdefault(address, sender)
            for name in (device.name, device.sysname):
                names.setdefault(name.lower().partition(".")[0], sender)
            credential = device.credential
            if credential is not None and credential.version == "3":
                known_users = users.setdefault(credential.user, [])
                if credential not in known_users:
                    known_users.append(credential)
        self._senders, self._by_name, self._users = senders, names, users
        self._strangers.clear()

    def sender(self, address: str) -> Sender:
        """Return who sends from ``address``."""
        found = self._senders.get(address) or self._strangers.get(address)
        if found is None:
            plain = canonical(address)
            found = self._senders.get(plain)
            if found is None:
                if len(self._strangers) >= MOST_STRANGERS:
                    self._strangers.clear()
                found = self._strangers[address] = Sender(plain)
        return found

    def behind(self, relay: str, claimed: str) -> Sender:
        """Return the device that ``claimed`` names when ``relay`` is trusted, else the relay itself."""
        if claimed and self._trusted and canonical(relay) in self._trusted:
            found = self._senders.get(canonical(claimed)) or self._by_name.get(claimed.lower().partition(".")[0])
            if found is not None:
                return found
        return self.sender(relay)

    def credentials_of(self, user: str) -> list[SnmpCredential]:
        """Return the v3 credentials of a user name."""
        return self._users.get(user, [])

    @property
    def users(self) -> Mapping[str, list[SnmpCredential]]:
        """Every v3 user that a device has."""
        return self._users


def canonical(address: str) -> str:
    """Return an address in one spelling; IPv4 inside IPv6 is IPv4. A host name stays as it is."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address.lower()
    mapped = getattr(found, "ipv4_mapped", None)
    return str(mapped or found)
