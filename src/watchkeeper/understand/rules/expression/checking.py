"""Checks what an expression means: types, one source, known names; and gathers what its evaluation needs."""

import difflib
from dataclasses import dataclass, field
from typing import Final

from watchkeeper.understand.rules.errors import ExpressionError
from watchkeeper.understand.rules.expression.fields import EVENT, NAMES, Named, Type
from watchkeeper.understand.rules.expression.syntax import (
    Binary,
    Call,
    Duration,
    Expression,
    Field,
    Node,
    Number,
    Text,
    Unary,
    parse,
)

AGGREGATES: Final = ("avg", "min", "max", "change")
FUNCTIONS: Final = (*AGGREGATES, "abs", "absent", "anomaly")
LONGEST_WINDOW_S: Final = 86_400
LONGEST_FOR_S: Final = 7 * 86_400
_ORDER: Final = frozenset({"<", "<=", ">", ">="})
_EQUAL: Final = frozenset({"==", "!="})
_ANOMALY_LEVELS: Final = ("warning", "critical")


@dataclass(frozen=True, slots=True)
class Compiled:
    """A checked expression.

    ``source`` is a family of samples or ``event``; ``metrics`` are the numeric columns in order of appearance,
    ``calls`` (function, column, s) what has to be remembered of them, ``absences`` the columns whose last sample
    matters, ``anomalies`` the columns whose anomalies do.
    """

    text: str
    condition: Node
    ending: Node | None
    lasting_s: int
    ends_after_s: int
    source: str
    metrics: tuple[str, ...]
    labels: tuple[str, ...]
    calls: tuple[tuple[str, str, int], ...]
    absences: tuple[str, ...]
    anomalies: tuple[str, ...]

    @property
    def windows(self) -> tuple[tuple[str, int], ...]:
        """(column, s): how far back each metric has to be remembered."""
        return tuple(dict.fromkeys((column, seconds) for _, column, seconds in self.calls))

    @property
    def unit(self) -> str:
        """The unit of the first metric."""
        return NAMES[f"{self.source}.{self.metrics[0]}"].unit if self.metrics else ""


def compiled(text: str) -> Compiled:
    """Return ``text`` read and checked. Raises ExpressionError."""
    return _Checker(text).run(parse(text))


