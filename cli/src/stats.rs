//! `dateline stats`: what is most often in an output, and when.

use std::{
    collections::BTreeMap,
    io::{self, Write},
    path::{Path, PathBuf},
};

use dateline::{Entity, Extraction};
use serde::Serialize;

use crate::{
    args::{Kind, Stats},
    article::Fields,
    counted::counted,
    failure::{Failure, complain},
    input::{self, Data, Inputs, Item, Options, Taker},
    output,
};

/// A name's counts: of mentions or claims, and of the articles they are in.
#[derive(Clone, Copy, Default, Serialize)]
struct Count {
    count: u64,
    articles: u64,
}

/// Counts by what is counted.
#[derive(Default)]
struct Tally(BTreeMap<String, Count>);

#[derive(Default, Serialize)]
struct Month {
    articles: u64,
    claims: u64,
}

#[derive(Default)]
struct Tallies {
    articles: u64,
    claims: u64,
    rejected: u64,
    factions: Tally,
    sources: Tally,
    places: Tally,
    cues: Tally,
    acts: Tally,
    months: BTreeMap<String, Month>,
}

/// Counts over the records of the files; false if one of them is no record.
pub fn run(args: &Stats) -> Result<bool, Failure> {
    let named = if args.files.is_empty() { vec![PathBuf::from("-")] } else { args.files.clone() };
    let mut tallies = Tallies::default();
    named.iter().for_each(|path| tallies.input(path));
    if tallies.articles == 0 && tallies.rejected > 0 {
        return Ok(false);
    }
    let mut output = io::stdout().lock();
    let written = match args.json {
        true => serde_json::to_writer_pretty(&mut output, &tallies.json(args.top)).map_err(io::Error::from).and_then(|()| writeln!(output)),
        false => output.write_all(tallies.table(args.top).as_bytes()),
    };
    written.map_err(|e| Failure::write(&e))?;
    Ok(tallies.rejected == 0)
}

impl Taker for Tallies {
    fn take(&mut self, item: Item) -> bool {
        match item.data {
            Data::Json(line) => self.line(&line, &item.origin.to_string()),
            Data::Bad(fault) => {
                self.rejected += 1;
                complain(&format!("{}: {fault}", item.origin));
            }
            _ => {}
        }
        true
    }

    fn idle(&mut self) -> bool {
        true
    }
}

/// What `extract` writes that holds whole records.
const READABLE: &str = "`stats` reads the JSON lines and Parquet that `extract` writes: CSV, GeoJSON and brat do not hold whole records";

impl Tallies {
    /// Reads what a name leads to. What lies in a directory beside the records is passed over.
    fn input(&mut self, named: &Path) {
        let Inputs { files, left } = input::expand(&[named.to_owned()], false);
        if !named.is_dir() {
            return files.iter().for_each(|path| self.file(path));
        }
        let (records, others): (Vec<_>, Vec<_>) =
            files.iter().partition(|path| matches!(input::kind_of(path), Some(Kind::Jsonl | Kind::Json | Kind::Parquet)));
        if records.is_empty() {
            return self.refuse(named, &format!("there are no records in it; {READABLE}"));
        }
        if !others.is_empty() || !left.is_empty() {
            complain(&format!("{}: {} other files are passed over", named.display(), others.len() + left.len()));
        }
        records.into_iter().for_each(|path| self.file(path));
    }

    fn file(&mut self, path: &Path) {
        let other = [".geojson", ".ann"].iter().any(|suffix| path.to_string_lossy().to_ascii_lowercase().contains(suffix));
        match input::kind_of(path) {
            Some(Kind::Parquet) => match output::parquet_records(path, &mut |line| self.line(&line, &path.display().to_string())) {
                Ok(()) => {}
                Err(why) => self.refuse(path, &why),
            },
            Some(Kind::Csv | Kind::Tsv | Kind::Warc | Kind::Text) => self.refuse(path, READABLE),
            _ if other => self.refuse(path, READABLE),
            _ => {
                let options = Options { kind: Some(Kind::Jsonl), fields: Fields::new(None), limit: usize::MAX };
                input::read_all(&[path.to_owned()], &options, self);
            }
        }
    }

