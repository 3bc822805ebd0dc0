"""Loading, recognising and inheriting platforms, on files made here."""

import pytest

from watchkeeper.estate.drivers.platforms.definition import Column
from watchkeeper.estate.drivers.platforms.errors import PlatformError
from watchkeeper.estate.drivers.platforms.registry import PlatformRegistry, shipped

T = "tables: [{name: t, entry: 1.3.6.1"
GENERIC = "platform: generic\ntitle: Any\nrecognise: {}\n---\n"


@pytest.fixture
def load(tmp_path):
    def make(**files: str) -> PlatformRegistry:
        (tmp_path / "generic.yaml").write_text(files.pop("generic", GENERIC))
        for name, text in files.items():
            (tmp_path / f"{name}.yaml").write_text(text)
        return PlatformRegistry(tmp_path.glob("*.yaml"))

    return make


def platform(name: str, recognise: str, body: str = "", head: str = "") -> str:
    return f"platform: {name}\ntitle: The {name}\nrecognise: {recognise}\n{head}---\n{body}"


def test_the_longest_object_id_wins_over_shorter_ones_and_over_descriptions(load):
    registry = load(
        maker=platform("maker", "{object_ids: [1.3.6.1.4.1.9]}"),
        family=platform("family", "{object_ids: [1.3.6.1.4.1.9.1]}"),
        worded=platform("worded", "{descr: [Magic]}"),
    )
    assert registry.recognise("1.3.6.1.4.1.9.1.77", "Magic") == "family"
    assert registry.recognise("1.3.6.1.4.1.9.2", "") == "maker"
    assert registry.recognise("1.3.6.1.4.1.42", "Magic box") == "worded"
    assert registry.recognise("", "nothing known") == "generic"
    assert registry.recognise("not an oid", "Magic") == "worded"


def test_prefixes_are_whole_arcs(load):
    registry = load(maker=platform("maker", "{object_ids: [1.3.6.1.4.1.9]}"))
    assert registry.recognise("1.3.6.1.4.1.99.1", "") == "generic"


def test_a_refined_platform_goes_before_an_equal_prefix_and_needs_its_words(load):
    registry = load(
        plain=platform("plain", "{object_ids: [1.3.6.1.4.1.9.1]}"),
        special=platform("special", "{object_ids: [1.3.6.1.4.1.9.1], refine: [XE]}"),
    )
    assert registry.recognise("1.3.6.1.4.1.9.1.5", "runs XE 17") == "special"
    assert registry.recognise("1.3.6.1.4.1.9.1.5", "runs 12.2") == "plain"


def test_a_platform_that_needs_an_answer_is_taken_only_with_it(load):
    registry = load(
        plain=platform("plain", "{object_ids: [1.3.6.1.4.1.8072]}"),
        worded=platform("worded", "{object_ids: [1.3.6.1.4.1.8072], refine: [Linux]}"),
        asked=platform("asked", "{object_ids: [1.3.6.1.4.1.8072], answers: [1.3.6.1.4.1.77.1.0, 1.3.6.1.4.1.77.2.0]}"),
    )
    first, second = (1, 3, 6, 1, 4, 1, 77, 1, 0), (1, 3, 6, 1, 4, 1, 77, 2, 0)
    assert registry.questions("1.3.6.1.4.1.8072.3", "Linux box") == [first, second]
    assert registry.questions("1.3.6.1.4.1.9", "Linux box") == []
    assert registry.recognise("1.3.6.1.4.1.8072.3", "Linux box") == "worded"
    assert registry.recognise("1.3.6.1.4.1.8072.3", "Linux box", frozenset({second})) == "asked"


@pytest.mark.parametrize(
    ("object_id", "descr", "name"),
    [
        ("1.3.6.1.4.1.8072.3.2.10", "Linux host 6.1.0 #1 SMP x86_64", "linux"),
        ("1.3.6.1.4.1.8072.3.2.10", "FRRouting 10.2 on Linux 6.1", "frr"),
        ("1.3.6.1.4.1.2636.1.1.1.2.29", "Juniper Networks, Inc. mx240, kernel JUNOS 21.4R1", "junos"),
        ("1.3.6.1.4.1.30065.1.3011.7280", "Arista Networks EOS version 4.30.1F", "eos"),
        ("1.3.6.1.4.1.9.1.1208", "Cisco IOS Software, C2960X Software, Version 15.2(7)E", "ios"),
        ("1.3.6.1.4.1.9.1.2494", "Cisco IOS Software [Cupertino], Catalyst L3 (CAT9K_IOSXE), Version 17.9.4", "iosxe"),
        ("1.3.6.1.4.1.9.1.1017", "Cisco IOS XR Software (ASR9K), Version 7.5.2", "iosxr"),
        ("1.3.6.1.4.1.9.12.3.1.3.1812", "Cisco NX-OS(tm) nxos.9.3.8.bin, Software (nxos), Version 9.3(8)", "nxos"),
        ("1.3.6.1.4.1.6141.1.99", "CN 3942", "saos"),
        ("1.3.6.1.4.1.311.1.1.3.1.2", "Hardware: Intel64 - Software: Windows Version 6.3 (Build 17763", "windows"),
        ("1.3.6.1.2.1.33.250.10", "UPS", "ups_rfc1628"),
        ("1.3.6.1.4.1.534.1", "Eaton 9PX", "eaton"),
        ("1.3.6.1.4.1.99999.1", "Something nobody knows", "generic"),
    ],
)
def test_the_shipped_dozen_is_recognised(object_id, descr, name):
    assert shipped().recognise(object_id, descr) == name


