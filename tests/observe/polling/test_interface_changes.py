"""What a batch says about interfaces, against what the inventory knew."""

from datetime import UTC, datetime

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.estate.inventory.naming import canonical
from watchkeeper.kit.families import INTERFACE
from watchkeeper.observe.events.statuses import (
    ABSENT,
    ADMIN_CODES,
    ADMIN_WORDS,
    OPER_CODES,
    OPER_WORDS,
    InterfaceStatuses,
)
from watchkeeper.observe.polling.interface_changes import known_statuses

AT = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
NAMES = st.sampled_from(
    ["Gi0/1", "gi 0/1", "GigabitEthernet0/1", "eth1", "Ethernet1", "Ethernet1#7", "ge-0/0/0", "ß", ""]
)
DEVICES = st.integers(1, 4)
OBSERVED = st.lists(st.tuples(DEVICES, NAMES), max_size=12)
KNOWN = st.lists(
    st.tuples(
        DEVICES,
        NAMES,
        st.none() | st.integers(0, 2**31 - 1),
        st.sampled_from([None, "", "sideways", *ADMIN_WORDS.values()]),
        st.sampled_from([None, "", "sideways", *OPER_WORDS.values()]),
    ),
    max_size=12,
)


def observed(rows: list[tuple[int, str]]) -> pa.RecordBatch:
    columns = {name: [None] * len(rows) for name in INTERFACE.observed.names}
    columns |= {"ts": [AT] * len(rows), "device_id": [device for device, _ in rows]}
    columns["object"] = [name for _, name in rows]
    arrays = [pa.array(columns[each.name], each.type) for each in INTERFACE.observed]
    return pa.RecordBatch.from_arrays(arrays, schema=INTERFACE.observed)


def told(statuses: InterfaceStatuses) -> list[tuple[int, str, int, int, int]]:
    columns = (statuses.device_id, statuses.if_index, statuses.admin, statuses.oper)
    numbers = zip(*(column.tolist() for column in columns), strict=True)
    return [(device, statuses.name(row), *rest) for row, (device, *rest) in enumerate(numbers)]


def test_the_spelling_of_one_device_is_not_put_on_another() -> None:
    """A Linux server's eth1 in one batch with a switch's Ethernet1 was reported as gone and new."""
    rows = [(device, "Ethernet1", 1, "up", "up") for device in (1, 2)]
    known = known_statuses(rows, observed([(1, "Ethernet1"), (2, "eth1")]))
    assert [(device, name) for device, name, *_ in told(known)] == [(1, "Ethernet1"), (2, "eth1")]


def test_an_interface_that_the_batch_lacks_keeps_its_name() -> None:
    known = known_statuses([(1, "GigabitEthernet0/1", 1, "up", "up")], observed([(2, "Gi0/1")]))
    assert told(known) == [(1, "GigabitEthernet0/1", 1, 1, 1)]


@given(KNOWN, OBSERVED)
def test_columns_give_what_one_row_after_the_other_gives(
    known: list[tuple[int, str, int | None, str | None, str | None]], seen: list[tuple[int, str]]
) -> None:
    spelling = {(device, canonical(name)): name for device, name in seen}
    assert told(known_statuses(known, observed(seen))) == [
        (
            device,
            spelling.get((device, canonical(name)), name),
            ABSENT if index is None else index,
            ADMIN_CODES.get(admin, ABSENT),
            OPER_CODES.get(oper, ABSENT),
        )
        for device, name, index, admin, oper in known
    ]
