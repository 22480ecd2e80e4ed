#!/usr/bin/env bash
# The NEON kernels under emulation: every operation's digest must be what this machine's instruction sets give.
#
# Builds Tests/NEON/operations.c for this machine and for AArch64 and compares their lines. Where the cross tools are
# neither there nor to be had from apt, it says so and succeeds.
set -euo pipefail
cd "$(dirname "$0")/.."

out=.build/neon
mkdir -p "$out"
clang=$(dirname "$(readlink -f "$(command -v swift)")")/clang
[ -x "$clang" ] || clang=clang

build() { # PROGRAM FLAGS...
    "$clang" -std=gnu11 -O2 -Wall -Wextra -Werror -I Sources/CVerbatimKernels/include "${@:2}" \
        Tests/NEON/operations.c Sources/CVerbatimKernels/*.c -o "$1"
}

start() { # FOLDER COMMAND...: begins to write one file of lines for each instruction set that the program has
    local folder=$1 set
    shift
    rm -rf "$folder" && mkdir -p "$folder"
    for set in $("$@"); do
        "$@" "$set" >"$folder/$set" &
        running+=($!)
    done
}

has_tools() { command -v aarch64-linux-gnu-gcc >/dev/null && command -v qemu-aarch64 >/dev/null; }

running=()
emulates=false
if [ "$(uname -m)" != aarch64 ]; then
    if ! has_tools && command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends \
            gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user; } >"$out/apt.log" 2>&1 || true
    fi
    if has_tools; then emulates=true; else
        echo "skipped: NEON is not emulated, for want of gcc-aarch64-linux-gnu and qemu-user"
    fi
fi

build "$out/native" &
running+=($!)
if $emulates; then
    build "$out/aarch64" --target=aarch64-linux-gnu --gcc-toolchain=/usr -isystem /usr/aarch64-linux-gnu/include \
        -fuse-ld=lld -static &
    running+=($!)
fi
for process in "${running[@]}"; do wait "$process"; done

running=()
start "$out/native-digests" "$out/native"
if $emulates; then start "$out/aarch64-digests" qemu-aarch64 "$out/aarch64"; fi
for process in "${running[@]}"; do wait "$process"; done

expected=$out/native-digests/baseline
for lines in "$out"/*-digests/*; do
    if ! diff "$expected" "$lines"; then
        echo "${lines#"$out"/} differs from the baseline" >&2
        exit 1
    fi
    echo "${lines#"$out"/}: $(wc -l <"$lines") operations with the baseline's digests"
done
