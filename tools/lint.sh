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

# The security checks look at exactly what the plugin repository would get.
rm -rf build/lint
if .venv/bin/python tools/package.py --output build/lint/realign.zip --unpack build/lint >/dev/null; then
  check "bandit" .venv/bin/bandit --quiet --recursive --ignore-nosec build/lint/realign
  mapfile -t -d '' files < <(find build/lint/realign -type f -print0)
  check "detect-secrets" .venv/bin/detect-secrets-hook "${files[@]}"
else
  status=1
fi
exit $status
