use std::collections::BTreeSet;

use dateline_gazetteers::{Flags, Index, Mode, Tables, schema::Table};
use proptest::prelude::*;

use super::{Gazetteer, Layers};
use crate::token;

const FACTIONS: &str = "faction\tname\tkind\taliases\n\
    is\tIslamic State\tarmed_group\tIS{case}|ISIS|Daesh{context}\n\
    lra\tLord's Resistance Army\tarmed_group\t\n\
    us\tUnited States\tgovernment\tU.S.|US{case}\n\
    snc\tSyrian National Council\tarmed_group\tSNC{until=2012-11}\n\
    ypg\tPeople's Protection Units\tarmed_group\tYPG{case}\n";
const PLACES: &str = "place\tname\tfeature\taliases\n\
    rai\tAr Rā‘ī\tPPL\t\n\
    nice\tNice\tPPL\t\n\
    hague\tThe Hague\tPPL\t\n\
    peter\tSt. Petersburg\tPPL\t\n\
    dc\tWashington, D.C.\tPPL\t\n\
    york\tNew York\tPPL\t\n\
    nyc\tNew York City\tPPL\t\n\
    york2\tYork\tPPL\t\n\
    city\tYork City\tPPL\t\n\
    zor\tDeir ez-Zor\tPPL\tDayr az Zawr\n\
    suw\tAs Suwaydā'\tPPL\t\n\
    bissau\tGuinea-Bissau\tPPL\t\n\
    lloyds\tLloyd's\tPPL\t\n";
const GENERICS: &str = "generic\tnames\tkind\tpart\nrebels\trebels|rebel fighters\tarmed_group\tnoun\n";
const COMMON: &str = "common\nis\n";

fn layers(tables: &[&str]) -> Layers {
    let overlay: Vec<Gazetteer> = tables.iter().map(|t| Gazetteer::parse("t.tsv", t).unwrap()).collect();
    Layers::over(None, overlay).unwrap()
}

/// `text=id` of every reading; `~` before the id where the case is another.
fn readings(layers: &Layers, text: &str) -> Vec<String> {
    let found = layers.names_in(text);
    let show = |m: &super::NameMatch| {
        let other = if m.same_case { "" } else { "~" };
        format!("{}={other}{}", &text[m.span.start..m.span.end], layers.row(m.row).text(0))
    };
    found.iter().map(show).collect()
}

const CASES: &[(&str, &[&str])] = &[
    ("Islamic State", &["Islamic State=is"]),
    ("Islamic State's men", &["Islamic State=is"]),
    ("Islamic State’s men", &["Islamic State=is"]),
    ("the islamic state", &[]),
    ("an Islamic state", &["Islamic state=~is"]),
    ("ISLAMIC STATE", &["ISLAMIC STATE=~is"]),
    ("Islamic\nState", &["Islamic\nState=is"]),
    ("Islamic\n\nState", &[]),
    ("Islamic, State", &[]),
    ("Islamic. State", &[]),
    ("Islamic-State", &["Islamic-State=is"]),
    ("pro-Islamic-State", &["Islamic-State=is"]),
    ("Is this IS?", &["IS=is"]),
    ("THIS IS THE END", &[]),
    ("YPG TAKES THE TOWN", &["YPG=ypg"]),
    ("ypg", &[]),
    ("ISISes", &[]),
    ("Isis", &["Isis=~is"]),
    ("daesh", &[]),
    ("Lord's Resistance Army", &["Lord's Resistance Army=lra"]),
    ("Lord’s Resistance Army’s", &["Lord’s Resistance Army=lra"]),
    ("the Lords Resistance Army", &["Lords Resistance Army=lra"]),
    ("in the U.S.", &["U.S.=us"]),
    ("the U.S.-led force", &["U.S.=us"]),
    ("a U.S. official", &["U.S.=us"]),
    ("the US, and us", &["US=us"]),
    ("al-Rai", &["al-Rai=rai"]),
    ("Al-Rai", &["Al-Rai=rai"]),
    ("Ar Ra'i", &["Ar Ra'i=rai"]),
    ("al-rai", &[]),
    ("As Suwayda", &["As Suwayda=suw"]),
    ("as-Suwayda's", &["as-Suwayda=suw"]),
    ("Nice is nice", &["Nice=nice"]),
    ("The Hague and the Hague", &["The Hague=hague", "the Hague=hague"]),
    ("the hague", &[]),
    ("St. Petersburg or St Petersburg", &["St. Petersburg=peter", "St Petersburg=peter"]),
    ("Washington, D.C.", &["Washington, D.C.=dc"]),
    ("Washington D.C.", &[]),
    ("New York City", &["New York City=nyc", "New York=york", "York City=city", "York=york2"]),
    ("new York", &["York=york2"]),
    ("Deir al-Zor", &["Deir al-Zor=zor"]),
    ("Deir Ez Zor", &["Deir Ez Zor=zor"]),
    ("Guinea Bissau", &["Guinea Bissau=bissau"]),
    ("Guinea - Bissau", &[]),
    ("Lloyd's said", &["Lloyd's=lloyds"]),
    ("Rebels and REBELS", &["Rebels=~rebels", "REBELS=~rebels"]),
    ("rebel fighters", &["rebel fighters=rebels"]),
    ("", &[]),
];

