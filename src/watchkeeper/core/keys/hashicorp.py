"""Master keys from HashiCorp Vault or OpenBao: a KV secret, or a file wrapped by a transit key."""

import base64
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchkeeper.core.crypto import generate_key, parse_key, replace_key_file
from watchkeeper.core.errors import ConfigurationError, UnavailableError
from watchkeeper.core.keys.providers import file_age_s
from watchkeeper.core.keys.settings import HashicorpSettings

if TYPE_CHECKING:
    import hvac

_FRACTION = re.compile(r"(\.\d{6})\d+")  # Vault gives nanoseconds
WRAPPED_FILE = "master.key.wrapped"
_OLDEST_KEPT = 10  # versions of a KV secret that are read as retired keys


class VaultKv:
    """A KV version 2 secret. Its newest version is the current key, the ones before are retired keys."""

    name = "vault_kv"

    def __init__(self, settings: HashicorpSettings) -> None:
        self._settings = settings

    def load(self) -> list[bytes]:
        """Return the key of every version that is left, newest first."""
        with _speaking(self._settings) as client:
            metadata = self._metadata(client)
            if metadata is None:
                return []
            versions = metadata["versions"]
            alive = [
                number
                for number in sorted(map(int, versions), reverse=True)
                if not versions[str(number)]["destroyed"] and not versions[str(number)]["deletion_time"]
            ]
            return [self._read(client, number) for number in alive[:_OLDEST_KEPT]]

    def _metadata(self, client: "hvac.Client") -> dict[str, Any] | None:
        from hvac.exceptions import InvalidPath

        try:
            answer = client.secrets.kv.v2.read_secret_metadata(
                path=self._settings.kv_path, mount_point=self._settings.kv_mount
            )
        except InvalidPath:
            return None
        found: dict[str, Any] = answer["data"]
        return found

    def _read(self, client: "hvac.Client", version: int) -> bytes:
        settings = self._settings
        answer = client.secrets.kv.v2.read_secret_version(
            path=settings.kv_path, mount_point=settings.kv_mount, version=version, raise_on_deleted_version=True
        )
        where = f"{settings.kv_mount}/{settings.kv_path}, version {version}"
        try:
            text = str(answer["data"]["data"][settings.kv_field])
        except KeyError as error:
            raise ConfigurationError(
                f"The Vault secret {where} has no field {settings.kv_field!r}.", hint="Correct keys.hashicorp.kv_field."
            ) from error
        return parse_key(text, f"the Vault secret {where}")

    def create(self) -> None:
        """Write the first version, unless somebody was faster."""
        self._write(cas=0)

    def add(self) -> None:
        """Write a new version."""
        with _speaking(self._settings) as client:
            metadata = self._metadata(client)
        self._write(cas=int(metadata["current_version"]) if metadata else 0)

    def _write(self, *, cas: int) -> None:
        settings = self._settings
        with _speaking(settings) as client:
            client.secrets.kv.v2.create_or_update_secret(
                path=settings.kv_path,
                secret={settings.kv_field: generate_key()},
                cas=cas,
                mount_point=settings.kv_mount,
            )

    def drop_retired(self) -> int:
        """Destroy every version but the newest."""
        settings = self._settings
        with _speaking(settings) as client:
            metadata = self._metadata(client)
            if metadata is None:
                return 0
            newest = int(metadata["current_version"])
            old = [
                int(number)
                for number, one in metadata["versions"].items()
                if int(number) != newest and not one["destroyed"]
            ]
            if old:
                client.secrets.kv.v2.destroy_secret_versions(
                    path=settings.kv_path, versions=old, mount_point=settings.kv_mount
                )
            return len(old)

    def age_s(self) -> float | None:
        """Return the age of the newest version."""
        with _speaking(self._settings) as client:
            metadata = self._metadata(client)
        if metadata is None:
            return None
        made = str(metadata["versions"][str(metadata["current_version"])]["created_time"])
        return (datetime.now(UTC) - datetime.fromisoformat(_FRACTION.sub(r"\1", made))).total_seconds()


