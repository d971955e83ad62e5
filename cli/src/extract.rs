//! `dateline extract`.

use std::{
    cell::RefCell,
    fs::{self, File},
    io::{self, BufWriter, IsTerminal, Write},
    num::NonZero,
    panic,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, mpsc},
    thread,
};

use dateline::{Extractor, jiff::civil::Date};

use crate::{
    args::{Extract, Format, Kind},
    failure::{Failure, complain, reason},
    input::{self, Item},
    record::Record,
};

/// What every worker needs.
struct Worker {
    extractor: Extractor,
    published: Option<Date>,
    strict: bool,
}

/// What became of a batch: the records, and what was wrong.
#[derive(Default)]
struct Done {
    records: Vec<u8>,
    complaints: Vec<String>,
    /// Whether an article could not be extracted, or, if strict, a part of its record not be read.
    failed: bool,
}

/// A batch and where its result is awaited.
type Job = (Vec<Item>, mpsc::SyncSender<Done>);

/// Runs the command; false if some input was wrong.
pub fn run(args: &Extract) -> Result<bool, Failure> {
    let Format::Jsonl = args.format;
    if args.files.is_empty() && io::stdin().is_terminal() {
        return Err(Failure::Message("no input: name the files to read, or `-` for standard input".to_owned()));
    }
    let files = if args.files.is_empty() { vec![PathBuf::from("-")] } else { args.files.clone() };
    let extractor = args.gazetteers.extractor()?;
    let output = open_output(args.output.as_deref(), &files)?;
    let jobs = args.jobs.map(usize::from).or_else(|| thread::available_parallelism().ok().map(NonZero::get)).unwrap_or(1);
    let worker = Worker { extractor, published: args.published, strict: args.strict };
    let results = start(files, args.input, jobs, worker).map_err(|e| Failure::Message(format!("cannot start {jobs} threads: {}", reason(&e))))?;
    write_in_order(&results, output, args.strict)
}

/// Starts the reader and the workers. What is in flight is bounded by the queue of results, which also keeps the order.
///
/// The threads are not joined: a reader that waits for standard input must not keep the command when it has failed.
fn start(files: Vec<PathBuf>, kind: Option<Kind>, jobs: usize, worker: Worker) -> io::Result<mpsc::Receiver<mpsc::Receiver<Done>>> {
    remember_panics();
    let (queue, results) = mpsc::sync_channel(4 * jobs);
    let (work, inbox) = mpsc::sync_channel::<Job>(4 * jobs);
    let shared = Arc::new((Mutex::new(inbox), worker));
    for _ in 0..jobs {
        let shared = shared.clone();
        thread::Builder::new().spawn(move || {
            let (inbox, worker) = &*shared;
            loop {
                let job = inbox.lock().unwrap_or_else(PoisonError::into_inner).recv();
                let Ok((batch, result)) = job else { return };
                // Nobody waits for the result of a run that has failed.
                let _ = result.send(worker.batch(&batch));
            }
        })?;
    }
    thread::Builder::new().spawn(move || {
        input::read(&files, kind, |batch| {
            let (result, awaited) = mpsc::sync_channel(1);
            queue.send(awaited).is_ok() && work.send((batch, result)).is_ok()
        });
    })?;
    Ok(results)
}

fn write_in_order(results: &mpsc::Receiver<mpsc::Receiver<Done>>, mut output: Output, strict: bool) -> Result<bool, Failure> {
    let mut all_well = true;
    loop {
        // What is written must be seen before we wait for more.
        let next = match results.try_recv() {
            Err(mpsc::TryRecvError::Empty) => output.flush().map_err(|e| Failure::write(&e)).map(|()| results.recv().ok())?,
            ready => ready.ok(),
        };
        let Some(awaited) = next else { break };
        let done = awaited.recv().map_err(|_| Failure::Message("a worker has died; please report this".to_owned()))?;
        output.write_all(&done.records).map_err(|e| Failure::write(&e))?;
        for complaint in &done.complaints {
            complain(complaint);
        }
        all_well &= !done.failed;
        if strict && !all_well {
            break;
        }
    }
    output.flush().map_err(|e| Failure::write(&e))?;
    Ok(all_well)
}

impl Worker {
    fn batch(&self, batch: &[Item]) -> Done {
        let mut done = Done::default();
        for item in batch {
            match self.item(item, &mut done.records) {
                Ok(None) => continue,
                Ok(Some(warning)) => done.complaints.push(item.complaint(&format!("warning: {warning}"))),
                Err(reason) => {
                    done.complaints.push(item.complaint(&reason));
                    done.failed = true;
                    if self.strict {
                        break;
                    }
                }
            }
        }
        done
    }

    /// Extracts one article; what of its record could not be read comes back as a warning, or, if strict, as an error.
    fn item(&self, item: &Item, records: &mut Vec<u8>) -> Result<Option<String>, String> {
        let Record { mut article, warning } = item.article()?;
        if let (true, Some(reason)) = (self.strict, &warning) {
            return Err(reason.clone());
        }
        if let (None, Some(day)) = (article.get_published(), self.published) {
            article = article.published(day);
        }
        // Extraction does not fail; should it, one article must not cost a batch of a million.
        let extraction = panic::catch_unwind(panic::AssertUnwindSafe(|| self.extractor.extract(&article)))
            .map_err(|_| format!("dateline failed on this article; please report it ({})", LAST_PANIC.take()))?;
        let whole = records.len();
        serde_json::to_writer(&mut *records, &extraction).map_err(|e| {
            records.truncate(whole);
            format!("the record cannot be written as JSON: {e}")
        })?;
        records.push(b'\n');
        Ok(warning)
    }
}

thread_local! {
    static LAST_PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Keeps what a panic says for the complaint about the article, instead of printing it.
fn remember_panics() {
    panic::set_hook(Box::new(|info| {
        let message = info.payload();
        let message = message.downcast_ref::<String>().map(String::as_str).or_else(|| message.downcast_ref().copied()).unwrap_or("no message");
        let place = info.location().map(|l| format!("{}:{}: ", l.file(), l.line())).unwrap_or_default();
        LAST_PANIC.set(format!("{place}{message}"));
    }));
}

type Output = BufWriter<Box<dyn Write>>;

fn open_output(path: Option<&Path>, inputs: &[PathBuf]) -> Result<Output, Failure> {
    let sink: Box<dyn Write> = match path {
        None => Box::new(io::stdout()),
        Some(path) if path.as_os_str() == "-" => Box::new(io::stdout()),
        Some(path) => {
            let same = fs::canonicalize(path).ok();
            if same.is_some() && inputs.iter().any(|input| fs::canonicalize(input).ok() == same) {
                return Err(Failure::Message(format!("{}: the output would overwrite an input", path.display())));
            }
            Box::new(File::create(path).map_err(|e| Failure::file(path.display(), &e))?)
        }
    };
    Ok(BufWriter::with_capacity(64 << 10, sink))
}
