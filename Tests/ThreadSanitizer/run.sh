#!/bin/bash
# Builds the tests with ThreadSanitizer and runs them: exit status 0 if no race was reported and no test failed.
# Takes most of an hour on two cores, so it is run by hand. Arguments go to `swift test`, as in: run.sh --filter ThreadPool
# Tests that start programs are left out: the sanitizer's runtime stops in the child between fork and exec.
set -euo pipefail
cd "$(dirname "$0")/../.."
log=$(mktemp)
trap 'rm -f "$log"' EXIT
options=(-c release --sanitize=thread --scratch-path .build-tsan)
swift build "${options[@]}" --build-tests
status=0
TSAN_OPTIONS="suppressions=$PWD/Tests/ThreadSanitizer/suppressions.txt" \
    swift test "${options[@]}" --skip-build --skip VerbatimCommandTests --skip ArithmeticVectorsTests \
    --skip AllocationTests "$@" > "$log" 2>&1 || status=$?
grep -A 60 'WARNING: ThreadSanitizer' "$log" || true
grep -E '✘|Test run with' "$log" || true
echo "races reported: $(grep -c 'WARNING: ThreadSanitizer' "$log" || true)"
exit "$status"
