"""A credential in the clear: checked against its kind, and turned into the bytes that are sealed."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from watchkeeper.estate.vault.errors import InvalidCredentialError
from watchkeeper.estate.vault.kinds import (
    AUTH_PROTOCOLS,
    KINDS,
    LEAST_PASSPHRASE,
    MOST_OCTETS,
    PRIV_PROTOCOLS,
    CredentialKind,
    Part,
)
from watchkeeper.estate.vault.ssh_keys import key_problem

__all__ = ["AUTH_PROTOCOLS", "PRIV_PROTOCOLS", "VERSIONS", "CredentialKind", "CredentialParts", "parse_secret_bytes"]

VERSIONS = {CredentialKind.SNMP_V1: "1", CredentialKind.SNMP_V2C: "2c", CredentialKind.SNMP_V3: "3"}
SECRETS = ("community", "auth_secret", "priv_secret", "password", "enable_secret", "private_key", "passphrase", "token")
"""The secret parts with a name of their own; ``generic`` has further ones in ``extra``."""

_SNMP_COMMUNITY = frozenset({CredentialKind.SNMP_V1, CredentialKind.SNMP_V2C})
_HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110 §5.6.2: token
_PATH = re.compile(r"/[!-~]*")
_MOST_PORT = 65_535


@dataclass(frozen=True, slots=True)
class CredentialParts:
    """Everything a credential consists of, in the clear. ``repr`` shows nothing that is secret.

    ``attributes`` are further parts that are not secret (port, header, domain); ``extra`` the free secrets of
    ``generic``.
    """

    kind: CredentialKind
    community: str = field(default="", repr=False)
    user: str = ""
    auth: str | None = None
    auth_secret: str = field(default="", repr=False)
    priv: str | None = None
    priv_secret: str = field(default="", repr=False)
    context: str = ""
    password: str = field(default="", repr=False)
    enable_secret: str = field(default="", repr=False)
    private_key: str = field(default="", repr=False)
    passphrase: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    attributes: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict, repr=False)

    def check(self) -> None:
        """Raise InvalidCredentialError when a part is missing, too long or does not belong to the kind."""
        if self.kind in _SNMP_COMMUNITY:
            problem = self._community_problem()
        elif self.kind is CredentialKind.SNMP_V3:
            problem = self._v3_problem()
        else:
            problem = self._problem() or self._value_problem()
        if problem:
            raise InvalidCredentialError(f"A credential of kind {self.kind} {problem}.")

    def value_of(self, name: str) -> str:
        """Return a part by its name; empty when it is not there."""
        if name in self.attributes:
            return self.attributes[name]
        return getattr(self, name, None) or ""

    def _community_problem(self) -> str | None:
        if not self.community:
            return "needs a community"
        if len(self.community.encode()) > MOST_OCTETS:
            return f"has a community longer than {MOST_OCTETS} octets"
        if self._given() - {"community"}:
            return "has only a community: user, auth, priv and context belong to snmp_v3"
        return None

    def _v3_problem(self) -> str | None:
        if self.community:
            return "has no community"
        if unknown := self._given() - KINDS[self.kind].names:
            return f"has no {', '.join(sorted(unknown))}"
        if not self.user:
            return "needs a user"
        if self.priv and not self.auth:
            return "cannot encrypt (priv) without authentication (auth)"
        for protocol, known, secret, word in (
            (self.auth, AUTH_PROTOCOLS, self.auth_secret, "auth"),
            (self.priv, PRIV_PROTOCOLS, self.priv_secret, "priv"),
        ):
            problem = _layer_problem(protocol, known, secret, word)
            if problem:
                return problem
        return None

    def _problem(self) -> str | None:
        spec = KINDS[self.kind]
        unknown = self._given() - spec.names
        if self.kind is CredentialKind.GENERIC:
            unknown -= set(self.attributes) | {"extra"}
            if not self.extra:
                return "needs at least one secret in extra"
        if unknown:
            return f"has no {', '.join(sorted(unknown))}"
        return next(filter(None, (_part_problem(part, self.value_of(part.name)) for part in spec.parts)), None)

    def _value_problem(self) -> str | None:
        port, header = self.attributes.get("port", ""), self.attributes.get("header", "")
        if port and not (port.isascii() and port.isdigit() and 0 < int(port) <= _MOST_PORT):
            return f"needs a port from 1 to {_MOST_PORT}"
        if header and not _HEADER.fullmatch(header):
            return "needs a header's name of letters, digits and dashes"
        path = self.attributes.get("path", "")
        if path and not _PATH.fullmatch(path):
            return "needs a path that begins with / and has no blanks"
        if any("\n" in value or "\r" in value for value in (self.user, self.password, self.token)):
            return "cannot have a line break in a user, password or token"
        return key_problem(self.private_key, self.passphrase) if self.private_key else None

    def _given(self) -> set[str]:
        named = {name for name in (*SECRETS, "user", "auth", "priv", "context") if getattr(self, name)}
        return named | {name for name, value in self.attributes.items() if value} | ({"extra"} if self.extra else set())

    def secrets(self) -> dict[str, str]:
        """Return the secret parts that are there, by name; those of ``extra`` among them."""
        named = {name: getattr(self, name) for name in SECRETS}
        return {name: value for name, value in named.items() if value} | dict(self.extra)

    def secret_bytes(self) -> bytes:
        """Return the secret parts as bytes to be sealed."""
        named: dict[str, object] = {name: getattr(self, name) for name in SECRETS if getattr(self, name)}
        if self.extra:
            named["extra"] = dict(self.extra)
        return json.dumps(named, ensure_ascii=False).encode()


def _part_problem(part: Part, value: str) -> str | None:
    if part.required and not value:
        return f"needs a {part.name}"
    if value and part.choices and value not in part.choices:
        return f"knows no {part.name} of that name; one of {', '.join(part.choices)}"
    if len(value.encode()) > part.most:
        return f"has a {part.name} longer than {part.most} octets"
    return None


def _layer_problem(protocol: str | None, known: tuple[str, ...], secret: str, word: str) -> str | None:
    if protocol is None:
        return f"has an {word}_secret but no {word} protocol" if secret else None
    if protocol not in known:
        return f"knows no {word} protocol of that name; one of {', '.join(known)}"
    if len(secret) < LEAST_PASSPHRASE:
        return f"needs an {word}_secret of at least {LEAST_PASSPHRASE} characters"
    return None


def parse_secret_bytes(opened: bytes) -> dict[str, str]:
    """Return the named secret parts that ``secret_bytes`` wrote; free ones of ``generic`` are in ``parse_extra``."""
    return {name: value for name, value in json.loads(opened).items() if name != "extra"}


def parse_extra(opened: bytes) -> dict[str, str]:
    """Return the free secrets that ``secret_bytes`` wrote."""
    extra: dict[str, str] = json.loads(opened).get("extra", {})
    return extra
