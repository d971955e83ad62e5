//! Who speaks: the subject of a verb that attributes, shared, ahead of it, or before an attribution that interrupts.

use std::ops::Range;

use dateline_gazetteers::schema::Table;

use super::{
    claim::Before,
    cue::{Form, Hit},
    lexicon::{Entry, class, lemmas, list, words},
    tag::Mark,
    view::View,
};

impl View<'_, '_> {
    /// "No group", "nobody", "none of them", "neither Kyiv nor Moscow", "if the army": no one who said it.
    pub(super) fn is_no_speaker(&self, source: &Range<usize>, floor: usize) -> bool {
        let first = source.start;
        if self.is_in(first, list::NO_ONE) {
            return true;
        }
        let mut at = first;
        while at > floor && self.tag(at - 1).mark == Mark::None && self.tag(at - 1).is(class::ADV) && !self.tag(at - 1).is(class::NEG) {
            at -= 1;
        }
        let Some(before) = at.checked_sub(1).filter(|&b| b >= floor) else { return false };
        let none_of = self.is_word(before, words!["of"]) && before > floor && self.is_in(before - 1, list::NO_ONE);
        none_of || self.is_in(before, list::NO_ONE | list::CONDITION)
    }

    pub(super) fn first_person(&self, source: &Range<usize>) -> bool {
        source.len() == 1 && self.is_word(source.start, words!["i", "we"])
    }

    /// "Dorley, quoted by state radio,": the speaker, and the reporter with its cue.
    pub(super) fn quoted_by(&self, source: &Range<usize>) -> Option<(Range<usize>, Range<usize>, Range<usize>)> {
        let at = source
            .clone()
            .skip(1)
            .find(|&k| self.is_word(k, words!["quoted", "cited"]) && self.is_word(k + 1, words!["by"]) && k + 2 < source.end)?;
        let mut end = at;
        while end > source.start + 1 && (self.tag(end - 1).mark == Mark::Comma || self.is_word(end - 1, words!["as"])) {
            end -= 1;
        }
        Some((source.start..end, at + 2..source.end, at..at + 2))
    }

    pub(super) fn plural_end(&self, source: &Range<usize>) -> bool {
        let last = source.end.saturating_sub(1);
        self.tag(last).is(class::SUBJ | class::PRON) || self.ends(last, b"s") || self.is_in(last, list::PLURAL)
    }

    /// "The Taliban deny", "Taliban reject offer" as a line: the name of a group, of which the verb may be plural.
    pub(super) fn is_group(&self, entry: &Entry, source: &Range<usize>, floor: usize, ceiling: usize) -> bool {
        let verb = entry.is(lemmas!["say", "deny", "insist"]) || source.start == floor && !self.article(floor) && self.is_line_end(ceiling);
        verb && source.clone().any(|k| self.doc.names_at(k).iter().any(|m| m.table == Table::Faction && m.last as usize == source.end))
    }

    /// "WHO say": an organisation's letters may take a plural verb.
    pub(super) fn is_acronym(&self, at: usize) -> bool {
        self.doc.tokens.get(at).is_some_and(|t| t.caps && t.end() - t.start() > 2)
    }

    /// A name, and not only because a sentence begins with it.
    pub(super) fn is_proper(&self, at: usize) -> bool {
        let opens = self.doc.sentence_of(at).and_then(|s| self.doc.sentences.get(s)).is_some_and(|s| s.tokens.start == at);
        // "Sources close to the court", "Officials in Kabul"
        let plain = self.tag(at + 1).open_class() && !self.tag(at + 1).name && self.tag(at + 2).is(class::TO | class::PREP);
        // "Rebels trying to regain the town"
        let acts = self.tag(at + 1).is(class::ING | class::ED | class::REL) && !self.tag(at + 1).name;
        self.tag(at).name && !(opens && (self.tag(at + 1).is(class::PREP) || plain || acts))
    }

    /// "four in 10", "nine out of ten": a share of people ends before `end`.
    pub(super) fn is_share(&self, end: usize) -> bool {
        let Some(of) = end.checked_sub(2).filter(|_| self.tag(end - 1).is(class::NUM)) else { return false };
        let whole = self.is_word(of, words!["in", "of"]).then_some(of).and_then(|of| of.checked_sub(1));
        whole.is_some_and(|k| self.tag(k).is(class::NUM) || k > 0 && self.is_word(k, words!["out"]) && self.tag(k - 1).is(class::NUM))
    }

