//! Words that look like a cue and attribute nothing: names given to things, nouns that could be verbs, subjects that stand within a phrase, refusals to say
//! anything.

use std::ops::Range;

use dateline_gazetteers::schema::Table;

use super::{
    claim::{Before, Found},
    content::Shape,
    cue::{Form, Hit},
    lexicon::{Entry, Part, class, lemmas, list, words},
    rule::Rule,
    tag::Mark,
    view::View,
};
use crate::model::AttributionType;

impl View<'_, '_> {
    /// "a film called “Brokers”", "a militia called the Lions of the Valley": a name, not what someone calls a thing. `source` is whoever seems to call
    /// it so, and `from` is where the content begins.
    pub(super) fn only_names(&self, hit: &Hit<'_>, source: &Range<usize>, shape: Shape, from: usize, floor: usize) -> bool {
        if self.is_in(from, list::REFLEXIVE) {
            return true;
        }
        let asked = source.start.checked_sub(1).is_some_and(|b| b >= floor && self.tag(b).is(class::WH | class::REL));
        let indefinite = self.is_in(source.start, list::INDEFINITE);
        let article = self.article(from) as usize;
        match shape {
            Shape::Quote => {
                let named = source.end.checked_sub(1).is_some_and(|l| self.tag(l).name || self.tag(l).is(class::SUBJ | class::PRON));
                // "a protest which a group called “Anonymous” has planned"
                let acts = || self.quote_end(from).is_some_and(|e| self.verb_at(e));
                !asked && (!named || indefinite) || indefinite && acts()
            }
            Shape::NounPhrase => !asked && indefinite && !hit.auxiliary && self.tag(from + article).name,
            _ => false,
        }
    }

    /// "The letter says nothing about the money": that is no statement; "put the ladder at the wall" is none either, "put the toll at 40" is.
    pub(super) fn says_nothing(&self, hit: &Hit<'_>, source: &Range<usize>, shape: Shape, from: usize, end: usize) -> bool {
        let picky = lemmas!["question", "find", "hear", "claim", "recall", "threaten", "say", "concede", "deny", "show", "put"];
        if !hit.entry.is(picky) {
            return false;
        }
        match &**self.lexicon.lemma(hit.entry) {
            // An interrogation: "police questioned the student".
            "question" if shape == Shape::NounPhrase => source.clone().any(|k| self.is_in(k, list::QUESTIONER)),
            // "found the posts": only a document or inquiry finds that something is so.
            "find" if shape == Shape::Bare => {
                !source.clone().any(|k| self.tag(k).is(class::DOCUMENT | class::MEDIUM) || self.is_in(k, list::REPORT))
                    || self.tag(from).is(class::OBJ)
            }
            "hear" if shape == Shape::Bare => !source.clone().any(|k| self.is_in(k, list::COURT)),
            // "The war claimed 12 lives, and famine is spreading"
            "claim" if matches!(shape, Shape::Bare | Shape::NounPhrase) => {
                let border = |k: &usize| {
                    let t = self.tag(*k);
                    let ends = t.mark != Mark::None || t.is(class::PREP | class::CONJ | class::TO | class::SUB) || self.verb_at(*k);
                    ends && !self.is_word(*k, words!["than"])
                };
                let head = (from + 1..end.min(from + 8)).find(border).unwrap_or(end.min(from + 8));
                self.is_in(head - 1, list::TOLL) && !(head < end && self.tag(head).mark == Mark::None && self.verb_at(head))
            }
            // "recalled its ambassador"
            "recall" if shape == Shape::NounPhrase => {
                (from..end.min(from + 5)).any(|k| self.is_in(k, list::RECALLED) && !self.tag(k + 1).is(class::ING))
            }
            // "threatened sanctions", not "threatened the driver"
            "threaten" if shape == Shape::NounPhrase => {
                let head = (from..end).find(|&k| self.tag(k).mark != Mark::None || self.tag(k).is(class::PREP | class::TO)).unwrap_or(end);
                let open = !self.tag(from).is(class::POSS | class::OBJ) && !self.is_word(from, words!["the"]);
                !(open && head > from && self.is_in(head - 1, list::ATTACK | list::THREAT))
            }
            "say" => self.is_in(from, list::NOTHING) && !self.finite(from + 1),
            // "conceded a penalty", "conceded twice"; "conceded defeat" is said.
            "concede" if shape == Shape::NounPhrase => self.is_in(from, list::INDEFINITE) || self.tag(from).is(class::NUM),
            // "conceded a penalty which the referee awarded"
            "concede" if shape == Shape::Bare && self.is_in(from, list::INDEFINITE) => {
                self.noun_phrase_after(from, end).is_none_or(|e| self.tag(e).is(class::REL))
                    || (from + 1..end.min(from + 4)).any(|k| self.tag(k).is(class::REL))
            }
            "deny" if shape == Shape::NounPhrase => self.refuses(from, end),
            // "The video showed bodies"
            "show" if shape == Shape::NounPhrase => {
                // "The bodies showed signs of torture": what can be seen of things.
                let signs = (from..end.min(from + 3)).any(|k| self.is_text(k, &["sign", "signs", "traces", "marks", "evidence"]));
                let counts = |k: usize| self.is_text(k, &["data", "figures", "numbers", "polls", "results", "statistics"]);
                let told = source.clone().any(|k| self.tag(k).is(class::DOCUMENT | class::MEDIUM) || self.is_in(k, list::REPORT) || counts(k));
                signs && !told
                    || source.clone().any(|k| self.is_in(k, list::PICTURE))
                    || hit.form == Form::Ing && self.is_in(hit.group.wrapping_sub(1), list::PICTURE)
            }
            "put" if shape == Shape::NounPhrase => {
                let at = (from + 1..end).find(|&k| self.is_word(k, words!["at"]));
                let number = |k: usize| self.tag(k).is(class::NUM);
                !at.is_some_and(|at| (at + 1..end.min(at + 6)).any(number))
            }
            _ => false,
        }
    }

