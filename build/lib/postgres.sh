# Private PostgreSQL servers for one run.
# shellcheck shell=bash

# The newest server programs of this machine.
postgres_bin() {
    local initdb
    initdb=$(find /usr/lib/postgresql -path '*/bin/initdb' 2>/dev/null | sort -V | tail -n 1)
    if [ -z "$initdb" ]; then initdb=$(command -v initdb || true); fi
    if [ -n "$initdb" ]; then dirname "$(readlink -f "$initdb")"; fi
}

psql_program() {
    command -v psql && return
    local bin
    bin=$(postgres_bin)
    if [ -n "$bin" ] && [ -x "$bin/psql" ]; then printf '%s\n' "$bin/psql"; fi
}

# start_postgres [-c SETTING=VALUE]...: durable as a production server unless told otherwise
start_postgres() {
    if [ -n "${EFPHASED_TEST_POSTGRES:-}" ]; then
        say 'PostgreSQL: the server that EFPHASED_TEST_POSTGRES names'
        return
    fi
    start_postgres_server postgres "$(postgres_bin)" "$@"
    export EFPHASED_TEST_POSTGRES="$postgres_connection"
}

# start_postgres_server NAME BIN [-c SETTING=VALUE]...: sets postgres_connection
start_postgres_server() {
    postgres_name=$1 postgres_programs=$2
    shift 2
    postgres_settings=("$@")
    postgres_log=$work/$postgres_name.log
    postgres_user=$(server_user postgres)
    postgres_folder=$(server_folder "$postgres_user" "$postgres_name")
    postgres_password=$(random_password)
    if [ -e "$postgres_programs/../lib/pg_stat_statements.so" ] || [ -e "$postgres_programs/../lib/postgresql/pg_stat_statements.so" ]; then
        # every test has a database of its own, and none may push another's statements out
        postgres_settings+=(-c shared_preload_libraries=pg_stat_statements -c pg_stat_statements.max=100000)
    fi
    make_postgres_cluster
    start_on_free_port PostgreSQL "$postgres_log" launch_postgres postgres_is_ready
    postgres_connection="Host=127.0.0.1;Port=$port;Username=postgres;Password=$postgres_password;Database=postgres"
    say "PostgreSQL $("$postgres_programs/postgres" --version | awk '{ print $3 }'): private server on port $port"
}

make_postgres_cluster() {
    printf '%s\n' "$postgres_password" | as_user "$postgres_user" tee "$postgres_folder/password" >/dev/null
    if ! as_user "$postgres_user" "$postgres_programs/initdb" \
        --pgdata="$postgres_folder/data" --username=postgres --pwfile="$postgres_folder/password" --auth=scram-sha-256 \
        --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$work/initdb.log" 2>&1; then
        tail -n 20 "$work/initdb.log" >&2
        fail 'initdb failed'
    fi
}

launch_postgres() {
    start_server "$postgres_user" "$postgres_log" QUIT "$postgres_programs/postgres" -D "$postgres_folder/data" \
        -c listen_addresses=127.0.0.1 -c port="$1" -c unix_socket_directories="$postgres_folder" \
        -c max_connections=200 -c wal_level=logical "${postgres_settings[@]}"
}

postgres_is_ready() { grep -q 'database system is ready to accept connections' "$postgres_log"; }

# Ends the server that was started last.
stop_postgres_server() {
    stop_process "${servers[-1]%:*}" "${servers[-1]#*:}"
    unset 'servers[-1]'
    rm -rf "$postgres_folder"
}
