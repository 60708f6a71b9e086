#!/bin/sh
# A real Oracle MySQL for the tests, in a directory of its own; nothing is installed.
#
#   scripts/mysql-for-tests.sh get   DIR   download and unpack the server (about 70 MB)
#   scripts/mysql-for-tests.sh start DIR   get it if need be, start it, print DB_HOST=... to DB_PASSWORD=...
#   scripts/mysql-for-tests.sh stop  DIR   stop it; the data stay until DIR is removed
#
# Exit 77: it cannot be had on this machine (no Debian apt, no network, not x86_64).
set -eu
umask 077

cannot() { echo "mysql-for-tests: $1" >&2; exit 77; }
usage()  { echo "usage: $0 get|start|stop DIR" >&2; exit 2; }

running() { [ -s "$dir/mysqld.pid" ] && kill -0 "$(cat "$dir/mysqld.pid")" 2>/dev/null; }

# Debian's unstable release carries MySQL; the machine's own apt settings say where its mirror is.
mirror() {
    apt-get indextargets --no-release-info --format '$(COMPONENT) $(REPO_URI) $(RELEASE)' |
        awk '$1 == "main" && $3 !~ /security/ { print $2; exit }'
}

get() {
    [ -e "$dir/root/complete" ] && return
    [ "$(uname -sm)" = "Linux x86_64" ] || cannot "only for Linux on x86_64"
    grep -qs '^ID=debian' /etc/os-release && command -v apt-get >/dev/null || cannot "needs Debian's apt-get"
    keyring=/usr/share/keyrings/debian-archive-keyring.gpg
    [ -r "$keyring" ] || cannot "needs the package debian-archive-keyring"
    uri=$(mirror)
    [ -n "$uri" ] || cannot "apt knows no Debian mirror"

    apt=$dir/apt
    rm -rf "$dir/root" "$apt"
    mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
    echo "deb [signed-by=$keyring] $uri sid main" >"$apt/sources.list"
    # An empty status file makes apt fetch every library too, because the system's own may be too old.
    : >"$apt/status"
    # APT_CONFIG is read after /etc/apt, so these win and the system's lists, cache and status stay untouched.
    cat >"$apt/apt.conf" <<CONF
Dir::Etc::sourcelist "$apt/sources.list";
Dir::Etc::sourceparts "-";
Dir::State::lists "$apt/lists";
Dir::State::status "$apt/status";
Dir::Cache "$apt/cache";
APT::Sandbox::User "$(id -un)";
APT::Keep-Downloaded-Packages "true";
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear DPkg::Post-Invoke;
CONF
    log=$dir/get.log
    APT_CONFIG=$apt/apt.conf apt-get -q update --error-on=any >"$log" 2>&1 &&
        APT_CONFIG=$apt/apt.conf apt-get -q install -y --download-only --no-install-recommends \
            mysql-server-core >>"$log" 2>&1 ||
        cannot "the packages could not be downloaded, see $log"
    for package in "$apt"/cache/archives/*.deb; do dpkg -x "$package" "$dir/root"; done
    rm -rf "$apt"
    touch "$dir/root/complete"
}

mysqld() {
    # Its own dynamic loader, because the server is built against a newer C library than the system may have.
    lib=$dir/root/usr/lib/x86_64-linux-gnu
    "$lib/ld-linux-x86-64.so.2" --library-path "$lib:$lib/mysql/private" "$dir/root/usr/sbin/mysqld" --no-defaults \
        --user="$(id -un)" --basedir="$dir/root/usr" --datadir="$dir/data" --plugin-dir="$dir/root/usr/lib/mysql/plugin" \
        --lc-messages-dir="$dir/root/usr/share/mysql" --character-sets-dir="$dir/root/usr/share/mysql/charsets" \
        --secure-file-priv=NULL --log-error="$dir/mysqld.log" --performance-schema=OFF --disable-log-bin \
        --innodb-buffer-pool-size=64M --innodb-redo-log-capacity=64M --innodb-flush-log-at-trx-commit=1 "$@"
}

start() {
    if ! running; then
        get
        if [ ! -e "$dir/password" ]; then
            rm -rf "$dir/data"
            password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
            cat >"$dir/first.sql" <<SQL
CREATE USER finenice@'%' IDENTIFIED BY '$password';
GRANT ALL ON *.* TO finenice@'%' WITH GRANT OPTION;
ALTER USER root@localhost ACCOUNT LOCK;
SQL
            mysqld --initialize-insecure --init-file="$dir/first.sql" || { tail -n 5 "$dir/mysqld.log" >&2; exit 1; }
            rm "$dir/first.sql"
            echo "$password" >"$dir/password"
        fi
        port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
        # --daemonize returns when the server answers.
        mysqld --daemonize --bind-address=127.0.0.1 --port="$port" --socket="$dir/mysqld.sock" --mysqlx=OFF \
            --pid-file="$dir/mysqld.pid" --max-connections=200 --skip-name-resolve </dev/null >/dev/null ||
            { tail -n 5 "$dir/mysqld.log" >&2; exit 1; }
        echo "$port" >"$dir/port"
    fi
    echo "DB_HOST=127.0.0.1"
    echo "DB_PORT=$(cat "$dir/port")"
    echo "DB_USER=finenice"
    echo "DB_PASSWORD=$(cat "$dir/password")"
}

stop() {
    running || return 0
    pid=$(cat "$dir/mysqld.pid")
    kill "$pid"
    while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
}

[ $# -eq 2 ] || usage
mkdir -p "$2"
dir=$(cd "$2" && pwd)
case $1 in
    get|start|stop) "$1" ;;
    *) usage ;;
esac
