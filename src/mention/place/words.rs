//! What the words around a name say about it.

use dateline_gazetteers::{
    Row, fold,
    schema::{Table, cue, factionword, given, placeword, title, verb},
};

use crate::{
    document::{self, Document},
    error::{self, Error},
    gazetteer::{self, Layers, RowId, RowTable},
    token::{Gap, Kind},
    vocabulary::{Numbering, Word, WordId, WordTable},
};

/// A set of classes.
pub(super) type Bits = u64;

/// Classes of words, as a set of bits.
pub(super) mod class {
    use super::Bits;

    pub const STREET: Bits = 1;
    pub const NUMBERED: Bits = 1 << 1;
    pub const FEATURE: Bits = 1 << 2;
    pub const ORGANISATION: Bits = 1 << 3;
    pub const ORGANISATION_OF: Bits = 1 << 4;
    pub const NEAR: Bits = 1 << 5;
    pub const PLACE_OF: Bits = 1 << 6;
    pub const PLACE_AFTER: Bits = 1 << 7;
    pub const DIVISION: Bits = 1 << 8;
    pub const SETTLEMENT: Bits = 1 << 9;
    pub const DIRECTION: Bits = 1 << 10;
    pub const FUNCTION: Bits = 1 << 11;
    pub const ACT: Bits = 1 << 12;
    pub const AUXILIARY: Bits = 1 << 13;
    pub const GOVERNMENT_NOUN: Bits = 1 << 14;
    pub const TITLE: Bits = 1 << 15;
    pub const GIVEN: Bits = 1 << 16;
    pub const CUE: Bits = 1 << 17;
    pub const TIME: Bits = 1 << 18;
    pub const PERSON_AFTER: Bits = 1 << 19;
    pub const PARTY: Bits = 1 << 20;
    pub const CIVIC: Bits = 1 << 22;
    pub const AGENT: Bits = 1 << 23;
    pub const KIN: Bits = 1 << 24;
    pub const BRAND: Bits = 1 << 25;
    /// Class nouns of facilities that lie in the place they are named for.
    pub const LOCAL: Bits = 1 << 26;
    /// Class nouns that stand before a name.
    pub const BEFORE_NAME: Bits = 1 << 27;
    /// Words before a place's name that make it a team's, a storm's or a ship's.
    pub const TEAM: Bits = 1 << 28;
    /// What teams do to one another.
    pub const SPORT: Bits = 1 << 29;
    /// What goods, diseases and animals named for places are.
    pub const WARE: Bits = 1 << 30;
    /// Members of armed groups.
    pub const GROUP: Bits = 1 << 31;
    /// What only people do.
    pub const PERSON_VERB: Bits = 1 << 32;
    /// What is done to people, after a form of "be".
    pub const PERSON_PAST: Bits = 1 << 33;
    /// Class nouns whose names are places in news from abroad, and institutions in news from home.
    pub const SITE: Bits = 1 << 34;
    /// Forms of "be".
    pub const BE: Bits = 1 << 35;
    /// Words before a name that the next word makes a noun of ("the Paris attacks").
    pub const DETERMINER: Bits = 1 << 36;
    /// Words that may stand between "in" and the name of what holds a place.
    pub const PART: Bits = 1 << 37;
    /// Class nouns of several divisions.
    pub const DIVISIONS: Bits = 1 << 39;
    /// Class nouns of settlements too small for the gazetteer.
    pub const VILLAGE: Bits = 1 << 40;
    /// Those of the words before a place that stand before people as well ("to", "from").
    pub const EITHER: Bits = 1 << 41;
    /// Words after the name of a place that make it a company's, and what pollsters make.
    pub const COMPANY: Bits = 1 << 42;
    pub const POLL: Bits = 1 << 43;
    /// Class nouns of divisions that offices and courts have too.
    pub const OFFICE: Bits = 1 << 44;
    /// What a language is spoken, taught or understood by.
    pub const SPOKEN: Bits = 1 << 45;
    /// Organisation nouns of those that also the adjective of a country names ("Korean Air").
    pub const CARRIER: Bits = 1 << 46;
    /// Words after a person's name that are part of it.
    pub const SUFFIX: Bits = 1 << 38;
    /// A given name that is as often something else.
    pub const PERHAPS_GIVEN: Bits = 1 << 21;
}

/// What patterns of streets, facilities and villages have.
const SITES: Bits = class::STREET | class::NUMBERED | class::FEATURE | class::LOCAL | class::BEFORE_NAME | class::SITE | class::VILLAGE;

/// The word may be the Arabic article of the next ("As Safirah").
const PERHAPS_ARTICLE: Bits = 1 << 63;

