"""What polling needs to know of a device: everything to ask it, nothing more."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from watchkeeper.estate.drivers.protocol import Identity, SnmpCredential, Target


@dataclass(frozen=True, slots=True)
class WatchedDevice:
    """An enabled device as planning sees it."""

    device_id: int
    driver: str
    interval_s: int


@dataclass(frozen=True, slots=True)
class PollTarget:
    """An enabled device. ``credential`` is None when none is assigned or it does not open."""

    device_id: int
    name: str
    address: str
    port: int
    driver: str
    platform: str
    interval_s: int
    site_id: int | None
    state: str
    identity_state: str
    credential: SnmpCredential | None
    credential_id: int | None
    known: Identity
    driver_options: Mapping[str, object] = field(default_factory=dict)
    memory: Mapping[str, object] = field(default_factory=dict)

    def as_target(self) -> Target:
        """Return what a driver is given."""
        return Target(
            device_id=self.device_id,
            address=self.address,
            port=self.port,
            credential=self.credential,
            platform=self.platform or None,
            known=self.known if self.known != Identity() else None,
            memory=self.memory,
        )