    /// "denied him bail", "denied entry to fans", "denied Messi twice": not given, not disputed.
    fn refuses(&self, from: usize, end: usize) -> bool {
        let t = self.tag(from);
        if t.mark == Mark::None && !t.name && t.is(class::OBJ) && end > from + 1 {
            return true;
        }
        let person = self.people.partition_point(|p| p.start < from);
        let named = self.people.get(person).filter(|p| p.start == from && p.end <= end && !self.tag(p.end - 1).genitive);
        let head = (from..end).find(|&k| self.tag(k).mark != Mark::None || self.tag(k).is(class::PREP | class::TO)).unwrap_or(end);
        let names = (from..end).take_while(|&k| self.tag(k).name).count();
        let again = names > 0 && names < end - from && (from + names..end).all(|k| self.tag(k).is(class::ADV));
        again || named.is_some() || head > from && self.is_in(head - 1, list::GRANTED)
    }

    /// "many people Reuters observed took out their phones": the verb of the clause follows the cue, whose object stands before.
    pub(super) fn observes_what_stands_before(&self, hit: &Hit<'_>, source: &Range<usize>) -> bool {
        let at = hit.tokens.end;
        let next = self.tag(at);
        let acts = self.finite(at) && !next.is(class::AUX)
            || next.is(class::ED) && !next.name
            || self.is_word(at, words!["took", "went", "came", "was", "were"]);
        let joined = || source.len() > 1 && self.tag(source.end - 1).name && !self.tag(source.end - 2).name && self.tag(source.end - 2).open_class();
        // "Juan de Castro said talks": one name.
        let one_name = || {
            let until = self.people.partition_point(|p| p.start < source.end);
            self.people[..until].last().is_some_and(|p| p.end == source.end && p.len() > 1)
        };
        next.mark == Mark::None && acts && joined() && !one_name()
    }

    /// "Root added 74", "all told", "the strain told on them": the verb without what it tells, or whom.
    pub(super) fn tells_no_one(&self, hit: &Hit<'_>, told: bool, source: &Range<usize>) -> bool {
        !told && !hit.passive && (self.is_word(source.start, words!["all"]) || !self.boundary(hit.tokens.end))
    }

