//! The one writer: it keeps the order, decides what is a duplicate and when enough is written, and notes how far it has come.

use std::{
    collections::{BTreeMap, HashSet},
    io,
    sync::mpsc,
    time::{Duration, Instant},
};

use super::{
    errors::{Errors, Fate},
    feed::BLOCK,
    flow::Flow,
    journal::{Journal, State},
    progress::Progress,
    summary::Summary,
    worker::{Finished, Outcome, What},
};
use crate::{args::Extract, failure::Failure, output::Outputs};

/// How a run ended.
pub enum End {
    Done,
    /// It was asked to stop; where it did.
    Stopped(String),
    /// It met a fault that it was asked to stop at; where.
    Faulty(String),
}

pub struct Writer {
    journal: Journal,
    state: State,
    outputs: Outputs,
    errors: Errors,
    progress: Progress,
    flow: Flow,
    keys: HashSet<u128>,
    /// The first items of the inputs that have been seen.
    starts: BTreeMap<u64, usize>,
    ordered: bool,
    strict: bool,
    limit: Option<u64>,
    split: Option<u64>,
    checkpoint: Duration,
    last_checkpoint: Instant,
    /// When this run began, and how long those before it took.
    start: Instant,
    before: f64,
    last_place: Option<String>,
    enough: bool,
    /// Whether that is for a fault.
    faulty: bool,
}

impl Writer {
    pub fn new(args: &Extract, journal: Journal, state: State, outputs: Outputs, progress: Progress, flow: Flow) -> Result<Writer, Failure> {
        let now = Instant::now();
        let writer = Writer {
            errors: Errors::open(args.errors.as_deref(), state.errors)?,
            journal,
            before: state.summary.seconds,
            starts: BTreeMap::from([(state.file_start, state.file)]),
            state,
            outputs,
            progress,
            flow,
            keys: HashSet::new(),
            ordered: !args.unordered,
            strict: args.strict,
            limit: args.limit,
            split: args.split,
            checkpoint: Duration::from_secs_f64(args.checkpoint),
            last_checkpoint: now,
            start: now,
            last_place: None,
            enough: false,
            faulty: false,
        };
        // From now on a run that is cut off is known to have been.
        writer.journal.write(&writer.state).map_err(|e| Failure::write(&e))?;
        Ok(writer)
    }

    /// Writes what the workers finish, to the end.
    pub fn run(mut self, results: &mpsc::Receiver<Finished>) -> Result<(Summary, End), Failure> {
        let stopped = self.write_all(results).map_err(|e| Failure::write(&e));
        self.progress.finish();
        let stopped = stopped?;
        if let Some(why) = self.flow.failure().take() {
            return Err(Failure::Message(why));
        }
        self.state.summary.seconds = self.before + self.start.elapsed().as_secs_f64();
        self.state.summary.input_bytes = self.progress.read();
        let finished = if stopped && self.journal.is_kept() { self.keep() } else { Ok(()) };
        finished.map_err(|e| Failure::write(&e))?;
        let Writer { state, mut outputs, errors, journal, last_place, faulty, .. } = self;
        if faulty {
            // Half an output does not get its name, and there is nothing to go on with: the fault would be met again.
            outputs
                .boundary()
                .and_then(|()| outputs.flush())
                .and_then(|()| errors.finish())
                .and_then(|()| journal.finish())
                .map_err(|e| Failure::write(&e))?;
            return Ok((state.summary, End::Faulty(last_place.unwrap_or_default())));
        }
        if !stopped || !journal.is_kept() {
            outputs.finish().and_then(|()| errors.finish()).and_then(|()| journal.finish()).map_err(|e| Failure::write(&e))?;
        }
        let end = match stopped {
            true => End::Stopped(last_place.map_or_else(|| "before the first article".to_owned(), |place| format!("after {place}"))),
            false => End::Done,
        };
        Ok((state.summary, end))
    }

    /// Keeps what is written for a run that goes on. Where an output cannot be cut off here, the last checkpoint stands: its bytes must not depend on when
    /// it was stopped.
    fn keep(&mut self) -> io::Result<()> {
        if self.outputs.is_safe() { self.checkpoint() } else { self.outputs.flush() }
    }

