//! Nouns that introduce another of those that a name has made known: "a union" after "the European Union".

use crate::{
    document::Document,
    token::{Kind, Token},
};

/// "a union", "the teachers' union", where the noun ends its phrase: "a tea party activist" and "a party's platform" introduce none. `indefinite` tells the
/// determiners of what has not been spoken of, `goes_on` the words after the end of a phrase.
pub(super) fn introduces(doc: &Document<'_>, noun: usize, indefinite: impl Fn(usize) -> bool, goes_on: impl Fn(usize) -> bool) -> bool {
    /// How many tokens stand between an article and the noun at most, and the noun with them.
    const FROM: usize = 3;
    let text = |i: usize| doc.tokens.get(i).map_or("", |t| t.core_text(doc.text));
    let owns = |i: usize| doc.tokens[i].core() < doc.tokens[i].end() || matches!(text(i), "'" | "\u{2019}");
    let new = (noun.saturating_sub(FROM)..noun).any(indefinite) || noun > 0 && owns(noun - 1);
    let ends = doc.tokens.get(noun + 1).is_none_or(|t: &Token| t.kind == Kind::Mark) || text(noun + 1).ends_with("ed") || goes_on(noun + 1);
    new && ends && !doc.tokens[noun].capital && !owns(noun)
}
