"""The secrets of one login, all derived from one random cookie: state, nonce and PKCE verifier, as pure functions.

Nothing is kept on the server between the two halves of a login, so any process can finish it; and nobody but the
browser that began it can, because only that one has the cookie.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from watchkeeper.estate.accounts.tokens import is_token

COOKIE = "wk_oidc"
LIFETIME = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Flow:
    """One login at the provider. ``began`` is in seconds since the epoch, ``next_path`` where the browser goes then.

    ``anew`` says that the provider is to ask who it is although it knows: a proof, for somebody who is logged in.
    """

    seed: str = field(repr=False)
    began: int
    next_path: str
    anew: bool = False

    def _derived(self, purpose: str) -> str:
        text = f"{purpose}\x00{self.began}\x00{self.next_path}" + ("\x00anew" if self.anew else "")
        digest = hmac.new(self.seed.encode(), text.encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")

    @property
    def state(self) -> str:
        """Return the state, which comes back with the answer."""
        return self._derived("state")

    @property
    def nonce(self) -> str:
        """Return the nonce, which comes back inside the ID token."""
        return self._derived("nonce")

    @property
    def verifier(self) -> str:
        """Return the PKCE verifier (RFC 7636): 43 characters."""
        return self._derived("verifier")

    @property
    def challenge(self) -> str:
        """Return what the provider sees of the verifier (S256)."""
        from authlib.oauth2.rfc7636 import create_s256_code_challenge  # for installations with a provider

        return str(create_s256_code_challenge(self.verifier))

    def cookie(self) -> str:
        """Return the cookie's text."""
        packed = base64.urlsafe_b64encode(self.next_path.encode()).decode().rstrip("=")
        return f"{self.seed}.{self.began}.{packed}" + (".anew" if self.anew else "")

    def expired(self, now: datetime) -> bool:
        """Say whether the login has taken too long."""
        return not 0 <= now.timestamp() - self.began <= LIFETIME.total_seconds()


def begin(next_path: str, now: datetime, *, anew: bool = False) -> Flow:
    """Return a new login that ends at ``next_path``, or at / when that leads anywhere else."""
    return Flow(secrets.token_urlsafe(32), int(now.timestamp()), safe_path(next_path), anew)


def resume(cookie: str | None) -> Flow | None:
    """Return the login that a cookie belongs to; None when there is none or it was made up."""
    seed, _, rest = (cookie or "").partition(".")
    began, _, rest = rest.partition(".")
    packed, _, mark = rest.partition(".")
    if not is_token(seed) or not (began.isascii() and began.isdigit() and len(began) <= len(str(2**53))):
        return None
    try:
        path = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return None
    return Flow(seed, int(began), safe_path(path), mark == "anew")


def safe_path(path: str) -> str:
    """Return ``path`` when it is one of this installation, else /: no login may end at another site."""
    good = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() and "\\" not in path
    return path if good and len(path) <= 1_000 else "/"  # noqa: PLR2004  # a cookie is small
