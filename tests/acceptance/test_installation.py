import hashlib
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.acceptance, pytest.mark.timeout(300)]

WK = Path(sys.executable).parent / "wk"
KEY_A, KEY_B = (hashlib.sha256(seed).hexdigest() for seed in (b"a", b"b"))


def test_from_nothing_to_a_device_and_back(wk):
    made = wk.json("init")
    assert made["data_dir"] == str(wk.data_dir)
    assert made["first_login"]["name"] == "admin"
    assert wk.data_dir.stat().st_mode & 0o777 == 0o700
    assert (wk.data_dir / "master.key").stat().st_mode & 0o777 == 0o600
    assert wk.json("init")["first_login"] is None
    added = wk.json("device", "add", "r1", "192.0.2.1", "--community", "s3cret", "--site", "Berlin", "--tag", "core")
    assert added["site"]["name"] == "Berlin"
    assert [device["name"] for device in wk.json("device", "list")] == ["r1"]
    assert wk.json("device", "show", "1")["address"] == "192.0.2.1"
    assert "r1" in wk.run("device", "list").stdout
    assert wk.json("db", "current")["current"] is True
    stored = b"".join(path.read_bytes() for path in wk.data_dir.glob("watchkeeper.db*"))
    assert b"s3cret" not in stored
    wk.refused("device", "add", "r1", "192.0.2.2", status=1, said="There is a device named 'r1' already")
    wk.refused("device", "add", "r2", "not an address", status=2, said="address")
    wk.refused("device", "show", "nobody", status=1, said="nobody")


def test_a_server_starts_answers_and_stops_in_order(wk):
    server = wk.serve()
    assert server.login["name"] == "admin"
    assert server.get("/api/health/live")[0] == 200
    assert server.get("/api/v1/devices")[0] == 401
    lines = wk.refused("serve", status=1, said="is in use by process")
    assert f"process {server.process.pid} at {server.address}" in lines[0]
    wk.json("device", "add", "r1", "192.0.2.1")
    status, log = server.end()
    assert status == 0
    assert "Traceback" not in log
    again = wk.serve()
    assert again.login is None
    assert [device["name"] for device in wk.json("device", "list")] == ["r1"]
    assert again.end(signal.SIGINT)[0] == 0


def test_a_killed_server_starts_again_and_has_kept_everything(wk):
    server = wk.serve()
    wk.json("device", "add", "r1", "192.0.2.1", "--community", "public")
    server.end(signal.SIGKILL)
    again = wk.serve()
    assert [device["name"] for device in wk.json("device", "list")] == ["r1"]
    assert again.end()[0] == 0
    findings = {one["check"]: one["status"] for one in wk.json("doctor")["findings"]}
    assert findings["database"] == findings["master key"] == findings["segment store"] == "ok"


def test_a_file_is_imported_after_showing_what_would_change(wk):
    wk.json("init")
    file = wk.data_dir.parent / "devices.csv"
    file.write_text("name,address,site\nr1,192.0.2.1,Berlin\nr2,192.0.2.2,\n", encoding="utf-8")
    dry = wk.run("device", "import", str(file), "--dry-run")
    assert dry.returncode == 0
    assert "2 create" in dry.stdout
    assert wk.json("device", "list") == []
    wk_refuses = wk.run("device", "import", str(file))
    assert wk_refuses.returncode == 2
    assert "--yes" in wk_refuses.stderr
    done = wk.json("device", "import", str(file), "--yes", "--community", "public")
    assert (done["applied"], done["summary"]["create"]) == (True, 2)
    assert wk.json("device", "import", str(file), "--yes")["summary"]["unchanged"] == 2
    file.write_text("name,address\nr3,192.0.2.3\nr4,nowhere at all\n", encoding="utf-8")
    broken = wk.run("device", "import", str(file), "--yes", "--json")
    assert broken.returncode == 1
    assert json.loads(broken.stdout)["summary"] == {"create": 1, "update": 0, "unchanged": 0, "error": 1}
    assert len(wk.json("device", "list")) == 2
    book = file.with_name("devices.csv.csv")
    book.write_bytes(b"PK\x03\x04 what a spreadsheet saves")
    wk.refused("device", "import", str(book), "--yes", status=2, said="Excel")
    wk.refused("device", "import", str(file.with_name("gone.csv")), "--yes", status=2, said="cannot be read")


def test_a_forgotten_password_is_replaced(wk):
    first = wk.json("init")["first_login"]["password"]
    second = wk.json("init", "--reset-admin")["first_login"]
    assert second["name"] == "admin"
    assert second["password"] != first


def test_doctor_explains_an_installation_that_is_not_there(wk):
    done = wk.run("doctor", "--json")
    found = {one["check"]: one for one in json.loads(done.stdout)["findings"]}
    assert found["database"]["status"] == "unknown"
    assert found["data directory"]["advice"].startswith("Run `wk init`")


def test_commands_before_init_say_what_to_do(wk):
    lines = wk.refused("device", "list", status=1, said="There is no installation")
    assert "wk init" in lines[1]
    assert not wk.data_dir.exists()


