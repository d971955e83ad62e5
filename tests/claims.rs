//! Attribution over `tests/data/claims.jsonl`: short passages, each with every claim it holds.
//!
//! A row: `{"text", "claims": [{"by", "cue", "content", "quotation", …}]}`. `by` is the chain, outermost first, null for no source and `~` before a source
//! that stands in earlier text; `to` is the addressee; `act`, `type` and `polarity` default to state, communication and asserted and are compared where
//! the row names them or they differ. `known_wrong` says why a row fails today; the test fails too once it passes, so that the mark is taken off.

use std::sync::LazyLock;

use dateline::{Article, Claim, Extractor, Source};
use proptest::prelude::*;
use serde::Deserialize;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().unwrap());

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    text: String,
    claims: Vec<Expected>,
    known_wrong: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    by: Vec<Option<String>>,
    cue: Option<String>,
    content: Vec<String>,
    quotation: String,
    to: Option<String>,
    act: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
    polarity: Option<String>,
    #[serde(default)]
    nested: bool,
}

fn expected(e: &Expected) -> String {
    format!(
        "{:?} {:?} {:?} {} to={:?} {} {} nested={}",
        e.by.iter().map(|b| b.as_deref().unwrap_or("-")).collect::<Vec<_>>(),
        e.cue,
        e.content,
        e.quotation,
        e.to,
        e.kind.as_deref().unwrap_or("communication"),
        e.polarity.as_deref().unwrap_or("asserted"),
        e.nested
    ) + &e.act.as_ref().map(|a| format!(" {a}")).unwrap_or_default()
}

fn found(claim: &Claim, with_act: bool) -> String {
    let text = |s: &Option<Source>| s.as_ref().map(|s| s.text.clone());
    let by: Vec<String> =
        claim.attribution.iter().map(|s| (if s.inherited { "~" } else { "" }).to_owned() + &text(&s.source).unwrap_or("-".into())).collect();
    let Some(last) = claim.attribution.last() else { panic!("a claim without a chain") };
    let content: Vec<&str> = claim.content.iter().map(|p| p.text.as_str()).collect();
    let cue = last.cue.as_ref().map(|c| &c.text);
    let base = format!(
        "{by:?} {cue:?} {content:?} {} to={:?} {} {} nested={}",
        claim.quotation,
        text(&last.addressee),
        claim.kind,
        claim.polarity,
        claim.within.is_some()
    );
    if with_act { base + " " + claim.act.as_str() } else { base }
}

#[test]
fn passages() {
    let mut wrong = Vec::new();
    let mut count = (0, 0);
    for (n, line) in include_str!("data/claims.jsonl").lines().enumerate() {
        let row: Row = serde_json::from_str(line).unwrap_or_else(|e| panic!("line {}: {e}", n + 1));
        count.0 += 1;
        count.1 += usize::from(row.claims.is_empty());
        let extraction = EXTRACTOR.extract(&Article::new(&*row.text));
        let want: Vec<String> = row.claims.iter().map(expected).collect();
        let got: Vec<String> =
            extraction.claims.iter().enumerate().map(|(i, c)| found(c, row.claims.get(i).is_some_and(|e| e.act.is_some()))).collect();
        match (want == got, &row.known_wrong) {
            (false, None) => wrong.push(format!("line {}: {}\n  want {want:#?}\n  got  {got:#?}", n + 1, row.text)),
            (true, Some(why)) => wrong.push(format!("line {}: passes now, take off `known_wrong`: {why}", n + 1)),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{} of {} passages:\n{}", wrong.len(), count.0, wrong.join("\n"));
    assert!(count.0 >= 120 && count.1 >= 30, "the table has lost rows: {count:?}");
}

/// Words of which sentences of every shape can be made.
const WORDS: &[&str] = &[
    "said",
    "says",
    "the",
    "minister",
    "\"",
    "“",
    "”",
    ",",
    ".",
    "that",
    "and",
    "who",
    "Reuters",
    "reported",
    "according",
    "to",
    "was",
    "quoted",
    "as",
    "saying",
    "by",
    "accused",
    "of",
    "he",
    "told",
    "AFP",
    "Omar",
    "-",
    "—",
    ":",
    "(",
    ")",
    "\n\n",
    "citing",
    "his",
    "claim",
    "confident",
    "on",
    "Sunday",
    "’",
    "denied",
    "announced",
    "in",
    "a",
    "statement",
    "\n",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_words_give_sound_claims(words in prop::collection::vec(prop::sample::select(WORDS), 0..60)) {
        let text = words.join(" ");
        for claim in EXTRACTOR.extract(&Article::new(&*text)).claims {
            prop_assert!(!claim.attribution.is_empty() && !claim.content.is_empty());
            let mut past = 0;
            for part in &claim.content {
                prop_assert!(past <= part.span.start && !part.span.is_empty());
                prop_assert_eq!(text.get(part.span.range()), Some(&*part.text));
                past = part.span.end;
            }
            prop_assert!(!claim.rule.is_empty() && (0.0..=1.0).contains(&claim.confidence));
        }
    }
}

/// Found by the test above: a comma that opens the sentence has nothing before it.
#[test]
fn a_comma_opens_the_sentence() {
    assert!(EXTRACTOR.extract(&Article::new(", to . , reported")).claims.is_empty());
}
