//! What the rules of attribution know of words: the closed classes of English, and the tables of cues and everyday words.

use dateline_gazetteers::schema::{Table, cue, word};

use super::{
    entry::{ENDS_IN_FOR, Manner, PAST_LIKE_BASE},
    small::{SMALL, lemma, small},
    tag::{Mark, Tag},
};
pub(super) use super::{
    entry::{Entry, Part},
    small::{Words, lemmas, words},
};
use crate::{
    gazetteer::{Layers, RowId, RowTable},
    model::{Act, AttributionType, Polarity, Text},
    vocabulary::{Numbering, Vocabulary, WordId, WordTable},
};

/// Word classes as bits; a word may belong to several.
pub(super) mod class {
    pub const DET: u32 = 1;
    pub const POSS: u32 = 1 << 1;
    pub const SUBJ: u32 = 1 << 2;
    pub const OBJ: u32 = 1 << 3;
    pub const PREP: u32 = 1 << 4;
    pub const CONJ: u32 = 1 << 5;
    pub const SUB: u32 = 1 << 6;
    pub const THAT: u32 = 1 << 7;
    pub const WH: u32 = 1 << 8;
    pub const REL: u32 = 1 << 9;
    pub const BE: u32 = 1 << 10;
    pub const HAVE: u32 = 1 << 11;
    pub const DO: u32 = 1 << 12;
    pub const MODAL: u32 = 1 << 13;
    pub const NEG: u32 = 1 << 14;
    pub const TO: u32 = 1 << 15;
    pub const ADV: u32 = 1 << 16;
    /// A form that is nothing but a finite verb (`went`, `says`).
    pub const FINITE: u32 = 1 << 17;
    /// A past form or participle in `-ed`, or an irregular participle.
    pub const ED: u32 = 1 << 18;
    pub const ING: u32 = 1 << 19;
    pub const BASE: u32 = 1 << 20;
    pub const NUM: u32 = 1 << 21;
    /// Carries statements (`statement`, `interview`).
    pub const DOCUMENT: u32 = 1 << 22;
    /// Is told things in public (`reporters`).
    pub const LISTENER: u32 = 1 << 23;
    /// Calls something untrue.
    pub const REJECTING: u32 = 1 << 24;
    /// Takes `to` and a verb of saying that still attributes (`went on to say`).
    pub const GOVERNING: u32 = 1 << 25;
    /// A pronoun that may be subject or object (`it`, `you`, `everyone`).
    pub const PRON: u32 = 1 << 26;
    /// Names a medium (`newspaper`, `radio`).
    pub const MEDIUM: u32 = 1 << 27;
    /// Not what its ending suggests (`family`, `hundred`, `building`).
    pub const PLAIN: u32 = 1 << 28;
    /// Finds out whether something is so (`verified`).
    pub const VERIFYING: u32 = 1 << 29;
    /// Tells nothing where one declines to do it (`comment`).
    pub const RETICENT: u32 = 1 << 30;
    /// Says that what follows was not done (`without`, `short of`).
    pub const AVOIDING: u32 = 1 << 31;
    /// An auxiliary of any kind.
    pub const AUX: u32 = BE | HAVE | DO | MODAL;
}

