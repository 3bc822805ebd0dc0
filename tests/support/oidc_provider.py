"""A small OpenID Connect provider as a process of its own: discovery, keys, code flow with PKCE, user info, logout.

Tests bend it with ``POST /control``: JSON merged into its state, such as ``{"claims": {"aud": "another"}}`` (for
the next ID tokens), ``{"rotate": true}`` (new signing key, the old one withdrawn), ``{"user": {…}}``.

    python oidc_provider.py PORT CLIENT_ID CLIENT_SECRET
"""

import base64
import hashlib
import json
import secrets
import sys
import time
from typing import Any
from urllib.parse import parse_qs, urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"
USER = {"sub": "u-1", "preferred_username": "ola", "name": "Ola Nord", "email": "ola@example.org", "groups": ["netops"]}


class Provider:
    """The state and the addresses of one provider."""

    def __init__(self, issuer: str, client_id: str, client_secret: str) -> None:
        self.issuer, self.client_id, self.client_secret = issuer, client_id, client_secret
        self.key = RSAKey.generate_key(2048, auto_kid=True)
        self.codes: dict[str, dict[str, str]] = {}
        self.state: dict[str, Any] = {"user": USER, "claims": {}, "drop": [], "userinfo": None, "key_fetches": 0}

    def app(self) -> Starlette:
        """Return the application."""
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.describe),
                Route("/keys", self.keys),
                Route("/authorize", self.authorize),
                Route("/token", self.token, methods=["POST"]),
                Route("/userinfo", self.userinfo),
                Route("/logout", self.logout),
                Route("/control", self.control, methods=["POST"]),
                Route("/logout-token", self.logout_token, methods=["POST"]),
            ]
        )

    async def describe(self, _request: Request) -> Response:
        """OpenID Connect Discovery 1.0."""
        at = self.issuer
        return JSONResponse(
            {
                "issuer": self.state.get("issuer", at),
                "authorization_endpoint": f"{at}/authorize",
                "token_endpoint": f"{at}/token",
                "jwks_uri": f"{at}/keys",
                "userinfo_endpoint": f"{at}/userinfo",
                "end_session_endpoint": f"{at}/logout",
                "token_endpoint_auth_methods_supported": ["client_secret_basic"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    async def keys(self, _request: Request) -> Response:
        """The public key."""
        self.state["key_fetches"] += 1
        return JSONResponse({"keys": [{**self.key.as_dict(private=False), "use": "sig"}]})

    async def authorize(self, request: Request) -> Response:
        """Everybody is logged in at once; with ``?prompt`` set by a test, a page with a button asks first."""
        asked = dict(request.query_params)
        missing = {"redirect_uri", "state", "nonce", "code_challenge"} - set(asked)
        if missing or asked.get("client_id") != self.client_id or asked.get("code_challenge_method") != "S256":
            return JSONResponse({"error": "invalid_request", "missing": sorted(missing)}, status_code=400)
        if self.state.get("ask") and "yes" not in asked:
            again = urlencode({**asked, "yes": "1"})
            return HTMLResponse(f'<h1>Provider</h1><a id="yes" href="/authorize?{again}">Log in as ola</a>')
        code = secrets.token_urlsafe(24)
        self.codes[code] = asked
        answer = urlencode({"code": code, "state": asked["state"]})
        return RedirectResponse(f"{asked['redirect_uri']}?{answer}", 303)

    async def token(self, request: Request) -> Response:
        """Redeem a code, once, for whoever knows the client's secret and the verifier."""
        form = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
        wanted = base64.b64encode(f"{self.client_id}:{self.client_secret}".encode()).decode()
        asked = self.codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if request.headers.get("authorization") != f"Basic {wanted}":
            return JSONResponse({"error": "invalid_client"}, status_code=401)
        if asked is None or asked["code_challenge"] != challenge or asked["redirect_uri"] != form.get("redirect_uri"):
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        return JSONResponse({"access_token": "at-1", "token_type": "Bearer", "id_token": self.id_token(asked)})

    def id_token(self, asked: dict[str, str]) -> str:
        """Return an ID token for the present user, bent as the test wants it.

        The person has been logged in here for an hour, unless ``prompt=login`` has them asked again now.
        """
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": self.client_id, "iat": now, "exp": now + 300, "sid": "s-1"}
        claims |= {"nonce": asked["nonce"], "auth_time": now if asked.get("prompt") == "login" else now - 3600}
        claims |= self.state["user"] | self.state["claims"]
        claims = {name: value for name, value in claims.items() if name not in self.state["drop"]}
        return self.sign(claims)

    def sign(self, claims: dict[str, Any]) -> str:
        """Sign with the present key, or as the test wants it."""
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, self.key)

    async def userinfo(self, _request: Request) -> Response:
        """Who it is, again."""
        return JSONResponse(self.state["userinfo"] or self.state["user"])

    async def logout(self, request: Request) -> Response:
        """RP-initiated logout: remember what was asked, and send the browser back."""
        self.state["logout"] = dict(request.query_params)
        back = request.query_params.get("post_logout_redirect_uri")
        return RedirectResponse(back, 303) if back else HTMLResponse("logged out")

    async def control(self, request: Request) -> Response:
        """Bend the provider; answers with its state."""
        change = json.loads(await request.body() or b"{}")
        if change.pop("rotate", False):
            self.key = RSAKey.generate_key(2048, auto_kid=True)
        self.state |= change
        return JSONResponse(self.state)

    async def logout_token(self, request: Request) -> Response:
        """Sign a logout token with the claims of the request on top."""
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": self.client_id, "iat": now, "exp": now + 120, "jti": secrets.token_hex(8)}
        claims |= {"events": {LOGOUT_EVENT: {}}, **json.loads(await request.body() or b"{}")}
        return JSONResponse({"logout_token": self.sign({k: v for k, v in claims.items() if v is not None})})


def main() -> None:
    """Serve until told to stop."""
    port, client_id, client_secret = int(sys.argv[1]), sys.argv[2], sys.argv[3]
    provider = Provider(f"http://127.0.0.1:{port}", client_id, client_secret)
    uvicorn.run(provider.app(), host="127.0.0.1", port=port, log_level="warning")


if __name__ == "__main__":
    main()
