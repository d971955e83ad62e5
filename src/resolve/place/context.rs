//! One reading for every name, by what the rest of the article names.

use std::collections::BTreeMap;

use super::{home::Home, pair};
use crate::{
    document::Document,
    gazetteer::Layers,
    mention::place::{
        Found, PlaceCandidate, Reading,
        sense::{Level, Point, Sense, is_federal},
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
pub(super) struct Choice<'l> {
    pub sense: Option<Sense<'l>>,
    /// Where a name lies that the gazetteer does not know there: what the article says to hold it.
    pub holder: Option<Sense<'l>>,
    /// The part of all readings' weight that the chosen one has.
    pub share: f64,
    pub rule: &'static str,
}

/// All mentions of one name.
#[derive(Default)]
pub(super) struct Group<'l> {
    pub senses: Vec<Sense<'l>>,
    pub scores: Vec<f64>,
    /// What "City, State" settled.
    pub fixed: Option<usize>,
    /// What is said to hold the name although the gazetteer knows none there.
    pub elsewhere: Option<Sense<'l>>,
    mentions: usize,
    /// The outlet is named for it.
    is_home: bool,
    pub best: usize,
    pub share: f64,
    /// For each reading how much speaks for another country than its own, if nothing speaks for that.
    strange: Vec<f64>,
    /// For each reading what does not change from round to round.
    facts: Vec<Fact>,
}

/// What is known of a reading before it is weighed.
struct Fact {
    /// What speaks for it by itself.
    prior: f64,
    country: Code,
    division: Code,
    point: Option<Point>,
}

/// The number of a country or division in one article; 0 for none.
type Code = usize;

/// The countries and divisions of an article, numbered.
#[derive(Default)]
struct Codes<'l>(BTreeMap<&'l [u8], Code>);

impl<'l> Codes<'l> {
    fn of(&mut self, name: &'l [u8]) -> Code {
        if name.is_empty() {
            return 0;
        }
        let next = self.0.len() + 1;
        *self.0.entry(name).or_insert(next)
    }

    /// A zero for each number.
    fn zeros(&self) -> Vec<f64> {
        vec![0.0; self.0.len() + 1]
    }
}

/// The choice for each of the candidates, in order.
pub(super) fn choose<'l>(layers: &'l Layers, doc: &Document<'_>, found: &Found) -> Vec<Choice<'l>> {
    let candidates = &found.places;
    let mut groups: Vec<Group<'l>> = Vec::new();
    let mut codes = Codes::default();
    let mut by_name: BTreeMap<String, usize> = BTreeMap::new();
    let mut group = |key: &str, readings: &[Reading], adjectival: bool| {
        by_name.get(key).copied().unwrap_or_else(|| {
            groups.push(Group::new(layers, &mut codes, readings, adjectival));
            by_name.insert(key.to_owned(), groups.len() - 1);
            groups.len() - 1
        })
    };
    let mut key = String::new();
    let mut of_candidate = |c: &PlaceCandidate| {
        write_key(doc, c, &mut key);
        group(&key, &c.readings, c.is_adjectival())
    };
    let group_of: Vec<usize> = candidates.iter().map(&mut of_candidate).collect();
    found.hints.iter().for_each(|c| {
        of_candidate(c);
    });
    let home = Home::new(layers, doc);
    let homes: Vec<usize> = home.names.iter().map(|(name, readings)| group(&format!("{} n", name.to_lowercase()), readings, false)).collect();
    group_of.iter().for_each(|&g| groups[g].mentions += 1);
    homes.iter().for_each(|&g| groups[g].is_home = true);
    let pairs = pair::pairs(doc, candidates, &groups, &group_of);
    for (candidate, (sense, _)) in &pairs.inner {
        groups[group_of[*candidate]].fixed.get_or_insert(*sense);
    }
    for (candidate, group) in candidates.iter().zip(&group_of) {
        if let Some(known) = pair::by_agency(doc, candidate, &groups[*group]) {
            groups[*group].facts[known].prior += weight::AGENCY;
        }
    }
    for (candidate, holder) in &pairs.elsewhere {
        groups[group_of[*candidate]].elsewhere.get_or_insert(*holder);
    }
    let home = home.country.map(|country| codes.of(country.as_bytes()));
    let votes = Votes::new(&codes, &groups);
    for _ in 0..ROUNDS {
        weigh(&mut groups, &codes, &votes, home);
    }
    (0..candidates.len()).map(|i| choice(doc, i, &candidates[i], &groups[group_of[i]], &pairs)).collect()
}

