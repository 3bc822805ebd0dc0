"""The two ceremonies of WebAuthn, pure: what is asked of a security key, and whether its answer holds.

W3C Web Authentication Level 3, sections 7.1 (registration) and 7.2 (authentication). ``fido2`` is imported when it is
first needed: it takes 0.15 s.
"""

import binascii
import json
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from cryptography.exceptions import UnsupportedAlgorithm
from pydantic import JsonValue

from watchkeeper.core.errors import ConfigurationError
from watchkeeper.estate.accounts.errors import ClonedSecurityKeyError, WrongSecurityKeyError

if TYPE_CHECKING:
    from fido2.server import Fido2Server

NAME = "Watchkeeper"
ALGORITHMS = (-7, -8, -257)
"""ES256, EdDSA and RS256 (RFC 9053): every authenticator has one of them."""

_LEAST_CHALLENGE_BYTES = 16
_DAMAGED = (
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
    AssertionError,
    NotImplementedError,
    OverflowError,
    RecursionError,
    struct.error,
    UnsupportedAlgorithm,
)
"""What hostile CBOR and COSE make the library raise."""

Options = dict[str, JsonValue]


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """Whom keys are bound to: a domain, and the origins whose pages may use them."""

    rp_id: str
    origins: frozenset[str]

    @classmethod
    def of(cls, origins: Sequence[str], rp_id: str = "") -> "RelyingParty | None":
        """Return the party behind ``origins``, None without any. Raises ConfigurationError for what browsers refuse."""
        if not origins:
            return None
        domain = rp_id or _host(origins[0])
        for origin in origins:
            if not _within(origin, domain):
                raise ConfigurationError(
                    f"Security keys of {domain!r} do not work at {origin}.",
                    hint="Set security_keys.rp_id to a domain that all of security_keys.origins are in.",
                )
            if not _is_safe(origin):
                raise ConfigurationError(
                    f"Browsers use security keys only over https, not at {origin}.",
                    hint="Set security_keys.origins to the https address.",
                )
        return cls(domain, frozenset(origin.rstrip("/") for origin in origins))

    @classmethod
    def among(cls, origins: Sequence[str], rp_id: str = "") -> "RelyingParty | None":
        """Return the party behind those of ``origins`` where browsers use keys; they were not given for keys."""
        usable = [origin for origin in origins if _is_safe(origin)]
        domain = rp_id or (_host(usable[0]) if usable else "")
        return cls.of([origin for origin in usable if _within(origin, domain)], domain)


def _host(origin: str) -> str:
    return urlsplit(origin).hostname or ""


def _within(origin: str, domain: str) -> bool:
    host = _host(origin)
    return bool(host) and (host == domain or host.endswith(f".{domain}"))


def _is_safe(origin: str) -> bool:
    return urlsplit(origin).scheme == "https" or _host(origin) == "localhost"


@dataclass(frozen=True, slots=True)
class Question:
    """What the browser hands to the security key, and the challenge in it."""

    options: Options
    challenge: str


@dataclass(frozen=True, slots=True)
class NewKey:
    """A security key that has registered. ``data`` holds its id and public key as the standard packs them."""

    credential_id: str
    data: bytes
    sign_count: int


