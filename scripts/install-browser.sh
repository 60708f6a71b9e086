#!/bin/sh
# Install a headless Chromium and its driver for the tests of the pages.
#
#   scripts/install-browser.sh     with root or passwordless sudo: installs Debian's packages
#
# Without a browser these tests are skipped, so a failing installation is reported but not an error.
# apt's own configuration says where packages come from.
set -eu

packages="chromium chromium-driver"

say()     { echo "install-browser: $1"; }
give_up() { say "$1; the tests of the pages will be skipped"; exit 0; }

is_there() { command -v chromium >/dev/null && command -v chromedriver >/dev/null; }

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
# shellcheck disable=SC2086
$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages \
    </dev/null >/dev/null 2>&1 || give_up "the packages $packages could not be installed"
is_there || give_up "the packages $packages brought no chromium and chromedriver"
say "installed $packages"
