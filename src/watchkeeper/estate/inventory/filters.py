"""Which devices belong to a pool: a small filter expression, as a test on a device and as JSON.

``{"site": "HQ", "tag": ["core", "edge"]}`` is site HQ *and* tag core *or* edge. Values are globs (``*``, ``?``),
without regard to case. ``all``, ``any`` (lists of filters) and ``not`` (one filter) combine. An empty object matches
every device.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

MAX_DEPTH = 5
MAX_TERMS = 100


@dataclass(frozen=True, slots=True)
class FilterSubject:
    """What a filter can look at."""

    name: str
    site: str = ""
    platform: str = ""
    vendor: str = ""
    tags: frozenset[str] = field(default_factory=frozenset)


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


Glob = Annotated[str, Field(min_length=1, max_length=255)]
Globs = Annotated[
    list[Glob],
    BeforeValidator(_as_list, json_schema_input_type=Glob | Annotated[list[Glob], Field(max_length=MAX_TERMS)]),
    Field(max_length=MAX_TERMS),
]


class PoolFilter(BaseModel):
    """A filter expression. Members of one object are joined by *and*, the values of one member by *or*."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, frozen=True)

    name: Globs | None = None
    site: Globs | None = None
    tag: Globs | None = None
    platform: Globs | None = None
    vendor: Globs | None = None
    all_of: list["PoolFilter"] | None = Field(default=None, alias="all", max_length=20)
    any_of: list["PoolFilter"] | None = Field(default=None, alias="any", max_length=20)
    none_of: "PoolFilter | None" = Field(default=None, alias="not")

    @model_validator(mode="after")
    def _bounded(self) -> Self:
        if self.depth() > MAX_DEPTH:
            raise ValueError(f"a filter nests at most {MAX_DEPTH} deep")
        return self

    def depth(self) -> int:
        """Return how deep the expression nests; 1 for a flat one."""
        inner = [*(self.all_of or ()), *(self.any_of or ()), *([self.none_of] if self.none_of else [])]
        return 1 + max((child.depth() for child in inner), default=0)

    def matches(self, subject: FilterSubject) -> bool:
        """Say whether ``subject`` belongs to the pool."""
        plain = (
            (self.name, subject.name),
            (self.site, subject.site),
            (self.platform, subject.platform),
            (self.vendor, subject.vendor),
        )
        return (
            all(globs is None or matches_any(globs, value) for globs, value in plain)
            and (self.tag is None or any(matches_any(self.tag, tag) for tag in subject.tags))
            and all(child.matches(subject) for child in self.all_of or ())
            and (self.any_of is None or any(child.matches(subject) for child in self.any_of))
            and (self.none_of is None or not self.none_of.matches(subject))
        )

    def to_json(self) -> dict[str, object]:
        """Return the expression as it was written."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)


def matches_any(globs: Sequence[str], value: str) -> bool:
    """Say whether ``value`` matches one of ``globs``; an absent value ("") matches only ``*``."""
    return any(_glob(pattern).fullmatch(value) for pattern in globs)


def _glob(pattern: str) -> re.Pattern[str]:
    parts = {"*": ".*", "?": "."}
    expression = "".join(parts.get(character, re.escape(character)) for character in pattern)
    return re.compile(expression, re.IGNORECASE | re.DOTALL | re.ASCII)


def like_pattern(glob: str) -> str:
    r"""Return ``glob`` as an SQL LIKE pattern whose escape character is ``\``."""
    replaced = {"\\": "\\\\", "%": "\\%", "_": "\\_", "*": "%", "?": "_"}
    return "".join(replaced.get(character, character) for character in glob)
