//! The closed classes of words that the rules of factions ask for: a bit each, found by the number that a word has. The words are those of the gazetteers.

use std::collections::HashMap;

use dateline_gazetteers::schema::{Table, factionword, word};

use crate::{
    error::{self, Error},
    gazetteer::Layers,
    vocabulary::{Numbering, WordId, WordTable},
};

/// A set of classes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Class(u128);

impl Class {
    /// Words of either class.
    pub const fn or(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }
}

/// The classes of all words.
#[derive(Debug)]
pub(crate) struct Classes {
    /// The number of the set of each word: words anywhere in the vocabulary are asked about, so the smaller the table, the more of it is near.
    words: WordTable<u16>,
    /// The sets that words have, some two hundred.
    sets: Vec<u128>,
}

impl Classes {
    /// Fails where rows of users bring more sets of classes than can be told apart.
    pub fn new(layers: &Layers, numbering: &mut Numbering) -> Result<Classes, Error> {
        /// So many sets have a number.
        const MOST: usize = 1 << u16::BITS;
        let mut table: WordTable<u128> = WordTable::default();
        let mut add = |class: Class, word: &str| *table.entry(numbering.word(word)) |= class.0;
        for (_, row) in layers.rows(Table::FactionWord) {
            if let Some(class) = of_row(ROWS, row.text(factionword::ID)) {
                row.list(factionword::WORDS).for_each(|word| add(class, word));
            }
        }
        for (_, row) in layers.rows(Table::Word) {
            if let Some(class) = of_row(GRAMMAR, row.text(word::CLASS)) {
                row.list(word::FORMS).for_each(|form| add(class, form));
            }
        }
        let (mut sets, mut known) = (vec![0], HashMap::from([(0, 0)]));
        let words = table.map(|&set| {
            *known.entry(set).or_insert_with(|| {
                sets.push(set);
                // What does not fit is refused below.
                (sets.len() - 1) as u16
            })
        });
        if sets.len() > MOST {
            return Err(Error::new(error::Kind::Classes { table: "factionword", sets: sets.len(), most: MOST }));
        }
        Ok(Classes { words, sets })
    }

    #[inline]
    pub fn has(&self, word: WordId, class: Class) -> bool {
        self.sets[usize::from(self.words.of(word))] & class.0 != 0
    }
}

fn of_row(rows: &[(&str, Class)], id: &str) -> Option<Class> {
    rows.iter().find(|(row, _)| *row == id).map(|(_, class)| *class)
}