/// Closed lists of words that single rules ask for, as bits; the highest byte is for the small words.
pub(super) mod list {
    /// What is done to people and claimed by those who did it (`bombing`).
    pub const ATTACK: u64 = 1;
    /// What is granted or denied to someone (`entry`, `bail`).
    pub const GRANTED: u64 = 1 << 1;
    /// Shows things (`video`).
    pub const PICTURE: u64 = 1 << 2;
    /// Opens a clause that another one follows (`although`, `after`).
    pub const OPENING: u64 = 1 << 3;
    /// What is said may be untrue (`allegedly`).
    pub const HEARSAY: u64 = 1 << 4;
    /// Names nothing that was said (`nothing`, `little`).
    pub const NOTHING: u64 = 1 << 5;
    /// `claim`, `allegation`: a noun that takes up what was said.
    pub const TAKING_UP: u64 = 1 << 6;
    /// Stands before a date (`on`, `late`).
    pub const BEFORE_DATE: u64 = 1 << 7;
    /// Opens what holds only perhaps (`if`, `unless`).
    pub const CONDITION: u64 = 1 << 8;
    /// `no`, `nobody`, `neither`.
    pub const NO_ONE: u64 = 1 << 9;
    /// `saying`, `telling`: what follows "quoted as".
    pub const AS_SAYING: u64 = 1 << 10;
    /// Asks questions by profession (`detectives`).
    pub const QUESTIONER: u64 = 1 << 11;
    /// More than one, without an -s (`people`).
    pub const PLURAL: u64 = 1 << 12;
    /// `citing`, `cited`, `quoting`, `quoted`.
    pub const CITING: u64 = 1 << 13;
    /// `unconfirmed`, `unverified`.
    pub const UNVERIFIED: u64 = 1 << 14;
    /// Attaches to the noun before it (`of`, `for`).
    pub const ATTACHING: u64 = 1 << 15;
    /// Opens no occasion of speaking (`of`, `about`).
    pub const NO_OCCASION: u64 = 1 << 16;
    /// Sets one clause against another (`while`, `whereas`).
    pub const CONTRAST: u64 = 1 << 17;
    /// A document that headlines are labelled with (`report`, `poll`).
    pub const REPORT: u64 = 1 << 18;
    /// What the writer calls a statement in passing (`reference`, `nod`).
    pub const REMARK: u64 = 1 << 19;
    /// A determiner that cannot stand alone before a verb.
    pub const ARTICLE: u64 = 1 << 20;
    /// `a`, `an`.
    pub const INDEFINITE: u64 = 1 << 21;
    /// `itself`, `themselves`.
    pub const REFLEXIVE: u64 = 1 << 22;
    /// `he`, `she`, `it`.
    pub const SINGULAR: u64 = 1 << 23;
    /// Ends a phrase and opens a clause (`because`).
    pub const PARTING: u64 = 1 << 24;
    /// Turns to another clause in mid-sentence (`before`).
    pub const TURNING: u64 = 1 << 25;
    /// A verb before an adjective that attributes (`felt`).
    pub const APPEARING: u64 = 1 << 26;
    /// A verb before `accused`.
    pub const STANDING: u64 = 1 << 27;
    /// Stands before a date after a cue.
    pub const DATING: u64 = 1 << 28;
    /// A preposition that a phrase before a noun hangs on.
    pub const HANGING: u64 = 1 << 29;
    /// What a doubtful claim lacks (`evidence`).
    pub const PROOF: u64 = 1 << 30;
    /// `could`, `unable`.
    pub const ABILITY: u64 = 1 << 31;
    /// Says by itself that something was looked into (`verified`).
    pub const VERIFYING: u64 = 1 << 32;
    /// What was done to those whose opinion a poll gives (`polled`).
    pub const ASKED: u64 = 1 << 33;
    /// Stands before a number (`about`, `nearly`).
    pub const ROUGHLY: u64 = 1 << 34;
    /// Stands before the name of what it is (`group`).
    pub const BODY: u64 = 1 << 35;
    /// Takes a statement to someone (`emailed`).
    pub const SENT: u64 = 1 << 36;
    /// Hears evidence (`court`).
    pub const COURT: u64 = 1 << 37;
    /// What one threatens (`sanctions`).
    pub const THREAT: u64 = 1 << 38;
    /// Says, before "no", that something was kept back (`gave`).
    pub const WITHHELD: u64 = 1 << 39;
    /// What others said, as a noun that may look like a verb (`claims`, `reports`).
    pub const STATEMENTS: u64 = 1 << 40;
    /// What disasters claim (`lives`).
    pub const TOLL: u64 = 1 << 41;
    /// What is called back (`ambassador`).
    pub const RECALLED: u64 = 1 << 42;
    /// An adjective that no subject ends with, so that what follows is a noun (`false`, `renewed`).
    pub const ATTRIBUTIVE: u64 = 1 << 45;
    /// Before a colon the label of who made or wrote something, and nobody who speaks (`source`, `photo`).
    pub const CREDIT: u64 = 1 << 46;
    /// A token at which a cue begins and no name is.
    pub const CUE: u64 = 1 << 48;
    /// What shows or perceives somebody who does something (`showed`, `heard`).
    pub const SEEING: u64 = 1 << 49;
    /// Stands before what somebody says he is (`claiming to be`, `identifying himself as`).
    pub const IDENTITY: u64 = 1 << 47;
    /// Opens what somebody was or has been (`formerly`, `long`).
    pub const FORMERLY: u64 = 1 << 50;
    /// Takes back or changes what was said (`revised`).
    pub const REVISING: u64 = 1 << 51;
    /// Tells the rank of those who hold an office (`senior`).
    pub const RANK: u64 = 1 << 52;
    /// What one says that one has or did (`victory`, `capture`).
    pub const CLAIMED: u64 = 1 << 53;
    /// How those who listen take what is said (`applause`).
    pub const REACTION: u64 = 1 << 54;
    /// Takes `to` and a verb of saying that still attributes, after a form of "be" (`was quick to add`).
    pub const READY: u64 = 1 << 55;
    /// Of a class, or known to be of none.
    pub const KNOWN: u64 = 1 << 43;
    /// Nothing but its capital tells its tokens apart: most words, and marks that are the same wherever they stand.
    pub const USUAL: u64 = 1 << 44;
}

