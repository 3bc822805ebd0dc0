"""Every shipped file against the schema that editors use, and against the loader that refuses surprises."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from watchkeeper.estate.drivers.platforms import registry

FILES = sorted(registry.SHIPPED.glob("*.yaml"))
SCHEMA = json.loads((registry.SHIPPED.parent / "schema.json").read_text(encoding="utf-8"))
FIRST_DOZEN = {
    "cisco", "eaton", "eos", "frr", "generic", "ios", "iosxe", "iosxr", "junos", "linux", "nxos", "saos",
    "ups_rfc1628", "windows",
}  # fmt: skip


def document(path: Path) -> dict[str, object]:
    joined: dict[str, object] = {}
    for part in yaml.safe_load_all(path.read_text(encoding="utf-8")):
        joined |= json.loads(json.dumps(part or {}))
    return joined


def test_the_schema_itself_is_one():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_shipped_platform_follows_the_schema(path):
    errors = [
        f"{error.json_path}: {error.message}" for error in Draft202012Validator(SCHEMA).iter_errors(document(path))
    ]
    assert errors == []


def test_the_first_dozen_is_shipped_and_every_file_loads():
    shipped = registry.PlatformRegistry(FILES)
    shipped.check()
    assert set(shipped.names()) >= FIRST_DOZEN


@pytest.mark.parametrize(
    ("broken", "where"),
    [
        ({"tables": [{"name": "t", "entry": "1.3.6.1", "sensors": [{"class": "state", "value": 1}]}]}, "states"),
        ({"tables": [{"entry": "1.3.6.1"}]}, "name"),
        ({"identity": {"colour": []}}, "colour"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_the_schema_refuses_what_the_loader_refuses(broken, where):
    base = {"platform": "x", "title": "Xyz", "recognise": {}}
    messages = [error.message for error in Draft202012Validator(SCHEMA).iter_errors(base | broken)]
    assert any(where in message for message in messages)
