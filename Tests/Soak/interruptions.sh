#!/bin/bash
# Stops `verbatim train --out` in ways that it can answer: Ctrl-C, a request to terminate, a full disk, a folder that
# cannot be written. Each must end with one clear line, leave the earlier checkpoints as they were, and go on to the
# digest of a run that was left alone.
#
# usage: Tests/Soak/interruptions.sh [VERBATIM]
set -uo pipefail

verbatim=$(realpath "${1:-.build/release/verbatim}")
program=(--example digits --epochs 12)
options=("${program[@]}" --checkpoint-every 5)
folder=$(mktemp -d)
mounted=
trap '[ -n "$mounted" ] && umount "$mounted"; rm -rf "$folder"' EXIT
cd "$folder" || exit 1

fail() {
    echo "interruptions: $1" >&2
    cat err >&2
    exit 1
}

# Waits until a run has recorded some steps.
wait_for_steps() {
    local count=0
    while [ "${count:-0}" -lt "$2" ]; do
        count=$(grep -c '"record":"step"' "$1/ledger.txt" 2>/dev/null)
        kill -0 "$pid" 2>/dev/null || fail "the run ended before step $2"
        sleep 0.02
    done
}

# Goes on with a run and compares its digest.
finish() {
    "$verbatim" train "${options[@]}" --out "$1" --resume >out 2>err || fail "$2: the run does not go on"
    [ "$(tail -n 1 out)" = "$expected" ] || fail "$2: another digest: $(tail -n 1 out)"
    echo "$2: goes on to the same digest"
}

# One line on standard error, which holds some words.
says() {
    [ "$(grep -c . err)" -eq 1 ] || fail "$2: more than one line, or none"
    grep -q "$1" err || fail "$2: it does not say $1"
    echo "$2: $(cat err)"
}

sums() { (cd "$1/checkpoints" && sha256sum ./*.safetensors); }

touch err
expected=$("$verbatim" train "${program[@]}" | tail -n 1)
echo "left alone: $expected"

for signal in INT TERM; do
    "$verbatim" train "${options[@]}" --out "run-$signal" >out 2>err &
    pid=$!
    wait_for_steps "run-$signal" 12
    kill -"$signal" "$pid"
    wait "$pid"
    status=$?
    [ "$status" -eq 130 ] || fail "SIG$signal: status $status"
    grep -q "the run is saved; go on with: .* --resume" err || fail "SIG$signal: it does not say how to go on"
    command=$(sed -n 's/.*go on with: //p' err)
    [ "$(eval "$command" 2>err | tail -n 1)" = "$expected" ] || fail "SIG$signal: \`$command\` gives another digest"
    echo "SIG$signal: saved, and \`... --resume\` goes on to the same digest"
done

# A file size limit stands for a full disk where no file system can be mounted.
"$verbatim" train "${options[@]}" --out limited >out 2>err &
pid=$!
wait_for_steps limited 12
kill -KILL "$pid"
wait "$pid" 2>/dev/null
before=$(sums limited)
(trap '' XFSZ; ulimit -f 40; exec "$verbatim" train "${options[@]}" --out limited --resume) >out 2>err
[ $? -eq 2 ] || fail "a file that cannot grow: status is not 2"
says "File too large" "a file that cannot grow"
[ "$(sums limited)" = "$before" ] || fail "a file that cannot grow: earlier checkpoints changed"
finish limited "a file that cannot grow"

if mkdir disk && mount -t tmpfs -o size=2500k tmpfs disk 2>/dev/null; then
    mounted=$folder/disk
    "$verbatim" train "${options[@]}" --keep 50 --out disk/run >out 2>err
    [ $? -eq 2 ] || fail "a full disk: status is not 2"
    says "No space left on device" "a full disk"
    ls disk/run/checkpoints/*.partial >/dev/null 2>&1 && fail "a full disk: a part of a checkpoint was left"
    before=$(sums disk/run)
    mount -o remount,size=64m disk
    cp -r disk/run kept
    mount -o remount,ro disk
    "$verbatim" train "${options[@]}" --keep 50 --out disk/run --resume >out 2>err
    [ $? -eq 2 ] || fail "a read-only folder: status is not 2"
    says "Read-only file system" "a read-only folder"
    "$verbatim" train "${options[@]}" --out disk/other >out 2>err
    [ $? -eq 2 ] || fail "a read-only folder, at the beginning: status is not 2"
    says "cannot be made" "a read-only folder, at the beginning"
    [ "$(sums disk/run)" = "$before" ] || fail "earlier checkpoints changed"
    finish kept "a full disk"
else
    echo "a full disk, a read-only folder: not tried, since no file system can be mounted here"
fi