/// What the mentions of one name have in common.
fn write_key(doc: &Document<'_>, c: &PlaceCandidate, key: &mut String) {
    key.clear();
    for t in doc.tokens[c.named.clone()].iter().filter(|t| t.kind != Kind::Mark) {
        let word = t.core_text(doc.text);
        if word.is_ascii() {
            key.extend(word.bytes().map(|b| char::from(b.to_ascii_lowercase())));
        } else {
            key.push_str(&word.to_lowercase());
        }
        key.push(' ');
    }
    key.push(if c.is_adjectival() { 'a' } else { 'n' });
}

impl<'l> Group<'l> {
    fn new(layers: &'l Layers, codes: &mut Codes<'l>, readings: &[Reading], adjectival: bool) -> Group<'l> {
        let senses: Vec<Sense<'l>> = readings.iter().filter(|r| adjectival || !r.adjectival).map(|r| Sense::of(layers, r)).collect();
        let mut ranked: Vec<(f64, Sense<'l>)> = senses.iter().map(|s| (prior(&senses, s), *s)).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.id(layers).cmp(b.1.id(layers))));
        ranked.truncate(READINGS);
        let senses: Vec<Sense<'l>> = ranked.iter().map(|r| r.1).collect();
        let cut = senses.len() < readings.len();
        let fact = |&(score, s): &(f64, Sense<'l>)| Fact {
            prior: if cut { prior(&senses, &s) } else { score },
            country: codes.of(s.country),
            division: codes.of(s.admin1),
            point: s.point(),
        };
        let facts = ranked.iter().map(fact).collect();
        let mut group = Group { scores: ranked.iter().map(|r| r.0).collect(), strange: vec![0.0; senses.len()], senses, facts, ..Group::default() };
        group.settle();
        group
    }

    /// The first-level divisions its readings lie in, each once.
    fn divisions(&self) -> Vec<Code> {
        let mut divisions: Vec<Code> =
            self.senses.iter().zip(&self.facts).filter(|(s, f)| !s.adjectival && f.division != 0).map(|(_, f)| f.division).collect();
        divisions.sort_unstable();
        divisions.dedup();
        divisions
    }

    /// What its vote is worth: the fewer readings, the more.
    fn vote(&self) -> f64 {
        1.0 / (self.senses.len().max(1) as f64).sqrt()
    }

    /// How much it counts for the other names.
    fn weight(&self) -> f64 {
        let mentions = if self.mentions == 0 { weight::HINT } else { (1.0 + (self.mentions as f64).ln()).min(2.5) };
        self.share * (if self.is_home { mentions.max(weight::HOME_NAME) } else { mentions })
    }

    /// Whether a reading is a small town of a country of which nothing else is named, in an article about others: the gazetteer lacks the one that is meant.
    fn is_strange(&self, reading: usize) -> bool {
        let small = |s: &Sense<'_>| matches!(s.level, Level::City | Level::Second) && s.population < 50_000 && !s.is_seat();
        self.senses.get(reading).is_some_and(small) && self.strange.get(reading).is_some_and(|s| *s > weight::STRANGE)
    }

    /// The share of a division among the divisions of that name, which the class noun beside it leaves.
    fn share_of_divisions(&self, chosen: usize) -> f64 {
        let divisions = (0..self.senses.len()).filter(|&n| matches!(self.senses[n].level, Level::First | Level::Second));
        let top = self.scores[chosen];
        let all = divisions.map(|n| self.scores[n]).chain([weight::ANOTHER]);
        1.0 / all.map(|s| (weight::SHARPNESS * (s - top)).exp()).sum::<f64>().max(1.0)
    }

