//! One reading for every name, by what the rest of the article names.

use std::collections::BTreeMap;

use dateline_gazetteers::schema::{Table, country};

use crate::{
    document::Document,
    gazetteer::Layers,
    mention::place::{
        PlaceCandidate,
        sense::{Level, Sense},
    },
    token::Kind,
};

/// A name is read in at most so many ways, the best known first.
const READINGS: usize = 60;
/// Other names that one name is weighed against.
const NEIGHBOURS: usize = 60;
/// Rounds of weighing all names against one another.
const ROUNDS: usize = 3;

/// What was decided for one candidate.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice<'l> {
    pub sense: Option<Sense<'l>>,
    /// The part of all readings' weight that the chosen one has.
    pub share: f64,
    pub rule: &'static str,
}

/// All mentions of one name.
struct Group<'l> {
    senses: Vec<Sense<'l>>,
    scores: Vec<f64>,
    /// What "City, State" settled.
    fixed: Option<usize>,
    mentions: usize,
    best: usize,
    share: f64,
}

/// The choice for each of `candidates`, in order.
pub(super) fn choose<'l>(layers: &'l Layers, doc: &Document<'_>, candidates: &[PlaceCandidate]) -> Vec<Choice<'l>> {
    let mut groups: Vec<Group<'l>> = Vec::new();
    let mut by_name: BTreeMap<String, usize> = BTreeMap::new();
    let mut group_of = Vec::with_capacity(candidates.len());
    for c in candidates {
        let key = key(doc, c);
        let index = *by_name.entry(key).or_insert_with(|| {
            groups.push(Group::new(layers, c));
            groups.len() - 1
        });
        groups[index].mentions += 1;
        group_of.push(index);
    }
    let pairs = pairs(doc, candidates, &groups, &group_of);
    for (inner, sense, _) in pairs.values().copied() {
        groups[inner].fixed.get_or_insert(sense);
    }
    let votes = Votes::new(&groups);
    let home = home(layers, doc);
    for _ in 0..ROUNDS {
        weigh(&mut groups, &votes, home);
    }
    (0..candidates.len()).map(|i| choice(doc, &candidates[i], &groups[group_of[i]], pairs.get(&i).map(|p| (p.1, p.2)))).collect()
}

fn key(doc: &Document<'_>, c: &PlaceCandidate) -> String {
    let mut key = String::new();
    for t in &doc.tokens[c.tokens.clone()] {
        if t.kind != Kind::Mark {
            key.push_str(&t.core_text(doc.text).to_lowercase());
            key.push(' ');
        }
    }
    key.push(if c.is_adjectival() { 'a' } else { 'n' });
    key
}

impl<'l> Group<'l> {
    fn new(layers: &'l Layers, c: &PlaceCandidate) -> Group<'l> {
        let mut senses: Vec<Sense<'l>> = c.readings.iter().map(|r| Sense::of(layers, r)).filter(|s| c.is_adjectival() || !s.adjectival).collect();
        senses.sort_by(|a, b| prior(b).total_cmp(&prior(a)).then(a.id.cmp(b.id)));
        senses.truncate(READINGS);
        let scores: Vec<f64> = senses.iter().map(prior).collect();
        Group { senses, scores, fixed: None, mentions: 0, best: 0, share: 0.0 }.settled()
    }

    fn settled(mut self) -> Group<'l> {
        self.settle();
        self
    }

    /// The first-level divisions its readings lie in, in order, each once.
    fn divisions(&self) -> Vec<&'l str> {
        let mut divisions: Vec<&str> = self.senses.iter().filter(|s| !s.adjectival).map(|s| s.admin1).filter(|a| !a.is_empty()).collect();
        divisions.sort_unstable();
        divisions.dedup();
        divisions
    }

    /// What its vote is worth: the fewer divisions, the more.
    fn vote(&self) -> f64 {
        1.0 / (self.senses.len().max(1) as f64).sqrt()
    }

    /// Takes the best score; its share is that of a softmax.
    fn settle(&mut self) {
        self.best = (0..self.scores.len()).max_by(|&a, &b| self.scores[a].total_cmp(&self.scores[b]).then(b.cmp(&a))).unwrap_or(0);
        let top = self.scores.get(self.best).copied().unwrap_or(0.0);
        let sum: f64 = self.scores.iter().map(|s| (1.5 * (s - top)).exp()).sum();
        self.share = if sum > 0.0 { 1.0 / sum } else { 0.0 };
        if let Some(fixed) = self.fixed {
            self.best = fixed;
            self.share = 0.98;
        }
    }
}

