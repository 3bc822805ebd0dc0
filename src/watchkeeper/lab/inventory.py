"""The devices of a lab as a list that `wk device import` takes."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from watchkeeper.lab.world.network import Network
    from watchkeeper.lab.world.topology import Node

INVENTORY_NAME: Final = "inventory.yaml"


@dataclass(frozen=True, slots=True)
class LabDevice:
    """A device of a lab and where it answers."""

    name: str
    address: str
    snmp_port: int
    site: str
    community: str
    role: str
    platform: str

    @classmethod
    def of(cls, network: "Network", node: "Node", address: str, port: int, community: str) -> "LabDevice":
        """Describe an emulated device."""
        platform = network.model(node).key.split("-", 1)[0]
        return cls(node.name, address, port, node.site.name, community, node.role, platform)

    def as_json(self) -> dict[str, object]:
        """Return plain JSON values."""
        return asdict(self)

    def as_import(self) -> dict[str, object]:
        """Return the device as a row of an import file."""
        return {
            "name": self.name,
            "address": self.address,
            "port": self.snmp_port,
            "site": self.site,
            "tags": ["lab", self.role],
        }


def write_inventory(directory: Path, devices: Sequence[LabDevice], name: str = INVENTORY_NAME) -> Path:
    """Write the import file into ``directory`` and return its path."""
    import yaml

    path = directory / name
    rows = {"devices": [device.as_import() for device in devices]}
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    text = yaml.dump(rows, Dumper=dumper, allow_unicode=True, sort_keys=False)
    temporary = path.with_suffix(".tmp")
    temporary.write_text(text, encoding="utf-8")
    temporary.chmod(0o600)
    temporary.replace(path)
    return path
