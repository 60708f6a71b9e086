#!/bin/sh
# Build the front end into frontend/dist, unless the build is newer than its sources.
#
# Without a build the shop has simple pages, so a failing build is reported but not an error.
set -eu
cd "$(dirname "$0")/.."

built=frontend/dist/index.html
say() { echo "build-frontend: $1"; }

if [ -f "$built" ]; then
    newer=$(find frontend clients/typescript/dist -path frontend/node_modules -prune -o -path frontend/dist -prune -o -newer "$built" -type f -print | head -n 1)
    if [ -z "$newer" ]; then exit 0; fi
fi

sh scripts/install-node-packages.sh frontend
PATH="$PWD/.venv/bin:$PATH"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if [ ! -f frontend/node_modules/.installed ] || ! (cd frontend && npm run --silent build </dev/null >"$log" 2>&1); then
    cat "$log" >&2
    rm -rf frontend/dist
    say "the front end could not be built; the shop has simple pages"
    exit 0
fi
say "built frontend/dist"