/// The class of the table of words and its bit.
const LISTS: &[(&str, u64)] = &[
    ("attack", list::ATTACK),
    ("granted", list::GRANTED),
    ("picture", list::PICTURE),
    ("opening", list::OPENING),
    ("hearsay", list::HEARSAY),
    ("nothing", list::NOTHING),
    ("taking_up", list::TAKING_UP),
    ("before_date", list::BEFORE_DATE),
    ("condition", list::CONDITION),
    ("no_one", list::NO_ONE),
    ("as_saying", list::AS_SAYING),
    ("questioner", list::QUESTIONER),
    ("plural", list::PLURAL),
    ("citing", list::CITING),
    ("unverified", list::UNVERIFIED),
    ("attaching", list::ATTACHING),
    ("no_occasion", list::NO_OCCASION),
    ("contrast", list::CONTRAST),
    ("report", list::REPORT),
    ("remark", list::REMARK),
    ("article", list::ARTICLE),
    ("indefinite", list::INDEFINITE),
    ("reflexive", list::REFLEXIVE),
    ("singular", list::SINGULAR),
    ("parting", list::PARTING),
    ("turning", list::TURNING),
    ("appearing", list::APPEARING),
    ("standing", list::STANDING),
    ("dating", list::DATING),
    ("hanging", list::HANGING),
    ("proof", list::PROOF),
    ("ability", list::ABILITY),
    ("verified", list::VERIFYING),
    ("asked", list::ASKED),
    ("roughly", list::ROUGHLY),
    ("body", list::BODY),
    ("sent", list::SENT),
    ("court", list::COURT),
    ("threat", list::THREAT),
    ("withheld", list::WITHHELD),
    ("statements", list::STATEMENTS),
    ("toll", list::TOLL),
    ("recalled", list::RECALLED),
    ("attributive", list::ATTRIBUTIVE),
    ("credit", list::CREDIT),
    ("identity", list::IDENTITY),
    ("formerly", list::FORMERLY),
    ("revising", list::REVISING),
    ("rank", list::RANK),
    ("claimed", list::CLAIMED),
    ("reaction", list::REACTION),
    ("seeing", list::SEEING),
    ("ready", list::READY),
];

const CLOSED: &[(u32, &str)] = &[
    (
        class::DET,
        "a an the this these those some any no every each all both many several few most another such more other others much either neither half",
    ),
    (class::POSS, "my your his her its our their whose"),
    (class::SUBJ, "i he she they we"),
    (class::OBJ, "him her them us me himself herself itself themselves ourselves myself yourself"),
    (class::PRON, "it you everyone everybody someone somebody anyone nobody one none"),
    (
        class::PREP,
        "of in on at by for from with about against between into through during under over without within among amid toward towards upon near across behind \
         beyond despite regarding concerning via versus like per as including following inside outside onto along around since until after before to than above below",
    ),
    (class::CONJ, "and or but nor"),
    (class::SUB, "because while when if although though since unless until after before as than whereas once whether where why how lest"),
    (class::THAT, "that"),
    (class::WH, "who which whom whose what how why where whether when if"),
    (class::REL, "who which whom whose that"),
    (class::BE, "is are was were be been being am 's 're"),
    (class::HAVE, "has have had having 've"),
    (class::DO, "do does did"),
    (class::MODAL, "will would could should may might must can shall cannot 'll 'd won't wouldn't couldn't shouldn't can't mustn't"),
    (
        class::NEG,
        "not n't never neither nor no cannot didn't don't doesn't isn't aren't wasn't weren't hasn't haven't hadn't won't wouldn't couldn't shouldn't can't mustn't hardly rarely seldom",
    ),
    (class::BE, "isn't aren't wasn't weren't"),
    (class::HAVE, "hasn't haven't hadn't"),
    (class::DO, "didn't don't doesn't"),
    (class::TO, "to"),
    (class::FINITE, "is are was were am has have had does did isn't aren't wasn't weren't hasn't haven't hadn't didn't don't doesn't"),
    (
        class::NUM,
        "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty ninety dozen dozens hundreds thousands hundred thousand million billion",
    ),
];

