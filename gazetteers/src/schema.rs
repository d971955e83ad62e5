//! What the tables are: one [`Table`] per TSV header, with its columns.
//!
//! A table is recognised by its first column's name (`faction`, `place`, …), which holds the row's id. Names columns hold `|`-separated names,
//! each with optional flags in braces: `IS{case,context}`, `Zaire{until=1997-05}`.

/// The type of one column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The row's identifier, unique within its table. Always the first column.
    Id,
    /// Free text.
    Text,
    /// Text that is also a surface form to be found in articles (one name).
    Name,
    /// `|`-separated surface forms to be found in articles, each with optional `{flags}`.
    Names,
    /// `|`-separated text that is not looked for.
    List,
    /// An unsigned 32-bit integer; empty is absent.
    Integer,
    /// Degrees with up to five decimals; empty is absent.
    Degrees,
}

/// One column of a table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The header's text.
    pub name: &'static str,
    /// What the cells hold.
    pub kind: Kind,
    /// Whether an empty cell is a problem.
    pub required: bool,
    /// The values a cell may take (each element, for lists); empty: anything.
    pub allowed: &'static [&'static str],
}

macro_rules! tables {
    ($($(#[$doc:meta])* $variant:ident $module:ident { $($col:ident $name:literal $kind:ident $req:literal [$($allowed:literal),*];)* })*) => {
        /// The kinds of table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Table { $($(#[$doc])* $variant,)* }

        impl Table {
            /// Every table, in order.
            pub const ALL: &'static [Table] = &[$(Table::$variant,)*];

            /// The columns, the id first.
            pub const fn columns(self) -> &'static [Column] {
                match self { $(Table::$variant => $module::COLUMNS,)* }
            }

            /// The first column's header, which names the table.
            pub fn name(self) -> &'static str { self.columns()[0].name }

            /// Whether its names are proper names, which no word in small letters can be.
            #[inline]
            pub fn is_proper(self) -> bool {
                matches!(self, Table::Country | Table::Place | Table::Faction | Table::Outlet | Table::GivenName)
            }

            /// Whether the cells of a column are names to be found in articles. Those of date words are not: their finder reads the rows on its own, and
            /// such words as "in" and "of" would be half of all finds.
            pub fn is_looked_up(self, column: &Column) -> bool {
                !matches!(self, Table::TimeWord) && matches!(column.kind, Kind::Name | Kind::Names)
            }
        }

        $($(#[$doc])* pub mod $module {
            use super::{Column, Kind};
            #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
            #[repr(usize)]
            enum Position { $($col,)* }
            $(#[doc = concat!("Column `", $name, "`.")] pub const $col: usize = Position::$col as usize;)*
            /// The columns, the id first.
            pub const COLUMNS: &[Column] = &[$(Column { name: $name, kind: Kind::$kind, required: $req, allowed: &[$($allowed),*] },)*];
        })*
    };
}

tables! {
    /// Countries and territories with their adjectives, demonyms and seats of government.
    Country country {
        ID "country" Id true [];
        NAME "name" Name true [];
        ISO3 "iso3" Text false [];
        LAT "lat" Degrees false [];
        LON "lon" Degrees false [];
        GEONAMES "geonames" Integer false [];
        CAPITAL "capital" Text false [];
        POPULATION "population" Integer false [];
        ADJECTIVES "adjectives" Names false [];
        DEMONYMS "demonyms" Names false [];
        ALIASES "aliases" Names false [];
        SEATS "seats" Names false [];
        UCDP "ucdp" Integer false [];
        WIKIDATA "wikidata" Text false [];
        SOURCE "source" Text false [];
    }
    /// Populated places, administrative divisions and regions. Ids are `geonames:N`, or a slug `region:x` where there is none.
    Place place {
        ID "place" Id true [];
        NAME "name" Name true [];
        LAT "lat" Degrees false [];
        LON "lon" Degrees false [];
        COUNTRY "country" Text false [];
        ADMIN1 "admin1" Text false [];
        ADMIN2 "admin2" Text false [];
        FEATURE "feature" Text true [];
        POPULATION "population" Integer false [];
        ALIASES "aliases" Names false [];
        ADJECTIVES "adjectives" Names false [];
        LIKE "like" List false ["word", "surname", "given"];
    }
    /// Organised political and armed actors.
    Faction faction {
        ID "faction" Id true [];
        NAME "name" Name true [];
        KIND "kind" Text true ["armed_group", "government", "military", "police", "party", "international", "outlet", "criminal_group", "communal", "umbrella", "unknown"];
        COUNTRIES "countries" List false [];
        ALIASES "aliases" Names false [];
        MEMBERS "members" Names false [];
        TRAITS "traits" List false [];
        PARENT "parent" List false [];
        SUCCESSOR "successor" List false [];
        FROM "from" Text false [];
        UNTIL "until" Text false [];
        WIKIDATA "wikidata" Text false [];
        UCDP "ucdp" Integer false [];
        SOURCE "source" Text false [];
    }
    /// News agencies, newspapers, broadcasters and monitors.
    Outlet outlet {
        ID "outlet" Id true [];
        NAME "name" Name true [];
        TYPE "type" Text true ["agency", "newspaper", "magazine", "broadcaster", "website", "monitor"];
        COUNTRIES "countries" List false [];
        ALIASES "aliases" Names false [];
        WIKIDATA "wikidata" Text false [];
        SOURCE "source" Text false [];
    }
    /// Institutions every country has: adjective or possessive × noun makes a faction (`Russian air force`, `Syria's army`).
    Institution institution {
        ID "institution" Id true [];
        CANONICAL "canonical" Text true [];
        KIND "kind" Text true ["government", "military", "police", "party", "international", "outlet", "umbrella"];
        NOUNS "nouns" Names true [];
        BARE "bare" Text false ["yes"];
        SEAT "seat" Text false ["building"];
        SOURCE "source" Text false [];
    }
    /// Titles and roles of people, with the institution they speak for.
    Title title {
        ID "title" Id true [];
        NAMES "names" Names true [];
        ROLE "role" Text true ["head_of_state", "head_of_government", "minister", "legislator", "spokesperson", "military", "police", "diplomat", "judge", "official", "religious", "rebel", "party", "journalist", "analyst", "activist", "honorific", "other"];
        INSTITUTION "institution" Text false [];
        POSITION "position" Text true ["before", "noun", "both"];
        GENDER "gender" Text false ["m", "f"];
        EXCEPT "except" List false [];
        ONLY "only" List false [];
    }
    /// Who held which office when, to tell for whom "President X" speaks.
    Leader leader {
        ID "leader" Id true [];
        NAMES "names" List true [];
        SURNAMES "surnames" List true [];
        ALONE "alone" List false [];
        COUNTRY "country" Text true [];
        OFFICE "office" Text true ["head_of_state", "head_of_government", "minister", "head_of_organisation"];
        FROM "from" Text true [];
        UNTIL "until" Text false [];
        SOURCE "source" Text false [];
    }
    /// Nouns for actors that only the discourse identifies (`the rebels`, `the regime`).
    Generic generic {
        ID "generic" Id true [];
        NAMES "names" Names true [];
        KIND "kind" Text true ["armed_group", "government", "military", "police", "party", "international", "outlet", "criminal_group", "communal", "umbrella", "unknown"];
        NUMBER "number" Text false ["singular", "plural", "collective"];
        PART "part" Text true ["noun", "modifier", "class", "name", "prefix", "other"];
        TRAIT "trait" Text false [];
    }
    /// Words that only an actor goes with, to tell a country that acts from a country where something is.
    Verb verb {
        ID "verb" Id true [];
        FORMS "forms" Names true [];
        ROLE "role" List true ["subject", "object", "possessor"];
    }
    /// Words that attribute: verbs, nouns and prepositions, with the kind of attitude and act.
    Cue cue {
        ID "cue" Id true [];
        LEMMA "lemma" Text true [];
        POS "pos" Text true ["verb", "noun", "adjective", "preposition"];
        TYPE "type" Text true ["communication", "belief", "knowledge", "intention"];
        ACT "act" Text true [];
        POLARITY "polarity" Text true ["asserted", "denied", "unverified"];
        FORMS "forms" Names true [];
        FRAMES "frames" List false [];
        PRIOR "prior" Integer false [];
    }
    /// Abbreviations written with a full stop, and what they say about sentence ends.
    Abbreviation abbreviation {
        ID "abbreviation" Id true [];
        CLASS "class" Text true ["title", "month", "weekday", "organisation", "country", "place", "street", "unit", "latin", "reference", "suffix", "time", "other"];
        EXPANSION "expansion" Text false [];
    }
    /// Words of dates and times.
    TimeWord timeword {
        ID "timeword" Id true [];
        NAMES "names" List true [];
        CLASS "class" Text true [];
        VALUE "value" Text false [];
    }
    /// Words of everyday grammar, by class, that the rules of attribution read.
    Word word {
        ID "word" Id true [];
        CLASS "class" Text true ["past", "participle", "present", "base", "adverb", "noun_ly", "noun_ed", "noun_ing", "document", "listener", "rejecting", "governing", "medium", "verifying", "reticent", "avoiding", "attack", "granted", "picture", "opening", "hearsay", "nothing", "taking_up", "before_date", "condition", "no_one", "as_saying", "questioner", "plural", "citing", "unverified", "attaching", "no_occasion", "contrast", "report", "remark", "article", "indefinite", "reflexive", "singular", "parting", "turning", "appearing", "standing", "dating", "hanging", "proof", "ability", "verified", "asked", "roughly", "body", "sent", "court", "threat", "withheld", "statements", "toll", "recalled", "attributive", "credit", "seeing", "identity", "formerly", "revising", "rank", "claimed", "reaction", "ready", "headline_small", "headline_verb", "headline_titled"];
        FORMS "forms" List true [];
    }
    /// Given names of people, to tell people from places.
    GivenName given {
        ID "given" Id true [];
        NAMES "names" Names true [];
        GENDER "gender" Text false ["m", "f"];
        ALSO "also" Text false ["word"];
    }
    /// Words in and around the names and roles of people: particles, suffixes, nouns that end the names of things.
    NameWord nameword {
        ID "nameword" Id true [];
        CLASS "class" Text true ["particle", "prefix", "suffix", "thing", "modifier", "past", "relation", "pronoun", "calendar", "document", "medium", "function", "heading", "leads", "apart", "watching", "article", "compound", "trailing", "received", "kin", "ending"];
    }
    /// Words around the names of places, by class.
    PlaceWord placeword {
        ID "placeword" Id true [];
        NAMES "names" Names false [];
        PARTS "parts" List false [];
    }
    /// Words by which the rules of factions tell actors from what stands around them, by class.
    FactionWord factionword {
        ID "factionword" Id true [];
        WORDS "words" List true [];
    }
    /// Common English words, in lower case: a name spelled like one of them is easily mistaken.
    CommonWord common {
        ID "common" Id true [];
    }
}
