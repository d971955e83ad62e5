//! Names of places that are those of something else here: a team, goods, an armed group, a person, by the words around them.

use dateline_gazetteers::schema::Table;

use super::{
    PlaceCandidate,
    evidence::{Article, Like, is_near},
    words::{Marks, after, before, class, is_mark},
};
use crate::{
    document::Document,
    gazetteer::TableSet,
    token::{Gap, Kind},
};

/// Between a verb of saying and the pronoun that shows that a person spoke stand at most so many words.
const ADDRESSEE: usize = 4;

const KNOWN: TableSet =
    TableSet::of(&[Table::Country, Table::Place, Table::Faction, Table::Outlet, Table::Institution, Table::Generic, Table::TimeWord]);

/// Classes of words that no surname is.
pub(super) const NO_SURNAME: u64 = class::STREET | class::FEATURE | class::ORGANISATION | class::FUNCTION | class::TITLE | class::PLACE_AFTER;

/// Whether the words beside the name say that it is no place's. `next` is the word right after it.
pub(super) fn is_other(article: &Article<'_, '_>, c: &PlaceCandidate, like: Like, next: Option<usize>, near: bool) -> bool {
    let Article { doc, marks, .. } = *article;
    let (first, last) = (c.tokens.start, c.tokens.end);
    let single = last == first + 1;
    let text = doc.tokens[first].core_text(doc.text);
    // "West Nile virus", "Brussels sprouts".
    if next.is_some_and(|n| marks.starts(n, class::WARE)) {
        return true;
    }
    // "The Southern District of Ohio", "the Florida Department of State": courts and offices.
    let of = || doc.tokens.get(last).is_some_and(|t| t.text(doc.text) == "of") && doc.tokens.get(last + 1).is_some_and(|t| t.capital);
    if !single && marks.starts(last - 1, class::OFFICE) && of() {
        return true;
    }
    if like.small && !near && article.is_company(c) {
        return true;
    }
    // "Cuba Gooding Jr."
    if single && !near && next.is_some_and(|n| doc.tokens[n].capital && marks.starts(n + 1, class::SUFFIX) && after(doc, n + 1).is_some()) {
        return true;
    }
    if !like.country && article.has_team(c) && (!near || is_team(doc, marks, c)) {
        return true;
    }
    // "Moro rebels": a people or movement, unless the article is about the country of a town of that name.
    if like.minor && !like.scene && next.is_some_and(|n| marks.starts(n, class::GROUP)) {
        return true;
    }
    if !single || near {
        return false;
    }
    let given = marks.starts(first, class::GIVEN | class::PERHAPS_GIVEN);
    let placed = || article.has_place(text, c);
    if (like.small || given && !placed()) && next.is_some_and(|n| is_done_by_people(doc, marks, n)) {
        return true;
    }
    ((like.small || like.name) && !like.country || given && !placed()) && next.is_some_and(|n| marks.starts(n, class::CUE) && speaks_of_self(doc, n))
}

/// "Houston was 48", "Baghdadi died", "Chad was arrested".
fn is_done_by_people(doc: &Document<'_>, marks: &Marks, next: usize) -> bool {
    let age = |t: usize| {
        let stands = after(doc, t).is_some_and(|t| doc.tokens[t].text(doc.text).parse().is_ok_and(|n: u32| (5..=110).contains(&n)));
        stands
            && (is_mark(doc, t + 1, '.')
                || is_mark(doc, t + 1, ',')
                || doc.tokens.get(t + 1).is_some_and(|t| matches!(t.text(doc.text), "and" | "when")))
    };
    marks.starts(next, class::PERSON_VERB) || marks.starts(next, class::BE) && (marks.starts(next + 1, class::PERSON_PAST) || age(next + 1))
}

/// "Said he would not play", "told the court that she": a state or town is no "he".
fn speaks_of_self(doc: &Document<'_>, cue: usize) -> bool {
    let word = |t: usize| doc.tokens.get(t).map_or("", |t| t.text(doc.text));
    let pronoun = |t: usize| matches!(word(t), "he" | "she" | "his" | "her");
    if pronoun(cue + 1) {
        return matches!(word(cue + 1), "he" | "she");
    }
    let that = (cue + 1..=cue + ADDRESSEE).find(|&t| word(t) == "that");
    that.is_some_and(|t| pronoun(t + 1) && (cue..=t + 1).all(|t| doc.tokens[t].kind == Kind::Word && doc.sentence_of(t) == doc.sentence_of(cue)))
}