    fn refuse(&mut self, path: &Path, why: &str) {
        self.rejected += 1;
        complain(&format!("{}: {why}", path.display()));
    }

    fn line(&mut self, line: &[u8], origin: &str) {
        match serde_json::from_slice::<Extraction>(line) {
            Ok(record) => self.record(&record),
            Err(error) => {
                self.rejected += 1;
                complain(&format!("{origin}: not a record of dateline/1: {error}"));
            }
        }
    }

    fn record(&mut self, record: &Extraction) {
        self.articles += 1;
        self.claims += record.claims.len() as u64;
        let month = record.published.map_or_else(|| "unknown".to_owned(), |day| day.strftime("%Y-%m").to_string());
        let month = self.months.entry(month).or_default();
        month.articles += 1;
        month.claims += record.claims.len() as u64;
        // A description that the article does not resolve is no actor to count.
        self.factions.add(record.factions.iter().filter_map(|faction| Some(named(faction.name.as_deref()?, faction.id.as_deref()))));
        self.places.add(record.places.iter().filter_map(|place| Some(named(place.name.as_deref()?, place.id.as_deref()))));
        let speakers = || record.claims.iter().filter_map(|claim| claim.speaker());
        let sources = speakers().filter_map(|step| step.source.as_ref()).flat_map(|source| &source.entities);
        self.sources.add(sources.filter_map(source));
        self.cues.add(record.claims.iter().flat_map(|claim| &claim.attribution).filter_map(|step| Some(step.cue.as_ref()?.lemma.to_string())));
        self.acts.add(record.claims.iter().map(|claim| claim.act.to_string()));
    }

    fn parts(&self) -> [(&'static str, &Tally); 5] {
        [("factions", &self.factions), ("sources", &self.sources), ("places", &self.places), ("cues", &self.cues), ("acts", &self.acts)]
    }

    fn json(&self, top: usize) -> serde_json::Value {
        let mut json = serde_json::json!({"articles": self.articles, "claims": self.claims, "rejected": self.rejected, "months": self.months});
        for (name, tally) in self.parts() {
            let entries: Vec<_> =
                tally.top(top).into_iter().map(|(name, c)| serde_json::json!({"name": name, "count": c.count, "articles": c.articles})).collect();
            json[name] = entries.into();
        }
        json
    }

    fn table(&self, top: usize) -> String {
        let mut out = format!("{}, {}\n", counted(self.articles, "article"), counted(self.claims, "claim"));
        for (name, tally) in self.parts() {
            out += &format!("\n{:>9} {:>9}  {name}\n", "count", "articles");
            for (name, count) in tally.top(top) {
                out += &format!("{:>9} {:>9}  {name}\n", count.count, count.articles);
            }
        }
        out += &format!("\n{:>9} {:>9}  month\n", "claims", "articles");
        for (month, count) in &self.months {
            out += &format!("{:>9} {:>9}  {month}\n", count.claims, count.articles);
        }
        out
    }
}

impl Tally {
    /// Adds what one article has.
    fn add(&mut self, names: impl Iterator<Item = String>) {
        let mut here: BTreeMap<String, u64> = BTreeMap::new();
        names.for_each(|name| *here.entry(name).or_default() += 1);
        for (name, count) in here {
            let sum = self.0.entry(name).or_default();
            (sum.count, sum.articles) = (sum.count + count, sum.articles + 1);
        }
    }

    /// The most frequent; of those that are as frequent, the first by name.
    fn top(&self, count: usize) -> Vec<(&str, Count)> {
        let mut all: Vec<(&str, Count)> = self.0.iter().map(|(name, count)| (name.as_str(), *count)).collect();
        all.sort_by_key(|(_, c)| std::cmp::Reverse(c.count));
        all.truncate(count);
        all
    }
}

fn named(name: &str, id: Option<&str>) -> String {
    id.map_or_else(|| name.to_owned(), |id| format!("{name} ({id})"))
}

/// Who speaks: for a person or role also for whom, since names of people are known only within an article.
fn source(entity: &Entity) -> Option<String> {
    let name = entity.name.as_deref()?;
    Some(match &entity.affiliation {
        Some(affiliation) => format!("{name}, {}", affiliation.name),
        None => named(name, entity.id.as_deref()),
    })
}