#[test]
fn names_are_found() {
    let layers = layers(&[FACTIONS, PLACES, GENERICS, COMMON]);
    for (text, wanted) in CASES {
        assert_eq!(readings(&layers, text), *wanted, "{text:?}");
    }
}

#[test]
fn flags_and_validity_reach_the_match() {
    let layers = layers(&[FACTIONS]);
    let text = "Daesh and the SNC";
    let found = layers.names_in(text);
    assert!(found[0].flags.has(Flags::CONTEXT) && !found[0].flags.has(Flags::CASE));
    assert!(found[1].validity.contains(2012, 11, 30) && !found[1].validity.contains(2012, 12, 1));
    assert!(found[0].validity.contains(1800, 1, 1));
}

fn base() -> Index {
    let tables = Tables::parse([("base.tsv", FACTIONS.as_bytes())], Mode::BuiltIn).unwrap();
    Index::from_vec(tables.compile()).unwrap()
}

fn over(overlays: &[&str]) -> Result<Layers, crate::Error> {
    let overlays: Vec<Gazetteer> = overlays.iter().map(|t| Gazetteer::parse("mine.tsv", t)).collect::<Result<_, _>>()?;
    Layers::over(Some(base()), overlays)
}

#[test]
fn overlays_add_override_remove_and_extend() {
    let mine = "faction\tname\tkind\taliases\n\
        fsa\tFree Army\tarmed_group\tFA\n\
        us\tAmerica\tgovernment\tYankees\n\
        -lra\n\
        +is\t\tumbrella\tISIL\n";
    let layers = over(&[mine]).unwrap();
    let text = "Free Army, FA, America, Yankees, U.S., Lord's Resistance Army, ISIL, Daesh, SNC";
    assert_eq!(readings(&layers, text), ["Free Army=fsa", "FA=fsa", "America=us", "Yankees=us", "ISIL=is", "Daesh=is", "SNC=snc"]);
    let rows: BTreeSet<&str> = layers.rows(Table::Faction).map(|(_, row)| row.text(0)).collect();
    assert_eq!(rows, BTreeSet::from(["fsa", "is", "snc", "us", "ypg"]));
    assert_eq!(layers.find(Table::Faction, "lra"), None);
    let is = layers.row(layers.find(Table::Faction, "is").unwrap());
    assert_eq!((is.text(1), is.text(2)), ("Islamic State", "umbrella"));
    assert!(is.names(4).any(|n| n == ("IS", Flags::CASE)), "flags are kept");
}

#[test]
fn later_overlays_lie_over_earlier_ones() {
    let header = "faction\tname\tkind\taliases\n";
    let first = format!("{header}a\tAlpha\tparty\t\nb\tBeta\tparty\t\n-is\n");
    let second = format!("{header}+a\t\t\tAlef\n-b\nis\tCaliphate\tparty\t\n");
    let layers = over(&[&first, &second]).unwrap();
    assert_eq!(readings(&layers, "Alpha Alef Beta Caliphate ISIS"), ["Alpha=a", "Alef=a", "Caliphate=is"]);
}

#[test]
fn the_hash_tells_what_is_in_use() {
    let hashes: BTreeSet<String> = [&[][..], &["faction\n-is\n"], &["faction\n-us\n"], &["faction\taliases\n+us\tX\n"]]
        .iter()
        .map(|overlays| over(overlays).unwrap().hash())
        .collect();
    assert_eq!(hashes.len(), 4);
    assert_eq!(over(&[]).unwrap().hash(), over(&[]).unwrap().hash());
}

