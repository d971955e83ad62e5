//! Properties of sentences; the table of cases is in `tests/sentences.rs`.

use proptest::prelude::*;

use super::{
    words::{AFTER_ATTRIBUTION, AUXILIARIES, STARTERS},
    *,
};
use crate::{
    structure::paragraphs,
    token::{read, tokenize},
};

static SPLITTER: std::sync::LazyLock<Splitter> =
    std::sync::LazyLock::new(|| Splitter::new(&Layers::new(Vec::new()).expect("the built-in gazetteers")));

fn sentences(text: &str) -> Vec<Sentence> {
    let read = read(text);
    find(&SPLITTER, text, &read, &paragraphs(text, &read))
}

#[test]
fn headings_end_without_a_stop() {
    for (text, headings) in [
        ("Army retakes Harr\n\nThe town fell.", vec![true, false]),
        ("The town fell", vec![true]),
        ("By Ana Ruiz\nThe town fell.\n• One\n• Two", vec![true, false, true, true]),
        ("HARR (AP) — The town fell.", vec![true, false]),
        ("The minister said at a press conference in Harr:\n\n\"We won.\"", vec![false, false]),
        ("Background:\n\nThe town fell.", vec![true, false]),
        ("(Reporting by Ana Ruiz)", vec![true]),
        ("The town fell. It has", vec![false, true]),
    ] {
        assert_eq!(sentences(text).iter().map(|s| s.heading).collect::<Vec<_>>(), headings, "{text:?}");
    }
    let long = "and the town fell ".repeat(20);
    assert!(!sentences(&long)[0].heading, "a sentence that lost its stop");
}

#[test]
fn who_asked_belongs_to_the_question() {
    for (text, expected) in [
        ("\"Who did this?\" Haddad asked. His aides said nothing.", 2),
        ("\"Who did this?\" Gen. Omar al-Haddad asked during the visit. No one spoke.", 2),
        ("\"Who did this?\" Haddad asked whether they knew.", 2),
        ("\"We won.\" Haddad said. He smiled.", 2),
        ("\"We won.\" Haddad said in May that he would.", 2),
    ] {
        assert_eq!(sentences(text).len(), expected, "{text:?}");
    }
}

#[test]
fn paragraphs_are_counted() {
    let numbers = |text: &str| sentences(text).iter().map(|s| s.paragraph).collect::<Vec<_>>();
    assert_eq!(numbers("One. Two.\n\nThree.\nFour."), [0, 0, 1, 2]);
    assert_eq!(numbers("The army entered the\ntown of Harr early on\nMonday. It met no one.\nThe rebels had fled."), [0, 0, 0]);
}

#[test]
fn lists_of_words_are_sorted() {
    for list in [STARTERS, AUXILIARIES, AFTER_ATTRIBUTION] {
        assert!(list.is_sorted());
    }
}

/// Linear, this takes a fraction of a second; were anything quadratic, minutes.
#[test]
fn hostile_text_takes_linear_time() {
    for piece in
        [".", ". ", "?!", "...", " . ", ".\"", "\"", "A. ", "A.", "U.S. ", "a\n", "\n", "• ", "A,", "(A) -", "a—", ".)", "'", "Mr. ", "? \"", "1. "]
    {
        let text = piece.repeat(100_000 / piece.len());
        let begin = std::time::Instant::now();
        sentences(&text);
        assert!(begin.elapsed().as_secs() < 10, "{piece:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn sentences_hold_every_token_once(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40)) {
        check(&pieces.concat())?;
    }

    #[test]
    fn sentences_of_any_string_hold_every_token_once(text in any::<String>()) {
        check(&text)?;
    }
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let tokens = tokenize(text);
    let mut token = 0;
    let mut paragraph = 0;
    for sentence in sentences(text) {
        prop_assert_eq!(sentence.tokens.start, token, "in {:?}", text);
        prop_assert!(sentence.tokens.end > token, "in {:?}", text);
        let last = &tokens[sentence.tokens.end - 1];
        prop_assert_eq!(sentence.span.end, last.start() + last.text(text).trim_end().len());
        let slice = text.get(sentence.span.start..sentence.span.end);
        prop_assert!(slice.is_some_and(|s| !s.is_empty() && s == s.trim()), "{:?} in {:?}", sentence, text);
        prop_assert!(sentence.paragraph == paragraph || sentence.paragraph == paragraph + 1, "in {:?}", text);
        paragraph = sentence.paragraph;
        token = sentence.tokens.end;
    }
    prop_assert_eq!(token, tokens.len(), "in {:?}", text);
    Ok(())
}

const PIECES: &[&str] = &[
    "The", "said", "a", "Haddad", "Mr", "Inc", "U.S", "J", "No", "p.m", "Jan", "5", "2012", "al", "-", "—", "•", "Photo", ":", ".", ".", ".", "!",
    "?", "…", ",", "\"", "\"", "'", "”", "“", "’", "(", ")", "[", "]", " ", " ", " ", " ", "\n", "\r\n", "\n\n", "\u{A0}", "\u{301}", " \u{301}",
    "é", "中", "。", "\u{2029}", "\u{202F}",
];
