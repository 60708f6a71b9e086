#!/bin/sh
# Install a headless Chromium for the tests of the pages.
#
#   scripts/install-browser.sh     with root or passwordless sudo: installs Debian's package
#
# Debian has Chromium without windows as a package of its own, which starts faster; elsewhere the whole one is taken.
# Without a browser these tests are skipped, so a failing installation is reported but not an error.
# apt's own configuration says where packages come from.
set -eu

packages="chromium-headless-shell chromium"

say()     { echo "install-browser: $1"; }
give_up() { say "$1; the tests of the pages will be skipped"; exit 0; }

is_there() { command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null; }

if is_there; then exit 0; fi
command -v apt-get >/dev/null || give_up "no Chromium here, and no apt to install it with"

sudo=
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null || ! sudo -n true 2>/dev/null; then
        give_up "no Chromium here, and neither root nor passwordless sudo to install it with"
    fi
    sudo="sudo -n"
fi

# A package source may be broken and yet not needed; the installation will tell.
$sudo apt-get update </dev/null >/dev/null 2>&1 || true
for package in $packages; do
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$package" \
        </dev/null >/dev/null 2>&1 || continue
    if is_there; then
        say "installed $package"
        exit 0
    fi
done
give_up "none of the packages $packages could be installed"
