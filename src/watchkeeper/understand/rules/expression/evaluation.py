"""Evaluates an expression over columns, in three values: true, false, and unknown where something was not measured."""

import fnmatch
import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from watchkeeper.understand.rules.expression.fields import NAMES, Named, Type
from watchkeeper.understand.rules.expression.syntax import Binary, Call, Duration, Field, Node, Number, Text, Unary

FALSE, UNKNOWN, TRUE = -1, 0, 1
Truth = NDArray[np.int8]
"""-1, 0 or 1 a row: Kleene's logic is then the minimum, the maximum and the sign."""
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Texts:
    """A column of texts: each row's place in ``words``, -1 for none."""

    codes: NDArray[np.int64]
    words: Sequence[str]


class Frame(Protocol):
    """The rows that an expression is evaluated over, as columns of equal length."""

    @property
    def rows(self) -> int:
        """How many there are."""
        ...

    def numbers(self, column: str) -> Numbers:
        """Return a metric or the codes of a state, NaN where it is not known."""
        ...

    def texts(self, column: str) -> Texts:
        """Return a column of texts."""
        ...

    def window(self, function: str, column: str, seconds: int) -> Numbers:
        """Return avg, min, max or change of a metric over the last seconds, NaN where too little is known."""
        ...

    def age(self, column: str) -> Numbers:
        """Return how long ago (s) each row had its last sample of a metric, NaN where that is not known."""
        ...

    def anomalous(self, column: str, *, critical: bool) -> Truth:
        """Return which rows have an open anomaly of a metric."""
        ...


_COMPARE: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
_ARITHMETIC: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide,
}  # fmt: skip


def truth(node: Node, frame: Frame) -> Truth:
    """Return whether each row of ``frame`` fulfils a checked condition."""
    match node:
        case Unary(operator="not"):
            return np.asarray(-truth(node.operand, frame), dtype=np.int8)
        case Binary(operator="and"):
            return np.asarray(np.minimum(truth(node.left, frame), truth(node.right, frame)))
        case Binary(operator="or"):
            return np.asarray(np.maximum(truth(node.left, frame), truth(node.right, frame)))
        case Call(name="absent", arguments=(Field() as metric, Duration() as window)):
            age = frame.age(_named(metric).column)
            return _known(age > window.seconds, ~np.isnan(age))
        case Call(name="anomaly", arguments=(Field() as metric, *level)):
            return frame.anomalous(_named(metric).column, critical=any(_word(one) == "critical" for one in level))
        case Binary():
            return _compared(node, frame)
    raise TypeError(f"{type(node).__name__} is no condition")


def _compared(node: Binary, frame: Frame) -> Truth:
    named = _named(node.left) if isinstance(node.left, Field) else None
    if named is not None and named.type is Type.STATE and named.states is not None:
        codes = frame.numbers(named.column)
        return _known(_COMPARE[node.operator](codes, named.states[_word(node.right)]), ~np.isnan(codes))
    if isinstance(node.left, Text) or (named is not None and named.type is Type.TEXT):
        return _text_compared(node, frame)
    with np.errstate(all="ignore"):
        left, right = numbers(node.left, frame), numbers(node.right, frame)
        return _known(_COMPARE[node.operator](left, right), np.isfinite(left) & np.isfinite(right))


def _text_compared(node: Binary, frame: Frame) -> Truth:
    left, right = _texts(node.left, frame), _texts(node.right, frame)
    if node.operator == "~":
        patterns = [re.compile(fnmatch.translate(word), re.IGNORECASE) for word in right.words]
        meets = np.array([[pattern.match(word) is not None for pattern in patterns] for word in left.words], dtype=bool)
    else:
        meets = np.array(
            [[_COMPARE[node.operator](word, other) for other in right.words] for word in left.words], dtype=bool
        )
    known = (left.codes >= 0) & (right.codes >= 0)
    if not meets.size:
        return _known(np.zeros(frame.rows, dtype=bool), known)
    return _known(meets[np.maximum(left.codes, 0), np.maximum(right.codes, 0)], known)


def _texts(node: Node, frame: Frame) -> Texts:
    if isinstance(node, Field):
        return frame.texts(_named(node).column)
    return Texts(np.zeros(frame.rows, dtype=np.int64), (_word(node),))


def numbers(node: Node, frame: Frame) -> Numbers:
    """Return the value of a checked numeric part for each row."""
    match node:
        case Number():
            return np.full(frame.rows, node.value)
        case Field():
            return frame.numbers(_named(node).column)
        case Unary():
            return np.asarray(-numbers(node.operand, frame))
        case Binary():
            found: Numbers = _ARITHMETIC[node.operator](numbers(node.left, frame), numbers(node.right, frame))
            return found
        case Call(name="abs"):
            return np.asarray(np.abs(numbers(node.arguments[0], frame)))
        case Call(arguments=(Field() as metric, Duration() as window)):
            return frame.window(node.name, _named(metric).column, window.seconds)
    raise TypeError(f"{type(node).__name__} is no number")


def _known(meets: NDArray[np.bool_], known: NDArray[np.bool_]) -> Truth:
    return np.where(known, np.where(meets, TRUE, FALSE), UNKNOWN).astype(np.int8)


def _named(node: Field) -> Named:
    return NAMES[node.name]


def _word(node: Node) -> str:
    return node.value if isinstance(node, Text) else ""
