"""The words accounts are described with: what an account is, who vouches for it, how a login came about."""

from enum import StrEnum


class Kind(StrEnum):
    """What an account stands for. A service has no password and no session, only keys."""

    PERSON = "person"
    SERVICE = "service"


class Origin(StrEnum):
    """Who vouches for an account: this installation, or an identity provider."""

    LOCAL = "local"
    OIDC = "oidc"
    LDAP = "ldap"
    PROXY = "proxy"


class Method(StrEnum):
    """How the person of a session was recognised."""

    PASSWORD = "password"  # noqa: S105  # a word, no secret
    OIDC = "oidc"
    LDAP = "ldap"
    PROXY = "proxy"
    PASSKEY = "passkey"


class RoleSource(StrEnum):
    """Who decides an account's role. What an administrator decides, a mapping never changes."""

    MANUAL = "manual"
    MAPPING = "mapping"
