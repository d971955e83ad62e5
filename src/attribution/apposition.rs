//! What stands beside a noun phrase and may belong to it: appositions, relative clauses, asides between dashes.

use std::ops::Range;

use dateline_gazetteers::schema::Table;

use super::{
    lexicon::{class, list, words},
    phrase::LONGEST,
    tag::Mark,
    view::View,
};

impl View<'_, '_> {
    /// "Mr. Berg, citing “the weather,”": the phrase before a participle or relative clause that ends in a quotation.
    pub(super) fn with_quoted_insert(&self, close: usize, floor: usize) -> Option<Range<usize>> {
        let open = self.doc.quotations[self.quotation(close)?].tokens.start;
        let comma = (floor.max(open.saturating_sub(12))..open).rev().find(|&k| self.tag(k).mark == Mark::Comma)?;
        let first = self.tag(comma + 1);
        (first.mark == Mark::None && first.is(class::ING | class::REL) && !first.name && comma > floor).then(|| self.core_before(comma, floor))?
    }

    /// "Democrats — and some Republicans —": the phrase before a dash that closes an aside.
    pub(super) fn with_aside(&self, dash: usize, floor: usize) -> Option<Range<usize>> {
        let low = floor.max(dash.saturating_sub(LONGEST));
        // "--" is one mark.
        let first = |k: usize| if k > floor && self.tag(k - 1).mark == Mark::Dash { k - 1 } else { k };
        let dash = first(dash);
        let opening = first((low..dash).rev().find(|&i| self.tag(i).mark == Mark::Dash)?);
        let head = self.core_before(opening, floor)?;
        Some(head.start..dash)
    }

    /// "Lydia Novak for the food agency, says": a long subject that a writer cut off from its verb.
    pub(super) fn with_stray_comma(&self, comma: usize, floor: usize) -> Option<Range<usize>> {
        let head = self.core_before(comma, floor)?;
        let name = self.doc.tokens.get(head.start).is_some_and(|t| t.capital);
        (head.start == floor && head.len() > 4 && name && self.is_word(comma + 1, words!["says", "said"])).then_some(head)
    }

    /// "who, after trading insults,": the pronoun before a circumstance that the comma closes.
    pub(super) fn relative_with_insert(&self, comma: usize, floor: usize) -> Option<usize> {
        let low = floor.max(comma.saturating_sub(LONGEST / 2));
        let opening = (low..comma).rev().find(|&k| self.tag(k).mark == Mark::Comma).filter(|&o| o > floor + 1)?;
        let pronoun = self.is_word(opening - 1, words!["who", "which"]) && !self.tag(opening - 1).name;
        (pronoun && self.is_circumstantial(opening + 1)).then_some(opening - 1)
    }

    /// The comma before what opens at a comma: not that within "Columbus, Ohio", nor that of "Berg, meanwhile,".
    fn opening_past_seats(&self, mut opening: usize, comma: usize, low: usize) -> usize {
        for _ in 0..3 {
            let before = (low..opening).rev().find(|&k| self.tag(k).mark == Mark::Comma);
            // ", Ohio," with the town before it; "Jackson, Miss., attending"
            let town = |from: usize| self.tag(from - 1).name && self.people.binary_search_by_key(&from, |p| p.end).is_err();
            let seat = |from: usize, to: usize| from > low && to > from + 1 && to < from + 5 && town(from) && self.is_seat(from + 1..to);
            if seat(opening, comma) {
                let Some(before) = before else { break };
                opening = before;
                continue;
            }
            let Some(before) = before else { break };
            let adverb =
                opening == before + 2 && self.tag(before + 1).is(class::ADV) && !self.tag(before + 1).name && self.tag(opening + 1).is(class::REL);
            if adverb {
                opening = before;
                continue;
            }
            if seat(before, opening) {
                let Some(first) = (low..before).rev().find(|&k| self.tag(k).mark == Mark::Comma) else { break };
                opening = first;
                continue;
            }
            break;
        }
        opening
    }

