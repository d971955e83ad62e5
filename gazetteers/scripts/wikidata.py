#!/usr/bin/env python3
"""Puts the QIDs of scripts/wikidata_ids.tsv into the empty cells of the column `wikidata` of factions.tsv (Python 3.11, standard library).

A QID is taken where exactly one row bears the name (letter case, diacritics and marks aside) in that country, or where the list names no country, where exactly one
international row bears it. Names that no row bears are passed over; a cell that holds another QID stops the script.
"""
import re, sys, unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parent
TABLE = HERE.parent / "factions.tsv"


def fold(name):
    plain = unicodedata.normalize("NFKD", name.split("{")[0]).encode("ascii", "ignore").decode().lower().replace("'", "")
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()


def main():
    lines = TABLE.read_text(encoding="utf-8").split("\n")
    header = next(line for line in lines if line.startswith("faction\t")).split("\t")
    at = {column: i for i, column in enumerate(header)}
    rows = {}
    for i, line in enumerate(lines):
        if line and not line.startswith(("#", "faction\t")):
            cells = line.split("\t")
            for name in {fold(n) for n in [cells[at["name"]], *cells[at["aliases"]].split("|")] if n}:
                rows.setdefault(name, []).append(i)
    taken = {}
    for line in (HERE / "wikidata_ids.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith(("#", "country\t")):
            continue
        country, name, qid, _ = line.split("\t")
        fits = lambda c: country in c[at["countries"]].split("|") if country else c[at["kind"]] == "international"
        bearers = [i for i in rows.get(fold(name), []) if fits(lines[i].split("\t"))]
        if len(bearers) != 1:
            continue
        cells = lines[bearers[0]].split("\t")
        if cells[at["wikidata"]] not in ("", qid):
            sys.exit(f"{cells[0]}: {cells[at['wikidata']]} and {qid}")
        if taken.setdefault(qid, cells[0]) != cells[0]:
            sys.exit(f"{qid}: {taken[qid]} and {cells[0]}")
        cells[at["wikidata"]] = qid
        lines[bearers[0]] = "\t".join(cells)
    TABLE.write_text("\n".join(lines), encoding="utf-8")
    print(f"{len(taken)} rows")


main()
