//! `dateline extract`: a reader, workers on all cores, and one writer that keeps the order.
//!
//! What is in flight is bounded by its bytes, so memory does not grow with the input. The writer alone decides: what is a duplicate, when enough is written, how
//! far a cut-off run has come.

mod errors;
mod feed;
mod flow;
mod journal;
mod lock;
mod progress;
mod summary;
mod worker;
mod writer;

use std::{
    fs,
    io::{self, IsTerminal},
    num::NonZero,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, mpsc},
    thread,
};

use self::{
    feed::Feeder,
    flow::{Flow, Stop},
    journal::Journal,
    progress::Progress,
    worker::Worker,
    writer::Writer,
};
use crate::{
    args::{Extract, Format, ProgressKind},
    failure::{Failure, complain, reason},
    input::{self, Inputs, Meter},
    output::{self, Outputs, Target},
};

/// Runs the command; false if some input was wrong.
pub fn run(args: &Extract) -> Result<bool, Failure> {
    if args.files.is_empty() && io::stdin().is_terminal() {
        return Err(Failure::Message("no input: name the files to read, or `-` for standard input".to_owned()));
    }
    let named = if args.files.is_empty() { vec![PathBuf::from("-")] } else { args.files.clone() };
    let Inputs { files, left } = input::expand(&named, args.input.is_some());
    for (path, why) in &left {
        complain(&format!("{}: passed over: {why}", path.display()));
    }
    if files.is_empty() {
        let hint = "a directory or pattern leads to no file that is read (its name tells the kind; hidden files are not taken)";
        return Err(Failure::Message(format!("no input: {hint}")));
    }
    if let Some((since, until)) = args.since.zip(args.until).filter(|(since, until)| since > until) {
        return Err(Failure::Message(format!("--since {since} is after --until {until}")));
    }
    let outputs = output::targets(args)?;
    standard_output_once(args, &outputs)?;
    not_over_an_input(args, &files)?;
    not_over_each_other(args, &outputs)?;
    let _locks = lock::all(args)?;
    if let Some(path) = args.report.as_ref().filter(|path| path.as_os_str() != "-") {
        journal::replaceable(path).map_err(|e| Failure::file(path.display(), &e))?;
    }
    let extractor = args.gazetteers.extractor()?;
    let place = journal::place(args);
    // Without a place for the journal nothing is compared with it.
    let plan = place.iter().flat_map(|_| {
        let gazetteers = extractor.extract(&dateline::Article::new("")).generator.gazetteers;
        journal::plan(args, &files, &gazetteers)
    });
    let plan: serde_json::Map<_, _> = plan.collect();
    let (journal, state) = match Journal::open(place.clone(), plan.clone(), args.resume, args.overwrite)? {
        Some((journal, state)) => {
            outputs.iter().zip(&state.outputs).try_for_each(|((_, target), state)| state.check(target))?;
            (journal, state)
        }
        None => {
            // The journal goes with the end of a run, so nothing tells whether an output is one of these inputs and arguments.
            if let Some((_, target)) = outputs.iter().filter(|_| args.resume).find(|(_, target)| target.is_finished()) {
                let told =
                    "it stands under its name already, and no run to it was cut off: --resume has nothing to go on with, --overwrite makes it anew";
                return Err(Failure::Message(format!("{target}: {told}")));
            }
            for (_, target) in &outputs {
                target.clear(args.overwrite)?;
            }
            Journal::start(place, plan)?
        }
    };
    let meter = Meter::default();
    let total = files.iter().map(|path| fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|m| m.len())).sum::<Option<u64>>();
    let jobs = args.jobs.map(usize::from).or_else(|| thread::available_parallelism().ok().map(NonZero::get)).unwrap_or(1);
    let unfinished: Vec<String> = outputs.iter().filter_map(|(_, target)| target.unfinished()).collect();
    let flow = Flow::new(jobs);
    flow.watch_signals();
    let encoders = outputs.iter().map(|(format, _)| output::encoder(*format)).collect::<Result<Vec<_>, _>>()?;
    let sinks = Outputs::open(outputs, &state.outputs)?;
    let progress = Progress::new(args.progress, meter.clone(), total.filter(|&t| t > 0));
    let writer = Writer::new(args, journal, state.clone(), sinks, progress, flow.clone())?;
    let worker = Worker::new(args, extractor, encoders);
    let options = input::Options { kind: args.input, fields: args.reading.fields(), limit: args.reading.max_record };
    let (work, inbox) = mpsc::sync_channel(4 * jobs);
    let feeder = Feeder::new(args, &state, flow.clone(), work);
    let results = start(jobs, worker, inbox, flow.clone(), move || feeder.read(&files, &options, &meter))
        .map_err(|e| Failure::Message(format!("cannot start {jobs} threads: {}", reason(&e))))?;
    let outcome = writer.run(&results);
    flow.stop(Stop::Failed);
    let (mut summary, end) = outcome?;
    summary.passed_over = left.len() as u64;
    let whole = !args.output.is_empty() || args.progress == ProgressKind::Plain || io::stderr().is_terminal();
    match args.progress {
        ProgressKind::None => {}
        _ if whole => complain(&summary.to_string()),
        // Within a pipe only what would be lost silently is told.
        _ => summary.losses().iter().for_each(|line| complain(line)),
    }
    if let Some(path) = &args.report {
        summary.write(path)?;
    }
    match end {
        writer::End::Stopped(place) => Err(Failure::Stopped(place)),
        writer::End::Faulty(place) => {
            if !unfinished.is_empty() {
                complain(&format!("dateline: stopped early by --strict at {place}: what was written is left in {}", unfinished.join(", ")));
            }
            Ok(false)
        }
        writer::End::Done => Ok(summary.all_well()),
    }
}

