"""From an SSH credential to what an SSH connection takes. Pure."""

from watchkeeper.estate.drivers.ssh.connecting import PORT, SshLogin
from watchkeeper.estate.vault.errors import InvalidCredentialError
from watchkeeper.estate.vault.kinds import CredentialKind
from watchkeeper.estate.vault.secrets import CredentialParts

_KINDS = frozenset({CredentialKind.SSH_PASSWORD, CredentialKind.SSH_KEY, CredentialKind.NETCONF})


def login_of(parts: CredentialParts) -> SshLogin:
    """Return the login of a credential. Raises InvalidCredentialError for a kind that does not go over SSH."""
    if parts.kind not in _KINDS:
        raise InvalidCredentialError(f"A credential of kind {parts.kind} does not log in by SSH.")
    return SshLogin(parts.user, parts.password, parts.private_key, parts.passphrase)


def port_of(parts: CredentialParts) -> int:
    """Return the port that a credential names, or the usual one. Raises InvalidCredentialError for no port."""
    text = parts.value_of("port")
    if not text:
        return PORT
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 2**16):
        raise InvalidCredentialError(f"{text!r} is no port.")
    return int(text)
