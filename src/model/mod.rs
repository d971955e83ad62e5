//! What comes out: the records of the `dateline/1` contract.

mod enums;
mod offsets;

use std::borrow::Cow;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::enums::{Act, Anchor, AttributionType, DateType, EntityKind, FactionKind, Form, Offsets, PlaceUse, Polarity, Quotation, StepRole};
use crate::span::Span;

/// Text that may come straight from the embedded gazetteers.
pub type Text = Cow<'static, str>;

/// The name of the contract that this version writes.
pub const SCHEMA: &str = "dateline/1";

/// The JSON Schema (draft 2020-12) of the contract.
pub const JSON_SCHEMA: &str = include_str!("../../schema/dateline-1.schema.json");

/// Everything found in one article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Extraction {
    /// The contract, `dateline/1`.
    pub schema: Text,
    /// What made the record.
    pub generator: Generator,
    /// The unit of all offsets.
    pub offsets: Offsets,
    /// The article's identifier.
    pub id: Option<String>,
    /// The day of publication.
    pub published: Option<Date>,
    /// The headline.
    pub title: Option<String>,
    /// The publisher.
    #[serde(default)]
    pub outlet: Option<String>,
    /// The address.
    #[serde(default)]
    pub url: Option<String>,
    /// The sentences, in order.
    pub sentences: Vec<Span>,
    /// Mentions of organised actors, in order.
    pub factions: Vec<Faction>,
    /// Mentions of places, in order.
    pub places: Vec<Place>,
    /// Mentions of dates, times, durations and sets, in order.
    pub dates: Vec<TimeExpression>,
    /// Mentions of people, in order.
    pub people: Vec<Person>,
    /// What was claimed, in order of the content.
    pub claims: Vec<Claim>,
}

/// What made a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Generator {
    /// The version of this crate.
    pub version: Text,
    /// A hash over the gazetteers in use.
    pub gazetteers: String,
}

/// A mention of an organised actor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Faction {
    /// The number of the mention, unique in the article.
    pub n: u32,
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// The words of the article.
    pub text: String,
    /// The gazetteer's id of the actor, such as `gov:SY` or `hezbollah`.
    pub id: Option<Text>,
    /// The actor's canonical name.
    pub name: Option<Text>,
    /// What the actor is.
    pub kind: FactionKind,
    /// Whether the words are a description ("the rebels").
    pub generic: bool,
    /// How the actor is referred to.
    pub form: Form,
    /// The actor's ids elsewhere.
    pub ids: Identifiers,
    /// The rule or gazetteer row behind the mention.
    pub rule: Text,
    /// How likely the mention and its id are right, from 0 to 1.
    pub confidence: f32,
}

/// Ids of an actor in other catalogues.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Identifiers {
    /// The Wikidata QID.
    pub wikidata: Option<Text>,
    /// The UCDP actor id.
    pub ucdp: Option<u32>,
}

/// A mention of a place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Place {
    /// The number of the mention, unique in the article.
    pub n: u32,
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// The words of the article.
    pub text: String,
    /// The gazetteer's id: `geonames:N`, or a slug where GeoNames has none.
    pub id: Option<Text>,
    /// The place's name in the gazetteer.
    pub name: Option<Text>,
    /// The ISO 3166-1 alpha-2 code of its country.
    pub country: Option<Text>,
    /// The GeoNames code of its first-level division, such as `SY.09`.
    pub admin1: Option<Text>,
    /// The GeoNames code of its second-level division.
    pub admin2: Option<Text>,
    /// The latitude in WGS84 degrees.
    pub lat: Option<f64>,
    /// The longitude in WGS84 degrees.
    pub lon: Option<f64>,
    /// The GeoNames feature code, such as `PPLC`.
    pub feature: Option<Text>,
    /// What the toponym stands for.
    #[serde(rename = "use")]
    pub usage: PlaceUse,
    /// How many places of the gazetteer bear the name.
    pub candidates: u32,
    /// The rule or gazetteer row behind the mention.
    pub rule: Text,
    /// How likely the mention and its place are right, from 0 to 1.
    pub confidence: f32,
}

