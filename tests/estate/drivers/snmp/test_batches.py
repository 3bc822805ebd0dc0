"""Columns of many devices in one batch."""

from datetime import UTC, datetime

import numpy as np

from watchkeeper.estate.drivers.snmp.batches import ShardBatches
from watchkeeper.kit.families import AVAILABILITY, INTERFACE


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


def test_columns_in_arrays_and_in_lists_become_one_and_what_does_not_fit_is_null():
    batches = ShardBatches()
    told = {
        1: np.array([1, 2**63], dtype=np.uint64),
        2: [None, 2**64],
        3: np.array([7, 8], dtype=np.uint64),
        4: None,
    }
    for device_id, octets in told.items():
        columns = {"object": ["a", "b"], "oper_status": np.array([2, 200]), "monotonic_s": np.array([0.5, 1.5])}
        batches.extend(INTERFACE.name, device_id, columns if octets is None else columns | {"in_octets": octets})
    batch = batches.batches(datetime(2026, 11, 29, tzinfo=UTC))[INTERFACE.name]
    assert batch.schema == INTERFACE.observed
    assert batch["in_octets"].to_pylist() == [1, 2**63, None, None, 7, 8, None, None]
    assert batch["oper_status"].to_pylist() == [2, None] * 4
    assert batch["monotonic_s"].to_pylist() == [0.5, 1.5] * 4
