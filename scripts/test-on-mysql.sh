#!/bin/sh
# Run a command with TEST_DB_* set to an Oracle MySQL: test-on-mysql.sh DIR COMMAND ...
set -eu
dir=$1
shift
here=$(dirname "$0")
status=0
address=$(sh "$here/mysql-for-tests.sh" start "$dir") || status=$?
if [ "$status" = 77 ]; then
    echo "No Oracle MySQL can be had on this machine, so nothing was tested against it."
    exit 0
fi
[ "$status" = 0 ] || exit "$status"
trap 'sh "$here/mysql-for-tests.sh" stop "$dir"' EXIT
for line in $address; do
    export "TEST_$line"
done
"$@"
