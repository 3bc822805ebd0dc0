"""Subject and text of a message in words of one's own: fields in braces, and nothing that could be carried out. Pure.

A line whose fields are all empty is left out. ``{{`` and ``}}`` are braces.
"""

import difflib
import string
from collections.abc import Iterator, Mapping
from typing import Annotated, Final, Protocol

from pydantic import AfterValidator, Field

from watchkeeper.core.http.bodies import Exact

FIELDS: Final[Mapping[str, str]] = {
    "state": "RESOLVED, AGAIN, or the severity in capitals",
    "title": "what happened",
    "incident": "its number",
    "severity": "critical, major, minor, warning or info",
    "priority": "P1 to P4",
    "roots": "what failed, with commas between",
    "consequences": "who is cut off by it, with commas between",
    "at": "when it happened (ISO 8601)",
    "link": "address that acknowledges it; empty for what is over",
}
"""What may stand in braces."""
_LONGEST_SUBJECT: Final = 200


def _checked(text: str) -> str:
    for _, field in _parsed(text):
        if field is not None and field not in FIELDS:
            like = difflib.get_close_matches(field, FIELDS, 1)
            known = f"did you mean {{{like[0]}}}?" if like else f"there are {', '.join(FIELDS)}"
            raise ValueError(f"there is no field {{{field}}}: {known}")
    return text


Text = Annotated[str, AfterValidator(_checked)]


class MessageTemplate(Exact):
    """Subject and text of messages, with fields in braces such as {title}; empty: as they usually are."""

    subject: Text = Field(default="", max_length=200, description=f"With {', '.join(FIELDS)} in braces.")
    body: Text = Field(default="", max_length=4000, description="A line whose fields are all empty is left out.")


class Worded(Protocol):
    """Has words of its own, or not."""

    template: dict[str, object] | None


def template_of(row: Worded) -> MessageTemplate | None:
    """Return the words that are stored with a row."""
    return None if row.template is None else MessageTemplate.model_validate(row.template)


def first_of(*templates: MessageTemplate | None) -> MessageTemplate | None:
    """Return the words of several templates: of each part those of the first one that has it."""
    subject = next((one.subject for one in templates if one is not None and one.subject), "")
    body = next((one.body for one in templates if one is not None and one.body), "")
    return MessageTemplate.model_construct(subject=subject, body=body) if subject or body else None


def filled(template: MessageTemplate, fields: Mapping[str, str], usual: tuple[str, str]) -> tuple[str, str]:
    """Return subject and text; ``usual`` are those of a template that leaves one empty."""
    subject = " ".join(_filled(template.subject, fields).split()) if template.subject else usual[0]
    body = _filled(template.body, fields) if template.body else usual[1]
    return subject[:_LONGEST_SUBJECT], body


def _filled(text: str, fields: Mapping[str, str]) -> str:
    lines = []
    for line in text.splitlines():
        parts = list(_parsed(line))
        named = [field for _, field in parts if field is not None]
        if not named or any(fields[field] for field in named):
            lines.append("".join(before + (fields[field] if field is not None else "") for before, field in parts))
    return "\n".join(lines)


def _parsed(text: str) -> Iterator[tuple[str, str | None]]:
    """Yield text and the field after it. Raises ValueError for braces without a partner, and for formats."""
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError as error:
        raise ValueError(f"{str(error).lower()}; a brace of the text itself is written twice") from error
    for before, field, form, conversion in parts:
        if form or conversion:
            raise ValueError(f"a field is a name in braces and nothing else: {{{field}}}")
        yield before, field
