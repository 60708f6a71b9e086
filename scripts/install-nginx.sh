#!/bin/sh
# Install nginx for the tests of deploy/nginx; a shop needs one only where it is served by TLS.
set -eu
exec sh "$(dirname -- "$0")/install-server.sh" nginx nginx nginx-light