/// What content a cue takes, as bits.
pub(super) mod frame {
    pub const THAT: u32 = 1;
    pub const BARE: u32 = 1 << 1;
    pub const QUOTE: u32 = 1 << 2;
    pub const POST: u32 = 1 << 3;
    pub const NP: u32 = 1 << 4;
    pub const TO: u32 = 1 << 5;
    pub const OBJTO: u32 = 1 << 6;
    pub const WH: u32 = 1 << 7;
    pub const TELL: u32 = 1 << 8;
    pub const ING: u32 = 1 << 9;
    pub const PASSIVE: u32 = 1 << 10;
    /// A prepositional object of one of [`PREPOSITIONS`](super::PREPOSITIONS).
    pub const OF: u32 = 1 << 11;
    pub const FOR: u32 = 1 << 12;
    pub const ABOUT: u32 = 1 << 13;
    pub const AGAINST: u32 = 1 << 14;
    pub const ON: u32 = 1 << 15;
    pub const WITH: u32 = 1 << 16;
    pub const AT: u32 = 1 << 17;
    pub const BY: u32 = 1 << 18;
    pub const IN: u32 = 1 << 19;
    pub const AS: u32 = 1 << 20;
    pub const OFING: u32 = 1 << 21;
    pub const SENTENCE: u32 = 1 << 22;
    /// An object only with what it is said to be.
    pub const PREDICATE: u32 = 1 << 23;
    /// A date that closes its object says when it was said.
    pub const DATED: u32 = 1 << 24;
    /// May stand at the end of a clause that it reports ("…, the court heard").
    pub const ENDS: u32 = 1 << 25;
}

const FRAMES: &[(&str, u32)] = &[
    ("that", frame::THAT),
    ("bare", frame::BARE),
    ("quote", frame::QUOTE),
    ("post", frame::POST),
    ("np", frame::NP),
    ("to", frame::TO),
    ("objto", frame::OBJTO),
    ("wh", frame::WH),
    ("tell", frame::TELL),
    ("ing", frame::ING),
    ("passive", frame::PASSIVE),
    ("as", frame::AS),
    ("ofing", frame::OFING),
    ("sentence", frame::SENTENCE),
    ("predicate", frame::PREDICATE),
    ("dated", frame::DATED),
    ("ends", frame::ENDS),
];

/// Prepositions that introduce content, with the frame each belongs to.
const PREPOSITIONS: &[(&str, u32)] = &[
    ("of", frame::OF),
    ("for", frame::FOR),
    ("about", frame::ABOUT),
    ("against", frame::AGAINST),
    ("on", frame::ON),
    ("with", frame::WITH),
    ("at", frame::AT),
    ("by", frame::BY),
    ("in", frame::IN),
];

/// The frame of a preposition by its number among the small words, or 0.
#[inline]
pub(super) fn preposition(small: u8) -> u32 {
    const FRAMES: [u32; 128] = {
        let (mut frames, mut i) = ([0; 128], 0);
        while i < PREPOSITIONS.len() {
            let number = self::small(PREPOSITIONS[i].0);
            assert!(number > 0, "the list of small words lacks a preposition");
            frames[number as usize] = PREPOSITIONS[i].1;
            i += 1;
        }
        frames
    };
    FRAMES[usize::from(small & 127)]
}

/// Built once for an extractor.
pub(super) struct Lexicon {
    /// What is known of each word, as the tag of a token that is the word and has no capital.
    words: WordTable<Tag>,
    entries: RowTable<Option<Entry>>,
    lemmas: Vec<Text>,
    /// The colon between a speaker's name and what is said.
    colon: Entry,
}

