"""What the sentences of a health were made of, at the API's border."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, Field

from watchkeeper.kit.sayings import Fact, Saying
from watchkeeper.understand.health.words import Text


class SaidView(BaseModel):
    """What a text was made of, for whoever tells it in another language."""

    code: str = Field(description="Which sentence it is.")
    values: "dict[str, float | str | SaidView | list[str] | list[SaidView]]" = Field(
        description="What it tells: words as they are, figures in the unit of their name, sentences inside of it."
    )


def said_view(text: Text) -> SaidView | None:
    """Return what ``text`` was made of; None when it is just a text."""
    if not isinstance(text, Saying):
        return None
    return SaidView(code=text.code, values={name: _value(one) for name, one in text.facts.items()})


def _value(value: Fact) -> "float | str | SaidView | list[str] | list[SaidView]":
    if isinstance(value, Saying):
        return said_view(value) or str(value)
    if isinstance(value, tuple):
        views = [said_view(one) for one in value]
        known = [view for view in views if view is not None]
        return known if len(known) == len(value) and known else [str(one) for one in value]
    return value


Words = Annotated[str, BeforeValidator(str)]
"""The English of a text."""
Made = Annotated[SaidView | None, BeforeValidator(said_view), Field(validation_alias="text")]
"""The field beside ``text`` that says what that was made of."""
