#!/usr/bin/env bash
# Say clearly when Node or npm is missing or too old.
set -euo pipefail

least=20
if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
    echo "error: Node $least or newer with npm was not found; the web interface cannot be built." >&2
    echo "hint: See https://nodejs.org, or on macOS: brew install node" >&2
    exit 1
fi
version=$(node --version)
major=${version#v}
major=${major%%.*}
if [ "$major" -lt "$least" ]; then
    echo "error: Node $version is too old; $least or newer is needed." >&2
    echo "hint: See https://nodejs.org, or on macOS: brew upgrade node" >&2
    exit 1
fi
