"""The console says the texts of shipped rules in every language: what it has is what is shipped."""

import json
import re
from pathlib import Path

import pytest

from watchkeeper.understand.rules.shipped import shipped

WEB = Path(__file__).resolve().parents[3] / "web" / "src"
ENTRY = re.compile(r'^  "(?P<key>[a-z]+\.[a-z0-9_]+)":\s+(?P<text>"(?:[^"\\]|\\.)*"),$', re.MULTILINE)
PLACE = re.compile(r"\{\w+\}")


def texts(folder, language):
    source = (WEB / folder / f"texts{language}.ts").read_text(encoding="utf-8")
    return {found["key"]: json.loads(found["text"]) for found in ENTRY.finditer(source)}


def test_the_english_of_the_console_is_what_is_shipped():
    rules, lib = texts("features/rules", "") | texts("features/summaries", ""), texts("lib", "")
    for key, rule in shipped().items():
        assert (rules[f"summary.{key}"], rules[f"advice.{key}"]) == (rule.summary, rule.advice)
        assert f"code.{key}" in lib


@pytest.mark.parametrize("language", [".de"])
def test_another_language_fills_the_same_places_and_leaves_none_out(language):
    rules = texts("features/rules", language) | texts("features/summaries", language)
    lib = texts("lib", language)
    for key, rule in shipped().items():
        assert sorted(PLACE.findall(rules[f"summary.{key}"])) == sorted(PLACE.findall(rule.summary))
        assert rules[f"advice.{key}"] != rule.advice
        assert f"code.{key}" in lib
