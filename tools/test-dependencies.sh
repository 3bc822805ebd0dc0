#!/usr/bin/env bash
# Find the programs that the tests talk to, and install what is missing.
#
# Debian and Ubuntu: apt-get, when root or with sudo that asks for no password. Elsewhere: a message that names the
# packages, and status 1. Running it again does nothing. No daemon is started or left enabled: tests start their own.
# WATCHKEEPER_SKIP_DEPENDENCIES=1 goes on without; the tests that need a missing program then say so and skip.
set -euo pipefail

export PATH="$PATH:/usr/sbin:/sbin:/usr/local/sbin"

# package, and a test that is true when it need not be installed
has() { command -v "$1" >/dev/null 2>&1; }
has_postgresql() { has initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || compgen -G '/opt/homebrew/opt/postgresql*/bin/initdb' >/dev/null; }
has_frr() { [ -x /usr/lib/frr/zebra ] && has vtysh; }
has_frr_snmp() { compgen -G '/usr/lib/*/frr/modules/zebra_snmp.so' >/dev/null || compgen -G '/usr/lib/frr/modules/zebra_snmp.so' >/dev/null; }
has_chromium() { has chromium || has chromium-browser || has google-chrome || [ -d "/Applications/Google Chrome.app" ] || [ -d "/Applications/Chromium.app" ]; }

missing=()
need() { # need PACKAGE TEST...
    local package=$1
    shift
    "$@" || missing+=("$package")
}

refuse() { # refuse HINT
    if [ "${WATCHKEEPER_SKIP_DEPENDENCIES:-0}" != 0 ]; then
        echo "Going on without: ${missing[*]}. The tests that need them will be skipped." >&2
        exit 0
    fi
    echo "error: The tests need programs that are not installed: ${missing[*]}." >&2
    echo "hint: $1 Or skip the tests that need them: WATCHKEEPER_SKIP_DEPENDENCIES=1 make test" >&2
    exit 1
}

if [ "$(uname -s)" = Darwin ]; then
    need postgresql@16 has_postgresql
    need net-snmp has snmpd
    need chromium has_chromium
    [ ${#missing[@]} -eq 0 ] || refuse "Install them: brew install ${missing[*]}."
    exit 0
fi

need postgresql has_postgresql
need snmp has snmpbulkwalk
need snmpd has snmpd
need frr has_frr
need frr-snmp has_frr_snmp
need lldpd has lldpd
need chromium has_chromium
need iproute2 has ip
need nftables has nft
need openssh-server has sshd
need slapd has slapd
need redis-server has redis-server
need prometheus-alertmanager has prometheus-alertmanager
need iputils-ping has ping
need poppler-utils has pdftotext
need zsh has zsh
need fish has fish
[ ${#missing[@]} -eq 0 ] && exit 0

has apt-get || refuse "Install what your system calls these Debian packages."
as_root=()
if [ "$(id -u)" != 0 ]; then
    { has sudo && sudo -n true 2>/dev/null; } || refuse "Install them: sudo apt-get install ${missing[*]}."
    as_root=(sudo -n)
fi

# Ubuntu's chromium is a snap, which a container cannot run: Debian's package is wanted, else none.
installable() {
    local candidate
    candidate=$(apt-cache policy "$1" 2>/dev/null | awk '/Candidate:/ {print $2}')
    [ -n "$candidate" ] && [ "$candidate" != "(none)" ]
}

# While packages are installed, refuse to start their daemons.
policy=/usr/sbin/policy-rc.d
placed=0
cleanup() {
    if [ "$placed" = 1 ]; then "${as_root[@]}" rm -f "$policy"; fi
}
trap cleanup EXIT
if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
    "${as_root[@]}" chmod 755 "$policy"
    placed=1
fi

echo "Installing what the tests need: ${missing[*]}"
for package in "${missing[@]}"; do
    if ! installable "$package"; then
        "${as_root[@]}" apt-get update -qq
        break
    fi
done
install() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null; }
if ! install; then
    "${as_root[@]}" apt-get update -qq # the lists were older than the archive
    install
fi

# What was installed for tests is not a service of this machine.
if [ -d /run/systemd/system ]; then
    for package in "${missing[@]}"; do
        case $package in
        postgresql | snmpd | frr | lldpd | slapd | prometheus-alertmanager) unit=$package ;;
        openssh-server) unit=ssh ;;
        *) continue ;;
        esac
        "${as_root[@]}" systemctl disable --now "$unit" >/dev/null 2>&1 || true
    done
fi