    /// "Ohio", "New South Wales", "Miss.": the division or country that follows a town.
    fn is_seat(&self, tokens: Range<usize>) -> bool {
        let named = || {
            self.doc.names_at(tokens.start).iter().any(|m| {
                matches!(m.table, Table::Place | Table::Country) && m.last as usize >= tokens.end - usize::from(self.is_abbreviated(tokens.end - 1))
            })
        };
        tokens.clone().all(|k| self.tag(k).name || self.tag(k).mark == Mark::Joint || self.is_abbreviated(k)) && named()
    }

    /// "Hugh Hill, a doctor," — the phrase before a comma that closes an apposition or relative clause.
    pub(super) fn with_insert(&self, comma: usize, floor: usize) -> Option<Range<usize>> {
        let low = floor.max(comma.saturating_sub(LONGEST));
        let mut opening = (low..comma).rev().find(|&i| self.tag(i).mark == Mark::Comma)?;
        let last = opening;
        opening = self.opening_past_seats(opening, comma, low);
        // "claimed that the museum in Washington, D.C., had shown interest": a clause, and no insert.
        let states = |k: usize| self.is_cue(k) && self.tag(k).is(class::ED | class::FINITE) && !self.noun_context(k);
        if opening < last && !self.tag(opening + 1).is(class::REL) && (opening + 2..last).any(states) {
            opening = last;
        }
        for _ in 0..4 {
            // No phrase stands before a comma that opens the sentence.
            if opening <= floor {
                return None;
            }
            let first = self.tag(opening + 1);
            // "The group, only two weeks later,"
            let dated =
                || (opening + 1..opening + 3).any(|k| self.date_from(k).is_some_and(|(date, _)| date.start <= opening + 2 && date.end == comma));
            // "Forbes, however,": the adverb is no part of the source.
            if (opening + 1..comma).all(|k| self.tag(k).is(class::ADV | class::PREP | class::DET) || self.date_from(k).is_some())
                || self.is_aside(opening + 1, comma)
                || dated()
            {
                return self.core_before(opening, floor);
            }
            // "The ministry, in a bid to calm fears, said": a circumstance, no part of the source.
            if self.is_circumstantial(opening + 1) && self.noun_like(opening - 1) {
                return self.core_before(opening, floor);
            }
            let insert = first.mark == Mark::None
                && (self.is_word(opening + 1, words!["and"])
                    // "The Rapid Support Forces, or RSF,"
                    || self.is_word(opening + 1, words!["or"]) && comma < opening + 6 && (opening + 2..comma).all(|k| self.tag(k).name)
                    // "Berg, himself a former rebel,"
                    || self.is_in(opening + 1, list::REFLEXIVE)
                    || first.is(class::DET | class::REL | class::NUM | class::ED | class::POSS)
                    || first.is(class::ADV) && self.tag(opening + 2).is(class::ED)
                    // "formerly of Amnesty International", "once a member of the party", "long a critic"
                    || self.is_in(opening + 1, list::FORMERLY) && self.tag(opening + 2).is(class::DET | class::PREP)
                    || first.open_class()
                    || first.is(class::ING | class::PREP));
            let mut head = self.core_before(opening, floor)?;
            // "Shells hit the town, killing two women, the governor, Serhiy Lysak,": a participle opens a clause, and no phrase.
            let object = self.tag(head.start + 1).is(class::NUM | class::DET | class::POSS);
            let acts = self.tag(head.start).is(class::ING) || self.ends(head.start, b"ing") && object;
            let opens = |k: usize| self.tag(k).mark == Mark::Comma || self.is_in(k, list::OPENING);
            if acts && !self.tag(head.start).name && head.start > floor && opens(head.start - 1) {
                return (opening + 1 < comma).then_some(opening + 1..comma);
            }
            // "a pollster who works with Priorities USA, a group,": the apposition is part of the relative clause.
            if let Some(relative) = self.relative_before(head.start, floor).filter(|&r| self.is_word(r, words!["who", "which"])) {
                head = self.core_before(relative, floor)?;
            }
            // "A Paris, Missouri, man was arrested, reported the patrol": the clause goes on, and is no insert.
            let clause = || {
                const OPENS: u32 = class::REL | class::WH | class::SUB | class::SUBJ | class::PRON | class::THAT | class::ING;
                let verb = (opening + 1..comma).find(|&k| self.tag(k).is(class::BE));
                verb.is_some_and(|verb| !(opening + 1..verb).any(|k| self.tag(k).is(OPENS) && !self.tag(k).name))
            };
            let alone = self.is_word(opening - 1, words!["another"]);
            if !insert || !self.noun_like(opening - 1) && !alone || clause() {
                return None;
            }
            let before = head.start.checked_sub(1).filter(|&b| b >= floor && self.tag(b).mark == Mark::Comma);
            // "Anna Berg, 30, of Raleigh, N.C., who was there,"
            let origin = self.origin_before(head.start, floor).or_else(|| self.origin_before(self.core_before(before?, floor)?.start, floor));
            if let Some(comma) = origin.filter(|_| head.clone().all(|k| self.tag(k).name || self.tag(k).mark != Mark::None)) {
                opening = comma;
                continue;
            }
            // "A teacher, giving only her first name, Hanan,"
            if let Some(comma) = self.naming_before(&head, opening, floor) {
                opening = comma;
                continue;
            }
            let chained = self.article(head.start) || self.tag(head.start).is(class::NUM);
            let also = first.is(class::CONJ) && self.is_word(opening + 1, words!["and"]);
            match before {
                Some(b) if also || chained && self.opens_phrase(b, floor) => opening = b,
                // "The captain's widow, Olena, 29,"
                Some(b) if head.clone().all(|k| self.tag(k).name) && self.opens_with_role(b, floor) => opening = b,
                _ => return Some(head.start..comma),
            }
        }
        None
    }

