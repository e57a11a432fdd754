# Tools and servers from the npm registry, installed for one run. npm keeps what it has downloaded in its own cache.
# shellcheck shell=bash

# npm_install NAME PACKAGE@VERSION: into a folder of its own, without the package's install scripts
npm_install() {
    mkdir -p "$work/npm/$1"
    printf '{ "private": true }\n' >"$work/npm/$1/package.json"
    npm install --prefix "$work/npm/$1" --ignore-scripts --no-audit --no-fund --no-update-notifier --save-exact "$2" \
        >"$work/npm.log" 2>&1 </dev/null ||
        { tail -n 20 "$work/npm.log" >&2; fail "npm could not install $2"; }
}
