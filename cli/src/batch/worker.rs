//! What is done to each article, on any thread: read it, choose, extract, and put it into the form of each output.

use std::{cell::RefCell, panic};

use dateline::{Article, Extraction, Extractor, jiff::civil::Date};
use twox_hash::XxHash3_128;

use super::{feed::Batch, summary::Counts};
use crate::{
    args::{Dedupe, Extract},
    article::{Articles, Cleaning, NoArticle, Record},
    input::{Fault, Item, Origin},
    output::{Chunk, Encoder, Found},
};

/// What every worker needs.
pub struct Worker {
    extractor: Extractor,
    articles: Articles,
    encoders: Vec<Box<dyn Encoder>>,
    published: Option<Date>,
    since: Option<Date>,
    until: Option<Date>,
    dedupe: Option<Dedupe>,
    with_text: bool,
    strict: bool,
}

/// A batch that has been worked on.
pub struct Finished {
    pub batch: Batch,
    pub outcomes: Vec<Outcome>,
    /// For each output what is to be written, an entry for each extracted article.
    pub chunks: Vec<Chunk>,
}

impl Finished {
    /// How many bytes were made.
    pub fn bytes(&self) -> usize {
        self.chunks.iter().map(Chunk::len).sum()
    }
}

/// What became of an item.
pub struct Outcome {
    pub number: u64,
    pub origin: Origin,
    pub id: Option<String>,
    pub what: What,
    /// The identity of the article, if duplicates are looked for.
    pub key: Option<u128>,
    /// Why it was rejected, or what of its record could not be read.
    pub fault: Option<Fault>,
}

pub enum What {
    Extracted(Counts, Cleaning),
    Rejected,
    /// Published too early or too late.
    OutOfRange,
    /// Not known to be published in the range.
    Undated,
    /// A record of an archive that is no article.
    NoArticle,
    /// Written by an earlier run.
    Done,
}

impl Worker {
    pub fn new(args: &Extract, extractor: Extractor, encoders: Vec<Box<dyn Encoder>>) -> Worker {
        Worker {
            extractor,
            articles: Articles { fields: args.reading.fields(), order: args.reading.date_order },
            encoders,
            published: args.published,
            since: args.since,
            until: args.until,
            dedupe: args.dedupe,
            with_text: args.with_text,
            strict: args.strict,
        }
    }

    pub fn batch(&self, mut batch: Batch) -> Finished {
        let mut chunks: Vec<Chunk> = self.encoders.iter().map(|encoder| encoder.chunk()).collect();
        let mut outcomes = Vec::with_capacity(batch.items.len());
        for wanted in std::mem::take(&mut batch.items) {
            let outcome = self.item(wanted.number, wanted.done, wanted.item, &mut chunks);
            let enough = self.strict && matches!(outcome.what, What::Rejected);
            outcomes.push(outcome);
            if enough {
                break;
            }
        }
        let sealed = self.encoders.iter().zip(&mut chunks).try_for_each(|(encoder, chunk)| encoder.seal(chunk));
        if let Err(why) = sealed {
            // Not expected: what is extracted always has a form.
            chunks = self.encoders.iter().map(|encoder| encoder.chunk()).collect();
            for outcome in outcomes.iter_mut().filter(|outcome| matches!(outcome.what, What::Extracted(..))) {
                outcome.what = What::Rejected;
                outcome.fault = Some(Fault::new("failed", format!("the record cannot be written: {why}")));
            }
        }
        Finished { batch, outcomes, chunks }
    }

    fn item(&self, number: u64, done: bool, item: Item, chunks: &mut [Chunk]) -> Outcome {
        let origin = item.origin.clone();
        let mut outcome = Outcome { number, origin, id: None, what: What::Rejected, key: None, fault: None };
        // Nothing here should panic; should it, one article must not cost a batch of a million.
        match panic::catch_unwind(panic::AssertUnwindSafe(|| self.articles.read(item))) {
            Ok(Ok(Ok(record))) => self.record(record, done, chunks, &mut outcome),
            Ok(Ok(Err(NoArticle))) => outcome.what = What::NoArticle,
            Ok(Err(fault)) => outcome.fault = Some(fault),
            Err(_) => outcome.fault = Some(failed()),
        }
        if done {
            outcome.what = What::Done;
        }
        outcome
    }

