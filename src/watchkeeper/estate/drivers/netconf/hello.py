"""The greeting of a NETCONF session (RFC 6241 §8.1): what we say, and what a server says. Pure."""

import xml.etree.ElementTree as ET  # see parse
from dataclasses import dataclass
from typing import Final

BASE: Final = "urn:ietf:params:xml:ns:netconf:base:1.0"
BASE_1_0: Final = "urn:ietf:params:netconf:base:1.0"
BASE_1_1: Final = "urn:ietf:params:netconf:base:1.1"

OURS: Final = (
    f'<?xml version="1.0" encoding="UTF-8"?><hello xmlns="{BASE}"><capabilities>'
    f"<capability>{BASE_1_0}</capability><capability>{BASE_1_1}</capability></capabilities></hello>"
).encode()
CLOSE: Final = f'<rpc message-id="1" xmlns="{BASE}"><close-session/></rpc>'.encode()


class InvalidHelloError(ValueError):
    """What a server says is no greeting."""


@dataclass(frozen=True, slots=True)
class Hello:
    """A server's greeting."""

    session_id: int
    capabilities: tuple[str, ...]

    @property
    def chunked(self) -> bool:
        """Whether messages come in chunks from now on: we know base 1.1 and so does the server."""
        return BASE_1_1 in self.capabilities

    @property
    def version(self) -> str:
        """The newest version of the protocol that both sides know."""
        return "1.1" if self.chunked else "1.0"


def parse(message: bytes) -> Hello:
    """Return the greeting in ``message``. Raises InvalidHelloError.

    A document type is refused before it is read (RFC 6241 §3 forbids it): nothing is expanded, nothing is fetched.
    """
    if b"<!DOCTYPE" in message or b"<!ENTITY" in message:
        raise InvalidHelloError("it holds a document type, which NETCONF has not")
    try:
        root = ET.fromstring(message)  # noqa: S314  # nosec B314  # without a document type there is nothing to expand
    except ET.ParseError as error:
        raise InvalidHelloError("it is no XML") from error
    if root.tag != f"{{{BASE}}}hello":
        raise InvalidHelloError("it is no hello")
    found = root.iterfind(f"{{{BASE}}}capabilities/{{{BASE}}}capability")
    capabilities = tuple((each.text or "").strip() for each in found)
    if not {BASE_1_0, BASE_1_1} & set(capabilities):
        raise InvalidHelloError("the server knows neither base 1.0 nor base 1.1")
    session = (root.findtext(f"{{{BASE}}}session-id") or "").strip()
    if not (session.isascii() and session.isdigit() and 0 < int(session[:11]) < 2**32):
        raise InvalidHelloError("it has no session-id")
    return Hello(int(session), capabilities)
