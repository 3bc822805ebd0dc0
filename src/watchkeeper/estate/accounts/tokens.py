"""Session tokens and the CSRF tokens that belong to them."""

import base64
import hashlib
import hmac
import re
import secrets

COOKIE = "wk_session"
DEVICE_COOKIE = "wk_device"
CSRF_HEADER = "X-CSRF-Token"
_TOKEN_BYTES = 32
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def new_token() -> str:
    """Return a new session token: 256 random bits, URL-safe."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def is_token(text: str) -> bool:
    """Say whether ``text`` has the form of a session token."""
    return _TOKEN.fullmatch(text) is not None


def token_hash(token: str) -> str:
    """Return what is stored of a token. A token has 256 random bits, so a plain SHA-256 cannot be searched."""
    return hashlib.sha256(token.encode()).hexdigest()


def csrf_token(token: str) -> str:
    """Return the CSRF token of a session: derived from it, so a page of another origin cannot know it."""
    digest = hmac.new(token.encode(), b"watchkeeper csrf", hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def csrf_matches(token: str, given: str | None) -> bool:
    """Say whether ``given`` is the session's CSRF token, in constant time."""
    return given is not None and hmac.compare_digest(csrf_token(token).encode(), given.encode())
