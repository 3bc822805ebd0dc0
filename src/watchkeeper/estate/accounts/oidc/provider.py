"""The provider as a server: its description, its keys, its token and user info endpoints."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx

from watchkeeper.core.telemetry import get_logger
from watchkeeper.estate.accounts.external.errors import ProviderRefusedError, ProviderUnavailableError
from watchkeeper.estate.accounts.oidc.settings import OidcSettings
from watchkeeper.estate.accounts.oidc.tokens import key_id_of

if TYPE_CHECKING:
    from joserfc.jwk import KeySet

METADATA_LIFETIME_S = 3600
KEYS_AGAIN_AFTER_S = 10
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_MOST_BYTES = 1_000_000

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is used of a provider's description (OpenID Connect Discovery 1.0)."""

    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str = ""
    end_session_endpoint: str = ""
    basic_authentication: bool = True


class OidcProvider:
    """Asks the provider, and remembers what seldom changes: its description for an hour, its keys until one is new."""

    def __init__(self, settings: OidcSettings) -> None:
        self._settings = settings
        self._metadata: Metadata | None = None
        self._metadata_at = 0.0
        self._keys: KeySet | None = None
        self._keys_at = 0.0

    async def metadata(self) -> Metadata:
        """Return the provider's description.

        Raises ProviderUnavailableError, and ProviderRefusedError for one that is of another issuer or not encrypted.
        """
        if self._metadata is None or time.monotonic() - self._metadata_at > METADATA_LIFETIME_S:
            issuer = self._settings.issuer.rstrip("/")
            found = await self._get_json(f"{issuer}/.well-known/openid-configuration")
            self._metadata, self._metadata_at = _read_metadata(found, self._settings.issuer), time.monotonic()
        return self._metadata

    async def keys_for(self, token: str) -> "KeySet":
        """Return the provider's keys, fetched anew when ``token`` names one that is not known: keys are rotated.

        Unknown names make one request in ten seconds and no more. Raises as ``metadata`` does.
        """
        named = key_id_of(token)
        known = self._keys is not None and (named is None or any(key.kid == named for key in self._keys.keys))
        recent = self._keys is not None and time.monotonic() - self._keys_at < KEYS_AGAIN_AFTER_S
        if self._keys is None or not (known or recent):
            self._keys, self._keys_at = await self._fetch_keys(), time.monotonic()
        return self._keys

    async def redeem(self, code: str, verifier: str, redirect_uri: str) -> Mapping[str, Any]:
        """Return the token endpoint's answer for ``code``. Raises ProviderUnavailableError and ProviderRefusedError."""
        metadata = await self.metadata()
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
            "code_verifier": verifier,
        }
        secret = self._settings.client_secret
        authentication: httpx.Auth | None = None
        if secret is None or not metadata.basic_authentication:
            form["client_id"] = self._settings.client_id
            form |= {"client_secret": secret.get_secret_value()} if secret else {}
        else:
            authentication = httpx.BasicAuth(self._settings.client_id, secret.get_secret_value())
        async with self._client() as client:
            return await _json_of(
                client.post(metadata.token_endpoint, data=form, auth=authentication or httpx.USE_CLIENT_DEFAULT)
            )

    async def userinfo(self, access_token: str) -> Mapping[str, Any]:
        """Return what the user info endpoint says, nothing when there is none. Raises as ``redeem`` does."""
        metadata = await self.metadata()
        if not metadata.userinfo_endpoint:
            return {}
        async with self._client() as client:
            headers = {"Authorization": f"Bearer {access_token}"}
            return await _json_of(client.get(metadata.userinfo_endpoint, headers=headers))

    async def _fetch_keys(self) -> "KeySet":
        from joserfc.errors import JoseError  # for installations with a provider
        from joserfc.jwk import KeySet

        metadata = await self.metadata()
        found = await self._get_json(metadata.jwks_uri)
        usable = [key for key in found.get("keys", []) if isinstance(key, dict) and key.get("use", "sig") == "sig"]
        try:
            return KeySet.import_key_set({"keys": usable})
        except (JoseError, ValueError, TypeError) as error:
            raise ProviderRefusedError("The identity provider's keys cannot be read.") from error

    async def _get_json(self, url: str) -> Mapping[str, Any]:
        _demand_encrypted(url)
        async with self._client() as client:
            return await _json_of(client.get(url))

    def _client(self) -> httpx.AsyncClient:
        import ssl

        trust = ssl.create_default_context(cafile=self._settings.ca_file or None)
        return httpx.AsyncClient(
            timeout=self._settings.timeout_s,
            verify=trust,
            follow_redirects=False,
            headers={"Accept": "application/json"},
        )


async def _json_of(asking: Any) -> Mapping[str, Any]:
    try:
        answer: httpx.Response = await asking
    except httpx.HTTPError as error:
        log.warning("identity provider does not answer", problem=type(error).__name__)
        raise ProviderUnavailableError(
            "The identity provider does not answer.", hint="Log in with a local account, or try again in a moment."
        ) from error
    if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
        raise ProviderUnavailableError(f"The identity provider answered {answer.status_code}.", hint="Try again.")
    if not answer.is_success or len(answer.content) > _MOST_BYTES:
        log.warning("identity provider refused", status=answer.status_code)
        raise ProviderRefusedError(f"The identity provider refused ({answer.status_code}).", hint="Log in again.")
    try:
        found = answer.json()
    except ValueError as error:
        raise ProviderRefusedError("The identity provider's answer is no JSON.") from error
    if not isinstance(found, dict):
        raise ProviderRefusedError("The identity provider's answer is no JSON object.")
    return found


def _read_metadata(found: Mapping[str, Any], issuer: str) -> Metadata:
    if found.get("issuer") != issuer:
        raise ProviderRefusedError(
            "The identity provider describes itself as another issuer.", hint="Correct oidc.issuer."
        )
    needed = {name: found.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")}
    for name, url in needed.items():
        if not isinstance(url, str):
            raise ProviderRefusedError(f"The identity provider does not say its {name}.")
        _demand_encrypted(url)
    methods = found.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    return Metadata(
        authorization_endpoint=str(needed["authorization_endpoint"]),
        token_endpoint=str(needed["token_endpoint"]),
        jwks_uri=str(needed["jwks_uri"]),
        userinfo_endpoint=str(found.get("userinfo_endpoint") or ""),
        end_session_endpoint=str(found.get("end_session_endpoint") or ""),
        basic_authentication="client_secret_basic" in methods,
    )


def _demand_encrypted(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
        raise ProviderRefusedError("The identity provider must be reached by https.", hint="Correct oidc.issuer.")
