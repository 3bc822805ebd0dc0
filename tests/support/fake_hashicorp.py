"""A small HashiCorp Vault on loopback, after its HTTP API documentation: KV version 2, transit, Kubernetes login.

Debian has no Vault. It answers what the platform asks, with Vault's own status codes and error bodies, and refuses the
rest with 404.
"""

import base64
import json
import secrets
import threading
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM


class State:
    def __init__(self):
        self.tokens = {"root-token"}
        self.jwts = {"pod-jwt": "watchkeeper"}
        self.secrets = {}
        self.transit = {}
        self.sealed = False
        self.asked = []

    def new_transit_version(self, name):
        self.transit.setdefault(name, []).append(AESGCM.generate_key(bit_length=256))


def _now():
    return datetime.now(UTC).isoformat().replace("+00:00", "123Z")


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    @property
    def state(self):
        return self.server.state

    def log_message(self, *_arguments):
        pass

    def answer(self, status, body=None):
        data = json.dumps(body).encode() if body is not None else b""
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def refuse(self, status, *errors):
        self.answer(status, {"errors": list(errors)})

    def handle_any(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length) or b"{}")
        url = urlsplit(self.path)
        parts = url.path.removeprefix("/v1/").split("/")
        self.state.asked.append((self.command, url.path))
        if self.state.sealed:
            return self.refuse(503, "Vault is sealed")
        if parts == ["auth", "kubernetes", "login"]:
            return self.log_in(body)
        if self.headers.get("X-Vault-Token") not in self.state.tokens:
            return self.refuse(403, "permission denied")
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        if parts[0] == "secret":
            return self.kv(parts[1], "/".join(parts[2:]), body, query)
        if parts[0] == "transit" and len(parts) == 3:
            return self.cipher(parts[1], parts[2], body)
        return self.refuse(404)

    do_GET = do_POST = do_PUT = do_DELETE = handle_any  # noqa: N815  # the base class names them so

    def log_in(self, body):
        if self.state.jwts.get(body.get("jwt")) != body.get("role"):
            return self.refuse(403, "permission denied")
        token = secrets.token_urlsafe(16)
        self.state.tokens.add(token)
        return self.answer(200, {"auth": {"client_token": token, "lease_duration": 3600, "renewable": True}})

    def kv(self, what, path, body, query):  # noqa: PLR0911  # one return an endpoint
        versions = self.state.secrets.get(path)
        if what == "metadata" and self.command == "GET":
            if versions is None:
                return self.refuse(404)
            told = {
                str(n): {"created_time": v["at"], "deletion_time": "", "destroyed": v["data"] is None}
                for n, v in enumerate(versions, 1)
            }
            return self.answer(200, {"data": {"current_version": len(versions), "versions": told}})
        if what == "data" and self.command == "GET":
            number = int(query.get("version") or len(versions or []))
            if not versions or not 0 < number <= len(versions) or versions[number - 1]["data"] is None:
                return self.refuse(404)
            return self.answer(200, {"data": {"data": versions[number - 1]["data"], "metadata": {"version": number}}})
        if what == "data":
            cas = body.get("options", {}).get("cas")
            if cas is not None and cas != len(versions or []):
                return self.refuse(400, "check-and-set parameter did not match the current version")
            self.state.secrets.setdefault(path, []).append({"data": body["data"], "at": _now()})
            return self.answer(200, {"data": {"version": len(self.state.secrets[path])}})
        if what == "destroy":
            for number in body["versions"]:
                versions[number - 1]["data"] = None
            return self.answer(204)
        return self.refuse(405, "unsupported operation")

    def cipher(self, verb, name, body):
        keys = self.state.transit.get(name)
        if not keys:
            return self.refuse(400, "encryption key not found")
        if verb == "encrypt":
            return self.answer(200, {"data": {"ciphertext": self.encrypted(keys, base64.b64decode(body["plaintext"]))}})
        try:
            plain = self.decrypted(keys, body["ciphertext"])
        except (ValueError, IndexError, InvalidTag):
            return self.refuse(400, "invalid ciphertext: unable to decrypt")
        if verb == "decrypt":
            return self.answer(200, {"data": {"plaintext": base64.b64encode(plain).decode()}})
        return self.answer(200, {"data": {"ciphertext": self.encrypted(keys, plain)}})

    @staticmethod
    def encrypted(keys, plain):
        nonce = secrets.token_bytes(12)
        sealed = nonce + AESGCM(keys[-1]).encrypt(nonce, plain, None)
        return f"vault:v{len(keys)}:{base64.b64encode(sealed).decode()}"

    @staticmethod
    def decrypted(keys, text):
        _, version, sealed = text.split(":")
        raw = base64.b64decode(sealed)
        return AESGCM(keys[int(version[1:]) - 1]).decrypt(raw[:12], raw[12:], None)


@contextmanager
def fake_hashicorp():
    """Run it; yields its address and its state."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.state = State()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", server.state
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