@pytest.mark.parametrize(
    ("environment", "status", "said"),
    [
        ({"WATCHKEEPER_SERVER__PORT": "many"}, 2, "server.port"),
        ({"WATCHKEEPER_POLLING__NONSENSE": "1"}, 2, "WATCHKEEPER_POLLING__NONSENSE"),
        ({"WATCHKEEPER_CONFIG": "/nowhere/watchkeeper.toml"}, 2, "There is no settings file"),
        ({"WATCHKEEPER_DATABASE__URL": "mysql://localhost/x"}, 2, "not supported"),
        ({"WATCHKEEPER_DATABASE__URL": "not a url"}, 2, "URL"),
        ({"WATCHKEEPER_DATABASE__URL": "postgresql+psycopg://wk:hidden@127.0.0.1:1/wk"}, 1, "does not answer"),
        ({"WATCHKEEPER_DATA_DIR": "/proc/nowhere"}, 2, "/proc/nowhere cannot be used"),
        ({"WATCHKEEPER_MASTER_KEY": "short"}, 2, "WATCHKEEPER_MASTER_KEY"),
    ],
)
def test_a_wrong_setting_is_one_clear_line(wk, environment, status, said):
    lines = wk.refused("serve", "--port", "0", status=status, said=said, **environment)
    assert "hidden" not in "".join(lines)


def test_a_settings_file_that_is_no_toml_is_one_clear_line(wk):
    (wk.data_dir.parent / "watchkeeper.toml").write_text("[server\nport = 1", encoding="utf-8")
    wk.refused("serve", status=2, said="watchkeeper.toml is not valid TOML")


def test_a_master_key_that_does_not_fit_is_refused_and_nothing_is_lost(wk):
    wk.run("init", WATCHKEEPER_MASTER_KEY=KEY_A)
    added = wk.run("device", "add", "r1", "192.0.2.1", "--community", "public", WATCHKEEPER_MASTER_KEY=KEY_A)
    assert added.returncode == 0, added.stderr
    lines = wk.refused("serve", "--port", "0", status=2, said="key", WATCHKEEPER_MASTER_KEY=KEY_B)
    assert len(lines) == 2
    doctor = wk.run("doctor", "--json", WATCHKEEPER_MASTER_KEY=KEY_B)
    assert doctor.returncode == 1
    assert {one["check"]: one["status"] for one in json.loads(doctor.stdout)["findings"]}["master key"] == "failed"
    wk.serve(WATCHKEEPER_MASTER_KEY=KEY_A).end()


def test_a_missing_master_key_is_never_replaced(wk):
    wk.json("init")
    wk.json("device", "add", "r1", "192.0.2.1", "--community", "public")
    key = wk.data_dir / "master.key"
    kept = key.read_bytes()
    key.unlink()
    wk.refused("serve", "--port", "0", status=2, said="there is no master key")
    assert not key.exists()
    key.write_bytes(kept)
    key.chmod(0o644)
    wk.refused("serve", "--port", "0", status=2, said="is open to others")


def test_a_database_of_a_later_version_is_left_alone(wk):
    wk.json("init")
    with sqlite3.connect(wk.data_dir / "watchkeeper.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    wk.refused("serve", "--port", "0", status=2, said="9999")
    wk.refused("device", "list", status=2, said="9999")
    assert wk.run("db", "current").returncode == 1


def test_a_database_that_is_no_database_is_one_clear_line(wk):
    wk.data_dir.mkdir(mode=0o700)
    (wk.data_dir / "watchkeeper.db").write_bytes(b"this is no database at all" * 100)
    wk.refused("serve", "--port", "0", status=2, said="cannot be opened")


def test_a_port_in_use_is_said_clearly(wk):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        wk.refused("serve", "--port", port, status=1, said=f"127.0.0.1:{port} cannot be used")
    wk.refused("serve", "--host", "192.0.2.1", "--port", "0", status=1, said="192.0.2.1")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_data_directory_that_cannot_be_written_is_one_clear_line(wk):
    wk.data_dir.mkdir(mode=0o500)
    wk.refused("serve", "--port", "0", status=2, said=str(wk.data_dir))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_completes_commands(wk, shell):
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    script = subprocess.run(
        [program, "-c", f"{WK} --show-completion; true"],  # the shell is recognised as the parent process
        env=wk.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "_WK_COMPLETE" in script.stdout, script.stderr
    subprocess.run([program, "-n"], input=script.stdout, text=True, check=True)


def test_help_of_every_command_works(wk):
    listed = wk.run("--help").stdout.partition("Commands:")[2].split("\n")
    names = [line.split()[0] for line in listed if line.startswith("  ") and line[2] != " "]
    assert {"serve", "init", "config", "db", "device", "discover", "poll", "query", "doctor", "lab", "probe"} <= {
        *names
    }
    for name in names:
        done = wk.run(name, "--help")
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith(f"Usage: wk {name}")