    /// "in a bid to calm fears", "speaking to reporters": what opens at `at`, after a comma, is told of the saying and not of who says it.
    fn is_circumstantial(&self, at: usize) -> bool {
        let (t, next) = (self.tag(at), self.tag(at + 1));
        if t.mark != Mark::None || t.name {
            return false;
        }
        // "Inspector Claire Moss, from Cumbria Police,"
        let origin = self.is_word(at, words!["of", "like"]) || self.is_word(at, words!["from"]) && next.name && self.tag(at - 2).name;
        // "Rubio, hoping to surge,", but "wearing a hat," and "managing director of the bank," tell who it is.
        let acts = self.is_word(at, words!["asked", "pressed", "speaking", "talking", "citing"])
            || t.is(class::ING) && !t.is(class::PREP) && self.tag(at - 2).name && next.is(class::TO | class::PREP);
        t.is(class::PREP) && !origin || acts
    }

    /// A phrase ends at `end` that may be the subject of a clause, and so what follows may be told of it: not "killed 26 people in Beni", "In a tweet".
    fn opens_phrase(&self, end: usize, floor: usize) -> bool {
        let Some(phrase) = self.core_before(end, floor) else { return false };
        let Some(before) = phrase.start.checked_sub(1).filter(|&b| b >= floor) else { return true };
        let t = self.tag(before);
        t.mark != Mark::None || t.is(class::CONJ | class::THAT | class::SUB) && !t.is(class::PREP)
    }

    /// A phrase with an article or owner, and no name at its end, begins the clause and ends at `end`.
    fn opens_with_role(&self, end: usize, floor: usize) -> bool {
        let Some(role) = self.core_before(end, floor) else { return false };
        let owned = self.article(role.start) || self.tag(role.start).is(class::POSS);
        let opens = role.start == floor || self.tag(role.start - 1).mark == Mark::Comma;
        owned && opens && self.tag(end - 1).open_class() && !self.tag(end - 1).name
    }

