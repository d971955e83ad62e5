//! What a run did, in numbers.

use std::{
    collections::BTreeMap,
    fmt,
    io::{self, Write},
    path::Path,
};

use serde::{Deserialize, Serialize};

use super::journal::replace;
use crate::{article::Cleaning, counted::counted, failure::Failure};

/// Counts over the articles that were extracted.
#[derive(Clone, Copy, Default, Serialize, Deserialize)]
pub struct Counts {
    pub articles: u64,
    pub text_bytes: u64,
    pub claims: u64,
    pub factions: u64,
    pub places: u64,
    pub dates: u64,
    pub people: u64,
}

/// The whole run, over all its parts if it was cut off. `read` is the sum of `extracted.articles`, all of `rejected` and all of `left_out`.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Summary {
    /// Records found in the inputs.
    pub read: u64,
    pub extracted: Counts,
    /// By the class of fault.
    pub rejected: BTreeMap<String, u64>,
    /// By why: duplicate, out_of_range, undated, not_in_sample, no_article.
    pub left_out: BTreeMap<String, u64>,
    /// Extracted articles, by what was wrong with the rest of their record.
    pub warnings: BTreeMap<String, u64>,
    /// Extracted articles, by what their text had to be mended of.
    pub cleaned: BTreeMap<String, u64>,
    /// Bytes read from disk, and written to the outputs before they were compressed.
    pub input_bytes: u64,
    pub output_bytes: u64,
    pub seconds: f64,
    /// Files of directories and patterns that were not read.
    #[serde(default)]
    pub passed_over: u64,
}

impl Summary {
    pub fn rejected(&mut self, kind: &str) {
        self.read += 1;
        *self.rejected.entry(kind.to_owned()).or_default() += 1;
    }

    pub fn left_out(&mut self, why: &str, count: u64) {
        if count > 0 {
            self.read += count;
            *self.left_out.entry(why.to_owned()).or_default() += count;
        }
    }

    pub fn warned(&mut self, kind: &str) {
        *self.warnings.entry(kind.to_owned()).or_default() += 1;
    }

    pub fn extracted(&mut self, counts: &Counts, cleaned: &Cleaning) {
        self.read += 1;
        let sum = &mut self.extracted;
        sum.articles += counts.articles;
        sum.text_bytes += counts.text_bytes;
        sum.claims += counts.claims;
        sum.factions += counts.factions;
        sum.places += counts.places;
        sum.dates += counts.dates;
        sum.people += counts.people;
        for (what, _) in cleaned.counts().iter().filter(|(_, count)| *count > 0) {
            *self.cleaned.entry((*what).to_owned()).or_default() += 1;
        }
    }

    pub fn all_rejected(&self) -> u64 {
        self.rejected.values().sum()
    }

    pub fn all_well(&self) -> bool {
        self.rejected.is_empty()
    }

    /// Writes it as JSON, with what follows from the numbers.
    pub fn write(&self, path: &Path) -> Result<(), Failure> {
        let mut json = serde_json::to_value(self).unwrap_or_default();
        json["articles_per_second"] = self.per_second(self.extracted.articles).into();
        json["text_bytes_per_second"] = self.per_second(self.extracted.text_bytes).into();
        let mut text = serde_json::to_vec_pretty(&json).unwrap_or_default();
        text.push(b'\n');
        if path.as_os_str() == "-" {
            return io::stdout().write_all(&text).map_err(|e| Failure::write(&e));
        }
        replace(path, &text).map_err(|e| Failure::file(path.display(), &e))
    }

    /// A line about what is told nowhere else: how many articles were left out, and why.
    pub fn losses(&self) -> Option<String> {
        let left = self.left_out.iter().map(|(why, count)| format!("{count} {}", why.replace('_', " ")));
        let left = left.collect::<Vec<_>>().join(", ");
        (!left.is_empty())
            .then(|| format!("dateline: {} extracted of {} read; left out: {left}", counted(self.extracted.articles, "article"), self.read))
    }

    fn per_second(&self, count: u64) -> f64 {
        (count as f64 / self.seconds.max(1e-3) * 10.0).round() / 10.0
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Counts { articles, claims, factions, places, dates, people, text_bytes } = self.extracted;
        writeln!(
            f,
            "{} extracted of {} read: {}; {}, {}, {}, {people} people mentioned",
            counted(articles, "article"),
            self.read,
            counted(claims, "claim"),
            counted(factions, "faction"),
            counted(places, "place"),
            counted(dates, "date")
        )?;
        for (what, counts) in
            [("rejected", &self.rejected), ("left out", &self.left_out), ("warnings", &self.warnings), ("texts mended", &self.cleaned)]
        {
            if !counts.is_empty() {
                let each: Vec<String> = counts.iter().map(|(kind, count)| format!("{count} {}", kind.replace('_', " "))).collect();
                writeln!(f, "{what}: {}", each.join(", "))?;
            }
        }
        if self.passed_over > 0 {
            writeln!(f, "passed over: {}", counted(self.passed_over, "file"))?;
        }
        let megabytes = self.per_second(text_bytes) / 1e6;
        write!(
            f,
            "{} in {:.1} s: {:.0} articles/s, {megabytes:.2} MB/s of text",
            super::progress::bytes(text_bytes),
            self.seconds,
            self.per_second(articles)
        )
    }
}