/// Starts the workers and the reader.
///
/// The threads are not joined: a reader that waits for standard input must not keep the command when it has failed.
fn start(
    jobs: usize,
    worker: Worker,
    inbox: mpsc::Receiver<feed::Batch>,
    flow: Flow,
    read: impl FnOnce() + Send + 'static,
) -> io::Result<mpsc::Receiver<worker::Finished>> {
    worker::remember_panics();
    let (results, finished) = mpsc::channel();
    let shared = Arc::new((Mutex::new(inbox), worker, flow));
    for _ in 0..jobs {
        let (shared, results) = (shared.clone(), results.clone());
        thread::Builder::new().spawn(move || {
            let (inbox, worker, flow) = &*shared;
            loop {
                let job = inbox.lock().unwrap_or_else(PoisonError::into_inner).recv();
                let Ok(batch) = job else { return };
                let finished = worker.batch(batch);
                flow.made(finished.bytes());
                if results.send(finished).is_err() {
                    return;
                }
            }
        })?;
    }
    thread::Builder::new().spawn(read)?;
    Ok(finished)
}

/// Standard output takes the records or the report.
fn standard_output_once(args: &Extract, outputs: &[(Format, Target)]) -> Result<(), Failure> {
    let is_standard = |path: &Option<PathBuf>| path.as_ref().is_some_and(|path| path.as_os_str() == "-");
    if is_standard(&args.errors) {
        return Err(Failure::Message("--errors needs a file; without it, faults are told on standard error".to_owned()));
    }
    if is_standard(&args.report) && outputs.iter().any(|(_, target)| matches!(target, Target::Stdout)) {
        return Err(Failure::Message("--report - needs an --output: the records go to standard output".to_owned()));
    }
    Ok(())
}

/// No two of what is written may be the same file.
fn not_over_each_other(args: &Extract, outputs: &[(Format, Target)]) -> Result<(), Failure> {
    let files = outputs.iter().filter(|(_, target)| !matches!(target, Target::Stdout)).map(|(_, target)| ("--output", target.path(0)));
    let others = [("--errors", &args.errors), ("--report", &args.report)].into_iter().filter_map(|(name, path)| Some((name, path.clone()?)));
    let journal = journal::place(args).map(|path| ("the journal", path));
    let mut seen: Vec<(&str, PathBuf)> = Vec::new();
    let others = others.filter(|(_, path)| path.as_os_str() != "-");
    for (name, path) in files.chain(others).chain(journal).filter(|(_, path)| !output::is_special(path)) {
        let file = identity(&path);
        if let Some((other, _)) = seen.iter().find(|(_, before)| *before == file) {
            return Err(Failure::Message(format!("{}: {other} and {name} are the same file", path.display())));
        }
        seen.push((name, file));
    }
    Ok(())
}

/// A path that is equal for equal files, whether they exist or not.
fn identity(path: &Path) -> PathBuf {
    let path = output::real(path);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match (fs::canonicalize(folder), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path,
    }
}

fn not_over_an_input(args: &Extract, files: &[PathBuf]) -> Result<(), Failure> {
    let written = args.output.iter().map(|output| &output.path).chain(&args.errors).chain(&args.report);
    for path in written.filter(|path| path.is_file()) {
        let same = |input: &PathBuf| fs::canonicalize(input).ok() == fs::canonicalize(path).ok();
        if files.iter().filter(|input| input.as_path() != Path::new("-")).any(same) {
            return Err(Failure::Message(format!("{}: the output would overwrite an input", path.display())));
        }
        if args.gazetteers.gazetteers.iter().any(same) {
            return Err(Failure::Message(format!("{}: the output would overwrite a gazetteer", path.display())));
        }
    }
    Ok(())
}
