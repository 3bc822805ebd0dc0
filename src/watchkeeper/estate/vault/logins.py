"""From a credential to what a connection takes. Pure."""

import base64

from watchkeeper.estate.drivers.ssh.connecting import SshLogin
from watchkeeper.estate.drivers.web.login import Tls, WebLogin
from watchkeeper.estate.drivers.web.winrm import WinRmLogin
from watchkeeper.estate.vault.errors import InvalidCredentialError
from watchkeeper.estate.vault.kinds import KINDS, CredentialKind
from watchkeeper.estate.vault.secrets import CredentialParts

_OVER_SSH = frozenset({CredentialKind.SSH_PASSWORD, CredentialKind.SSH_KEY, CredentialKind.NETCONF})


def login_of(parts: CredentialParts) -> SshLogin:
    """Return the SSH login of a credential. Raises InvalidCredentialError for a kind that does not go over SSH."""
    if parts.kind not in _OVER_SSH:
        raise InvalidCredentialError(f"A credential of kind {parts.kind} does not log in by SSH.")
    return SshLogin(parts.user, parts.password, parts.private_key, parts.passphrase)


def web_login_of(parts: CredentialParts) -> WebLogin:
    """Return the HTTP login of a credential. Raises InvalidCredentialError for a kind that does not go over HTTP."""
    if parts.kind is CredentialKind.HTTP_BASIC:
        pair = base64.b64encode(f"{parts.user}:{parts.password}".encode()).decode()
        header, value = "Authorization", f"Basic {pair}"
    elif parts.kind is CredentialKind.HTTP_TOKEN:
        scheme = parts.attributes.get("scheme", _default(parts, "scheme"))
        header, value = _attribute(parts, "header"), f"{scheme} {parts.token}".strip()
    else:
        raise InvalidCredentialError(f"A credential of kind {parts.kind} does not log in by HTTP.")
    return WebLogin(_attribute(parts, "path"), Tls(_attribute(parts, "tls")), {header: value})


def winrm_login_of(parts: CredentialParts) -> WinRmLogin:
    """Return the WinRM login of a credential.

    Raises InvalidCredentialError for another kind, and for a transport that nobody here speaks.
    """
    if parts.kind is not CredentialKind.WINRM:
        raise InvalidCredentialError(f"A credential of kind {parts.kind} does not log in by WinRM.")
    transport = _attribute(parts, "transport")
    if transport != "ntlm":
        raise InvalidCredentialError(
            f"Watchkeeper does not log in by WinRM over {transport}.", hint="Set the credential's transport to ntlm."
        )
    return WinRmLogin(parts.user, parts.password, parts.value_of("domain"), Tls(_attribute(parts, "tls")))


def port_of(parts: CredentialParts, usual: int) -> int:
    """Return the port that a credential names, or the ``usual`` one. Raises InvalidCredentialError for no port."""
    text = parts.value_of("port")
    if not text:
        return usual
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 2**16):
        raise InvalidCredentialError(f"{text!r} is no port.")
    return int(text)


def _attribute(parts: CredentialParts, name: str) -> str:
    return parts.value_of(name) or _default(parts, name)


def _default(parts: CredentialParts, name: str) -> str:
    return next((part.default for part in KINDS[parts.kind].parts if part.name == name), "")
