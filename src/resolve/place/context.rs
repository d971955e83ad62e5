//! One reading for every name, by what the rest of the article names.

use super::{home::Home, pair};
use crate::{
    distinct::{Distinct, hash},
    document::Document,
    mention::place::{
        Found, PlaceCandidate, division,
        sense::{Level, Point, Sense, Senses, is_federal},
    },
    token::Kind,
};

/// The rule of a name whose place the gazetteer lacks.
pub(super) const UNKNOWN: &str = "place.unknown";

/// A name is read in at most so many ways, the best known first.
const READINGS: usize = 60;
/// Other names that one name is weighed against.
const NEIGHBOURS: usize = 60;
/// Rounds of weighing all names against one another.
const ROUNDS: usize = 3;

/// What speaks for a reading, in powers of ten of fame. Chosen on one half of the development articles, checked on the other.
mod weight {
    /// The country of the outlet.
    pub const HOME_COUNTRY: f64 = 0.8;
    /// Other names lie in its country; for a first-level division more.
    pub const COUNTRY: f64 = 1.6;
    pub const COUNTRY_OF_DIVISION: f64 = 2.2;
    /// Other names are read in its first-level division.
    pub const DIVISION: f64 = 2.2;
    /// Other names could be read there.
    pub const VOTES: f64 = 1.5;
    /// For a capital where its country is named.
    pub const CAPITAL: f64 = 1.5;
    /// For the best known of the cities of a name that an agency sends news from.
    pub const AGENCY: f64 = 4.0;
    /// The nearest other town, by how many kilometres.
    pub const NEAR: f64 = 1.2;
    pub const NEAR_KM: f64 = 120.0;
    /// What a name counts for the others that stands only in names of other things, and one that the outlet bears.
    pub const HINT: f64 = 0.9;
    pub const HOME_NAME: f64 = 1.5;
    /// Off for a division that bears the name of a town in it.
    pub const NAMESAKE: f64 = 1.5;
    /// Off for a town that bears the name of a country or a state, unless the outlet is named for it, or of a sea or a part of the world, and for the capital
    /// that bears its country's.
    pub const OVERSHADOWED: f64 = 2.0;
    pub const OVERSHADOWED_MUCH: f64 = 3.0;
    /// Off for a town by another than its main name.
    pub const ALIAS: f64 = 0.6;
    /// How much the best reading gains in its share by each point.
    pub const SHARPNESS: f64 = 1.5;
    /// The score of another place that the gazetteer lacks.
    pub const ANOTHER: f64 = 2.5;
    /// Off for a town or division of a country of which nothing else is named, in an article about others.
    pub const FOREIGN: f64 = 2.0;
    /// So much evidence for other countries and none for its own makes a small town a stranger.
    pub const STRANGE: f64 = 2.0;
}

/// What was decided for one candidate.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice<'a> {
    pub sense: Option<&'a Sense<'a>>,
    /// Where a name lies that the gazetteer does not know there: what the article says to hold it.
    pub holder: Option<&'a Sense<'a>>,
    /// The part of all readings' weight that the chosen one has.
    pub share: f64,
    pub rule: &'static str,
}

/// All mentions of one name.
#[derive(Default)]
pub(super) struct Group<'a> {
    /// What it can mean, the best known first.
    pub readings: Vec<Weighed<'a>>,
    /// What "City, State" settled.
    pub fixed: Option<usize>,
    /// What is said to hold the name although the gazetteer knows none there.
    pub elsewhere: Option<&'a Sense<'a>>,
    mentions: usize,
    /// The outlet is named for it.
    is_home: bool,
    pub best: usize,
    pub share: f64,
}

/// A reading of a name, and what speaks for it.
pub(super) struct Weighed<'a> {
    pub sense: &'a Sense<'a>,
    pub score: f64,
    /// What speaks for it by itself.
    pub prior: f64,
    /// What speaks for another country than its own, if nothing speaks for that.
    strange: f64,
    /// What the nearest other town adds.
    near: f64,
    /// The capital of a country, of a name that no country and no state bears.
    capital: bool,
    country: Code,
    division: Code,
    /// Where it lies, once that has been asked for.
    point: Option<Option<Point>>,
}

