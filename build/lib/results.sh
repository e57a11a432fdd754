# Counts tests from the .trx files that `dotnet test` writes.
# shellcheck shell=bash

# trx_counts FILE: prints "passed failed skipped". A trx leaves skipped tests out of `executed`.
trx_counts() {
    grep -o '<Counters [^>]*>' "$1" | awk '
        function count(name,    value) {
            if (!match($0, " " name "=\"[0-9]+\"")) return 0
            value = substr($0, RSTART, RLENGTH)
            gsub(/[^0-9]/, "", value)
            return value + 0
        }
        { passed += count("passed"); total += count("total"); executed += count("executed")
          failed += count("failed") + count("error") + count("timeout") + count("aborted") }
        END { print passed + 0, failed + 0, total - executed }'
}
