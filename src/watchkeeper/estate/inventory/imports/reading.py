"""Reading CSV and YAML files into rows with line numbers; what cannot be read is refused with the line."""

import csv
import io
from collections.abc import Iterator

import yaml

from watchkeeper.estate.inventory.errors import InvalidImportError
from watchkeeper.estate.inventory.imports.columns import COLUMNS, Cell, ImportRow, RawRow, understand, unknown_columns
from watchkeeper.estate.inventory.imports.recognising import binary_kind, format_of, unreadable_at
from watchkeeper.estate.inventory.imports.yaml_nodes import Mapping, Node, Scalar, Sequence, read_node

FORMATS = ("csv", "yaml")
_DELIMITERS = (",", ";", "\t")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SEPARATOR_LINE = "sep="  # what Excel writes so that Excel can read it


def read_rows(file_format: str | None, content: str | bytes, *, max_rows: int = 100_000) -> list[ImportRow]:
    """Return the rows of a file. What it is written in is seen in it; a ``file_format`` that says otherwise is wrong.

    Raises InvalidImportError, with line numbers, when the file as a whole cannot be used. What is wrong with a single
    row is in that row's ``errors``.
    """
    text = decode(content)
    read = _csv_rows if _settled(file_format, text) == "csv" else _yaml_rows
    rows: list[ImportRow] = []
    for raw in read(text):
        if len(rows) >= max_rows:
            raise refuse(raw.line, f"the file has more than {max_rows} rows")
        rows.append(understand(raw))
    if not rows:
        raise refuse(None, "the file has no rows")
    return rows


def _settled(file_format: str | None, text: str) -> str:
    if file_format not in {None, *FORMATS}:
        raise refuse(None, f"the format {file_format!r} is not known; it is one of {', '.join(FORMATS)}")
    seen = format_of(text)
    if file_format and seen and seen != file_format:
        raise refuse(None, f"the file was said to be {file_format.upper()}, and it is {seen.upper()}")
    found = file_format or seen
    if found is None:
        raise refuse(1, "the file is neither CSV with a column 'name' nor YAML")
    return found


def refuse(line: int | None, message: str) -> InvalidImportError:
    """Return the error for a file that cannot be used, at ``line`` if one is to blame."""
    loc: list[str | int] = ["body", "content", *(("line", line) if line is not None else ())]
    return InvalidImportError(
        f"Line {line}: {message}." if line is not None else f"{message}.",
        hint=f"The columns are {', '.join(COLUMNS)}; only name (and address, for new devices) is needed.",
        details={"errors": [{"loc": loc, "msg": message}]},
    )


def decode(content: str | bytes) -> str:
    """Return the text of a file without its byte order mark.

    Raises InvalidImportError for what is no text, naming the line of the first byte that is not UTF-8.
    """
    if kind := binary_kind(content):
        raise refuse(None, f"the file is {kind}")
    text = _decoded(content)
    if wrong := unreadable_at(text):
        raise refuse(wrong[0], f"the file holds {wrong[1]}")
    return text


def _decoded(content: str | bytes) -> str:
    if isinstance(content, str):
        try:
            content.encode()
        except UnicodeEncodeError as error:
            line = content.count("\n", 0, error.start) + 1
            raise refuse(line, "the text holds half of a character (a lone surrogate)") from error
        return content.removeprefix("\ufeff")
    if content.startswith(_UTF16):
        raise refuse(1, "the file is UTF-16; save it as UTF-8")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise refuse(line, f"byte 0x{content[error.start]:02x} is not UTF-8; save the file as UTF-8") from error


def _csv_rows(text: str) -> Iterator[RawRow]:
    first, _, rest = text.partition("\n")
    skipped = 0
    delimiter = ""
    if first.lower().startswith(_SEPARATOR_LINE) and len(first.strip()) == len(_SEPARATOR_LINE) + 1:
        delimiter, text, skipped = first.strip()[-1], rest, 1
        first = rest.partition("\n")[0]
    delimiter = delimiter or max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header: list[str] | None = None
    line = skipped + 1
    try:
        for cells in reader:
            started, line = line, skipped + reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if header is None:
                header = _header(cells, started)
            else:
                yield _csv_row(header, cells, started)
    except csv.Error as error:
        raise refuse(skipped + max(1, reader.line_num), f"the row cannot be read ({error})") from error


def _header(cells: list[str], line: int) -> list[str]:
    names = [cell.strip().lower() for cell in cells]
    while names and not names[-1]:
        names.pop()
    problems = unknown_columns(names)
    problems += [f"column {name!r} is there twice" for name in sorted({n for n in names if names.count(n) > 1})]
    if "name" not in names:
        problems.append("there is no column 'name'")
    if problems:
        raise refuse(line, "; ".join(problems))
    return names


def _csv_row(header: list[str], cells: list[str], line: int) -> RawRow:
    filled = cells[: len(header)] + [""] * (len(header) - len(cells))
    surplus = [cell for cell in cells[len(header) :] if cell.strip()]
    errors = (f"the row has {len(cells)} cells, the header {len(header)}",) if surplus else ()
    return RawRow(line, dict(zip(header, filled, strict=True)), errors)


def _yaml_rows(text: str) -> Iterator[RawRow]:
    try:
        root = read_node(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        raise refuse(mark.line + 1 if mark is not None else None, f"the file is not YAML: {problem}") from error
    if isinstance(root, Mapping):
        entries = dict(root.entries)
        if set(entries) != {"devices"}:
            raise refuse(root.line, "the file must be a list of devices, or have the one key 'devices'")
        root = entries["devices"]
    if not isinstance(root, Sequence):
        raise refuse(root.line if root is not None else None, "the file must be a list of devices")
    for item in root.items:
        if not isinstance(item, Mapping):
            raise refuse(item.line, "a device must be a mapping of columns to values")
        yield _yaml_row(item)


def _yaml_row(item: Mapping) -> RawRow:
    cells: dict[str, Cell] = {}
    errors = []
    for key, node in item.entries:
        column = key.strip().lower()
        if column in cells:
            errors.append(f"{column}: is there twice")
        cells[column] = _yaml_cell(node)
        if isinstance(node, Mapping) or (isinstance(node, Sequence) and column != "tags"):
            errors.append(f"{column}: is not a single value")
            cells[column] = None
    return RawRow(item.line, cells, tuple(errors))


def _yaml_cell(node: Node) -> Cell:
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [entry.value or "" for entry in node.items if isinstance(entry, Scalar)]
    return None
