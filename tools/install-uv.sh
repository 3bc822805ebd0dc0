#!/usr/bin/env bash
# Put uv at $1: the one on PATH, or one installed with pip into a virtual environment of its own.
# Works where the system's Python refuses pip (PEP 668), changes nothing outside of the repository
# (except python3-venv on Debian, when root), and does nothing when uv is there already.
set -euo pipefail

target=${1:?usage: install-uv.sh TARGET}
environment="$(dirname "$target")/../uv"

if [ -x "$target" ] && "$target" --version >/dev/null 2>&1; then
    exit 0
fi
mkdir -p "$(dirname "$target")"

if command -v uv >/dev/null 2>&1 && uv --version >/dev/null 2>&1; then
    printf '#!/bin/sh\nexec "%s" "$@"\n' "$(command -v uv)" >"$target"
    chmod +x "$target"
    exit 0
fi

python=""
for candidate in python3.13 python3.12 python3.11 python3; do
    if command -v "$candidate" >/dev/null 2>&1 &&
        "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "error: Python 3.11 or newer was not found." >&2
    echo "hint: Debian/Ubuntu: apt-get install python3; macOS: brew install python@3.12" >&2
    exit 1
fi

echo "Installing uv into .run/uv …"
rm -rf "$environment"
if ! "$python" -m venv "$environment" 2>/dev/null; then
    rm -rf "$environment"
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv
        "$python" -m venv "$environment"
    else
        echo "error: $python cannot make virtual environments." >&2
        echo "hint: Debian/Ubuntu: sudo apt-get install python3-venv; or install uv yourself (https://docs.astral.sh/uv/)." >&2
        exit 1
    fi
fi
"$environment/bin/python" -m pip install --quiet --disable-pip-version-check uv
printf '#!/bin/sh\nexec "%s/bin/uv" "$@"\n' "$(cd "$environment" && pwd)" >"$target"
chmod +x "$target"
