#!/bin/sh
# Install a Redis server for the tests and the benchmark of rate limits; a shop does not need one.
set -eu
exec sh "$(dirname -- "$0")/install-server.sh" redis redis-server redis-server redis-tools
