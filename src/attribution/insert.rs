//! What is said with a cue and is no content: when it was said, on which occasion, in which programme, to whom.

use std::ops::Range;

use dateline_gazetteers::schema::Table;

use super::{
    lexicon::{Entry, class, frame, lemmas, list, words},
    tag::Mark,
    view::View,
};
use crate::span::Span;

/// What stands between a cue and its content, or after it.
#[derive(Clone, Debug, Default)]
pub(super) struct Insert {
    /// The first token after it.
    pub end: usize,
    pub addressee: Option<Range<usize>>,
    pub said: Option<Span>,
}

impl View<'_, '_> {
    /// Skips what is not content after a cue: dates, occasions, listeners, adverbs.
    pub fn skip_inserts(&self, entry: &Entry, from: usize, ceiling: usize) -> Insert {
        let mut insert = Insert { end: from, ..Insert::default() };
        for _ in 0..6 {
            let i = insert.end;
            if i >= ceiling {
                break;
            }
            // "asked the minister whether"
            let asks = entry.is(lemmas!["ask"]);
            if insert.addressee.is_none() && i == from && (asks || entry.takes(frame::TELL)) {
                let whether =
                    |e: &usize| !asks || self.tag(*e).is(class::WH) && !self.tag(*e).name && !self.is_text(e - 1, &["question", "questions"]);
                if let Some(end) = self.listener(entry, i, ceiling).filter(whether) {
                    insert.addressee = Some(i..end);
                    insert.end = end;
                    continue;
                }
            }
            // "appealed to the UN to stop", "appealed to both sides for calm"
            if let Some(end) = self.appealed_to(entry, i, ceiling).filter(|_| i == from) {
                insert.addressee = Some(i + 1..end);
                insert.end = end;
                continue;
            }
            let preposition = self.is_in(i, list::DATING);
            let date = self.date_from(i).or_else(|| self.date_from(i + 1).filter(|_| preposition));
            if let Some((tokens, span)) = date.filter(|(d, _)| d.end <= ceiling) {
                let next = self.tag(tokens.end);
                let modifies = self.tag(tokens.end - 1).genitive
                    || next.open_class() && !next.name && !next.is(class::DOCUMENT)
                    || self.is_word(tokens.end, words!["of"]);
                if !modifies && !next.is(class::MODAL | class::FINITE) {
                    insert.said = insert.said.or(Some(*span));
                    insert.end = tokens.end;
                    continue;
                }
            }
            if let Some(end) = self.occasion(i, ceiling) {
                let carried = || self.carried(end, ceiling);
                let tail = if let Some(tail) = carried() {
                    Some(tail)
                } else if self.is_word(end, words!["in", "at", "on", "with", "from", "by", "to", "of"]) {
                    self.noun_phrase_after(end + 1, ceiling).filter(|&e| e >= ceiling || self.boundary(e) || self.date_from(e).is_some())
                } else {
                    None
                };
                let told = if insert.addressee.is_none() { self.listener_in(i, tail.unwrap_or(end)) } else { None };
                insert.addressee = insert.addressee.or(told);
                insert.end = tail.unwrap_or(end);
                continue;
            }
            // "told a meeting in Salem, Oregon, on Monday that"
            if self.tag(i).mark == Mark::Comma && i > from {
                let preposition = usize::from(self.is_in(i + 1, list::DATING));
                let dated = self.date_from(i + 1 + preposition).filter(|(d, _)| d.end < ceiling && self.tag(d.end).is(class::THAT));
                if let Some((tokens, span)) = dated {
                    insert.said = insert.said.or(Some(*span));
                    insert.end = tokens.end;
                    continue;
                }
            }
            let t = self.tag(i);
            // "said of the delay: “…”"
            if i == from && self.is_word(i, words!["of", "about"]) && entry.takes(frame::QUOTE) && !entry.takes(frame::OF | frame::ABOUT) {
                let quoted = |&e: &usize| matches!(self.tag(e).mark, Mark::Colon | Mark::Open) || self.opening_after_comma(e);
                if let Some(end) = self.noun_phrase_after(i + 1, ceiling).filter(quoted) {
                    insert.end = end;
                    continue;
                }
            }
            if let Some(end) = self.programme(entry, i, ceiling) {
                insert.end = end;
                continue;
            }
            if let Some(end) = self.place_before_clause(entry, i, ceiling) {
                insert.end = end;
                continue;
            }
            if let Some(end) = self.aside(entry, i, ceiling) {
                insert.end = end;
                continue;
            }
            let plain = t.mark == Mark::None && t.is(class::PREP | class::TO) && !t.is(class::THAT);
            if plain && (entry.is(lemmas!["go on"]) || !self.governs_a_cue(i)) {
                let plain = self
                    .noun_phrase_after(i + 1, ceiling)
                    .filter(|&e| e < ceiling && (self.tag(e).is(class::THAT) || self.tag(e).mark == Mark::Open || self.opening_after_comma(e)));
                if let Some(end) = plain.filter(|_| !self.is_word(i, words!["for", "of", "against", "about"])) {
                    insert.end = end;
                    continue;
                }
            }
            if t.is(class::ADV) && !t.name && (self.boundary(i + 1) || self.date_from(i + 1).is_some() || self.occasion(i + 1, ceiling).is_some()) {
                insert.end = i + 1;
                continue;
            }
            break;
        }
        insert
    }

