"""Figures in the sentences of a health."""

import pytest

from watchkeeper.understand.health.telling import said_view
from watchkeeper.understand.health.words import milliseconds, percent, say


@pytest.mark.parametrize(
    ("value", "said"), [(0.0, "0 %"), (7.59e-7, "< 0.001 %"), (0.001, "0.001 %"), (55.71, "55.7 %"), (100.0, "100 %")]
)
def test_a_percentage_has_no_exponent(value: float, said: str) -> None:
    assert percent(value) == said


def test_an_answer_within_the_machine_is_not_told_as_none_at_all() -> None:
    assert milliseconds(0.004) == "< 0.1 ms"
    assert milliseconds(12.34) == "12.3 ms"


def test_a_sentence_is_english_and_keeps_what_it_was_made_of() -> None:
    inner = say("at", place="e1", text=say("errors", percent=0.25))
    told = say("worst_of", count=4, text=inner)
    assert str(told) == "worst of 4: e1: 0.25 % of the packets with errors"
    view = said_view(told)
    assert view is not None
    assert view.model_dump() == {
        "code": "worst_of",
        "values": {
            "count": 4,
            "text": {"code": "at", "values": {"place": "e1", "text": {"code": "errors", "values": {"percent": 0.25}}}},
        },
    }


def test_a_text_of_somebody_else_has_nothing_to_be_told_from() -> None:
    assert said_view("a rule's own words") is None
