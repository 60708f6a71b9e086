#!/bin/sh
# Run a command in a network of its own, with the programs of a Galera cluster: test-cluster.sh COMMAND...
# Says why, and succeeds, where that is not possible.
set -eu
here=$(dirname "$0")
skip() { echo "No cluster can be had on this machine, so nothing was tested: $1"; exit 0; }

[ "$(uname)" = Linux ] || skip "network namespaces need Linux."
[ "$(id -u)" -eq 0 ] || skip "network namespaces need root; run it with sudo."
sh "$here/install-galera.sh" || skip "the packages can't be fetched."
unshare --net --mount --pid --fork true 2>/dev/null || skip "this container may not create namespaces."

# All processes and interfaces end with the command. The names of namespaces are files, which the host keeps apart.
# shellcheck disable=SC2016
exec unshare --net --mount --pid --fork --mount-proc --kill-child sh -c '
    mkdir -p /run/netns
    mount -t tmpfs none /run/netns
    IN_CLUSTER_NETWORK=1 "$@"
' test-cluster "$@"
