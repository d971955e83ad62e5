//! What the finder knows of the words in and around names.

use dateline_gazetteers::schema::{Table, given, nameword, placeword, title};

use super::{Gender, leader::Leaders};
use crate::{
    document::Document,
    gazetteer::{Layers, NameMatch, RowId, RowTable, TableSet},
    vocabulary::{Numbering, WordId, WordTable},
};

/// What a word does in or beside a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Stands inside a name: `bin`, `van`.
    Particle,
    /// Stands inside a name with a hyphen: `ash-`.
    Article,
    /// The head of a noun phrase is past: `signed`, `close`.
    Trailing,
    /// The same, said of a document that others have come to see: `obtained`.
    Received,
    /// After a hyphen, makes an adjective of a name: `-based`.
    Compound,
    /// Begins a name: `Mc`.
    Prefix,
    /// Ends a name: `Jr`.
    Suffix,
    /// A name that ends in it is not that of a person: `University`.
    Thing,
    /// A thing that says what its author does: `report`.
    Document,
    /// A thing that reports: `newspaper`.
    Medium,
    /// Stands before a role that still holds: `deputy`.
    Modifier,
    /// Stands before a role that no longer holds: `former`.
    Past,
    /// Joins a role to what it is a role in: `of`.
    Relation,
    Pronoun,
    /// A weekday or month.
    Calendar,
    /// Joins a person to the organisation the person heads: `heading`.
    Heading,
    /// Says, after "who", what organisation a person heads: `leads`.
    Leads,
    /// Is beside an organisation or country and not of it: `critic`.
    Apart,
    /// Studies a country: `watcher`.
    Watching,
    /// A relative: `daughter`.
    Kin,
    /// Before a date, says when a role ended: `until`.
    Ending,
    /// A small word that a headline capitalises: `and`.
    Function,
}

/// What is asked of the row of a title again and again.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Title {
    position: Position,
    /// The gender of every holder, if the title tells.
    pub gender: Option<Gender>,
    /// "Mr", "Dr": no role.
    pub honorific: bool,
    /// A king, queen or the like.
    pub reigns: bool,
    /// Its holder speaks for an institution of a country, which the row names.
    pub institution: bool,
    /// "officials", who may be anyone's.
    pub official: bool,
    /// Of the rebels in hand.
    pub rebel: bool,
    /// A journalist or spokesperson, who may speak for a medium.
    pub media: bool,
    /// Governors and the like, who are of a part of the country.
    pub regional: bool,
    /// Presidents, prime ministers and foreign ministers are in the news of other countries.
    pub travels: bool,
}

/// What is asked of the row of a given name.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Given {
    /// The gender of those who bear it.
    pub gender: Option<Gender>,
    /// It is another word too.
    pub word: bool,
}

/// Where a title may stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Position {
    #[default]
    Both,
    /// Before a name only.
    Before,
    /// Alone only.
    Noun,
}

/// The words of the table `nameword`, and the leaders.
#[derive(Debug)]
pub(crate) struct Words {
    classes: WordTable<Option<Class>>,
    /// Words around the names of places.
    place_words: WordTable<bool>,
    titles: RowTable<Title>,
    given: RowTable<Given>,
    leaders: Leaders,
}

