"""The kinds of credentials: what each opens, which parts it has, which of them are secret. A table, not code."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

AUTH_PROTOCOLS = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")
PRIV_PROTOCOLS = ("des", "aes128", "aes192", "aes256", "aes192c", "aes256c")
LEAST_PASSPHRASE = 8  # RFC 3414 §11.2: passphrases shorter than 8 octets are refused by conforming agents
MOST_OCTETS = 255
MOST_KEY_OCTETS = 16_384


class CredentialKind(StrEnum):
    """What a credential consists of."""

    SNMP_V1 = "snmp_v1"
    SNMP_V2C = "snmp_v2c"
    SNMP_V3 = "snmp_v3"
    SSH_PASSWORD = "ssh_password"  # noqa: S105  # a kind
    SSH_KEY = "ssh_key"
    NETCONF = "netconf"
    HTTP_BASIC = "http_basic"
    HTTP_TOKEN = "http_token"  # noqa: S105  # a kind
    WINRM = "winrm"
    GENERIC = "generic"


class Protocol(StrEnum):
    """What a credential opens: those of one protocol are tried one after the other."""

    SNMP = "snmp"
    SSH = "ssh"
    NETCONF = "netconf"
    HTTP = "http"
    WINRM = "winrm"
    GENERIC = "generic"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a credential. A ``secret`` one goes in and never comes out but by revealing."""

    name: str
    label: str
    secret: bool = False
    required: bool = False
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = MOST_OCTETS
    multiline: bool = False
    default: str = ""


@dataclass(frozen=True, slots=True)
class KindSpec:
    """What a kind is called, what it opens, which parts it has."""

    kind: CredentialKind
    label: str
    protocol: Protocol
    parts: tuple[Part, ...]

    @property
    def names(self) -> frozenset[str]:
        """The names of the parts."""
        return frozenset(part.name for part in self.parts)


_USER = Part("user", "User", required=True)
_PASSWORD = Part("password", "Password", secret=True, required=True, most=1024)
_KEY = Part("private_key", "Private key", secret=True, required=True, most=MOST_KEY_OCTETS, multiline=True)
_PASSPHRASE = Part("passphrase", "Passphrase of the key", secret=True, most=1024)
_COMMUNITY = Part("community", "Community", secret=True, required=True)
_PORT = Part("port", "Port")

_TLS = Part("tls", "Certificate", choices=("verified", "unverified", "none"), default="verified")
_WEB = (Part("path", "Path that asks for the login", default="/", most=1024), _TLS, _PORT)

_SPECS = (
    KindSpec(CredentialKind.SNMP_V1, "SNMP v1", Protocol.SNMP, (_COMMUNITY,)),
    KindSpec(CredentialKind.SNMP_V2C, "SNMP v2c", Protocol.SNMP, (_COMMUNITY,)),
    KindSpec(
        CredentialKind.SNMP_V3,
        "SNMP v3",
        Protocol.SNMP,
        (
            _USER,
            Part("auth", "Authentication", choices=AUTH_PROTOCOLS, default="sha256"),
            Part("auth_secret", "Authentication passphrase", secret=True, least=LEAST_PASSPHRASE),
            Part("priv", "Encryption", choices=PRIV_PROTOCOLS, default="aes128"),
            Part("priv_secret", "Encryption passphrase", secret=True, least=LEAST_PASSPHRASE),
            Part("context", "Context"),
        ),
    ),
    KindSpec(
        CredentialKind.SSH_PASSWORD,
        "SSH password",
        Protocol.SSH,
        (_USER, _PASSWORD, Part("enable_secret", "Enable secret", secret=True, most=1024), _PORT),
    ),
    KindSpec(
        CredentialKind.SSH_KEY,
        "SSH key",
        Protocol.SSH,
        (_USER, _KEY, _PASSPHRASE, Part("enable_secret", "Enable secret", secret=True, most=1024), _PORT),
    ),
    KindSpec(CredentialKind.NETCONF, "NETCONF", Protocol.NETCONF, (_USER, _PASSWORD, _PORT)),
    KindSpec(CredentialKind.HTTP_BASIC, "HTTP basic", Protocol.HTTP, (_USER, _PASSWORD, *_WEB)),
    KindSpec(
        CredentialKind.HTTP_TOKEN,
        "HTTP token",
        Protocol.HTTP,
        (
            Part("token", "Token", secret=True, required=True, most=8192),
            Part("header", "Header", default="Authorization"),
            Part("scheme", "Scheme before the token", default="Bearer"),
            *_WEB,
        ),
    ),
    KindSpec(
        CredentialKind.WINRM,
        "WinRM",
        Protocol.WINRM,
        (
            _USER,
            _PASSWORD,
            Part("domain", "Domain"),
            Part("transport", "Transport", choices=("ntlm", "kerberos", "credssp"), default="ntlm"),
            _TLS,
            _PORT,
        ),
    ),
    KindSpec(CredentialKind.GENERIC, "Generic", Protocol.GENERIC, (Part("user", "User"),)),
)

KINDS: Final[Mapping[CredentialKind, KindSpec]] = {spec.kind: spec for spec in _SPECS}
"""What there is to know of each kind. ``generic`` may have any further secret fields."""

TriedProtocol = Literal[Protocol.SSH, Protocol.NETCONF, Protocol.HTTP, Protocol.WINRM]
"""Protocols whose login can be tried on a device. SNMP is tried by every poll."""

PROTOCOL_OF: Final[Mapping[str, Protocol]] = {spec.kind.value: spec.protocol for spec in _SPECS}

LOCKS_OUT: Final = frozenset({Protocol.SSH, Protocol.NETCONF, Protocol.HTTP, Protocol.WINRM})
"""Protocols whose servers lock an account after some wrong logins; SNMP agents have no such thing."""
