#!/usr/bin/env bash
# What `dateline extract` needs for a generated dump in every input format, as one table:
#
#   format    articles  articles/s  MB/s  of jsonl  2:1 threads  peak MB, a tenth  peak MB, all
#
# articles/s and MB/s (of text) are with two threads; `of jsonl` is that speed over that of JSON lines with as many articles in the same run; `2:1 threads` is how much faster
# two threads read a tenth of the articles than one; the peaks of memory should be nearly the same. JSON lines take 200,000 articles (700 MB), the others 20,000.
#
#   benches/batch.sh [-n ARTICLES] [-m ARTICLES] [-f FOLDER] [-b] [FORMAT...]
#     -n   articles of JSON lines (200000)
#     -m   articles of every other format (20000)
#     -f   where the dumps are kept (target/dump)
#     -b   do not build; use target/release/dateline as it is
#   FORMAT: jsonl jsonl.gz jsonl.zst jsonl.bz2 jsonl.xz json csv tsv wet warc parquet (default: all; jsonl is always run, as the others are compared with it)
#
# Needs GNU time, and gzip, zstd, bzip2 and xz for their formats. About eight minutes on two idle cores that extract 2.3 MB/s each,
# without building. The build has the features parquet and html; with -b and without them these formats fail and the rest is run.
set -euo pipefail
cd "$(dirname "$0")/.."
large=200000 others=20000 folder=target/dump build=1
while getopts n:m:f:bh option; do
  case $option in
    n) large=$OPTARG ;;
    m) others=$OPTARG ;;
    f) folder=$OPTARG ;;
    b) build=0 ;;
    *) sed -n '2,18s/^# \{0,1\}//p' "$0"; exit 2 ;;
  esac
done
shift $((OPTIND - 1))
for count in "$large" "$others"; do [[ $count =~ ^[1-9][0-9]+$ ]] || { echo "batch.sh: \"$count\" is not a number of articles from 10 on" >&2; exit 2; }; done
known="jsonl jsonl.gz jsonl.zst jsonl.bz2 jsonl.xz json csv tsv wet warc parquet"
formats=${*:-$known}
for format in $formats; do [[ " $known " == *" $format "* ]] || { echo "batch.sh: no format is called $format; there are: $known" >&2; exit 2; }; done
timer=$(type -P time) || { echo "batch.sh: GNU time is needed (Debian: apt-get install time)" >&2; exit 2; }
if [ "$build" = 1 ]; then
  cargo build --locked --release -q -p dateline-cli --features full --bin dateline --example dump
fi
dateline=target/release/dateline dump=target/release/examples/dump
for program in "$dateline" "$dump"; do [ -x "$program" ] || { echo "batch.sh: $program is missing: run without -b" >&2; exit 2; }; done
mkdir -p "$folder"
scratch=$(mktemp -d "$folder/run.XXXXXX")
trap 'rm -rf "$scratch"' EXIT

# Writes a file under another name first, so that one that was cut off is not taken for a dump.
make() { # file command...
  local file=$1
  shift
  [ -e "$file" ] || { "$@" >"$file.new" && mv "$file.new" "$file"; }
}
packed() { # file of JSON lines, its name packed, program, argument
  type -P "$3" >/dev/null || return 1
  make "$2" "$3" "$4" -c "$1"
}
prepare() { # format articles: makes the dump; false if it cannot be made
  local format=$1 count=$2 base=$folder/$2
  case $format in
    jsonl | json | csv | tsv | wet | warc) make "$base.$format" "$dump" "$format" "$count" ;;
    *) make "$base.jsonl" "$dump" jsonl "$count" ;;&
    jsonl.gz) packed "$base.jsonl" "$base.$format" gzip -3 ;;
    jsonl.zst) packed "$base.jsonl" "$base.$format" zstd -3 ;;
    jsonl.bz2) packed "$base.jsonl" "$base.$format" bzip2 -1 ;;
    jsonl.xz) packed "$base.jsonl" "$base.$format" xz -0 ;;
    parquet)
      [ -e "$base.parquet" ] || { "$dateline" extract "$base.jsonl" --with-text --progress none -o "parquet:$base.parquet" --overwrite 2>"$scratch/told" || return 1; }
      ;;
  esac
}
# Sets wall (seconds), text (bytes) and peak (MB); false, with the reason in $scratch/told, if not every article was extracted.
measure() { # file threads articles
  local read extracted
  rm -f "$scratch"/out*
  "$timer" -q -f '%e %M' -o "$scratch/time" "$dateline" extract "$1" -j "$2" --progress none --report "$scratch/report" -o "$scratch/out.jsonl" 2>"$scratch/told" || return 1
  read -r wall peak < <(awk '{printf "%s %.0f\n", ($1 > 0 ? $1 : 0.01), $2 / 1024}' "$scratch/time")
  read -r read extracted text < <(awk -F '[:,]' '/"read"/ {r = $2} /"articles"/ {a = $2} /"text_bytes"/ {t = $2} END {print r + 0, a + 0, t + 0}' "$scratch/report")
  if [ "$read" != "$3" ] || [ "$extracted" != "$3" ]; then
    echo "of $3 articles $read were read and $extracted extracted" >"$scratch/told"
    return 1
  fi
}
over() { awk -v a="$1" -v b="$2" 'BEGIN {printf "%.2f", a / b}'; }

printf '%-10s %9s %11s %7s %9s %12s %17s %13s\n' format articles articles/s MB/s 'of jsonl' '2:1 threads' 'peak MB, a tenth' 'peak MB, all'
declare -A speed
failed=0
row() { # format articles
  local format=$1 count=$2 tenth=$(($2 / 10)) one small threads of=-
  if ! prepare "$format" "$count" || ! prepare "$format" "$tenth"; then
    printf '%-10s left out: its dump cannot be made here\n' "$format"
    return
  fi
  if ! { measure "$folder/$tenth.$format" 1 "$tenth" && one=$wall && measure "$folder/$tenth.$format" 2 "$tenth"; }; then
    printf '%-10s failed: %s\n' "$format" "$(head -n 1 "$scratch/told")"
    failed=1
    return
  fi
  small=$peak threads=$(over "$one" "$wall")
  speed[$format,$tenth]=$(over "$tenth" "$wall")
  if ! measure "$folder/$count.$format" 2 "$count"; then
    printf '%-10s failed: %s\n' "$format" "$(head -n 1 "$scratch/told")"
    failed=1
    return
  fi
  speed[$format,$count]=$(over "$count" "$wall")
  if [ -n "${speed[jsonl,$count]:-}" ]; then of=$(over "${speed[$format,$count]}" "${speed[jsonl,$count]}"); fi
  printf '%-10s %9d %11.0f %7.2f %9s %12s %17s %13s\n' "$format" "$count" "${speed[$format,$count]}" "$(over "$text" "$(over "$wall" 0.000001)")" "$of" "$threads" "$small" "$peak"
}
if [ "$((large / 10))" != "$others" ]; then row jsonl "$others"; fi
row jsonl "$large"
for format in $formats; do [ "$format" = jsonl ] || row "$format" "$others"; done
printf 'in %d s, of which some made the dumps; they are kept in %s\n' "$SECONDS" "$folder"
exit "$failed"