@pytest.mark.parametrize(
    ("body", "place", "problem"),
    [
        (T + ", sensors: [{class: heat, value: 1}]}]", "sensors[0].class", "heat"),
        (T + ", sensors: [{class: load, value: tmp}]}]", "sensors[0].value", "no column"),
        (T + ", columns: {a: 1}, sensors: [{class: load, value: a, when: {b: [1]}}]}]", "when.b", "no column"),
        (T + ", columns: {a: 2.5}}]", "columns.a", "quote"),
        (T + ", columns: {a: {oid: 1, via: b}}}]", "tables[0]", "via"),
        ("tables: [{name: t, entry: one}]", "entry", "object identifier"),
        (T + ", sensors: [{class: state, value: 1, states: {ok: {1: on}}}]}]", "states.ok.1", "quote"),
        (T + ", sensors: [{class: load, value: 1, scales: 10}]}]", "sensors[0].scales", "not known"),
        (T + ", memory: [{total: 1}]}]", "memory[0]", "two of"),
        ("identity: {model: [{descr: '('}]}", "model[0].descr", "regular expression"),
        ("identity: {model: [{match: x}]}", "model[0]", "exactly one"),
        ("tables: 7", "tables", "list"),
        ("identity: [", "document", "no YAML"),
    ],
)  # fmt: skip
def test_a_wrong_definition_is_a_load_error_that_names_file_and_place(load, body, place, problem):
    registry = load(bad=platform("bad", "{}", body))
    with pytest.raises(PlatformError) as caught:
        registry.platform("bad")
    assert caught.value.message.startswith("bad.yaml: ")
    assert place in caught.value.message
    assert problem in caught.value.message


def test_a_file_must_be_called_like_its_platform_and_extend_what_exists(load):
    with pytest.raises(PlatformError, match="the file is called"):
        load(one=platform("other", "{}"))


def test_an_unknown_parent_and_an_unknown_unwanted_table_are_errors(load):
    with pytest.raises(PlatformError, match="there is no platform 'nobody'"):
        load(child=platform("child", "{}", head="extends: nobody\n"))


def test_own_tables_come_first_and_replace_those_of_the_same_name(load):
    table = (
        "tables: [{{name: t, entry: {entry}, processors: [{{value: 1}}]}},"
        " {{name: {other}, entry: 1.3.6.9, processors: [{{value: 2}}]}}]"
    )
    registry = load(
        generic=GENERIC + table.format(entry="1.3.6.1", other="u"),
        child=platform("child", "{}", table.format(entry="1.3.6.2", other="v")),
        picky=platform("picky", "{}", head="without: [u]\n"),
        wrong=platform("wrong", "{}", head="without: [w]\n"),
    )
    child = registry.platform("child")
    assert [(p.rows.name, p.value.oid) for p in child.processors] == [
        ("t", (1, 3, 6, 2, 1)),
        ("v", (1, 3, 6, 9, 2)),
        ("u", (1, 3, 6, 9, 2)),
    ]
    assert [p.rows.name for p in registry.platform("picky").processors] == ["t"]
    with pytest.raises(PlatformError, match="has no table 'w'"):
        registry.platform("wrong")


def test_only_the_platform_asked_for_is_read_to_its_end(load):
    registry = load(good=platform("good", "{}"), bad=platform("bad", "{}", "tables: 7"))
    assert registry.platform("good").name == "good"
    with pytest.raises(PlatformError):
        registry.check()


def test_limits_that_are_numbers_are_limits_and_no_columns():
    """A column has a name: Junos' optics had limits of 9 to 12 dBm, the numbers of the columns they stand in."""
    registry = shipped()
    for name in registry.names():
        for sensor in registry.platform(name).sensors:
            given = getattr(sensor, "limits", {})
            numbers = [given.get(side) for side in ("low", "low_warn", "high_warn", "high")]
            constants = [one for one in numbers if isinstance(one, float)]
            assert constants == sorted(set(constants)), (name, sensor)
    light = {s.optic: s.limits for s in registry.platform("junos").sensors if getattr(s, "limits", None) and s.optic}
    assert {optic: len(limits) for optic, limits in light.items()} == dict.fromkeys(
        ("rx_power_dbm", "tx_power_dbm", "temperature_c"), 4
    )
    assert all(isinstance(limit, Column) for limits in light.values() for limit in limits.values())