    /// "to the UN" after "appealed": where it ends, if what was asked for follows.
    fn appealed_to(&self, entry: &Entry, at: usize, ceiling: usize) -> Option<usize> {
        if !entry.is(lemmas!["appeal"]) || !self.tag(at).is(class::TO) || self.is_infinitive(at) {
            return None;
        }
        let end = self.noun_phrase_after(at + 1, ceiling)?;
        let end = (at + 2..end).find(|&k| self.is_word(k, words!["for"]) || self.is_infinitive(k)).unwrap_or(end);
        let asks =
            self.is_infinitive(end) || self.is_word(end, words!["for", "not"]) || self.tag(end).mark == Mark::Colon || self.opening_after_comma(end);
        asks.then_some(end)
    }

    /// "said on the show “Good Morning” that", "wrote in “The Long War”": where the title ends of what it was said in.
    fn programme(&self, entry: &Entry, i: usize, ceiling: usize) -> Option<usize> {
        if !self.is_word(i, words!["in", "on"]) || entry.takes(frame::ON | frame::IN) {
            return None;
        }
        let plain = |k: &usize| matches!(self.tag(*k).mark, Mark::None | Mark::Joint) && !self.finite(*k);
        let open = i + 1 + (i + 1..ceiling.min(i + 7)).take_while(plain).count();
        let close = self.quote_end(open).filter(|&c| c - open <= 9 && self.is_title(open..c))?;
        (close >= ceiling || self.boundary(close) || self.date_from(close).is_some()).then_some(close)
    }

    /// "said in Athens the hostages could leave": where the place ends at which it was said, if a clause with an article or pronoun follows.
    fn place_before_clause(&self, entry: &Entry, i: usize, ceiling: usize) -> Option<usize> {
        if !entry.is(lemmas!["say"]) || !self.is_word(i, words!["in", "at", "from"]) {
            return None;
        }
        let place = self.doc.names_of(i + 1, Table::Place).next().filter(|m| m.same_case)?;
        let end = place.last as usize;
        let next = self.tag(end);
        let subject = next.mark == Mark::None && !next.name && (self.article(end) || next.is(class::POSS | class::SUBJ));
        (subject && end < ceiling && self.clause_starts(end, ceiling)).then_some(end)
    }

    /// "a statement carried by state media", "posted on its website on Friday": where the participle after an occasion ends.
    fn carried(&self, at: usize, ceiling: usize) -> Option<usize> {
        let (t, next) = (self.tag(at), self.tag(at + 1));
        if t.mark != Mark::None || !t.is(class::ED) || t.name || !next.is(class::PREP | class::TO | class::ADV) {
            return None;
        }
        let end = match self.date_from(at + 1).or_else(|| self.date_from(at + 2)) {
            Some((date, _)) => date.end,
            None if next.is(class::ADV) => at + 2,
            None => self.occasion(at + 1, ceiling).or_else(|| self.noun_phrase_after(at + 2, ceiling))?,
        };
        (end >= ceiling || self.boundary(end) || self.date_from(end).is_some()).then_some(end)
    }

