"""Looking up previous counters by device and name."""

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.kit.families import INTERFACE
from watchkeeper.observe.series.counters import ABSENT, empty_state, state_of

KEYS = st.lists(st.tuples(st.integers(1, 6), st.sampled_from("abcdef")), unique=True, max_size=20)


def keyed(observed, keys):
    if not keys:
        return state_of(observed().slice(0, 0))
    return state_of(observed(device_id=[key[0] for key in keys], object=[key[1] for key in keys]))


@given(KEYS, KEYS)
def test_locate_finds_exactly_the_same_device_and_name(observed, known, wanted):
    expected = [known.index(key) if key in known else ABSENT for key in wanted]
    assert keyed(observed, known).locate(keyed(observed, wanted)).tolist() == expected


@given(KEYS, KEYS)
def test_joined_states_keep_every_row_under_its_name(observed, left, right):
    joined = keyed(observed, left).joined(keyed(observed, right))
    names = joined.names.to_pylist()
    assert [(d, names[c]) for d, c in zip(joined.device_id.tolist(), joined.code.tolist(), strict=True)] == left + right


@given(st.lists(st.tuples(st.integers(1, 3), st.sampled_from("ab")), min_size=1, max_size=12))
def test_duplicates_are_all_but_the_first(observed, keys):
    expected = [key in keys[:number] for number, key in enumerate(keys)]
    assert keyed(observed, keys).duplicates().tolist() == expected


def test_a_dictionary_that_holds_a_name_twice_is_understood(observed):
    batch = observed(device_id=[1, 2])
    twice = pa.DictionaryArray.from_arrays(pa.array([0, 1], pa.int32()), pa.array(["eth0", "eth0"]))
    columns = [twice if name == "object" else batch[name] for name in INTERFACE.observed.names]
    state = state_of(pa.RecordBatch.from_arrays(columns, schema=INTERFACE.observed))
    assert state.names.to_pylist() == ["eth0"]
    assert state.code.tolist() == [0, 0]


def test_an_empty_state_knows_nothing(observed):
    wanted = keyed(observed, [(1, "a")])
    assert empty_state().locate(wanted).tolist() == [ABSENT]
    assert empty_state().joined(wanted) is wanted
    assert np.array_equal(wanted.joined(empty_state()).device_id, [1])


@given(KEYS.filter(bool), KEYS, KEYS.filter(bool))
def test_a_state_starts_with_what_came_first_and_with_nothing_else(observed, first, rest, other):
    state = keyed(observed, first).joined(keyed(observed, [key for key in rest if key not in first]))
    assert state.starts_with(keyed(observed, first))
    keys = first + [key for key in rest if key not in first]
    if other != keys[: len(other)]:
        assert not state.starts_with(keyed(observed, other))
