"""The column of notifications that holds envelopes: what is needed to use a channel."""

from watchkeeper.act.notifications.envelope import place_of
from watchkeeper.act.notifications.models import Channel
from watchkeeper.core.keys.rewrapping import SealedColumn

SEALED = (SealedColumn(Channel, "sealed", lambda channel: place_of(channel.uid)),)
