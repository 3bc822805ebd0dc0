"""Remembers the last look at the interfaces of every shard, for as long as nobody else can have looked in between."""

import threading
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from watchkeeper.observe.events.statuses import InterfaceStatuses, no_statuses

_FRESH_INTERVALS = 1.5


@dataclass(frozen=True, slots=True)
class _Look:
    slot_ms: int
    statuses: InterfaceStatuses


class StatusMemory:
    """The last statuses by shard.

    Another process may poll the same devices: a look that is older than the slot before is not used, and the caller
    reads the inventory instead, which every process writes.
    """

    def __init__(self) -> None:
        self._looks: dict[int, _Look] = {}
        self._holder: dict[int, int] = {}
        self._lock = threading.Lock()

    def recall(
        self, shard: int, device_ids: Collection[int], slot_ms: int, interval_ms: int
    ) -> tuple[InterfaceStatuses, set[int]]:
        """Return the last statuses of the devices, and the devices that are not remembered."""
        with self._lock:
            look = self._looks.get(shard)
            if look is None or not 0 < slot_ms - look.slot_ms <= _FRESH_INTERVALS * interval_ms:
                return no_statuses(), set(device_ids)
            held = {device_id for device_id in device_ids if self._holder.get(device_id) == shard}
        held &= set(np.unique(look.statuses.device_id).tolist())
        return look.statuses.of_devices(held), set(device_ids) - held

    def remember(self, shard: int, slot_ms: int, statuses: InterfaceStatuses) -> None:
        """Keep the statuses of a slot; call it once they are recorded for good. Older looks at the devices are void."""
        with self._lock:
            look = self._looks.get(shard)
            if look is None or slot_ms >= look.slot_ms:
                self._looks[shard] = _Look(slot_ms, statuses)
                self._holder.update(dict.fromkeys(np.unique(statuses.device_id).tolist(), shard))

    def names(self, device_ids: Collection[int]) -> dict[tuple[int, int], str]:
        """Return the names of interfaces by (device, ifIndex) as they were last polled, whoever has learned since."""
        with self._lock:
            looks = [look.statuses.of_devices(device_ids) for look in self._looks.values()]
        return {
            (int(look.device_id[row]), int(look.if_index[row])): look.name(row)
            for look in looks
            for row in range(len(look))
        }

    def forget(self, device_ids: Collection[int]) -> None:
        """Somebody else learned how the devices' interfaces stand: what is remembered of them does not count."""
        with self._lock:
            for device_id in device_ids:
                self._holder.pop(device_id, None)
