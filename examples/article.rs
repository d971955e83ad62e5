//! One article: who claims what, every claim with its chain.
//!
//!     cargo run --example article

use dateline::{Article, Extractor, jiff::civil::date};

const TEXT: &str = "\"Our forces have retaken two villages near Beni,\" Capt. Josue Mbala, a spokesman for the Congolese army, said on Thursday, AFP reported. \
    The rebels denied that they had lost any ground.";

fn main() -> Result<(), dateline::Error> {
    let extractor = Extractor::new()?;
    let article = Article::new(TEXT).published(date(2021, 5, 28));
    let extraction = extractor.extract(&article);
    for claim in &extraction.claims {
        for step in &claim.attribution {
            let who = step.source.as_ref().map_or("(not named)", |source| &source.text);
            println!("{}: {who} [{}]", step.role, step.act);
        }
        for part in &claim.content {
            println!("    bytes {}..{}: {}", part.span.start, part.span.end, part.text);
        }
    }
    for place in &extraction.places {
        println!("{} is at {:?}, {:?} ({})", place.text, place.lat, place.lon, place.usage);
    }
    for day in &extraction.dates {
        println!("{} is {}", day.text, day.value);
    }
    Ok(())
}