    /// "reacting to his urgent calls for": the phrase before the verb hangs on a preposition, and the verb is a noun.
    pub(super) fn hangs_on_preposition(&self, at: usize, floor: usize) -> bool {
        let Some(p) = at.checked_sub(1).filter(|&p| p > floor + 1) else { return false };
        let t = self.tag(p);
        let before = self.tag(p - 1);
        let hangs = before.mark == Mark::None || self.is_word(p - 1, words!["contrary"]);
        t.mark == Mark::None && !t.name && self.is_in(p, list::HANGING) && hangs && self.date_from(at).is_none()
    }

    /// "they say adding the mineral is": the gerund opens what was said.
    pub(super) fn opens_what_was_said(&self, hit: &Hit<'_>, before: &Before<'_, '_>) -> bool {
        hit.form == Form::Ing
            && !hit.auxiliary
            && before.found.last().is_some_and(|f| f.sentence == hit.sentence && f.content.first().is_some_and(|c| c.start == hit.group))
    }

    /// "drew both praise and blame", "her opening remarks": a determiner before makes a noun of the word, if no phrase of its own stands between.
    pub(super) fn noun_of_phrase(&self, at: usize) -> bool {
        if self.is_in(at, list::STATEMENTS)
            && (self.is_dismissed(at) || self.is_base_cue(at + 1) || self.is_taken_up_by_denial(at) || self.is_denied_noun(at))
        {
            return true;
        }
        let Some(p) = at.checked_sub(1) else { return false };
        let t = self.tag(p);
        let counted = || {
            self.is_word(p, words!["both", "much", "more", "some", "little", "such"]) && p > 0 && !self.floats(p) && {
                let b = self.tag(p - 1);
                b.mark == Mark::None && !b.name && b.is(class::ED | class::FINITE | class::PREP | class::ING)
            }
        };
        let gerund = || t.mark == Mark::None && t.is(class::ING) && !t.name && p > 0 && self.tag(p - 1).is(class::POSS);
        // "to his urgent calls"
        let governed = || {
            p > 1
                && t.open_class()
                && !t.name
                && self.tag(p - 1).is(class::POSS)
                && self.tag(p - 2).mark == Mark::None
                && self.tag(p - 2).is(class::PREP | class::TO)
        };
        // "citing early reports", "despite official denials"
        let cited = || {
            p > 0
                && (t.open_class() || t.is(class::ADV))
                && t.mark == Mark::None
                && !t.name
                && self.tag(p - 1).mark == Mark::None
                && !self.tag(p - 1).name
                && !self.ends(p, b"s")
                && (self.is_in(p - 1, list::CITING) || self.is_word(p - 1, words!["despite", "amid", "following"]))
        };
        // "to enforce UN demands that"
        let object = || {
            !self.tag(at).genitive && {
                let verb = (at.saturating_sub(4)..at).rev().find(|&k| !self.tag(k).name || self.tag(k).is(class::BASE)).unwrap_or(at);
                let t = self.tag(verb);
                verb > 0 && verb + 1 < at && !t.name && (t.open_class() || t.is(class::BASE)) && self.tag(verb - 1).is(class::TO)
            }
        };
        // "There are unconfirmed reports that"
        let there = || {
            let be = (at.saturating_sub(4)..at).rev().find(|&k| !(self.tag(k).open_class() || self.tag(k).is(class::ED)));
            be.is_some_and(|k| k > 0 && self.tag(k).is(class::BE) && self.is_word(k - 1, words!["there"]))
        };
        let plural = || self.ends(at, b"s") && (cited() || object());
        // "talked about renewed fears that", "two investigative reports"
        let described = || t.mark == Mark::None && !t.name && self.is_in(p, list::ATTRIBUTIVE) && !self.ends(at, b"ing");
        described() || counted() || gerund() || governed() || plural() || self.tag(at + 1).is(class::THAT) && there() || self.is_graded(at)
    }

