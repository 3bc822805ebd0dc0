"""Tables in text output, read by their header: which word means what is decided once, not by position on the page."""

import re
from collections.abc import Iterator
from typing import Final

_COLUMNS: Final = (
    "System I[dD]", "Neighbor I[dD]", "IP Address", "Circuit I[dD]", "Hold [Tt]ime", r"Hold \(secs\)", "Holdtime",
    "Hold", "Interface", "Instance", "VRF", "SNPA", "State", "Type", "Level", "Usage", "Protocol",
    "Changed", "NSF", "BFD", "MT-ID", "Address", "L",
)  # fmt: skip
_HEADER: Final = re.compile("|".join(rf"(?<!\S){name}(?!\S)" for name in _COLUMNS))


def rows_below(text: str, *required: str) -> Iterator[dict[str, str]]:
    """Yield the rows below each header that has all ``required`` columns, keyed by the header's words in lower case.

    A row ends at a blank line or at another header. Rows with fewer words than required columns are left out.
    """
    columns: list[str] = []
    for line in text.splitlines():
        names = [name.lower() for name in _HEADER.findall(line)]
        if len(names) > 2 and all(any(re.fullmatch(want, name) for name in names) for want in required):
            columns = names
            continue
        words = line.split()
        if not words or not columns or set(line.strip()) <= set("-=+ "):
            continue
        if len(words) < min(len(columns), len(required) + 1):
            continue
        yield dict(zip(columns, words, strict=False))
