"""Columns of many devices in one batch."""

from datetime import UTC, datetime

from watchkeeper.estate.drivers.snmp.batches import ShardBatches
from watchkeeper.kit.families import AVAILABILITY


def test_devices_stand_in_the_order_of_their_ids_however_they_answered():
    batches = ShardBatches()
    for device_id, names in ((7, ["snmp", "icmp"]), (3, ["snmp"]), (5, [])):
        batches.extend(AVAILABILITY.name, device_id, {"object": names, "up": [1] * len(names)})
    slot = datetime(2026, 11, 29, tzinfo=UTC)
    rows = batches.batches(slot)[AVAILABILITY.name].to_pylist()
    assert [(row["device_id"], row["object"], row["up"]) for row in rows] == [
        (3, "snmp", 1),
        (7, "snmp", 1),
        (7, "icmp", 1),
    ]
    assert {row["ts"] for row in rows} == {slot}
    assert {row["rtt_avg_ms"] for row in rows} == {None}
