# One run of a script: a private temp folder, child commands and servers, all gone when the script ends.
# shellcheck shell=bash

say() { printf '%s\n' "$*"; }
fail() { printf '%s: %s\n' "${0##*/}" "$*" >&2; exit 1; }

work=
running=
servers=()
clean_up_steps=()

start_run() {
    umask 022
    trap clean_up EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
    work=$(make_work_folder)
    provide_home
    provide_temp
    export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
    # build nodes that outlive the script would keep its output open
    export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
}

make_work_folder() {
    local parent=${TMPDIR:-/tmp} folder
    # a unix socket has a path of at most 107 bytes
    if [ ${#parent} -gt 60 ]; then parent=/tmp; fi
    folder=$(mktemp -d "$parent/ef-phased.XXXXXX")
    # servers of another user live in subfolders of their own
    chmod 711 "$folder"
    printf '%s\n' "$folder"
}

# dotnet and NuGet need a home; a build machine may have none.
provide_home() {
    if [ -n "${HOME:-}" ] && [ -d "$HOME" ] && [ -w "$HOME" ]; then return; fi
    HOME=$(getent passwd "$(id -u)" | cut -d: -f6) || true
    if [ -z "${HOME:-}" ] || [ ! -d "$HOME" ] || [ ! -w "$HOME" ]; then
        HOME=$work/home
        mkdir "$HOME"
    fi
    export HOME
}

# Whatever commands leave in their temp folder goes with the run.
provide_temp() {
    # the locks that keep concurrent restores apart stay where other restores look for them
    export NUGET_SCRATCH="${NUGET_SCRATCH:-${TMPDIR:-/tmp}/NuGetScratch$(id -un)}"
    export TMPDIR="$work/tmp"
    mkdir -m 1777 "$TMPDIR"
}

# Runs a command in a process group of its own and waits for it, so that a signal to the script
# is acted on at once and reaches everything that the command has started.
run() {
    local status=0
    # bash makes background commands ignore Ctrl-C, and what they start would inherit that
    setsid env --default-signal=INT,QUIT "$@" </dev/null &
    running=$!
    wait "$running" || status=$?
    # such as a compiler server, which would wait for more work
    kill -TERM -- "-$running" 2>/dev/null || true
    running=
    return "$status"
}

clean_up() {
    local status=$? server step
    trap - EXIT
    trap '' HUP INT TERM
    if [ -n "$running" ]; then stop_group "$running"; fi
    for server in "${servers[@]}"; do stop_process "${server%:*}" "${server#*:}"; done
    for step in "${clean_up_steps[@]}"; do "$step" || true; done
    if [ -n "$work" ]; then rm -rf "$work"; fi
    exit "$status"
}

stop_group() {
    kill -TERM -- "-$1" 2>/dev/null || true
    wait_for_end "-$1" 50 || kill -KILL -- "-$1" 2>/dev/null || true
}

# stop_process PID SIGNAL
stop_process() {
    kill "-$2" "$1" 2>/dev/null || true
    wait_for_end "$1" 100 || kill -KILL "$1" 2>/dev/null || true
    wait "$1" 2>/dev/null || true
}

# wait_for_end PID|-GROUP TENTHS
wait_for_end() {
    local tenth
    for ((tenth = 0; tenth < $2; tenth++)); do
        kill -0 -- "$1" 2>/dev/null || return 0
        sleep 0.1
    done
    return 1
}