/// A mention of a date, time, duration or set (a TIMEX3 of TimeML 1.2.1).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TimeExpression {
    /// The number of the mention, unique in the article.
    pub n: u32,
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// The words of the article.
    pub text: String,
    /// The TIMEX3 type.
    #[serde(rename = "type")]
    pub kind: DateType,
    /// The TIMEX3 value.
    pub value: String,
    /// The TIMEX3 `mod`, such as `START` or `APPROX`.
    #[serde(rename = "mod")]
    pub modifier: Option<Text>,
    /// The TIMEX3 `quant` of a set, such as `EVERY`.
    pub quant: Option<Text>,
    /// The TIMEX3 `freq` of a set, such as `2X`.
    pub freq: Option<Text>,
    /// The first day (`YYYY-MM-DD`) or minute (`YYYY-MM-DDThh:mm`) of the calendar interval. A minute whose time zone the article names has its offset
    /// from UTC, as in RFC 3339: `2016-04-11T08:30Z`, `2016-04-11T08:30-05:00`.
    pub from: Option<String>,
    /// The first day or minute after the interval, written alike.
    pub until: Option<String>,
    /// What it was resolved against.
    pub anchor: Anchor,
    /// The rule behind the mention.
    pub rule: Text,
    /// How likely the mention and its value are right, from 0 to 1.
    pub confidence: f32,
}

/// A mention of a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Person {
    /// The number of the mention, unique in the article.
    pub n: u32,
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// The words of the article.
    pub text: String,
    /// The number of the person, the same for every mention of one.
    pub person: u32,
    /// The person's fullest name in the article.
    pub name: String,
    /// The person's title or role, as the article gives it.
    pub role: Option<String>,
    /// The actor the person speaks for.
    pub affiliation: Option<Affiliation>,
    /// The rule behind the mention.
    pub rule: Text,
    /// How likely the mention is right, from 0 to 1.
    pub confidence: f32,
}

/// The actor a person or role speaks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Affiliation {
    /// The gazetteer's id of the actor.
    pub id: Option<Text>,
    /// The actor's canonical name.
    pub name: Text,
}

/// One attributed claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Claim {
    /// The number of the claim, unique in the article.
    pub n: u32,
    /// The chain to the content: outermost first (nearest the reader), the speaker last.
    pub attribution: Vec<Step>,
    /// What is claimed; several parts where it is interrupted.
    pub content: Vec<Excerpt>,
    /// How it is quoted.
    pub quotation: Quotation,
    /// The last step's type.
    #[serde(rename = "type")]
    pub kind: AttributionType,
    /// The last step's act.
    pub act: Act,
    /// The last step's polarity.
    pub polarity: Polarity,
    /// The claim in whose content this one stands.
    pub within: Option<u32>,
    /// The factions mentioned in the content.
    pub factions: Vec<u32>,
    /// The places mentioned in the content.
    pub places: Vec<u32>,
    /// The dates mentioned in the content.
    pub dates: Vec<u32>,
    /// The rule behind the claim.
    pub rule: Text,
    /// How likely the claim and its source are right, from 0 to 1.
    pub confidence: f32,
}

impl Claim {
    /// Who said it: the last step of the chain.
    pub fn speaker(&self) -> Option<&Step> {
        self.attribution.last()
    }
}

/// One step of an attribution chain.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Step {
    /// The part the step plays.
    pub role: StepRole,
    /// Who; null for an agentless cue ("was accused of").
    pub source: Option<Source>,
    /// The words that attribute; null where the source is inherited.
    pub cue: Option<Cue>,
    /// Whom it was told to.
    pub addressee: Option<Source>,
    /// The kind of attribution.
    #[serde(rename = "type")]
    pub kind: AttributionType,
    /// What is done in saying it.
    pub act: Act,
    /// Whether the source stands by the content.
    pub polarity: Polarity,
    /// The date on which it was said.
    pub said: Option<u32>,
    /// Whether the source stands in earlier text.
    pub inherited: bool,
}

/// Who said it, in the words of the article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Source {
    /// Where the words stand.
    #[serde(flatten)]
    pub span: Span,
    /// The words.
    pub text: String,
    /// Each who speaks.
    pub entities: Vec<Entity>,
}

/// One who speaks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// The gazetteer's id, for factions and outlets.
    #[serde(default)]
    pub id: Option<Text>,
    /// The number of the person in `people`.
    #[serde(default)]
    pub person: Option<u32>,
    /// The fullest name known.
    pub name: Option<Text>,
    /// The actor it speaks for.
    #[serde(default)]
    pub affiliation: Option<Affiliation>,
}

/// The words that attribute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Cue {
    /// Where the words stand.
    #[serde(flatten)]
    pub span: Span,
    /// The words.
    pub text: String,
    /// The lemma of the cue.
    pub lemma: Text,
}

/// A piece of the article's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Excerpt {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// The words.
    pub text: String,
}
