"""A channel's sealed envelope: what is needed to use it, and the key of the links that its messages carry.

It is wrapped anew when the master key changes, so links go on working when the one before is gone.
"""

import json
import secrets
from collections.abc import Mapping
from typing import Final

from watchkeeper.act.notifications.models import Channel
from watchkeeper.core.crypto import KeyRing, SecretPlace

_LINK: Final = "_link_key"
_KEY_BYTES: Final = 32


def place_of(uid: str) -> SecretPlace:
    """Return where a channel's secrets belong, which they are bound to."""
    return SecretPlace("notification_channel", uid, 1)


def opened(keys: KeyRing, channel: Channel) -> dict[str, str]:
    """Return what is needed to use a channel."""
    found = _read(keys, channel)
    found.pop(_LINK, None)
    return found


def put(keys: KeyRing, channel: Channel, uid: str, config: Mapping[str, str]) -> None:
    """Seal what is needed to use a channel, under another ``uid``. The key of its links stays."""
    link = _read(keys, channel).get(_LINK) if channel.uid else None
    _write(keys, channel, uid, {**config, _LINK: link or secrets.token_hex(_KEY_BYTES)})


def link_key(keys: KeyRing, channel: Channel) -> bytes:
    """Return the key of a channel's links. A channel of before there were any gets one."""
    found = _read(keys, channel)
    if _LINK not in found:
        found[_LINK] = secrets.token_hex(_KEY_BYTES)
        _write(keys, channel, channel.uid, found)
    return bytes.fromhex(found[_LINK])


def _read(keys: KeyRing, channel: Channel) -> dict[str, str]:
    found: dict[str, str] = json.loads(keys.open(channel.sealed, place_of(channel.uid)))
    return found


def _write(keys: KeyRing, channel: Channel, uid: str, content: Mapping[str, str]) -> None:
    channel.uid = uid
    channel.sealed = keys.seal(json.dumps(dict(content)).encode(), place_of(uid))