    fn record(&self, record: Record, done: bool, chunks: &mut [Chunk], outcome: &mut Outcome) {
        let Record { mut article, fetched, cleaned, warning } = record;
        outcome.id = article.get_id().map(str::to_owned);
        if article.text().trim().is_empty() {
            outcome.fault = Some(Fault::new("empty_text", "the text is empty"));
            return;
        }
        outcome.fault = warning;
        if self.strict && cleaned.invalid_utf8 > 0 {
            outcome.fault = Some(Fault::new("not_utf8", "not UTF-8"));
        }
        if self.strict && outcome.fault.is_some() {
            return;
        }
        if let (None, Some(day)) = (article.get_published(), self.published) {
            article = article.published(day);
        }
        if let Some(what) = self.left_out(&article) {
            outcome.what = what;
            return;
        }
        outcome.key = self.dedupe.and_then(|by| key(by, &article));
        if done {
            return;
        }
        let extraction = panic::catch_unwind(panic::AssertUnwindSafe(|| self.extractor.extract(&article)));
        let encoded = extraction.map_err(|_| failed()).and_then(|extraction| {
            let found = Found {
                number: outcome.number,
                extraction: &extraction,
                text: article.text(),
                fetched,
                cleaned: cleaned.any().then_some(cleaned),
                with_text: self.with_text || cleaned.any(),
            };
            self.encode(&found, chunks).map(|()| counts(&extraction, article.text()))
        });
        match encoded {
            Ok(counts) => outcome.what = What::Extracted(counts, cleaned),
            Err(fault) => outcome.fault = Some(fault),
        }
    }

    /// Adds the article to every output, or to none.
    fn encode(&self, found: &Found<'_>, chunks: &mut [Chunk]) -> Result<(), Fault> {
        for (at, encoder) in self.encoders.iter().enumerate() {
            if let Err(why) = encoder.encode(found, &mut chunks[at]) {
                chunks[..at].iter_mut().for_each(Chunk::take_back);
                return Err(Fault::new("failed", format!("the record cannot be written: {why}")));
            }
        }
        Ok(())
    }

    fn left_out(&self, article: &Article<'_>) -> Option<What> {
        if self.since.is_none() && self.until.is_none() {
            return None;
        }
        let Some(day) = article.get_published() else { return Some(What::Undated) };
        let within = self.since.is_none_or(|since| day >= since) && self.until.is_none_or(|until| day <= until);
        (!within).then_some(What::OutOfRange)
    }
}

fn counts(extraction: &Extraction, text: &str) -> Counts {
    Counts {
        articles: 1,
        text_bytes: text.len() as u64,
        claims: extraction.claims.len() as u64,
        factions: extraction.factions.len() as u64,
        places: extraction.places.len() as u64,
        dates: extraction.dates.len() as u64,
        people: extraction.people.len() as u64,
    }
}

/// What makes two articles the same; nothing for one without an id or an address.
fn key(by: Dedupe, article: &Article<'_>) -> Option<u128> {
    match by {
        Dedupe::Id => {
            let known = [article.get_id(), article.get_url()].into_iter().flatten().find(|known| !known.trim().is_empty());
            known.map(|known| XxHash3_128::oneshot(known.as_bytes()))
        }
        Dedupe::Text => {
            let letters = article.text().chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
            Some(XxHash3_128::oneshot(letters.collect::<String>().as_bytes()))
        }
    }
}

pub fn failed() -> Fault {
    Fault::new("failed", format!("dateline failed on this article; please report it ({})", LAST_PANIC.take()))
}

thread_local! {
    static LAST_PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Keeps what a panic says for the complaint about the article, instead of printing it.
pub fn remember_panics() {
    panic::set_hook(Box::new(|info| {
        let message = info.payload();
        let message = message.downcast_ref::<String>().map(String::as_str).or_else(|| message.downcast_ref().copied()).unwrap_or("no message");
        let place = info.location().map(|l| format!("{}:{}: ", l.file(), l.line())).unwrap_or_default();
        LAST_PANIC.set(format!("{place}{message}"));
    }));
}
