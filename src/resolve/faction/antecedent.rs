//! Whom "the group", "the alliance", "the agency" means: somebody named before.

use dateline_gazetteers::schema::{Table, outlet};

use super::{
    Choice, Identity,
    discourse::{Discourse, FAR, REACH, Said, Wanted, has_word},
    group::Group,
};
use crate::{gazetteer::RowId, model::FactionKind};

impl Discourse<'_> {
    /// "the group", "the alliance": of those of a kind that were named last, first one whose name has the very word or whose traits fit.
    pub(super) fn antecedent(&self, choice: &Choice<'_>, kind: &FactionKind, words: &[RowId], sentence: usize) -> Option<Identity> {
        let wanted = self.wanted(choice.actor, words);
        if let Some(next) = self.apposition(choice).or_else(|| self.led_group(choice)) {
            return Some(next);
        }
        let head = self.doc.tokens[choice.candidate.last - 1].core_text(self.doc.text);
        let near = || {
            let far = !wanted.traits.is_empty() || self.bears(head);
            self.said.iter().rev().take(FAR).take_while(move |s| far || s.sentence + REACH >= sentence).filter(|s| !s.generic)
        };
        let named = |s: &&Said| s.identity.name.as_deref().is_some_and(|n| bears_noun(n, head)) && s.group.is_some();
        if let Some(found) = near().find(named) {
            return Some(found).filter(|found| !self.is_newer(choice, found)).map(|found| found.identity.clone());
        }
        if *kind == FactionKind::Government {
            let body = |s: &&Said| s.identity.kind == FactionKind::Government && s.identity.name.as_deref().is_some_and(|n| has_word(n, head));
            return self.said.iter().rev().take(FAR).take_while(|s| s.sentence + REACH >= sentence).find(body).map(|s| s.identity.clone());
        }
        // What is named a party is "the party".
        let party = |s: &&Said| s.identity.kind == FactionKind::Party && s.identity.name.as_deref().is_some_and(|n| has_word(n, "party"));
        let fits = |s: &&Said| match s.group {
            Some(_) if *kind == FactionKind::Unknown && party(s) => false,
            Some(group) => self.fits(&self.groups[group], &wanted) || is_called(&self.groups[group], &wanted, head),
            // "The Britain-based group": a monitor.
            None if wanted.traits.is_empty() && head.eq_ignore_ascii_case("group") => self.is_outlet(&s.identity, &["monitor"]),
            None => self.is_outlet(&s.identity, &wanted.traits) || is_bureau(&s.identity, &wanted.traits),
        };
        if let Some(found) = near().find(fits) {
            return Some(found).filter(|found| !self.is_newer(choice, found)).map(|found| found.identity.clone());
        }
        // "the organisation" may be an international one, "the group" is not.
        if head.starts_with("organi") && *kind == FactionKind::Unknown {
            let international = |s: &&Said| s.group.is_some() && s.identity.kind == FactionKind::International;
            if let Some(found) = near().find(international) {
                return Some(found.identity.clone());
            }
        }
        // "the guerrilla group", some sentences after the only one was named.
        let main = (words.len() > 1).then(|| self.main_group(&Wanted { opposed: true, ..wanted })).flatten();
        main.map(|g| g.identity.clone()).or_else(|| (*kind == FactionKind::Unknown).then(|| self.world(&self.wanted(choice.actor, words))).flatten())
    }

    /// Some group of the article has the word in its name.
    fn bears(&self, head: &str) -> bool {
        self.groups.iter().any(|g| g.identity.name.as_deref().is_some_and(|n| has_word(n, head)))
    }

    /// "the watchdog", "the agency": an outlet of that type.
    fn is_outlet(&self, identity: &Identity, traits: &[&str]) -> bool {
        let outlet = identity.id.as_deref().filter(|_| identity.kind == FactionKind::Outlet);
        let row = outlet.and_then(|id| self.layers.find(Table::Outlet, id));
        row.is_some_and(|row| {
            matches!(self.layers.row(row).text(outlet::TYPE), "monitor" | "agency") && traits == [self.layers.row(row).text(outlet::TYPE)]
        })
    }
}

/// "the group": one that helps, watches or speaks for rights, as no alliance of states is; "the Islamist movement": a party or the like of that trait.
fn is_called(group: &Group<'_>, wanted: &Wanted<'_>, head: &str) -> bool {
    let civil = || group.traits.iter().any(|&t| matches!(t, "aid" | "rights" | "monitor"));
    let noun = || *wanted.kind == FactionKind::Unknown && matches!(head, "group" | "Group" | "NGO");
    let party = || matches!(group.identity.kind, FactionKind::Party | FactionKind::Unknown | FactionKind::Umbrella);
    let so = || !wanted.traits.is_empty() && wanted.traits.iter().all(|t| group.traits.contains(t));
    match *wanted.kind {
        FactionKind::ArmedGroup => party() && so(),
        _ => noun() && group.identity.kind == FactionKind::International && civil(),
    }
}

/// "the agency": a bureau or service of a state that has a row of its own ("FBI").
fn is_bureau(identity: &Identity, traits: &[&str]) -> bool {
    traits == ["agency"] && identity.kind == FactionKind::Government && identity.id.as_deref().is_some_and(|id| !id.contains(':'))
}

/// A name has a noun in the singular or plural.
fn bears_noun(name: &str, noun: &str) -> bool {
    let is = |word: &str| {
        word.len() <= noun.len() + 1
            && word.get(..noun.len()).is_some_and(|w| w.eq_ignore_ascii_case(noun))
            && matches!(&word[noun.len()..], "" | "s")
    };
    name.split(|c: char| !c.is_alphanumeric()).any(is)
}