/// "Bayern beat Lazio 3-1", "won 2-0 at Ajax", "lost to Roma".
pub(super) fn is_team(doc: &Document<'_>, marks: &Marks, c: &PlaceCandidate) -> bool {
    let (first, last) = (c.tokens.start, c.tokens.end);
    // Few names have anything of that beside them.
    let number = |t: usize| doc.tokens.get(t).is_some_and(|t| t.kind == Kind::Number);
    let sport = marks.ends(first, class::SPORT) || marks.starts(last, class::SPORT);
    if !(sport || number(last) || number(last + 1) || first > 5 && number(first - 4)) {
        return false;
    }
    let verb = |t: usize| matches!(doc.tokens.get(t).map_or("", |t| t.text(doc.text)), "won" | "win" | "lost" | "lead" | "led" | "drew");
    let won = || is_score(doc, last + 1) && verb(last);
    let away = || first > 5 && is_score(doc, first - 4) && doc.tokens[first - 1].text(doc.text) == "at" && verb(first - 5);
    let plays =
        || (marks.starts(last, class::SPORT) || won()) && doc.tokens.get(last).is_some_and(|t| t.gap == Gap::Space) && !is_near(doc, marks, first);
    marks.ends(first, class::SPORT) || plays() || is_score(doc, last) || away()
}

/// "3-1": the numbers of a match.
fn is_score(doc: &Document<'_>, token: usize) -> bool {
    let goals = |t: usize| doc.tokens.get(t).is_some_and(|t| t.kind == Kind::Number && t.end() - t.start() <= 3);
    let dash = doc.tokens.get(token + 1).is_some_and(|t| t.gap == Gap::None && matches!(t.text(doc.text), "-" | "\u{2013}"));
    goals(token) && doc.tokens[token].gap == Gap::Space && dash && goals(token + 2) && doc.tokens[token + 2].gap == Gap::None
}

/// "In Turkish", "speaks French and English": a language, and no noun after it that it describes.
pub(super) fn is_language(doc: &Document<'_>, marks: &Marks, c: &PlaceCandidate) -> bool {
    let (first, last) = (c.tokens.start, c.tokens.end);
    let joins = |t: usize| matches!(doc.tokens[t].text(doc.text), "and" | "or");
    let noun = |t: usize| doc.tokens[t].kind != Kind::Mark && (joins(t) || !marks.starts(t, class::FUNCTION | class::NEAR));
    let describes = || last < doc.tokens.len() && (noun(last) || is_mark(doc, last, '-') && doc.tokens[last].gap == Gap::None);
    let plural = || doc.tokens[first].core_text(doc.text).ends_with('s');
    last == first + 1 && marks.ends(first, class::SPOKEN) && !plural() && !describes()
}

/// "Nashua Corp.", "a Gallup poll".
pub(super) fn is_company(doc: &Document<'_>, marks: &Marks, c: &PlaceCandidate) -> bool {
    let last = c.tokens.end;
    let next = doc.tokens.get(last).filter(|t| t.gap == Gap::Space);
    next.is_some_and(|next| marks.starts(last, if next.capital { class::COMPANY } else { class::POLL }))
}

/// Whether the capitalised word after a name may be a surname of somebody who does something ("Cuba Gooding was", "Brooklyn Beckham and his wife").
pub(super) fn is_surname(doc: &Document<'_>, marks: &Marks, token: usize) -> bool {
    let word = |t: usize| doc.tokens.get(t).map_or("", |t| t.text(doc.text));
    let family = word(token + 1) == "and" && matches!(word(token + 2), "his" | "her");
    let opens = doc.sentence_of(token).is_some_and(|s| doc.sentences[s].tokens.start + 1 == token);
    let acts = opens && (marks.starts(token + 1, class::CUE) || is_done_by_people(doc, marks, token + 1));

    const OTHER: u64 = NO_SURNAME
        | class::CIVIC
        | class::DIRECTION
        | class::TIME
        | class::GROUP
        | class::GOVERNMENT_NOUN
        | class::ACT
        | class::CUE
        | class::DIVISION;
    let t = &doc.tokens[token];
    let ends = after(doc, token + 1).is_none_or(|n| !doc.tokens[n].capital);
    (family || acts)
        && t.kind == Kind::Word
        && !t.caps
        && ends
        && !marks.starts(token, OTHER)
        && !doc.has_any(token, KNOWN)
        && before(doc, token).is_some()
}
