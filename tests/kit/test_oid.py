import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.kit import oid

ARCS = st.lists(st.integers(0, oid.MAX_ARC), min_size=1, max_size=30).map(tuple)


@given(ARCS)
def test_an_identifier_survives_writing_and_reading(arcs):
    assert oid.parse(oid.dotted(arcs)) == arcs


@pytest.mark.parametrize("text", ["", "1..3", "1.3.x", "-1.3", "1.3.4294967296", "1.³"])
def test_what_is_no_identifier_is_refused(text):
    with pytest.raises(ValueError, match=r"object identifier|arc above"):
        oid.parse(text)


def test_prefixes_count_whole_arcs():
    assert oid.is_under((1, 3, 6, 1, 4, 1, 9, 1), (1, 3, 6, 1, 4, 1, 9))
    assert not oid.is_under((1, 3, 6, 1, 4, 1, 99), (1, 3, 6, 1, 4, 1, 9))
