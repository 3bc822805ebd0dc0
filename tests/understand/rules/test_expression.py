"""The language: what is read, what is refused and where, and three-valued evaluation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.understand.rules.errors import ExpressionError
from watchkeeper.understand.rules.expression.checking import compiled
from watchkeeper.understand.rules.expression.evaluation import Texts, truth
from watchkeeper.understand.rules.service import checked
from watchkeeper.understand.rules.shipped import shipped

NAN = float("nan")


class Columns:
    def __init__(self, texts=None, **numbers):
        self._numbers = {name: np.array(values, dtype=float) for name, values in numbers.items()}
        self._texts = texts or {}
        self.rows = len(next(iter(self._numbers.values()), next(iter(self._texts.values()), ())))

    def numbers(self, column):
        return self._numbers[column]

    def texts(self, column):
        words = sorted({word for word in self._texts[column] if word is not None})
        codes = [words.index(word) if word is not None else -1 for word in self._texts[column]]
        return Texts(np.array(codes), words)

    def window(self, function, column, seconds):
        return self._numbers[f"{function}_{column}_{seconds}"]

    def age(self, column):
        return self._numbers[f"age_{column}"]

    def anomalous(self, column, *, critical):
        return self._numbers[f"anomaly_{column}{'_critical' if critical else ''}"].astype(np.int8)


def judged(text, columns):
    return truth(compiled(text).condition, columns).tolist()


def test_numbers_compare_and_what_was_not_measured_is_unknown():
    columns = Columns(in_bps=[9e8, 1e8, NAN], speed_bps=[1e9, 1e9, 1e9])
    assert judged("interface.in_bps / interface.speed_bps > 0.8", columns) == [1, -1, 0]
    assert judged("interface.in_bps > 800M", columns) == [1, -1, 0]
    assert judged("not interface.in_bps > 800M", columns) == [-1, 1, 0]
    assert judged("-interface.in_bps < -800M and interface.speed_bps == 1G", columns) == [1, -1, 0]
    assert judged("interface.in_bps > 800M or interface.speed_bps > 0", columns) == [1, 1, 1]


def test_a_division_by_nothing_is_unknown():
    assert judged("interface.in_bps / interface.speed_bps > 0.8", Columns(in_bps=[5.0], speed_bps=[0.0])) == [0]


def test_precedence_is_that_of_arithmetic_then_comparison_then_not_and_or():
    columns = Columns(in_bps=[2.0], out_bps=[3.0])
    assert judged("interface.in_bps + interface.out_bps * 2 == 8", columns) == [1]
    assert judged("(interface.in_bps + interface.out_bps) * 2 == 10", columns) == [1]
    assert judged("interface.in_bps - interface.out_bps - 1 == -2", columns) == [1]
    assert judged("interface.in_bps > 5 and interface.out_bps > 5 or interface.in_bps == 2", columns) == [1]


def test_texts_states_and_patterns():
    columns = Columns(
        {"object": ["xe-0/0/1", "GE-1", None]}, oper_status=[1, 7, NAN], in_bps=[1, 1, 1]
    )  # fmt: skip
    assert judged('object ~ "ge-*" and interface.in_bps > 0', columns) == [-1, 1, 0]
    assert judged('object != "xe-0/0/1" and interface.in_bps > 0', columns) == [-1, 1, 0]
    assert judged('interface.oper_status == "lower_layer_down"', columns) == [-1, 1, 0]


def test_functions_over_time():
    columns = Columns(avg_used_percent_900=[91, 80], age_used_percent=[2000, NAN], anomaly_used_percent=[1, -1])
    assert judged("avg(host.used_percent, 15m) > 90", columns) == [1, -1]
    assert judged("absent(host.used_percent, 30m)", columns) == [1, 0]
    assert judged("anomaly(host.used_percent)", columns) == [1, -1]


def test_what_a_rule_needs_is_gathered():
    rule = compiled('max(optics.rx_power_dbm, 1h) < -25 and object ~ "xe-*" for 5m until optics.rx_power_dbm > -20')
    assert (rule.source, rule.lasting_s, rule.unit) == ("optics", 300, "dBm")
    assert rule.calls == (("max", "rx_power_dbm", 3600),)
    assert rule.metrics == ("rx_power_dbm",)
    assert rule.labels == ("object",)
    assert rule.ending is not None
    assert compiled('event.kind == "device_restarted" until 15m').ends_after_s == 900


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("", (0, 1), "empty"),
        ("host.used_percent >", (19, 20), "ends too early"),
        ("host.used_percent > 90 for", (26, 27), "ends too early"),
        ("host.used_percent > > 1", (20, 21), "cannot stand here"),
        ("host.used_percent = 90", (18, 19), "single ="),
        ("host.used_percent > 5m", (20, 22), "5m"),
        ("host.used_percent > 90x", (20, 23), "90x"),
        ("host.used_percnt > 90", (0, 16), "Nothing is called"),
        ("host.used_percent", (0, 17), "a number"),
        ("host.used_percent > 1 and interface.in_bps > 1", (26, 42), "one source"),
        ('host.used_percent > "x"', (0, 23), "cannot be compared"),
        ('interface.oper_status == "dwon"', (25, 31), "never"),
        ('interface.oper_status > "up"', (0, 28), "== and !="),
        ('event.kind == "bgp_dwn" until 5m', (14, 23), "never"),
        ('event.kind == "bgp_down"', (0, 24), "what ends it"),
        ('event.kind == "bgp_down" for 5m until 5m', (29, 31), "moment"),
        ("host.used_percent > 1 until 5m", (28, 30), "ends after a time"),
        ("avg(host.used_percent) > 1", (0, 22), "avg(metric, 15m)"),
        ("avg(host.used_percent, 90) > 1", (23, 25), "duration"),
        ("avg(host.used_percent, 9d) > 1", (23, 25), "a day at most"),
        ("sum(host.used_percent, 5m) > 1", (0, 26), "no function"),
        ('object ~ "xe"', (0, 13), "nothing that is measured"),
        ("'unended", (0, 8), "no end"),
        ("host.used_percent > 1 for 8d", (26, 28), "a week"),
        ("absent(host.used_percent, 5m) and host.used_percent > 1", (0, 55), "no value"),
        ("(" * 50 + "1", (40, 41), "nested"),
        ("not " * 400 + "1 > 0", (0, 1605), "hang on each other"),
        ("host.used_percent > " + "-" * 1500 + "1", (0, 1521), "hang on each other"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(text, place, says):
    with pytest.raises(ExpressionError) as caught:
        compiled(text)
    assert says in caught.value.message
    assert (caught.value.start, caught.value.end) == place


@given(
    st.text(alphabet="host.used_percent interface.in_bps><=~()\"'andornotforuntil0123456789smhdkMG+-*/,", max_size=60)
)
def test_any_text_is_read_or_refused_with_a_place(text):
    read = checked(text)
    assert read.valid or 0 <= read.start < read.end


def test_every_shipped_rule_can_be_read_and_says_what_to_do():
    for key, rule in shipped().items():
        read = compiled(rule.expression)
        assert read.source, key
        assert rule.summary, key
        assert rule.advice, key
