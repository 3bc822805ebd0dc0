"""Reading plain YAML data strictly: every surprise is an error that names the file and the path in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from watchkeeper.estate.drivers.platforms.errors import PlatformError
from watchkeeper.kit import oid as oids
from watchkeeper.kit.oid import Oid


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a document, with the way to it."""

    file: str
    path: str
    value: object

    def error(self, problem: str) -> PlatformError:
        """Return the error to raise about this place."""
        return PlatformError(self.file, self.path, problem)

    def mapping(self, allowed: frozenset[str] | None = None) -> dict[str, "Node"]:
        """Return the members by name; a name that is not ``allowed`` is an error."""
        if not isinstance(self.value, dict):
            raise self.error("must be a mapping")
        members = {
            str(key): Node(self.file, f"{self.path}.{key}".lstrip("."), item) for key, item in self.value.items()
        }
        unknown = sorted(members.keys() - allowed) if allowed is not None else []
        if unknown:
            raise members[unknown[0]].error("is not known here")
        return members

    def items(self) -> Iterator["Node"]:
        """Yield the members of a list."""
        if not isinstance(self.value, list):
            raise self.error("must be a list")
        for position, item in enumerate(self.value):
            yield Node(self.file, f"{self.path}[{position}]", item)

    def text(self) -> str:
        """Return a string, or a whole number as its digits."""
        if isinstance(self.value, str):
            return self.value
        if isinstance(self.value, int) and not isinstance(self.value, bool):
            return str(self.value)
        raise self.error("must be text (quote it)")

    def texts(self) -> tuple[str, ...]:
        """Return a list of strings, or one string as such a list."""
        return tuple(item.text() for item in self.items()) if isinstance(self.value, list) else (self.text(),)

    def number(self) -> float:
        """Return a number."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            raise self.error("must be a number")
        return float(self.value)

    def whole(self) -> int:
        """Return a whole number."""
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            raise self.error("must be a whole number")
        return self.value

    def flag(self) -> bool:
        """Return true or false."""
        if not isinstance(self.value, bool):
            raise self.error("must be true or false")
        return self.value

    def oid(self) -> Oid:
        """Return an object identifier of at least two arcs."""
        try:
            found = oids.parse(self.text())
        except ValueError as error:
            raise self.error(str(error)) from None
        if len(found) < 2:  # noqa: PLR2004  # BER joins the first two arcs
            raise self.error("is too short for an object identifier")
        return found

    def pattern(self) -> re.Pattern[str]:
        """Return a compiled regular expression; ``.`` matches line ends too."""
        try:
            return re.compile(self.text(), re.DOTALL)
        except re.error as error:
            raise self.error(f"is no regular expression: {error}") from None

    def one_of(self, words: frozenset[str]) -> str:
        """Return a string that must be among ``words``."""
        word = self.text()
        if word not in words:
            raise self.error(f"{word!r} is none of {', '.join(sorted(words))}")
        return word
