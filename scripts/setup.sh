#!/bin/sh
# Makes .venv ready to run the program, and with --tests to test it. Quick when nothing has changed.
#
# What the system lacks is installed by apt, as root or through sudo. Where that may not be, the command to run is printed
# and nothing is touched. Python: $PYTHON, else the first of 3.13, 3.12, 3.11 and python3 that is 3.11 or newer.
set -eu
cd "$(dirname "$0")/.."
root=$(pwd -P)
purpose=run
[ "${1-}" = --tests ] && purpose=tests

stop() {
    printf '%s\n' "$@" >&2
    exit 1
}

# Prints where an interpreter is installed, if it is new enough.
base_of() { "$1" -c 'import sys; sys.version_info < (3, 11) and sys.exit(1); print(sys.base_prefix)' 2>/dev/null; }

# Of several, one that can make a venv is better than one that lacks Debian's python3.N-venv.
find_python() {
    found=
    for name in python3.13 python3.12 python3.11 python3; do
        base_of "$name" >/dev/null || continue
        found=${found:-$name}
        if "$name" -c 'import venv, ensurepip' 2>/dev/null; then found=$name; break; fi
    done
    [ -n "$found" ] && echo "$found"
}

# The Debian packages still wanted, by trying what they are wanted for.
missing() {
    if [ $venv = absent ]; then
        "$python" -c 'import venv, ensurepip' 2>/dev/null ||
            "$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
    fi
    libraries=$([ "$(uname)" != Linux ] || "$python" - <<'END'
from ctypes import CDLL

LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
for library, package in LIBRARIES.items():
    try:
        CDLL(library)
    except OSError:
        print(package)
END
    )
    case $libraries in *subset0)    # not packaged before Debian 12 and Ubuntu 24.04; fontTools stands in for it
        if apt-cache show libharfbuzz0b && ! apt-cache show libharfbuzz-subset0; then
            libraries=${libraries%libharfbuzz-subset0}
        fi >/dev/null 2>&1
    esac
    echo "$libraries"
    if [ $purpose = tests ]; then
        command -v java >/dev/null || echo default-jre-headless
        command -v pdftoppm >/dev/null || echo poppler-utils
    fi
}

install_packages() {
    command -v apt-get >/dev/null || stop \
        "Missing on this system, by their Debian names: $*" \
        "There is no apt here: install them with your own package manager, then run make again. Nothing has been changed."
    by_hand="apt-get update && apt-get install -y --no-install-recommends $*"
    as_root=
    if [ "$(id -u)" != 0 ]; then
        as_root=sudo
        if command -v sudo >/dev/null; then by_hand="sudo sh -c '$by_hand'"; else by_hand="su -c '$by_hand'"; fi
        sudo -n true 2>/dev/null || { command -v sudo >/dev/null && [ -t 0 ]; } || stop \
            "These system packages are missing, and only root can install them:" "" "    $by_hand" "" \
            "Have that run, then make again. Nothing has been changed."
    fi
    get() { $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 "$@" >/dev/null; }
    echo "Installing system packages: $*"
    get update || echo "Going on with the package lists as they are."
    # shellcheck disable=SC2046  # words are meant to be split
    get install -y --no-install-recommends $(missing) || stop \
        "apt could not install the system packages (see above). Mend that, or run" "" "    $by_hand" "" "and then make again."
    still=$(missing)
    # shellcheck disable=SC2086  # words are meant to be split
    [ -z "$still" ] || stop "Installed, but still not usable:" $still
}

asked=${PYTHON-}
[ -z "$asked" ] || base=$(base_of "$asked") || stop "$asked is no Python 3.11 or newer."

# A .venv that was moved here has its old place written into its commands; one left half-made may lack pip.
venv=absent
if grep -qF "$root/.venv" .venv/bin/activate 2>/dev/null &&
    .venv/bin/python - "${base-}" <<'END' 2>/dev/null
import sys
from importlib.util import find_spec

sys.exit(sys.version_info < (3, 11) or not find_spec("pip") or sys.argv[1] not in ("", sys.base_prefix))
END
then
    venv=present
    python=.venv/bin/python
else
    python=${asked:-$(find_python)} || stop "Python 3.11 or newer is needed, and none was found." \
        "Install one (on Debian and Ubuntu: python3 and python3-venv), or name it: make PYTHON=/path/to/python3 …"
fi

wanted=$(missing)
# shellcheck disable=SC2086
[ -z "$wanted" ] || install_packages $wanted

stamp=$(cat requirements.lock pyproject.toml scripts/setup.sh | cksum)
if [ $venv = present ] && [ "$(cat .venv/ready-$purpose 2>/dev/null)" = "$stamp" ]; then exit 0; fi

if [ $venv = absent ]; then
    echo "Creating .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
fi
rm -f .venv/ready-*
echo "Installing pinned packages into .venv"

# The same pins bind the tools that build packages which come as source: older pips read the first of these, newer the second.
export PIP_CONSTRAINT=requirements.lock PIP_BUILD_CONSTRAINT=requirements.lock
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
pip() { .venv/bin/python -m pip "$@" || stop "The packages could not be installed (see above). Run make again to go on."; }
if [ $purpose = tests ]; then
    pip install -q --no-deps -r requirements.lock -e .
    .venv/bin/python -m pip check || stop "requirements.lock is not what pyproject.toml asks for: make lock brings them together."
    echo "$stamp" >.venv/ready-run
else
    pip install -q setuptools -e .      # the setuptools of older venvs slows jieba's import
fi
echo "$stamp" >.venv/ready-$purpose