    /// "media reports suggest": a cue in the form that a plural takes.
    pub(super) fn is_base_cue(&self, at: usize) -> bool {
        let base = |row| self.lexicon.entry(row).is_some_and(|e| e.part == Part::Verb && self.is_base(e, at));
        self.is_cue(at) && self.doc.acting(at, Table::Cue).any(|(row, _)| base(row))
    }

    /// "dismissed as “baseless” claims that", "described as false reports that": what stands after "as" is what the noun at `at` is called.
    fn is_dismissed(&self, at: usize) -> bool {
        let within =
            |k: usize| self.tag(k).quoted || self.tag(k).open_class() || self.tag(k).is(class::ADV | class::DET | class::ED | class::REJECTING);
        let named =
            (at.saturating_sub(10)..at).rev().take_while(|&k| within(k) || self.is_word(k, words!["as"])).find(|&k| self.is_word(k, words!["as"]));
        named.is_some_and(|k| k > 0 && self.is_cue(k - 1) && self.tag(k - 1).is(class::ED | class::FINITE | class::ING | class::BASE))
    }

    /// "the most promising cellists", "a longer and more detailed trial"
    pub(super) fn is_graded(&self, at: usize) -> bool {
        let p = at.wrapping_sub(1);
        if !self.is_word(p, words!["more", "most", "very", "so", "too", "least"]) {
            return false;
        }
        if self.ends(at, b"ing") {
            return self.is_word(p, words!["most", "very", "so", "too", "least"]);
        }
        let adjective = self.ends(at, b"ed") && self.tag(at + 1).open_class();
        adjective && p > 0 && self.is_word(p, words!["more", "most", "very"]) && {
            let b = self.tag(p - 1);
            b.mark == Mark::None && !b.name && b.is(class::DET | class::POSS | class::CONJ | class::PREP)
        }
    }

    /// "they read", "to forecast": what stands before takes the base of a verb.
    pub(super) fn plain_plural_before(&self, at: usize) -> bool {
        let Some(p) = at.checked_sub(1) else { return false };
        self.tag(p).is(class::TO | class::MODAL | class::DO | class::SUBJ) && !self.is_in(p, list::SINGULAR)
    }

    /// "when asked", "if told", "although denied": the conjunction at `at` opens a clause that has neither subject nor auxiliary.
    pub(super) fn is_reduced(&self, at: usize) -> bool {
        let t = self.tag(at);
        t.mark == Mark::None && !t.name && self.is_word(at, words!["when", "if", "while", "though", "although", "unless", "where"])
    }

    /// "and the army said so", "told them so": what was said stands elsewhere, `at` being past the cue and whom it was told to.
    pub(super) fn is_said_so(&self, at: usize, ceiling: usize) -> bool {
        let closes = |k: usize| k >= ceiling || self.boundary(k) && !self.tag(k).is(class::THAT) || self.tag(k).is(class::CONJ);
        self.is_word(at, words!["so"]) && (closes(at + 1) || self.tag(at + 1).is(class::ADV) && closes(at + 2))
    }

    /// "Reuters, which cited two diplomats": no statement, but whose it is.
    pub(super) fn cites_a_source(&self, found: &Found<'_>) -> bool {
        let cites = found.entry.is(lemmas!["cite", "quote", "citing", "quoting"]) && matches!(found.rule, Rule::CuePhrase | Rule::Citing);
        let Some(cited) = found.content.first().filter(|_| cites && found.via.is_empty()) else { return false };
        let ends = |k: &usize| self.tag(*k).mark != Mark::None || self.tag(*k).is(class::PREP | class::REL);
        let head = cited.clone().skip(1).find(ends).unwrap_or(cited.end);
        let named = |table| self.doc.acting(head - 1, table).next().is_some();
        let person = self.people.partition_point(|p| p.end <= cited.start);
        named(Table::Title) || self.people.get(person).is_some_and(|p| p.end == head)
    }

