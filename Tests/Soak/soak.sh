#!/bin/bash
# Kills `verbatim train --out` at random instants, resumes it with other threads and instruction sets, and compares the
# final digest with that of a run that was left alone. Prints what it did; fails unless the kills landed during training,
# and one in five inside the writing of a checkpoint.
#
# usage: Tests/Soak/soak.sh [KILLS] [VERBATIM] [OPTIONS OF TRAIN ...]
set -uo pipefail

kills=${1:-100}
verbatim=${2:-.build/release/verbatim}
shift $(($# < 2 ? $# : 2))
options=("$@")
[ ${#options[@]} -gt 0 ] || options=(--example digits --epochs 2)

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

fail() {
    echo "soak: $1" >&2
    [ -s "$folder/err" ] && cat "$folder/err" >&2
    exit 1
}

sets=()
for set in baseline avx2 avx512 neon; do
    "$verbatim" train --steps 1 --isa "$set" >/dev/null 2>&1 && sets+=("$set")
done

before=$SECONDS
expected=$("$verbatim" train "${options[@]}" --threads 1 | tail -n 1) || fail "the run that is left alone failed"
span=$(((SECONDS - before + 1) * 1000))
echo "left alone: $expected; instruction sets: ${sets[*]}"

landed=0 writing=0 early=0 resumed=0 arrived=0 number=0
while [ "$landed" -lt "$kills" ]; do
    run=$folder/run-$number
    [ -s "$run/ledger.txt" ] && resumed=$((resumed + 1))
    set=${sets[RANDOM % ${#sets[@]}]}
    "$verbatim" train "${options[@]}" --out "$run" --resume --checkpoint-every $((1 + RANDOM % 4)) \
        --threads $((1 + RANDOM % 4)) --isa "$set" >"$folder/out" 2>"$folder/err" &
    pid=$!
    if [ $((RANDOM % 2)) -eq 0 ]; then
        # Any instant.
        delay=$((RANDOM % span))
        sleep "$((delay / 1000)).$(printf %03d $((delay % 1000)))"
    else
        # While a checkpoint is written, some time after the start.
        wanted=$((RANDOM % 20))
        while [ "$wanted" -gt 0 ] && kill -0 "$pid" 2>/dev/null; do
            for file in "$run"/checkpoints/*.partial; do [ -e "$file" ] && wanted=$((wanted - 1)); done
        done
        while kill -0 "$pid" 2>/dev/null; do
            for file in "$run"/checkpoints/*.partial; do [ -e "$file" ] && break 2; done
        done
    fi
    kill -KILL "$pid" 2>/dev/null
    wait "$pid" 2>/dev/null
    status=$?
    case $status in
        137)
            if [ -s "$run/ledger.txt" ]; then
                landed=$((landed + 1))
                for file in "$run"/checkpoints/*.partial; do
                    [ -e "$file" ] && writing=$((writing + 1)) && break
                done
            else
                early=$((early + 1))
            fi
            ;;
        0)
            digest=$(tail -n 1 "$folder/out")
            [ "$digest" = "$expected" ] || fail "run $number ended with $digest, expected $expected"
            arrived=$((arrived + 1))
            number=$((number + 1))
            ;;
        *) fail "run $number ended with status $status" ;;
    esac
done
"$verbatim" train "${options[@]}" --out "$folder/run-$number" --resume >"$folder/out" 2>"$folder/err" ||
    fail "the last run failed"
digest=$(tail -n 1 "$folder/out")
[ "$digest" = "$expected" ] || fail "the last run ended with $digest, expected $expected"
arrived=$((arrived + 1))

echo "kills that landed: $landed, inside a checkpoint's writing: $writing, before the first record: $early"
echo "resumed: $resumed, runs that arrived at the digest: $arrived"
[ "$landed" -gt 0 ] || fail "no kill landed"
[ "$writing" -ge $((kills / 5)) ] || fail "too few kills landed inside a checkpoint's writing"
