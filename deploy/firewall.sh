#!/bin/sh
# The firewall of a machine that runs the shop: SSH, HTTP and HTTPS from outside, and nothing else.
#
#   deploy/firewall.sh --show     print the rules and what they would change
#   deploy/firewall.sh --apply    print them, apply them, and take them back unless you type "yes" within 60 seconds
#
# OPEN="80 443 30080" opens other TCP ports than 80 and 443. SSH stays open on the ports of sshd and of this session.
# The rules are a table of their own (inet finenice), beside those of Docker and Kubernetes. Ports that Docker publishes
# are open whatever they say: deploy/compose.prod.yaml publishes 80 and 443 alone.
set -eu

say() { echo "firewall: $1"; }
fail() { echo "firewall: $1" >&2; exit 1; }

case ${1-} in
    --show | --apply) ;;
    *) fail "usage: deploy/firewall.sh --show | --apply" ;;
esac
WAIT_SECONDS=${WAIT_SECONDS:-60}
open=${OPEN:-80 443}
nft=$(PATH=$PATH:/usr/sbin:/sbin command -v nft) || fail "nft is missing; install nftables"

# The ports of sshd and the port of this session, which sudo may have removed from the environment.
ssh_ports() {
    sshd=$(PATH=$PATH:/usr/sbin command -v sshd) && "$sshd" -T 2>/dev/null | sed -n 's/^port //p'
    set -- ${SSH_CONNECTION:-}
    [ $# -lt 4 ] || echo "$4"
    echo 22
}

# Print ports as nft prints them: 22, or { 22, 2222 }.
ports() {
    for port in "$@"; do
        case $port in
            *[!0-9]* | ??????*) fail "OPEN: $port is not a port" ;;
        esac
        [ "$port" -ge 1 ] && [ "$port" -le 65535 ] || fail "OPEN: $port is not a port"
    done
    printf '%s\n' "$@" | sort -nu | paste -sd , | sed 's/,/, /g; /,/s/.*/{ & }/'
}

rules() {
    cat <<RULES
table inet finenice
delete table inet finenice
table inet finenice {
    chain input {
        type filter hook input priority filter; policy drop;
        ct state established,related accept
        ct state invalid drop
        iif "lo" accept
        tcp dport $ssh accept comment "SSH"
        tcp dport $web accept comment "the shop"
        meta l4proto icmp limit rate 50/second accept
        meta l4proto ipv6-icmp accept
        udp dport { 68, 546 } accept comment "DHCP"
        counter comment "dropped"
    }
}
RULES
}

# shellcheck disable=SC2046
ssh=$(ports $(ssh_ports)) || exit 1
# shellcheck disable=SC2086
web=$(ports $open) || exit 1

umask 077
work=$(mktemp -d)
rules >"$work/new"
"$nft" --stateless list table inet finenice >"$work/now" 2>/dev/null || : >"$work/now"

show() {
    sed '1,2d' "$work/new" >"$work/new.table"
    sed 's/\t/    /g' "$work/now" >"$work/now.table"
    if diff -u "$work/now.table" "$work/new.table" >"$work/changes"; then
        say "the rules are in force already"
    else
        say "lines with - go, lines with + come:"
        sed '1,3d' "$work/changes"
    fi
}

# The earlier rules come back by a process of its own, so also when this session is cut off.
apply() {
    { echo "table inet finenice"; echo "delete table inet finenice"; cat "$work/now"; } >"$work/back"
    "$nft" --check --file "$work/new" || fail "the rules are not valid here; nothing has changed"
    (
        trap '' HUP
        waited=0
        while [ "$waited" -lt "$WAIT_SECONDS" ]; do
            sleep 1
            [ ! -e "$work/confirmed" ] || exit 0
            [ ! -e "$work/refused" ] || break
            waited=$((waited + 1))
        done
        "$nft" --file "$work/back"
        rm -rf "$work"
    ) </dev/null >/dev/null 2>&1 &
    guard=$!
    "$nft" --file "$work/new" || fail "the rules could not be applied"
    say "applied. Open a second SSH connection now. If it works, type yes within $WAIT_SECONDS seconds:"
    read -r answer || answer=
    if [ "$answer" = yes ] && [ -d "$work" ]; then
        : >"$work/confirmed"
        wait "$guard"
        say "kept. To have them after a restart: $nft --stateless list table inet finenice >>/etc/nftables.conf"
        say "and: systemctl enable nftables"
        rm -rf "$work"
    else
        : >"$work/refused"
        wait "$guard"
        say "not confirmed; the earlier rules are back"
        exit 1
    fi
}

show
if [ "$1" = --apply ]; then apply; else rm -rf "$work"; fi
