//! The countries that an article names, by themselves or through its actors and places.

use crate::model::{Faction, Place};

/// So many mentions of countries are looked at on either side of a byte: a sentence with more is no prose.
const NEAR: usize = 128;

/// What speaks for each of some countries, in order of their codes.
pub(super) type Shares<'a> = Vec<(&'a str, f64)>;

/// The countries of an article.
pub(super) struct Countries<'a> {
    /// Where the article names which, in order.
    mentions: Vec<(usize, &'a str)>,
    /// The part of these mentions that each has.
    shares: Shares<'a>,
    /// How many each has, in the order of the shares.
    counts: Vec<usize>,
    /// Where each is named first, in the order of the shares.
    firsts: Vec<usize>,
}

impl<'a> Countries<'a> {
    pub fn new(factions: &'a [Faction], places: &'a [Place]) -> Countries<'a> {
        let mentions = mentions(factions, places);
        let mut shares = Shares::new();
        for (_, code) in &mentions {
            add(&mut shares, code, 1.0 / mentions.len() as f64);
        }
        let (mut counts, mut firsts) = (vec![0; shares.len()], vec![0; shares.len()]);
        for (byte, code) in &mentions {
            if let Ok(at) = place(&shares, code) {
                firsts[at] = if counts[at] == 0 { *byte } else { firsts[at] };
                counts[at] += 1;
            }
        }
        Countries { mentions, shares, counts, firsts }
    }

    /// How many mentions stand before a byte.
    fn before(&self, byte: usize) -> usize {
        self.mentions.partition_point(|(at, _)| *at < byte)
    }

    /// The mentions from a byte to another, or the first of them.
    pub fn from(&self, byte: usize, end: usize) -> &[(usize, &'a str)] {
        let (from, until) = (self.before(byte), self.before(end));
        &self.mentions[from..until.clamp(from, from + NEAR)]
    }

    /// The mentions from a byte to another, or the last of them.
    pub fn until(&self, start: usize, byte: usize) -> &[(usize, &'a str)] {
        let (from, until) = (self.before(start), self.before(byte));
        &self.mentions[from.min(until).max(until.saturating_sub(NEAR))..until]
    }

    /// The part of the mentions that each country has, some of them left out.
    pub fn shares_without(&self, some: &[(usize, &'a str)]) -> Shares<'a> {
        let mut shares = self.shares.clone();
        for (_, code) in some {
            if let Ok(at) = place(&shares, code) {
                shares[at].1 -= 1.0 / self.mentions.len() as f64;
            }
        }
        shares.retain(|(_, share)| *share > 1e-9);
        shares
    }

    /// How many mentions a country has, some of them left out.
    pub fn count_without(&self, code: &str, some: &[(usize, &'a str)]) -> usize {
        let all = place(&self.shares, code).map_or(0, |at| self.counts[at]);
        all - some.iter().filter(|(_, other)| *other == code).count()
    }

    /// Whether a country is named before a byte.
    pub fn is_named_before(&self, code: &str, byte: usize) -> bool {
        place(&self.shares, code).is_ok_and(|at| self.firsts[at] < byte)
    }

    /// The country that has most of the mentions, the part that it has, and that of the next.
    pub fn foremost(&self) -> Option<(&'a str, f64, f64)> {
        let (code, share) = self.shares.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1))?;
        let others = self.shares.iter().filter(|(other, _)| *other != code);
        Some((code, share, others.map(|(_, share)| *share).fold(0.0, f64::max)))
    }

    /// The part of the mentions that a country has.
    pub fn share(&self, code: &str) -> f64 {
        place(&self.shares, code).map_or(0.0, |at| self.shares[at].1)
    }
}

/// Where the article names which country, by itself or through an actor or place.
fn mentions<'a>(factions: &'a [Faction], places: &'a [Place]) -> Vec<(usize, &'a str)> {
    let of_faction = |f: &'a Faction| {
        let code = f.id.as_ref()?.split_once(':')?.1;
        (code.len() == 2).then_some((f.span.start, code))
    };
    let of_place = |p: &'a Place| Some((p.span.start, p.country.as_deref()?));
    let mut all: Vec<(usize, &str)> = Vec::with_capacity(factions.len() + places.len());
    all.extend(factions.iter().filter_map(of_faction).chain(places.iter().filter_map(of_place)));
    all.sort();
    all
}

/// Adds to what speaks for a country.
pub(super) fn add<'a>(shares: &mut Shares<'a>, country: &'a str, share: f64) {
    match place(shares, country) {
        Ok(at) => shares[at].1 += share,
        Err(at) => shares.insert(at, (country, share)),
    }
}

fn place(shares: &Shares<'_>, country: &str) -> Result<usize, usize> {
    shares.binary_search_by(|(known, _)| (*known).cmp(country))
}
