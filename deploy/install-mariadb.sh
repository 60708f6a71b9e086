#!/bin/sh
# Makes sure that a MariaDB server is there for the private database (see embedded.py).
#
#   deploy/install-mariadb.sh     with root or sudo: installs Debian's or Ubuntu's packages, which
#                                 start no service; otherwise unpacks them into DATA_DIR/mariadb
#
# apt's own configuration says where packages come from.
set -eu

packages="mariadb-server-core mariadb-client-core"
data=${DATA_DIR:-$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)/var}
target=$data/mariadb

say()  { echo "install-mariadb: $1"; }
fail() { echo "install-mariadb: $1" >&2; exit 1; }

# Runs a command whose output matters only when it fails.
quietly() {
    if ! "$@" >"$log" 2>&1; then
        tail -n 5 "$log" >&2
        return 1
    fi
}

install_with_root() {
    # shellcheck disable=SC2086
    set -- $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages
    # Fetching the lists takes longer than installing, so only lists that are missing or too old are fetched.
    # Some source of the machine may be out of order and yet not needed: installing will tell.
    "$@" >"$log" 2>&1 || { $sudo apt-get update >"$log" 2>&1 || true; quietly "$@"; }
}

# Downloads what is missing on this machine, libraries included, into directories of our own.
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
    [ -x "$work/root/usr/sbin/mariadbd" ] || return 1
    rm -rf "$target"
    mv "$work/root" "$target"
}

found=$(PATH=$PATH:/usr/sbin:/usr/local/sbin:/usr/libexec:$target/usr/sbin command -v mariadbd) || found=
if [ -n "$found" ]; then
    say "nothing to do, the server is $found"
    exit 0
fi
if ! command -v apt-get >/dev/null || ! command -v dpkg >/dev/null; then
    fail "this system has no apt; install the package that holds mariadbd, usually mariadb-server"
fi

mkdir -p "$data"
work=$(mktemp -d "$data/mariadb.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
log=$work/log

sudo=
if [ "$(id -u)" -ne 0 ]; then
    sudo=none
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo="sudo -n"; fi
fi
if [ "$sudo" = none ]; then
    unpack_without_root || fail "the packages could not be fetched; ask an administrator for mariadb-server-core"
    say "unpacked the server into $target"
else
    install_with_root || fail "the packages could not be installed; try: apt-get install $packages"
    say "installed $packages"
fi
