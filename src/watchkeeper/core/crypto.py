"""Secrets at rest: AES-256-GCM envelopes under a master key that never enters the database.

Each secret has its own random data key; the data key is wrapped by the key-encryption key (the *master key*).
Both layers bind the secret's place as additional authenticated data, so an envelope copied to another row, kind
or version does not open. An envelope names the key that wrapped it (NIST SP 800-38D, 96-bit random nonces)::

    "WK1" | key id (8) | nonce (12) | wrapped data key (32 + 16) | nonce (12) | ciphertext (n + 16)

A column that holds an envelope is ``Mapped[EncryptedBytes] = mapped_column(LargeBinary)``: only ``KeyRing.seal``
produces the type, so the type checker refuses plain bytes there. The master key is ``WATCHKEEPER_MASTER_KEY``
(32 bytes as base64 or hex) or the file ``master.key`` in the data directory; further lines of the file are retired
keys, still able to open what they sealed.
"""

import base64
import binascii
import hashlib
import os
import secrets
import stat
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NewType

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from watchkeeper.core.errors import ConfigurationError

EncryptedBytes = NewType("EncryptedBytes", bytes)
"""An envelope made by ``KeyRing.seal``."""

MASTER_KEY_VARIABLE = "WATCHKEEPER_MASTER_KEY"
KEY_FILE = "master.key"
KEY_BYTES = 32

_MAGIC = b"WK1"
_NONCE = 12
_TAG = 16
_KEY_ID = 8
_WRAPPED = KEY_BYTES + _TAG
_HEADER = len(_MAGIC) + _KEY_ID + _NONCE + _WRAPPED + _NONCE
_LEAST_DISTINCT_BYTES = 12  # 32 random bytes have fewer than 12 distinct values once in 10**16


@dataclass(frozen=True, slots=True)
class SecretPlace:
    """Where a secret lives; part of what the envelope authenticates.

    ``kind`` is the table or purpose, ``id`` the row's stable identifier, ``version`` grows with each new secret.
    """

    kind: str
    id: str
    version: int

    def aad(self) -> bytes:
        """Return the additional authenticated data; unambiguous because each part carries its length."""
        parts = (self.kind.encode(), self.id.encode(), str(self.version).encode())
        return b"watchkeeper" + b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def key_id(key: bytes) -> str:
    """Return the public name of a key: 16 hex digits that say nothing about its value."""
    return hashlib.sha256(b"watchkeeper key id\x00" + key).digest()[:_KEY_ID].hex()


class KeyRing:
    """The keys of an installation: ``current`` seals, ``current`` and ``retired`` open. ``repr`` shows key ids only.

    Raises ConfigurationError for a key that is not 32 bytes or is plainly not random.
    """

    def __init__(
        self, current: bytes, retired: Sequence[bytes] = (), *, reload: Callable[[], Sequence[bytes]] | None = None
    ) -> None:
        self._reload = reload
        self.adopt([current, *retired])

    def __repr__(self) -> str:
        return f"KeyRing(current={self.current_id}, keys={sorted(self._keys)})"

    @property
    def ids(self) -> list[str]:
        """The ids of all keys, the current one first."""
        return list(self._keys)

    def adopt(self, keys: Sequence[bytes]) -> None:
        """Take ``keys``, the current one first, in place of those that were there."""
        for key in keys:
            _check_strength(key)
        self._keys = {key_id(key): key for key in keys}
        self.current_id = next(iter(self._keys))

    def refresh(self) -> None:
        """Load the keys anew from where they came, when that is known."""
        if self._reload is not None and (keys := self._reload()):
            self.adopt(keys)

    def seal(self, plaintext: bytes, place: SecretPlace) -> EncryptedBytes:
        """Encrypt ``plaintext`` for ``place`` under a fresh data key."""
        data_key = AESGCM.generate_key(bit_length=256)
        nonce = secrets.token_bytes(_NONCE)
        body = nonce + AESGCM(data_key).encrypt(nonce, plaintext, place.aad())
        return EncryptedBytes(self._wrap(data_key, place) + body)

    def open(self, envelope: EncryptedBytes, place: SecretPlace) -> bytes:
        """Return the plaintext.

        Raises ConfigurationError when the wrapping key is not on the ring, or when the envelope was altered or
        belongs to another place.
        """
        data_key, body = self._unwrap(envelope, place)
        try:
            return AESGCM(data_key).decrypt(body[:_NONCE], body[_NONCE:], place.aad())
        except InvalidTag as error:
            raise _damaged(place) from error

    def rewrap(self, envelope: EncryptedBytes, place: SecretPlace) -> EncryptedBytes:
        """Return the same secret wrapped by the current key; the ciphertext itself is untouched."""
        data_key, body = self._unwrap(envelope, place)
        return EncryptedBytes(self._wrap(data_key, place) + body)

    def _wrap(self, data_key: bytes, place: SecretPlace) -> bytes:
        named = bytes.fromhex(self.current_id)
        nonce = secrets.token_bytes(_NONCE)
        wrapped = AESGCM(self._keys[self.current_id]).encrypt(nonce, data_key, named + place.aad())
        return _MAGIC + named + nonce + wrapped

    def _unwrap(self, envelope: bytes, place: SecretPlace) -> tuple[bytes, bytes]:
        named = sealed_by(EncryptedBytes(envelope))
        if named not in self._keys:
            self.refresh()  # another process may have put a new key in front
        key = self._keys.get(named)
        if key is None:
            raise ConfigurationError(
                f"The secret of {place.kind} {place.id} was encrypted with master key {named}, "
                f"but this installation has {', '.join(sorted(self._keys))}.",
                hint=f"Put back the {KEY_FILE} of the data directory, or the {MASTER_KEY_VARIABLE}, that was in use "
                "when the secret was stored.",
                details={"needed_key_id": named, "key_ids": sorted(self._keys)},
            )
        start = len(_MAGIC) + _KEY_ID
        nonce, wrapped = envelope[start : start + _NONCE], envelope[start + _NONCE : start + _NONCE + _WRAPPED]
        try:
            data_key = AESGCM(key).decrypt(nonce, wrapped, bytes.fromhex(named) + place.aad())
        except InvalidTag as error:
            raise _damaged(place) from error
        return data_key, envelope[start + _NONCE + _WRAPPED :]


