use proptest::prelude::*;

use unicode_segmentation::UnicodeSegmentation;

use super::{read::white, *};

/// Pieces that meet every rule of UAX #29 and both sides of the border between fast path and fallback.
const PIECES: &[&str] = &[
    "a",
    "Word",
    "don't",
    "it’s",
    "O'BRIEN's",
    "I'M ",
    "iPhone's ",
    "a'B, and the ",
    "internationally-minded ",
    "x",
    "1",
    "42",
    "3.5",
    "1,000",
    "_",
    ".",
    ":",
    ";",
    ",",
    "'",
    "\"",
    "’",
    "‘",
    "“",
    "”",
    "„",
    "«",
    "»",
    "–",
    "—",
    "…",
    "-",
    "(",
    ")",
    " ",
    "  ",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "\u{B}",
    "\u{C}",
    "\u{85}",
    "\u{2028}",
    "\u{2029}",
    "\u{A0}",
    "\u{2003}",
    "\u{3000}",
    "\u{301}",
    "\u{308}",
    "\u{200D}",
    "\u{AD}",
    "\u{200B}",
    "\u{FEFF}",
    "é",
    "ß",
    "×",
    "÷",
    "Ł",
    "İ",
    "ſ",
    "ª",
    "·",
    "ñ",
    "Ж",
    "слово",
    "中",
    "カタ",
    "ひ",
    "א",
    "ש\"ח",
    "ا",
    "٣",
    "🇸🇾",
    "🇺",
    "👩‍👩‍👧",
    "👍🏽",
    "❤️",
    "€",
    "°",
    "²",
    "\u{203F}",
    "\u{2024}",
    "\u{2027}",
    "ʼ",
    "\u{FF07}",
    "e\u{301}",
    "ก",
    "한",
];

fn identical(text: &str) -> Result<(), TestCaseError> {
    let expected: Vec<_> =
        text.split_word_bound_indices().filter(|(_, s)| !s.chars().all(char::is_whitespace)).map(|(i, s)| (i, i + s.len())).collect();
    let found: Vec<_> = tokenize(text).iter().map(|t| (t.start(), t.end())).collect();
    prop_assert_eq!(found, expected, "in {:?}", text);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn tokens_are_uax29_on_mixed_pieces(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24)) {
        identical(&pieces.concat())?;
    }

    #[test]
    fn tokens_are_uax29_on_long_texts(pieces in prop::collection::vec(prop::sample::select(PIECES), 60..200)) {
        identical(&pieces.concat())?;
    }

    #[test]
    fn tokens_are_uax29_among_plain_words(pieces in prop::collection::vec((prop::sample::select(PIECES), "[A-Za-z]{1,12}[ .,'’-]{0,2}"), 8..40)) {
        identical(&pieces.into_iter().map(|(piece, word)| piece.to_owned() + &word).collect::<String>())?;
    }

    #[test]
    fn tokens_are_uax29_on_any_string(text in any::<String>()) {
        identical(&text)?;
    }

    #[test]
    fn tokens_are_uax29_on_ascii(text in "[ -~\\r\\n\\t]{0,60}") {
        identical(&text)?;
    }

    #[test]
    fn fields_agree_with_the_text(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..120)) {
        let text = pieces.concat();
        let mut before = 0;
        let Tokens { tokens, keys, signs, lines } = read(&text);
        prop_assert_eq!(tokens.len(), keys.len());
        let numbers = |test: fn(&(usize, &Token)) -> bool| tokens.iter().enumerate().filter(test).map(|(i, _)| i as u32).collect::<Vec<_>>();
        prop_assert_eq!(lines, numbers(|(_, t)| t.gap >= Gap::Line));
        prop_assert_eq!(signs, numbers(|(_, t)| t.kind == Kind::Mark && (".!?:\"'`\0".contains(t.mark()) || !t.mark().is_ascii())));
        for (i, token) in tokens.iter().enumerate() {
            prop_assert!(token.start() < token.core() && token.core() <= token.end());
            prop_assert!(text.is_char_boundary(token.core()));
            let (word, core) = (token.text(&text), token.core_text(&text));
            let single = if token.kind == Kind::Mark && word.encode_utf16().count() == 1 { word } else { "\0" };
            prop_assert_eq!(token.mark().to_string(), single);
            let letters = || core.chars().filter(|c| c.is_alphabetic());
            if token.kind != Kind::Mark {
                let capital = letters().next().is_some_and(char::is_uppercase);
                prop_assert_eq!((token.capital, token.caps), (capital, letters().nth(1).is_some() && letters().all(char::is_uppercase)), "{:?}", word);
            }
            prop_assert_eq!(token.case, Case::of(core), "{:?}", word);
            let plain = word.bytes().all(|b| b.is_ascii_alphanumeric());
            prop_assert!(plain || keys[i].known().is_none(), "{:?}", word);
            if let Some(key) = keys[i].known() {
                let expected = Key::of(word.to_ascii_lowercase().as_bytes());
                prop_assert_eq!(key, expected, "{:?}", word);
            }
            let between = &text[before..token.start()];
            prop_assert!(between.chars().all(char::is_whitespace));
            if i > 0 {
                prop_assert_eq!(token.gap, white(between).expect("white space"), "before {:?}", token);
            }
            before = token.end();
        }
    }
}

