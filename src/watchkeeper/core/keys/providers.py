"""The sources of master keys behind one small interface: load all of them, and put a new one in front."""

import os
import stat
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from watchkeeper.core.crypto import (
    KEY_FILE,
    MASTER_KEY_VARIABLE,
    create_key_file,
    generate_key,
    key_file,
    load_keys,
    parse_key,
    replace_key_file,
)
from watchkeeper.core.errors import ConfigurationError, ConflictError


class KeySource(Protocol):
    """Where master keys come from."""

    name: str

    def load(self) -> list[bytes]:
        """Return the keys, the current one first; none when there is no key yet. Raises ConfigurationError."""
        ...

    def create(self) -> None:
        """Make the first key. Raises ConfigurationError where keys are made elsewhere."""
        ...

    def add(self) -> None:
        """Make a new key the current one and keep the others. Raises ConflictError where keys are made elsewhere."""
        ...

    def drop_retired(self) -> int:
        """Forget all keys but the current one and return how many. Raises ConflictError as ``add`` does."""
        ...

    def age_s(self) -> float | None:
        """Return for how many seconds the keys have been as they are; None when that is not known."""
        ...


def file_age_s(path: Path) -> float | None:
    """Return how long ago ``path`` was written; None when it is not there."""
    return max(time.time() - path.stat().st_mtime, 0.0) if path.exists() else None


class LocalKeys:
    """``WATCHKEEPER_MASTER_KEY``, else the file ``master.key`` in the data directory."""

    name = "local"

    def __init__(self, data_dir: Path, environment: Mapping[str, str] | None = None) -> None:
        self._data_dir = data_dir
        self._environment = os.environ if environment is None else environment

    def load(self) -> list[bytes]:
        """Return the variable's key and the lines of the file."""
        return load_keys(self._data_dir, self._environment)

    def create(self) -> None:
        """Write the key file unless it exists."""
        create_key_file(self._data_dir)

    def add(self) -> None:
        """Write a new key as the first line of the file."""
        self._refuse_variable()
        path = key_file(self._data_dir)
        replace_key_file(path, [generate_key(), *path.read_text(encoding="ascii").split()])

    def drop_retired(self) -> int:
        """Keep the first line of the file only."""
        self._refuse_variable()
        path = key_file(self._data_dir)
        lines = path.read_text(encoding="ascii").split()
        replace_key_file(path, lines[:1])
        return len(lines) - 1

    def age_s(self) -> float | None:
        """Return the age of the file."""
        return file_age_s(key_file(self._data_dir))

    def _refuse_variable(self) -> None:
        if self._environment.get(MASTER_KEY_VARIABLE, "").strip():
            raise ConflictError(
                f"The master key is given by {MASTER_KEY_VARIABLE}, which only whoever starts Watchkeeper can change.",
                hint=f"Put the new key into the variable and the old one as a line into {KEY_FILE}, restart, then run "
                "`wk vault rewrap`.",
            )


class MountedKeys:
    """A Kubernetes secret mounted as a file or a directory; a change of the secret arrives as new files.

    In a file each line is a key, the current one first. In a directory each file is a key, the name that sorts last is
    the current one (``key-2026-01``, ``key-2026-07``); names that begin with a dot are Kubernetes' own.
    """

    name = "kubernetes"

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> list[bytes]:
        """Return the mounted keys. Raises ConfigurationError when they cannot be read."""
        try:
            texts = self._texts()
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigurationError(
                f"The mounted master key {self._path} cannot be read: {error}.",
                hint="Mount the secret there, or correct keys.mounted_path.",
            ) from error
        return [parse_key(text, str(self._path)) for text in texts]

    def _texts(self) -> list[str]:
        if not self._path.is_dir():
            self._refuse_public(self._path)
            return self._path.read_text(encoding="ascii").split()
        files = sorted((file for file in self._path.iterdir() if not file.name.startswith(".")), reverse=True)
        for file in files:
            self._refuse_public(file)
        return [line for file in files for line in file.read_text(encoding="ascii").split()]

    @staticmethod
    def _refuse_public(path: Path) -> None:
        if stat.S_IMODE(path.stat().st_mode) & stat.S_IWOTH:
            raise ConfigurationError(f"The mounted master key {path} can be written by everybody.")

    def create(self) -> None:
        """Refuse: the secret is made in Kubernetes."""
        raise ConfigurationError(
            f"There is no master key in {self._path}.",
            hint="Create the secret: `kubectl create secret generic watchkeeper-master-key --from-literal "
            'key-1="$(openssl rand -base64 32)"`, and mount it there.',
        )

    def add(self) -> None:
        """Refuse: the secret is changed in Kubernetes."""
        raise self._elsewhere()

    def drop_retired(self) -> int:
        """Refuse: the secret is changed in Kubernetes."""
        raise self._elsewhere()

    def age_s(self) -> float | None:
        """Return None: Kubernetes says when a secret was mounted, not since when everybody has it."""
        return None

    def _elsewhere(self) -> ConflictError:
        return ConflictError(
            "The master key is a Kubernetes secret, which is changed there.",
            hint="Add a key to the secret whose name sorts last, wait until it is mounted, then run `wk vault rewrap`.",
        )
