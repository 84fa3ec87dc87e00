#!/usr/bin/env bash
# All checks, each of which must be without any finding. Runs every one before it gives up.
set -uo pipefail
cd "$(dirname "$0")/.."

status=0
check() { # NAME COMMAND...
  local name=$1 output
  shift
  if output=$("$@" 2>&1); then
    echo "$name: clean"
  else
    printf '%s:\n%s\n' "$name" "$output"
    status=1
  fi
}

check "ruff check" .venv/bin/ruff check .
check "ruff format" .venv/bin/ruff format --check .
check "import rules" .venv/bin/lint-imports

check "Qt 6 and QGIS 4" .venv/bin/python tools/qt6_check.py

# What the plugin repository checks, bandit and detect-secrets included, on exactly what it would get.
rm -rf build/lint
if .venv/bin/python tools/package.py --output build/lint/realign.zip >/dev/null; then
  check "release zip" .venv/bin/python tools/package_checks.py build/lint/realign.zip
else
  status=1
fi
exit $status
