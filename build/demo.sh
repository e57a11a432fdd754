#!/usr/bin/env bash
# Takes the sample shop from V1 to V2 under constant traffic, the plain way and the phased way.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
. build/lib/run.sh
. build/lib/setup.sh
. build/lib/servers.sh
. build/lib/postgres.sh
. build/lib/packages.sh

usage() {
    cat <<'TEXT'
Usage: build/demo.sh [--customers N] [--skip-plain]

  --customers N   customers in the shop (1,000,000)
  --skip-plain    only the phased rollout

Everything happens in a temporary folder, on a private PostgreSQL server.
TEXT
}

customers=1000000
mode=both
while [ $# -gt 0 ]; do
    case $1 in
        --customers)
            [[ ${2:-} =~ ^[1-9][0-9]*$ ]] || { printf 'demo.sh: --customers takes a number\n' >&2; exit 2; }
            customers=$2
            shift 2
            ;;
        --skip-plain) mode=phased; shift ;;
        -h | --help) usage; exit 0 ;;
        *) printf "demo.sh: unknown option '%s'\n" "$1" >&2; usage >&2; exit 2 ;;
    esac
done

title() { printf '\n== %s\n' "$*"; }

# show COMMAND...: prints the command as a person would type it, then runs it
show() {
    printf '\n$ %s\n' "$*"
    run "$@"
}

copy_sample() {
    # two folders down, because the sample looks for the repository there
    shop=$work/demo/samples/Shop
    mkdir -p "${shop%/*}"
    cp -R samples/Shop "$shop"
    find "$shop" -type d \( -name bin -o -name obj \) -prune -exec rm -rf {} +
    write_feed_settings "$work/demo"
    export EfPhasedVersion="$package_version"
    cd "$shop"
}

show_change() {
    title 'V2 renames a column of a table in use, adds a required one, drops one and adds an index'
    diff --unified=1 V1/Model.cs V2/Model.cs | tail -n +3 || true
    diff --unified=1 V1/ShopContext.cs V2/ShopContext.cs | tail -n +3 || true
}

write_migrations() {
    title 'One command splits the change'
    show dotnet ef-phased add RenameCustomerName --project V2 --rename Name=FullName
    # diff says "different" with its exit code
    { diff --brief --recursive "$sample/V2/Migrations" V2/Migrations || true; } | sed -n 's/^Only in \(V2[^:]*\): /  \1\//p'
}

show_script() {
    title 'What the database will run, for review'
    show dotnet ef-phased script RenameCustomerName --project V2 --output review
    local script scripts
    scripts=$(find review -name '[0-9]-*.sql' | sort)
    [ -n "$scripts" ] || fail 'script wrote no file'
    for script in $scripts; do
        printf '\n-- %s\n' "$script"
        head -n 25 "$script"
    done
}

run_rollout() {
    title "The rollout, $customers customers, requests all the time"
    run dotnet build Rollout -c Release -nologo --verbosity quiet -clp:ErrorsOnly || fail 'building the rollout driver failed'
    run dotnet run --project Rollout -c Release --no-build -- --connection "$EFPHASED_TEST_POSTGRES" \
        --v1 V1 --v2 V2 --plain Plain --mode "$mode" --customers "$customers"
}

sample=$PWD/samples/Shop
# the demo migrates whatever it is given, so it takes no server but its own
unset EFPHASED_TEST_POSTGRES

start_run
need_dotnet
need_postgres
start_postgres -c shared_buffers=256MB -c max_wal_size=4GB
say 'packing the tool and installing it from there'
pack_packages
install_tools
copy_sample
show_change
write_migrations
show_script
run_rollout
