//! Local driver.
#[path = "../benches/support/mod.rs"]
mod support;
use dateline::Extractor;
use std::{
    collections::BTreeMap,
    hint::black_box,
    time::{Duration, Instant},
};
use support::*;
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let extractor = Extractor::new().unwrap();
    let corpus = corpus(300);
    match args[0].as_str() {
        "sizes" => {
            let mut table: BTreeMap<(usize, &str), Vec<f64>> = BTreeMap::new();
            for size in args[1..].iter().map(|a| a.parse::<usize>().unwrap()) {
                let one = joined(&corpus, size);
                let repeats = (2_000_000 / size).max(1);
                let mut best: Vec<(&str, f64)> = Vec::new();
                for _ in 0..3 {
                    let mut turn: Vec<(&str, Duration)> = Vec::new();
                    for _ in 0..repeats {
                        let mut nth = 0;
                        let mut last = Instant::now();
                        let x = black_box(extractor.extract_in_stages(&one.article(), |stage| {
                            let now = Instant::now();
                            match turn.get_mut(nth) {
                                Some((_, t)) => *t += now - last,
                                None => turn.push((stage, now - last)),
                            }
                            nth += 1;
                            last = now;
                        }));
                        drop(x);
                        let now = Instant::now();
                        match turn.get_mut(nth) {
                            Some((_, t)) => *t += now - last,
                            None => turn.push(("drop", now - last)),
                        }
                    }
                    for (i, (s, t)) in turn.iter().enumerate() {
                        let v = t.as_secs_f64() * 1e9 / (repeats * size) as f64;
                        match best.get_mut(i) {
                            Some((_, b)) => *b = b.min(v),
                            None => best.push((s, v)),
                        }
                    }
                }
                let sum: f64 = best.iter().map(|b| b.1).sum();
                for (i, (s, v)) in best.iter().enumerate() {
                    table.entry((i, s)).or_default().push(*v);
                }
                table.entry((99, "sum")).or_default().push(sum);
            }
            for ((_, s), v) in table {
                println!("{s:<22}{}", v.iter().map(|v| format!("{v:>9.2}")).collect::<String>());
            }
        }
        "one" => {
            let one = joined(&corpus, args[1].parse().unwrap());
            extract_all(&extractor, &[one]);
        }
        "extract" => (0..args.get(1).map_or(1, |n| n.parse().unwrap())).for_each(|_| extract_all(&extractor, &corpus)),
        "stages" => {
            let anchor = anchor();
            let mut best: Vec<(&str, f64)> = Vec::new();
            let mut unit = f64::INFINITY;
            let mut whole = f64::INFINITY;
            for _ in 0..args.get(1).map_or(15, |n| n.parse().unwrap()) {
                let t = Instant::now();
                scan_all(&anchor, &corpus);
                unit = unit.min(t.elapsed().as_secs_f64());
                let mut turn: Vec<(&str, Duration)> = Vec::new();
                for s in &corpus {
                    let mut nth = 0;
                    let mut last = Instant::now();
                    black_box(extractor.extract_in_stages(&s.article(), |stage| {
                        let now = Instant::now();
                        match turn.get_mut(nth) {
                            Some((_, t)) => *t += now - last,
                            None => turn.push((stage, now - last)),
                        }
                        nth += 1;
                        last = now;
                    }));
                }
                for (i, (s, t)) in turn.iter().enumerate() {
                    let v = t.as_secs_f64();
                    match best.get_mut(i) {
                        Some((_, b)) => *b = b.min(v),
                        None => best.push((s, v)),
                    }
                }
                let t = Instant::now();
                extract_all(&extractor, &corpus);
                whole = whole.min(t.elapsed().as_secs_f64());
            }
            let sum: f64 = best.iter().map(|b| b.1).sum();
            for (s, v) in &best {
                println!("{s:<22}{:>8.3}", v / unit);
            }
            println!(
                "sum {:.2} whole {:.2} ratio {:.4} anchor ns/byte {:.2}",
                sum / unit,
                whole / unit,
                unit / whole,
                unit * 1e9 / bytes(&corpus) as f64
            );
        }
        "best" => {
            let anchor = anchor();
            let mut unit = vec![f64::INFINITY; corpus.len()];
            let mut best: Vec<Vec<(&str, f64)>> = vec![Vec::new(); corpus.len()];
            for _ in 0..args.get(1).map_or(30, |n| n.parse().unwrap()) {
                for (a, s) in corpus.iter().enumerate() {
                    let t = Instant::now();
                    black_box(anchor.find_iter(&s.text).count());
                    unit[a] = unit[a].min(t.elapsed().as_secs_f64());
                }
                for (a, s) in corpus.iter().enumerate() {
                    let mut nth = 0;
                    let mut last = Instant::now();
                    let x = black_box(extractor.extract_in_stages(&s.article(), |stage| {
                        let now = Instant::now();
                        let v = (now - last).as_secs_f64();
                        match best[a].get_mut(nth) {
                            Some((_, b)) => *b = b.min(v),
                            None => best[a].push((stage, v)),
                        }
                        nth += 1;
                        last = Instant::now();
                    }));
                    drop(x);
                    let v = last.elapsed().as_secs_f64();
                    match best[a].get_mut(nth) {
                        Some((_, b)) => *b = b.min(v),
                        None => best[a].push(("drop", v)),
                    }
                }
            }
            let u: f64 = unit.iter().sum();
            let mut total = 0.0;
            for i in 0..best[0].len() {
                let v: f64 = best.iter().map(|b| b[i].1).sum();
                total += v;
                println!("{:<22}{:>8.3}", best[0][i].0, v / u);
            }
            println!("sum {:.3} ratio {:.4} anchor ns/byte {:.2}", total / u, u / total, u * 1e9 / bytes(&corpus) as f64);
        }
        _ => {}
    }
}
