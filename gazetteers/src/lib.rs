//! The knowledge of [dateline](https://docs.rs/dateline): gazetteers as TSV, the loader that reads them, the folding that lets spellings meet, and the flat
//! index they compile to.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod fold;
pub mod schema;

mod compile;
mod image;
mod index;
mod key;
mod name;
mod problem;
mod tables;
mod text;

pub use crate::{
    index::{Index, IndexError, Lookup, Names, Posting, Row, Word},
    key::{Key, Letters},
    name::{Flags, Name, Validity, names as named},
    problem::{Problem, Severity},
    tables::{Change, Entry, Mode, Tables},
    text::frequent,
};

#[cfg(feature = "tables")]
include!(concat!(env!("OUT_DIR"), "/files.rs"));
