"""Keys and ciphers of the user-based security model: RFC 3414, 3826, 7860 and the two AES key extensions in use."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from watchkeeper.estate.drivers.protocol import SnmpCredential


@dataclass(frozen=True, slots=True)
class Digest:
    """An authentication protocol: its hash and how many octets of the HMAC travel."""

    hash: str
    size: int


DIGESTS: Final[Mapping[str, Digest]] = {
    "md5": Digest("md5", 12),
    "sha1": Digest("sha1", 12),
    "sha224": Digest("sha224", 16),
    "sha256": Digest("sha256", 24),
    "sha384": Digest("sha384", 32),
    "sha512": Digest("sha512", 48),
}
"""RFC 3414 §6 and §7; RFC 7860 §4."""

PRIVACY_KEY_SIZES: Final[Mapping[str, int]] = {
    "des": 16,
    "aes128": 16,
    "aes192": 24,
    "aes256": 32,
    "aes192c": 24,
    "aes256c": 32,
}
_PASSWORD_OCTETS: Final = 1 << 20
_LEAST_PASSWORD: Final = 8
_DES_BLOCK: Final = 8


@lru_cache(maxsize=1024)
def master_key(hash_name: str, password: bytes) -> bytes:
    """Return the digest of 1 MiB of the repeated password (RFC 3414 §A.2). Raises ValueError for the empty password."""
    if not password:
        raise ValueError("an empty password makes no key")
    repeats, rest = divmod(_PASSWORD_OCTETS, len(password))
    return hashlib.new(hash_name, password * repeats + password[:rest]).digest()


@lru_cache(maxsize=65536)
def localised_key(hash_name: str, password: bytes, engine_id: bytes) -> bytes:
    """Return the key of a user at one engine."""
    key = master_key(hash_name, password)
    return hashlib.new(hash_name, key + engine_id + key).digest()


@lru_cache(maxsize=65536)
def privacy_key(privacy: str, hash_name: str, password: bytes, engine_id: bytes) -> bytes:
    """Return the localised privacy key, extended where the hash is shorter than the cipher's key.

    ``aes192`` and ``aes256`` extend as draft-blumenthal-aes-usm §3.1.2.1, those with "c" as
    draft-reeder-snmpv3-usm §2.1.
    """
    key = localised_key(hash_name, password, engine_id)
    size = PRIVACY_KEY_SIZES[privacy]
    while len(key) < size:
        if privacy.endswith("c"):
            key += localised_key(hash_name, key, engine_id) if len(key) < size else b""
        else:
            key += hashlib.new(hash_name, key).digest()
    return key[:size]


def authenticate(digest: Digest, key: bytes, message: bytes) -> bytes:
    """Return the truncated HMAC of a message whose authentication parameters are zeroes."""
    return hmac.digest(key, message, digest.hash)[: digest.size]


def encrypt(privacy: str, key: bytes, plain: bytes, boots: int, time_s: int, salt: int) -> tuple[bytes, bytes]:
    """Return (cipher text, privacy parameters); ``salt`` must never repeat for a key."""
    if privacy == "des":
        parameters = (boots & 0xFFFFFFFF).to_bytes(4, "big") + (salt & 0xFFFFFFFF).to_bytes(4, "big")
        padded = plain + bytes(-len(plain) % _DES_BLOCK)
        worker = _des(key, parameters).encryptor()
        return worker.update(padded) + worker.finalize(), parameters
    parameters = salt.to_bytes(8, "big")
    worker = _aes(key, boots, time_s, parameters).encryptor()
    return worker.update(plain) + worker.finalize(), parameters


def decrypt(privacy: str, key: bytes, secret: bytes, boots: int, time_s: int, parameters: bytes) -> bytes:
    """Return the plain text. Raises ValueError when the parameters cannot be."""
    if len(parameters) != _DES_BLOCK:
        raise ValueError("privacy parameters are not 8 octets")
    cipher = _des(key, parameters) if privacy == "des" else _aes(key, boots, time_s, parameters)
    worker = cipher.decryptor()
    return worker.update(secret) + worker.finalize()


def _aes(key: bytes, boots: int, time_s: int, parameters: bytes) -> "Cipher[CFB]":
    """CFB128 with boots, time and salt as the initial vector (RFC 3826 §3.1.2.1)."""
    vector = (boots & 0xFFFFFFFF).to_bytes(4, "big") + (time_s & 0xFFFFFFFF).to_bytes(4, "big") + parameters
    return Cipher(AES(key), CFB(vector))


def _des(key: bytes, parameters: bytes) -> "Cipher[CBC]":
    """CBC with the pre-IV exclusive-or the salt (RFC 3414 §8.1.1.1); one DES key three times is DES."""
    vector = bytes(left ^ right for left, right in zip(key[8:16], parameters, strict=True))
    return Cipher(TripleDES(key[:8] * 3), CBC(vector))


def problem_with(credential: SnmpCredential) -> str:
    """Return what is wrong with a v3 credential before anything is sent, or ""."""
    if not credential.user:
        return "the v3 credential has no user"
    if credential.auth is not None and credential.auth not in DIGESTS:
        return f"authentication {credential.auth!r} is not known"
    if credential.priv is not None and credential.priv not in PRIVACY_KEY_SIZES:
        return f"privacy {credential.priv!r} is not known"
    if credential.priv is not None and credential.auth is None:
        return "privacy needs authentication"
    for secret, used in ((credential.auth_secret, credential.auth), (credential.priv_secret, credential.priv)):
        if used is not None and len(secret) < _LEAST_PASSWORD:
            return f"the {used} password has fewer than {_LEAST_PASSWORD} characters"
    return ""
