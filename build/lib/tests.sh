# Runs test projects and adds up their results.
# shellcheck shell=bash

passed=0 failed=0 skipped=0
summary=()

# test_project PROJECT REMARK EXPRESSION [ARGUMENT]...
test_project() {
    local project=$1 name=${1##*/} title expression=$3 results arguments=() status=0
    name=${name%.csproj}
    title=$name$2
    results=$work/results/${title// /-}
    shift 3
    if [ -n "$expression" ]; then arguments=(--filter "$expression"); fi
    mkdir -p "$results"
    run dotnet test "$project" --no-build -nologo --verbosity quiet --results-directory "$results" \
        --logger "trx;LogFileName=$name.trx" --logger 'console;verbosity=minimal' "${arguments[@]}" "$@" || status=$?
    add_results "$title" "$results/$name.trx" "$status"
}

# add_results TITLE TRX STATUS: a test host that dies takes its remaining tests with it, so that counts as a failure of its own.
add_results() {
    local title=$1 trx=$2 status=$3 p=0 f=0 s=0 remark=
    if [ -f "$trx" ]; then
        read -r p f s < <(trx_counts "$trx")
        if [ "$status" != 0 ] && [ "$f" = 0 ]; then f=1 remark=" (dotnet test ended with $status)"; fi
    else
        f=1 remark=' (no results were written)'
    fi
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
    summary+=("$title: $p passed, $f failed, $s skipped$remark")
}
