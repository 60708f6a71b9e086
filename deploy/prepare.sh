#!/bin/sh
# Prepare deploy/compose.prod.yaml: deploy/prepare.sh https://toko.example
#
# It writes deploy/.env, and secrets and a certificate into deploy/private. What exists is kept. Back both up: without
# the secrets, API keys, encrypted columns and backups can't be read.
set -eu
umask 077
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
private=${PRIVATE:-$here/private}
environment=${ENV_FILE:-$here/.env}
fail() { echo "prepare: $1" >&2; exit 1; }

url=${1-}
case $url in
    https://*/* | https:// | '') fail "usage: deploy/prepare.sh https://NAME" ;;
    https://*) host=${url#https://} host=${host%%:*} ;;
    *) fail "the shop needs https; $url is something else" ;;
esac

mkdir -p "$private/secrets" "$private/acme"
chmod 0755 "$private/secrets" "$private/acme"
for name in db_password jwt_secret_key api_key_salt backup_passphrase; do
    [ -s "$private/secrets/$name" ] && continue
    openssl rand -hex 32 >"$private/secrets/$name.new"
    # The user of the container reads it; only the owner may enter the directory above.
    chmod 0444 "$private/secrets/$name.new"
    mv "$private/secrets/$name.new" "$private/secrets/$name"
    echo "prepare: created $private/secrets/$name"
done
if [ ! -s "$environment" ]; then
    echo "PUBLIC_URL=$url" >"$environment"
    echo "prepare: created $environment"
fi
if [ ! -s "$private/tls/fullchain.pem" ]; then
    PRIVATE=$private sh "$here/local-ca.sh" "$host"
fi