    /// Takes the best score; its share is that of a softmax.
    fn settle(&mut self) {
        self.best = (0..self.scores.len()).max_by(|&a, &b| self.scores[a].total_cmp(&self.scores[b]).then(b.cmp(&a))).unwrap_or(0);
        let top = self.scores.get(self.best).copied().unwrap_or(0.0);
        let all = self.scores.iter().copied().chain([weight::ANOTHER]);
        let sum: f64 = all.map(|s| (weight::SHARPNESS * (s - top)).exp()).sum();
        self.share = if sum > 0.0 { 1.0 / sum } else { 0.0 };
        if let Some(fixed) = self.fixed {
            self.best = fixed;
            self.share = 0.98;
        }
    }
}

/// Whether a division bears the name of a town in it, which is meant unless the text says otherwise; or of a sea that it lies at.
fn has_seat(senses: &[Sense<'_>], s: &Sense<'_>) -> bool {
    // States of federations are better known than the towns that bear their names.
    let state = s.level == Level::First && is_federal(s.country);
    let namesake = |town: &Sense<'_>| match town.level {
        Level::City => town.country == s.country && (s.level == Level::First && town.admin1 == s.admin1 || town.admin2 == s.admin2),
        Level::Region => !town.adjectival,
        _ => false,
    };
    matches!(s.level, Level::First | Level::Second) && !state && senses.iter().any(namesake)
}