impl Lexicon {
    pub fn new(layers: &Layers, numbering: &mut Numbering) -> Lexicon {
        let mut words = WordTable::<Tag>::default();
        let mut forms = Vec::new();
        let mut add = |bits: u32, form| {
            let word = numbering.word(form);
            words.entry(word).bits |= bits;
            forms.push((word, form));
        };
        for (bits, forms) in CLOSED {
            forms.split_whitespace().for_each(|form| add(*bits, form));
        }
        // Words that only look like adverbs, participles or gerunds; known, they are not guessed at.
        let mut words_of_lists = Vec::new();
        for (_, row) in layers.rows(Table::Word) {
            if let Some((_, bit)) = LISTS.iter().find(|(class, _)| *class == row.text(word::CLASS)) {
                words_of_lists.push((*bit, row));
                continue;
            }
            let bits = match row.text(word::CLASS) {
                "past" | "present" => class::FINITE,
                "participle" => class::ED,
                "base" => class::BASE,
                "adverb" => class::ADV,
                "document" => class::DOCUMENT,
                "listener" => class::LISTENER,
                "rejecting" => class::REJECTING,
                "governing" => class::GOVERNING,
                "medium" => class::MEDIUM,
                "verifying" => class::VERIFYING,
                "reticent" => class::RETICENT,
                "avoiding" => class::AVOIDING,
                // Of [`crate::structure`].
                "headline_small" | "headline_verb" | "headline_titled" => continue,
                _ => class::PLAIN,
            };
            row.list(word::FORMS).for_each(|form| add(bits, form));
        }
        for (bit, row) in words_of_lists {
            row.list(word::FORMS).for_each(|form| words.entry(numbering.word(form)).lists |= bit);
        }
        let mut entries = RowTable::default();
        let mut lemmas: Vec<Text> = Vec::new();
        let mut manners = Vec::new();
        for (id, row) in layers.rows(Table::Cue) {
            let text = row.cow(cue::LEMMA);
            let first = text.split(' ').next().unwrap_or_default();
            let part = match row.text(cue::POS) {
                "verb" => Part::Verb,
                "noun" => Part::Noun,
                "adjective" => Part::Adjective,
                _ => Part::Preposition,
            };
            let past = if matches!(first, "read" | "put" | "forecast" | "broadcast") { PAST_LIKE_BASE } else { 0 };
            let entry = Entry {
                head: numbering.word(first),
                lemma: lemmas.len() as u32,
                number: lemma(&text),
                traits: past | if text.ends_with(" for") { ENDS_IN_FOR } else { 0 },
                part,
                manner: Manner::shared(
                    &mut manners,
                    Manner { kind: row.text(cue::TYPE).into(), act: row.text(cue::ACT).into(), polarity: row.text(cue::POLARITY).into() },
                ),
                frames: row.list(cue::FRAMES).map(frame_bits).fold(0, |a, b| a | b),
                prior: row.integer(cue::PRIOR).unwrap_or(50).min(100) as u8,
            };
            lemmas.push(text);
            entries.set(id, Some(entry));
        }
        let colon = Entry {
            lemma: lemmas.len() as u32,
            part: Part::Preposition,
            manner: Manner { kind: AttributionType::Communication, act: Act::State, polarity: Polarity::Asserted }.into(),
            frames: frame::QUOTE,
            prior: 80,
            head: WordId::default(),
            number: 0,
            traits: 0,
        };
        lemmas.push(":".into());
        forms.into_iter().for_each(|(word, form)| words.entry(word).bits = settled(words.of(word).bits, form));
        (1..).zip(SMALL).for_each(|(number, word)| words.entry(numbering.word(word)).set_small(number));
        // Words that only other stages know are classed here as well.
        for (word, text) in numbering.words() {
            let known = words.entry(word);
            let letters = text.bytes().all(|b| b.is_ascii_alphanumeric()) && text.as_bytes()[0].is_ascii_alphabetic();
            known.lists |= if known.bits != 0 { list::KNOWN } else { 0 };
            // A letter may be an initial.
            if letters && text.len() > 1 {
                known.bits = if known.bits == 0 { by_ending(text.as_bytes()) } else { known.bits };
                let usual = !known.is(class::VERIFYING | class::REJECTING) && !words!["true", "truth"].has(known.small());
                known.lists |= list::KNOWN | if usual { list::USUAL } else { 0 };
            }
            known.bits &= !class::PLAIN;
        }
        for mark in [",", ".", "?", "!", ";", "(", "[", ")", "]"] {
            let known = words.entry(numbering.word(mark));
            known.lists |= list::USUAL;
            known.mark = Mark::of(mark.chars().next().unwrap_or_default());
        }
        Lexicon { words, entries, lemmas, colon }
    }

