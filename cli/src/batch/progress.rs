//! How far it is: a bar on a terminal, lines in a log.

use std::{
    io::{self, IsTerminal},
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressStyle};

use super::summary::Summary;
use crate::{args::ProgressKind, counted::counted, failure::complain, input::Meter};

/// How often a log gets a line.
const LINES: Duration = Duration::from_secs(30);
const BAR: Duration = Duration::from_millis(200);

pub struct Progress {
    meter: Meter,
    total: Option<u64>,
    bar: Option<ProgressBar>,
    lines: bool,
    start: Instant,
    last: Instant,
    /// What was done before this run went on.
    before: Option<(u64, u64)>,
}

impl Progress {
    /// For inputs of so many bytes, if that is known.
    pub fn new(kind: ProgressKind, meter: Meter, total: Option<u64>) -> Progress {
        let bar = kind == ProgressKind::Auto && io::stderr().is_terminal();
        let style = |template: &str| ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = bar.then(|| match total {
            Some(total) => ProgressBar::new(total).with_style(style("{wide_bar} {percent}% {msg}")),
            None => ProgressBar::new_spinner().with_style(style("{spinner} {msg}")),
        });
        let lines = bar.is_none() && kind != ProgressKind::None;
        let now = Instant::now();
        Progress { meter, total, bar, lines, start: now, last: now, before: None }
    }

    pub fn read(&self) -> u64 {
        self.meter.get()
    }

    /// Tells how far it is, if it is time to.
    pub fn tick(&mut self, summary: &Summary) {
        let before = *self.before.get_or_insert((summary.extracted.articles, self.meter.get()));
        let due = if self.bar.is_some() { BAR } else { LINES };
        if (self.bar.is_none() && !self.lines) || self.last.elapsed() < due {
            return;
        }
        self.last = Instant::now();
        let seconds = self.start.elapsed().as_secs_f64();
        let read = self.meter.get();
        let speed = (read - before.1.min(read)) as f64 / seconds;
        let articles = (summary.extracted.articles - before.0.min(summary.extracted.articles)) as f64 / seconds;
        let mut line = format!("{}, {articles:.0}/s, {:.1} MB/s", counted(summary.extracted.articles, "article"), speed / 1e6);
        if let Some(total) = self.total.filter(|_| speed > 0.0) {
            line += &format!(", {} left", duration(total.saturating_sub(read) as f64 / speed));
        }
        if summary.all_rejected() > 0 {
            line += &format!(", {} rejected", summary.all_rejected());
        }
        match &self.bar {
            Some(bar) => {
                bar.set_position(read);
                bar.set_message(line);
            }
            None => {
                let part = self.total.map(|total| format!("{:.0}% ", read as f64 / total as f64 * 100.0)).unwrap_or_default();
                complain(&format!("{part}{line}"));
            }
        }
    }

    /// Writes a line to standard error, above the bar if there is one.
    pub fn line(&self, text: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| complain(text)),
            None => complain(text),
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn duration(seconds: f64) -> String {
    let seconds = seconds.round() as u64;
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3600 => format!("{} min {:02} s", seconds / 60, seconds % 60),
        _ => format!("{} h {:02} min", seconds / 3600, seconds / 60 % 60),
    }
}

/// A number of bytes for reading.
pub fn bytes(count: u64) -> String {
    match count {
        0..1_000 => format!("{count} bytes"),
        1_000..1_000_000 => format!("{:.1} kB", count as f64 / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", count as f64 / 1e6),
        _ => format!("{:.2} GB", count as f64 / 1e9),
    }
}
