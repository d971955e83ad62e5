//! Temporal expressions, one a row: `data/dates.tsv` says what is found in a sentence published on a day, and `data/not_dates.tsv` where nothing is.

use std::sync::LazyLock;

use dateline::{
    Article, Extraction, Extractor, TimeExpression,
    jiff::civil::{Date, date},
};
use proptest::prelude::*;
use regex::Regex;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().unwrap());

/// The values of TIMEX3, with X for what is not known, and ranges of dates.
static VALUE: LazyLock<Regex> = LazyLock::new(|| {
    let day = r"(?:\d{4}|XXXX)-(?:\d{2}|XX)-(?:\d{2}|XX)";
    let part = r"T(?:MO|MI|AF|EV|NI|DT)";
    let clock = r"T(?:\d{2}|XX):(?:\d{2}|XX)(?::\d{2})?(?:[+-]\d{2}(?::\d{2})?)?";
    let date = format!(
        r"(?:\d{{2,4}}|X{{2,4}}|(?:\d{{4}}|XXXX)-(?:\d{{2}}|XX|Q[1-4X]|H[12X]|SP|SU|FA|WI|W(?:\d{{2}}|XX)(?:-(?:WE|[1-7]))?(?:{part}|{clock})?)|{day}(?:{part}|{clock})?)"
    );
    let duration = r"P(?:(?:\d+(?:\.5)?|X)(?:Y|M|W|D|Q|WE|DE|CE|ML)|T(?:\d+(?:\.5)?|X)[HMS])";
    let long = r"P(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+S)?)?";
    let before = format!(r"BC\d{{2,4}}(?:-(?:(?:\d{{2}}|XX)(?:-(?:\d{{2}}|XX)(?:{part}|{clock})?)?|WXX|QX|SP|SU|FA|WI))?");
    Regex::new(&format!(r"^(?:{date}(?:/{date})?|{duration}|{long}|{before}|PRESENT_REF|PAST_REF|FUTURE_REF)$")).unwrap()
});

/// The ends of an interval, as the schema has them.
static END: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2})?)?$").unwrap());

fn extract(text: &str, published: Option<Date>) -> Extraction {
    let article = Article::new(text);
    EXTRACTOR.extract(&match published {
        Some(date) => article.published(date),
        None => article,
    })
}

fn day(text: &str) -> Option<Date> {
    (text != "-").then(|| text.parse().unwrap())
}

/// The rows of a table, without comments and the header.
fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).skip(1).map(|l| l.split('\t').collect())
}

fn shown(mention: &TimeExpression) -> String {
    let or = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
    let modifier = mention.modifier.as_deref().unwrap_or("-");
    format!("{}\t{}\t{modifier}\t{}\t{}", mention.kind, mention.value, or(&mention.from), or(&mention.until))
}

