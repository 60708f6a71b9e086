#!/bin/sh
# Create the virtual environment $1 with the interpreter $2, even on a Debian whose Python lacks pip.
set -eu
venv=$1
python=${2:-python3}

if "$python" -m venv "$venv" >/dev/null 2>&1; then
    exit 0
fi
rm -rf "$venv"
if command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; then
    root=$([ "$(id -u)" = 0 ] || echo sudo)
    set -- $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv
    "$@" >/dev/null 2>&1 || { $root apt-get update -qq && "$@" >/dev/null; }
    exec "$python" -m venv "$venv"
fi
# Without root: the environment without pip, and pip out of Debian's own package of its wheel.
wheels=$(mktemp -d)
trap 'rm -rf "$wheels"' EXIT
(cd "$wheels" && apt-get download -qq python3-pip-whl && dpkg -x python3-pip-whl_*.deb .)
"$python" -m venv --without-pip "$venv"
pip=$(find "$wheels/usr/share/python-wheels" -name 'pip-*.whl')
"$venv/bin/python" "$pip/pip" install --quiet --no-index --find-links "$wheels/usr/share/python-wheels" pip