@dataclass(slots=True)
class _Checker:
    text: str
    source: str = ""
    metrics: dict[str, None] = field(default_factory=dict)
    labels: dict[str, None] = field(default_factory=dict)
    calls: dict[tuple[str, str, int], None] = field(default_factory=dict)
    absences: dict[str, None] = field(default_factory=dict)
    anomalies: dict[str, None] = field(default_factory=dict)

    def run(self, tree: Expression) -> Compiled:
        self._truth(tree.condition)
        ending = tree.ending if not isinstance(tree.ending, Duration) else None
        if ending is not None:
            self._truth(ending)
        if not self.source:
            raise self._wrong(
                tree.condition, "The condition names nothing that is measured or told.",
                hint="Name a metric such as host.used_percent, or event.kind.",
            )  # fmt: skip
        self._timing(tree)
        if self.absences and (self.metrics or self.calls or self.anomalies):
            raise self._wrong(tree.condition, "What is absent has no value: absent() stands alone or with object.")
        return Compiled(
            text=self.text,
            condition=tree.condition,
            ending=ending,
            lasting_s=tree.lasting.seconds if tree.lasting else 0,
            ends_after_s=tree.ending.seconds if isinstance(tree.ending, Duration) else 0,
            source=self.source,
            metrics=tuple(self.metrics),
            labels=tuple(self.labels),
            calls=tuple(self.calls),
            absences=tuple(self.absences),
            anomalies=tuple(self.anomalies),
        )

    def _timing(self, tree: Expression) -> None:
        about_events = self.source == EVENT
        if tree.lasting and about_events:
            raise self._wrong(tree.lasting, "An event is a moment: it does not hold for a time.")
        if tree.lasting and tree.lasting.seconds > LONGEST_FOR_S:
            raise self._wrong(tree.lasting, "A condition is waited for a week at most.")
        if isinstance(tree.ending, Duration) and not about_events:
            raise self._wrong(tree.ending, "Only a rule about events ends after a time.", hint="Give a condition.")
        if about_events and tree.ending is None:
            raise self._wrong(
                tree.condition, "A rule about events has to say what ends it.",
                hint='Add until event.kind == "bgp_up", or until 30m.',
            )  # fmt: skip

    def _truth(self, node: Node) -> None:
        kind = self._type(node)
        if kind is not Type.TRUTH:
            raise self._wrong(node, f"This is a {kind.value}, not something that is true or false.", hint="Compare it.")

    def _type(self, node: Node) -> Type:  # noqa: PLR0911 - one line for each kind of node
        match node:
            case Number():
                return Type.NUMBER
            case Text():
                return Type.TEXT
            case Duration():
                raise self._wrong(node, "A duration stands in a function, or after for and until.")
            case Field():
                return self._field(node).type
            case Call():
                return self._call(node)
            case Unary(operator="not"):
                self._truth(node.operand)
                return Type.TRUTH
            case Unary():
                self._number(node.operand)
                return Type.NUMBER
            case Binary(operator="and" | "or"):
                self._truth(node.left)
                self._truth(node.right)
                return Type.TRUTH
            case Binary(operator="+" | "-" | "*" | "/"):
                self._number(node.left)
                self._number(node.right)
                return Type.NUMBER
        return self._comparison(node)

    def _number(self, node: Node) -> None:
        kind = self._type(node)
        if kind is not Type.NUMBER:
            raise self._wrong(node, f"This is a {kind.value} where a number has to stand.")

    def _comparison(self, node: Binary) -> Type:
        left, right = self._type(node.left), self._type(node.right)
        if left is Type.NUMBER and right is Type.NUMBER:
            if node.operator == "~":
                raise self._wrong(node, "~ compares a text with a pattern.")
            return Type.TRUTH
        if left is Type.STATE and right is Type.TEXT:
            return self._state(node)
        if left is Type.TEXT and right is Type.TEXT:
            if node.operator in _ORDER:
                raise self._wrong(node, f"Texts are compared with ==, != and ~, not with {node.operator}.")
            self._known_value(node)
            return Type.TRUTH
        raise self._wrong(node, f"A {left.value} cannot be compared with a {right.value}.")

    def _state(self, node: Binary) -> Type:
        named = NAMES[node.left.name] if isinstance(node.left, Field) else None
        if named is None or named.states is None or not isinstance(node.right, Text):
            raise self._wrong(node, 'A state is compared with a text: interface.oper_status == "down".')
        if node.operator not in _EQUAL:
            raise self._wrong(node, f"States are compared with == and !=, not with {node.operator}.")
        if node.right.value not in named.states:
            raise self._wrong(
                node.right, f"{named.name} is never {node.right.value!r}.", hint=f"It is: {', '.join(named.states)}."
            )
        return Type.TRUTH

    def _known_value(self, node: Binary) -> None:
        named = NAMES.get(node.left.name) if isinstance(node.left, Field) else None
        if named is None or not named.values or node.operator == "~" or not isinstance(node.right, Text):
            return
        if node.right.value not in named.values:
            near = difflib.get_close_matches(node.right.value, named.values, 1) or named.values[:6]
            raise self._wrong(node.right, f"{named.name} is never {node.right.value!r}.", hint=f"{', '.join(near)}?")

    def _call(self, node: Call) -> Type:
        if node.name not in FUNCTIONS:
            raise self._wrong(node, f"There is no function {node.name!r}.", hint=f"There are: {', '.join(FUNCTIONS)}.")
        if node.name == "abs":
            self._arguments(node, 1, 1, "abs(number)")
            self._number(node.arguments[0])
            return Type.NUMBER
        if node.name == "anomaly":
            return self._anomaly(node)
        self._arguments(node, 2, 2, f"{node.name}(metric, 15m)")
        metric, window = self._metric(node.arguments[0], note=node.name != "absent"), node.arguments[1]
        if not isinstance(window, Duration):
            raise self._wrong(window, "Here a duration has to stand, such as 15m.")
        if not 0 < window.seconds <= LONGEST_WINDOW_S:
            raise self._wrong(window, "A window is longer than nothing and a day at most.")
        if node.name == "absent":
            self.absences[metric.column] = None
            return Type.TRUTH
        self.calls[node.name, metric.column, window.seconds] = None
        return Type.NUMBER

    def _anomaly(self, node: Call) -> Type:
        self._arguments(node, 1, 2, 'anomaly(metric) or anomaly(metric, "critical")')
        self.anomalies[self._metric(node.arguments[0], note=True).column] = None
        if len(node.arguments) > 1:
            level = node.arguments[1]
            if not isinstance(level, Text) or level.value not in _ANOMALY_LEVELS:
                raise self._wrong(level, 'Here "warning" or "critical" has to stand.')
        return Type.TRUTH

    def _arguments(self, node: Call, least: int, most: int, usage: str) -> None:
        if not least <= len(node.arguments) <= most:
            raise self._wrong(node, f"It is written {usage}.")

    def _metric(self, node: Node, *, note: bool) -> Named:
        named = self._field(node, note=note) if isinstance(node, Field) else None
        if named is None or named.type is not Type.NUMBER or named.source == EVENT:
            raise self._wrong(node, "Here a metric has to stand, such as host.used_percent.")
        return named

    def _field(self, node: Field, *, note: bool = True) -> Named:
        named = NAMES.get(node.name)
        if named is None:
            near = difflib.get_close_matches(node.name, NAMES, 3)
            hint = f"Did you mean {' or '.join(near)}?" if near else "Text is quoted."
            raise self._wrong(node, f"Nothing is called {node.name!r}.", hint=hint)
        if named.source and self.source and named.source != self.source:
            raise self._wrong(
                node, f"A rule looks at one source: this one is about {self.source}, {named.name} is of {named.source}."
            )
        self.source = named.source or self.source
        if named.type is Type.NUMBER and note:
            self.metrics[named.column] = None
        elif named.type is not Type.NUMBER:
            self.labels[named.column] = None
        return named

    @staticmethod
    def _wrong(node: Node, message: str, hint: str | None = None) -> ExpressionError:
        return ExpressionError(message, node.at.start, node.at.end, hint=hint)
