import json
import os
import socket
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from watchkeeper.operate.doctor import machine

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def serving():
    """Start a web server that answers every path with ``body``; return its port."""
    servers = []

    def start(body: bytes) -> int:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_arguments):
                pass

        server = HTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        servers.append((server, thread))
        return server.server_address[1]

    yield start
    for server, thread in servers:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_directory_that_is_not_there_is_described_by_where_it_would_be(tmp_path):
    facts = machine.look_at_directory(tmp_path / "a" / "b")
    assert not facts.exists
    assert facts.free_bytes > 0
    assert facts.size_bytes >= facts.free_bytes


def test_a_directory_is_described(tmp_path):
    tmp_path.chmod(0o711)
    facts = machine.look_at_directory(tmp_path)
    assert facts.exists
    assert facts.is_directory
    assert facts.writable
    assert facts.owned
    assert facts.mode & 0o777 == 0o711


def test_a_free_port_stays_free():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert machine.look_at_port("127.0.0.1", port).free
    assert machine.look_at_port("127.0.0.1", port).free


def test_watchkeeper_is_recognised_by_its_health(serving):
    facts = machine.look_at_port("127.0.0.1", serving(json.dumps({"status": "ok"}).encode()))
    assert not facts.free
    assert facts.answers_as_watchkeeper


@pytest.mark.parametrize("body", [b"<html>hello</html>", b"[1]", b"\xff\xfe"])
def test_another_program_is_not_taken_for_watchkeeper(serving, body):
    facts = machine.look_at_port("127.0.0.1", serving(body))
    assert not facts.free
    assert not facts.answers_as_watchkeeper
    assert facts.error == ""


def test_an_address_that_is_not_ours_is_an_error():
    facts = machine.look_at_port("192.0.2.1", 8470)
    assert not facts.free
    assert facts.error


def test_the_youngest_file_is_found(tmp_path):
    for name, at in (("old", 1_000_000_000), ("new", 1_700_000_000)):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (at, at))
    facts = machine.look(tmp_path, "127.0.0.1", 0, tmp_path / "index.html", clock=lambda: NOW)
    assert facts.clock.newest_file_at == datetime.fromtimestamp(1_700_000_000, UTC)
    assert facts.clock.now == NOW
    assert not facts.interface_built


def test_optional_programs_are_looked_for_where_daemons_live(tmp_path, monkeypatch):
    program = tmp_path / "vtysh"
    program.touch(mode=0o755)
    monkeypatch.setattr(machine, "_EXTRA_PATHS", (str(tmp_path),))
    monkeypatch.setenv("PATH", "")
    facts = machine.look(tmp_path, "127.0.0.1", 0, program)
    assert facts.programs["vtysh"] == str(program)
    assert facts.programs["snmpd"] is None
    assert facts.interface_built
