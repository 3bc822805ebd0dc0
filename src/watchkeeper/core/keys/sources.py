"""Which source of keys the settings name."""

from pathlib import Path

from watchkeeper.core.keys.hashicorp import VaultKv, VaultTransit
from watchkeeper.core.keys.providers import KeySource, LocalKeys, MountedKeys
from watchkeeper.core.keys.settings import KeySettings


def key_source(settings: KeySettings, data_dir: Path) -> KeySource:
    """Return the source that ``settings`` names."""
    match settings.provider:
        case "kubernetes":
            return MountedKeys(settings.mounted_path)
        case "vault_kv":
            return VaultKv(settings.hashicorp)
        case "vault_transit":
            return VaultTransit(settings.hashicorp, data_dir)
        case "local":
            return LocalKeys(data_dir)
