//! Class nouns beside a name that tell a division from its seat.

use super::{
    PlaceCandidate,
    name::{NameId, Names},
    words::{Marks, class, is_mark},
};
use crate::{document::Document, token::Kind};
use dateline_gazetteers::schema::Table;

/// The longest list of names before the class noun of all of them, in tokens.
const LIST: usize = 16;

/// "Aleppo province", "the province of Aleppo", "Douglas and Wyandotte counties": the division and not its seat.
pub(super) fn is_one(doc: &Document<'_>, marks: &Marks, names: &Names, c: &PlaceCandidate) -> bool {
    let after = c.tokens.end;
    if c.name == NameId::NONE {
        return false;
    }
    // "County Durham", "Essex County".
    let named = c.tokens.len() > 1 && (marks.starts(c.tokens.start, class::DIVISION) || marks.starts(after - 1, class::DIVISION));
    named || of(doc, marks, names, c) || marks.starts(after, class::DIVISION) || lists_to(doc, marks, after)
}

/// "The province of Aleppo". "The Kayes region of Mali", "a region of Georgia": the country holds a region.
fn of(doc: &Document<'_>, marks: &Marks, names: &Names, c: &PlaceCandidate) -> bool {
    let Some(noun) = c.tokens.start.checked_sub(2) else { return false };
    let noun_of = || marks.starts(noun, class::DIVISION | class::DIVISIONS) && doc.tokens[noun + 1].text(doc.text) == "of";
    let whole = || names.of(c).iter().any(|r| r.table == Table::Country);
    let bears_name =
        |t: usize| doc.tokens[t].capital && doc.tokens[t].kind == Kind::Word && !doc.tokens[t].text(doc.text).eq_ignore_ascii_case("the");
    noun_of() && !whole() && !noun.checked_sub(1).is_some_and(bears_name)
}

/// Whether a list of capitalised names runs from `token` to a word that is the class noun of all of them.
fn lists_to(doc: &Document<'_>, marks: &Marks, token: usize) -> bool {
    for at in token..doc.tokens.len().min(token + LIST) {
        let t = &doc.tokens[at];
        if marks.starts(at, class::DIVISIONS) && t.core() == t.end() {
            return true;
        }
        if !t.capital && !is_mark(doc, at, ',') && !matches!(t.text(doc.text), "and" | "or") {
            return false;
        }
    }
    false
}