    /// "…, identified only by her first name": the comma before a participle that tells how the phrase before is named, which `name` ends.
    fn naming_before(&self, name: &Range<usize>, end: usize, floor: usize) -> Option<usize> {
        if !self.is_text(end - 1, &["name", "names", "surname", "nickname"]) {
            return None;
        }
        let small = |k: usize| self.tag(k).mark == Mark::None && self.tag(k).is(class::ADV | class::PREP) && !self.tag(k).name;
        let participle = (floor..name.start)
            .rev()
            .find(|&k| !small(k))
            .filter(|&k| self.tag(k).is(class::ED | class::ING | class::FINITE) && !self.tag(k).name)?;
        // ", who gave only her first name"
        let before = participle.checked_sub(1)?;
        let comma = if self.tag(before).is(class::REL) { before.checked_sub(1)? } else { before };
        (comma > floor && self.tag(comma).mark == Mark::Comma).then_some(comma)
    }

    /// ", of Raleigh": the comma before the preposition, if it stands before `at`.
    fn origin_before(&self, at: usize, floor: usize) -> Option<usize> {
        let comma = at.checked_sub(2).filter(|&c| c > floor && self.tag(c).mark == Mark::Comma)?;
        self.is_word(at - 1, words!["of", "from"]).then_some(comma)
    }

    /// "of course", "for its part", "in a statement".
    fn is_aside(&self, from: usize, to: usize) -> bool {
        let opens = self.is_word(from, words!["in", "for", "at"]) || self.is_word(from, words!["of"]) && self.is_word(from + 1, words!["course"]);
        let small = |k: usize| self.tag(k).mark == Mark::None && !self.tag(k).name && !self.tag(k).is(class::NUM | class::ING | class::ED);
        opens && (2..=4).contains(&(to - from)) && (from..to).all(small)
    }

    /// "…, a doctor,": the place after an apposition or relative clause that a comma opens.
    pub(super) fn insert_after(&self, comma: usize, ceiling: usize) -> Option<usize> {
        let first = self.tag(comma + 1);
        if first.mark != Mark::None || comma + 1 >= ceiling {
            return None;
        }
        let relative = first.is(class::REL) && !first.is(class::THAT) && !first.name;
        let opens = relative
            || first.is(class::NUM)
            || self.is_text(comma + 1, &["now", "then", "aged"]) && self.tag(comma + 2).is(class::NUM)
            || (first.is(class::DET) && self.article(comma + 1))
            || first.is(class::POSS)
            || self.is_word(comma + 1, words!["of"])
            || (first.open_class() && self.date_from(comma + 1).is_none())
            || (first.is(class::ING) && self.tag(comma + 2).open_class() && !self.is_cue(comma + 1));
        if !opens {
            return None;
        }
        let end = (comma + 1..ceiling).find(|&k| {
            let t = self.tag(k);
            matches!(t.mark, Mark::Comma | Mark::Semicolon | Mark::Colon | Mark::Dash | Mark::Open | Mark::Close)
                || t.mark == Mark::Stop && !self.is_abbreviated(k)
        });
        let end = end.unwrap_or(ceiling);
        if matches!(self.tag(end).mark, Mark::Open | Mark::Colon) && end < ceiling {
            return None;
        }
        let verb =
            |k: usize| self.finite(k) || self.tag(k).is(class::SUBJ | class::MODAL) || self.tag(k).is(class::ED) && self.ed_is_verb(k, Some(k - 1));
        // A relative clause within the apposition may have its verb.
        let plain = (comma + 1..end).find(|&k| k > comma + 1 && self.tag(k).is(class::REL) && !self.tag(k).name).unwrap_or(end);
        let clause = (comma + 1..plain).any(verb);
        // "…, who predicted that": the clause is an attribution of its own.
        if relative && (comma + 2..end.min(comma + 5)).any(|k| self.is_cue(k)) {
            return None;
        }
        let late = (comma + 2..end)
            .find(|&k| self.date_from(k).is_some() || self.occasion(k, end).is_some())
            .map(|k| if self.tag(k - 1).is(class::PREP) { k - 1 } else { k });
        (relative || !clause).then_some(if relative { end } else { late.unwrap_or(end) })
    }
}
