"""What leaves the log can be read by others, and no text in it breaks out of its place."""

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.core.audit import chain
from watchkeeper.core.audit.formats import to_cef, to_json, to_syslog

ENTRY = {
    "id": 7, "at": "2026-01-05T12:00:00+00:00", "actor_kind": "user", "actor_id": "5", "actor_name": "eve",
    "verb": "device.change", "object_kind": "device", "object_id": "9", "object_name": "core-1",
    "address": "192.0.2.7", "request_id": "r1", "user_agent": "curl", "outcome": "ok", "reason": "",
    "before": '{"a":1}', "after": '{"a":2}', "sequence": 3, "hash": "f" * 64,
}  # fmt: skip
HEADER = re.compile(r"<(\d+)>1 (\S+) (\S+) watchkeeper - (\S+) \[audit@32473 (.*)\] (.*)")


def test_a_syslog_message_is_rfc_5424():
    priority, at, host, verb, data, text = HEADER.fullmatch(to_syslog(ENTRY, host="wk1")).groups()
    assert (priority, at, host, verb) == ("110", "2026-01-05T12:00:00.000000Z", "wk1", "device.change")
    assert 'actor_name="eve"' in data
    assert 'before="{\\"a\\":1}"' in data
    assert text == "eve device.change core-1"


def test_denied_and_failed_weigh_more():
    assert to_syslog(ENTRY | {"outcome": "denied"}, host="h").startswith("<108>")
    assert to_syslog(ENTRY | {"outcome": "failed"}, host="h").startswith("<107>")


def test_cef_has_its_header_and_labelled_fields():
    line = to_cef(ENTRY, version="1.2")
    assert line.startswith("CEF:0|Watchkeeper|Watchkeeper|1.2|device.change|device.change|3|rt=2026-01-05")
    assert "suser=eve" in line
    assert 'cs4={"a":1}' in line
    assert "cs4Label=before" in line


def test_a_json_line_gives_back_the_hash():
    line = json.loads(to_json(ENTRY))
    expected = chain.link("0" * 64, 3, chain.content([ENTRY[name] for name in chain.FIELDS]))
    assert chain.link("0" * 64, line["sequence"], chain.content([line[name] for name in chain.FIELDS])) == expected


@given(st.text(), st.text(), st.text(max_size=64))
def test_no_text_ends_a_record_or_a_parameter_early(name, reason, verb):
    entry = ENTRY | {"object_name": name, "reason": reason, "verb": f"x.{verb}"}
    line = to_syslog(entry, host="wk1")
    assert all(letter.isprintable() for letter in line)
    data = HEADER.fullmatch(line).group(5)
    unescaped = re.sub(r"\\.", "", re.search(r'object_name="((?:\\.|[^"\\\]])*)"', data).group(1)) if name else ""
    assert '"' not in unescaped
    assert "]" not in unescaped
    cef = to_cef(entry, version="1")
    assert all(letter.isprintable() for letter in cef)
    assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", cef)) >= 7
