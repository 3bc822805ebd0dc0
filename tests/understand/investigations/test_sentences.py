"""What is said of incidents by codes: the console has each sentence, in every language, with the same facts."""

import json
import re
from pathlib import Path

import pytest

from watchkeeper.understand.alerts.correlation.incident import SENTENCES as OF_INCIDENTS
from watchkeeper.understand.investigations.causes import SENTENCES as OF_CAUSES
from watchkeeper.understand.investigations.live import SENTENCES as OF_LIVE_CAUSES

TEXTS = Path(__file__).resolve().parents[3] / "web" / "src" / "features" / "incidents"
ENTRY = re.compile(r'^  "(?P<key>(?:said|why)\.[a-z_]+)":\s+(?P<text>"(?:[^"\\]|\\.)*"),$', re.MULTILINE)
SAID = {f"said.{code}": text for code, text in OF_INCIDENTS.texts.items()} | {
    f"why.{code}": text for code, text in {**OF_CAUSES.texts, **OF_LIVE_CAUSES.texts}.items()
}


def places(text):
    return sorted(re.findall(r"\{(\w+)\}", text.replace("{{", "{").replace("}}", "}")))


@pytest.mark.parametrize("language", ["", ".de"])
def test_the_console_says_every_sentence_with_all_its_facts(language):
    source = (TEXTS / f"texts{language}.ts").read_text(encoding="utf-8")
    known = {found["key"]: json.loads(found["text"]) for found in ENTRY.finditer(source)}
    assert set(known) == set(SAID)
    for key, text in SAID.items():
        assert places(known[key]) == places(text), key
