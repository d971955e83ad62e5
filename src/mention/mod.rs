//! Candidates: what might be a faction, a place, a date or a person, each with all its readings. Nothing is decided here.

pub(crate) mod date;
pub(crate) mod faction;
pub(crate) mod person;
pub(crate) mod place;

/// The candidates of one article, each list in order of the text.
#[derive(Debug, Default)]
pub(crate) struct Candidates {
    pub dates: Vec<date::DateCandidate>,
    pub people: Vec<person::PersonCandidate>,
    pub places: place::Found,
    pub factions: Vec<faction::FactionCandidate>,
}
