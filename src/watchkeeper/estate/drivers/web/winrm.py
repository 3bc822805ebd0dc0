"""Tries a login by WinRM: WS-Management over HTTP, where Windows asks for NTLM (MS-WSMV, MS-NTHT, MS-NLMP).

The handshake alone proves the login, so nothing is asked beyond it. The password itself is never sent; over TLS the
handshake is bound to the server's certificate (RFC 5929, tls-server-end-point), so that nobody in between can pass it on.
"""

import base64
import ssl
import struct
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

import httpx

from watchkeeper.estate.drivers.protocol import Outcome
from watchkeeper.estate.drivers.web.login import Client, Said, Tls, judged, url_of, while_connected

if TYPE_CHECKING:
    from spnego.channel_bindings import GssChannelBindings

PATH: Final = "/wsman"
_SCHEME: Final = "negotiate"


@dataclass(frozen=True, slots=True)
class WinRmLogin:
    """An account of a Windows host; ``domain`` is empty for a local one."""

    user: str
    password: str = field(repr=False)
    domain: str = ""
    tls: Tls = Tls.VERIFIED

    @property
    def port(self) -> int:
        """The usual port."""
        return 5985 if self.tls is Tls.NONE else 5986

    @property
    def account(self) -> str:
        """The account as NTLM names it."""
        return f"{self.domain}\\{self.user}" if self.domain else self.user


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the server said: the schemes it asks for, and its part of the handshake."""

    status: int
    schemes: frozenset[str]
    token: bytes | None
    certificate: bytes | None


async def try_winrm(host: str, port: int, login: WinRmLogin, client: Client) -> Said:
    """Shake hands once. Raises what the client's policy refuses by."""
    url = url_of(login.tls, host, port, PATH)

    async def shaking_hands() -> Said:
        async with client(login.tls is Tls.VERIFIED) as asking:
            return await _shaken(asking, url, host, login)

    return await while_connected(url, shaking_hands())


async def _shaken(asking: httpx.AsyncClient, url: str, host: str, login: WinRmLogin) -> Said:
    import spnego

    first = await _post(asking, url)
    if first.status != HTTPStatus.UNAUTHORIZED:
        return Said(Outcome.UNSUPPORTED, f"{url} answers {first.status} without asking for a login: no WinRM there.")
    if _SCHEME not in first.schemes:
        offered = ", ".join(sorted(first.schemes)) or "nothing"
        return Said(Outcome.UNSUPPORTED, f"{url} does not offer NTLM (Negotiate); it offers {offered}.")
    bindings = None if first.certificate is None else _bindings(first.certificate)
    context = spnego.client(
        login.account, login.password, hostname=host, service="http", channel_bindings=bindings, protocol="ntlm"
    )
    challenge = await _post(asking, url, context.step())
    if challenge.token is None:
        return Said(Outcome.RPC_ERROR, f"{url} does not go on with the NTLM handshake: it answers {challenge.status}.")
    try:
        proof = context.step(challenge.token)
    except (spnego.exceptions.SpnegoError, ValueError, LookupError, OverflowError, struct.error):
        return Said(Outcome.RPC_ERROR, f"{url} sends an NTLM challenge that cannot be read.")
    return judged(url, (await _post(asking, url, proof)).status)


async def _post(asking: httpx.AsyncClient, url: str, token: bytes | None = None) -> _Answer:
    headers = {"Content-Type": "application/soap+xml;charset=UTF-8"}
    if token is not None:
        headers["Authorization"] = f"Negotiate {base64.b64encode(token).decode()}"
    async with asking.stream("POST", url, headers=headers, content=b"", follow_redirects=False) as answer:
        offered = [one.strip() for one in answer.headers.get_list("WWW-Authenticate", split_commas=True)]
        schemes = {one.partition(" ")[0].lower(): one.partition(" ")[2] for one in offered}
        tls = answer.extensions["network_stream"].get_extra_info("ssl_object")
        certificate = tls.getpeercert(binary_form=True) if isinstance(tls, ssl.SSLObject | ssl.SSLSocket) else None
        await answer.aread()  # NTLM proves a connection, not a request: it has to stay open
        return _Answer(answer.status_code, frozenset(schemes), _octets(schemes.get(_SCHEME, "")), certificate)


def _octets(text: str) -> bytes | None:
    try:
        return base64.b64decode(text, validate=True) or None
    except ValueError:
        return None


def _bindings(certificate: bytes) -> "GssChannelBindings":
    """Return what binds a handshake to a certificate: its hash by its own algorithm, SHA-256 for weak ones."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from spnego.channel_bindings import GssChannelBindings

    found = x509.load_der_x509_certificate(certificate)
    own = found.signature_hash_algorithm
    weak = own is None or isinstance(own, hashes.MD5 | hashes.SHA1)
    digest = found.fingerprint(hashes.SHA256() if weak or own is None else own)
    return GssChannelBindings(application_data=b"tls-server-end-point:" + digest)
