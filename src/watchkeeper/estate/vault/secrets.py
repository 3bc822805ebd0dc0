"""The kinds of credentials: which parts each needs, which of them are secret, and how they become bytes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from watchkeeper.estate.vault.errors import InvalidCredentialError

AUTH_PROTOCOLS = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")
PRIV_PROTOCOLS = ("des", "aes128", "aes192", "aes256", "aes192c", "aes256c")
LEAST_PASSPHRASE = 8  # RFC 3414 §11.2: passphrases shorter than 8 octets are refused by conforming agents
MOST_OCTETS = 255


class CredentialKind(StrEnum):
    """What a credential opens."""

    SNMP_V1 = "snmp_v1"
    SNMP_V2C = "snmp_v2c"
    SNMP_V3 = "snmp_v3"


VERSIONS = {CredentialKind.SNMP_V1: "1", CredentialKind.SNMP_V2C: "2c", CredentialKind.SNMP_V3: "3"}


@dataclass(frozen=True, slots=True)
class CredentialParts:
    """Everything a credential consists of, in the clear. ``repr`` shows nothing that is secret."""

    kind: CredentialKind
    community: str = field(default="", repr=False)
    user: str = ""
    auth: str | None = None
    auth_secret: str = field(default="", repr=False)
    priv: str | None = None
    priv_secret: str = field(default="", repr=False)
    context: str = ""

    def check(self) -> None:
        """Raise InvalidCredentialError when a part is missing, too long or does not belong to the kind."""
        problem = self._community_problem() if self.kind is not CredentialKind.SNMP_V3 else self._v3_problem()
        if problem:
            raise InvalidCredentialError(f"A credential of kind {self.kind} {problem}.")

    def _community_problem(self) -> str | None:
        if not self.community:
            return "needs a community"
        if len(self.community.encode()) > MOST_OCTETS:
            return f"has a community longer than {MOST_OCTETS} octets"
        if self.user or self.auth or self.priv or self.auth_secret or self.priv_secret or self.context:
            return "has only a community: user, auth, priv and context belong to snmp_v3"
        return None

    def _v3_problem(self) -> str | None:
        if self.community:
            return "has no community"
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

    def secret_bytes(self) -> bytes:
        """Return the secret parts as bytes to be sealed."""
        secrets = {"community": self.community, "auth_secret": self.auth_secret, "priv_secret": self.priv_secret}
        return json.dumps({name: value for name, value in secrets.items() if value}, ensure_ascii=False).encode()


def _layer_problem(protocol: str | None, known: tuple[str, ...], secret: str, word: str) -> str | None:
    if protocol is None:
        return f"has an {word}_secret but no {word} protocol" if secret else None
    if protocol not in known:
        return f"knows no {word} protocol {protocol!r}; one of {', '.join(known)}"
    if len(secret) < LEAST_PASSPHRASE:
        return f"needs an {word}_secret of at least {LEAST_PASSPHRASE} characters"
    return None


def parse_secret_bytes(opened: bytes) -> Mapping[str, str]:
    """Return the secret parts that ``secret_bytes`` wrote."""
    parts: dict[str, str] = json.loads(opened)
    return parts
