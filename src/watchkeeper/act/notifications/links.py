"""Links that acknowledge an incident without a login: sealed by the master key, for one incident, for a time."""

import base64
import binascii
import json
from datetime import UTC, datetime
from typing import Final

from watchkeeper.act.notifications.errors import InvalidLinkError
from watchkeeper.core.crypto import EncryptedBytes, KeyRing, SecretPlace
from watchkeeper.core.errors import ConfigurationError

_PLACE: Final = SecretPlace("notification_link", "acknowledge", 1)
_LONGEST: Final = 1024


class LinkSigner:
    """Makes and reads links. Nobody without the master key can make or change one."""

    def __init__(self, keys: KeyRing) -> None:
        self._keys = keys

    def token(self, incident_id: int, channel_id: int, until: datetime) -> str:
        """Return the token that acknowledges the incident for whoever reads the channel, until then."""
        text = json.dumps([incident_id, channel_id, int(until.timestamp())])
        return base64.urlsafe_b64encode(self._keys.seal(text.encode(), _PLACE)).decode().rstrip("=")

    def read(self, token: str, now: datetime) -> tuple[int, int]:
        """Return incident and channel of a token. Raises InvalidLinkError."""
        try:
            sealed = base64.urlsafe_b64decode(token[:_LONGEST] + "=" * (-len(token) % 4))
            incident_id, channel_id, until = json.loads(self._keys.open(EncryptedBytes(sealed), _PLACE))
        except (ConfigurationError, binascii.Error, ValueError, IndexError) as error:
            raise InvalidLinkError(
                "This link is not one that was sent from here.", hint="Log in and acknowledge there."
            ) from error
        if now > datetime.fromtimestamp(until, UTC):
            raise InvalidLinkError("This link is too old.", hint="Log in and acknowledge there.")
        return incident_id, channel_id