impl Weighed<'_> {
    /// Where it lies.
    fn point(&mut self) -> Option<Point> {
        *self.point.get_or_insert_with(|| self.sense.point())
    }

    /// Whether it may be near to others: a town or a county.
    fn is_local(&self) -> bool {
        matches!(self.sense.level, Level::City | Level::Second)
    }
}

/// The number of a country or division in one article; 0 for none.
type Code = usize;

/// The countries and divisions of an article, numbered.
struct Codes<'l> {
    known: Distinct,
    names: Vec<&'l [u8]>,
}

impl<'l> Codes<'l> {
    fn of(&mut self, name: &'l [u8]) -> Code {
        if name.is_empty() {
            return 0;
        }
        // The same text stands once in an index.
        let same = |known: &[u8]| std::ptr::eq(known, name) || known == name;
        let (number, new) = self.known.number(hash(name), |n| same(self.names[n as usize]));
        if new {
            self.names.push(name);
        }
        number as usize + 1
    }

    /// The name of a number that is not 0.
    fn name(&self, code: Code) -> &'l [u8] {
        self.names[code - 1]
    }

    /// A zero for each number.
    fn zeros(&self) -> Vec<f64> {
        vec![0.0; self.names.len() + 1]
    }
}

/// The names of an article, weighed against one another.
pub(super) struct Context<'a> {
    groups: Vec<Group<'a>>,
    /// Of each candidate.
    group_of: Vec<usize>,
    pairs: pair::Pairs<'a>,
}

impl<'a> Context<'a> {
    pub fn new(home: &'a Home<'_>, doc: &Document<'_>, found: &Found, senses: &'a Senses<'_>) -> Context<'a> {
        let candidates = &found.places;
        let mut grouping = Grouping::new(senses);
        let mut of_text = vec![None; found.texts];
        let group_of: Vec<usize> = candidates.iter().map(|c| grouping.of_candidate(doc, c, &mut of_text)).collect();
        for c in &found.hints {
            grouping.of_candidate(doc, c, &mut of_text);
        }
        for (name, senses) in &home.names {
            grouping.key = format!("{} n", name.to_lowercase());
            let group = grouping.group(senses, false);
            grouping.groups[group].is_home = true;
        }
        let Grouping { mut codes, mut groups, .. } = grouping;
        group_of.iter().for_each(|&g| groups[g].mentions += 1);
        let pairs = pair::pairs(doc, found, &groups, &group_of);
        for (candidate, (sense, _)) in &pairs.inner {
            groups[group_of[*candidate]].fixed.get_or_insert(*sense);
        }
        // "Macon, Georgia" tells which Georgia is meant; "Buffalo, New York" does not tell of the city.
        for (candidate, sense) in &pairs.outer {
            let group = &mut groups[group_of[*candidate]];
            if group.readings.first().is_some_and(|r| r.sense.level == Level::Country) {
                group.fixed.get_or_insert(*sense);
            }
        }
        for (candidate, group) in candidates.iter().zip(&group_of) {
            if let Some(known) = pair::by_agency(doc, candidate, &groups[*group]) {
                groups[*group].readings[known].prior += weight::AGENCY;
            }
        }
        for (candidate, holder) in &pairs.elsewhere {
            groups[group_of[*candidate]].elsewhere.get_or_insert(holder);
        }
        groups.iter_mut().filter(|g| !g.is_home).for_each(Group::overshadow);
        let home = home.country.map(|country| codes.of(country.as_bytes()));
        Rounds::new(&codes, &groups, home).weigh(&mut groups);
        Context { groups, group_of, pairs }
    }

    /// How many names there are.
    pub fn groups(&self) -> usize {
        self.groups.len()
    }

    /// The name of a candidate.
    pub fn group(&self, candidate: usize) -> usize {
        self.group_of[candidate]
    }

    /// The reading for one mention: its own holder, then that of its name, with the class noun beside it.
    pub fn choice(&self, doc: &Document<'_>, found: &Found, i: usize) -> Choice<'a> {
        let (c, group) = (&found.places[i], &self.groups[self.group_of[i]]);
        let chosen = |reading: usize, share: f64, rule: &'static str| Choice { sense: group.sense(reading), holder: None, share, rule };
        if let Some((sense, rule)) = self.pairs.of(i) {
            return chosen(sense, 0.98, rule);
        }
        let elsewhere = self.pairs.elsewhere.get(&i);
        if elsewhere.is_some() || group.fixed.is_none() && group.elsewhere.is_some() {
            return Choice { sense: None, holder: elsewhere.copied().or(group.elsewhere), share: 1.0, rule: "place.elsewhere" };
        }
        let sent = || pair::by_agency(doc, c, group).or_else(|| pair::by_dateline(doc, c, group));
        if let Some(town) = Some(()).filter(|()| group.fixed.is_none()).and_then(|()| sent()) {
            return chosen(town, group.share, "place.context");
        }
        let after_comma = || c.tokens.start.checked_sub(2).is_some_and(|t| doc.tokens[t].capital && doc.tokens[t + 1].text(doc.text) == ",");
        if let Some(state) = pair::state(doc, (found, c), group).filter(|_| after_comma()) {
            return chosen(state, 0.98, "place.holder");
        }
        let by_noun = Some(()).filter(|()| group.fixed.is_none()).and_then(|()| pair::by_class_noun(c, group));
        let rule = match group.fixed {
            Some(_) => "place.same",
            None if group.readings.len() == 1 => "place.only",
            None => "place.context",
        };
        if let Some(division) = by_noun.filter(|&n| n != group.best) {
            return chosen(division, group.share_of_divisions(division), "place.context");
        }
        let best = group.best;
        if group.fixed.is_none() && group.is_strange(best) {
            return Choice { sense: None, holder: None, share: 1.0, rule: UNKNOWN };
        }
        chosen(best, group.share, rule)
    }
}

/// Puts the mentions of one name together.
struct Grouping<'a> {
    senses: &'a Senses<'a>,
    codes: Codes<'a>,
    groups: Vec<Group<'a>>,
    /// What the groups go by, one after another, and where each ends.
    keys: String,
    ends: Vec<usize>,
    by_key: Distinct,
    /// What the name goes by that is asked for.
    key: String,
    /// Its readings, with their priors.
    ranked: Vec<(f64, &'a Sense<'a>)>,
}

impl<'a> Grouping<'a> {
    fn new(senses: &'a Senses<'_>) -> Grouping<'a> {
        let (codes, by_key) = (Codes { known: Distinct::default(), names: Vec::with_capacity(32) }, Distinct::default());
        let (keys, key) = (String::with_capacity(256), String::with_capacity(64));
        Grouping { senses, codes, groups: Vec::with_capacity(16), keys, ends: Vec::with_capacity(16), by_key, key, ranked: Vec::with_capacity(16) }
    }

