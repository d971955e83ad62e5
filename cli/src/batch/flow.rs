//! How much is in flight, and when to stop.

use std::sync::{
    Arc, Condvar, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicU8, Ordering::SeqCst},
};

/// So many bytes of articles may be in flight for each worker.
const SHARE: usize = 2 << 20;

/// Why to stop reading.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// The user asked for it: what is in flight is still written.
    Asked = 1,
    /// Nothing more can or need be written.
    Failed = 2,
}

/// Shared by the reader, the writer and the handler of signals.
#[derive(Clone)]
pub struct Flow(Arc<Shared>);

struct Shared {
    stop: AtomicU8,
    in_flight: Mutex<InFlight>,
    changed: Condvar,
    limit: usize,
}

#[derive(Default)]
struct InFlight {
    batches: usize,
    bytes: usize,
}

impl Flow {
    pub fn new(jobs: usize) -> Flow {
        let shared = Shared { stop: AtomicU8::new(0), in_flight: Mutex::default(), changed: Condvar::new(), limit: jobs * SHARE };
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
        self.0.changed.notify_all();
    }

    pub fn stopped(&self) -> bool {
        self.0.stop.load(SeqCst) != 0
    }

    fn in_flight(&self) -> MutexGuard<'_, InFlight> {
        self.0.in_flight.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until there is room for a batch; a batch that is larger than all room goes alone. False if it is not wanted any more.
    pub fn enter(&self, bytes: usize) -> bool {
        let full = |now: &mut InFlight| now.batches > 0 && now.bytes + bytes > self.0.limit && !self.stopped();
        let mut now = self.0.changed.wait_while(self.in_flight(), full).unwrap_or_else(PoisonError::into_inner);
        if self.stopped() {
            return false;
        }
        (now.batches, now.bytes) = (now.batches + 1, now.bytes + bytes);
        true
    }

    /// A batch has been written.
    pub fn leave(&self, bytes: usize) {
        let mut now = self.in_flight();
        (now.batches, now.bytes) = (now.batches - 1, now.bytes - bytes);
        self.0.changed.notify_all();
    }

    /// Whether everything that was read has been written.
    pub fn is_empty(&self) -> bool {
        self.in_flight().batches == 0
    }
}
