import json
import math
from datetime import UTC, datetime

import pytest

from watchkeeper.understand.investigations.case import read_case
from watchkeeper.understand.investigations.causes import Label, Verdict, investigate
from watchkeeper.understand.investigations.errors import UnreadableCaseError

STEP = 300
START = 1_700_000_000 // STEP * STEP
HISTORY = 300
AT = START + HISTORY * STEP + STEP


def stamp(seconds):
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")


def usual(name, k, level=0.1):
    return level * (1 + 0.05 * math.sin(k * (2 + len(name)) + len(name)))


def write(folder, edges, off, *, metric="latency_average", missing=(), events=(), shifted=()):
    """``off``: entity -> values of the three periods after the start of the symptom, as multiples of the usual."""
    names = sorted({name for edge in edges for name in edge})
    case = {
        "symptom": {"entity": "front", "metric": metric, "at": stamp(AT)},
        "edges": [{"from": a, "to": b, "kind": "depends_on"} for a, b in edges],
        "window_s": 900,
    }
    (folder / "case.json").write_text(json.dumps(case))
    rows = ["timestamp,entity,metric,value"]
    for k in range(HISTORY + 4):
        for name in names:
            if name in missing:
                continue
            value = usual(name, k)
            if k >= HISTORY + 1 and name in off:
                value *= off[name][k - HISTORY - 1]
            if k >= HISTORY and name in shifted:
                value *= 3
            rows.append(f"{stamp(START + k * STEP)},{name},{metric},{value}")
            rows.append(f"{stamp(START + k * STEP)},{name},requests_sum,100")
    (folder / "metrics.csv").write_text("\n".join(rows) + "\n")
    (folder / "events.jsonl").write_text("".join(json.dumps(one) + "\n" for one in events))
    return read_case(folder)


CHAIN = [("front", "middle"), ("middle", "store"), ("front", "other")]
SLOW = (3.0, 3.0, 3.0)


def test_the_lowest_deviating_dependency_is_the_cause_and_verified(tmp_path):
    finding = investigate(write(tmp_path, CHAIN, {"front": SLOW, "middle": SLOW, "store": SLOW}))
    assert finding.verdict is Verdict.FAULT_FOUND
    assert finding.causes[0].entity == "store"
    assert finding.causes[0].label is Label.VERIFIED
    assert finding.causes[0].path == ("store", "middle", "front")


def test_nothing_off_is_healthy(tmp_path):
    finding = investigate(write(tmp_path, CHAIN, {}))
    assert finding.verdict is Verdict.HEALTHY
    assert finding.causes == ()


def test_what_was_off_long_before_is_no_cause(tmp_path):
    finding = investigate(write(tmp_path, CHAIN, {}, shifted={"middle", "store", "front"}))
    assert finding.verdict is Verdict.HEALTHY


def test_a_deviation_behind_a_healthy_dependency_is_ruled_out_with_the_reason(tmp_path):
    finding = investigate(write(tmp_path, CHAIN, {"front": SLOW, "other": SLOW, "store": SLOW}))
    assert finding.causes[0].entity == "other"
    assert all(cause.entity != "store" for cause in finding.causes)
    assert [str(said) for said in finding.ruled_out] == [
        "store deviates, but middle between it and the symptom does not"
    ]


def test_a_cause_that_began_after_the_symptom_is_not_verified(tmp_path):
    off = {"front": SLOW, "middle": SLOW, "store": (1.0, 3.0, 3.0)}
    by_name = {cause.entity: cause for cause in investigate(write(tmp_path, CHAIN, off)).causes}
    assert by_name["store"].label is not Label.VERIFIED


def test_without_anything_below_the_symptom_is_its_own_cause(tmp_path):
    finding = investigate(write(tmp_path, CHAIN, {"front": SLOW}))
    assert [cause.entity for cause in finding.causes] == ["front"]


def test_without_data_about_the_symptom_the_verdict_is_inconclusive(tmp_path):
    finding = investigate(write(tmp_path, CHAIN, {}, missing={"front", "other"}))
    assert finding.verdict is Verdict.INCONCLUSIVE
    assert finding.blind_spots == ("front", "other")


def test_a_change_shortly_before_speaks_for_a_cause(tmp_path):
    off = {"front": SLOW, "middle": SLOW, "other": SLOW}
    plain = {one.entity: one.score for one in investigate(write(tmp_path, CHAIN, off)).causes}
    events = [{"at": stamp(AT - 600), "entity": "other", "text": "deployed 1.2"}]
    changed = investigate(write(tmp_path, CHAIN, off, events=events)).causes
    assert changed[0].entity == "other"
    assert changed[0].score > plain["other"]
    assert "changed shortly before: deployed 1.2" in map(str, changed[0].evidence)


def test_a_cycle_of_dependencies_ends(tmp_path):
    edges = [*CHAIN, ("store", "front")]
    finding = investigate(write(tmp_path, edges, {"front": SLOW, "middle": SLOW, "store": SLOW}))
    assert {cause.entity for cause in finding.causes} == {"front", "middle", "store"}


def test_availability_is_worse_when_lower(tmp_path):
    edges = [("front", "back")]
    low = (0.5, 0.5, 0.5)
    finding = investigate(write(tmp_path, edges, {"front": SLOW, "back": SLOW}, metric="availability_average"))
    assert finding.verdict is Verdict.HEALTHY
    case = write(tmp_path, edges, {"front": low, "back": low}, metric="availability_average")
    scaled = {key: type(one)(one.times, one.values * 1000) for key, one in case.series.items()}
    finding = investigate(type(case)(case.entity, case.metric, case.at, case.window_s, case.callees, scaled))
    assert finding.causes[0].entity == "back"


@pytest.mark.parametrize("broken", ["{", "{}", '{"symptom": {"entity": "a", "metric": "m", "at": "x"}, "edges": []}'])
def test_a_case_that_is_none_is_refused(tmp_path, broken):
    write(tmp_path, CHAIN, {})
    (tmp_path / "case.json").write_text(broken)
    with pytest.raises(UnreadableCaseError):
        read_case(tmp_path)


def test_a_bad_line_costs_only_itself(tmp_path):
    write(tmp_path, CHAIN, {"front": SLOW})
    with (tmp_path / "metrics.csv").open("a") as lines:
        lines.write("nonsense\n2026-01-01T00:00:00Z,front,latency_average,much\n")
    case = read_case(tmp_path)
    assert len(case.problems) == 2
    assert investigate(case).verdict is Verdict.FAULT_FOUND
