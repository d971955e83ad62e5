//! Who said what, about whom, where and when: dateline turns a news article into structured data.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod article;
mod attribution;
mod document;
mod error;
mod extractor;
mod gazetteer;
mod mention;
mod model;
mod resolve;
mod span;
mod structure;
mod token;

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
