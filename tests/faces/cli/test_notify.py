"""``wk notify``: channels, rules, a test that really sends, what was sent, and dead letters that leave again."""

import asyncio
import http.server
import json
import threading
from datetime import UTC, datetime

import pytest

from watchkeeper.act.notifications.models import Delivery
from watchkeeper.act.notifications.schemas import ChannelIn, RuleIn
from watchkeeper.faces.cli.installation import local_principal, opened
from watchkeeper.faces.cli.main import run

SECRET = "s3cret-of-the-hook"
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Receiver(http.server.ThreadingHTTPServer):
    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.got, self.status = [], 200


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.server.got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_args):
        return


@pytest.fixture(scope="module")
def receiver():
    server = Receiver()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def delivery(number, state, **more):
    return Delivery(
        key=f"k{number}", channel_id=1, rule_id=1, incident_id=number, happening="paged", subject=f"[MAJOR] {number}",
        body="", severity="major", state=state, attempts=5, error="The webhook answered 500.", due_at=AT, created_at=AT,
        **more,
    )  # fmt: skip


async def fill(folder, receiver):
    async with opened(folder) as services, services.database.transaction() as session:
        config = {"url": f"http://127.0.0.1:{receiver.server_port}/hook", "secret": SECRET}
        hook = ChannelIn(name="hook", kind="webhook", config=config)
        number = (await services.notifications.create_channel(session, hook, local_principal())).id
        plan = {"steps": [{"channels": [number]}, {"after_s": 600, "channels": [number]}], "recoveries": False}
        await services.notifications.create_rule(session, RuleIn(name="all", plan=plan), local_principal())
        session.add_all([delivery(7, "dead"), delivery(8, "sent"), delivery(9, "dead")])


@pytest.fixture(scope="module")
def folder(tmp_path_factory, receiver):
    place = tmp_path_factory.mktemp("installation") / "data"
    assert run(["init", "--data-dir", str(place)]) == 0
    asyncio.run(fill(place, receiver))
    return place


@pytest.fixture
def ask(folder, capsys, monkeypatch):
    monkeypatch.setenv("WATCHKEEPER_EGRESS__ALLOW", '["127.0.0.0/8"]')

    def asking(*words):
        status = run(["notify", *words, "--data-dir", str(folder)])
        return status, *capsys.readouterr()

    return asking


def listed(ask, *words):
    return json.loads(ask(*words, "--json")[1])


def test_channels_and_rules_are_listed_without_secrets(ask):
    (hook,) = listed(ask, "channels")
    assert (hook["name"], hook["kind"], hook["config"], hook["enabled"]) == ("hook", "webhook", {}, True)
    (rule,) = listed(ask, "rules")
    assert rule["plan"]["steps"][1]["after_s"] == 600
    for words in ("channels", "rules"):
        _, table, _ = ask(words)
        assert "hook" in table
        assert SECRET not in table


@pytest.mark.parametrize("name", ["hook", "1"])
def test_a_test_really_sends_and_says_when_it_was_not_taken(ask, receiver, name):
    receiver.got.clear()
    receiver.status = 200
    assert ask("test", name)[0] == 0
    assert [one["happening"] for one in receiver.got] == ["test"]
    receiver.status = 503
    status, _, error = ask("test", name)
    assert status == 1
    assert "answered 503" in error
    assert listed(ask, "test", name)["sent"] is False
    assert "answered 503" in listed(ask, "channels")[0]["error"]


def test_what_goes_nowhere_is_refused_before_anything_is_sent(ask, receiver, monkeypatch):
    receiver.got.clear()
    monkeypatch.setenv("WATCHKEEPER_EGRESS__ALLOW", "[]")
    assert ask("test", "hook")[0] == 1  # a network that nobody allowed
    status, _, error = ask("test", "none")
    assert status == 1
    assert "There is no channel" in error
    assert receiver.got == []


def test_the_log_is_read_by_state_and_incident(ask):
    assert {one["incident_id"] for one in listed(ask, "log")} == {7, 8, 9}
    assert [one["incident_id"] for one in listed(ask, "log", "--state", "sent")] == [8]
    assert [one["state"] for one in listed(ask, "log", "--incident", "9")] == ["dead"]
    assert len(listed(ask, "log", "--limit", "1")) == 1
    status, _, error = ask("log", "--state", "lost")
    assert status == 2
    assert "dead" in error
    assert "[MAJOR] 8" in ask("log")[1]


def test_dead_letters_leave_again_and_are_tried_as_often_as_new_ones(ask, folder):
    first, second = sorted(one["id"] for one in listed(ask, "dead"))
    for wrong in ([], [str(first), "--all"]):
        assert ask("redrive", *wrong)[0] == 2
    (again,) = listed(ask, "redrive", str(first))
    assert (again["id"], again["state"], again["attempts"]) == (first, "pending", 0)
    status, _, error = ask("redrive", str(first))
    assert status == 1
    assert "no dead letter" in error
    assert [one["id"] for one in listed(ask, "redrive", "--all")] == [second]
    assert "no such messages" in ask("dead")[1]
    assert run(["audit-log", "list", "--data-dir", str(folder)]) == 0
