//! What stands beside a title, actor or country and says that nobody speaks for it: "former", "ambassador to", "a critic of", "anti-".

use dateline_gazetteers::schema::Table;

use super::affiliation::Actors;
use crate::{
    mention::person::words::Class,
    token::{Gap, Kind},
};

impl Actors<'_> {
    /// "former", "ex-" before a title, with adjectives between; "until 2015 the commander of".
    pub(super) fn is_past(&self, title: usize, floor: usize) -> bool {
        let dated = |i: usize| {
            let next = self.doc.tokens.get(i);
            next.is_some_and(|t| t.kind == Kind::Number) || self.words.is(self.doc.word(i), Class::Calendar) || self.word(i) == "recently"
        };
        let from = title.saturating_sub(7).max(floor.saturating_sub(3));
        (from..title).rev().take_while(|&i| self.doc.tokens[i].mark() != ',').any(|i| match self.words.class(self.doc.word(i)) {
            Some(Class::Past) => i >= floor && i + 5 >= title,
            Some(Class::Ending) => dated(i + 1),
            _ => false,
        })
    }

    /// "ambassador to Iraq", "envoy for Syria", "an expert on Iran": the country is not whom the role speaks for.
    pub(super) fn is_aside(&self, at: usize, floor: usize) -> bool {
        // "a spokesperson for Ethiopia's attorney general"
        let speaks = |b: usize| {
            let title = |i: usize| self.doc.names_of(i, Table::Title).any(|m| m.last as usize == b && self.words.title(m.row).media);
            self.word(b) == "for" && (b.saturating_sub(3)..b).any(title)
        };
        self.before_article(at, floor).is_some_and(|b| matches!(self.word(b), "to" | "on" | "against" | "with" | "for" | "about") && !speaks(b))
    }

    /// "a critic of Hamas", "Hamas critic": who is named is beside the actor or country, and not of it.
    pub(super) fn is_apart(&self, at: usize, end: usize, floor: usize) -> bool {
        let apart = |i: usize| self.words.is(self.doc.word(i), Class::Apart);
        let before = self.before_article(at, floor).filter(|&b| b > floor && matches!(self.word(b), "of" | "from" | "in" | "to"));
        before.is_some_and(|b| apart(b - 1)) || apart(end)
    }

    /// "Syria watcher", "Iraq war veteran", "pro-Iran", "Iran-backed", "a former adviser to the Afghan army": who is named is not of the country, or no longer.
    pub(super) fn is_beside(&self, at: usize, end: usize, floor: usize) -> bool {
        let known = end + usize::from(self.word(end) == "war");
        let watched = matches!(self.word(known), "veteran" | "veterans") || self.words.is(self.doc.word(known), Class::Watching);
        let joined = || self.doc.tokens.get(end).is_some_and(|t| t.mark() == '-' && t.gap == Gap::None);
        let compound = self.words.is(self.doc.word(end + 1), Class::Compound) && joined();
        watched || compound || self.is_against(at) || self.is_apart(at, end, floor) || self.is_past(at, floor)
    }

    /// "anti-terrorist", "counter-FARC": the word after the hyphen is whom it is against.
    pub(super) fn is_against(&self, at: usize) -> bool {
        at > 1
            && self.doc.tokens[at - 1].kind == Kind::Mark
            && self.doc.tokens[at - 1].gap == Gap::None
            && ["anti", "counter", "pro", "ex", "non"].iter().any(|p| p.eq_ignore_ascii_case(self.word(at - 2)))
            || ["anti-", "counter-", "antiterror", "counterterror"].iter().any(|p| {
                let text = self.doc.tokens.get(at).map_or("", |t| t.text(self.doc.text));
                text.get(..p.len()).is_some_and(|head| head.eq_ignore_ascii_case(p))
            })
    }

    /// "an expert on Hamas", "the fight against the rebels".
    pub(super) fn is_aside_of_actor(&self, at: usize, floor: usize) -> bool {
        self.before_article(at, floor).is_some_and(|b| {
            matches!(self.word(b), "to" | "on" | "against" | "about" | "than" | "through" | "via")
                || self.word(b) == "with" && self.word(b - 1).ends_with('s')
        })
    }

    /// The token before a name, its article left out; nothing before `floor`.
    fn before_article(&self, at: usize, floor: usize) -> Option<usize> {
        let the = usize::from(at > floor && self.word(at - 1) == "the");
        at.checked_sub(1 + the).filter(|&b| b >= floor)
    }
}
