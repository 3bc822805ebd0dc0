#!/usr/bin/env bash
# Look for known weaknesses: bandit in the sources, pip-audit and npm audit in what they stand on.
#
# Any finding of bandit fails: each was judged, and is mended, marked `# nosec` with its reason, or left out in pyproject.toml with one.
# Known weaknesses of packages fail, for the console's those of high severity.
#
# The two audits ask advisory services over the network. One that cannot be reached is said to be NOT CHECKED and does not fail:
# that is no finding, and no all-clear either.
set -uo pipefail
cd "$(dirname "$0")/.."
export UV_NO_PROGRESS=1
uv=.run/bin/uv
failed=0

say() { printf '== %s\n' "$1"; }
unchecked() { printf 'NOT CHECKED: %s\n' "$1" >&2; }

say "bandit: sources"
# it warns of a mark on every part of a text that is put together and harmless in that part
if .venv/bin/bandit -q -c pyproject.toml -r src 2> >(grep -v 'nosec encountered' >&2); then echo "No finding."; else failed=1; fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

say "pip-audit: Python packages"
"$uv" export --frozen --no-dev --no-emit-project --format requirements-txt >"$scratch/requirements.txt" 2>"$scratch/export.log" || { cat "$scratch/export.log"; exit 2; }
if "$uv" tool run pip-audit --disable-pip --require-hashes -r "$scratch/requirements.txt" --progress-spinner off >"$scratch/pip.log" 2>&1; then
    # pip-audit calls it a success when it knew none of the packages
    skipped=$(grep -c 'could not be audited' "$scratch/pip.log")
    if [ "$skipped" = 0 ]; then echo "No known weaknesses."; else unchecked "$skipped Python packages, of which the advisory service says nothing"; fi
elif grep -qE 'Name +Version +ID' "$scratch/pip.log"; then
    cat "$scratch/pip.log"
    failed=1
else
    unchecked "the advisory service for Python packages did not answer: $(tail -1 "$scratch/pip.log")"
fi

say "npm audit: packages of the console"
if (cd web && npm audit --audit-level=high) >"$scratch/npm.log" 2>&1; then
    echo "No known weaknesses of high severity."
elif grep -qE 'audit endpoint returned an error|ENOTFOUND|ECONN|ETIMEDOUT|405' "$scratch/npm.log"; then
    unchecked "the registry's advisory service did not answer: $(grep -m1 -E '405|error' "$scratch/npm.log")"
else
    cat "$scratch/npm.log"
    failed=1
fi
exit $failed
