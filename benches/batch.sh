#!/usr/bin/env bash
# batch.sh [ARTICLES] [FOLDER]: what `dateline extract` needs for a generated dump in every input format. Needs GNU time, gzip, zstd, bzip2 and xz.
# Prints for each format: articles read and extracted, wall and user seconds, MB of text a user second, and the peak of memory in MB.
set -euo pipefail
cd "$(dirname "$0")/.."
articles=${1:-20000} folder=${2:-target/dump}
mkdir -p "$folder"
cargo build --locked --release -q -p dateline-cli --features full
cargo build --locked --release -q -p dateline-cli --features full --example dump
dump=target/release/examples/dump dateline=target/release/dateline
base=$folder/$articles
[ -e "$base.jsonl" ] || "$dump" jsonl "$articles" >"$base.jsonl"
for format in json csv tsv wet warc; do [ -e "$base.$format" ] || "$dump" "$format" "$articles" >"$base.$format"; done
[ -e "$base.jsonl.gz" ] || gzip -k -3 "$base.jsonl"
[ -e "$base.jsonl.zst" ] || zstd -q -k "$base.jsonl"
[ -e "$base.jsonl.bz2" ] || bzip2 -k -1 "$base.jsonl"
[ -e "$base.jsonl.xz" ] || xz -k -0 "$base.jsonl"
printf '%-12s %9s %9s %8s %8s %9s %8s\n' input read extracted wall user MB/user-s peak-MB
measure() { # name arguments...
  local name=$1 report=$folder/report.json; shift
  command time -f '%e %U %M' -o "$folder/time" "$dateline" extract "$@" --progress none --report "$report" -o "$folder/out.jsonl" --overwrite
  read -r wall user peak <"$folder/time"
  awk -v name="$name" -v wall="$wall" -v user="$user" -v peak="$peak" -F '[:,]' '
    /"read"/ {read = $2} /"articles"/ {articles = $2} /"text_bytes"/ {bytes = $2}
    END {printf "%-12s %9d %9d %8.1f %8.1f %9.2f %8.0f\n", name, read, articles, wall, user, bytes / 1e6 / user, peak / 1024}' "$report"
}
for suffix in jsonl jsonl.gz jsonl.zst jsonl.bz2 jsonl.xz json csv tsv wet warc; do measure "$suffix" "$base.$suffix"; done
if [ -e "$base.parquet" ]; then measure parquet "$base.parquet"; fi
for jobs in 1 2; do measure "jsonl -j $jobs" "$base.jsonl" -j "$jobs"; done