#[test]
fn white_space_at_the_end_of_a_window_belongs_to_the_mark_after_it() {
    let after = "what comes after it is more than a window is wide ".repeat(3);
    for before in 50..70 {
        for white in ["  ", " ", "\n ", " \n  ", "\n\n"] {
            identical(&format!("{}{white}\u{301}{after}", "a".repeat(before))).expect("as UAX #29 has it");
            identical(&format!("{}{white}\u{301}{after}", "\n".repeat(before))).expect("as UAX #29 has it");
        }
    }
}

#[test]
fn every_character_alone_and_between_letters() {
    for c in (0..0x3_2000).chain(0xE_0000..0xE_0200).filter_map(char::from_u32) {
        identical(&format!("{c}a{c}a {c} 1{c}1.{c}")).expect("as UAX #29 has it");
    }
    // As a window sees them.
    let after = "what comes after it is more than a window is wide ".repeat(3);
    for c in (0..0x3100).filter_map(char::from_u32) {
        identical(&format!("{c}a{c}a {c} 1{c}1.{c} {after}")).expect("as UAX #29 has it");
    }
}

fn one(text: &str) -> Token {
    let tokens = tokenize(text);
    assert_eq!(tokens.len(), 1, "{text:?}: {tokens:?}");
    tokens[0]
}

#[test]
fn possessives_are_outside_the_core() {
    for (text, core) in [
        ("Syria's", "Syria"),
        ("Syria’s", "Syria"),
        ("SYRIA'S", "SYRIA"),
        ("Łódź’s", "Łódź"),
        ("U.S.'s", "U.S"),
        ("don't", "don't"),
        ("boss", "boss"),
        ("Сирия's", "Сирия"),
        ("1990's", "1990"),
        ("O'Brien's", "O'Brien"),
    ] {
        let tokens = tokenize(text);
        assert_eq!(tokens[0].core_text(text), core, "{text:?}");
    }
}

#[test]
fn kinds_and_case() {
    for (text, kind, capital, caps) in [
        ("Syria", Kind::Word, true, false),
        ("US", Kind::Word, true, true),
        ("U.S", Kind::Word, true, true),
        ("M23", Kind::Word, true, false),
        ("US's", Kind::Word, true, true),
        ("al", Kind::Word, false, false),
        ("A", Kind::Word, true, false),
        ("iPhone", Kind::Word, false, false),
        ("Émile", Kind::Word, true, false),
        ("ÉLYSÉE", Kind::Word, true, true),
        ("1990s", Kind::Number, false, false),
        ("5,000", Kind::Number, false, false),
        ("_word_", Kind::Word, false, false),
        ("Ж", Kind::Word, true, false),
        ("٣", Kind::Number, false, false),
        ("—", Kind::Mark, false, false),
        ("👍🏽", Kind::Mark, false, false),
    ] {
        let token = one(text);
        assert_eq!((token.kind, token.capital, token.caps), (kind, capital, caps), "{text:?}");
    }
}

#[test]
fn gaps_count_line_breaks() {
    for (between, gap) in [
        (" ", Gap::Space),
        ("\t", Gap::Space),
        ("\u{A0}", Gap::Space),
        ("\u{2003}", Gap::Space),
        ("\n", Gap::Line),
        ("\r\n", Gap::Line),
        ("\r", Gap::Line),
        (" \r\n  ", Gap::Line),
        ("\u{2028}", Gap::Line),
        ("\n\n", Gap::Paragraph),
        ("\r\n\r\n", Gap::Paragraph),
        ("\r\r", Gap::Paragraph),
        ("\n \t\n", Gap::Paragraph),
        ("\n\u{A0}\n", Gap::Paragraph),
        ("\u{2029}", Gap::Paragraph),
        ("\n\r", Gap::Paragraph),
    ] {
        let text = format!("a{between}b");
        let tokens = tokenize(&text);
        assert_eq!((tokens[0].gap, tokens[1].gap), (Gap::Paragraph, gap), "{between:?}");
    }
    assert_eq!(tokenize("a,")[1].gap, Gap::None);
}
