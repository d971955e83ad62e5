//! How often pronouns, surnames, titles and short names of sources are resolved to whom they mean.
//!
//! `cargo run --release --example referents -- DOCS.jsonl...` reads articles (`{"id", "text", "published"}` a line) and scores what it finds in them of
//! `tests/data/referents.tsv`, which holds no text: ids, byte offsets, and a hash of the text. A row whose article is not given, or has another text, is
//! left out. `--errors` lists what is wrong.
//!
//! Right: an entity of the source has the referent's name, or the article names the entity where the referent stands. Unresolved: no name but the words
//! of the source. All else is wrong.

use std::collections::{BTreeMap, HashMap};

use dateline::{Article, Entity, Extraction, Extractor};

const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/referents.tsv");

/// Before a name, and no part of it.
const TITLES: &[&str] = &["the", "a", "an", "mr", "mrs", "ms", "dr", "sen", "rep", "gov", "president", "senator", "general", "gen"];

#[derive(Clone, Copy, PartialEq)]
enum Outcome {
    Right,
    Unresolved,
    Wrong,
    NoSource,
}

fn hash(text: &str) -> String {
    let fnv = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    format!("{fnv:016x}")
}

/// The words of a name, without case, titles and possessive.
fn words(name: &str) -> Vec<String> {
    let name = name.to_lowercase().replace(['’', '‘'], "'").replace("'s", "");
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned);
    words.skip_while(|w| TITLES.contains(&w.as_str())).collect()
}

/// All the words of one are in the other, in order and side by side.
fn contains(long: &[String], short: &[String]) -> bool {
    !short.is_empty() && long.windows(short.len()).any(|w| w == short)
}

fn outcome(extraction: &Extraction, text: &str, source: (usize, usize), referent: (usize, usize)) -> (Outcome, String) {
    let overlap = |a: usize, b: usize| b.min(source.1).saturating_sub(a.max(source.0));
    let steps = extraction.claims.iter().flat_map(|c| &c.attribution).filter(|s| !s.inherited).filter_map(|s| s.source.as_ref());
    let Some(found) = steps.filter(|s| overlap(s.span.start, s.span.end) > 0).max_by_key(|s| overlap(s.span.start, s.span.end)) else {
        return (Outcome::NoSource, String::new());
    };
    let (name, own) = (words(&text[referent.0..referent.1]), words(&text[source.0..source.1]));
    let right = |e: &Entity| {
        let got = e.name.as_deref().map(words).unwrap_or_default();
        let named = got == name || (contains(&got, &name) || contains(&name, &got)) && (got.len() > own.len() || got != own);
        let at_referent = |start: usize, end: usize| start < referent.1 && referent.0 < end;
        named
            || extraction.people.iter().any(|p| at_referent(p.span.start, p.span.end) && e.person == Some(p.person))
            || extraction.factions.iter().any(|f| at_referent(f.span.start, f.span.end) && f.id.is_some() && f.id == e.id)
    };
    let got = found.entities.iter().map(|e| e.name.as_deref().unwrap_or("-")).collect::<Vec<_>>().join(" + ");
    let named = found.entities.iter().filter_map(|e| e.name.as_deref()).any(|n| words(n) != own || words(n) == name);
    let outcome = match () {
        () if found.entities.iter().any(right) => Outcome::Right,
        () if named => Outcome::Wrong,
        () => Outcome::Unresolved,
    };
    (outcome, got)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (flags, files): (Vec<_>, Vec<_>) = std::env::args().skip(1).partition(|a| a.starts_with("--"));
    let mut articles = HashMap::new();
    for file in files {
        for line in std::fs::read_to_string(file)?.lines() {
            let document: serde_json::Value = serde_json::from_str(line)?;
            articles.insert(document["id"].as_str().unwrap_or_default().to_owned(), document);
        }
    }
    let extractor = Extractor::new()?;
    let mut extractions: HashMap<String, Extraction> = HashMap::new();
    let mut counts: BTreeMap<String, [usize; 4]> = BTreeMap::new();
    let table = std::fs::read_to_string(TABLE)?;
    for line in table.lines().filter(|l| !l.starts_with('#')).skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [set, id, start, end, kind, from, until, expected] = cells[..] else { return Err(format!("not eight cells: {line}").into()) };
        let Some(document) = articles.get(id) else { continue };
        let text = document["text"].as_str().unwrap_or_default();
        if hash(text) != expected {
            continue;
        }
        let extraction = extractions.entry(id.to_owned()).or_insert_with(|| {
            let published = document["published"].as_str().and_then(|p| p.get(..10)?.parse().ok());
            let article = Article::new(text);
            extractor.extract(&published.map_or(article.clone(), |p| article.published(p)))
        });
        let (source, referent) = ((start.parse()?, end.parse()?), (from.parse()?, until.parse()?));
        let (outcome, got) = outcome(extraction, text, source, referent);
        for key in ["all".to_owned(), format!("form {kind}"), format!("set {set}")] {
            counts.entry(key).or_default()[outcome as usize] += 1;
        }
        if flags.iter().any(|f| f == "--errors") && matches!(outcome, Outcome::Wrong | Outcome::Unresolved) {
            let what = if outcome == Outcome::Wrong { "wrong" } else { "unresolved" };
            println!("{what}\t{kind}\t{id}\t{:?}\twanted {:?}\tgot {got:?}", &text[source.0..source.1], &text[referent.0..referent.1]);
        }
    }
    println!("{:20} {:>5} {:>10} {:>5} {:>9} {:>9}", "", "right", "unresolved", "wrong", "no source", "accuracy");
    for (key, [right, unresolved, wrong, none]) in counts {
        let found = right + unresolved + wrong;
        println!("{key:20} {right:5} {unresolved:10} {wrong:5} {none:9} {:8.1} %", 100.0 * right as f64 / found.max(1) as f64);
    }
    Ok(())
}
