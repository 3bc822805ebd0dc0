"""What a batch says about interfaces, against what the inventory knew."""

from datetime import UTC, datetime

import pyarrow as pa

from watchkeeper.estate.inventory.facts import InterfaceStatus
from watchkeeper.kit.families import INTERFACE
from watchkeeper.observe.polling.interface_changes import known_interfaces

AT = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)


def observed(rows: list[tuple[int, str]]) -> pa.RecordBatch:
    columns = {name: [None] * len(rows) for name in INTERFACE.observed.names}
    columns |= {"ts": [AT] * len(rows), "device_id": [device for device, _ in rows]}
    columns["object"] = [name for _, name in rows]
    arrays = [pa.array(columns[each.name], each.type) for each in INTERFACE.observed]
    return pa.RecordBatch.from_arrays(arrays, schema=INTERFACE.observed)


def test_the_spelling_of_one_device_is_not_put_on_another() -> None:
    """A Linux server's eth1 in one batch with a switch's Ethernet1 was reported as gone and new."""
    states = [InterfaceStatus(device, "Ethernet1", AT, "up", "up") for device in (1, 2)]
    known = known_interfaces(states, observed([(1, "Ethernet1"), (2, "eth1")]))
    assert [(each.device_id, each.name) for each in known] == [(1, "Ethernet1"), (2, "eth1")]


def test_an_interface_that_the_batch_lacks_keeps_its_name() -> None:
    states = [InterfaceStatus(1, "GigabitEthernet0/1", AT, "up", "up")]
    assert known_interfaces(states, observed([(2, "Gi0/1")]))[0].name == "GigabitEthernet0/1"
