# What the private database servers have in common: user, folder, port, start and stop.
# shellcheck shell=bash

# Database servers refuse to run as root.
server_user() {
    local user
    for user in "$@" nobody; do
        if id "$user" >/dev/null 2>&1; then printf '%s\n' "$user"; return; fi
    done
    fail 'this machine has no unprivileged user to run a database server'
}

# as_user USER COMMAND...: as that user when the script runs as root, otherwise as the caller
as_user() {
    local user=$1
    shift
    if [ "$(id -u)" != 0 ]; then "$@"; return; fi
    setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups env HOME="$work" "$@"
}

# server_folder USER NAME
server_folder() {
    mkdir -m 700 "$work/$2"
    if [ "$(id -u)" = 0 ]; then chown "$1:$(id -g "$1")" "$work/$2"; fi
    if ! as_user "$1" test -w "$work/$2"; then
        fail "the user '$1' cannot reach $work. Point TMPDIR to a folder that every user can enter."
    fi
    printf '%s\n' "$work/$2"
}

# start_server USER LOG SIGNAL COMMAND...: the kernel sends SIGNAL to the server if the script is killed
start_server() {
    local user=$1 log=$2 signal=$3 identity=()
    shift 3
    if [ "$(id -u)" = 0 ]; then identity=(--reuid="$user" --regid="$(id -g "$user")" --clear-groups); fi
    : >"$log"
    setsid setpriv "${identity[@]}" --pdeathsig "$signal" env HOME="$work" "$@" </dev/null >"$log" 2>&1 &
    servers+=("$!:$signal")
}

# Below the range from which the kernel hands out ports to clients.
random_port() { printf '%s\n' $((20000 + RANDOM % 12000)); }

port_is_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

random_password() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }

# start_on_free_port NAME LOG START READY: calls START PORT and polls READY PORT.
# Another process may take a port between the look and the start, so a lost race is tried again.
start_on_free_port() {
    local name=$1 log=$2 start=$3 ready=$4 attempt tenth process
    for ((attempt = 0; attempt < 10; attempt++)); do
        port=$(random_port)
        if port_is_taken "$port"; then continue; fi
        "$start" "$port"
        process=${servers[-1]%:*}
        for ((tenth = 0; tenth < 600; tenth++)); do
            if ! kill -0 "$process" 2>/dev/null; then break; fi
            if "$ready" "$port"; then return; fi
            sleep 0.1
        done
        kill -KILL "$process" 2>/dev/null || true
        wait "$process" 2>/dev/null || true
        unset 'servers[-1]'
        if ! grep -qi 'address already in use' "$log"; then break; fi
    done
    tail -n 20 "$log" >&2
    fail "the private $name server did not start"
}
