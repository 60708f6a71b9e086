#!/bin/sh
# Serve the shop by HTTPS in its own network, until Ctrl-C:
#
#   scripts/serve-https.sh [NAME_OR_ADDRESS...]
#
# The names are those under which phones and tills open the shop; without any, this machine's own. A CA of the shop's own
# certifies them (deploy/local-ca.sh --private). It is kept in DATA_DIR/https, whose keys nobody else can read. The
# certificate is renewed 30 days before it ends, and when the machine gets another address.
#
# HTTPS_PORT is 8443, CA_PORT, where devices get the CA, is 8080. The shop is started, too, unless SHOP_PORT says at which
# port of this machine it runs already, with TRUSTED_PROXIES=1 and PUBLIC_URL.
set -eu
cd "$(dirname "$0")/.."

data=${DATA_DIR:-$PWD/var}
https_port=${HTTPS_PORT:-8443} ca_port=${CA_PORT:-8080}
renew_seconds=2592000
shop='' server='' pause=''
say()  { echo "serve-https: $1"; }
fail() { echo "serve-https: $1" >&2; exit 1; }

own_names() {
    echo "$(hostname | cut -d . -f 1).local"
    hostname -I | tr ' ' '\n' | grep -E '^(10\.|192\.168\.|172\.(1[6-9]|2[0-9]|3[01])\.)' || true
    echo 127.0.0.1
}

# Make a certificate for these names, unless there is one that is good for another month. Fails if nothing was to do.
renew() {
    if [ -s "$place/tls/fullchain.pem" ] && [ "$(cat "$place/names" 2>/dev/null)" = "$*" ] &&
        openssl x509 -in "$place/tls/fullchain.pem" -noout -checkend "$renew_seconds" >/dev/null; then
        return 1
    fi
    # What follows `||` and `&&` would go on after a failure.
    if ! PRIVATE=$place sh deploy/local-ca.sh --private "$@"; then
        say "there is no new certificate" >&2
        return 1
    fi
    chmod 0600 "$place/tls/privkey.pem"
    echo "$*" >"$place/names"
}

# The files of deploy/nginx with these paths and ports. Without HSTS, because a browser applies it to all ports of a name.
configure() {
    mkdir -p "$place/nginx" "$place/cache"
    for file in deploy/nginx/*.conf; do
        sed -e '/add_header Strict-Transport-Security/d' -e 's|access_log /var/log.*|access_log off;|' \
            -e "s|/etc/nginx/finenice/tls|$place/tls|" -e "s|/etc/nginx/finenice|$place/nginx|" \
            -e "s|/srv/finenice/frontend|$PWD/frontend/dist|" -e "s|/var/cache/nginx|$place/cache|" \
            -e "s|/tmp/nginx.pid|$place/nginx.pid|" -e "s|https://\$host|https://\$host:$https_port|" \
            -e "s|listen 443 |listen $https_port |" -e "s|listen 80 |listen $ca_port |" "$file" \
            >"$place/nginx/${file##*/}"
    done
    sed -e "s|127.0.0.1:5001|127.0.0.1:$shop_port|" -e '/127.0.0.1:5002/d' "$place/nginx/upstream-host.conf" \
        >"$place/nginx/upstream.conf"
}

tell() {
    say "open one of these on phones and tills:"
    for name in "$@"; do echo "    https://$name:$https_port"; done
    say "each device installs the CA once, from http://$1:$ca_port/ca.crt or the file $place/tls/ca.crt,"
    say "with this fingerprint: $(openssl x509 -in "$place/ca/ca.crt" -noout -fingerprint -sha256 | cut -d = -f 2)"
    say "never give away $place/ca/ca.key"
}

# Wait for the shop that was started here, at most ten minutes: what is told after its start stays in sight.
wait_for_shop() {
    .venv/bin/python - "$shop_port" "$shop" <<'PYTHON' &
import os, sys, time, urllib.request
ends = time.monotonic() + 600
while time.monotonic() < ends:
    try:
        os.kill(int(sys.argv[2]), 0)
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(f"http://127.0.0.1:{sys.argv[1]}/health/ready", timeout=5)
        break
    except ProcessLookupError:
        break
    except OSError:
        time.sleep(1)
PYTHON
    pause=$!
    wait "$pause" || true
}

stop() {
    trap - EXIT HUP INT TERM
    for process in $pause $server $shop; do kill "$process" 2>/dev/null || true; done
    for process in $server $shop; do wait "$process" 2>/dev/null || true; done
}

nginx=$(PATH=$PATH:/usr/sbin:/usr/local/sbin:$data/nginx/usr/sbin command -v nginx) || fail "nginx is missing: sh scripts/install-nginx.sh"
command -v openssl >/dev/null || fail "openssl is missing: apt-get install openssl"
mkdir -p "$data/https"
place=$(CDPATH='' cd -- "$data/https" && pwd)
chmod 0700 "$place"
given=$*
# shellcheck disable=SC2046
[ -n "$given" ] || set -- $(own_names)
renew "$@" || [ -s "$place/tls/fullchain.pem" ] || exit 1
shop_port=${SHOP_PORT:-${PORT:-5000}}
configure
trap stop EXIT
trap 'exit 0' HUP INT TERM
if [ -z "${SHOP_PORT:-}" ]; then
    HOST=127.0.0.1 PORT=$shop_port TRUSTED_PROXIES=1 PUBLIC_URL=${PUBLIC_URL:-https://$1:$https_port} .venv/bin/python app.py &
    shop=$!
fi
# Workers of another user may not enter the directory.
user=$([ "$(id -u)" -ne 0 ] || echo 'user root;')
"$nginx" -e stderr -p "$place" -c "$place/nginx/nginx.conf" -g "$user daemon off;" &
server=$!
[ -z "$shop" ] || wait_for_shop
tell "$@"
while kill -0 "$server" 2>/dev/null && { [ -z "$shop" ] || kill -0 "$shop" 2>/dev/null; }; do
    sleep "${CHECK_SECONDS:-10}" &
    pause=$!
    wait "$pause" || true
    # shellcheck disable=SC2046
    [ -n "$given" ] || set -- $(own_names)
    if renew "$@"; then
        kill -HUP "$server"
        tell "$@"
    fi
done
fail "nginx or the shop has ended"
