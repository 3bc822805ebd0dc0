"""From the text of a rule to its tree. Nothing is known here of what the names mean."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Final, cast

from watchkeeper.understand.rules.errors import ExpressionError

if TYPE_CHECKING:
    from lark import Lark, Token, Tree

LONGEST: Final = 2_000
"""Characters of an expression."""
_DEEPEST: Final = 40
_LONGEST_CHAIN: Final = 100
_SECONDS: Final = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}
_POWERS: Final = {"k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12}


@dataclass(frozen=True, slots=True)
class Span:
    """From which character to which (exclusive) something stands in the text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Number:
    """A number; suffixes k, M, G and T are applied."""

    value: float
    at: Span


@dataclass(frozen=True, slots=True)
class Text:
    """A quoted text."""

    value: str
    at: Span


@dataclass(frozen=True, slots=True)
class Duration:
    """A time in seconds."""

    seconds: int
    at: Span


@dataclass(frozen=True, slots=True)
class Field:
    """The name of something that is measured or told."""

    name: str
    at: Span


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    name: str
    arguments: tuple["Node", ...]
    at: Span


@dataclass(frozen=True, slots=True)
class Unary:
    """``not`` or ``-``."""

    operator: str
    operand: "Node"
    at: Span


@dataclass(frozen=True, slots=True)
class Binary:
    """Two sides: ``and``, ``or``, a comparison, arithmetic."""

    operator: str
    left: "Node"
    right: "Node"
    at: Span


Node = Number | Text | Duration | Field | Call | Unary | Binary


@dataclass(frozen=True, slots=True)
class Expression:
    """A whole rule: the condition, how long it has to hold (s), and what ends it (None: its opposite)."""

    condition: Node
    lasting: Duration | None
    ending: Node | None


def parse(text: str) -> Expression:
    """Return the tree of ``text``. Raises ExpressionError with the place of what cannot be read."""
    from lark import Tree, UnexpectedCharacters, UnexpectedEOF, UnexpectedToken

    if not text.strip():
        raise ExpressionError("The condition is empty.", 0, 1, hint="Write one such as host.used_percent > 90 for 5m.")
    if len(text) > LONGEST:
        raise ExpressionError(f"The condition is longer than {LONGEST} characters.", LONGEST, len(text))
    _refuse_depth(text)
    try:
        tree = _parser().parse(text)
    except UnexpectedToken as error:
        raise _unexpected(text, error.token, error.accepts or error.expected) from None
    except UnexpectedCharacters as error:
        raise _strange(text, cast("int", error.pos_in_stream)) from None  # lark declares None
    except UnexpectedEOF as error:
        raise ExpressionError("The condition ends too early.", len(text), len(text) + 1) from error
    _refuse_chains(tree, text)
    parts: dict[str, Tree[Token]] = {str(one.data): one for one in tree.children[1:] if isinstance(one, Tree)}
    lasting, ending = parts.get("lasting"), parts.get("ending")
    return Expression(
        _node(tree.children[0]),
        None if lasting is None else _duration(str(lasting.children[0]), _span(lasting.children[0])),
        None if ending is None else _node(ending.children[0]),
    )


@functools.cache
def _parser() -> "Lark":
    from lark import Lark

    grammar = resources.files(__package__).joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", propagate_positions=True, maybe_placeholders=False)


def _refuse_depth(text: str) -> None:
    """Refuse what would nest deeper than the evaluation should follow."""
    depth = 0
    for place, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth > _DEEPEST:
            raise ExpressionError(f"Parentheses are nested more than {_DEEPEST} deep.", place, place + 1)


def _refuse_chains(tree: "Tree[Token]", text: str) -> None:
    """Refuse long rows of operators for the same reason; trees come with their branches first."""
    depths: dict[int, int] = {}
    for part in tree.iter_subtrees():
        depths[id(part)] = 1 + max((depths.get(id(child), 0) for child in part.children), default=0)
    if max(depths.values()) > _LONGEST_CHAIN:
        raise ExpressionError(f"More than {_LONGEST_CHAIN} operators hang on each other.", 0, len(text))


def _unexpected(text: str, token: "Token", expected: Sequence[str] | set[str]) -> ExpressionError:
    start = token.start_pos if token.start_pos is not None else len(text)
    if token.type == "$END":
        return ExpressionError("The condition ends too early.", len(text), len(text) + 1, hint=_hint(expected))
    if token.type == "DURATION" and "NUMBER" in expected:
        return ExpressionError(
            f"{str(token)!r} is a duration where a number has to stand.", start, start + len(token),
            hint="Numbers take k, M, G or T; durations stand after for and until, and in functions.",
        )  # fmt: skip
    return ExpressionError(f"{str(token)!r} cannot stand here.", start, start + len(token), hint=_hint(expected))


def _strange(text: str, place: int) -> ExpressionError:
    character = text[place]
    if character == "=":
        return ExpressionError("A single = means nothing.", place, place + 1, hint="Compare with ==.")
    if character in "\"'":
        return ExpressionError("The quoted text has no end.", place, len(text))
    if character.isdigit():
        end = place
        while end < len(text) and (text[end].isalnum() or text[end] in "._"):
            end += 1
        units = "Numbers take k, M, G or T, durations s, m, h or d."
        return ExpressionError(f"{text[place:end]!r} is neither a number nor a duration.", place, end, hint=units)
    hint = "Names are written in small letters: interface.in_bps." if character.isalpha() else None
    return ExpressionError(f"{character!r} cannot stand here.", place, place + 1, hint=hint)


_WORDS: Final = {
    "NUMBER": "a number", "NAME": "a name", "STRING": "a quoted text", "DURATION": "a duration such as 5m",
    "COMPARE": "a comparison", "AND": "and", "OR": "or", "NOT": "not", "FOR": "for", "UNTIL": "until",
    "LPAR": "(", "RPAR": ")", "COMMA": "a comma", "$END": "the end",
}  # fmt: skip


def _hint(expected: Sequence[str] | set[str]) -> str | None:
    words = [word for name, word in _WORDS.items() if name in set(expected)]
    return f"Here may stand: {', '.join(words)}." if words else None


def _node(tree: "Tree[Token] | Token") -> Node:
    from lark import Token

    if isinstance(tree, Token):
        return _duration(str(tree), _span(tree))
    parts = tree.children
    at = Span(tree.meta.start_pos, tree.meta.end_pos)
    kind = str(tree.data)
    if kind in {"number", "text", "field", "duration"}:
        return _leaf(kind, str(parts[0]), at)
    if kind == "call":
        return Call(str(parts[0]), tuple(_node(one) for one in parts[1:]), at)
    if kind in {"negated", "opposite"}:
        return Unary("not" if kind == "negated" else "-", _node(parts[0]), at)
    if kind in {"either", "both"}:
        return Binary("or" if kind == "either" else "and", _node(parts[0]), _node(parts[1]), at)
    return Binary(str(parts[1]), _node(parts[0]), _node(parts[2]), at)


def _leaf(kind: str, word: str, at: Span) -> Node:
    if kind == "text":
        return Text(word[1:-1], at)
    if kind == "field":
        return Field(word, at)
    if kind == "duration":
        return _duration(word, at)
    power = _POWERS.get(word[-1])
    return Number(float(word[:-1]) * power if power else float(word), at)


def _duration(word: str, at: Span) -> Duration:
    return Duration(int(word[:-1]) * _SECONDS[word[-1]], at)


def _span(token: "Tree[Token] | Token") -> Span:
    start = getattr(token, "start_pos", None) or 0
    return Span(start, start + len(str(token)))
