#!/bin/sh
# Certificates for a shop in its own network, which no public CA can certify:
#
#   deploy/local-ca.sh shop.lan 192.168.1.10
#
# The first run creates a CA that is good for these names alone, so that a stolen key can't imitate other sites. It
# writes deploy/private/tls, which nginx serves, ca.crt for the telephones among it. Later runs renew the certificate,
# which is valid for DAYS, 397; other names need a new CA: delete deploy/private/ca first, and install ca.crt again.
#
#   deploy/local-ca.sh --private shop.local 192.168.1.10
#
# creates a CA for all private addresses and names of local networks, and for nothing that is in the Internet: addresses
# that a router gives may change without a new CA.
set -eu
umask 077
private=${PRIVATE:-$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)/private}
fail() { echo "local-ca: $1" >&2; exit 1; }

scope=names
if [ "${1:-}" = --private ]; then
    scope=private
    shift
fi
[ $# -gt 0 ] || fail "usage: deploy/local-ca.sh [--private] NAME_OR_ADDRESS..."
names='' permitted=''
for name in "$@"; do
    case $name in
        *[!A-Za-z0-9.:-]* | -* | '') fail "$name is no name and no address" ;;
        *:*) fail "$name: IPv6 addresses are not supported" ;;
        *[!0-9.]*) names="$names,DNS:$name" permitted="$permitted,permitted;DNS:$name" ;;
        *) names="$names,IP:$name" permitted="$permitted,permitted;IP:$name/255.255.255.255" ;;
    esac
done
if [ "$scope" = private ]; then
    permitted=''
    for name in localhost local lan home.arpa internal; do permitted="$permitted,permitted;DNS:$name"; done
    for range in 10.0.0.0/255.0.0.0 172.16.0.0/255.240.0.0 192.168.0.0/255.255.0.0 127.0.0.0/255.0.0.0; do
        permitted="$permitted,permitted;IP:$range"
    done
fi
names=${names#,} limits="${permitted#,},excluded;IP:0:0:0:0:0:0:0:0/0:0:0:0:0:0:0:0"
# A kind of name that no constraint mentions is not constrained.
case $permitted in *DNS:*) ;; *) limits="$limits,permitted;DNS:none.invalid" ;; esac
case $permitted in *IP:*) ;; *) limits="$limits,excluded;IP:0.0.0.0/0.0.0.0" ;; esac

mkdir -p "$private/ca" "$private/tls"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

if [ ! -f "$private/ca/ca.key" ]; then
    openssl ecparam -name prime256v1 -genkey -noout -out "$work/ca.key"
    cat >"$work/ca.conf" <<CONF
[req]
distinguished_name = name
x509_extensions = ca
prompt = no
[name]
CN = $1 (own CA)
[ca]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
nameConstraints = critical, $limits
CONF
    openssl req -x509 -new -key "$work/ca.key" -days 3650 -config "$work/ca.conf" -out "$work/ca.crt"
    mv "$work/ca.crt" "$private/ca/ca.crt"
    mv "$work/ca.key" "$private/ca/ca.key"
fi

openssl ecparam -name prime256v1 -genkey -noout -out "$work/privkey.pem"
openssl req -new -key "$work/privkey.pem" -subj "/O=Finenice" -out "$work/request.pem"
cat >"$work/extensions" <<CONF
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = $names
CONF
openssl x509 -req -in "$work/request.pem" -CA "$private/ca/ca.crt" -CAkey "$private/ca/ca.key" -days "${DAYS:-397}" \
    -set_serial "0x$(openssl rand -hex 16)" -extfile "$work/extensions" -out "$work/fullchain.pem" 2>/dev/null
openssl verify -CAfile "$private/ca/ca.crt" "$work/fullchain.pem" >/dev/null 2>&1 ||
    fail "the CA in $private/ca is not for all of these names; delete it for a new one"

# nginx reads them as another user; only the owner may enter the directory above.
chmod 0755 "$private/tls"
cp "$private/ca/ca.crt" "$work/ca.crt"
for file in ca.crt fullchain.pem privkey.pem; do
    chmod 0444 "$work/$file"
    mv -f "$work/$file" "$private/tls/$file"
done
echo "local-ca: wrote $private/tls for $*; telephones need ca.crt with this fingerprint:"
openssl x509 -in "$private/ca/ca.crt" -noout -fingerprint -sha256
