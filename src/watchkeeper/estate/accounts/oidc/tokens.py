"""What a provider's tokens must be to be believed, as pure functions.

OpenID Connect Core 1.0, section 3.1.3.7, and Back-Channel Logout 1.0, section 2.6.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from watchkeeper.estate.accounts.external.errors import ProviderRefusedError

if TYPE_CHECKING:
    from joserfc.jwk import KeySet

ALGORITHMS: Final = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "EdDSA",
    "Ed25519",
)
"""Signatures with a key pair only: with a shared key, or none, whoever reads a token could write one."""

LOGOUT_EVENT: Final = "http://schemas.openid.net/event/backchannel-logout"
_LOGOUT_LIFETIME_S = 300
_ROUNDED_S = 2  # both moments are whole seconds
Claims = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Expected:
    """What a token must say. ``leeway_s`` is how far clocks may be apart."""

    issuer: str
    client_id: str
    now: datetime
    leeway_s: int = 60
    nonce: str = field(default="", repr=False)


def key_id_of(token: str) -> str | None:
    """Return which key a token says it was signed with, unverified; None when it does not say."""
    from joserfc.errors import JoseError  # for installations with a provider
    from joserfc.jws import extract_compact

    try:
        header = extract_compact(token.encode()).headers()
    except (JoseError, ValueError):
        return None
    found = header.get("kid")
    return found if isinstance(found, str) else None


def check_id_token(token: str, keys: "KeySet", expected: Expected) -> Claims:
    """Return the claims of an ID token. Raises ProviderRefusedError, which says what does not hold."""
    claims = _signed_claims(token, keys)
    _check_origin(claims, expected)
    _check_time(claims, expected)
    if not expected.nonce or claims.get("nonce") != expected.nonce:
        raise _refused("the nonce is not the one of this login")
    if not isinstance(claims.get("sub"), str) or not claims["sub"]:
        raise _refused("it names nobody")
    return claims


def check_logout_token(token: str, keys: "KeySet", expected: Expected) -> Claims:
    """Return the claims of a logout token. Raises ProviderRefusedError, which says what does not hold."""
    claims = _signed_claims(token, keys)
    _check_origin(claims, expected)
    issued = _moment(claims, "iat")
    if abs(expected.now.timestamp() - issued) > _LOGOUT_LIFETIME_S + expected.leeway_s:
        raise _refused("it was not issued just now")
    if "exp" in claims and _moment(claims, "exp") + expected.leeway_s <= expected.now.timestamp():
        raise _refused("it has expired")
    events = claims.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(LOGOUT_EVENT), dict):
        raise _refused("it is no logout token")
    if "nonce" in claims:
        raise _refused("it has a nonce, which only an ID token has")
    if not any(isinstance(claims.get(name), str) and claims[name] for name in ("sid", "sub")):
        raise _refused("it names no session and nobody")
    return claims


def check_fresh_login(claims: Claims, took_s: float) -> None:
    """Demand that the person logged in for this request, not some time before (OpenID Connect Core, ``max_age``).

    ``took_s`` is how long ago the request began. Both moments of the token are by the provider's clock, so that no
    difference of clocks counts. Raises ProviderRefusedError, also for a provider that does not say when.
    """
    if _moment(claims, "iat") - _moment(claims, "auth_time") > took_s + _ROUNDED_S:
        raise _refused("you were not asked anew who you are")


def _signed_claims(token: str, keys: "KeySet") -> Claims:
    from joserfc import jwt  # for installations with a provider
    from joserfc.errors import JoseError

    try:
        return jwt.decode(token, keys, algorithms=ALGORITHMS).claims
    except (JoseError, ValueError) as error:
        raise _refused("its signature does not hold") from error


def _check_origin(claims: Claims, expected: Expected) -> None:
    if claims.get("iss") != expected.issuer:
        raise _refused("it is of another issuer")
    audience = claims.get("aud")
    audiences = [audience] if isinstance(audience, str) else audience if isinstance(audience, list) else []
    if expected.client_id not in audiences:
        raise _refused("it is for another audience")
    if (len(audiences) > 1 or "azp" in claims) and claims.get("azp") != expected.client_id:
        raise _refused("it was issued to another party")


def _check_time(claims: Claims, expected: Expected) -> None:
    now = expected.now.timestamp()
    if _moment(claims, "exp") + expected.leeway_s <= now:
        raise _refused("it has expired")
    if _moment(claims, "iat") - expected.leeway_s > now:
        raise _refused("it is from the future")
    if "nbf" in claims and _moment(claims, "nbf") - expected.leeway_s > now:
        raise _refused("it is not valid yet")


def _moment(claims: Claims, name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _refused(f"it has no {name}")
    return float(value)


def _refused(why: str) -> ProviderRefusedError:
    return ProviderRefusedError(
        f"The identity provider's token is not believed: {why}.", hint="Log in again; if it stays, check the settings."
    )


def groups_of(claims: Claims, path: str) -> tuple[str, ...] | None:
    """Return the groups at ``path``; None when the claim is missing, as Entra leaves it out when it is too long."""
    found: object = claims.get(path)
    if found is None:
        found = claims
        for part in path.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
    if isinstance(found, str):
        return tuple(part for part in re.split(r"[,\s]+", found) if part)
    if isinstance(found, list) and all(isinstance(group, str) for group in found):
        return tuple(found)
    return None
