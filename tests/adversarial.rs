//! Articles that would take hours if any stage looked further than it must: that these tests end is what they assert.

use std::sync::LazyLock;

use dateline::{Article, Extraction, Extractor, jiff::civil::date};

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().unwrap());

/// A megabyte; a sixteenth of it where nothing is optimised.
const SIZE: usize = if cfg!(debug_assertions) { 1 << 16 } else { 1 << 20 };

fn extract(text: &str) -> Extraction {
    assert!(text.len() >= SIZE);
    let extraction = EXTRACTOR.extract(&Article::new(text).published(date(2016, 4, 11)));
    assert!(extraction.sentences.last().is_none_or(|s| s.end <= text.len()));
    extraction
}

fn repeat(unit: &str) -> String {
    unit.repeat(SIZE / unit.len() + 1)
}

macro_rules! repeated {
    ($($name:ident: $unit:expr;)*) => {$(
        #[test]
        fn $name() {
            extract(&repeat($unit));
        }
    )*};
}

repeated! {
    straight_quotes: "\"";
    opening_quotes: "“";
    closing_quotes: "”";
    apostrophes: "a'a ";
    single_quotes: "'a ";
    digits: "7";
    dates: "7/7/7 ";
    spaced_digits: "7 ";
    cues: "said ";
    cues_with_sources: "he said ";
    one_name: "Islamic State ";
    one_place: "Aleppo ";
    counties: "Lake and Stark counties, ";
    many_counties: "Lake, ";
    capitals: "Al ";
    half_a_name: "United ";
    titles: "Gen. ";
    titled_people_in_one_sentence: "General Adam Smith and Prime Minister Bill Jones flew to Syria and ";
    a_title_with_its_country: "Syria's prime minister said he would come. Prime Minister Bill Jones left.\n\n";
    armies_in_one_sentence: "the leader of the army of the army of the Paris, Texas, ";
    rebels: "the rebels ";
    its_forces: "Iraq and its forces, its troops ";
    weekdays: "Thursday ";
    countries: "Syrian ";
    open_parentheses: "(";
    dots: ".";
    initials: "J. ";
    line_breaks: "\n";
    carriage_returns: "\r\n";
    commas: ", ";
    dashes: "-";
    hyphens: "al-al-";
    capital_hyphens: "Al-";
    one_word: "a";
    combining_marks: "\u{301}";
    joiners: "👩\u{200d}";
    zeros: "\0";
    open_quotations: "\"He said ";
    according: "according to ";
    that: "said that he said that ";
    people: "John Smith and ";
    paragraphs: "\"Rain.\n\n";
    units: "two weeks ";
    units_of_armies: "the 47th Mechanized Brigade and ";
    units_of_many_armies: "Syria's 3rd Regiment, the 7th Division, the FSA's 1st Brigade and the 3rd Regiment of ";
    units_and_the_brigade: "the 3rd Regiment and the 2nd Brigade, the regiment, the brigade. ";
    divisions: "the 2nd Division ";
    missions: "the UN mission, ";
    missions_in_sentences: "The UN mission left Mali. The AU force said so. ";
    short_names: "the National Guard, the Guard, the Front, ";
    unions: "The European Union met. A union met. The union said no. ";
    groups_that_speak: "Hamas and NATO met. The armed group said no, and the court said so ";
    offices: "Prime Minister Bill Jones's office ";
    soldiers_alone: "and soldiers fled ";
}

#[test]
fn nested_parentheses() {
    let half = SIZE / 2 + 1;
    extract(&("(".repeat(half) + &")".repeat(half)));
}

#[test]
fn ministries_after_marks() {
    let half = SIZE / 2;
    extract(&("; ".repeat(half / 2) + &"Ministry of Defence of ".repeat(half / 23 + 1)));
}

#[test]
fn one_sentence() {
    let extraction = extract(&repeat("and the Syrian army, which Reuters said on Thursday had taken Aleppo, told John Smith that "));
    assert!(extraction.sentences.len() < 10, "{}", extraction.sentences.len());
}

#[test]
fn people_of_one_surname() {
    let people = (0..SIZE / 50).map(|n| {
        let name: String = [n / 676, n / 26 % 26, n % 26].iter().map(|letter| char::from(b'a' + (letter % 26) as u8)).collect();
        format!("Mr. B{name} Smith met them. Smith said he would come.\n\n")
    });
    extract(&people.collect::<String>());
}

#[test]
fn headlines_of_many_names() {
    let name = |n: usize| -> String { [n / 676, n / 26 % 26, n % 26].iter().map(|letter| char::from(b'a' + (letter % 26) as u8)).collect() };
    let news = (0..SIZE / 120).map(|n| {
        let name = name(n);
        format!("Bor{name} Army Hospital Reopens Today\n\nThe Bor{name} Army Hospital reopened in Syria. Health Workers Union of Bor{name} Rejects Pay Deal\n\n")
    });
    extract(&news.collect::<String>());
}

#[test]
fn one_quotation() {
    extract(&format!("He said: \"{}", repeat("the Syrian army took Aleppo on Thursday, ")));
}
