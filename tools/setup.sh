#!/usr/bin/env bash
# Sets up what is missing: Debian packages, .venv, pinned Python packages, and Realign itself, editable.
#
#   tools/setup.sh run        what the demonstration and the engine need
#   tools/setup.sh develop    that, and what training, tests, checks and translations need
#   tools/setup.sh bench      what the engine needs, and the methods that `make bench-alignment` and its like compare it with
#
# A second call returns at once, until the pins, pyproject.toml or this script change.
set -euo pipefail

what=${1:?run, develop or bench}
cd "$(dirname "$0")/.."
root=$PWD
export PYTHONNOUSERSITE=1 # packages in a home folder must not decide what gets installed

stamp=$({ echo "$root" && cat requirements/*.txt pyproject.toml tools/setup.sh; } | sha256sum)
is_done() { [ -e ".venv/.$1" ] && [ "$(cat ".venv/.$1")" = "$stamp" ]; }
if is_done "$what" || { [ "$what" = run ] && is_done develop; }; then exit 0; fi

say() { printf '%s\n' "$*" >&2; }
quietly() { # LOG COMMAND...: shows the output only when the command fails
  local log=build/$1
  shift
  mkdir -p build
  "$@" >"$log" 2>&1 || {
    tail -n 25 "$log" >&2
    say "This failed: $* (the whole output is in $log)."
    return 1
  }
}

qgis_packages=(qgis python3-qgis qgis-providers python3-gdal python3-scipy python3-matplotlib python3-venv)

has_packages() { # PACKAGE...: as Debian's
  local states # dpkg-query fails where it knows none of them; in a pipe that would pass for an answer
  states=$(dpkg-query --show --showformat='${db:Status-Abbrev}\n' "$@" 2>/dev/null) && ! grep -qv '^ii ' <<<"$states"
}

is_usable() { # QGIS may come from elsewhere than Debian
  { command -v qgis_process.bin || command -v qgis_process; } >/dev/null &&
    /usr/bin/python3 -c 'import ensurepip, matplotlib, osgeo.gdal, qgis.core, scipy, venv' 2>/dev/null
}

missing=()
has_packages "${qgis_packages[@]}" || is_usable || missing+=("${qgis_packages[@]}")
if [ "$what" = develop ]; then
  command -v xvfb-run >/dev/null || missing+=(xvfb xauth) # tests of windows
  [ -n "$(fc-list 2>/dev/null)" ] || missing+=(fontconfig fonts-dejavu-core) # for legible screenshots
  command -v lrelease >/dev/null || [ -x /usr/lib/qt5/bin/lrelease ] || missing+=(qttools5-dev-tools) # translations
fi
if [ ${#missing[@]} -gt 0 ]; then
  by_hand="apt-get install --no-install-recommends ${missing[*]}"
  if ! command -v apt-get >/dev/null; then
    say "Realign needs QGIS 3.22 or later with its Python packages, and its tests some tools; there is no apt-get here;"
    say "please install what corresponds to these Debian packages: ${missing[*]}"
    exit 1
  fi
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! sudo -n true 2>/dev/null; then
      say "These Debian packages are missing and I may not install them; please run, then try again:"
      say "    sudo apt-get update && sudo $by_hand"
      exit 1
    fi
    as_root=(sudo -n)
  fi
  say "Installing Debian packages: ${missing[*]}"
  # A third-party source that does not answer must not stop the installation.
  quietly apt-update.log "${as_root[@]}" apt-get update || true
  quietly apt-install.log "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install --yes --no-install-recommends "${missing[@]}"
fi

# The scripts of an environment hold its path: one that was moved or copied is made anew.
if ! { .venv/bin/python -c 'import pip' && grep -qF "$root/.venv/bin/python" .venv/bin/pip; } 2>/dev/null; then
  say "Making the virtual environment .venv on $(/usr/bin/python3 --version)"
  # QGIS's and GDAL's Python packages exist only as the system's.
  quietly venv.log /usr/bin/python3 -m venv --clear --system-site-packages .venv
fi

say "Installing Python packages: requirements/$what.txt"
quietly pip.log .venv/bin/python -m pip install --requirement "requirements/$what.txt"
quietly pip-realign.log .venv/bin/python -m pip install --no-deps --no-build-isolation --editable .
if [ "$what" = develop ]; then
  quietly pip-stubs.log .venv/bin/python -m pip install --no-deps --upgrade --target .venv/stubs \
    --requirement requirements/stubs.txt
fi
echo "$stamp" >".venv/.$what"