class Ceremonies:
    """Asks security keys and judges their answers for one relying party."""

    def __init__(self, party: RelyingParty) -> None:
        self._party = party
        self._server: Fido2Server | None = None

    def registration(self, handle: bytes, name: str, shown_name: str, known: Sequence[str]) -> Question:
        """Return what a new key is asked; keys in ``known`` (ids) are not taken twice."""
        from fido2.webauthn import (
            PublicKeyCredentialUserEntity,
            ResidentKeyRequirement,
            UserVerificationRequirement,
        )

        options, state = self._fido2().register_begin(
            PublicKeyCredentialUserEntity(id=handle, name=name, display_name=shown_name or name),
            _descriptors(known),
            resident_key_requirement=ResidentKeyRequirement.PREFERRED,
            user_verification=UserVerificationRequirement.PREFERRED,
        )
        return Question(_plain(options), state["challenge"])

    def registered(self, challenge: str, answer: Mapping[str, Any]) -> NewKey:
        """Return the key that answered ``challenge``. Raises WrongSecurityKeyError."""
        state = {"challenge": challenge, "user_verification": None}
        try:
            found = self._fido2().register_complete(state, answer)
            made = found.credential_data
            if made is None or made.public_key.get(3) not in ALGORITHMS:
                raise _refused()
            return NewKey(encoded(made.credential_id), bytes(made), found.counter)
        except _DAMAGED as error:
            raise _refused() from error

    def question(self, known: Sequence[str], *, verify: bool) -> Question:
        """Return what keys are asked; with none ``known``, whichever passkey the person has for us.

        ``verify`` has the key make sure of the person (PIN, finger), as a passkey must that stands for the password.
        """
        from fido2.webauthn import UserVerificationRequirement

        wanted = UserVerificationRequirement.REQUIRED if verify else UserVerificationRequirement.DISCOURAGED
        options, state = self._fido2().authenticate_begin(_descriptors(known) or None, wanted)
        return Question(_plain(options), state["challenge"])

    def answered(self, challenge: str, data: bytes, last_count: int, answer: Mapping[str, Any], *, verify: bool) -> int:
        """Return the key's new signature count; keys without a counter say 0.

        Raises WrongSecurityKeyError, and ClonedSecurityKeyError when a count that was used comes again: two keys have
        the same secret then (section 6.1.1).
        """
        from fido2.webauthn import AttestedCredentialData, AuthenticationResponse, UserVerificationRequirement

        wanted = UserVerificationRequirement.REQUIRED if verify else None
        state = {"challenge": challenge, "user_verification": wanted}
        try:
            self._fido2().authenticate_complete(state, [AttestedCredentialData(data)], answer)
            count = int(AuthenticationResponse.from_dict(answer).response.authenticator_data.counter)
        except _DAMAGED as error:
            raise _refused() from error
        if (count or last_count) and count <= last_count:
            raise ClonedSecurityKeyError(
                "The security key was used with an older count: there may be a copy of it.",
                hint="Use another second factor or a recovery code, and revoke this key.",
            )
        return count

    def _fido2(self) -> "Fido2Server":
        if self._server is None:
            from fido2.server import Fido2Server
            from fido2.webauthn import (
                PublicKeyCredentialParameters,
                PublicKeyCredentialRpEntity,
                PublicKeyCredentialType,
            )

            party = PublicKeyCredentialRpEntity(name=NAME, id=self._party.rp_id)
            server = Fido2Server(party, verify_origin=self._party.origins.__contains__)
            server.allowed_algorithms = [
                PublicKeyCredentialParameters(type=PublicKeyCredentialType.PUBLIC_KEY, alg=number)
                for number in ALGORITHMS
            ]
            self._server = server
        return self._server


def challenge_in(client_data: str) -> str:
    """Return which challenge a key says it answers (unverified). Raises WrongSecurityKeyError."""
    try:
        said = json.loads(urlsafe_b64decode(client_data + "=" * (-len(client_data) % 4)))
        found = said["challenge"]
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error) as error:
        raise _refused() from error
    if not isinstance(found, str) or len(found) < _LEAST_CHALLENGE_BYTES:
        raise _refused()
    return found


def encoded(raw: bytes) -> str:
    """Return bytes as base64url without padding."""
    return urlsafe_b64encode(raw).decode().rstrip("=")


def _decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _descriptors(known: Sequence[str]) -> list[Any]:
    from fido2.webauthn import PublicKeyCredentialDescriptor, PublicKeyCredentialType

    return [PublicKeyCredentialDescriptor(type=PublicKeyCredentialType.PUBLIC_KEY, id=_decoded(each)) for each in known]


def _plain(options: Any) -> Options:
    """Return options as plain JSON: the ``publicKey`` member that browsers read."""
    inner: Options = json.loads(json.dumps(dict(options)))["publicKey"]
    return inner


def _refused() -> WrongSecurityKeyError:
    return WrongSecurityKeyError(
        "The security key's answer does not hold.", hint="Ask for a new challenge and use a key of this account."
    )