const CLASSES: &[(&str, Bits)] = &[
    ("street", class::STREET),
    ("numbered", class::NUMBERED),
    ("feature", class::FEATURE),
    ("organisation", class::ORGANISATION),
    ("organisation_of", class::ORGANISATION_OF),
    ("near", class::NEAR),
    ("either", class::EITHER),
    ("company", class::COMPANY),
    ("poll", class::POLL),
    ("office", class::OFFICE),
    ("place_of", class::PLACE_OF),
    ("place_after", class::PLACE_AFTER),
    ("division", class::DIVISION),
    ("settlement", class::SETTLEMENT),
    ("direction", class::DIRECTION),
    ("function", class::FUNCTION),
    ("act", class::ACT),
    ("auxiliary", class::AUXILIARY),
    ("government_noun", class::GOVERNMENT_NOUN),
    ("person_after", class::PERSON_AFTER),
    ("party", class::PARTY),
    ("civic", class::CIVIC),
    ("agent", class::AGENT),
    ("kin", class::KIN),
    ("brand", class::BRAND),
    ("local", class::LOCAL),
    ("before_name", class::BEFORE_NAME),
    ("team", class::TEAM),
    ("sport", class::SPORT),
    ("ware", class::WARE),
    ("group", class::GROUP),
    ("person_verb", class::PERSON_VERB),
    ("person_past", class::PERSON_PAST),
    ("site", class::SITE),
    ("be", class::BE),
    ("determiner", class::DETERMINER),
    ("part", class::PART),
    ("suffix", class::SUFFIX),
    ("village", class::VILLAGE),
    ("divisions", class::DIVISIONS),
    ("carrier", class::CARRIER),
];

/// So many sets of classes have a number.
const MOST_SETS: usize = 1 << u8::BITS;

/// The classes of the gazetteer's words, ready for lookup.
pub(super) struct Classes {
    /// The sets of classes that there are, the empty one first.
    sets: Vec<Bits>,
    /// The number of the set of each row, and of each mere word, which is not among the names of an article. All words of an article are asked about: the smaller
    /// the table, the more of it is near.
    rows: RowTable<u8>,
    words: WordTable<u8>,
    /// As `words`, with the sets of the verbs and cues, for tokens that need no folding.
    plain: WordTable<u8>,
}

/// The mere words of a column.
fn mere(row: Row<'_>, column: usize, table: Table) -> impl Iterator<Item = &str> {
    row.dated_names(column).filter(move |name| name.is_mere_word(table)).map(|name| name.text)
}

impl Classes {
    /// Fails where rows of users bring more sets of classes than can be told apart.
    pub fn new(layers: &Layers, numbering: &mut Numbering) -> Result<Classes, Error> {
        let bit = |id: &str| CLASSES.iter().find(|(name, _)| *name == id).map(|c| c.1);
        let mut classes = Classes { sets: vec![0], rows: RowTable::default(), words: WordTable::default(), plain: WordTable::default() };
        for (id, row) in layers.rows(Table::PlaceWord) {
            let bits = bit(row.text(placeword::ID)).unwrap_or(0);
            classes.set_row(id, bits);
            for name in mere(row, placeword::NAMES, Table::PlaceWord) {
                let perhaps = if fold::may_be_article(name) { PERHAPS_ARTICLE } else { 0 };
                classes.add_to_word(numbering.word(name), bits | perhaps);
            }
        }
        for (_, row) in layers.rows(Table::FactionWord).filter(|(_, row)| row.bytes(factionword::ID) == b"tongue") {
            row.list(factionword::WORDS).for_each(|word| classes.add_to_word(numbering.word(word), class::SPOKEN));
        }
        for (id, row) in layers.rows(Table::Title) {
            classes.set_row(id, if row.text(title::POSITION) != "noun" { class::TITLE } else { 0 });
        }
        for (id, row) in layers.rows(Table::GivenName) {
            classes.set_row(id, if row.text(given::ALSO).is_empty() { class::GIVEN } else { class::PERHAPS_GIVEN });
        }
        let role = |role: &str| match role {
            "subject" => class::ACT,
            "possessor" => class::GOVERNMENT_NOUN,
            _ => 0,
        };
        classes.plain = classes.words.clone();
        for (id, row) in layers.rows(Table::Verb) {
            let bits = row.list(verb::ROLE).map(role).fold(0, |all, bit| all | bit);
            classes.set_row(id, bits);
            mere(row, verb::FORMS, Table::Verb).for_each(|word| classes.add_to_plain(numbering.word(word), bits));
        }
        for (id, row) in layers.rows(Table::Cue) {
            classes.set_row(id, class::CUE);
            mere(row, cue::FORMS, Table::Cue).for_each(|word| classes.add_to_plain(numbering.word(word), class::CUE));
        }
        if classes.sets.len() > MOST_SETS {
            return Err(Error::new(error::Kind::Classes { table: "placeword", sets: classes.sets.len(), most: MOST_SETS }));
        }
        Ok(classes)
    }

