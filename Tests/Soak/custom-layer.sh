#!/bin/bash
# A package of its own (Examples/CustomLayer) with a layer and a loss that Verbatim does not have: its run is killed,
# resumed and packed, and the pack is moved to a folder where nothing of that package is and verified there.
#
# usage: Tests/Soak/custom-layer.sh [VERBATIM [PROGRAM]], where PROGRAM is the package's, if it is built already
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1

verbatim=$(realpath "${1:-.build/release/verbatim}")
program=${2:-}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

fail() {
    echo "custom layer: $1" >&2
    [ -s "$folder/err" ] && cat "$folder/err" >&2
    exit 1
}

records() { grep -c '"record":"step"' "$folder/run/ledger.txt" 2>/dev/null; }

if [ -z "$program" ]; then
    scratch=$PWD/.build/custom-layer
    swift build -c release --package-path Examples/CustomLayer --scratch-path "$scratch" >"$folder/err" 2>&1 ||
        fail "the package cannot be built"
    program=$scratch/release/CustomLayer
fi
program=$(realpath "$program")
if grep -q RunningGate "$verbatim"; then fail "$verbatim knows the package's layer"; fi

expected=$("$program" "$folder/whole" | tail -n 1) || fail "the run that is left alone failed"
echo "left alone: $expected"

for after in 40 400; do
    "$program" "$folder/run" >"$folder/out" 2>"$folder/err" &
    pid=$!
    until [ "$(records || true)" -ge "$after" ] 2>/dev/null; do
        kill -0 "$pid" 2>/dev/null || fail "the run ended before step $after"
        sleep 0.01
    done
    kill -KILL "$pid"
    wait "$pid" 2>/dev/null
    [ $? -eq 137 ] || fail "the kill after step $after did not land"
    echo "killed after step $(records)"
done
[ "$("$program" "$folder/run" 2>"$folder/err" | tail -n 1)" = "$expected" ] || fail "the resumed run has another digest"
cmp -s "$folder/run/ledger.txt" "$folder/whole/ledger.txt" || fail "the resumed run has another ledger"
echo "resumed: the same digest and ledger"

"$verbatim" pack "$folder/run" --with-data -o "$folder/moved.run" 2>"$folder/err" || fail "the run cannot be packed"
mkdir "$folder/elsewhere"
mv "$folder/moved.run" "$folder/elsewhere/moved.run"
rm -rf "$folder/run" "$folder/whole"
cp "$verbatim" "$folder/elsewhere/verbatim"
cd "$folder/elsewhere" || exit 1
for set in baseline avx2; do
    ./verbatim verify moved.run --isa "$set" --threads 3 >out 2>"$folder/err" || { cat out; fail "the pack is not accepted"; }
    tail -n 3 out
done
