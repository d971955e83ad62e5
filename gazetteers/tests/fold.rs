//! Which spellings meet, and which do not.

use dateline_gazetteers::fold::{Case, case_of, words};

fn keys(name: &str) -> Vec<String> {
    words(name).into_iter().map(|w| w.key).collect()
}

const KEYS: &[(&str, &[&str])] = &[
    ("Syria", &["syria"]),
    ("SYRIA", &["syria"]),
    ("Bogotá", &["bogota"]),
    ("Ar Rā‘ī", &["al", "rai"]),
    ("al-Raʿi", &["al", "rai"]),
    ("Al-Rai", &["al", "rai"]),
    ("al Rai", &["al", "rai"]),
    ("Ash Shaddādah", &["al", "shaddadah"]),
    ("ash-Shaddadah", &["al", "shaddadah"]),
    ("As-Suwayda", &["al", "suwayda"]),
    ("Deir ez-Zor", &["deir", "al", "zor"]),
    ("Deir Ez Zor", &["deir", "al", "zor"]),
    ("Zia ul-Haq", &["zia", "al", "haq"]),
    ("As Damascus", &["as", "damascus"]),
    ("as Suwayda", &["as", "suwayda"]),
    ("An Post", &["an", "post"]),
    ("UN-negotiated", &["un", "negotiated"]),
    ("El Salvador", &["al", "salvador"]),
    ("Al", &["al"]),
    ("U.S.", &["us"]),
    ("U.S.-Mexico", &["us", "mexico"]),
    ("St. Petersburg", &["st", "petersburg"]),
    ("3.5", &["3.5"]),
    ("M23", &["m23"]),
    ("F-16", &["f", "16"]),
    ("Côte d’Ivoire", &["cote", "divoire"]),
    ("Guinea–Bissau", &["guinea", "bissau"]),
    ("Asahi - Shimbun", &["asahi", "-", "shimbun"]),
    ("Standard & Poor's", &["standard", "and", "poors"]),
    ("Washington, D.C.", &["washington", ",", "dc"]),
    ("Lord's Resistance Army", &["lords", "resistance", "army"]),
    ("Peoples' Party", &["peoples", "party"]),
    ("Tall ‘Ayn", &["tall", "ayn"]),
    ("İzmir", &["izmir"]),
    ("Diyarbakır", &["diyarbakir"]),
    ("Gießen", &["giessen"]),
    ("Tromsø", &["tromso"]),
    ("Łódź", &["lodz"]),
    ("Đà Nẵng", &["da", "nang"]),
    ("Gəncə", &["ganca"]),
    ("Ærø", &["aero"]),
    ("Ḩalab", &["halab"]),
    ("\u{FF26}oo", &["foo"]),
    ("cafe\u{301}", &["cafe"]),
    ("…", &["..."]),
    ("''", &[]),
    ("", &[]),
];

#[test]
fn names_fold_to_their_keys() {
    for (name, wanted) in KEYS {
        assert_eq!(keys(name), *wanted, "{name}");
    }
}

#[test]
fn a_word_knows_the_full_stop_after_it() {
    let periods = |name: &str| words(name).iter().map(|w| w.period).collect::<Vec<_>>();
    assert_eq!(periods("St. Petersburg"), [true, false]);
    assert_eq!(periods("Acme Inc."), [false, false]);
}

#[test]
fn case_is_that_of_all_words() {
    let case = |name: &str| case_of(&words(name));
    assert_eq!(case("rebels"), Case::LOWER);
    assert_eq!(case("Islamic State"), Case::TITLE);
    assert_eq!(case("the Islamic State"), Case::TITLE);
    assert_eq!(case("al-Rai"), Case::TITLE);
    assert_eq!(case("U.S."), Case::UPPER);
    assert_eq!(case("Bank of Syria"), Case::MIXED);
    assert_eq!(case("McDonald"), Case::MIXED);
    assert_eq!(case("1234"), Case::ANY);
}
