"""Figures in the sentences of a health."""

import pytest

from watchkeeper.understand.health.words import milliseconds, percent


@pytest.mark.parametrize(
    ("value", "said"), [(0.0, "0 %"), (7.59e-7, "< 0.001 %"), (0.001, "0.001 %"), (55.71, "55.7 %"), (100.0, "100 %")]
)
def test_a_percentage_has_no_exponent(value: float, said: str) -> None:
    assert percent(value) == said


def test_an_answer_within_the_machine_is_not_told_as_none_at_all() -> None:
    assert milliseconds(0.004) == "< 0.1 ms"
    assert milliseconds(12.34) == "12.3 ms"
