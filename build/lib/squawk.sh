# squawk, a linter of PostgreSQL migrations that our SQL must please.
# shellcheck shell=bash

squawk_version=2.66.0

# Exports where squawk is.
need_squawk() {
    if [ -n "${EFPHASED_SQUAWK:-}" ]; then return; fi
    npm_install squawk "squawk-cli@$squawk_version"
    export EFPHASED_SQUAWK="$work/npm/squawk/node_modules/.bin/squawk"
}