    /// "confirmed her as chair": an appointment.
    pub(super) fn appoints(&self, hit: &Hit<'_>, shape: Shape, content: &Range<usize>) -> bool {
        shape == Shape::NounPhrase && hit.entry.is(lemmas!["confirm"]) && content.clone().any(|k| self.is_word(k, words!["as"]))
    }

    /// What follows a verb after `and` is its object: "and offered condolences", not "the killed and wounded men".
    fn takes_object(&self, and: usize) -> bool {
        let object = self.tag(and + 2);
        object.is(class::DET | class::POSS | class::OBJ | class::NUM | class::TO | class::THAT)
            || object.open_class() && !self.tag(and - 1).is(class::ED)
    }

    /// "condemned the coup and suspended the country's membership": where a second verb of the subject ends the phrase.
    pub(super) fn end_of_phrase(&self, from: usize, end: usize) -> usize {
        (from + 1..end)
            .find(|&k| {
                let next = self.tag(k + 1);
                // `the coup and "calls for the release" of`
                let quoted = || next.mark == Mark::Open && self.is_cue(k + 2) && self.tag(k + 2).is(class::ED | class::FINITE);
                self.is_word(k, words!["and"])
                    && (next.mark == Mark::None || quoted())
                    && (next.mark == Mark::Open || next.is(class::ED) && !next.name && self.takes_object(k) || self.finite(k + 1))
            })
            .unwrap_or(end)
    }

    /// "declined to comment", "without accusing anyone", "has not confirmed or denied": words that tell that nothing was said.
    pub(super) fn withholds(&self, hit: &Hit<'_>, floor: usize) -> bool {
        let spoken = matches!(hit.entry.manner.kind, AttributionType::Communication);
        let end = hit.tokens.end;
        let passive = self.is_word(end + 1, words!["be"]) as usize;
        let silent = hit.entry.is(lemmas!["refuse", "decline"]) && self.tag(end).is(class::TO) && self.tag(end + 1 + passive).is(class::RETICENT);
        // "spoke on condition of anonymity because he feared reprisals"
        let afraid = hit.entry.is(lemmas!["fear"])
            && (hit.group.saturating_sub(2).max(floor)..hit.group).any(|k| self.is_word(k, words!["because"]))
            && (hit.group.saturating_sub(14).max(floor)..hit.group)
                .any(|k| self.tag(k).is(class::RETICENT) || self.is_text(k, &["anonymity", "anonymous", "unnamed"]));
        if afraid {
            return true;
        }
        // "asked not to be named", "asked that his name not be used"
        let unnamed = hit.entry.is(lemmas!["ask"])
            && (self.is_word(end, words!["not"]) && self.tag(end + 1).is(class::TO) && self.tag(end + 3).is(class::RETICENT)
                || self.is_word(end, words!["for"]) && self.is_text(end + 1, &["anonymity"])
                || self.tag(end).is(class::THAT) && self.tag(end + 1).is(class::POSS) && self.is_text(end + 2, &["name", "names", "identity"])
                || self.tag(end).is(class::TO) && self.is_text(end + 1, &["remain", "stay"]) && self.is_text(end + 2, &["anonymous", "unnamed"]));
        if unnamed {
            return true;
        }
        let Some(before) = hit.group.checked_sub(1).filter(|&b| b > floor && spoken) else { return silent };
        let low = floor.max(before.saturating_sub(6));
        let words = || (low..before).rev().take_while(|&k| self.tag(k).mark == Mark::None);
        let alternative = self.is_word(before, words!["or", "nor"]) && words().any(|k| self.tag(k).is(class::NEG));
        let avoided = hit.form == Form::Ing
            && (self.tag(before).is(class::AVOIDING) || self.tag(before).is(class::PREP) && self.tag(before - 1).is(class::AVOIDING));
        silent || alternative || avoided
    }

    /// "did not say" says nothing; "does not believe", "did not rule out", "has not confirmed" keep an attitude, which this version leaves out too
    /// unless it is a belief or an intention.
    pub(super) fn stands_negated(&self, entry: &Entry) -> bool {
        !matches!(entry.manner.kind, AttributionType::Communication)
    }
}
