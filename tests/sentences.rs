//! The table of sentences: in each text `‖` marks where one sentence ends and the next begins.
#![cfg(feature = "builtin")]

use dateline::{Article, Extractor};

#[test]
fn sentences_end_where_the_table_says() {
    let extractor = Extractor::new().expect("the built-in gazetteers");
    let mut wrong = Vec::new();
    let mut cases = 0;
    for (number, line) in include_str!("data/sentences.jsonl").lines().enumerate() {
        let case: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
        let marked = case["text"].as_str().expect("a text");
        let expected: Vec<&str> = marked.split('‖').map(str::trim).filter(|s| !s.is_empty()).collect();
        let text = marked.replace('‖', "");
        let extraction = extractor.extract(&Article::new(&*text));
        let found: Vec<&str> = extraction.sentences.iter().map(|s| &text[s.start..s.end]).collect();
        if found != expected {
            wrong.push(format!("line {} ({}):\n  expected {expected:#?}\n  found    {found:#?}", number + 1, case["about"]));
        }
        cases += 1;
    }
    assert!(cases >= 120, "the table has {cases} cases");
    assert!(wrong.is_empty(), "{} of {cases} cases are wrong\n{}", wrong.len(), wrong.join("\n"));
}
