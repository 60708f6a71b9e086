#!/bin/sh
# Install a MariaDB server for the embedded database (see runtime/embedded_mariadb.py).
set -eu
exec sh "$(dirname -- "$0")/install-server.sh" mariadb mariadbd mariadb-server-core mariadb-client-core