    /// `, "`
    fn opening_after_comma(&self, i: usize) -> bool {
        self.tag(i).mark == Mark::Comma && self.tag(i + 1).mark == Mark::Open
    }

    /// "said, however, that", "said — on television, no less — that": past an aside before content.
    fn aside(&self, entry: &Entry, i: usize, ceiling: usize) -> Option<usize> {
        let mark = self.tag(i).mark;
        if !matches!(mark, Mark::Comma | Mark::Dash) {
            return None;
        }
        let close = (i + 1..ceiling.min(i + 12)).find(|&k| self.tag(k).mark == mark)?;
        let short = close - i <= if mark == Mark::Dash { 11 } else { 8 };
        let as_before = self.is_word(i + 1, words!["as"]);
        let quiet = (i + 1..close).all(|k| !self.tag(k).quoted && (as_before || !self.finite(k)));
        let next = self.tag(close + 1);
        // "denied, through his lawyer, ordering"
        let gerund = entry.takes(frame::ING) && next.is(class::ING) && !next.name && self.is_word(i + 1, words!["through", "in", "via"]);
        (short && quiet && (next.is(class::THAT) || gerund)).then_some(close + 1)
    }

    /// "quoted as telling Guzman that"
    pub fn told_as_well(&self, i: usize, ceiling: usize) -> Option<Range<usize>> {
        self.listener_of(true, false, i, ceiling).map(|end| i..end)
    }

    /// "told AFP", "warned reporters that".
    fn listener(&self, entry: &Entry, i: usize, ceiling: usize) -> Option<usize> {
        let always = entry.is(lemmas!["tell", "inform", "notify", "brief", "ask", "remind", "assure"]);
        self.listener_of(always, entry.takes(frame::OBJTO), i, ceiling)
    }

    fn listener_of(&self, always: bool, directs: bool, i: usize, ceiling: usize) -> Option<usize> {
        let t = self.tag(i);
        // "told her aides", "told her Chinese counterpart that", but "told her Russian troops had left"
        let owner = || {
            let next = self.tag(i + 1);
            let closed = || self.noun_phrase_after(i, ceiling).is_some_and(|end| (i + 2..=end).any(|k| self.tag(k).is(class::THAT | class::TO)));
            t.is(class::POSS) && (next.open_class() && !next.name || next.name && closed())
        };
        if t.mark == Mark::None && t.is(class::OBJ) && !t.name && !owner() {
            return Some(i + 1);
        }
        let mut end = self.noun_phrase_after(i, ceiling)?;
        // "told Reuters Iran had …", "told reporters the talks …": a bare clause follows at the first new phrase.
        if let Some(cut) = (i + 1..end).find(|&k| {
            self.tag(k).mark == Mark::None && self.tag(k).is(class::DET | class::SUBJ) && !self.tag(k - 1).is(class::PREP | class::CONJ | class::DET)
        }) {
            end = cut;
        }
        // "told Reuters Israel was behind it"
        let the = usize::from(self.article(i));
        let outlet = self.doc.names_of(i + the, Table::Outlet).map(|m| m.last as usize).max();
        let actor = |at: usize| self.doc.names_at(at).iter().any(|m| matches!(m.table, Table::Country | Table::Faction));
        if let Some(cut) = outlet.filter(|&o| o < end && self.tag(o).name && actor(o) && self.clause_starts(o, ceiling)) {
            return Some(cut);
        }
        if let Some(k) = (i..end).find(|&k| self.tag(k).is(class::LISTENER)).filter(|&k| !self.boundary(k + 1) && !self.tag(k + 1).is(class::PREP)) {
            end = k + 1;
        }
        // "told residents to stay indoors"
        if let Some(to) =
            (i + 1..end).find(|&k| self.tag(k).is(class::TO) && directs && !self.tag(k + 1).is(class::DET | class::POSS) && !self.tag(k + 1).name)
        {
            end = to;
        }
        // "told ABC's “Good Morning America”"
        if let Some(close) = self.quote_end(end).filter(|&c| c - end <= 8 && self.is_title(end..c)) {
            end = close;
        }
        // "warned Israel it would respond"
        let clause = || self.tag(end).is(class::SUBJ | class::PRON) && !self.tag(end).name && self.verb_at(end + 1);
        let that = || self.tag(end).is(class::THAT | class::TO) || self.tag(end).is(class::ADV) && self.tag(end + 1).is(class::THAT);
        (always || that() || clause()).then_some(end)
    }

