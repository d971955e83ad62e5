//! How much is in flight, and when to stop.

use std::sync::{
    Arc, Condvar, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicU8, Ordering::SeqCst},
};

/// So many bytes of articles are read ahead in all, or for each worker if that is more: enough to keep all busy while one works on a long article.
const AHEAD: usize = 1 << 20;
const AHEAD_EACH: usize = 96 << 10;
/// While there are fewer batches than workers, articles may be so large together.
const LARGE: usize = 8 << 20;
/// Nothing more is read while so many bytes wait to be written: records are many times larger than their articles.
const WAITING: usize = 16 << 20;

/// Why to stop reading.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// The user asked for it: what is in flight is still written.
    Asked = 1,
    /// Nothing more can or need be written.
    Failed = 2,
}

/// Shared by the reader, the workers, the writer and the handler of signals.
#[derive(Clone)]
pub struct Flow(Arc<Shared>);

struct Shared {
    stop: AtomicU8,
    failure: Mutex<Option<String>>,
    in_flight: Mutex<InFlight>,
    changed: Condvar,
    jobs: usize,
}

/// What has been read and not been written.
#[derive(Default)]
struct InFlight {
    batches: usize,
    /// The bytes of their articles, and of what has been made of them.
    bytes: usize,
    made: usize,
}

impl InFlight {
    fn has_room(&self, bytes: usize, jobs: usize) -> bool {
        let ahead = if self.batches <= jobs { LARGE } else { AHEAD.max(jobs * AHEAD_EACH) };
        self.batches == 0 || (self.bytes + bytes <= ahead && self.made <= WAITING)
    }
}

impl Flow {
    pub fn new(jobs: usize) -> Flow {
        let shared = Shared { stop: AtomicU8::new(0), failure: Mutex::default(), in_flight: Mutex::default(), changed: Condvar::new(), jobs };
        Flow(Arc::new(shared))
    }

    /// Ctrl-C and SIGTERM stop reading; a second one ends the command at once.
    pub fn watch_signals(&self) {
        let flow = self.clone();
        // Without a handler the signal ends the command, from which --resume recovers as well.
        let _ = ctrlc::set_handler(move || {
            if flow.stopped() {
                std::process::exit(130);
            }
            flow.stop(Stop::Asked);
        });
    }

    pub fn stop(&self, why: Stop) {
        self.0.stop.fetch_max(why as u8, SeqCst);
        // Whoever is about to wait has seen this, or is woken.
        drop(self.in_flight());
        self.0.changed.notify_all();
    }

    /// Stops because the reader cannot go on.
    pub fn fail(&self, why: String) {
        self.failure().get_or_insert(why);
        self.stop(Stop::Failed);
    }

    /// Why the reader could not go on, if it could not.
    pub fn failure(&self) -> MutexGuard<'_, Option<String>> {
        self.0.failure.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn stopped(&self) -> bool {
        self.0.stop.load(SeqCst) != 0
    }

    fn in_flight(&self) -> MutexGuard<'_, InFlight> {
        self.0.in_flight.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until there is room for a batch; a batch that is larger than all room goes alone. False if it is not wanted any more.
    pub fn enter(&self, bytes: usize) -> bool {
        let full = |now: &mut InFlight| !now.has_room(bytes, self.0.jobs) && !self.stopped();
        let mut now = self.0.changed.wait_while(self.in_flight(), full).unwrap_or_else(PoisonError::into_inner);
        if self.stopped() {
            return false;
        }
        (now.batches, now.bytes) = (now.batches + 1, now.bytes + bytes);
        true
    }

    /// So many bytes have been made of a batch.
    pub fn made(&self, bytes: usize) {
        self.in_flight().made += bytes;
    }

    /// A batch has been written.
    pub fn leave(&self, bytes: usize, made: usize) {
        let mut now = self.in_flight();
        (now.batches, now.bytes, now.made) = (now.batches - 1, now.bytes - bytes, now.made - made);
        self.0.changed.notify_all();
    }

    /// Whether everything that was read has been written.
    pub fn is_empty(&self) -> bool {
        self.in_flight().batches == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_flight_is_bounded() {
        const MB: usize = 1 << 20;
        for (batches, bytes, made, next, jobs, room) in [
            (0, 0, 0, 100 * MB, 2, true),
            (1, MB, 0, 6 * MB, 2, true),
            (1, 4 * MB, 0, 5 * MB, 2, false),
            (3, MB / 2, 0, MB / 4, 2, true),
            (3, MB, 0, 1, 2, false),
            (30, MB, 0, 1, 16, true),
            (3, 1000, 17 * MB, 1, 2, false),
        ] {
            assert_eq!(InFlight { batches, bytes, made }.has_room(next, jobs), room, "{batches} {bytes} {made} {next} {jobs}");
        }
    }
}