    /// The group of a candidate. The same words are asked for once: `of_text` has what they gave before.
    fn of_candidate(&mut self, doc: &Document<'_>, c: &PlaceCandidate, of_text: &mut [Option<(bool, usize)>]) -> usize {
        let whole = c.named == c.tokens && c.rule != division::LISTED;
        if let Some((_, group)) = of_text[c.text].filter(|(adjectival, _)| whole && *adjectival == c.adjectival) {
            return group;
        }
        write_key(doc, c, &mut self.key);
        let group = self.group(self.senses.of(c.name), c.adjectival);
        if whole {
            of_text[c.text] = Some((c.adjectival, group));
        }
        group
    }

    /// The group of the key.
    fn group(&mut self, senses: &'a [Sense<'_>], adjectival: bool) -> usize {
        let Grouping { keys, ends, key, .. } = self;
        let same = |n: u32| {
            let start = (n as usize).checked_sub(1).map_or(0, |before| ends[before]);
            keys.as_bytes()[start..ends[n as usize]] == *key.as_bytes()
        };
        let (number, new) = self.by_key.number(hash(key.as_bytes()), same);
        if new {
            keys.push_str(key);
            ends.push(keys.len());
            self.ranked.clear();
            self.ranked.extend(senses.iter().filter(|s| adjectival || !s.adjectival).map(|s| (0.0, s)));
            self.groups.push(Group::new(&mut self.codes, &mut self.ranked));
        }
        number as usize
    }
}