    fn set_row(&mut self, row: RowId, bits: Bits) {
        let number = self.number(bits);
        self.rows.set(row, number);
    }

    fn add_to_word(&mut self, word: WordId, bits: Bits) {
        let number = self.number(self.of_word(word) | bits);
        *self.words.entry(word) = number;
    }

    fn add_to_plain(&mut self, word: WordId, bits: Bits) {
        let number = self.number(self.of_plain(word) | bits);
        *self.plain.entry(word) = number;
    }

    /// The number of a set. There are hardly more of them than classes.
    fn number(&mut self, bits: Bits) -> u8 {
        let number = self.sets.iter().rposition(|&set| set == bits).unwrap_or(self.sets.len());
        if number == self.sets.len() {
            self.sets.push(bits);
        }
        // What does not fit is refused by `new`.
        number as u8
    }

    #[inline]
    fn of_row(&self, row: RowId) -> Bits {
        self.sets[usize::from(self.rows.of(row))]
    }

    #[inline]
    fn of_word(&self, word: WordId) -> Bits {
        self.sets[usize::from(self.words.of(word))]
    }

    /// The number of the set of a word, as the vocabulary keeps it.
    pub fn set(&self, word: WordId) -> u8 {
        self.plain.of(word)
    }

    fn of_plain(&self, word: WordId) -> Bits {
        self.sets[usize::from(self.plain.of(word))]
    }

    #[inline]
    fn of_token(&self, word: Word) -> Bits {
        self.sets[usize::from(word.place())]
    }
}

/// For each token the classes of the words that begin at it, and of those that end before it.
pub(super) struct Marks {
    starts: Vec<Bits>,
    ends: Vec<Bits>,
    /// For each token that a class noun of more words begins at ("air base"), one past its last token.
    class_nouns: Vec<(usize, usize)>,
    /// The tokens that class nouns of streets, facilities and villages begin at, in order.
    sites: Vec<usize>,
    /// Those of several divisions, in order.
    divisions: Vec<usize>,
}

impl Marks {
    /// A function of its own, so that its loops have the processor's registers for themselves.
    #[inline(never)]
    pub fn new(classes: &Classes, doc: &Document<'_>) -> Marks {
        let mut marks = Marks::mere_words(classes, doc);
        for name in &doc.names {
            let bits = match name.table {
                Table::PlaceWord | Table::Verb | Table::Title | Table::GivenName | Table::Cue => classes.of_row(name.row),
                _ => continue,
            };
            marks.add(bits, name.first as usize, name.last as usize);
        }
        marks.class_nouns.sort_unstable();
        for tokens in [&mut marks.sites, &mut marks.divisions] {
            tokens.sort_unstable();
            tokens.dedup();
        }
        marks
    }

    /// Those of the words that are not looked up as names.
    fn mere_words(classes: &Classes, doc: &Document<'_>) -> Marks {
        const RARE: Bits = SITES | PERHAPS_ARTICLE | class::DIVISIONS;
        let count = doc.tokens.len();
        let (mut starts, mut ends) = (vec![0; count + 1], vec![0; count + 1]);
        // Nobody can foresee which are rare: all are written down, each over the one before if that is not.
        let (mut rare, mut rares) = (vec![0; count], 0);
        for (i, ((word, token), plain)) in doc.words.iter().zip(&doc.tokens).zip(doc.all_plain()).enumerate() {
            let bits = classes.of_token(*word);
            let is_rare = (plain & (bits & RARE != 0)) | (!plain & ((token.kind == Kind::Word) | (token.mark() == '&')));
            rare[rares] = i as u32;
            rares += usize::from(is_rare);
            let bits = if plain & !is_rare { bits } else { 0 };
            (starts[i], ends[i + 1]) = (bits, bits);
        }
        let mut marks = Marks { starts, ends, class_nouns: Vec::new(), sites: Vec::with_capacity(64), divisions: Vec::new() };
        for i in rare[..rares].iter().map(|&i| i as usize) {
            if !doc.is_plain(i) {
                marks.unusual(classes, doc, i);
                continue;
            }
            let bits = classes.of_token(doc.words[i]);
            if bits & PERHAPS_ARTICLE == 0 || !gazetteer::is_article(doc.text, &doc.tokens, i) {
                marks.add(bits, i, i + 1);
            }
        }
        marks
    }

    #[inline(always)]
    fn add(&mut self, bits: Bits, first: usize, last: usize) {
        if bits & (SITES | class::DIVISIONS) != 0 {
            self.add_site(bits, first, last);
        }
        self.starts[first] |= bits;
        self.ends[last] |= bits;
    }