    /// The entry of a row of the cues.
    #[inline]
    pub fn entry(&self, row: RowId) -> Option<&Entry> {
        self.entries.row(row)?.as_ref()
    }

    /// The lemma of an entry.
    pub fn lemma(&self, entry: &Entry) -> &Text {
        &self.lemmas[entry.lemma as usize]
    }

    /// The tag of a token that is a word and has no capital; all that matters is in it where the word is [usual](list::USUAL).
    #[inline]
    pub fn tag(&self, word: WordId) -> &Tag {
        self.words.row(word).unwrap_or(&Tag::NONE)
    }

    /// The number of a word among the small ones with a possessive after it, or 0.
    pub fn small_possessive(&self, word: WordId) -> u8 {
        const IT: u8 = small("it");
        const THERE: u8 = small("there");
        match self.tag(word).small() {
            IT => const { small("it's") },
            THERE => const { small("there's") },
            _ => 0,
        }
    }

    pub fn colon(&self) -> &Entry {
        &self.colon
    }

    /// The classes of a token's word; `text` is the word without a possessive. Unknown words are classed by their ending.
    pub fn classes(&self, vocabulary: &Vocabulary, word: WordId, text: &[u8]) -> u32 {
        let known = self.tag(word);
        if known.is_in(list::KNOWN) {
            return known.bits;
        }
        // The auxiliary after an apostrophe has two letters at most.
        let contracted = |back: usize| text.len().checked_sub(back).is_some_and(|at| matches!(text[at], b'\'' | 0xE2));
        let carrier = if (1..=5).any(contracted) { self.contraction(vocabulary, text) } else { None };
        carrier.unwrap_or_else(|| by_ending(text))
    }

    /// `he's`, `they've`, `who'd`: a pronoun that carries its auxiliary.
    fn contraction(&self, vocabulary: &Vocabulary, text: &[u8]) -> Option<u32> {
        let (head, tail) = std::str::from_utf8(text).ok()?.split_once(['\'', '\u{2019}'])?;
        let bits = self.tag(vocabulary.word(head)).bits;
        let carries = ["s", "ve", "d", "ll", "re", "m"].iter().any(|t| t.eq_ignore_ascii_case(tail));
        (carries && bits & (class::SUBJ | class::PRON | class::REL) != 0).then_some(bits)
    }
}

/// The classes of a word of the tables, to which its ending adds where they only tell what it is about; never 0.
fn settled(bits: u32, word: &str) -> u32 {
    const THEMES: u32 = class::DOCUMENT
        | class::LISTENER
        | class::REJECTING
        | class::GOVERNING
        | class::MEDIUM
        | class::VERIFYING
        | class::RETICENT
        | class::AVOIDING;
    if bits & !THEMES == 0 { bits | by_ending(word.as_bytes()) } else { bits }
}

/// The class that the ending of a word suggests, if any.
#[inline]
pub(super) fn by_ending(word: &[u8]) -> u32 {
    // Told without a branch, since nothing could foresee which ending a word has.
    let Some(last) = word.last_chunk().map(|last| u32::from_le_bytes(*last) | u32::from_le_bytes(*b"    ")) else { return 0 };
    let ends = |letters: &[u8; 4], count: u32| last >> (32 - 8 * count) == u32::from_le_bytes(*letters) >> (32 - 8 * count);
    let bits = |has: bool, bit: u32| u32::from(has) * bit;
    bits(ends(b"  ly", 2), class::ADV) | bits(ends(b"  ed", 2), class::ED) | bits(ends(b" ing", 3) & (word.len() > 4), class::ING)
}

fn frame_bits(name: &str) -> u32 {
    FRAMES.iter().chain(PREPOSITIONS).find(|(n, _)| *n == name).map_or(0, |(_, bits)| *bits)
}