class VaultTransit:
    """``master.key.wrapped`` in the data directory: each line a master key that only Vault's transit key opens."""

    name = "vault_transit"

    def __init__(self, settings: HashicorpSettings, data_dir: Path) -> None:
        self._settings = settings
        self._path = data_dir / WRAPPED_FILE

    def load(self) -> list[bytes]:
        """Have Vault unwrap every line."""
        lines = self._lines()
        if not lines:
            return []
        with _speaking(self._settings) as client:
            return [self._unwrap(client, line) for line in lines]

    def _lines(self) -> list[str]:
        try:
            return self._path.read_text(encoding="ascii").split()
        except FileNotFoundError:
            return []
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigurationError(f"The wrapped master key {self._path} cannot be read: {error}.") from error

    def _unwrap(self, client: "hvac.Client", line: str) -> bytes:
        answer = client.secrets.transit.decrypt_data(
            name=self._settings.transit_key, ciphertext=line, mount_point=self._settings.transit_mount
        )
        key = base64.b64decode(answer["data"]["plaintext"])
        return parse_key(base64.b64encode(key).decode(), str(self._path))

    def create(self) -> None:
        """Have Vault wrap a first key."""
        if not self._path.exists():
            self._path.parent.mkdir(parents=True, exist_ok=True)
            replace_key_file(self._path, [self._wrapped()])

    def add(self) -> None:
        """Have Vault wrap a new key, and put it in front; the others are wrapped anew by Vault's newest key."""
        with _speaking(self._settings) as client:
            others = [
                client.secrets.transit.rewrap_data(
                    name=self._settings.transit_key, ciphertext=line, mount_point=self._settings.transit_mount
                )["data"]["ciphertext"]
                for line in self._lines()
            ]
        replace_key_file(self._path, [self._wrapped(), *others])

    def _wrapped(self) -> str:
        with _speaking(self._settings) as client:
            answer = client.secrets.transit.encrypt_data(
                name=self._settings.transit_key, plaintext=generate_key(), mount_point=self._settings.transit_mount
            )
            return str(answer["data"]["ciphertext"])

    def drop_retired(self) -> int:
        """Keep the first line only."""
        lines = self._lines()
        replace_key_file(self._path, lines[:1])
        return max(len(lines) - 1, 0)

    def age_s(self) -> float | None:
        """Return the age of the file."""
        return file_age_s(self._path)


@contextmanager
def _speaking(settings: HashicorpSettings) -> Iterator["hvac.Client"]:
    """Yield a client that is logged in; what Vault or the network refuses becomes an error that says what to do."""
    import hvac
    from hvac.exceptions import Forbidden, VaultError
    from requests.exceptions import RequestException

    verify: str | bool = str(settings.ca_file) if settings.ca_file else True
    client = hvac.Client(
        url=settings.url, namespace=settings.namespace, verify=verify, timeout=settings.timeout_s, allow_redirects=False
    )
    try:
        _log_in(client, settings)
        yield client
    except Forbidden as error:
        raise ConfigurationError(
            f"HashiCorp Vault at {settings.url} refuses access to the master key.",
            hint="Check the token or role, and that its policy allows this mount and path.",
        ) from error
    except VaultError as error:
        raise UnavailableError(
            f"HashiCorp Vault at {settings.url} did not give the master key: {type(error).__name__}.",
            hint="Check that it is unsealed, and keys.hashicorp.",
        ) from error
    except RequestException as error:
        raise UnavailableError(
            f"HashiCorp Vault at {settings.url} does not answer: {type(error).__name__}.",
            hint="Check keys.hashicorp.url and the network.",
        ) from error
    finally:
        client.adapter.close()


def _log_in(
    client: "hvac.Client", settings: HashicorpSettings, environment: Callable[[str], str | None] = os.environ.get
) -> None:
    if settings.kubernetes_role:
        jwt = _text_of(settings.kubernetes_token_file)
        client.auth.kubernetes.login(role=settings.kubernetes_role, jwt=jwt)
        return
    token = _text_of(settings.token_file) if settings.token_file else environment("VAULT_TOKEN")
    if not token:
        raise ConfigurationError(
            "There is no token for HashiCorp Vault.",
            hint="Set keys.hashicorp.token_file, keys.hashicorp.kubernetes_role or VAULT_TOKEN.",
        )
    client.token = token


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path} cannot be read: {error}.", hint="See keys.hashicorp.") from error
