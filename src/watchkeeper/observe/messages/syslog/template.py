r"""Message templates that read like the message: ``BGP peer {peer} changed state from {old_state} to {new_state}``.

========================  ==================================================================================
``{peer}``                a field; its shape is the field's own (see ``SHAPES`` and ``FIELDS``), else one word
``{reason:rest}``         a field with another shape
``{oper_status=up|down}`` a field that is one of these words, in any case
``{:word}``, ``{=a|b}``   the same without keeping it; ``{}`` is any text, as short as possible
``[[ ... ]]``             a part that may be missing
========================  ==================================================================================

A blank matches any run of blanks. Everything else means itself.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from watchkeeper.observe.messages.syslog.times import TIME

_IPV4: Final = r"\d{1,3}(?:\.\d{1,3}){3}"
_IPV6: Final = r"[0-9A-Fa-f]{0,4}:[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]*(?:%[\w.\-/]+)?"
SHAPES: Final[Mapping[str, str]] = {
    "ip": rf"(?:{_IPV4}|{_IPV6})",
    "number": r"\d+",
    "signed": r"[+-]?\d+(?:\.\d+)?",
    "word": r"[^\s,;()\[\]'\"]+",
    "token": r"\S+",
    "name": r"[\w.\-]*\w",
    "label": r"[^\s:=,;()\[\]'\"]+",
    "interface": r"[\w./:@\-]*\w",
    "host": r"[\w.:\-]*\w",
    "pid": r"(?:\[\d+\])?",
    "process": r"(?!%)[^\s\[\]:,]{1,80}",
    "user": r"[^\s'\",;()]+",
    "quoted": r"[^'\"]*",
    "brackets": r"\[[^\]]*\]",
    "clause": r"[^,]+",
    "node": r"(?:[A-Z0-9]+/){2,}[A-Z0-9]+",
    "slot": r"[A-Za-z]+\s?\d+(?:/\d+)*",
    "port": r"(?:[A-Za-z][\w\-]*\s)?[\w./:\-]*\d",
    "text": r".+?",
    "rest": r".*\S",
    "time": TIME,
}
"""What a field can look like, as regular expressions."""

FIELDS: Final[Mapping[str, str]] = {
    "peer": "ip",
    "peer_as": "asn",
    "pid": "number",
    "count": "number",
    "prefixes": "number",
    "prefix_limit": "number",
    "interface": "interface",
    "member": "interface",
    "src_interface": "interface",
    "dst_interface": "interface",
    "neighbor": "host",
    "router_id": "ip",
    "server": "host",
    "src": "host",
    "dst": "host",
    "user": "user",
    "reason": "text",
    "message": "text",
    "comment": "text",
    "alarm_reason": "text",
    "host": "host",
    "process": "process",
    "timestamp": "time",
}
"""The shape that a field has unless the template names another."""

_SHAPES: Final = {**SHAPES, "asn": r"\d+(?:\.\d+)?"}
_TOKEN: Final = re.compile(r"\[\[|\]\]|\{([^{}]*)\}|\s+")
_LAZY: Final = "text"
_NEEDS: Final = 4
_NAME_END: Final = re.compile("[:=]")
_FIELD: Final = re.compile(r"[a-z][a-z0-9_]*")


class TemplateError(ValueError):
    """A template that cannot be read; the message says what is wrong with it."""


@lru_cache(maxsize=4096)
def compile_template(template: str, *, any_case: bool = False) -> re.Pattern[str]:
    """Return the regular expression of a template, to be used with ``match``. Raises TemplateError.

    ``any_case`` makes what means itself match in any case as well.
    """
    pieces: list[str] = []
    at, optional = 0, False
    open_end = open_part = False  # a field without an end of its own is the last thing that must be there
    for token in _TOKEN.finditer(template):
        between = template[at : token.start()]
        at = token.end()
        pieces.append(re.escape(between))
        if between:
            open_end, open_part = open_end and optional, False
        if token[0] in {"[[", "]]"}:
            if optional == (token[0] == "[["):
                raise TemplateError("'[[' inside '[['" if optional else "']]' without '[['")
            optional = not optional
            pieces.append("(?:" if optional else ")?")
            open_end, open_part = open_end or open_part, False
        elif token[1] is None:
            pieces.append(r"\s+")
        else:
            piece, lazy = _field(token[1])
            pieces.append(piece)
            if token[1]:
                open_end, open_part = (open_end, lazy) if optional else (lazy, False)
    if optional:
        raise TemplateError("'[[' without ']]'")
    tail = template[at:]
    pieces.append(re.escape(tail))
    if open_end and not tail:
        pieces.append(r"\s*$")
    try:
        return re.compile("".join(pieces), re.DOTALL | (re.IGNORECASE if any_case else re.NOFLAG))
    except re.error as error:
        raise TemplateError(str(error)) from error


def _field(inside: str) -> tuple[str, bool]:
    """Return the expression of one field and whether it has no end of its own."""
    if not inside:
        return ".*?", False
    name = _NAME_END.split(inside, maxsplit=1)[0]
    sign, shape = inside[len(name) : len(name) + 1], inside[len(name) + 1 :]
    if name and not _FIELD.fullmatch(name):
        raise TemplateError(f"{{{inside}}} is no field: names are lower case")
    if sign == "=":
        words = "|".join(r"\s+".join(map(re.escape, word.split())) for word in shape.split("|"))
        return _group(name, f"(?i:{words})"), False
    kind = shape or FIELDS.get(name, "word")
    expression = _SHAPES.get(kind)
    if expression is None:
        raise TemplateError(f"there is no shape {kind!r}; use one of {', '.join(sorted(SHAPES))}, or words with '='")
    return _group(name, expression), kind == _LAZY


def _group(name: str, expression: str) -> str:
    return f"(?P<{name}>{expression})" if name else f"(?:{expression})"


def fields_of(template: str) -> frozenset[str]:
    """Return the names of the fields that a template keeps."""
    return frozenset(compile_template(template).groupindex)


def needs_of(template: str) -> tuple[str, ...]:
    """Return literal texts that a message must contain to match, longest first: a cheap test before the dear one."""
    without = re.sub(r"\[\[.*?\]\]", "\0", template, flags=re.DOTALL)
    runs = re.split(r"\{[^{}]*\}|\0|\s+", without)
    return tuple(sorted({run for run in runs if run}, key=lambda run: (-len(run), run))[:_NEEDS])


def choices_of(template: str) -> tuple[tuple[str, ...], ...]:
    """Return groups of words, in lower case, of each of which a message must contain one."""
    without = re.sub(r"\[\[.*?\]\]", "", template, flags=re.DOTALL)
    found = re.findall(r"\{[a-z0-9_]*=([^{}]*)\}", without)
    return tuple(tuple(word.split()[0].lower() for word in words.split("|") if word.split()) for words in found)