    /// Whether it was stopped before the end.
    fn write_all(&mut self, results: &mpsc::Receiver<Finished>) -> io::Result<bool> {
        let mut waiting: BTreeMap<u64, Finished> = BTreeMap::new();
        let mut next = 0;
        loop {
            // What is written must be seen before we wait for more.
            let result = match results.try_recv() {
                Err(mpsc::TryRecvError::Empty) => {
                    self.outputs.flush()?;
                    results.recv_timeout(Duration::from_millis(100))
                }
                ready => ready.map_err(|_| mpsc::RecvTimeoutError::Disconnected),
            };
            match result {
                Ok(finished) => {
                    waiting.insert(finished.batch.index, finished);
                }
                Err(mpsc::RecvTimeoutError::Timeout) if self.flow.stopped() && self.flow.is_empty() => return Ok(true),
                Err(mpsc::RecvTimeoutError::Timeout) => {}
                Err(mpsc::RecvTimeoutError::Disconnected) if waiting.is_empty() => return Ok(self.flow.stopped()),
                Err(mpsc::RecvTimeoutError::Disconnected) => return Err(io::Error::other("a worker has died; please report this")),
            }
            while let Some(finished) = if self.ordered { waiting.remove(&next) } else { waiting.pop_first().map(|(_, finished)| finished) } {
                let (bytes, made) = (finished.batch.bytes, finished.bytes());
                next += 1;
                self.batch(finished)?;
                if self.enough {
                    return Ok(false);
                }
                self.flow.leave(bytes, made);
            }
            self.progress.tick(&self.state.summary);
        }
    }

    fn batch(&mut self, finished: Finished) -> io::Result<()> {
        let Finished { batch, outcomes, mut chunks } = finished;
        self.starts.entry(batch.file_start).or_insert(batch.file);
        self.state.summary.left_out("not_in_sample", batch.sampled_out);
        // The articles of the chunks that are to be written, up to where a new file begins.
        let mut keep: Vec<bool> = Vec::new();
        let mut written = 0;
        let mut first = batch.first;
        for outcome in outcomes {
            let number = outcome.number;
            let extracted = matches!(outcome.what, What::Extracted(..));
            let kept = self.outcome(outcome)?;
            if extracted {
                keep.push(kept);
            }
            let full = kept && self.split.is_some_and(|split| self.state.summary.extracted.articles % split == 0);
            if full {
                self.state.summary.output_bytes += self.outputs.write(&mut chunks, written, &keep[written..])?;
                written = keep.len();
                self.outputs.rotate()?;
                self.note(first, number + 1);
                first = number + 1;
                self.checkpoint()?;
            }
            if self.enough {
                break;
            }
        }
        self.state.summary.output_bytes += self.outputs.write(&mut chunks, written, &keep[written..])?;
        if self.enough {
            return Ok(());
        }
        self.note(first, batch.end);
        if batch.end % BLOCK == 0 {
            self.outputs.boundary()?;
        }
        if self.last_checkpoint.elapsed() >= self.checkpoint && self.outputs.is_safe() {
            self.checkpoint()?;
        }
        Ok(())
    }

    /// These items are done.
    fn note(&mut self, first: u64, end: u64) {
        self.state.done.add(first, end);
        let frontier = self.state.done.frontier();
        if let Some((&start, &file)) = self.starts.range(..=frontier).next_back() {
            (self.state.file_start, self.state.file) = (start, file);
            self.starts = self.starts.split_off(&start);
        }
    }

    fn checkpoint(&mut self) -> io::Result<()> {
        if !self.journal.is_kept() {
            return Ok(());
        }
        self.last_checkpoint = Instant::now();
        self.state.summary.seconds = self.before + self.start.elapsed().as_secs_f64();
        self.state.outputs = self.outputs.sync()?;
        self.state.errors = self.errors.sync()?;
        self.journal.write(&self.state)
    }

    /// Counts an item and tells what is to be told of it; whether it is to be written.
    fn outcome(&mut self, outcome: Outcome) -> io::Result<bool> {
        let duplicate = outcome.key.is_some_and(|key| !self.keys.insert(key));
        let summary = &mut self.state.summary;
        let kind = outcome.fault.as_ref().map(|fault| fault.kind);
        let fate = match &outcome.what {
            What::Done => return Ok(false),
            What::Extracted(..) if duplicate => {
                summary.left_out("duplicate", 1);
                Fate::Duplicate
            }
            What::Extracted(counts, cleaned) => {
                summary.extracted(counts, cleaned);
                self.enough = self.limit.is_some_and(|limit| summary.extracted.articles >= limit);
                kind.into_iter().for_each(|kind| summary.warned(kind));
                Fate::Warning
            }
            What::Rejected => {
                summary.rejected(kind.unwrap_or("failed"));
                (self.enough, self.faulty) = (self.strict, self.strict);
                Fate::Rejected
            }
            What::OutOfRange => {
                summary.left_out("out_of_range", 1);
                Fate::Warning
            }
            What::Undated => {
                summary.left_out("undated", 1);
                Fate::Warning
            }
            What::NoArticle => {
                summary.left_out("no_article", 1);
                Fate::Warning
            }
        };
        if let Some(line) = self.errors.tell(&outcome, fate)? {
            self.progress.line(&line);
        }
        self.last_place = Some(outcome.origin.to_string());
        Ok(matches!(outcome.what, What::Extracted(..)) && !duplicate)
    }
}
