use std::io::Cursor;

use super::{super::Layers, Gazetteer, Reader};

/// A line of a list of features; only what is told here differs.
fn feature(
    id: &str,
    name: &str,
    alternates: &str,
    (lat, lon): (&str, &str),
    (class, code): (&str, &str),
    (country, admin1, admin2): (&str, &str, &str),
    population: &str,
) -> String {
    format!(
        "{id}\t{name}\t{name}\t{alternates}\t{lat}\t{lon}\t{class}\t{code}\t{country}\t\t{admin1}\t{admin2}\t\t\t{population}\t\t1\tAsia/Nowhere\t2024-01-01\n"
    )
}

fn read(files: &[(&str, &str)]) -> Result<Gazetteer, Vec<String>> {
    let mut reader = Reader::new().unwrap();
    for (name, text) in files {
        reader.read(name, Cursor::new(text)).unwrap();
    }
    let tables = reader.finish().map_err(|problems| problems.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    Ok(Gazetteer::from_index("test", tables.compile_beneath()).unwrap())
}

fn found(layers: &Layers, text: &str) -> Vec<String> {
    let matches = layers.names_in(text);
    matches.iter().map(|m| layers.row(m.row).text(0).to_owned()).collect()
}

fn invented() -> String {
    [
        feature("900000001", "Tal Qarrub", "Tall Qarrūb,Tel Karrub,תל,Colline", ("35.5", "36.25"), ("P", "PPL"), ("SY", "09", "77"), "800"),
        feature("900000002", "Zumbrini", "", ("36.5", "37.25"), ("P", "PPLA2"), ("SY", "09", "77"), "1200"),
        feature("900000003", "Zumbrini Ruin", "", ("36.5", "37.25"), ("P", "PPLH"), ("SY", "09", "77"), "0"),
        feature("900000004", "Zumbrini Hill", "", ("36.5", "37.25"), ("T", "HLL"), ("SY", "09", "77"), "0"),
        feature("900000005", "Qarrub Governorate", "", ("36.5", "37.25"), ("A", "ADM1"), ("SY", "99", ""), "0"),
    ]
    .concat()
}

#[test]
fn places_and_divisions_are_found_under_their_names_and_spellings() {
    let codes = "SY.09.77\tZumbrini District\tZumbrini District\t900000006\n";
    let layers = Layers::over(None, vec![read(&[("SY.txt", &invented()), ("admin2Codes.txt", codes)]).unwrap()]).unwrap();
    assert_eq!(found(&layers, "Tel Karrub"), ["geonames:900000001"]);
    assert_eq!(found(&layers, "Tall Qarrub"), ["geonames:900000001", "geonames:900000005"]);
    assert!(found(&layers, "Colline").is_empty());
    assert_eq!(found(&layers, "Zumbrini"), ["geonames:900000002", "geonames:900000006"]);
    assert!(found(&layers, "Zumbrini Hill").iter().all(|id| !id.ends_with('4')));
    assert_eq!(found(&layers, "Qarrub"), ["geonames:900000005"]);
    use dateline_gazetteers::schema::{Table, place};
    let row = layers.row(layers.find(Table::Place, "geonames:900000006").unwrap());
    assert_eq!((row.text(place::ADMIN1), row.text(place::ADMIN2), row.text(place::FEATURE)), ("SY.09", "SY.09.77", "ADM2"));
    // The centre of its two places, the larger one weighing more.
    assert!(row.degrees(place::LAT).is_some_and(|lat| lat > 36.0 && lat < 36.2));
}

#[test]
fn a_line_that_is_wrong_is_named_with_its_field() {
    let with = |id: &str, name: &str, at: (&str, &str), country: &str, population: &str| {
        feature(id, name, "", at, ("P", "PPL"), (country, "09", ""), population)
    };
    let text = [
        with("900000001", "Good", ("1", "2"), "SY", "10"),
        with("x1", "Bad id", ("1", "2"), "SY", "10"),
        with("900000002", "Bad latitude", ("91", "2"), "SY", "10"),
        with("900000003", "Bad longitude", ("1", "east"), "SY", "10"),
        with("900000004", "Bad country", ("1", "2"), "Syria", "10"),
        with("900000005", "Bad population", ("1", "2"), "SY", "many"),
        with("900000006", "", ("1", "2"), "SY", "10"),
        "900000007\tShort\n".to_owned(),
    ]
    .concat();
    let problems = read(&[("cities.txt", &text), ("codes.txt", "SYRIA\tSyria\tSyria\t5\n")]).unwrap_err();
    let fields = [
        "2: column `geonameid`",
        "3: column `latitude`",
        "4: column `longitude`",
        "5: column `country code`",
        "6: column `population`",
        "7: column `name`",
        "8: 2 fields",
    ];
    assert_eq!(problems.len(), fields.len() + 1, "{problems:#?}");
    for (problem, field) in problems.iter().zip(fields) {
        assert!(problem.starts_with(&format!("cities.txt:{field}")), "{problem}");
    }
    assert!(problems[fields.len()].starts_with("codes.txt:1: column `code`"), "{}", problems[fields.len()]);
}

#[test]
fn an_empty_file_an_id_twice_and_an_unknown_country_are_named() {
    let place = |id: &str, country: &str| feature(id, "Zumbrini", "", ("1", "2"), ("P", "PPL"), (country, "", ""), "10");
    let twice = [place("900000001", "SY"), place("900000001", "SY")].concat();
    let problems = read(&[("a.txt", &twice)]).unwrap_err();
    assert!(problems.len() == 1 && problems[0].starts_with("a.txt:2: column `geonameid`"), "{problems:?}");
    let codes = "SY.09\tA\tA\t900000006\nSY.10\tB\tB\t900000006\nSY.11\tC\tC\t900000007\n";
    let problems = read(&[("codes.txt", codes)]).unwrap_err();
    assert!(problems.len() == 1 && problems[0].starts_with("codes.txt:2: column `geonameid`"), "{problems:?}");
    for empty in ["", "\n", "# nothing\n"] {
        let problems = read(&[("a.txt", &place("900000001", "SY")), ("empty.txt", empty)]).unwrap_err();
        assert!(problems.len() == 1 && problems[0].starts_with("empty.txt") && problems[0].contains(": the file has no lines"), "{problems:?}");
    }
    // The same place in a larger and a smaller list is no fault.
    assert!(read(&[("a.txt", &place("900000001", "SY")), ("b.txt", &place("900000001", "SY"))]).is_ok());
}

#[cfg(feature = "builtin")]
#[test]
fn a_country_that_is_none_is_named() {
    let place = |id: &str, country: &str| feature(id, "Zumbrini", "", ("1", "2"), ("P", "PPL"), (country, "", ""), "10");
    let problems = read(&[("a.txt", &place("900000001", "QQ")), ("codes.txt", "QQ.09\tA\tA\t900000006\n")]).unwrap_err();
    let starts = ["a.txt:1: column `country code`", "codes.txt:1: column `code`"];
    assert!(problems.len() == 2 && problems.iter().zip(starts).all(|(p, s)| p.starts_with(s)), "{problems:?}");
    // Kosovo has a code of GeoNames' own, and the lists keep countries that are no more.
    assert!(read(&[("a.txt", &[place("900000001", "XK"), place("900000002", "AN")].concat())]).is_ok());
}

#[test]
fn bytes_that_are_no_text_are_named() {
    let mut reader = Reader::default();
    reader.read("b.txt", Cursor::new(b"\xFF\xFE\n".as_slice())).unwrap();
    assert!(reader.finish().unwrap_err()[0].to_string().starts_with("b.txt:1: "));
}

#[test]
fn what_is_built_in_stays_and_a_removal_counts_for_both() {
    let base = "place\tname\tlat\tlon\tcountry\tfeature\ngeonames:900000002\tZumbrini\t10\t10\tSY\tPPL\n";
    let base = || dateline_gazetteers::Tables::parse([("base", base.as_bytes())], dateline_gazetteers::Mode::BuiltIn).unwrap().compile();
    let index = || dateline_gazetteers::Index::from_vec(base()).unwrap();
    let lower = read(&[("SY.txt", &invented())]).unwrap();
    let again = Gazetteer::from_index("again", lower.compile().unwrap()).unwrap();
    let layers = Layers::over(Some(index()), vec![again]).unwrap();
    use dateline_gazetteers::schema::{Table, place};
    let lat = |layers: &Layers, id: &str| layers.find(Table::Place, id).and_then(|row| layers.row(row).degrees(place::LAT));
    assert_eq!(found(&layers, "Zumbrini").len(), 1);
    assert_eq!((lat(&layers, "geonames:900000002"), lat(&layers, "geonames:900000001")), (Some(10.0), Some(35.5)));
    let removing = Gazetteer::parse("r.tsv", "place\tname\tfeature\n-geonames:900000001\n+geonames:900000002\tZumbrin Town\t\n").unwrap();
    for removing in [removing.clone(), removing] {
        let layers = Layers::over(Some(index()), vec![removing, lower.clone()]).unwrap();
        assert!(found(&layers, "Tel Karrub").is_empty());
        assert_eq!(found(&layers, "Zumbrin Town"), ["geonames:900000002"]);
    }
}
