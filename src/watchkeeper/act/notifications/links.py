"""Links that acknowledge an incident without a login: signed by a channel's own key, for one incident, for a time."""

import base64
import binascii
import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import Final, NamedTuple

from watchkeeper.act.notifications.envelope import link_key
from watchkeeper.act.notifications.errors import InvalidLinkError
from watchkeeper.act.notifications.models import Channel
from watchkeeper.core.crypto import KeyRing

_LONGEST: Final = 1024


class Claim(NamedTuple):
    """What a link says before it is believed: for which incident, by which channel, until when (Unix time)."""

    incident_id: int
    channel_id: int
    until: int


class LinkSigner:
    """Makes and proves links. Nobody without the channel's key can make or change one."""

    def __init__(self, keys: KeyRing) -> None:
        self._keys = keys

    def token(self, incident_id: int, channel: Channel, until: datetime) -> str:
        """Return the token that acknowledges the incident for whoever reads the channel, until then."""
        text = json.dumps([incident_id, channel.id, int(until.timestamp())], separators=(",", ":")).encode()
        return _text(text + self._signature(channel, text))

    def claim(self, token: str) -> Claim:
        """Return what a token says, not yet proved. Raises InvalidLinkError."""
        try:
            numbers = json.loads(_octets(token)[: -hashlib.sha256().digest_size])
            return Claim(*map(int, numbers))
        except (binascii.Error, ValueError, TypeError, OverflowError) as error:
            raise _strange() from error

    def prove(self, token: str, channel: Channel | None, now: datetime) -> None:
        """Raise InvalidLinkError when the token was not made for this channel, or is too old."""
        octets, size = _octets(token), hashlib.sha256().digest_size
        text, signature = octets[:-size], octets[-size:]
        if channel is None or not hmac.compare_digest(signature, self._signature(channel, text)):
            raise _strange()
        if now > datetime.fromtimestamp(self.claim(token).until, UTC):
            raise InvalidLinkError("This link is too old.", hint="Log in and acknowledge there.")

    def _signature(self, channel: Channel, text: bytes) -> bytes:
        return hmac.digest(link_key(self._keys, channel), b"acknowledge\0" + text, "sha256")


def _strange() -> InvalidLinkError:
    return InvalidLinkError("This link is not one that was sent from here.", hint="Log in and acknowledge there.")


def _text(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).decode().rstrip("=")


def _octets(token: str) -> bytes:
    try:
        return base64.b64decode(token[:_LONGEST] + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except ValueError as error:
        raise _strange() from error
