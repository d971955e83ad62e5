//! Objects and relative clauses: "an attack which the government blamed on rebels", "accused Moscow, which invaded in 2022, of".

use std::ops::Range;

use dateline_gazetteers::schema::Table;

use super::{
    content::Shape,
    cue::Hit,
    lexicon::{Entry, class, frame, lemmas, list, words},
    tag::Mark,
    view::View,
};

/// Who blames, what is blamed, and on whom.
pub(super) struct Blamed {
    pub source: Range<usize>,
    pub deed: Range<usize>,
    pub on: Range<usize>,
}

impl View<'_, '_> {
    /// "an attack (which) the army blamed on rebels": what is blamed stands before the clause; `on` is past the verb.
    pub(super) fn blamed_on(&self, hit: &Hit<'_>, source: &Range<usize>, on: usize, floor: usize, ceiling: usize) -> Option<Blamed> {
        // "Moscow, which governments accuse of sending arms"
        let accused = hit.entry.takes(frame::OFING) && self.is_word(on, words!["of"]);
        let blamed = hit.entry.is(lemmas!["blame"]) && self.is_word(on, words!["on"]);
        if !(accused || blamed) || self.date_from(on + 1).is_some() {
            return None;
        }
        let end = if accused { self.content_end(Shape::Preposition, on, ceiling) } else { self.noun_phrase_after(on + 1, ceiling)? };
        let blamed = |source: Range<usize>, deed: usize| Some(Blamed { source, deed: self.deed_before(deed, floor)?, on: on..end });
        let before = source.start.checked_sub(1).filter(|&b| b >= floor);
        match before.map(|b| (b, self.tag(b))) {
            Some((b, t)) if t.mark == Mark::None && t.is(class::REL) && !t.name && !(accused && t.is(class::THAT)) => {
                return blamed(source.clone(), b - usize::from(b > floor && self.tag(b - 1).mark == Mark::Comma));
            }
            _ if accused => return None,
            Some((b, t)) if t.mark == Mark::None && self.noun_like(b) => return blamed(source.clone(), source.start),
            _ => {}
        }
        // "an attack Kyiv blamed on Moscow"
        let name = source.clone().skip(1).find(|&k| self.tag(k).name && !self.tag(k - 1).name && self.tag(k - 1).open_class())?;
        let named = self.article(source.start) && (name..source.end).all(|k| self.tag(k).name);
        if named { blamed(name..source.end, name) } else { None }
    }

    /// The noun phrase that ends at `end`, past a verb before it ("Dozens died in a blast").
    fn deed_before(&self, end: usize, floor: usize) -> Option<Range<usize>> {
        let mut phrase = self.core_before(end, floor)?;
        // "… of the supporters of an exiled cleric whom": no more than the last of many words.
        if phrase.len() > 12 {
            phrase.start = phrase.clone().rev().find(|&k| self.article(k)).unwrap_or(phrase.start);
        }
        let verb = |k: &usize| self.tag(*k).mark == Mark::None && !self.tag(*k).name && (self.finite(*k) || self.tag(*k).is(class::ED));
        let Some(verb) = phrase.clone().rev().find(verb).filter(|&v| v + 1 < end && !self.noun_context(v)) else { return Some(phrase) };
        Some(verb + 1 + usize::from(self.tag(verb + 1).is(class::PREP))..end).filter(|deed| !deed.is_empty())
    }

    /// "accused Moscow, which invaded in 2022, of", "urged the junta, which seized power, to": where the content ends of which a relative clause within seemed
    /// to be the end.
    pub(super) fn past_relative(&self, entry: &Entry, shape: Shape, end: usize, ceiling: usize) -> usize {
        let next = self.tag(end + 1);
        let relative = next.mark == Mark::None && next.is(class::REL) && !next.is(class::THAT) && !next.name;
        if shape != Shape::NounPhrase || self.tag(end).mark != Mark::Comma || !relative || !entry.takes(frame::OFING | frame::OBJTO) {
            return end;
        }
        let close = (end + 2..ceiling.min(end + 30)).find(|&k| self.tag(k).mark == Mark::Comma && !self.tag(k).quoted);
        let goes_on = |&k: &usize| {
            entry.takes(frame::OFING) && self.is_word(k + 1, words!["of"])
                || entry.takes(frame::OBJTO) && (self.is_infinitive(k + 1) || self.is_word(k + 1, words!["not"]))
        };
        close.filter(goes_on).map_or(end, |k| self.content_end(shape, k + 1, ceiling))
    }

    /// ", a decision the government called “regrettable”": what is said in passing of the statement before the comma.
    pub(super) fn is_named_in_turn(&self, comma: usize) -> bool {
        if !self.is_in(comma + 1, list::INDEFINITE) {
            return false;
        }
        let noun = comma + 2 + usize::from(!self.noun_phrase_opens(comma + 3) && self.tag(comma + 3).open_class());
        let after = noun + 1 + usize::from(self.is_word(noun + 1, words!["that", "which"]));
        let subject = self.noun_phrase_opens(after).then(|| self.noun_phrase_after(after, after + 12)).flatten();
        let names = |row| self.lexicon.entry(row).is_some_and(|e| e.takes(frame::PREDICATE | frame::AS));
        subject.is_some_and(|verb| {
            let verb = verb + usize::from(self.tag(verb).is(class::ADV | class::HAVE));
            let quoted = self.tag(verb + 1).mark == Mark::Open || self.is_word(verb + 1, words!["as"]);
            quoted && self.is_cue(verb) && self.doc.acting(verb, Table::Cue).any(|(row, _)| names(row))
        })
    }

    /// An article, owner, pronoun or name stands at `at`.
    fn noun_phrase_opens(&self, at: usize) -> bool {
        let t = self.tag(at);
        t.mark == Mark::None && (t.name || t.is(class::POSS | class::SUBJ) || self.article(at))
    }

    /// "told reporters after a meeting that was held in part": what seems to open the content at `at` is told of the noun before it.
    pub(super) fn is_told_of_occasion(&self, at: usize, told: usize) -> bool {
        self.tag(at).is(class::THAT) && at > told && self.noun_like(at - 1) && self.verb_at(at + 1)
    }
}