impl Words {
    pub fn new(layers: &Layers, numbering: &mut Numbering) -> Words {
        let class = |text: &str| {
            Some(match text {
                "particle" => Class::Particle,
                "prefix" => Class::Prefix,
                "suffix" => Class::Suffix,
                "thing" => Class::Thing,
                "document" => Class::Document,
                "medium" => Class::Medium,
                "modifier" => Class::Modifier,
                "past" => Class::Past,
                "relation" => Class::Relation,
                "pronoun" => Class::Pronoun,
                "calendar" => Class::Calendar,
                "article" => Class::Article,
                "compound" => Class::Compound,
                "trailing" => Class::Trailing,
                "received" => Class::Received,
                "heading" => Class::Heading,
                "leads" => Class::Leads,
                "apart" => Class::Apart,
                "watching" => Class::Watching,
                "kin" => Class::Kin,
                "ending" => Class::Ending,
                "function" => Class::Function,
                _ => return None,
            })
        };
        let mut classes = WordTable::default();
        for (_, row) in layers.rows(Table::NameWord) {
            *classes.entry(numbering.word(row.text(nameword::ID))) = class(row.text(nameword::CLASS));
        }
        let mut place_words = WordTable::default();
        for (_, row) in layers.rows(Table::PlaceWord) {
            let words = row.dated_names(placeword::NAMES).filter(|name| name.is_mere_word(Table::PlaceWord));
            words.for_each(|name| *place_words.entry(numbering.word(name.text)) = true);
        }
        let mut titles = RowTable::default();
        for (id, row) in layers.rows(Table::Title) {
            let (name, role) = (row.text(title::ID), row.text(title::ROLE));
            let title = Title {
                position: match row.text(title::POSITION) {
                    "before" => Position::Before,
                    "noun" => Position::Noun,
                    _ => Position::Both,
                },
                gender: Gender::of(row.bytes(title::GENDER)),
                honorific: role == "honorific",
                institution: !row.text(title::INSTITUTION).is_empty(),
                official: name == "official",
                rebel: role == "rebel",
                media: matches!(role, "journalist" | "spokesperson"),
                travels: matches!(role, "head_of_state" | "head_of_government" | "diplomat")
                    || matches!(name, "foreign-minister" | "secretary-of-state" | "state-secretary"),
                regional: matches!(name, "governor" | "prefect"),
                reigns: matches!(name, "king" | "queen" | "emperor" | "empress" | "emir" | "sultan"),
            };
            titles.set(id, title);
        }
        let mut given = RowTable::default();
        for (id, row) in layers.rows(Table::GivenName) {
            given.set(id, Given { gender: Gender::of(row.bytes(given::GENDER)), word: row.bytes(given::ALSO) == b"word" });
        }
        Words { classes, place_words, titles, given, leaders: Leaders::new(layers, numbering) }
    }

    /// Who held which office.
    pub fn leaders(&self) -> &Leaders {
        &self.leaders
    }

    /// The class of a word.
    #[inline]
    pub fn class(&self, word: WordId) -> Option<Class> {
        self.classes.of(word)
    }

    /// Whether it is a word that stands around the names of places.
    pub fn is_place_word(&self, word: WordId) -> bool {
        self.place_words.of(word)
    }

    /// What is known of a title.
    pub fn title(&self, row: RowId) -> Title {
        self.titles.of(row)
    }

    /// What is known of a given name.
    pub fn given(&self, row: RowId) -> Given {
        self.given.of(row)
    }

    /// A name that ends in the word is not that of a person.
    pub fn is_thing(&self, word: WordId) -> bool {
        matches!(self.class(word), Some(Class::Thing | Class::Document | Class::Medium))
    }

    pub fn is(&self, word: WordId, class: Class) -> bool {
        self.class(word) == Some(class)
    }
}

/// The longest reading of a table at a token.
#[inline]
pub(crate) fn reading<'d>(doc: &'d Document<'_>, token: usize, table: Table) -> Option<&'d NameMatch> {
    doc.names_of(token, table).next()
}

/// The longest title at a token that may stand before a name (`before`) or alone.
#[inline]
pub(crate) fn title_at<'d>(words: &Words, doc: &'d Document<'_>, token: usize, before: bool) -> Option<&'d NameMatch> {
    let wrong = if before { Position::Noun } else { Position::Before };
    doc.names_of(token, Table::Title).find(|m| words.title(m.row).position != wrong)
}

/// Whether a reading of one of the tables reaches over the border between two tokens.
pub(crate) fn bridged(doc: &Document<'_>, right: usize, tables: TableSet) -> bool {
    let reaches = |m: &NameMatch| m.last as usize > right && tables.has(m.table);
    (right.saturating_sub(6)..right).any(|first| doc.has_any(first, tables) && doc.names_at(first).iter().any(reaches))
}