/// What the mentions of one name have in common.
fn write_key(doc: &Document<'_>, c: &PlaceCandidate, key: &mut String) {
    key.clear();
    for t in doc.tokens[c.named.clone()].iter().filter(|t| t.kind != Kind::Mark) {
        let word = t.core_text(doc.text);
        if word.is_ascii() {
            let from = key.len();
            key.push_str(word);
            key[from..].make_ascii_lowercase();
        } else {
            key.push_str(&word.to_lowercase());
        }
        key.push(' ');
    }
    key.push(match c.rule {
        division::LISTED => 'd',
        _ if c.adjectival => 'a',
        _ => 'n',
    });
}

impl<'a> Group<'a> {
    fn new(codes: &mut Codes<'a>, ranked: &mut Vec<(f64, &'a Sense<'a>)>) -> Group<'a> {
        let state = ranked.iter().any(|r| r.1.level == Level::Country);
        for i in 0..ranked.len() {
            ranked[i].0 = prior(ranked.iter().map(|r| r.1), state, ranked[i].1);
        }
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.id().cmp(b.1.id())));
        let cut = ranked.len() > READINGS;
        ranked.truncate(READINGS);
        let left = ranked.iter().map(|r| r.1);
        let household = ranked.iter().any(|r| r.1.is_household_name());
        let mut weighed = |&(score, sense): &(f64, &'a Sense<'a>)| Weighed {
            sense,
            score,
            prior: if cut { prior(left.clone(), state, sense) } else { score },
            strange: 0.0,
            near: 0.0,
            capital: sense.is_capital() && !household,
            country: codes.of(sense.country),
            division: codes.of(sense.admin1),
            point: None,
        };
        let mut group = Group { readings: ranked.iter().map(&mut weighed).collect(), ..Group::default() };
        group.settle();
        group
    }

    /// Lowers the towns of a name that a country, a state or a part of the world bears too.
    fn overshadow(&mut self) {
        let household = self.senses().filter(|s| s.is_household_name());
        let Some(largest) = household.max_by_key(|s| s.level).copied() else { return };
        let region = self.senses().any(|s| s.level == Level::Region && !s.adjectival);
        let off = if region { weight::OVERSHADOWED_MUCH } else { weight::OVERSHADOWED };
        for w in &mut self.readings {
            if w.sense.is_small() {
                w.prior -= off;
            } else if largest.level == Level::Country && w.sense.level == Level::City && w.sense.country == largest.country {
                w.prior -= weight::OVERSHADOWED_MUCH;
            }
        }
    }

    /// One of its readings.
    pub fn sense(&self, reading: usize) -> Option<&'a Sense<'a>> {
        self.readings.get(reading).map(|w| w.sense)
    }

    /// Its readings, the best known first.
    pub fn senses(&self) -> impl Iterator<Item = &'a Sense<'a>> + Clone {
        self.readings.iter().map(|w| w.sense)
    }

    /// What its vote is worth: the fewer readings, the more.
    fn vote(&self) -> f64 {
        1.0 / (self.readings.len().max(1) as f64).sqrt()
    }

    /// How much it counts for the other names.
    fn weight(&self) -> f64 {
        let mentions = if self.mentions == 0 { weight::HINT } else { (1.0 + (self.mentions as f64).ln()).min(2.5) };
        self.share * (if self.is_home { mentions.max(weight::HOME_NAME) } else { mentions })
    }

    /// Whether a reading is a small town of a country of which nothing else is named, in an article about others: the gazetteer lacks the one that is meant.
    fn is_strange(&self, reading: usize) -> bool {
        let small = |s: &Sense<'_>| matches!(s.level, Level::City | Level::Second) && s.population < 50_000 && !s.is_seat();
        self.readings.get(reading).is_some_and(|w| w.strange > weight::STRANGE && small(w.sense))
    }

    /// The share of a division among the divisions of that name, which the class noun beside it leaves.
    fn share_of_divisions(&self, chosen: usize) -> f64 {
        let divisions = self.readings.iter().filter(|w| matches!(w.sense.level, Level::First | Level::Second));
        let top = self.readings[chosen].score;
        let all = divisions.map(|w| w.score).chain([weight::ANOTHER]);
        1.0 / all.map(|s| (weight::SHARPNESS * (s - top)).exp()).sum::<f64>().max(1.0)
    }

    /// Takes the best score; its share is that of a softmax.
    fn settle(&mut self) {
        let scores = self.readings.iter().map(|w| w.score);
        self.best = scores.clone().enumerate().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).map_or(0, |(n, _)| n);
        let top = self.readings.get(self.best).map_or(0.0, |w| w.score);
        // Most names have one reading, and its part is one.
        let part = |s: f64| if s == top { 1.0 } else { (weight::SHARPNESS * (s - top)).exp() };
        let sum: f64 = scores.chain([weight::ANOTHER]).map(part).sum();
        self.share = if sum > 0.0 { 1.0 / sum } else { 0.0 };
        if let Some(fixed) = self.fixed {
            self.best = fixed;
            self.share = 0.98;
        }
    }
}

