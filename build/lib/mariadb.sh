# A private MariaDB server for one run.
# shellcheck shell=bash

# sbin is not on everyone's PATH
mariadb_program() { PATH=$PATH:/usr/sbin:/usr/local/sbin command -v "$1" || true; }

# start_mariadb [--OPTION=VALUE]...
start_mariadb() {
    if [ -n "${EFPHASED_TEST_MYSQL:-}" ]; then
        say 'MariaDB: the server that EFPHASED_TEST_MYSQL names'
        return
    fi
    mariadb_options=("$@")
    mariadbd=$(mariadb_program mariadbd)
    mariadb_user=$(server_user mysql)
    mariadb_folder=$(server_folder "$mariadb_user" mariadb)
    mariadb_password=$(random_password)
    make_mariadb_data
    start_on_free_port MariaDB "$work/mariadb.log" launch_mariadb mariadb_is_ready
    export EFPHASED_TEST_MYSQL="Server=127.0.0.1;Port=$port;User ID=root;Password=$mariadb_password"
    say "MariaDB $("$mariadbd" --version | sed -E 's/.*Ver ([0-9.]+).*/\1/'): private server on port $port"
}

make_mariadb_data() {
    if ! as_user "$mariadb_user" "$(mariadb_program mariadb-install-db)" --no-defaults --datadir="$mariadb_folder/data" \
        --auth-root-authentication-method=normal --skip-test-db --skip-name-resolve >"$work/mariadb-install-db.log" 2>&1; then
        tail -n 20 "$work/mariadb-install-db.log" >&2
        fail 'mariadb-install-db failed'
    fi
    secure_accounts | as_user "$mariadb_user" tee "$mariadb_folder/init.sql" >/dev/null
}

# Runs inside the server before it takes connections.
secure_accounts() {
    cat <<SQL
DELETE FROM mysql.global_priv WHERE User = '' OR (User = 'root' AND Host NOT IN ('localhost', '127.0.0.1'));
FLUSH PRIVILEGES;
CREATE OR REPLACE USER root@localhost IDENTIFIED BY '$mariadb_password';
GRANT ALL PRIVILEGES ON *.* TO root@localhost WITH GRANT OPTION;
CREATE OR REPLACE USER root@127.0.0.1 IDENTIFIED BY '$mariadb_password';
GRANT ALL PRIVILEGES ON *.* TO root@127.0.0.1 WITH GRANT OPTION;
SQL
}

launch_mariadb() {
    start_server "$mariadb_user" "$work/mariadb.log" TERM "$mariadbd" --no-defaults \
        --datadir="$mariadb_folder/data" --socket="$mariadb_folder/server.sock" --pid-file="$mariadb_folder/server.pid" \
        --bind-address=127.0.0.1 --port="$1" --skip-name-resolve --init-file="$mariadb_folder/init.sql" \
        --character-set-server=utf8mb4 --lower-case-table-names=0 --skip-log-bin --max-connections=200 \
        --innodb-flush-log-at-trx-commit=2 --innodb-fast-shutdown=2 --performance-schema=ON --performance-schema-digests-size=30000 "${mariadb_options[@]}"
}

mariadb_is_ready() { grep -q 'ready for connections' "$work/mariadb.log"; }
