//! From items to batches: every item gets its number, and what is not wanted is left out before any work is done.

use std::{
    panic,
    path::{Path, PathBuf},
    sync::mpsc,
};

use twox_hash::XxHash3_128;

use super::{
    flow::Flow,
    journal::{Ranges, State},
    worker,
};
use crate::{
    args::Extract,
    input::{Data, Item, Meter, Options, Origin, Place, STDIN, Taker},
};

/// Articles are handed on by the batch of about this many bytes: enough to make the hand-over cheap, few enough to keep all cores busy.
const BATCH: usize = 32 << 10;
/// A batch ends at every multiple of so many items: compressed outputs begin a member there, so their bytes do not depend on timing.
pub const BLOCK: u64 = 500;

/// Items that follow each other.
pub struct Batch {
    /// Batches are numbered from 0.
    pub index: u64,
    /// The numbers of its first item and of the one after its last, counting also those that were left out.
    pub first: u64,
    pub end: u64,
    /// The items with their numbers.
    pub items: Vec<Wanted>,
    pub bytes: usize,
    /// How many items `--sample` left out.
    pub sampled_out: u64,
    /// The input they are from: its place in the list, and the number of its first item.
    pub file: usize,
    pub file_start: u64,
}

/// An item to work on.
pub struct Wanted {
    pub number: u64,
    /// Whether an earlier run has written it, so that only its identity matters.
    pub done: bool,
    pub item: Item,
}

/// Takes items from the readers and sends batches to the workers.
pub struct Feeder {
    flow: Flow,
    work: mpsc::SyncSender<Batch>,
    sample: Option<f64>,
    done: Ranges,
    /// How far an earlier run has come: the input, and its first item.
    reached: (usize, u64),
    /// Whether duplicates are looked for, for which what is done must be read again.
    dedupe: bool,
    first_file: usize,
    number: u64,
    batch: Batch,
}

impl Feeder {
    pub fn new(args: &Extract, state: &State, flow: Flow, work: mpsc::SyncSender<Batch>) -> Feeder {
        let dedupe = args.dedupe.is_some();
        let (first_file, number) = if dedupe { (0, 0) } else { (state.file, state.file_start) };
        let batch = Batch { index: 0, first: number, end: number, items: Vec::new(), bytes: 0, sampled_out: 0, file: first_file, file_start: number };
        Feeder {
            flow,
            work,
            sample: args.sample,
            done: state.done.clone(),
            reached: (state.file, state.file_start),
            dedupe,
            first_file,
            number,
            batch,
        }
    }

    /// Reads all inputs, from the one on that is not done.
    pub fn read(mut self, files: &[PathBuf], options: &Options, meter: &Meter) {
        for (index, path) in files.iter().enumerate() {
            if index < self.first_file {
                meter.add(path.metadata().map_or(0, |m| m.len()));
                continue;
            }
            if !self.flush() {
                return;
            }
            (self.batch.file, self.batch.file_start) = (index, self.number);
            if index == self.reached.0 && self.number != self.reached.1 {
                return self.differs(path, "the inputs before it");
            }
            // A reader that panics is told as a fault of its input, which ends there.
            let read = panic::catch_unwind(panic::AssertUnwindSafe(|| options.read(path, meter, &mut self)));
            let more = read.unwrap_or_else(|_| {
                let origin = Origin { source: path.to_string_lossy().into(), place: Place::default() };
                self.take(Item { origin, data: Data::Bad(worker::failed()) })
            });
            if !more {
                return;
            }
            // What an earlier run has read must be there again, also where an input cannot be compared before, such as standard input.
            let last = index + 1 == files.len();
            if (index == self.reached.0 && self.number < self.done.frontier()) || (last && self.number < self.done.end()) {
                return self.differs(path, "it");
            }
        }
        self.flush();
    }

    /// An input is not what an earlier run has read.
    fn differs(&self, path: &Path, which: &str) {
        let name = if path.as_os_str() == "-" { STDIN.into() } else { path.to_string_lossy() };
        self.flow.fail(format!(
            "{name}: {which} had other articles when the run was cut off, so that cannot go on: give the same input from its beginning, or --overwrite to start anew"
        ));
    }

    fn flush(&mut self) -> bool {
        if self.batch.end == self.batch.first {
            return !self.flow.stopped();
        }
        let next =
            Batch { index: self.batch.index + 1, first: self.number, end: self.number, items: Vec::new(), bytes: 0, sampled_out: 0, ..self.batch };
        let batch = std::mem::replace(&mut self.batch, next);
        self.flow.enter(batch.bytes) && self.work.send(batch).is_ok()
    }

    fn in_sample(&self) -> bool {
        self.sample.is_none_or(|part| {
            let dice = XxHash3_128::oneshot(&self.number.to_le_bytes()) as u64;
            (dice >> 11) as f64 / (1u64 << 53) as f64 <= part
        })
    }
}

impl Taker for Feeder {
    fn take(&mut self, item: Item) -> bool {
        let (number, done, sampled) = (self.number, self.done.contains(self.number), self.in_sample());
        self.number += 1;
        self.batch.end = self.number;
        if !sampled {
            self.batch.sampled_out += u64::from(!done);
        } else if !done || self.dedupe {
            self.batch.bytes += item.data.len();
            self.batch.items.push(Wanted { number, done, item });
        }
        (self.batch.bytes < BATCH && self.number % BLOCK != 0) || self.flush()
    }

    fn idle(&mut self) -> bool {
        self.flush()
    }
}