    /// The listeners of "to reporters", "in an interview with CNN".
    fn listener_in(&self, from: usize, end: usize) -> Option<Range<usize>> {
        if self.is_word(from, words!["to"]) && self.tag(end - 1).is(class::LISTENER) {
            return Some(from + 1..end);
        }
        let with = (from..end).find(|&k| self.is_word(k, words!["with", "to"]) && k > from)?;
        // "Speaking to the BBC on condition of anonymity"
        let end = (with + 1..end).find(|&k| self.is_word(k, words!["on"]) && self.is_word(k + 1, words!["condition"])).unwrap_or(end);
        (with + 1 < end).then_some(with + 1..end)
    }

    /// `said in the spring, when the story broke, “I did not.”`: the quotation that ends the sentence, past phrases and clauses of circumstance.
    pub(super) fn quotation_ahead(&self, entry: &Entry, from: usize, ceiling: usize) -> Option<usize> {
        let t = self.tag(from);
        let circumstance = t.mark == Mark::Comma || t.mark == Mark::None && t.is(class::PREP | class::SUB) && !t.name && !t.is(class::THAT);
        if !circumstance || !entry.takes(frame::QUOTE) || !entry.takes(frame::POST) {
            return None;
        }
        let open = (from + 1..ceiling.min(from + 30)).find(|&k| self.tag(k).mark == Mark::Open || self.is_cue(k))?;
        let speech = matches!(self.tag(open - 1).mark, Mark::Comma | Mark::Colon) && self.doc.tokens.get(open + 1).is_some_and(|t| t.capital);
        let last = || self.quote_end(open).is_some_and(|end| end >= ceiling);
        (self.tag(open).mark == Mark::Open && speech && last()).then_some(open)
    }

    /// "in a statement", "at a news conference in Geneva", "to reporters": where the phrase that begins at `i` ends, if it names an occasion of speaking.
    pub fn occasion(&self, i: usize, ceiling: usize) -> Option<usize> {
        let t = self.tag(i);
        if t.mark != Mark::None || !t.is(class::PREP | class::TO) || t.is(class::THAT) || self.is_in(i, list::NO_OCCASION) {
            return None;
        }
        let infinitive = self.is_word(i, words!["to"]) && !self.tag(i + 1).is(class::DET | class::POSS | class::LISTENER | class::NUM);
        if infinitive {
            return None;
        }
        // "on its radio station", "via the agency"; "by telephone", not "by a man on the phone".
        let airs = self.is_word(i, words!["on", "via", "through", "over"]);
        let carriers = class::DOCUMENT | class::LISTENER | if airs { class::MEDIUM } else { 0 };
        let stop = ceiling.min(if self.is_word(i, words!["by"]) { i + 2 } else { i + 10 });
        for k in i + 1..stop {
            let t = self.tag(k);
            if !matches!(t.mark, Mark::None | Mark::Joint) || self.finite(k) || t.is(class::SUBJ | class::THAT | class::MODAL) {
                return None;
            }
            if k > i + 1 && t.is(class::PREP) && !self.is_word(k, words!["of"]) {
                return None;
            }
            if t.is(carriers) && !t.genitive && self.is_text(k + 1, &["page", "channel", "feed", "profile"]) {
                return Some(k + 2);
            }
            if t.is(carriers) && !t.genitive && !self.tag(k + 1).is(class::DOCUMENT | class::LISTENER | class::MEDIUM) {
                // "on state broadcaster ORTM", "on the radio station Echo of Moscow"
                let part = |n: &usize| self.tag(*n).name || self.is_word(*n, words!["of"]) && self.tag(n + 1).name || self.tag(*n).is(class::NUM);
                let end = k + 1 + (k + 1..ceiling.min(k + 6)).take_while(part).count();
                let dated = || self.date_from(end).is_some() || self.is_in(end, list::BEFORE_DATE) && self.date_from(end + 1).is_some();
                let named = airs && t.is(class::MEDIUM) && self.tag(k + 1).name && (end >= ceiling || self.boundary(end) || dated());
                return Some(if named { end } else { k + 1 });
            }
        }
        None
    }
}
