# Installs what is missing on a Debian or Ubuntu machine, and nothing else.
# shellcheck shell=bash

apt_is_fresh=
made_no_services=
no_cluster=/etc/postgresql-common/createcluster.d/ef-phased.conf
no_services=/usr/sbin/policy-rc.d

need_dotnet() {
    if ! has_dotnet; then install_dotnet; fi
    # installed tools look for the runtime here when it is not in its usual place
    DOTNET_ROOT=${DOTNET_ROOT:-$(dirname "$(readlink -f "$(command -v dotnet)")")}
    export DOTNET_ROOT
}

has_dotnet() { command -v dotnet >/dev/null && dotnet --list-sdks | grep -E '^1[0-9]\.' >/dev/null; }

install_dotnet() {
    refresh_apt '.NET SDK 10'
    if ! apt_has dotnet-sdk-10.0; then
        fail 'the .NET SDK 10 is missing, and apt has no package dotnet-sdk-10.0 here.' \
            'Install it as https://learn.microsoft.com/dotnet/core/install/linux describes, then run this again.'
    fi
    install_packages dotnet-sdk-10.0
}

need_postgres() {
    if [ -n "$(postgres_bin)" ]; then return; fi
    refresh_apt 'PostgreSQL server'
    # Debian's package makes and starts a cluster when it is installed; this keeps it from doing so.
    as_root mkdir -p "${no_cluster%/*}"
    clean_up_steps+=(allow_cluster)
    printf 'create_main_cluster = false\n' | as_root tee "$no_cluster" >/dev/null
    install_packages postgresql
    allow_cluster
}

allow_cluster() { as_root rm -f "$no_cluster"; }

need_mariadb() {
    if [ -n "$(mariadb_program mariadbd)" ] && [ -n "$(mariadb_program mariadb-install-db)" ]; then return; fi
    refresh_apt 'MariaDB server'
    # the core packages hold the programs only: no service, no user, no data folder
    local server client
    server=$(newest_package mariadb-server-core)
    client=$(newest_package mariadb-client-core)
    install_packages "$server" "$client"
}

need_pgbouncer() {
    if [ -n "$(pgbouncer_program)" ]; then return; fi
    refresh_apt pgbouncer
    # Debian's package starts a service when it is installed; this keeps it from doing so.
    if [ ! -e "$no_services" ]; then
        made_no_services=yes
        clean_up_steps+=(allow_services)
        printf '#!/bin/sh\nexit 101\n' | as_root tee "$no_services" >/dev/null
        as_root chmod 755 "$no_services"
    fi
    install_packages pgbouncer
    allow_services
}

# sbin is not on everyone's PATH
pgbouncer_program() { PATH=$PATH:/usr/sbin:/usr/local/sbin command -v pgbouncer || true; }

allow_services() { if [ -n "$made_no_services" ]; then as_root rm -f "$no_services"; fi; }

need_node() {
    if command -v node >/dev/null && command -v npm >/dev/null; then return; fi
    refresh_apt 'Node.js with npm'
    # npm's package needs Debian's own Node.js
    install_packages nodejs npm
}

need_psql() {
    if [ -n "$(psql_program)" ]; then return; fi
    refresh_apt psql
    install_packages postgresql-client
}

need_mariadb_client() {
    if [ -n "$(mariadb_program mariadb)" ]; then return; fi
    refresh_apt 'MariaDB client'
    local client
    client=$(newest_package mariadb-client-core)
    install_packages "$client"
}

install_packages() {
    say "installing $*"
    # --no-remove: a MySQL server that is in the way stays where it is
    if ! as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 \
        install -qq -y --no-remove --no-install-recommends "$@" >"$work/apt.log" 2>&1 </dev/null; then
        tail -n 20 "$work/apt.log" >&2
        fail "apt-get could not install $*"
    fi
}

# refresh_apt WHAT_IS_MISSING
refresh_apt() {
    if [ -n "$apt_is_fresh" ]; then return; fi
    command -v apt-get >/dev/null || fail "$1 is missing. Only Debian and Ubuntu are set up by this script; install it and run this again."
    can_be_root "$1"
    say 'updating the package lists of apt'
    as_root apt-get -o DPkg::Lock::Timeout=300 update -qq >"$work/apt.log" 2>&1 </dev/null ||
        { tail -n 5 "$work/apt.log" >&2; fail 'apt-get update failed'; }
    apt_is_fresh=yes
}

apt_has() { apt-cache show "$1" >/dev/null 2>&1; }

# Older releases carry the version in the name: mariadb-server-core-10.6.
newest_package() {
    if apt_has "$1"; then printf '%s\n' "$1"; return; fi
    apt-cache search --names-only "^$1-[0-9.]+\$" | awk '{ print $1 }' | sort -V | tail -n 1 | grep . ||
        fail "apt has no package $1"
}

# can_be_root WHAT_IS_MISSING
can_be_root() {
    [ "$(id -u)" = 0 ] || command -v sudo >/dev/null ||
        fail "$1 is missing, and installing it needs root or sudo. Run this as root, or install it and run this again."
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}