/// Whether a town bears the name of its country, which is meant unless the text says otherwise ("Mexico", "Guatemala", "Djibouti").
fn bears_country(senses: &[Sense<'_>], s: &Sense<'_>) -> bool {
    s.level == Level::City && senses.iter().any(|c| c.level == Level::Country && c.country == s.country)
}

/// How likely one of the `senses` of a name is meant where nothing else is known.
pub(super) fn prior(senses: &[Sense<'_>], s: &Sense<'_>) -> f64 {
    let off = |applies: bool, points: f64| if applies { points } else { 0.0 };
    s.fame()
        - off(s.context, 1.0)
        - off(s.alias && s.level == Level::City, weight::ALIAS)
        - off(has_seat(senses, s) || bears_country(senses, s), weight::NAMESAKE)
}

/// How many other names could lie in a first-level division: several names that are each ambiguous settle one another.
struct Votes(Vec<f64>);

impl Votes {
    fn new(codes: &Codes<'_>, groups: &[Group<'_>]) -> Votes {
        let mut divisions = codes.zeros();
        for group in groups {
            let vote = group.vote();
            group.divisions().into_iter().for_each(|division| divisions[division] += vote);
        }
        Votes(divisions)
    }

    /// The votes for a division without those of one group.
    fn without(&self, own: f64, division: Code) -> f64 {
        if division == 0 { 0.0 } else { (self.0[division] - own).max(0.0) }
    }
}

/// What a name means so far.
struct Known {
    group: usize,
    country: Code,
    division: Code,
    weight: f64,
}

/// What a round has of countries or divisions for one without what the name itself adds.
fn others(counts: &[f64], code: Code, own: Option<(Code, f64)>) -> f64 {
    let mine = own.filter(|(mine, _)| *mine == code).map_or(0.0, |(_, weight)| weight);
    if code == 0 { 0.0 } else { (counts[code] - mine).max(0.0) }
}

/// Scores all readings anew by what the other names mean so far.
fn weigh(groups: &mut [Group<'_>], codes: &Codes<'_>, votes: &Votes, home: Option<Code>) {
    let meant = groups.iter().enumerate().filter(|(_, g)| !g.senses.is_empty() && g.elsewhere.is_none()).take(NEIGHBOURS);
    let (mut known, mut towns): (Vec<Known>, Vec<(usize, Point)>) = (Vec::new(), Vec::new());
    let (mut countries, mut divisions) = (codes.zeros(), codes.zeros());
    for (i, group) in meant {
        let (level, fact, weight) = (group.senses[group.best].level, &group.facts[group.best], group.weight());
        countries[fact.country] += weight;
        divisions[fact.division] += weight;
        known.push(Known { group: i, country: fact.country, division: fact.division, weight });
        if matches!(level, Level::City | Level::Second) && weight > 0.5 {
            towns.extend(fact.point.map(|point| (i, point)));
        }
    }
    let all_countries: f64 = codes.0.values().map(|&code| countries[code]).sum();
    for (i, group) in groups.iter_mut().enumerate() {
        let own = known.binary_search_by_key(&i, |k| k.group).ok().map(|at| &known[at]);
        let vote = group.vote();
        for n in 0..group.senses.len() {
            let (level, fact) = (group.senses[n].level, &group.facts[n]);
            let country = others(&countries, fact.country, own.map(|k| (k.country, k.weight)));
            let division = others(&divisions, fact.division, own.map(|k| (k.division, k.weight)));
            let at_home = home == Some(fact.country);
            let mut score = fact.prior;
            if at_home {
                score += weight::HOME_COUNTRY;
            }
            score += if level == Level::First { weight::COUNTRY_OF_DIVISION } else { weight::COUNTRY } * (country / (country + 1.0));
            if matches!(level, Level::City | Level::Second) {
                score += weight::DIVISION * (division / (division + 0.7));
                let votes = votes.without(vote, fact.division);
                score += weight::VOTES * (votes / (votes + 1.0));
                let others = towns.iter().filter(|(town, _)| *town != i).map(|(_, point)| point);
                if let Some(nearest) = fact.point.and_then(|point| point.nearest(others)) {
                    score += weight::NEAR * (-nearest / weight::NEAR_KM).exp();
                }
            }
            let strange = if country > 0.0 || at_home { 0.0 } else { (all_countries - own.map_or(0.0, |k| k.weight)).max(0.0) };
            if matches!(level, Level::City | Level::First | Level::Second) {
                score -= weight::FOREIGN * (strange / (strange + 1.0));
            }
            group.scores[n] = score;
            group.strange[n] = strange;
        }
        group.settle();
    }
}

/// The reading for one mention: its own holder, then that of its name, with the class noun beside it.
fn choice<'l>(doc: &Document<'_>, i: usize, c: &PlaceCandidate, group: &Group<'l>, pairs: &pair::Pairs<'l>) -> Choice<'l> {
    let chosen = |sense: usize, share: f64, rule: &'static str| Choice { sense: group.senses.get(sense).copied(), holder: None, share, rule };
    if let Some((sense, rule)) = pairs.of(i) {
        return chosen(sense, 0.98, rule);
    }
    let elsewhere = pairs.elsewhere.get(&i).copied();
    if elsewhere.is_some() || group.fixed.is_none() && group.elsewhere.is_some() {
        return Choice { sense: None, holder: elsewhere.or(group.elsewhere), share: 1.0, rule: "place.elsewhere" };
    }
    let sent = || pair::by_agency(doc, c, group).or_else(|| pair::by_dateline(doc, c, group));
    if let Some(town) = Some(()).filter(|()| group.fixed.is_none()).and_then(|()| sent()) {
        return chosen(town, group.share, "place.context");
    }
    let after_comma = c.tokens.start.checked_sub(2).is_some_and(|t| doc.tokens[t].capital && doc.tokens[t + 1].text(doc.text) == ",");
    if let Some(state) = pair::state(doc, c, group).filter(|_| after_comma) {
        return chosen(state, 0.98, "place.holder");
    }
    let by_noun = Some(()).filter(|()| group.fixed.is_none()).and_then(|()| pair::by_class_noun(c, group));
    let rule = match group.fixed {
        Some(_) => "place.same",
        None if group.senses.len() == 1 => "place.only",
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
