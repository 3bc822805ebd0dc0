"""The shell scripts, run with a PATH on which only what a case puts there can be found."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

TOOLS = Path(__file__).resolve().parents[2] / "tools"
PLAIN = ("bash", "sh", "env", "uname", "id", "dirname", "mkdir", "chmod", "rm", "cat", "awk", "tee")


@pytest.fixture
def machine(tmp_path):
    """A machine with nothing but ``PLAIN`` and the programs that a case adds as shell scripts."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in PLAIN:
        (programs / name).symlink_to(shutil.which(name))

    def add(name, script="exit 0"):
        path = programs / name
        path.unlink(missing_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)

    def run(script, *arguments, **environment):
        return subprocess.run(
            [programs / "bash", TOOLS / script, *arguments],
            env={"PATH": str(programs), "HOME": str(tmp_path), **environment},
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )

    run.add = add
    return run


def test_uv_on_the_path_is_used(machine, tmp_path):
    machine.add("uv", 'echo "uv 9 $*"')
    target = tmp_path / "run" / "bin" / "uv"
    for _ in range(2):
        assert machine("install-uv.sh", str(target)).returncode == 0
    said = subprocess.run([target, "sync"], capture_output=True, text=True, check=True, env={"PATH": os.defpath})
    assert said.stdout == "uv 9 sync\n"


def test_uv_is_installed_into_an_environment_of_its_own(machine, tmp_path):
    machine.add(
        "python3.12",
        'if [ "$1" = -c ]; then exit 0; fi\n'  # the version is new enough
        'mkdir -p "$3/bin"; printf "#!/bin/sh\\nexit 0\\n" > "$3/bin/python"; chmod +x "$3/bin/python"',
    )
    target = tmp_path / "run" / "bin" / "uv"
    done = machine("install-uv.sh", str(target))
    assert done.returncode == 0, done.stderr
    assert "/run/uv/bin/uv" in target.read_text(encoding="utf-8")


def test_a_python_that_is_too_old_is_said_clearly(machine, tmp_path):
    machine.add("python3", "exit 1")
    done = machine("install-uv.sh", str(tmp_path / "uv"))
    assert done.returncode == 1
    assert "Python 3.11 or newer was not found" in done.stderr


@pytest.mark.parametrize(
    ("version", "status", "said"), [("v20.1.0", 0, ""), ("v18.19.0", 1, "too old"), (None, 1, "was not found")]
)
def test_node(machine, version, status, said):
    machine.add("npm")
    if version:
        machine.add("node", f"echo {version}")
    done = machine("check-node.sh")
    assert done.returncode == status
    assert said in done.stderr


def test_on_macos_missing_programs_are_named_for_brew(machine):
    machine.add("uname", "echo Darwin")
    done = machine("test-dependencies.sh")
    assert done.returncode == 1
    assert "brew install" in done.stderr
    assert "chromium" in done.stderr


def test_skipping_is_possible_and_says_what_is_missing(machine):
    machine.add("uname", "echo Darwin")
    done = machine("test-dependencies.sh", WATCHKEEPER_SKIP_DEPENDENCIES="1")
    assert done.returncode == 0
    assert "Going on without:" in done.stderr
    assert "chromium" in done.stderr


def test_without_root_the_command_to_type_is_named(machine):
    machine.add("id", "echo 1000")
    machine.add("apt-get")
    done = machine("test-dependencies.sh")
    assert done.returncode == 1
    assert "sudo apt-get install" in done.stderr
    assert "chromium" in done.stderr


def test_with_sudo_only_what_is_missing_is_installed_and_nothing_is_started(machine, tmp_path):
    log = tmp_path / "sudo.log"
    machine.add("id", "echo 1000")
    machine.add("sudo", f'echo "$*" >> {log}; if [ "$2" = tee ]; then cat > /dev/null; fi')
    machine.add("apt-get", "exit 1")
    machine.add("apt-cache", 'echo "  Candidate: 1.0"')
    machine.add("snmpbulkwalk")
    done = machine("test-dependencies.sh")
    assert done.returncode == 0, done.stderr
    calls = log.read_text(encoding="utf-8").splitlines()
    (installing,) = [call for call in calls if "apt-get install" in call]
    assert "chromium" in installing
    assert " snmp " not in f"{installing} "
    assert not any("apt-get update" in call for call in calls)
    if not Path("/usr/sbin/policy-rc.d").exists():
        order = [call for call in calls if "policy-rc.d" in call or "apt-get install" in call]
        assert order[0] == "-n tee /usr/sbin/policy-rc.d"
        assert order[-1] == "-n rm -f /usr/sbin/policy-rc.d"
