#!/bin/sh
# Makes sure that a MariaDB server is there for the private database (see runtime/embedded_mariadb.py).
set -eu
exec sh "$(dirname -- "$0")/install-server.sh" mariadb mariadbd mariadb-server-core mariadb-client-core