/// Whether a division bears the name of a town in it, which is meant unless the text says otherwise; or of a sea that it lies at.
fn has_seat<'s>(mut senses: impl Iterator<Item = &'s Sense<'s>>, s: &Sense<'_>) -> bool {
    // States of federations are better known than the towns that bear their names.
    let state = s.level == Level::First && is_federal(s.country);
    let namesake = |town: &Sense<'_>| match town.level {
        Level::City => town.country == s.country && (s.level == Level::First && town.admin1 == s.admin1 || town.admin2() == s.admin2()),
        Level::Region => !town.adjectival,
        _ => false,
    };
    matches!(s.level, Level::First | Level::Second) && !state && senses.any(namesake)
}

/// Whether a town bears the name of its country, which is meant unless the text says otherwise ("Mexico", "Guatemala", "Djibouti").
fn bears_country<'s>(mut senses: impl Iterator<Item = &'s Sense<'s>>, s: &Sense<'_>) -> bool {
    s.level == Level::City && senses.any(|c| c.level == Level::Country && c.country == s.country)
}

/// How likely one of the `senses` of a name is meant where nothing else is known; `state` where a country may be among them.
fn prior<'s>(senses: impl Iterator<Item = &'s Sense<'s>> + Clone, state: bool, s: &Sense<'_>) -> f64 {
    let off = |applies: bool, points: f64| if applies { points } else { 0.0 };
    s.fame()
        - off(s.context, 1.0)
        - off(s.alias && s.level == Level::City, weight::ALIAS)
        - off(has_seat(senses.clone(), s) || state && bears_country(senses, s), weight::NAMESAKE)
}

/// What a round has of countries or divisions for one without what the name itself adds.
fn others(counts: &[f64], code: Code, own: Option<(Code, f64)>) -> f64 {
    let mine = own.filter(|(mine, _)| *mine == code).map_or(0.0, |(_, weight)| weight);
    if code == 0 { 0.0 } else { (counts[code] - mine).max(0.0) }
}

/// What a name means so far.
#[derive(Clone, Copy)]
struct Known {
    group: usize,
    country: Code,
    division: Code,
    weight: f64,
}

/// A name that means a town so far.
struct Town {
    group: usize,
    reading: usize,
    point: Point,
}

/// What all names are weighed by, again and again.
struct Rounds<'a, 'l> {
    codes: &'a Codes<'l>,
    /// How many other names could lie in a first-level division: several names that are each ambiguous settle one another.
    votes: Vec<f64>,
    home: Option<Code>,
    /// What the names mean so far.
    known: Vec<Known>,
    towns: Vec<Town>,
    /// The towns that they meant before.
    before: Vec<(usize, usize)>,
    /// How much they speak for countries and divisions, and for all countries.
    countries: Vec<f64>,
    divisions: Vec<f64>,
    all_countries: f64,
    /// The countries that are named themselves.
    named: Vec<bool>,
}