#[test]
fn nothing_can_be_added_to_nothing() {
    let error = over(&["faction\taliases\n+xyz\tX\n"]).unwrap_err();
    assert!(error.is_gazetteer());
    let wanted = "mine.tsv:2: column `faction`: there is no row `xyz` to add to (leave out the `+` to add a row of your own)";
    assert_eq!(error.to_string(), wanted);
    assert_eq!(error.problems().len(), 1);
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let error = Gazetteer::from_path("no/such.tsv").unwrap_err();
    assert!(error.is_io() && error.to_string().starts_with("no/such.tsv: "), "{error}");
}

#[test]
fn what_is_suspicious_is_told() {
    let header = "common\tx\n";
    assert_eq!(
        super::check::check("t.tsv", header.as_bytes(), None)[0].to_string().split(" (").next().unwrap(),
        "t.tsv:1: the table `common` has no column `x`"
    );
    let base = Tables::parse([("c.tsv", COMMON.as_bytes()), ("n.tsv", b"country\tname\nSY\tSyria\n".as_slice())], Mode::BuiltIn).unwrap();
    let base = Index::from_vec(base.compile()).unwrap();
    let mine = "faction\tname\tkind\tcountries\taliases\tparent\n\
        a\tAlpha\tparty\tSY\tIS\tb\n\
        b\tBeta\tparty\tSYR\tIS{case}\tzz|a{from=2012}\n\
        -c\n\
        d\tBETA\tparty\t\t\t\n";
    let told: Vec<String> = super::check::check("t.tsv", mine.as_bytes(), Some(&base)).iter().map(ToString::to_string).collect();
    let wanted = [
        "t.tsv:2: column `aliases`: warning: the name `IS` is also a common English word",
        "t.tsv:3: column `countries`: warning: there is no country `SYR`",
        "t.tsv:3: column `aliases`: warning: the name `IS` stands also for `a` in line 2",
        "t.tsv:3: column `parent`: warning: there is no faction `zz`",
        "t.tsv:4: column `faction`: warning: there is no row `c` to remove",
        "t.tsv:5: column `name`: warning: the name `BETA` stands also for `b` in line 3",
    ];
    assert_eq!(told.len(), wanted.len(), "{told:#?}");
    for (told, wanted) in told.iter().zip(wanted) {
        assert!(told.starts_with(wanted), "{told}\n{wanted}");
    }
}

/// Every name of every built-in row is found in a text that holds just it.
#[cfg(feature = "builtin")]
#[test]
fn every_name_is_found() {
    let layers = Layers::new(Vec::new()).unwrap();
    let mut missing = Vec::new();
    let mut count = 0;
    for &table in Table::ALL {
        let columns: Vec<usize> = (0..table.columns().len()).filter(|&c| table.is_looked_up(&table.columns()[c])).collect();
        for (id, row) in layers.rows(table) {
            for &column in &columns {
                for name in row.dated_names(column).filter(|name| !name.is_mere_word(table)).map(|name| name.text) {
                    count += 1;
                    let found = layers.names_in(name);
                    if !found.iter().any(|m| m.row == id && usize::from(m.column) == column && m.same_case) {
                        missing.push(format!("{} {}: {name}", table.name(), row.text(0)));
                    }
                }
            }
        }
    }
    assert!(missing.is_empty(), "{} of {count} names, as {:#?}", missing.len(), &missing[..missing.len().min(40)]);
}

proptest! {
    #[test]
    fn any_text_gives_spans_of_tokens(text in "(Islamic|State|U\\.S\\.|al-|Ar |Ra'i|'s|New|York|St\\.|[ ,.\n'-]|\\PC){0,30}") {
        let layers = layers(&[FACTIONS, PLACES, GENERICS]);
        let tokens = token::tokenize(&text);
        let found = layers.names_in(&text);
        for m in &found {
            prop_assert!(m.first < m.last && m.last as usize <= tokens.len());
            prop_assert_eq!(m.span.start, tokens[m.first as usize].start());
            let last = tokens[m.last as usize - 1];
            prop_assert!(m.span.end == last.core() || m.span.end == last.end());
        }
        prop_assert!(found.windows(2).all(|w| (w[0].first, std::cmp::Reverse(w[0].span.end)) <= (w[1].first, std::cmp::Reverse(w[1].span.end))));
    }
}
