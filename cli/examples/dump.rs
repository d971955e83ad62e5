//! Writes a dump of invented articles, the same bytes on every machine: `cargo run --release -p dateline-cli --example dump -- FORMAT ARTICLES > FILE`.
//!
//! Formats: jsonl, json, csv, tsv, wet, warc. Other tools make the rest of them: gzip, zstd, bzip2 and xz compress. benches/README.md tells what it is for.

use std::{
    env,
    io::{self, BufWriter, Write},
    process::ExitCode,
};

use serde_json::json;

#[path = "../../benches/support/generator.rs"]
mod generator;

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let (Some(format), Some(Ok(count))) = (args.first(), args.get(1).map(|count| count.parse::<u64>())) else {
        eprintln!("usage: dump jsonl|json|csv|tsv|wet|warc ARTICLES > FILE");
        return ExitCode::from(2);
    };
    match write(format, count, &mut BufWriter::with_capacity(1 << 20, io::stdout().lock())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("dump: {error}");
            ExitCode::FAILURE
        }
    }
}

/// An article and its record: about 3.5 kB.
struct Article {
    id: String,
    title: String,
    text: String,
    published: String,
    outlet: &'static str,
    url: String,
}

fn article(number: u64) -> Article {
    // Two of the generator's articles make one of the length that is usual in such dumps.
    let text = generator::article(2 * number) + &generator::article(2 * number + 1);
    let text = text.trim_end().to_owned();
    let title = text.split(" — ").nth(1).unwrap_or(&text).split(['.', '\n']).next().unwrap_or_default().to_owned();
    let day = number % 3653;
    let published = format!("{:04}-{:02}-{:02}", 2010 + day / 366, day / 31 % 12 + 1, day % 28 + 1);
    let outlet = ["Lake Kivu Bulletin", "Harbour Times", "The Eastern Courier", "Daily Register"][(number % 4) as usize];
    Article { id: format!("a{number:07}"), title, text, published, outlet, url: format!("http://news.example/{number}") }
}

fn write(format: &str, count: u64, out: &mut impl Write) -> io::Result<()> {
    let articles = (0..count).map(article);
    let record = |a: &Article| json!({"id": a.id, "title": a.title, "text": a.text, "published": a.published, "publisher": a.outlet, "url": a.url});
    match format {
        "jsonl" => articles.into_iter().try_for_each(|a| writeln!(out, "{}", record(&a))),
        "json" => {
            write!(out, "[")?;
            for (n, a) in articles.enumerate() {
                write!(out, "{}\n{}", if n > 0 { "," } else { "" }, record(&a))?;
            }
            writeln!(out, "\n]")
        }
        "csv" | "tsv" => {
            let delimiter = if format == "csv" { b',' } else { b'\t' };
            let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(out);
            writer.write_record(["id", "title", "text", "published", "publisher", "url"])?;
            for a in articles {
                writer.write_record([&a.id, &a.title, &a.text, &a.published, a.outlet, &a.url])?;
            }
            writer.flush()
        }
        "wet" => articles.into_iter().try_for_each(|a| captured(out, "conversion", &a.url, a.text.as_bytes())),
        "warc" => articles.into_iter().try_for_each(|a| {
            let paragraphs: String = a.text.split("\n\n").map(|p| format!("<p>{}</p>\n", p.replace('&', "&amp;").replace('<', "&lt;"))).collect();
            let page = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<!doctype html>\n<html><head><title>{0}</title>\
                 <meta property=\"article:published_time\" content=\"{1}T08:00:00Z\"><meta property=\"og:site_name\" content=\"{2}\"></head>\n\
                 <body><nav><a href=\"/\">Home</a> <a href=\"/world\">World</a></nav>\n<article><h1>{0}</h1>\n{paragraphs}</article>\n\
                 <footer>Terms of use. All rights reserved.</footer></body></html>\n",
                a.title, a.published, a.outlet
            );
            captured(out, "response", &a.url, page.as_bytes())
        }),
        other => Err(io::Error::other(format!("no format is called {other}"))),
    }
}

fn captured(out: &mut impl Write, kind: &str, url: &str, body: &[u8]) -> io::Result<()> {
    write!(
        out,
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2020-06-01T00:00:00Z\r\nContent-Length: {}\r\n\r\n",
        body.len()
    )?;
    out.write_all(body)?;
    out.write_all(b"\r\n\r\n")
}