macro_rules! classes {
    ($($table:ident { $($(#[$doc:meta])* $name:ident = $row:literal;)* })*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[repr(u8)]
        enum Position { $($($name,)*)* }
        $($($(#[$doc])* pub(crate) const $name: Class = Class(1 << Position::$name as u128);)*)*
        $(const $table: &[(&str, Class)] = &[$(($row, $name),)*];)*
    };
}

classes! {
// Classes of the table of everyday grammar.
GRAMMAR {
    /// Past tenses that do not end in -ed.
    PASTS = "past";
    /// Past participles that do not end in -ed.
    PARTICIPLES = "participle";
    /// Nouns that end like gerunds.
    NOUNS_ING = "noun_ing";
}
ROWS {
    /// Prepositions.
    PREPOSITIONS = "preposition";
    /// Auxiliary verbs.
    AUXILIARIES = "auxiliary";
    /// Words that join clauses.
    CONJUNCTIONS = "conjunction";
    /// Determiners and pronouns.
    DETERMINERS = "determiner";
    /// Words of time that end a noun phrase.
    TIMES = "time";
    /// Words that count what follows, or make it individuals.
    NUMBERS = "number";
    /// What is done to towns and not to the governments in them.
    STRUCK = "struck";
    /// Prepositions that make what follows a place, unless a verb says otherwise.
    LOCATIVE = "locative";
    /// What is had with, between, on or from actors.
    TALKS = "talks";
    /// Adverbs between a subject and its verb.
    ADVERBS = "adverb";
    /// What only an actor is.
    READY = "ready";
    /// Words that may stand between a country and its institution.
    BETWEEN = "between";
    /// Last words of the names of seats that are buildings, whatever town has the same name.
    BUILDINGS = "building";
    /// What is said with a name joined by a hyphen is about someone else ("Hamas-led", "pro-Taliban").
    JOINED_BEFORE = "joined_before";
    /// The Arabic article: what follows it is not the whole name.
    ARTICLES = "article";
    /// What is joined to a name by a hyphen and makes it say something of someone else.
    JOINED_AFTER = "joined_after";
    /// Determiners before what has not been spoken of.
    SINGULAR_BARRED = "indefinite";
    /// Determiners before what has been spoken of.
    DEFINITE = "definite";
    /// Adjectives that may stand between the article and an institution that the article has spoken of.
    ADJECTIVES = "adjective";
    /// What is joined to a people or party by a hyphen before a government.
    LED = "led";
    /// Lower-case words inside a name.
    INSIDE = "inside";
    /// Nouns after a name that no table knows.
    BANDS = "band";
    /// People of whom is said of what they are, before "of".
    PEOPLE = "people";
    /// First words of the name of a group that is not the one that has the rest of the name.
    SPLINTERS = "splinter";
    /// Words of sport.
    SPORTS = "sport";
    /// What teams do to one another.
    RESULTS = "result";
    /// What is said, spoken or written in, before the name of a language.
    TONGUES = "tongue";
    /// Languages that no country is named after.
    LANGUAGES = "language";
    /// What is held where none of those live who take part.
    MEETINGS = "meeting";
    /// What stands before where somebody talks.
    TALKING = "talking";
    /// Towns of conferences and correspondents.
    HOSTS = "host";
    /// People and things of a country that say nothing of where the story is.
    NATIONALS = "national";
    /// What is done to buildings.
    STORMED = "stormed";
    /// Prepositions before a building.
    OUTSIDE = "outside";
    /// Participles of what countries become and do not do.
    INERT = "inert";
    /// What anybody does who has the name of a country.
    ANYONE = "anyone";
    /// How a name is given another: "known as", "or".
    NAMED = "named";
    /// What stands between "known by its" and an acronym.
    ACRONYM = "acronym";
    /// Verbs whose base form is no noun: "police say".
    STATE = "state";
    /// Pronouns of persons.
    PERSONS = "person";
    /// Possessors that are part of a name.
    OWNED = "owned";
    /// Nouns of media after a name of doubtful reading ("the Sun newspaper").
    MEDIA = "media";
    /// What follows the name of an outlet that reports.
    STAFF = "staff";
    /// What one who governs has, even where nothing else is said of him.
    GOVERNING = "governing";
    /// Prepositions after which a country is not where the story is.
    AWAY = "away";
    /// What is had with another country.
    BORDERS = "border";
    /// Prepositions between what is had with a country and its name.
    TOWARDS = "towards";
    /// What stands between a country and what it acts with from afar.
    ARMS = "arms";
    /// What a country acts with from afar.
    WEAPONS = "weapon";
    /// Descriptions that fit too many actors for the only armed group of an article to be meant.
    MANY = "many";
    /// Words on the left that make an institution part of a longer phrase.
    BARRED_LEFT = "barred_left";
    /// Days and months.
    CALENDAR = "calendar";
    /// Those who are for somebody.
    FRIENDS = "friend";
    /// Those who are against somebody.
    FOES = "foe";
    /// What fights.
    FIGHTERS = "fighter";
    /// What makes an actor do something, before "to".
    PROMPTING = "prompting";
    /// What makes or lets an actor do something, which follows as it is.
    ENABLING = "enabling";
    /// What is had from an actor only.
    ANSWERS = "answer";
    /// Nouns of bodies whose names go on with "on".
    TOPICAL = "topical";
    /// What somebody with a title has, who is named before it.
    OFFICES = "office";
    /// Nouns of the units of armies.
    UNITS = "unit";
    /// What is not the whole state's before an institution.
    SUBNATIONAL = "subnational";
    /// What a group is that is no actor ("ethnic group").
    SORTS = "sort";
    /// Those that a number before them makes a unit, in small letters too.
    UNITS_STRICT = "unit_strict";
    /// Those that a number without an ending may stand before ("20 Squadron").
    UNITS_COUNTED = "unit_counted";
    /// Those that end a name only right after its number ("101st Airborne").
    UNITS_SHORT = "unit_short";
    /// Those that are a unit only where a branch stands before them ("5th Special Forces Group").
    UNITS_BRANCHED = "unit_branched";
    /// Those of navies.
    UNITS_NAVAL = "unit_naval";
    /// Those of air forces.
    UNITS_AIR = "unit_air";
    /// Those of which teams, courts and offices have such names too.
    UNITS_WEAK = "unit_weak";
    /// Those whose numbers may be written in Roman figures.
    UNITS_ROMAN = "unit_roman";
    /// Those that are named for a part of the country.
    UNITS_PLACED = "unit_placed";
    /// Those that stand before their number.
    UNITS_BEFORE = "unit_before";
    /// What is named for an actor and is none ("82nd Airborne Division Museum").
    THINGS = "thing";
    /// Words of leagues, among whose divisions none is an army's.
    LEAGUES = "league";
    /// Those who fight for a country.
    SOLDIERS = "soldier";
    /// The same, and all others that an actor has to fight with.
    FORCES = "force";
    /// Institutions of which it is spoken without an article.
    UNBOUND = "unbound";
    /// What, after the name of an institution, is of it.
    SERVING = "serving";
    /// Those who head a government and are none.
    HEADING = "heading";
    /// What a sort of people is, and no actor.
    COMMUNITIES = "community";
    /// Offices that are named like units ("Battalion Chief").
    UNITS_OFFICE = "unit_office";
    /// What a government is before which it stands that is not the country's.
    PARTIAL = "partial";
    /// What a government is that governs no more.
    PAST_RULE = "past_rule";
    /// Verbs that are done to an actor "of" something ("accused the army of war crimes").
    CHARGING = "charging";
    /// What is done with soldiers who may be anybody's ("send ground troops").
    SENDING = "sending";
    /// Branches of armies, between the number of a unit and its noun.
    BRANCHES = "branch";
    /// Numbers of units that are written out.
    ORDINALS = "ordinal";
    /// What a stance does ("opposition mounts"), and what it stands before.
    MOUNTING = "mounting";
    /// What one is before "to" who will do something.
    EXPECTED = "expected";
    /// Groups of which there are several.
    SEVERAL = "several";
    /// Those who fight for a leader who is named before them.
    LED_BY = "led_by";
    /// Offices abroad that speak for a government and are buildings.
    LEGATIONS = "legation";
    /// What international bodies send.
    MISSIONS = "mission";
    /// What stands between an international body and what it sends.
    MISSIONARY = "missionary";
    /// Parts of a country that commands are named for.
    SIDES = "side";
}
}

#[cfg(all(test, feature = "builtin"))]
mod tests {
    use super::*;

    #[test]
    fn every_class_has_words_and_every_row_a_class() {
        let layers = Layers::new(Vec::new()).unwrap();
        let rows: Vec<&str> = layers.rows(Table::FactionWord).map(|(_, row)| row.text(factionword::ID)).collect();
        for (row, _) in ROWS {
            assert!(rows.contains(row), "no row {row}");
        }
        for row in rows {
            assert!(of_row(ROWS, row).is_some(), "no rule reads {row}");
        }
    }
}
