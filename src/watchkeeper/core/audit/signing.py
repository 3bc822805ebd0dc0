"""The keys that sign checkpoints and archives: Ed25519, the private half sealed under the master key."""

from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.audit import repository
from watchkeeper.core.audit.models import AuditKey
from watchkeeper.core.crypto import KeyRing
from watchkeeper.core.crypto import key_id as name_of
from watchkeeper.core.errors import ConfigurationError
from watchkeeper.kit.clock import Clock


@dataclass(frozen=True, slots=True, repr=False)
class SigningKey:
    """One key pair. ``repr`` shows nothing of it."""

    id: str
    _private: Ed25519PrivateKey

    @property
    def public(self) -> str:
        """The public half, in hex."""
        return self._private.public_key().public_bytes_raw().hex()

    def sign(self, message: bytes) -> str:
        """Return the signature (hex) of ``message``."""
        return self._private.sign(message).hex()


def is_signed(public: str, message: bytes, signature: str) -> bool:
    """Tell whether ``signature`` (hex) of ``message`` was made by the key whose public half (hex) is ``public``."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


async def signing_key(session: AsyncSession, keys: KeyRing, clock: Clock) -> SigningKey:
    """Return the newest signing key, making the first one. Raises ConfigurationError when it does not open."""
    stored = await repository.signing_keys(session)
    if stored:
        return _opened(stored[-1], keys)
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    row = AuditKey(key_id=name_of(public), public=public.hex(), created_at=clock())
    row.private = keys.seal(private.private_bytes_raw(), row.place())
    session.add(row)
    await session.flush()
    return SigningKey(row.key_id, private)


async def public_keys(session: AsyncSession, keys: KeyRing) -> dict[str, str | None]:
    """Return each signing key's public half (hex) by key id, None for one that is not genuine.

    The public half is taken from the sealed private one, never from the column beside it: a key that somebody wrote
    into the table without the master key does not open.
    """
    found: dict[str, str | None] = {}
    for row in await repository.signing_keys(session):
        try:
            public = _opened(row, keys).public
        except (ConfigurationError, ValueError):
            found[row.key_id] = None
        else:
            found[row.key_id] = public if public == row.public else None
    return found


def _opened(row: AuditKey, keys: KeyRing) -> SigningKey:
    return SigningKey(row.key_id, Ed25519PrivateKey.from_private_bytes(keys.open(row.private, row.place())))
