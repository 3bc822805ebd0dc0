"""Tries a login on a device's web server: first without, so that a page that asks nobody proves nothing.

The first request also shows whose certificate the server has: what is secret is sent to nobody before that is settled.
Redirects are not followed: a login belongs to the device and to nobody that it points to.
"""

import ssl
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from http import HTTPStatus
from typing import Final

import httpx

from watchkeeper.estate.drivers.protocol import Outcome

_REFUSING: Final = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})
_FIRST_FAILURE: Final = 400

Client = Callable[[bool], httpx.AsyncClient]
"""Opens a client; it is told whether certificates must be proved."""


class Tls(StrEnum):
    """How a connection is protected: proved certificate, any certificate, or not at all."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    NONE = "none"

    @property
    def port(self) -> int:
        """The usual port."""
        return 80 if self is Tls.NONE else 443


@dataclass(frozen=True, slots=True)
class WebLogin:
    """What is asked for, and by what."""

    path: str = "/"
    tls: Tls = Tls.VERIFIED
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)

    def url(self, host: str, port: int) -> str:
        """Return where it is asked for."""
        return url_of(self.tls, host, port, self.path)


def url_of(tls: Tls, host: str, port: int, path: str) -> str:
    """Return the address of a page of a device."""
    scheme = "http" if tls is Tls.NONE else "https"
    return f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}{path}"


@dataclass(frozen=True, slots=True)
class Said:
    """How it went; ``message`` quotes nothing that is secret."""

    outcome: Outcome
    message: str


async def try_login(host: str, port: int, login: WebLogin, client: Client) -> Said:
    """Ask for a page without and then with the login. Raises what the client's policy refuses by."""
    url = login.url(host, port)

    async def asked() -> Said:
        async with client(login.tls is Tls.VERIFIED) as asking:
            status = await _status(asking, url, {})
            if status not in _REFUSING:
                return Said(Outcome.UNSUPPORTED, f"{url} answers {status} to everybody: name a path that asks.")
            return judged(url, await _status(asking, url, login.headers))

    return await while_connected(url, asked())


async def while_connected(url: str, talk: Awaitable[Said]) -> Said:
    """Return how a talk went; what ends it is told as an outcome."""
    try:
        return await talk
    except httpx.TimeoutException:
        return Said(Outcome.TIMEOUT, f"{url} did not answer in time.")
    except httpx.ConnectError as error:
        return _unconnected(url, error)
    except httpx.HTTPError as error:
        return Said(Outcome.RPC_ERROR, f"{url} does not speak HTTP as it should: {type(error).__name__}.")


async def _status(asking: httpx.AsyncClient, url: str, headers: Mapping[str, str]) -> int:
    async with asking.stream("GET", url, headers=dict(headers), follow_redirects=False) as answer:
        return answer.status_code


def judged(url: str, status: int) -> Said:
    """Return what the answer to a login says."""
    if status == HTTPStatus.UNAUTHORIZED:
        return Said(Outcome.AUTH_FAILED, f"{url} refuses the login.")
    if status == HTTPStatus.FORBIDDEN:
        return Said(Outcome.DENIED, f"{url} is not open to this login, or refuses it: it answers {status}.")
    if status >= _FIRST_FAILURE:
        return Said(Outcome.RPC_ERROR, f"{url} answers {status}.")
    return Said(Outcome.OK, f"{url} lets the login in.")


def _unconnected(url: str, error: httpx.ConnectError) -> Said:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            told = f"{url} has a certificate that is not trusted ({cause.verify_message}); nothing was sent."
            return Said(Outcome.IDENTITY_MISMATCH, told)
        if isinstance(cause, ssl.SSLError):
            return Said(Outcome.RPC_ERROR, f"{url} does not speak TLS as it should: {cause.reason}.")
        cause = cause.__cause__ or cause.__context__
    return Said(Outcome.UNREACHABLE, f"{url} cannot be reached.")
