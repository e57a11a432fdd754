#!/usr/bin/env bash
# Runs all tests on private PostgreSQL and MariaDB servers.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
. build/lib/run.sh
. build/lib/setup.sh
. build/lib/servers.sh
. build/lib/postgres.sh
. build/lib/mariadb.sh
. build/lib/results.sh

usage() {
    cat <<'TEXT'
Usage: build/test.sh [--filter EXPRESSION] [--with-pomelo]

  --filter EXPRESSION   only the tests that match, as for 'dotnet test --filter'
  --with-pomelo         also the tests on Pomelo.EntityFrameworkCore.MySql, which must restore here

EFPHASED_TEST_POSTGRES and EFPHASED_TEST_MYSQL name servers of your own as connection strings;
without them private servers are started for the run.
TEXT
}

filter=()
with_pomelo=${WITH_POMELO:-false}
while [ $# -gt 0 ]; do
    case $1 in
        --filter) [ $# -ge 2 ] || { usage >&2; exit 2; }; filter=(--filter "$2"); shift 2 ;;
        --with-pomelo) with_pomelo=true; shift ;;
        -h | --help) usage; exit 0 ;;
        *) printf "test.sh: unknown option '%s'\n" "$1" >&2; usage >&2; exit 2 ;;
    esac
done

passed=0 failed=0 skipped=0

set_up() {
    need_dotnet
    if [ -z "${EFPHASED_TEST_POSTGRES:-}" ]; then need_postgres; fi
    if [ -z "${EFPHASED_TEST_MYSQL:-}" ]; then need_mariadb; fi
    need_pgbouncer
    need_psql
    need_mariadb_client
    export EFPHASED_PSQL="${EFPHASED_PSQL:-$(psql_program)}"
    export EFPHASED_MARIADB="${EFPHASED_MARIADB:-$(mariadb_program mariadb)}"
    # a missing server fails the tests rather than skipping them
    export EFPHASED_TEST_REQUIRED=1
}

# Tests lose nothing when the machine goes down, so the servers need not wait for the disk.
start_servers() {
    start_postgres -c fsync=off -c synchronous_commit=off -c full_page_writes=off
    start_mariadb --innodb-flush-method=nosync
}

build() {
    say 'building EfPhased.sln'
    run dotnet build EfPhased.sln --verbosity quiet -nologo -clp:ErrorsOnly || fail 'the build failed'
    if [ "$with_pomelo" = true ]; then
        run dotnet build tests/EfPhased.Pomelo.Tests --verbosity quiet -nologo -clp:ErrorsOnly -p:WithPomelo=true ||
            fail 'the build of EfPhased.Pomelo.Tests failed'
    fi
}

test_project() {
    local project=$1 name results status=0
    name=$(basename "$project" .csproj)
    results=$work/results/$name
    shift
    mkdir -p "$results"
    run dotnet test "$project" --no-build -nologo --verbosity quiet --results-directory "$results" \
        --logger "trx;LogFileName=$name.trx" --logger 'console;verbosity=minimal' "${filter[@]}" "$@" || status=$?
    add_results "$name" "$results/$name.trx" "$status"
}

# A test host that dies takes its remaining tests with it, so that counts as a failure of its own.
add_results() {
    local name=$1 trx=$2 status=$3 p=0 f=0 s=0 remark=
    if [ -f "$trx" ]; then
        read -r p f s < <(trx_counts "$trx")
        if [ "$status" != 0 ] && [ "$f" = 0 ]; then f=1 remark=" (dotnet test ended with $status)"; fi
    else
        f=1 remark=' (no results were written)'
    fi
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
    summary+=("$name: $p passed, $f failed, $s skipped$remark")
}

start_run
set_up
start_servers
build

summary=()
for project in tests/*.Tests/*.csproj; do
    case $project in
        */EfPhased.Pomelo.Tests.csproj)
            if [ "$with_pomelo" = true ]; then
                test_project "$project" -p:WithPomelo=true
            else
                summary+=('EfPhased.Pomelo.Tests: left out; needs Pomelo.EntityFrameworkCore.MySql 9 from the package registry (--with-pomelo)')
            fi
            ;;
        *) test_project "$project" ;;
    esac
done

say ''
printf '%s\n' "${summary[@]}"
say "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
