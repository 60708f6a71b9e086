#!/bin/sh
# Run one node of the cluster in the foreground, or show how far it is:
#
#   node.sh start [OPTION...]                   join the others; an empty DATADIR is filled by one of them
#   node.sh bootstrap [POSITION...] [OPTION...] begin a cluster with this node; after a crash of all, name the
#                                               position of every other node
#   node.sh position [OPTION...]                print the last transaction of a stopped node, CLUSTER-ID:NUMBER
#
#   NODE=10.0.0.1 CLUSTER=10.0.0.1,10.0.0.2,10.0.0.3 DATADIR=/var/lib/mysql node.sh start --innodb-buffer-pool-size=1G
#
# Options go to mariadbd. Every start reads the last transaction from InnoDB first (--wsrep-recover). A crashed node
# that starts without it takes part at position -1, and its data differ from the others' from then on.
set -eu

usage() { sed -n '2,/^set/s/^# \{0,1\}//p' "$0" | sed '$d' >&2; exit 64; }
fail()  { echo "node.sh: $1" >&2; exit 1; }

find_provider() {
    for found in "$base"/lib/galera/libgalera_smm.so "$base"/lib/*/galera/libgalera_smm.so \
        /usr/lib/galera/libgalera_smm.so "$base"/lib64/galera/libgalera_smm.so; do
        [ ! -f "$found" ] || { echo "$found"; return; }
    done
    fail "libgalera_smm.so is missing; install galera-4"
}

# Print the position that InnoDB has stored, or nothing for a node without data.
position() {
    [ -f "$DATADIR/ibdata1" ] || return 0
    log=$DATADIR/recover.log
    rm -f "$log"
    "$@" --wsrep-recover --wsrep-cluster-address=gcomm:// --skip-networking --log-error="$log" \
        --socket="$DATADIR/recover.sock" --pid-file="$DATADIR/recover.pid" >"$log.start" 2>&1 || true
    found=$(sed -n 's/.*Recovered position: *//p' "$log" 2>/dev/null | tail -n 1)
    [ -n "$found" ] || { tail -n 20 "$log.start" "$log" >&2; fail "the last transaction can't be read"; }
    echo "$found"
}

# Refuse a second cluster beside a running one.
must_be_alone() {
    for other in $(echo "$CLUSTER" | tr , ' '); do
        [ "$other" = "$NODE" ] || ! socat -T1 /dev/null "TCP:$other:4567,connect-timeout=1" 2>/dev/null ||
            fail "$other is running; join it with: node.sh start"
    done
}

# Refuse to begin with a node that lacks transactions of another one.
must_be_ahead_of() {
    [ $# -gt 0 ] || fail "this node was not the last to stop; name the positions of the others (node.sh position)"
    for other in "$@"; do
        [ "${other%:*}" = "${at%:*}" ] || fail "$other belongs to another cluster than $at"
        [ "${other##*:}" -le "${at##*:}" ] || fail "$other is ahead of $at; begin with that node"
    done
}

[ $# -gt 0 ] || usage
command=$1
shift
others=
while [ $# -gt 0 ] && [ "${1#-}" = "$1" ]; do others="$others $1"; shift; done

: "${DATADIR:=/var/lib/mysql}" "${NODE_USER:=mysql}" "${CONFIG:=$(dirname -- "$0")/galera.cnf}"
PATH=$PATH:/usr/sbin
server=$(command -v mariadbd) || fail "mariadbd is not in PATH; install mariadb-server-core"
base=$(CDPATH='' cd -- "$(dirname -- "$server")/.." && pwd)
provider=$(find_provider)
set -- --datadir="$DATADIR" --wsrep-provider="$provider" "$@"
[ "$(id -u)" -ne 0 ] || set -- --user="$NODE_USER" "$@"
set -- "$server" --defaults-file="$CONFIG" --basedir="$base" "$@"
if [ "$command" = position ]; then
    position "$@"
    exit
fi

: "${NODE:?the address of this node}" "${CLUSTER:?the addresses of all nodes, with commas between}"
at=$(position "$@")
# Another node than the first, which takes the writes, fills a new one.
donors=$(echo "$CLUSTER" | tr , '\n' | sed 1d | grep -vxF "$NODE" | tr '\n' ,)
set -- "$@" --socket="$DATADIR/mysqld.sock" --pid-file="$DATADIR/mysqld.pid" --bind-address="$NODE" \
    --wsrep-node-name="$NODE" --wsrep-node-address="$NODE" --wsrep-sst-donor="$donors" \
    --wsrep-cluster-address="gcomm://$CLUSTER"
[ -z "$at" ] || set -- "$@" --wsrep-start-position="$at"

case $command in
start) ;;
bootstrap)
    must_be_alone
    if [ ! -d "$DATADIR/mysql" ]; then
        owner=
        [ "$(id -u)" -ne 0 ] || owner=--user=$NODE_USER
        # shellcheck disable=SC2086
        "$base/bin/mariadb-install-db" --no-defaults --basedir="$base" --datadir="$DATADIR" $owner \
            --auth-root-authentication-method=normal --skip-test-db --skip-name-resolve >/dev/null
    elif grep -q '^safe_to_bootstrap: 0' "$DATADIR/grastate.dat" 2>/dev/null; then
        # shellcheck disable=SC2086
        must_be_ahead_of $others
        sed -i 's/^safe_to_bootstrap: 0/safe_to_bootstrap: 1/' "$DATADIR/grastate.dat"
    fi
    set -- "$@" --wsrep-new-cluster
    ;;
*) usage ;;
esac
exec "$@"
