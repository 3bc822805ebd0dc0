"""What commands print: JSON or tables on standard output, progress and logs on standard error."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress


def print_json(document: object) -> None:
    """Print ``document`` as one JSON document. Times become ISO 8601 in UTC, paths and enumerations their value."""
    json.dump(document, sys.stdout, default=_plain, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, empty: str = "Nothing to show.") -> None:
    """Print ``rows`` under ``columns``; ``empty`` when there are none. Piped output is never cut to a width."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(plain_text(value)) for value in row))
    if table.row_count:
        _output().print(table)
    else:
        print(empty)


def plain_text(value: object) -> str:
    """Return ``value`` for a person: a dash for none, times in UTC, control characters replaced."""
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%SZ")
    text = str(value.value if isinstance(value, Enum) else value)
    return "".join(character if character.isprintable() else "\ufffd" for character in text)  # device text is untrusted


def _output() -> "Console":
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else 1000, highlight=False, markup=False)


def note(message: str) -> None:
    """Tell a person something that is no result: it goes to standard error."""
    print(message, file=sys.stderr)


class Step(Protocol):
    """A running piece of work that can say how far it is."""

    def __call__(self, done: float, total: float | None = None, text: str | None = None) -> None:
        """Set what is done of ``total``, and what is being done."""


@contextmanager
def progress(text: str, total: float | None = None) -> Iterator[Step]:
    """Show a bar on standard error while the block runs; silent when that is no terminal."""
    if not sys.stderr.isatty():
        yield _silent
        return
    with _bar() as bar:
        task = bar.add_task(text, total=total)

        def step(done: float, total: float | None = None, text: str | None = None) -> None:
            bar.update(task, completed=done, total=total, description=text)

        yield step


def _silent(done: float, total: float | None = None, text: str | None = None) -> None:
    del done, total, text


def _bar() -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )


_BLOCKS = "▁▂▃▄▅▆▇█"


def sparkline(values: Sequence[float | None]) -> str:
    """Draw ``values`` as one line of blocks from their minimum to their maximum; a gap is a space."""
    known = [value for value in values if value is not None]
    if not known:
        return " " * len(values)
    low, span = min(known), (max(known) - min(known)) or 1.0
    return "".join(
        " " if value is None else _BLOCKS[round((value - low) / span * (len(_BLOCKS) - 1))] for value in values
    )