#[test]
fn expressions_have_their_value_and_interval() {
    let table = include_str!("data/dates.tsv");
    assert!(rows(table).count() >= 400, "the table has lost rows");
    let mut wrong = Vec::new();
    for row in rows(table) {
        let [published, marked, expected @ ..] = &row[..] else { panic!("a row is short: {row:?}") };
        let start = marked.find("[[").unwrap();
        let end = marked.find("]]").unwrap() - 2;
        let text = marked.replace("[[", "").replace("]]", "");
        let extraction = extract(&text, day(published));
        let expected = expected.join("\t");
        match extraction.dates.iter().find(|d| (d.span.start, d.span.end) == (start, end)) {
            Some(found) if shown(found) == expected => {}
            Some(found) => wrong.push(format!("{published} {marked}\n  expected {expected}\n  found    {}", shown(found))),
            None => {
                let found: Vec<_> = extraction.dates.iter().map(|d| &d.text).collect();
                wrong.push(format!("{published} {marked}\n  found only {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} rows are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_is_no_date_is_not_found() {
    let mut wrong = Vec::new();
    let table = include_str!("data/not_dates.tsv");
    assert!(rows(table).count() >= 50, "the table has lost rows");
    for row in rows(table) {
        let found: Vec<_> = extract(row[0], Some(date(2016, 4, 11))).dates.iter().map(|d| format!("{} ({})", d.text, d.rule)).collect();
        if !found.is_empty() {
            wrong.push(format!("{}: {found:?}", row[0]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn sets_say_how_often() {
    let set = |text: &str| {
        let extraction = extract(text, None);
        let set = extraction.dates.first().unwrap().clone();
        (set.quant.as_deref().map(str::to_owned), set.freq.as_deref().map(str::to_owned))
    };
    assert_eq!(set("They meet every Tuesday."), (Some("EVERY".into()), None));
    assert_eq!(set("They meet each year."), (Some("EACH".into()), None));
    assert_eq!(set("They meet twice a week."), (None, Some("2X".into())));
}

#[test]
fn anchors_tell_what_a_date_was_resolved_against() {
    let text = "The bomb fell on 3 March 2012. Two days later the city fell. The mayor was freed on Thursday.";
    let anchors = |published| extract(text, published).dates.iter().map(|d| d.anchor.as_str().to_owned()).collect::<Vec<_>>();
    assert_eq!(anchors(Some(date(2016, 4, 11))), ["none", "narrative", "dct"]);
    assert_eq!(anchors(None), ["none", "narrative", "none"]);
}

#[test]
fn within_a_quotation_the_day_it_was_said_counts() {
    let extraction = extract("\"We attacked them yesterday,\" the army spokesman said on Saturday.", Some(date(2016, 4, 11)));
    let found: Vec<_> = extraction.dates.iter().map(|d| (d.value.as_str(), d.anchor.as_str())).collect();
    assert_eq!(found, [("2016-04-08", "said"), ("2016-04-09", "dct")]);
}

#[test]
fn the_date_line_is_found_in_the_head() {
    let line = |text: &str| EXTRACTOR.date_line(text).map(|(date, span)| (date, span.of(text).unwrap().to_owned()));
    assert_eq!(
        line("Peace on the rocks\n2 min read\n11 April, 2016\n\nIslamic State fighters …"),
        Some((date(2016, 4, 11), "11 April, 2016".to_owned()))
    );
    assert_eq!(line("ALEPPO, April 11, 2016 (Reuters) - Rebels said."), Some((date(2016, 4, 11), "April 11, 2016".to_owned())));
    assert_eq!(line("ALEPPO, April 11 (Reuters) - Rebels said."), None);
    let headline = "Dozens flee as fighting spreads to the villages along the northern border, aid groups say";
    let below = format!("{headline}\n\nGENEVA, 11 April 2016 (Agency) - Rain fell on the camps for a third day and cut the roads.");
    assert_eq!(line(&below), Some((date(2016, 4, 11), "11 April 2016".to_owned())));
    let told = format!("{headline}\n\nOn 3 March 2012 the city fell, and its people left for the camps in the south of the country.");
    assert_eq!(line(&told), None);
    let late = format!("{}On 3 March 2012 the city fell.", "The rebels have lost ground in the north of the country. ".repeat(3));
    assert_eq!(line(&late), None);
    assert_eq!(line(""), None);
}

fn check(extraction: &Extraction) {
    for mention in &extraction.dates {
        assert!(VALUE.is_match(&mention.value) && !mention.value.ends_with(['P', 'T']), "{mention:?}");
        assert_eq!(mention.from.is_some(), mention.until.is_some(), "{mention:?}");
        if let (Some(from), Some(until)) = (&mention.from, &mention.until) {
            assert!(from < until, "{mention:?}");
            for end in [from, until] {
                let valid = end.get(..10).is_some_and(|day| day.parse::<Date>().is_ok());
                assert!(valid && END.is_match(end), "{mention:?}");
            }
        }
    }
}

#[test]
fn values_are_well_formed_at_the_ends_of_the_calendar() {
    let texts = [
        "yesterday, today and tomorrow",
        "last week, this week and next week",
        "a century ago and a year later",
        "next year",
        "next month",
        "in December and in January",
        "10000 years ago",
        "4000000000 years ago",
        "99999999 days ago",
        "next century",
        "last decade",
        "Thursday and last Friday",
        "Easter",
        "Ramadan",
        "last summer and next winter",
        "the next 9999 years",
        "1 January 1000",
        "the 22nd century",
        "the 1000s",
        "31 December 2199 at midnight",
    ];
    let days = [Date::MIN, date(-1, 1, 1), date(0, 12, 31), date(1, 1, 1), date(1, 1, 7), date(999, 12, 31), date(9999, 1, 1), Date::MAX];
    for text in texts {
        for published in days {
            check(&extract(&format!("They came {text}."), Some(published)));
        }
    }
}

#[test]
fn long_numbers_are_no_dates() {
    let digits = "1234567890".repeat(1000);
    for text in [
        digits.clone(),
        format!("{digits} years ago"),
        format!("on {digits} May {digits}"),
        format!("{digits}:{digits} a.m."),
        format!("{digits}-{digits}-{digits}"),
    ] {
        let extraction = extract(&text, Some(date(2016, 4, 11)));
        check(&extraction);
        assert!(extraction.dates.iter().all(|d| d.text.len() < 100), "{:?}", extraction.dates);
    }
}

/// Words of which expressions of every kind are made, sensible or not.
const WORDS: &[&str] = &[
    "the",
    "a",
    "last",
    "next",
    "this",
    "past",
    "two",
    "31",
    "29",
    "2016",
    "0",
    "99",
    "1960s",
    "'96",
    "February",
    "Feb.",
    "May",
    "Thursday",
    "Thursdays",
    "week",
    "weeks",
    "year",
    "years",
    "months",
    "days",
    "hours",
    "year's",
    "quarter",
    "third",
    "first",
    "half",
    "of",
    "in",
    "on",
    "at",
    "-",
    "/",
    ":",
    ",",
    ".",
    "ago",
    "later",
    "earlier",
    "before",
    "early",
    "late",
    "mid",
    "the end of",
    "about",
    "more than",
    "every",
    "each",
    "twice",
    "daily",
    "10:30",
    "25:99",
    "p.m.",
    "GMT",
    "morning",
    "night",
    "noon",
    "midnight",
    "now",
    "recently",
    "the past",
    "the future",
    "soon",
    "Easter",
    "Memorial Day",
    "Ramadan",
    "9/11",
    "BC",
    "fiscal",
    "summer",
    "winters",
    "fall",
    "decade",
    "century",
    "20th",
    "hundred",
    "several",
    "yesterday",
    "tomorrow",
    "tonight",
    "will",
    "said",
    "ended",
    "old",
    "people",
    "30/02/2016",
    "2016-02-30",
    "period",
    "latest",
    "weekend",
    "\n\n",
    "and",
    "to",
    "from",
    "or so",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_words_give_well_formed_values(words in prop::collection::vec(prop::sample::select(WORDS), 1..40), year in -9999i16..=9999, month in 1i8..=12, day in 1i8..=28, dated: bool) {
        let published = dated.then(|| date(year, month, day));
        check(&extract(&words.join(" "), published));
        check(&extract(&words.concat(), published));
    }

    #[test]
    fn any_text_gives_well_formed_values(text in any::<String>()) {
        check(&extract(&text, Some(date(2016, 4, 11))));
    }
}
