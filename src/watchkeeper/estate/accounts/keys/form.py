"""What an API key looks like, and what is kept of it, as pure functions.

A key is ``wk_PREFIX_SECRET``: the prefix (10 letters and digits) is public and finds the row, the secret has 256
random bits, of which only the SHA-256 is kept.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass, field

_PREFIX_LENGTH = 10
_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
_FORM = re.compile(r"wk_([a-z0-9]{10})_([A-Za-z0-9_-]{43})")


@dataclass(frozen=True, slots=True)
class KeyText:
    """A key as its owner has it."""

    prefix: str
    secret: str = field(repr=False)

    @property
    def text(self) -> str:
        """Return the key as it is shown once and sent with every request."""
        return f"wk_{self.prefix}_{self.secret}"

    @property
    def secret_hash(self) -> str:
        """Return what is stored of the secret."""
        return hashlib.sha256(self.secret.encode()).hexdigest()


def new_key() -> KeyText:
    """Return a new key."""
    prefix = "".join(secrets.choice(_ALPHABET) for _ in range(_PREFIX_LENGTH))
    return KeyText(prefix, secrets.token_urlsafe(32))


def parse_key(text: str) -> KeyText | None:
    """Return the parts of a key, or None when ``text`` is none."""
    found = _FORM.fullmatch(text)
    return KeyText(found[1], found[2]) if found else None


def bearer_of(authorization: str | None) -> str | None:
    """Return the credentials of an ``Authorization: Bearer`` header (RFC 6750), or None for any other."""
    scheme, _, credentials = (authorization or "").partition(" ")
    return credentials.strip() if scheme.lower() == "bearer" else None
