"""A Windows host's WinRM endpoint for tests, as far as the login: NTLM on each connection, with or without TLS."""

import base64
import contextlib
import hashlib
import os
import ssl
import tempfile
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import spnego
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import load_pem_x509_certificate
from spnego.channel_bindings import GssChannelBindings

DOMAIN, USER, PASSWORD = "HELM", "wk", "s3cret-7"


class _Endpoint(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    scheme = "Negotiate"
    challenge: str | None = None
    bindings: GssChannelBindings | None = None
    asked: list[str]

    def setup(self) -> None:
        super().setup()
        self._context = spnego.server(protocol="ntlm", channel_bindings=self.bindings)

    def do_POST(self) -> None:
        login = self.headers.get("Authorization", "")
        self.asked.append(login)
        if self.path != "/wsman":
            self._answer(404)
        elif not login:
            self._answer(401, self.scheme)
        else:
            self._step(base64.b64decode(login.removeprefix("Negotiate ")))

    def _step(self, token: bytes) -> None:
        try:
            answer = self._context.step(token)
        except spnego.exceptions.SpnegoError:
            self._answer(401, self.scheme)
            return
        if self._context.complete:
            self._answer(200)
        else:
            self._answer(401, f"Negotiate {self.challenge or base64.b64encode(answer or b'').decode()}")

    def _answer(self, status: int, asks: str = "") -> None:
        self.send_response(status)
        if asks:
            self.send_header("WWW-Authenticate", asks)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def running_winrm(
    tls: Path | None = None, *, scheme: str = "Negotiate", challenge: str | None = None
) -> Iterator[tuple[int, list[str]]]:
    """Yield the port, and the Authorization headers that came; over TLS the handshake has to be bound to it.

    ``challenge`` is sent in place of a right one.
    """
    asked: list[str] = []
    told = {"asked": asked, "scheme": scheme, "challenge": challenge}
    context = None
    if tls is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(tls)
        certificate = load_pem_x509_certificate(tls.read_bytes()).public_bytes(Encoding.DER)
        digest = hashlib.sha256(certificate).digest()
        told["bindings"] = GssChannelBindings(application_data=b"tls-server-end-point:" + digest)
    with known_accounts():
        server = ThreadingHTTPServer(("127.0.0.1", 0), type("Endpoint", (_Endpoint,), told))
        if context is not None:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield server.server_address[1], asked
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


@contextlib.contextmanager
def known_accounts() -> Iterator[None]:
    """Tell the NTLM acceptor whom it knows: it reads a file that the environment names."""
    before = os.environ.get("NTLM_USER_FILE")
    with tempfile.NamedTemporaryFile("w", suffix=".ntlm") as accounts:
        accounts.write(f"{DOMAIN}:{USER}:{PASSWORD}\n")
        accounts.flush()
        os.environ["NTLM_USER_FILE"] = accounts.name
        try:
            yield
        finally:
            os.environ.pop("NTLM_USER_FILE")
            if before is not None:
                os.environ["NTLM_USER_FILE"] = before