fn prior(s: &Sense<'_>) -> f64 {
    s.fame() - if s.context { 1.0 } else { 0.0 }
}

/// "City, State": for the candidate's number its group, the reading that the next candidate holds, and the rule.
fn pairs(
    doc: &Document<'_>,
    candidates: &[PlaceCandidate],
    groups: &[Group<'_>],
    group_of: &[usize],
) -> BTreeMap<usize, (usize, usize, &'static str)> {
    let mut pairs = BTreeMap::new();
    for i in (1..candidates.len()).rev() {
        let (a, b) = (&candidates[i - 1], &candidates[i]);
        let Some(rule) = link(doc, a, b) else { continue };
        let (inner, outer) = (&groups[group_of[i - 1]], &groups[group_of[i]]);
        // Three in a row: what holds the middle one decides which middle one holds the first.
        let middle: Option<usize> = pairs.get(&i).map(|p: &(usize, usize, &str)| p.1);
        let found = outer
            .senses
            .iter()
            .enumerate()
            .filter(|(n, _)| middle.is_none_or(|m| m == *n))
            .flat_map(|(_, o)| inner.senses.iter().enumerate().filter(move |(_, s)| o.holds(s)).map(move |(n, s)| (n, prior(s) + prior(o))))
            .max_by(|x, y| x.1.total_cmp(&y.1).then(y.0.cmp(&x.0)));
        if let Some((sense, _)) = found {
            pairs.insert(i - 1, (group_of[i - 1], sense, rule));
        }
    }
    pairs
}

/// How two neighbouring candidates hang together, if they do.
fn link(doc: &Document<'_>, a: &PlaceCandidate, b: &PlaceCandidate) -> Option<&'static str> {
    if a.is_adjectival() || b.is_adjectival() || b.tokens.start != a.tokens.end + 1 {
        return None;
    }
    let between = &doc.tokens[a.tokens.end];
    match between.text(doc.text) {
        "," | "(" => Some("place.holder"),
        _ => None,
    }
}

/// How many other names could lie in a first-level division: several names that are each ambiguous settle one another.
struct Votes<'l> {
    divisions: BTreeMap<&'l str, f64>,
}

impl<'l> Votes<'l> {
    fn new(groups: &[Group<'l>]) -> Votes<'l> {
        let mut divisions: BTreeMap<&str, f64> = BTreeMap::new();
        for group in groups {
            for division in group.divisions() {
                *divisions.entry(division).or_default() += group.vote();
            }
        }
        Votes { divisions }
    }

    /// The votes for a division without those of one group.
    fn without(&self, own: f64, division: &str) -> f64 {
        if division.is_empty() {
            return 0.0;
        }
        (self.divisions.get(division).copied().unwrap_or(0.0) - own).max(0.0)
    }
}

/// The country of the outlet, by the ending of its domain ("independent.ie").
fn home<'l>(layers: &'l Layers, doc: &Document<'_>) -> Option<&'l str> {
    let outlet = doc.article.get_outlet()?.trim();
    let (host, ending) = outlet.rsplit_once('.')?;
    let code = if ending == "uk" { "GB".to_owned() } else { ending.to_ascii_uppercase() };
    // Codes sold to all the world say nothing.
    if host.is_empty() || code.len() != 2 || matches!(code.as_str(), "TV" | "ME" | "IO" | "CO" | "FM" | "AI" | "CC" | "WS" | "LY" | "TO" | "NU") {
        return None;
    }
    let row = layers.find(Table::Country, &code)?;
    Some(layers.row(row).text(country::ID))
}

/// Scores all readings anew by what the other names mean so far.
fn weigh<'l>(groups: &mut [Group<'l>], votes: &Votes<'l>, home: Option<&str>) {
    let known: Vec<(usize, Sense<'_>, f64)> = groups
        .iter()
        .enumerate()
        .filter(|(_, g)| !g.senses.is_empty())
        .map(|(i, g)| (i, g.senses[g.best], g.share * (1.0 + (g.mentions as f64).ln()).min(2.5)))
        .take(NEIGHBOURS)
        .collect();
    let mut countries: BTreeMap<&str, f64> = BTreeMap::new();
    let mut divisions: BTreeMap<&str, f64> = BTreeMap::new();
    for (_, s, w) in &known {
        *countries.entry(s.country).or_default() += w;
        *divisions.entry(s.admin1).or_default() += w;
    }
    for (i, group) in groups.iter_mut().enumerate() {
        let own = known.iter().find(|k| k.0 == i);
        let vote = group.vote();
        for n in 0..group.senses.len() {
            let sense = &group.senses[n];
            let others = |counts: &BTreeMap<&str, f64>, key: &str, mine: Option<&str>| {
                let all = counts.get(key).copied().unwrap_or(0.0);
                let mine = own.filter(|_| mine == Some(key)).map_or(0.0, |k| k.2);
                if key.is_empty() { 0.0 } else { (all - mine).max(0.0) }
            };
            let country = others(&countries, sense.country, own.map(|k| k.1.country));
            let division = others(&divisions, sense.admin1, own.map(|k| k.1.admin1));
            let nearest = known
                .iter()
                .filter(|k| k.0 != i && matches!(k.1.level, Level::City | Level::Second) && k.2 > 0.5)
                .filter_map(|k| k.1.near(sense))
                .fold(f64::MAX, f64::min);
            let mut score = prior(sense);
            if home == Some(sense.country) {
                score += 0.8;
            }
            if sense.level == Level::First {
                score += 2.2 * (country / (country + 1.0));
            } else {
                score += 1.6 * (country / (country + 1.0));
            }
            if matches!(sense.level, Level::City | Level::Second) {
                score += 2.2 * (division / (division + 0.7));
                let votes = votes.without(vote, sense.admin1);
                score += 1.5 * (votes / (votes + 1.0));
                if nearest < f64::MAX {
                    score += 1.2 * (-nearest / 120.0).exp();
                }
            }
            group.scores[n] = score;
        }
        group.settle();
    }
}

/// The reading for one mention: its own holder, then that of its name, with the class noun beside it.
fn choice<'l>(doc: &Document<'_>, c: &PlaceCandidate, group: &Group<'l>, own: Option<(usize, &'static str)>) -> Choice<'l> {
    if let Some((sense, rule)) = own {
        return Choice { sense: group.senses.get(sense).copied(), share: 0.98, rule };
    }
    let mut best = group.best;
    if group.fixed.is_none() {
        if let Some(other) = by_class_noun(doc, c, group) {
            best = other;
        }
    }
    let rule = if group.fixed.is_some() {
        "place.same"
    } else if group.senses.len() == 1 {
        "place.only"
    } else {
        "place.context"
    };
    Choice { sense: group.senses.get(best).copied(), share: group.share, rule }
}

/// "Aleppo province", "the province of Aleppo": the division and not its seat.
fn by_class_noun(doc: &Document<'_>, c: &PlaceCandidate, group: &Group<'_>) -> Option<usize> {
    const DIVISIONS: [&str; 7] = ["province", "governorate", "state", "region", "oblast", "county", "prefecture"];
    let is_division = |token: usize| doc.tokens.get(token).is_some_and(|t| DIVISIONS.iter().any(|d| t.core_text(doc.text).eq_ignore_ascii_case(d)));
    let before = c.tokens.start.checked_sub(2).is_some_and(|t| is_division(t) && doc.tokens[t + 1].text(doc.text) == "of");
    if !before && !is_division(c.tokens.end) {
        return None;
    }
    let best = group.senses.get(group.best)?;
    let same = |s: &Sense<'_>| s.country == best.country && matches!(s.level, Level::First | Level::Second);
    (0..group.senses.len()).filter(|&n| same(&group.senses[n])).max_by(|&a, &b| group.scores[a].total_cmp(&group.scores[b]))
}
