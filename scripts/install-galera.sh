#!/bin/sh
# Fetch what `make test-cluster` needs: Galera, haproxy and the scripts that fill a new node. A shop does not need them.
#
# They are unpacked into DATA_DIR/galera and not installed: Debian's mariadb-server would touch a running server.
set -eu
UNPACK=1 exec sh "$(dirname -- "$0")/install-server.sh" galera wsrep_sst_rsync mariadb-server galera-4 haproxy rsync socat iproute2
