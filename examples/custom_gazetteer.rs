//! A gazetteer of one's own, laid over the built-in ones.
//!
//!     cargo run --example custom_gazetteer

use dateline::{Article, Error, Extractor, Gazetteer};

const TEXT: &str = "The Lowland Rifles crossed the river on Monday, residents said. A statement by the LRF said two of its riflemen had died.";

fn main() -> Result<(), Error> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/militias.tsv");
    let with = Extractor::builder().gazetteer(Gazetteer::from_path(path)?).build()?;
    for (name, extractor) in [("built-in alone", Extractor::new()?), ("with militias.tsv", with)] {
        println!("{name}:");
        for faction in extractor.extract(&Article::new(TEXT)).factions {
            println!("    {} -> {} ({}, {})", faction.text, faction.name.as_deref().unwrap_or("not settled"), faction.kind, faction.rule);
        }
    }
    Ok(())
}
