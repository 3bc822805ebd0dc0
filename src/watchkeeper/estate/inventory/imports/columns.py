"""The columns of an import file and what their cells mean."""

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from watchkeeper.estate.inventory.addresses import clean_name, normalise_address
from watchkeeper.estate.inventory.schemas import LEAST_INTERVAL_S, MOST_INTERVAL_S
from watchkeeper.kit.zones import known_zone

Cell = str | Sequence[str] | None
"""What a file holds: text, a list (tags), or nothing. Nothing means "leave as it is"."""

Value = str | int | float | bool | tuple[str, ...]
"""What a cell means."""

_YES = frozenset({"true", "yes", "on", "1", "y"})
_NO = frozenset({"false", "no", "off", "0", "n"})
_WHOLE = 100
_MOST_PORT = 65_535
_MOST_TAGS = 100
_MOST_TAG_LENGTH = 64
_MOST_PLATFORM_LENGTH = 64


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row as the file has it. ``line`` counts from 1."""

    line: int
    cells: Mapping[str, Cell]
    errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One row understood: only the columns that were given, and what is wrong with the others."""

    line: int
    name: str
    values: Mapping[str, Value] = field(default_factory=dict)
    errors: tuple[str, ...] = ()


def _text(cell: Cell) -> str:
    if not isinstance(cell, str):
        raise ValueError("is a list where one value belongs")  # noqa: TRY004  # told to people, like every other
    return cell.strip()


def _port(cell: Cell) -> int:
    return _number(cell, 1, _MOST_PORT)


def _interval(cell: Cell) -> int:
    return _number(cell, LEAST_INTERVAL_S, MOST_INTERVAL_S)


def _number(cell: Cell, least: int, most: int) -> int:
    text = _text(cell)
    if not (text.isascii() and text.isdigit() and len(text) < 10):  # noqa: PLR2004  # longer is beyond every limit
        raise ValueError(f"{text!r} is not a whole number")
    number = int(text)
    if not least <= number <= most:
        raise ValueError(f"{number} is not between {least} and {most}")
    return number


def _enabled(cell: Cell) -> bool:
    text = _text(cell).lower()
    if text not in _YES | _NO:
        raise ValueError(f"{text!r} is neither yes nor no")
    return text in _YES


def _tags(cell: Cell) -> tuple[str, ...]:
    parts = cell.replace(";", ",").split(",") if isinstance(cell, str) else cell or ()
    tags = sorted({part.strip().lower() for part in parts if part.strip()})
    if len(tags) > _MOST_TAGS:
        raise ValueError(f"more than {_MOST_TAGS} tags")
    for tag in tags:
        if len(tag) > _MOST_TAG_LENGTH or not tag.isprintable() or "," in tag or ";" in tag:
            raise ValueError(f"{tag!r} cannot be a tag")
    return tuple(tags)


def _platform(cell: Cell) -> str:
    text = _text(cell).lower()
    known = text.isascii() and all(character.isalnum() or character in "_.-" for character in text)
    if not known or not text[0].isalnum() or len(text) > _MOST_PLATFORM_LENGTH:
        raise ValueError(f"{text!r} is not the name of a platform")
    return text


def _zone(cell: Cell) -> str:
    return known_zone(_text(cell))


def _target(cell: Cell) -> float:
    text = _text(cell).removesuffix("%").strip()
    try:
        percent = float(text)
    except ValueError:
        raise ValueError(f"{text!r} is no percentage") from None
    if not 0 < percent <= _WHOLE:
        raise ValueError(f"{text} is not between 0 and {_WHOLE}")
    return percent


COLUMNS: dict[str, Callable[[Cell], Value]] = {
    "name": lambda cell: clean_name(_text(cell)),
    "address": lambda cell: normalise_address(_text(cell)),
    "port": _port,
    "site": lambda cell: clean_name(_text(cell)),
    "tags": _tags,
    "platform": _platform,
    "credential": lambda cell: clean_name(_text(cell)),
    "interval_s": _interval,
    "enabled": _enabled,
    "site_time_zone": _zone,
    "site_availability_target": _target,
}
"""Every column and how its cell is read."""
SITE_COLUMNS = {"site_time_zone": "time_zone", "site_availability_target": "availability_target"}
"""Columns that are about the row's site, and what they are of it."""


def unknown_columns(names: Iterable[str]) -> list[str]:
    """Return a sentence for each name that is no column, with the column that may have been meant."""
    sentences = []
    for name in names:
        if name not in COLUMNS:
            close = difflib.get_close_matches(name, COLUMNS, n=1)
            sentences.append(
                f"unknown column {name!r} (did you mean {close[0]!r}?)" if close else f"unknown column {name!r}"
            )
    return sentences


def understand(raw: RawRow) -> ImportRow:
    """Return what a row means. A blank cell is left out; what cannot be understood becomes an error."""
    values: dict[str, Value] = {}
    errors = [*raw.errors, *unknown_columns(raw.cells)]
    for column, read in COLUMNS.items():
        cell = raw.cells.get(column)
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            continue
        try:
            values[column] = read(cell)
        except ValueError as error:
            errors.append(f"{column}: {error}")
    name = str(values.pop("name", ""))
    if not name and not any(error.startswith("name:") for error in errors):
        errors.append("name: is missing")
    return ImportRow(raw.line, name, values, tuple(errors))
