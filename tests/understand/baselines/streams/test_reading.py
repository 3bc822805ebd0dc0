import numpy as np
import pytest

from watchkeeper.core.errors import InvalidInputError
from watchkeeper.understand.baselines.streams.reading import read_table


def test_rows_keep_their_order_and_wall_time() -> None:
    table = read_table("timestamp,value\n2026-03-29 01:55:00,1.5\n2026-03-29T03:00:00+02:00,2\n")
    assert np.diff(table.times_s).tolist() == [3_900.0]
    assert table.values.tolist() == [1.5, 2.0]
    assert not table.problems


def test_empty_and_infinite_values_are_rows_without_a_value() -> None:
    table = read_table("value,timestamp\n,2026-01-01\ninf,2026-01-02\nNaN,2026-01-03\n")
    assert len(table.values) == 3
    assert not np.isfinite(table.values).any()
    assert not table.problems


def test_a_bad_row_is_named_and_loses_no_other() -> None:
    table = read_table("timestamp,value\n2026-01-01,1\n2026-01-02,many\nyesterday,3\n2026-01-04\n2026-01-05,5\n")
    assert table.values[[0, 2, 4]].tolist() == [1.0, 3.0, 5.0]
    assert [problem.split(":")[0] for problem in table.problems] == ["line 3", "line 4", "line 5"]


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "timestamp,value\nsoon,1\n", "timestamp,value\nsoon\n"])
def test_a_file_of_another_kind_is_refused(text: str) -> None:
    with pytest.raises(InvalidInputError):
        read_table(text)