impl<'a, 'l> Rounds<'a, 'l> {
    fn new(codes: &'a Codes<'l>, groups: &[Group<'_>], home: Option<Code>) -> Rounds<'a, 'l> {
        let (mut votes, mut voted) = (codes.zeros(), vec![usize::MAX; codes.names.len() + 1]);
        for (i, group) in groups.iter().enumerate() {
            let vote = group.vote();
            for reading in group.readings.iter().filter(|w| !w.sense.adjectival && w.division != 0) {
                if std::mem::replace(&mut voted[reading.division], i) != i {
                    votes[reading.division] += vote;
                }
            }
        }
        let (countries, divisions, named) = (codes.zeros(), codes.zeros(), vec![false; codes.names.len() + 1]);
        let (known, towns) = (Vec::with_capacity(groups.len()), Vec::with_capacity(groups.len()));
        Rounds { codes, votes, home, known, towns, before: Vec::new(), countries, divisions, all_countries: 0.0, named }
    }

    /// Scores all readings by what the other names mean, as often as it takes.
    fn weigh(&mut self, groups: &mut [Group<'_>]) {
        for _ in 0..ROUNDS {
            let moved = self.take(groups);
            let mut known = self.known.iter().copied().peekable();
            for (i, group) in groups.iter_mut().enumerate() {
                let own = known.next_if(|k| k.group == i);
                if moved {
                    self.measure(i, group);
                }
                self.score(own, group);
            }
        }
    }

    /// Takes down what the names mean so far, and returns whether the towns among them have changed.
    fn take(&mut self, groups: &mut [Group<'_>]) -> bool {
        self.known.clear();
        self.countries.fill(0.0);
        self.divisions.fill(0.0);
        self.named.fill(false);
        self.before.clear();
        self.before.extend(self.towns.drain(..).map(|town| (town.group, town.reading)));
        let mut codes: Vec<Code> = Vec::with_capacity(16);
        let meant = groups.iter_mut().enumerate().filter(|(_, g)| !g.readings.is_empty() && g.elsewhere.is_none()).take(NEIGHBOURS);
        for (i, group) in meant {
            let (weight, best) = (group.weight(), &mut group.readings[group.best]);
            let Weighed { country, division, .. } = *best;
            if country != 0 && self.countries[country] == 0.0 {
                codes.push(country);
            }
            self.countries[country] += weight;
            self.divisions[division] += weight;
            self.named[country] |= best.sense.level == Level::Country;
            self.known.push(Known { group: i, country, division, weight });
            if best.is_local() && weight > 0.5 {
                self.towns.extend(best.point().map(|point| Town { group: i, reading: group.best, point }));
            }
        }
        // Always added up in the same order.
        codes.sort_unstable_by_key(|&code| self.codes.name(code));
        self.all_countries = codes.iter().map(|&code| self.countries[code]).sum();
        !self.before.iter().copied().eq(self.towns.iter().map(|t| (t.group, t.reading)))
    }

    /// How near the towns are that the other names mean.
    fn measure(&self, i: usize, group: &mut Group<'_>) {
        let others = self.towns.iter().filter(|town| town.group != i).map(|town| &town.point);
        let alone = others.clone().next().is_none();
        for reading in group.readings.iter_mut().filter(|w| w.is_local()) {
            let nearest = if alone { None } else { reading.point().and_then(|point| point.nearest(others.clone())) };
            reading.near = nearest.map_or(0.0, |nearest| weight::NEAR * (-nearest / weight::NEAR_KM).exp());
        }
    }

    /// Scores the readings of a name by what the others mean, without what it means itself.
    fn score(&self, own: Option<Known>, group: &mut Group<'_>) {
        let vote = group.vote();
        for reading in &mut group.readings {
            let level = reading.sense.level;
            let country = others(&self.countries, reading.country, own.map(|k| (k.country, k.weight)));
            let at_home = self.home == Some(reading.country);
            let mut score = reading.prior;
            if at_home {
                score += weight::HOME_COUNTRY;
            }
            if reading.capital && self.named[reading.country] {
                score += weight::CAPITAL;
            }
            score += if level == Level::First { weight::COUNTRY_OF_DIVISION } else { weight::COUNTRY } * (country / (country + 1.0));
            if matches!(level, Level::City | Level::Second) {
                let division = others(&self.divisions, reading.division, own.map(|k| (k.division, k.weight)));
                score += weight::DIVISION * (division / (division + 0.7));
                let votes = others(&self.votes, reading.division, Some((reading.division, vote)));
                score += weight::VOTES * (votes / (votes + 1.0));
                score += reading.near;
            }
            let strange = if country > 0.0 || at_home { 0.0 } else { (self.all_countries - own.map_or(0.0, |k| k.weight)).max(0.0) };
            if matches!(level, Level::City | Level::First | Level::Second) {
                score -= weight::FOREIGN * (strange / (strange + 1.0));
            }
            reading.score = score;
            reading.strange = strange;
        }
        group.settle();
    }
}
