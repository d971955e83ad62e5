//! Who said what, about whom, where and when: dateline turns a news article into structured data.
//!
//! ```
//! use dateline::{Article, Extractor, jiff::civil::date};
//!
//! let extractor = Extractor::new()?; // built-in gazetteers; build once, share between threads
//! let article = Article::new("The army had left Aleppo on Friday, the ministry said.").published(date(2016, 4, 11));
//! let extraction = extractor.extract(&article);
//!
//! # #[cfg(feature = "builtin")] {
//! let claim = &extraction.claims[0];
//! assert_eq!(claim.content[0].text, "The army had left Aleppo on Friday");
//! assert_eq!(claim.speaker().unwrap().source.as_ref().unwrap().text, "the ministry");
//! assert_eq!(extraction.dates[0].value, "2016-04-08");
//! # }
//! # Ok::<(), dateline::Error>(())
//! ```
//!
//! An [`Extractor`] reads an [`Article`] and gives an [`Extraction`]: the sentences, the mentions of [factions](Faction), [places](Place), [dates](TimeExpression) and
//! [people](Person), and the [claims](Claim), each with the whole chain of who says so. Extraction cannot fail, takes time linear in the text, and gives the same
//! result every time; relative dates need the day of publication, which is never taken from the clock.
//!
//! - Every record has a [`Span`] of the article's text (UTF-8 bytes unless [`ExtractorBuilder::offsets`] says otherwise) and repeats its words.
//! - Every mention and claim has a number `n`, unique in the article, by which others refer to it, and names the `rule` behind it.
//! - What is not known is `None` or empty, never a guess. Enumerations are open: a reader keeps values of later versions as `Other`.
//!
//! An `Extraction` serializes to the contract [`dateline/1`](SCHEMA), whose JSON Schema is [`JSON_SCHEMA`], and deserializes to an equal value.
//!
//! Names that the built-in gazetteers lack come from a [`Gazetteer`] of your own. Without the default feature `builtin` there is none but yours, and the crate
//! holds no data under CC BY 4.0.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod article;
mod attribution;
mod distinct;
mod document;
mod error;
mod extractor;
mod few;
mod gazetteer;
mod mention;
mod model;
mod resolve;
mod span;
mod structure;
mod token;
mod vocabulary;

pub use dateline_gazetteers::{Problem, Severity};
pub use jiff;

pub use crate::{
    article::Article,
    error::Error,
    extractor::{Extractor, ExtractorBuilder},
    gazetteer::Gazetteer,
    model::{
        Act, Affiliation, Anchor, AttributionType, Claim, Cue, DateType, Entity, EntityKind, Excerpt, Extraction, Faction, FactionKind, Form,
        Generator, Identifiers, JSON_SCHEMA, Offsets, Person, Place, PlaceUse, Polarity, Quotation, SCHEMA, Source, Step, StepRole, Text,
        TimeExpression,
    },
    span::Span,
};

/// Compiles the example of the README.
#[cfg(all(doctest, feature = "builtin"))]
#[doc = include_str!("../README.md")]
struct Readme;
