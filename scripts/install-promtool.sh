#!/bin/sh
# Unpack promtool from Debian's package prometheus into DATA_DIR/promtool, for the test of the alert rules. Nothing is
# installed, because the package would bring a service.
set -eu

data=${DATA_DIR:-$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)/var}
target=$data/promtool

found=$(PATH=$PATH:$target command -v promtool) || found=
if [ -n "$found" ]; then
    echo "install-promtool: nothing to do, it is $found"
    exit 0
fi
if ! command -v apt-get >/dev/null || ! command -v dpkg >/dev/null; then
    echo "install-promtool: this system has no apt; install promtool by hand" >&2
    exit 1
fi
mkdir -p "$data"
work=$(mktemp -d "$data/promtool.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$work"
if ! apt-get download prometheus >log 2>&1 || ! dpkg -x prometheus_*.deb root >>log 2>&1; then
    tail -n 3 log >&2
    echo "install-promtool: the package could not be fetched; the test of the alert rules is skipped" >&2
    exit 1
fi
mkdir -p "$target"
mv root/usr/bin/promtool "$target/promtool"
echo "install-promtool: unpacked it into $target"
