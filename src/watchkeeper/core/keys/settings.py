"""The settings of the master key."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, Field

KeyProvider = Literal["local", "kubernetes", "vault_kv", "vault_transit"]


class HashicorpSettings(BaseModel):
    """How HashiCorp Vault (or OpenBao) is reached."""

    url: str = Field(default="https://127.0.0.1:8200", description="Address of Vault.")
    namespace: str | None = Field(default=None, description="Namespace, where Vault has them.")
    token_file: Path | None = Field(
        default=None, description="File with the token, read anew for each login. Default: the variable VAULT_TOKEN."
    )
    kubernetes_role: str | None = Field(
        default=None, description="Log in with the pod's service account under this role instead of a token."
    )
    kubernetes_token_file: Path = Field(
        default=Path("/var/run/secrets/kubernetes.io/serviceaccount/token"),
        description="The pod's service account token.",
    )
    ca_file: Path | None = Field(default=None, description="Certificates that Vault's is checked against.")
    timeout_s: float = Field(default=10.0, gt=0, description="Longest wait for an answer.")
    kv_mount: str = Field(default="secret", description="Where the KV version 2 engine is mounted.")
    kv_path: str = Field(default="watchkeeper/master-key", description="Secret whose versions are the master keys.")
    kv_field: str = Field(default="key", description="Field of the secret that holds the key.")
    transit_mount: str = Field(default="transit", description="Where the transit engine is mounted.")
    transit_key: str = Field(default="watchkeeper", description="Transit key that wraps the master key.")


class KeySettings(BaseModel):
    """Where the master key comes from."""

    provider: KeyProvider = Field(
        default="local",
        description="local: WATCHKEEPER_MASTER_KEY or master.key in the data directory. kubernetes: a mounted secret. "
        "vault_kv: a secret of HashiCorp Vault. vault_transit: master.key.wrapped in the data directory, "
        "wrapped by a transit key that never leaves Vault.",
    )
    mounted_path: Path = Field(
        default=Path("/etc/watchkeeper/master-key"),
        description="kubernetes: the mounted file, or a directory whose files are keys, the newest name first.",
    )
    reload_interval_s: float = Field(default=30.0, gt=0, description="How often a changed key is looked for.")
    hashicorp: HashicorpSettings = Field(default=HashicorpSettings(), description="HashiCorp Vault.")
