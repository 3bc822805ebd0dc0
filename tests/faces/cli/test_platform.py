"""``wk platform check`` as people and scripts see it, also against a device of the emulated lab."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from watchkeeper.lab.emulated import EmulatedLab

GUIDE = Path(__file__).parents[3] / "docs" / "guides" / "add-a-platform.md"


def wk(*arguments: str) -> subprocess.CompletedProcess[str]:
    code = "import sys; from watchkeeper.faces.cli.main import run; sys.exit(run(sys.argv[1:]))"
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture
def guides_file(tmp_path) -> Path:
    """The finished file of the guide's example, so that the guide stays right."""
    text = GUIDE.read_text(encoding="utf-8")
    blocks = [block.partition("```")[0] for block in text.split("```yaml\n")[1:]]
    path = tmp_path / "acme.yaml"
    path.write_text(blocks[-1], encoding="utf-8")
    return path


def test_the_guides_example_reads_the_labs_device(guides_file):
    with EmulatedLab(1, roles=["edge"]) as lab:
        device = lab.devices[0]
        done = wk("platform", "check", str(guides_file), "--against", f"{device.address}:{device.snmp_port}", "--json")
    document = json.loads(done.stdout)
    assert (done.returncode, document["valid"], document["problems"]) == (0, True, [])
    found = document["device"]
    assert (found["recognised_as"], found["outcome"]) == ("acme", "ok")
    assert found["identity"]["serial"]
    kinds = {line["kind"]: line for line in found["tables"] if line["table"] == "jnxOperatingTable"}
    assert kinds["temperature"]["results"] > 0
    assert kinds["state"]["results"] > 0
    assert all("running" in example or "standby" in example for example in kinds["state"]["examples"])
    assert any(offer["oid"] == "1.3.6.1.4.1.2636.3.60.1.1.1.1" for offer in found["unread"])


def test_people_get_problems_by_line_and_exit_1(guides_file):
    guides_file.write_text(guides_file.read_text(encoding="utf-8").replace("class: temperature", "class: warmth"))
    done = wk("platform", "check", str(guides_file))
    assert done.returncode == 1
    assert f"{guides_file}:" in done.stdout
    assert "warmth" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_missing_file_is_wrong_usage(tmp_path):
    done = wk("platform", "check", str(tmp_path / "nothing.yaml"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error:")


def test_a_device_that_is_not_there_exits_1_with_its_outcome(guides_file):
    done = wk(
        "platform",
        "check",
        str(guides_file),
        "--against",
        "127.0.0.1:9",
        "--timeout",
        "0.1",
        "--retries",
        "0",
        "--json",
    )
    assert done.returncode == 1
    assert json.loads(done.stdout)["device"]["outcome"] in {"unreachable", "timeout"}