    pub(super) fn plural(&self, source: &Range<usize>) -> bool {
        let first = self.tag(source.start);
        (source.len() == 1 && first.is(class::SUBJ | class::PRON) && !self.is_in(source.start, list::SINGULAR))
            || source.clone().any(|k| self.ends(k, b"s") && !self.is_proper(k) && !self.tag(k).genitive)
            || self.plural_end(source)
            || self.is_in(source.start, list::PLURAL)
            || source.clone().any(|k| self.is_word(k, words!["and", "people", "who", "those", "percent", "half", "third"]) || self.word(k) == "%")
            || self.is_share(source.end)
    }

    /// The subject of an active verb, whether it is shared with a cue before, and where it begins.
    pub(super) fn subject<'l>(&self, hit: &Hit<'l>, floor: usize, before: &Before<'_, 'l>) -> Option<(Range<usize>, bool, usize)> {
        let mut group = hit.group;
        if hit.infinitive {
            let governing = group.checked_sub(1).filter(|&g| g > floor)?;
            let on = self.is_word(governing, words!["on"]) as usize;
            group = match governing - on {
                verb if self.tag(verb).is(class::GOVERNING) => verb,
                adjective => self.made_ready(adjective, floor).or_else(|| self.went_on_air(governing, floor))?,
            };
        }
        // "The officer, sources said, claimed …": the subject stands before the attribution that interrupts it.
        if let Some(f) =
            before.found.last().filter(|f| f.sentence == hit.sentence && f.extent.end + 1 == group && self.tag(f.extent.end).mark == Mark::Comma)
        {
            if let Some(first) = f.content.first().filter(|c| c.end <= f.extent.start && !self.verb_in(c.start, c.end) && !self.tag(c.start).quoted) {
                return Some((first.clone(), false, group));
            }
        }
        if group > floor && hit.form != Form::Ing {
            if let Some(subject) = self.noun_phrase_before(group, floor) {
                let mut tokens = subject.tokens;
                // "Ali Berg, a senior leader said": the second comma is left out.
                let comma = tokens.start.checked_sub(1).filter(|&c| c > floor && !subject.relative && self.tag(c).mark == Mark::Comma);
                if let Some(comma) = comma.filter(|_| self.is_in(tokens.start, list::INDEFINITE)) {
                    let person = self.people.partition_point(|p| p.start < floor);
                    if self.people.get(person).is_some_and(|p| p.start == floor && p.end == comma) {
                        tokens.start = floor;
                    }
                }
                if subject.relative {
                    tokens.start = self.named_before_apposition(self.named_last(&tokens), floor);
                } else {
                    tokens.start = self.past_object(&tokens, hit, floor, before);
                    tokens.start = self.before_seat(&tokens, floor);
                    tokens.start = self.list_before(&tokens, floor);
                }
                let at = if subject.relative { group - 1 } else { tokens.start };
                // "The ministry in a statement condemned"
                let spoken = self.is_text(tokens.end - 1, &["address", "interview", "letter", "message", "post", "speech", "statement", "tweet"]);
                let occasion =
                    |k: &usize| self.is_word(*k, words!["in"]) && self.occasion(*k, tokens.end) == Some(tokens.end) && self.noun_like(k - 1);
                tokens.end = tokens.clone().skip(1).find(|k| spoken && occasion(k)).unwrap_or(tokens.end);
                return Some((tokens, false, at));
            }
        }
        let prev = group.checked_sub(1).filter(|&p| p >= floor).map(|p| self.tag(p));
        if hit.form == Form::Ing && !hit.auxiliary {
            let p = prev?;
            let attached = p.mark == Mark::None && self.noun_like(group - 1) && !p.is(class::PREP);
            if attached {
                let subject = self.noun_phrase_before(group, floor)?;
                // "The video showed a hostage pleading for his life": what was seen or heard is no report of what he said.
                let seen = subject.tokens.start.checked_sub(1).filter(|&verb| verb > floor);
                let quotes = || (hit.tokens.end..hit.tokens.end + 2).any(|k| self.tag(k).mark == Mark::Open);
                if seen.is_some_and(|verb| self.is_in(verb, list::SEEING) && !self.tag(verb).name && !quotes()) {
                    return None;
                }
                // "emailed supporters saying", "sent a letter to the Pope asking": whoever sent it.
                let sent = (subject.tokens.start.saturating_sub(8).max(floor)..subject.tokens.start)
                    .rev()
                    .take_while(|&k| self.tag(k).mark == Mark::None)
                    .find(|&k| self.is_in(k, list::SENT) && self.tag(k).is(class::ED | class::FINITE));
                if let Some(s) = sent.filter(|&verb| verb > floor).and_then(|verb| self.noun_phrase_before(self.verb_group_start(verb, floor), floor))
                {
                    return Some((s.tokens, false, group));
                }
                // "issued a statement saying": whoever issued it says it.
                if self.tag(group - 1).is(class::DOCUMENT) && subject.tokens.start > floor {
                    let verb = subject.tokens.start - 1;
                    if self.tag(verb).is(class::ED | class::FINITE) && !self.tag(verb).name {
                        if let Some(s) = self.noun_phrase_before(verb, floor) {
                            return Some((s.tokens, false, group));
                        }
                    }
                }
                // "King Hussein arrived in Washington seeking to mediate"
                let verb = subject.tokens.clone().skip(1).find(|&k| {
                    let t = self.tag(k);
                    t.is(class::ED) && !t.name && t.mark == Mark::None && self.tag(k - 1).name && self.tag(k + 1).is(class::PREP | class::TO)
                });
                let end = verb.unwrap_or(subject.tokens.end);
                return Some((subject.tokens.start..end, false, subject.tokens.start));
            }
        }
        if hit.form == Form::Ing && hit.auxiliary {
            let subject = self.noun_phrase_before(group, floor)?;
            let at = subject.tokens.start;
            return Some((subject.tokens, false, at));
        }
        let joined = prev
            .is_none_or(|p| matches!(p.mark, Mark::Comma | Mark::Close | Mark::Dash) || p.is(class::CONJ | class::PREP | class::SUB | class::ADV));
        // "whether condemned prisoners can appeal": an adjective.
        let adjective = hit.form == Form::Past
            && !hit.auxiliary
            && prev.is_some_and(|p| p.mark == Mark::None && p.is(class::SUB | class::WH) && !p.is(class::PREP));
        if adjective && self.tag(hit.tokens.end).open_class() {
            return None;
        }
        // "accused of ordering the killings"
        if !joined || hit.form == Form::Ing && self.is_word(group.wrapping_sub(1), words!["of"]) {
            return None;
        }
        if let Some(f) = before.shared(hit.sentence, group) {
            let close = group.saturating_sub(f.cue.end) < 120;
            // "wanted to meet him and express": the infinitive goes on.
            let infinite = hit.form == Form::Base && !hit.auxiliary && !self.is_base(f.entry, f.cue.start);
            if infinite {
                return None;
            }
            if close {
                return Some((f.source.clone()?, true, hit.group));
            }
        }
        let subject = self.main_subject(group, floor)?;
        Some((subject, true, hit.group))
    }

    /// "went on local radio to announce", "took to social media to say": the verb of the phrase that the medium at `at` ends.
    fn went_on_air(&self, at: usize, floor: usize) -> Option<usize> {
        let airs = self.tag(at).is(class::MEDIUM | class::DOCUMENT) || self.doc.names_of(at, Table::Outlet).next().is_some();
        let plain = |k: &usize| matches!(self.tag(*k).mark, Mark::None | Mark::Joint) && !self.tag(*k).is(class::SUBJ | class::THAT);
        let went = |k: &usize| self.is_text(*k, &["went", "goes", "took", "takes", "turned"]) && self.tag(k + 1).is(class::PREP | class::TO);
        (at.saturating_sub(7).max(floor + 1)..at).rev().take_while(plain).find(went).filter(|_| airs)
    }

    /// "was quick to add", "were forced to admit": where the verb group of the adjective at `at` begins, if it says what was said in the end.
    fn made_ready(&self, at: usize, floor: usize) -> Option<usize> {
        let start = Some(at).filter(|&at| self.is_in(at, list::READY)).map(|at| self.verb_group_start(at, floor))?;
        let is = (start..at).any(|k| self.tag(k).is(class::BE));
        (is && !(start..at).any(|k| self.tag(k).is(class::MODAL | class::NEG))).then_some(start)
    }

    /// "JNIM, a jihadist group, which said": where the name begins that the apposition at `start` explains.
    fn named_before_apposition(&self, start: usize, floor: usize) -> usize {
        let comma = start.checked_sub(1).filter(|&c| c > floor && self.tag(c).mark == Mark::Comma && self.is_in(start, list::INDEFINITE));
        let named = comma.filter(|&c| self.tag(c - 1).name).and_then(|c| self.core_before(c, floor));
        let plain = |n: &Range<usize>| n.len() < 6 && n.clone().all(|k| self.tag(k).name || self.article(k) || self.tag(k).mark != Mark::None);
        named.filter(plain).map_or(start, |n| n.start)
    }

    /// "trouble with Iran, which condemned": where the actor begins that the relative clause is about, if a plain noun hangs it on a preposition.
    fn named_last(&self, antecedent: &Range<usize>) -> usize {
        let which = (antecedent.end..antecedent.end + 2).any(|k| self.is_word(k, words!["which"]));
        let named = antecedent.clone().rev().take_while(|&k| self.tag(k).name).last();
        let Some(name) = named.filter(|&n| which && n > antecedent.start + 1) else { return antecedent.start };
        let actor = self.doc.names_at(name).iter().any(|m| m.last as usize == antecedent.end && matches!(m.table, Table::Country | Table::Faction));
        // "condemnation from the UN, which"
        let the = usize::from(self.article(name - 1));
        if name < antecedent.start + 2 + the {
            return antecedent.start;
        }
        let (actor_at, head) = (name - the, name - the - 2);
        let plain = self.tag(head).open_class() && !self.tag(head).name && !self.tag(head).is(class::DOCUMENT | class::MEDIUM);
        let body = self.doc.names_at(head).iter().any(|m| matches!(m.table, Table::Institution | Table::Generic | Table::Faction | Table::Title));
        if actor && self.tag(actor_at - 1).is(class::PREP) && plain && !body { actor_at } else { antecedent.start }
    }

    /// "The Rockford, Ill., maker of fasteners", "StatesWest Airlines, Phoenix, Ariz.": where the phrase begins that a place between commas divides.
    fn before_seat(&self, subject: &Range<usize>, floor: usize) -> usize {
        let Some(comma) = subject.start.checked_sub(1).filter(|&c| c > floor && self.tag(c).mark == Mark::Comma) else { return subject.start };
        let name = |k: &usize| self.tag(*k).name || matches!(self.tag(*k).mark, Mark::Joint | Mark::Comma) || self.is_abbreviated(*k);
        let place = |k: usize| self.doc.names_of(k, Table::Place).next().is_some();
        let first = self.tag(subject.start);
        // The place stands before the noun.
        if !first.name && first.open_class() {
            let names = (floor.max(comma.saturating_sub(8))..comma).rev().take_while(name);
            let (names, divided) = names.fold((None, false), |(_, divided), k| (Some(k), divided || self.tag(k).mark == Mark::Comma));
            let article = names.filter(|_| divided).and_then(|n| n.checked_sub(1)).filter(|&a| a >= floor && self.article(a));
            return article.filter(|&a| place(a + 1)).unwrap_or(subject.start);
        }
        // It is all that seems to be the subject.
        let whole =
            first.name && place(subject.start) && subject.clone().all(|k| name(&k)) && subject.clone().any(|k| self.tag(k).mark == Mark::Comma);
        let owner = (floor..comma).all(|k| self.tag(k).name || self.is_abbreviated(k) || self.tag(k).mark == Mark::Joint);
        if whole && owner { floor } else { subject.start }
    }

    /// The full stop of an abbreviation.
    pub(super) fn is_abbreviated(&self, at: usize) -> bool {
        self.tag(at).mark == Mark::Stop && self.word(at) == "."
    }

    /// "Kyiv denied the charge and the agency reported", "the man caught the virus and officials fear": where the subject begins after what an earlier verb took.
    fn past_object(&self, subject: &Range<usize>, hit: &Hit<'_>, floor: usize, before: &Before<'_, '_>) -> usize {
        let joins = |k: &usize| self.is_word(*k, words!["and", "but"]) && k + 1 < subject.end && !self.tag(k + 1).is(class::REL | class::THAT);
        let Some(and) = subject.clone().skip(1).find(joins) else { return subject.start };
        let told = before.found.last().is_some_and(|f| f.sentence == hit.sentence && f.content.last().is_some_and(|c| c.end == and));
        let taken = || {
            let Some(verb) = subject.start.checked_sub(1).filter(|&v| v > floor) else { return false };
            let (t, object) = (self.tag(verb), self.tag(subject.start));
            let acts = t.mark == Mark::None && !t.name && t.is(class::ED) && !self.noun_context(verb) && !self.is_cue(verb);
            // "seized the town, officials and witnesses said": both speak.
            let listed = (subject.start..and).any(|k| self.tag(k).mark == Mark::Comma);
            acts && !listed
                && object.is(class::DET | class::POSS)
                && (self.noun_like(verb - 1) || self.tag(verb - 1).is(class::SUBJ | class::AUX | class::ADV))
        };
        if told || taken() { and + 1 } else { subject.start }
    }

    /// Where the adverbs, auxiliaries and date before a verb begin.
    pub(super) fn verb_group_start(&self, verb: usize, floor: usize) -> usize {
        let mut at = verb;
        for _ in 0..6 {
            let Some(p) = at.checked_sub(1).filter(|&p| p > floor) else { break };
            if let Some((date, _)) = self.date_until(at).filter(|(d, _)| d.start > floor + 1) {
                at = if self.is_in(date.start - 1, list::BEFORE_DATE) { date.start - 1 } else { date.start };
                continue;
            }
            let t = self.tag(p);
            if t.mark != Mark::None || t.name || !t.is(class::ADV | class::AUX | class::NEG) || t.is(class::DET) {
                break;
            }
            at = p;
        }
        at
    }

    /// "Calling the vote a farce, he …": a participle that opens the sentence takes the subject that follows; also where its own phrase ends.
    pub(super) fn subject_ahead(&self, hit: &Hit<'_>, floor: usize, ceiling: usize) -> Option<(Range<usize>, usize)> {
        // "Despite saying that …, he"
        let governed = hit.group == floor + 1 && self.tag(floor).is(class::PREP | class::SUB) && !self.tag(floor).is(class::AVOIDING);
        if hit.auxiliary || hit.group != floor && !governed {
            return None;
        }
        let ends = |k: usize| {
            let t = self.tag(k);
            t.mark == Mark::Comma && !t.quoted || t.mark == Mark::Close && self.tag(k - 1).mark == Mark::Comma
        };
        (hit.tokens.end + 1..ceiling.min(hit.tokens.end + 50)).filter(|&k| ends(k)).take(4).find_map(|stop| {
            let end = self.noun_phrase_after(stop + 1, ceiling)?;
            let source = stop + 1..end;
            (self.finite(end) || self.tag(end).is(class::ED | class::AUX | class::ADV))
                .then(|| (source, if self.tag(stop).mark == Mark::Close { stop + 1 } else { stop }))
        })
    }

    /// The subject of the first finite verb of the sentence, for a verb further on that has none of its own.
    pub(super) fn main_subject(&self, before: usize, floor: usize) -> Option<Range<usize>> {
        let reach = before.min(floor + 80);
        // "The crowd cheered when he spotted a sign and asked": whoever the clause is about that goes on.
        let opened = (floor..before).rev().take_while(|&k| matches!(self.tag(k).mark, Mark::None | Mark::Joint) && !self.tag(k).quoted);
        let conjunction = opened.filter(|&k| k > floor && self.is_in(k, list::OPENING) && !self.tag(k).is(class::PREP)).last();
        let mut k = conjunction.filter(|_| self.is_word(before.wrapping_sub(1), words!["and"])).map_or(floor, |c| c + 1);
        // "Asked whether she would resign, the minister shook her head and said"
        let lead = self.tag(floor).is(class::ED | class::ING | class::PREP | class::SUB) && !self.tag(floor).name;
        let main = (floor + 1..before).rev().filter(|&c| lead && self.tag(c).mark == Mark::Comma && !self.tag(c).quoted).take(4);
        k = main.filter(|&c| self.clause_starts(c + 1, before)).last().map_or(k, |c| k.max(c + 1));
        while k < reach {
            let t = self.tag(k);
            if t.mark == Mark::Open {
                k = self.quote_end(k).unwrap_or(k + 1).max(k + 1);
                continue;
            }
            let verb = self.finite(k) || t.mark == Mark::None && t.is(class::ED) && !t.name && !self.noun_context(k) && k > floor;
            if verb {
                if let Some(s) = self.noun_phrase_before(self.verb_group_start(k, floor), floor) {
                    // "It gave no details, but said": the pronoun that opens the sentence, if it does something.
                    let opens = || {
                        s.tokens == (floor..floor + 1)
                            && self.is_word(floor, words!["it"])
                            && !t.is(class::BE)
                            && self.tag(before - 1).is(class::CONJ)
                    };
                    if !s.relative && (!self.tag(s.tokens.start).is(class::PRON) || opens()) {
                        return Some(s.tokens);
                    }
                }
            }
            k += 1;
        }
        // "Speaking to reporters, he …": a participle that opens the sentence takes the subject that follows.
        None
    }
}