    /// Most words are none.
    #[cold]
    fn add_site(&mut self, bits: Bits, first: usize, last: usize) {
        if bits & class::DIVISIONS != 0 {
            self.divisions.push(first);
        }
        if bits & SITES != 0 {
            self.sites.push(first);
        }
        if bits & (class::FEATURE | class::STREET | class::LOCAL | class::SITE | class::BEFORE_NAME) != 0 && last > first + 1 {
            self.class_nouns.push((first, last));
        }
    }

    /// As [`Marks::mere_words`] for a token that must be folded: a possessive, a word with an apostrophe or full stops.
    fn unusual(&mut self, classes: &Classes, doc: &Document<'_>, i: usize) {
        let token = &doc.tokens[i];
        let text = token.text(doc.text);
        let bits = |piece: &str| classes.of_word(document::folded(doc.vocabulary, piece));
        if token.core() < token.end() {
            // Most words before a possessive need no folding, and are known by their number.
            let core = token.core_text(doc.text);
            let plain = core.bytes().all(|byte| byte.is_ascii_alphanumeric());
            self.add(if plain { classes.of_word(doc.words[i].id()) } else { bits(core) }, i, i + 1);
        }
        let acting = [Table::Verb, Table::Cue].into_iter().flat_map(|table| doc.acting(i, table)).filter(|(_, last)| *last == i + 1);
        self.add(acting.fold(0, |all, (row, _)| all | classes.of_row(row)), i, i + 1);
        if !(fold::may_be_article(text) && gazetteer::is_article(doc.text, &doc.tokens, i)) {
            // "S.W." is a word with its last full stop.
            let stop = text.contains('.') && is_mark(doc, i + 1, '.') && doc.tokens[i + 1].gap == Gap::None;
            self.add(bits(text), i, i + 1 + usize::from(stop));
        }
    }

    /// One past the last token of the class noun of more than one word that begins at the token; 0 if there is none.
    pub fn class_noun(&self, token: usize) -> usize {
        let from = self.class_nouns.partition_point(|c| c.0 < token);
        self.class_nouns[from..].iter().take_while(|c| c.0 == token).map(|c| c.1).max().unwrap_or(0)
    }

    /// The tokens that class nouns of streets, facilities and villages begin at, in order.
    pub fn sites(&self) -> &[usize] {
        &self.sites
    }

    /// The tokens that class nouns of several divisions begin at, in order.
    pub fn divisions(&self) -> &[usize] {
        &self.divisions
    }

    /// The classes of the words that begin at the token.
    #[inline]
    pub fn from(&self, token: usize) -> Bits {
        self.starts.get(token).copied().unwrap_or(0)
    }

    /// The classes of the words that end right before the token.
    #[inline]
    pub fn until(&self, token: usize) -> Bits {
        self.ends.get(token).copied().unwrap_or(0)
    }

    /// Whether a word of one of `classes` begins at the token.
    #[inline]
    pub fn starts(&self, token: usize, classes: Bits) -> bool {
        self.starts.get(token).is_some_and(|c| c & classes != 0)
    }

    /// Whether a word of one of `classes` ends right before the token.
    #[inline]
    pub fn ends(&self, token: usize, classes: Bits) -> bool {
        self.ends.get(token).is_some_and(|c| c & classes != 0)
    }
}

/// The word before `token` on the same line of the same sentence, a full stop of an abbreviation between them not counted.
pub(super) fn before(doc: &Document<'_>, token: usize) -> Option<usize> {
    let gap = doc.tokens.get(token)?.gap;
    if !matches!(gap, Gap::Space | Gap::Line) {
        return None;
    }
    let previous = token.checked_sub(1)?;
    let t = doc.tokens[previous];
    let word = if t.kind == Kind::Mark && t.text(doc.text) == "." && t.gap == Gap::None { previous.checked_sub(1)? } else { previous };
    (doc.tokens[word].kind != Kind::Mark && doc.sentence_of(word) == doc.sentence_of(token)).then_some(word)
}

/// The word right after the token before `next`, on the same line of the same sentence.
pub(super) fn after(doc: &Document<'_>, next: usize) -> Option<usize> {
    let t = doc.tokens.get(next)?;
    let same = next > 0 && doc.sentence_of(next) == doc.sentence_of(next - 1);
    (same && t.kind != Kind::Mark && matches!(t.gap, Gap::Space | Gap::Line)).then_some(next)
}

/// Whether the token is that mark.
#[inline]
pub(super) fn is_mark(doc: &Document<'_>, token: usize, mark: char) -> bool {
    doc.tokens.get(token).is_some_and(|t| t.mark() == mark)
}
