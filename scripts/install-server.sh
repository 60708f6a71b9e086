#!/bin/sh
# Install a server program, if it is missing:
#
#   scripts/install-server.sh NAME PROGRAM PACKAGE...
#
# With root or sudo it installs Debian's or Ubuntu's packages and starts no service; otherwise, or with UNPACK=1, it
# unpacks them into DATA_DIR/NAME.
#
# apt's own configuration says where packages come from.
set -eu

name=$1 program=$2
shift 2
packages=$*
data=${DATA_DIR:-$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)/var}
target=$data/$name

say()  { echo "install-$name: $1"; }
fail() { echo "install-$name: $1" >&2; exit 1; }

# Run a command and show its output only if it fails.
quietly() {
    if ! "$@" >"$log" 2>&1; then
        tail -n 5 "$log" >&2
        return 1
    fi
}

# RUNLEVEL=1 keeps Debian's packages from starting services.
install_with_root() {
    # shellcheck disable=SC2086
    set -- $sudo env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y --no-install-recommends $packages
    # Fetching the lists takes longer than installing, so only lists that are missing or too old are fetched.
    # A package source may be broken and yet not needed; the installation will tell.
    "$@" >"$log" 2>&1 || { $sudo apt-get update >"$log" 2>&1 || true; quietly "$@"; }
}

# Download missing packages, including libraries, into directories of our own.
download() {
    # shellcheck disable=SC2086
    APT_CONFIG=$work/apt.conf apt-get install -y --download-only --no-install-recommends $packages
}

unpack_without_root() {
    mkdir -p "$work/archives/partial" "$work/lists/partial" "$work/root"
    cat >"$work/apt.conf" <<CONF
Dir::Cache "$work";
Debug::NoLocking "true";
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear DPkg::Post-Invoke;
CONF
    # The machine's lists of packages may be missing or too old: then fetch lists of our own.
    if ! download >"$log" 2>&1; then
        echo "Dir::State::lists \"$work/lists\";" >>"$work/apt.conf"
        APT_CONFIG=$work/apt.conf apt-get update >"$log" 2>&1 || true
        quietly download || return 1
    fi
    for package in "$work"/archives/*.deb; do
        quietly dpkg -x "$package" "$work/root" || return 1
    done
    [ -x "$work/root/usr/sbin/$program" ] || [ -x "$work/root/usr/bin/$program" ] || return 1
    rm -rf "$target"
    mv "$work/root" "$target"
}

found=$(PATH=$PATH:/usr/sbin:/usr/local/sbin:/usr/libexec:$target/usr/sbin:$target/usr/bin command -v "$program") || found=
if [ -n "$found" ]; then
    say "nothing to do, the server is $found"
    exit 0
fi
if ! command -v apt-get >/dev/null || ! command -v dpkg >/dev/null; then
    fail "this system has no apt; install the package that holds $program"
fi

mkdir -p "$data"
work=$(mktemp -d "$data/$name.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
log=$work/log

sudo=
if [ -n "${UNPACK:-}" ]; then
    sudo=none
elif [ "$(id -u)" -ne 0 ]; then
    sudo=none
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo="sudo -n"; fi
fi
if [ "$sudo" = none ]; then
    unpack_without_root || fail "the packages could not be fetched; ask an administrator for: $packages"
    say "unpacked the server into $target"
else
    install_with_root || fail "the packages could not be installed; try: apt-get install $packages"
    say "installed $packages"
fi
