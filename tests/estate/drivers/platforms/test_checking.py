"""What the check says of a platform file: every mistake at once, with its line, in the file's own terms."""

import json
from pathlib import Path

import pytest

from watchkeeper.estate.drivers.platforms import checking, registry, vocabulary
from watchkeeper.estate.drivers.platforms.errors import PlatformError

GOOD = """platform: acme
title: ACME routers
recognise:
  object_ids: [1.3.6.1.4.1.99999.1]
---
tables:
  - name: acmeSensorTable
    entry: 1.3.6.1.4.1.99999.2.1
    columns: {descr: 2, celsius: 3}
    label: "{descr}"
    sensors:
      - {class: temperature, value: celsius, skip: [0]}
"""


@pytest.fixture
def check(tmp_path):
    def run(text: str, name: str = "acme") -> list[checking.Problem]:
        path = tmp_path / f"{name}.yaml"
        path.write_text(text, encoding="utf-8")
        return checking.problems(path)

    return run


def test_a_good_file_has_no_problems_and_is_recognised(check, tmp_path):
    assert check(GOOD) == []
    platforms = checking.registry_with(tmp_path / "acme.yaml")
    assert platforms.recognise("1.3.6.1.4.1.99999.1.7", "") == "acme"
    assert platforms.recognise("1.3.6.1.4.1.999991", "") == "generic"
    assert checking.own_tables(tmp_path / "acme.yaml") == {"acmeSensorTable"}


def test_all_mistakes_are_told_at_once_by_line(check):
    found = check(GOOD.replace("class: temperature", "class: temprature").replace("title: ACME routers", "title: A"))
    assert [(problem.line, problem.place) for problem in found] == [(2, "title"), (12, "tables[0].sensors[0].class")]
    assert "temprature" in found[1].problem


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("value: celsius", "value: kelvin", 12, "no column 'kelvin'"),
        ("platform: acme", "platform: other", 1, "the file is called 'acme'"),
        ("title: ACME routers", "title: ACME routers\nextends: nobody", 3, "no platform 'nobody'"),
        ("title: ACME routers", "title: ACME routers\nwithout: [noTable]", 3, "has no table 'noTable'"),
        ("columns: {", "columns: {bad: x, ", 9, "bad"),
        ("- name: acmeSensorTable", "- nam: acmeSensorTable", 7, "'name'"),
        ("skip: [0]", "skip: [0}", 12, "YAML"),
    ],
)
def test_what_only_the_loader_knows_has_a_line_too(check, old, new, line, words):
    found = check(GOOD.replace(old, new))
    assert found
    assert words in " ".join(f"{problem.place} {problem.problem}" for problem in found)
    assert found[0].line == line


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just words\n", "platform: acme\n---\n---\n[1]\n"])
def test_what_is_no_platform_file_at_all_is_told(check, text):
    assert check(text)


def test_the_schema_knows_the_words_that_the_loader_knows():
    properties = json.loads(checking.SCHEMA.read_text(encoding="utf-8"))["$defs"]["sensor"]["properties"]
    assert set(properties["class"]["enum"]) == vocabulary.CLASSES
    assert set(properties["transform"]["enum"]) == vocabulary.TRANSFORMS
    assert set(properties["optic"]["enum"]) == vocabulary.OPTICS


@pytest.fixture
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv(registry.OWN_VARIABLE, str(tmp_path))
    registry.shipped.cache_clear()
    yield tmp_path
    registry.shipped.cache_clear()


def test_a_folder_of_own_files_adds_platforms_and_replaces_shipped_ones(own_folder):
    (own_folder / "acme.yaml").write_text(GOOD, encoding="utf-8")
    replaced = GOOD.replace("platform: acme", "platform: junos")
    (own_folder / "junos.yaml").write_text(replaced.replace("ACME", "Our own"), encoding="utf-8")
    platforms = registry.shipped()
    assert platforms.platform("acme").title == "ACME routers"
    assert platforms.platform("junos").title == "Our own routers"
    assert "ios" in platforms.names()


def test_a_wrong_own_file_is_told_at_once(own_folder):
    (own_folder / "acme.yaml").write_text(GOOD.replace("value: celsius", "value: kelvin"), encoding="utf-8")
    with pytest.raises(PlatformError, match=r"acme\.yaml.*kelvin"):
        registry.shipped()


def test_a_folder_that_is_not_there_is_told(own_folder, monkeypatch):
    monkeypatch.setenv(registry.OWN_VARIABLE, str(Path(own_folder) / "missing"))
    with pytest.raises(PlatformError, match="is no folder"):
        registry.shipped()
