#!/bin/sh
# Makes sure that a Redis server is there for the tests and the bench of the limits; a shop needs none.
set -eu
exec sh "$(dirname -- "$0")/install-server.sh" redis redis-server redis-server redis-tools