def sealed_by(envelope: EncryptedBytes) -> str:
    """Return the id of the key that wrapped ``envelope``.

    Raises ConfigurationError when the bytes are no envelope.
    """
    if len(envelope) < _HEADER + _TAG or not envelope.startswith(_MAGIC):
        raise ConfigurationError(
            "A stored secret is not an encrypted envelope.",
            hint="The row was written by something else or is damaged; enter the secret again.",
        )
    return envelope[len(_MAGIC) : len(_MAGIC) + _KEY_ID].hex()


def _damaged(place: SecretPlace) -> ConfigurationError:
    return ConfigurationError(
        f"The secret of {place.kind} {place.id} (version {place.version}) does not open: "
        "it was altered, or copied from another row.",
        hint="Enter the secret again, or restore the row from a backup.",
    )


def generate_key() -> str:
    """Return a new random master key as base64 text."""
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def parse_key(text: str, source: str) -> bytes:
    """Return the 32 bytes that ``text`` (base64, URL-safe or not, or 64 hex digits) stands for.

    Raises ConfigurationError that names ``source`` and never the text.
    """
    stripped = text.strip()
    try:
        if len(stripped) == 2 * KEY_BYTES:
            key = bytes.fromhex(stripped)
        else:
            standard = stripped.replace("-", "+").replace("_", "/").rstrip("=")
            key = base64.b64decode(standard + "=" * (-len(standard) % 4), validate=True)
    except (ValueError, binascii.Error):
        key = b""
    if len(key) != KEY_BYTES:
        raise ConfigurationError(
            f"The master key in {source} is not {KEY_BYTES} bytes of base64 or hex.",
            hint="Make one with `openssl rand -base64 32`.",
        )
    _check_strength(key)
    return key


def _check_strength(key: bytes) -> None:
    if len(key) != KEY_BYTES or len(set(key)) < _LEAST_DISTINCT_BYTES:
        raise ConfigurationError(
            "The master key is weak: it must be 32 random bytes.", hint="Make one with `openssl rand -base64 32`."
        )


def key_file(data_dir: Path) -> Path:
    """Return where the master key of ``data_dir`` is kept."""
    return data_dir / KEY_FILE


def load_key_ring(data_dir: Path, environment: Mapping[str, str] | None = None) -> KeyRing | None:
    """Return the keys of the installation, or None when it has none yet.

    The environment wins; keys of the file then stay on the ring as retired keys.

    Raises ConfigurationError for an unreadable, malformed, weak or world-readable key.
    """
    keys = load_keys(data_dir, environment)
    return KeyRing(keys[0], keys[1:]) if keys else None


def load_keys(data_dir: Path, environment: Mapping[str, str] | None = None) -> list[bytes]:
    """Return the keys of the environment and of the key file, the current one first. Raises as ``load_key_ring``."""
    found = (os.environ if environment is None else environment).get(MASTER_KEY_VARIABLE, "")
    keys = [parse_key(found, MASTER_KEY_VARIABLE)] if found.strip() else []
    return keys + _read_key_file(key_file(data_dir))


def create_key_file(data_dir: Path) -> Path:
    """Write a new random master key, readable by its owner only; an existing file is left as it is.

    Raises ConfigurationError when the data directory cannot be written.
    """
    path = key_file(data_dir)
    draft = path.with_name(f".{KEY_FILE}.{secrets.token_hex(8)}")
    if path.exists():
        return path
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        _write_durably(draft, f"{generate_key()}\n")
        os.link(draft, path)  # fails when somebody was faster: two first starts agree on one key
    except OSError as error:
        if path.exists():
            return path
        raise ConfigurationError(
            f"The master key cannot be written to {path}: {error.strerror}.",
            hint=f"Make the data directory writable, or set {MASTER_KEY_VARIABLE}.",
        ) from error
    finally:
        with suppress(OSError):
            draft.unlink()
    return path


def replace_key_file(path: Path, lines: Sequence[str]) -> None:
    """Write ``lines`` in place of a key file, durably: whoever reads it finds the old lines or the new ones."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        _write_durably(draft, "".join(f"{line}\n" for line in lines))
        draft.replace(path)
    except OSError as error:
        raise ConfigurationError(
            f"The master key {path} cannot be replaced: {error.strerror}.", hint="Make the data directory writable."
        ) from error
    finally:
        with suppress(OSError):
            draft.unlink()


def _write_durably(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _read_key_file(path: Path) -> list[bytes]:
    try:
        mode = path.stat().st_mode
        lines = path.read_text(encoding="ascii").split()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"The master key {path} cannot be read: {error}.",
            hint="It must be a text file that belongs to the user who runs Watchkeeper.",
        ) from error
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise ConfigurationError(
            f"The master key {path} is open to others (mode {stat.S_IMODE(mode):04o}).", hint=f"Run `chmod 600 {path}`."
        )
    if not lines:
        raise ConfigurationError(f"The master key {path} is empty.", hint="Restore it from its backup.")
    return [parse_key(line, str(path)) for line in lines]
