//! Every kind of problem is found, in its line and column, with a hint where there is one to give.

use dateline_gazetteers::{Change, Index, Mode, Problem, Tables, fold, schema::Table};
use proptest::prelude::*;

fn problems(content: &[u8], mode: Mode) -> Vec<Problem> {
    Tables::parse([("t.tsv", content)], mode).err().unwrap_or_default()
}

/// What is wrong in a table of outlets or places, as the first message says it.
const CASES: &[(&str, &str)] = &[
    ("", "t.tsv:1: the file has no header (the first line names the columns; the first one is one of country"),
    ("# nothing\n\n", "t.tsv:1: the file has no header"),
    ("outlt\tname\n", "t.tsv:1: no table begins with the column `outlt` (did you mean `outlet`?)"),
    ("zzz\tname\n", "t.tsv:1: no table begins with the column `zzz` (the header's first cell is one of country, place"),
    ("outlet\tname\ttype\taliasses\n", "t.tsv:1: the table `outlet` has no column `aliasses` (did you mean `aliases`?)"),
    ("outlet\tname\ttype\tname\n", "t.tsv:1: column `name`: the header has this column twice"),
    ("# c\noutlet\tname\n", "t.tsv:2: column `type`: the header lacks this column"),
    ("outlet\tname\ttype\na\tA\n", "t.tsv:2: 2 cells where the header has 3 columns (cells are parted by tabs"),
    ("outlet\tname\ttype\na\tA\tagency\tx\n", "t.tsv:2: 4 cells where the header has 3 columns"),
    ("outlet\tname\ttype\na\t\tagency\n", "t.tsv:2: column `name`: the cell must not be empty"),
    ("outlet\tname\ttype\n\tA\tagency\n", "t.tsv:2: column `outlet`: the cell must not be empty"),
    ("outlet\tname\ttype\na|b\tA\tagency\n", "t.tsv:2: column `outlet`: the id `a|b` holds a `|`"),
    ("outlet\tname\ttype\na\tA\tagancy\n", "t.tsv:2: column `type`: `agancy` is not one of the values of this column (did you mean `agency`?)"),
    ("outlet\tname\ttype\na\tA\tq\n", "t.tsv:2: column `type`: `q` is not one of the values of this column (one of agency, newspaper"),
    ("outlet\tname\ttype\na\tA|B\tagency\n", "t.tsv:2: column `name`: this column holds one name (further names go into another column)"),
    ("outlet\tname\ttype\taliases\na\tA\tagency\tB||C\n", "t.tsv:2: column `aliases`: an empty name (names are parted by one `|`)"),
    ("outlet\tname\ttype\taliases\na\tA\tagency\tB{cse}\n", "t.tsv:2: column `aliases`: unknown flag `cse` of the name `B` (did you mean `case`?)"),
    (
        "outlet\tname\ttype\taliases\na\tA\tagency\tB{until=May}\n",
        "t.tsv:2: column `aliases`: `until=May` holds no date (dates are YYYY, YYYY-MM or YYYY-MM-DD)",
    ),
    ("outlet\tname\ttype\taliases\na\tA\tagency\tB{from=1999,until=1998}\n", "t.tsv:2: column `aliases`: the name `B` ends before it begins"),
    (
        "outlet\tname\ttype\taliases\na\tA\tagency\tB{case\n",
        "t.tsv:2: column `aliases`: a brace in `B{case` that opens or closes no flags (flags stand at the end of a name",
    ),
    ("outlet\tname\ttype\taliases\na\tA\tagency\t''\n", "t.tsv:2: column `aliases`: the name `''` holds no word"),
    ("outlet\tname\ttype\tcountries\na\tA\tagency\tRU||DE\n", "t.tsv:2: column `countries`: an empty element between two `|`"),
    ("outlet\tname\ttype\na\tA\u{7}\tagency\n", "t.tsv:2: column `name`: the cell holds the control character U+0007"),
    ("outlet\tname\ttype\na\tA\tagency\nb\tB\tagency\na\tC\tagency\n", "t.tsv:4: column `outlet`: the id `a` stands a second time; first in line 2"),
    ("place\tname\tfeature\tlat\np\tP\tPPL\t91\n", "t.tsv:2: column `lat`: `91` is not a number of degrees (from -90 to 90, as in 36.20124)"),
    ("place\tname\tfeature\tlon\np\tP\tPPL\t1e1\n", "t.tsv:2: column `lon`: `1e1` is not a number of degrees (from -180 to 180"),
    (
        "place\tname\tfeature\tpopulation\np\tP\tPPL\t1.5\n",
        "t.tsv:2: column `population`: `1.5` is not a whole number below 4294967295 (digits only)",
    ),
    ("place\tname\tfeature\tpopulation\np\tP\tPPL\t4294967295\n", "t.tsv:2: column `population`: `4294967295` is not a whole number"),
];

#[test]
fn every_problem_is_named() {
    for (content, message) in CASES {
        let found = problems(content.as_bytes(), Mode::BuiltIn);
        assert_eq!(found.len(), 1, "{content:?}: {found:?}");
        assert!(found[0].to_string().starts_with(message), "{content:?}\n  found  {}\n  wanted {message}", found[0]);
    }
}

#[test]
fn a_name_has_a_limit() {
    let content = format!("outlet\tname\ttype\na\t{}\tagency\n", "A".repeat(256));
    assert_eq!(problems(content.as_bytes(), Mode::BuiltIn)[0].to_string(), "t.tsv:2: column `name`: a name of 256 bytes; 255 is the limit");
}

#[test]
fn bytes_that_are_no_text_are_named() {
    let found = problems(b"outlet\tname\ttype\na\tA\xFF\tagency\n", Mode::BuiltIn);
    assert_eq!(found[0].to_string(), "t.tsv:2: the text is not UTF-8 (save the file as UTF-8)");
}

#[test]
fn all_problems_of_all_files_are_told() {
    let files: [(&str, &[u8]); 2] = [("a.tsv", b"outlet\tname\ttype\nx\t\tq\ny\tY\tagency\n"), ("b.tsv", b"outlet\tname\ttype\ny\tY\tagency\n")];
    let found = Tables::parse(files, Mode::BuiltIn).unwrap_err();
    let told: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[2].starts_with("b.tsv:2: column `outlet`: the id `y` stands a second time; first in line a.tsv:3"), "{told:?}");
}

#[test]
fn overlay_rows_may_be_short_only_where_they_change_something() {
    assert!(problems(b"outlet\taliases\n+a\tB\n-b\n", Mode::Overlay).is_empty());
    let found = problems(b"outlet\taliases\na\tB\n", Mode::Overlay);
    assert_eq!(found[0].to_string(), "t.tsv:2: column `name`: a row of its own needs this column");
}

#[test]
fn files_of_other_editors_are_read() {
    let content = b"\xEF\xBB\xBF# made elsewhere\r\noutlet\ttype\tname\r\n\r\n a \tagency\t A B \r\n";
    let tables = Tables::parse([("t.tsv", &content[..])], Mode::BuiltIn).unwrap();
    let entry = tables.entries().next().unwrap();
    assert_eq!((entry.id(), entry.cell(1), entry.cell(2), entry.line(), entry.change()), ("a", "A B", "agency", 4, Change::Put));
}

const SAMPLE: &str = "place\tname\tlat\tlon\tcountry\tfeature\tpopulation\taliases\n\
    b\tAr Rā‘ī\t36.61\t37.4464\tSY\tPPL\t\tal-Rai|Chobanbey{from=2016-08,until=2019}\n\
    a\tAleppo\t36.20124\t37.16117\tSY\tPPLA\t1602264\tHalab{context}\n\
    c\tWashington, D.C.\t38.9\t-77.0\tUS\tPPLC\t0\t\n";

fn sample() -> Vec<u8> {
    Tables::parse([("p.tsv", SAMPLE.as_bytes())], Mode::BuiltIn).unwrap().compile()
}

#[test]
fn cells_come_back_as_they_were() {
    let index = Index::from_vec(sample()).unwrap();
    let row = index.row(index.find(Table::Place, "b").unwrap());
    use dateline_gazetteers::schema::place;
    assert_eq!((row.table(), row.text(place::NAME), row.text(place::COUNTRY)), (Table::Place, "Ar Rā‘ī", "SY"));
    assert_eq!((row.degrees(place::LAT), row.degrees(place::LON), row.integer(place::POPULATION)), (Some(36.61), Some(37.4464), None));
    let names: Vec<_> = row.dated_names(place::ALIASES).map(|n| (n.text, n.validity.from, n.validity.until)).collect();
    assert_eq!(names, [("al-Rai", 0, u32::MAX), ("Chobanbey", 20160801, 20191231)]);
    let washington = index.row(index.find(Table::Place, "c").unwrap());
    assert_eq!((washington.degrees(place::LON), washington.integer(place::POPULATION), washington.text(place::ALIASES)), (Some(-77.0), Some(0), ""));
    assert_eq!(index.rows(Table::Place).map(|r| index.row(r).text(place::ID)).collect::<Vec<_>>(), ["b", "a", "c"]);
    assert_eq!((index.find(Table::Place, "d"), index.find(Table::Outlet, "a")), (None, None));
}

#[test]
fn the_same_tables_give_the_same_bytes() {
    assert_eq!(sample(), sample());
}

/// Reads whatever an index has to give.
fn read_all(index: &Index) -> usize {
    let mut sum = 0;
    for &table in Table::ALL {
        for row in index.rows(table).take(50) {
            let row = index.row(row);
            for column in 0..table.columns().len() + 1 {
                sum += row.text(column).len() + row.cow(column).len() + row.list(column).count() + row.names(column).take(50).count();
                sum += usize::from(row.integer(column).is_some()) + usize::from(row.degrees(column).is_some());
            }
        }
        sum += usize::from(index.find(table, "b").is_some());
    }
    let lookup = index.lookup();
    let mut scratch = String::new();
    for name in ["al-Rai", "Washington, D.C.", "Aleppo", "Halab"] {
        let mut node = None;
        for word in fold::words(name) {
            let Some(word) = lookup.word(&word.key, 0, word.key.len(), &mut scratch) else { break };
            node = match node {
                None => word.start(),
                Some(node) => lookup.next(node, word),
            };
            let Some(node) = node else { break };
            let names = lookup.names(node).into_iter().chain(word.names());
            let read = |p| lookup.spelling(p).len() + lookup.validity(p).from as usize % 2;
            sum += names.flat_map(|names| lookup.postings(names).take(50)).map(read).sum::<usize>();
        }
    }
    sum
}

#[test]
fn what_is_no_index_is_refused() {
    let image = sample();
    for end in 0..image.len() {
        assert!(Index::from_vec(image[..end].to_vec()).is_err(), "cut at {end}");
    }
    let mut other = image.clone();
    other[8] ^= 1;
    assert!(Index::from_vec(other).is_err());
}

proptest! {
    #[test]
    fn damaged_bytes_never_panic(changes in prop::collection::vec((0usize..4000, any::<u8>()), 1..40)) {
        let mut image = sample();
        for (at, byte) in changes {
            let at = at % image.len();
            image[at] = byte;
        }
        if let Ok(index) = Index::from_vec(image) {
            read_all(&index);
        }
    }

    #[test]
    fn the_loader_takes_any_bytes(content in prop::collection::vec(any::<u8>(), 0..200)) {
        problems(&content, Mode::BuiltIn);
        problems(&content, Mode::Overlay);
    }

    #[test]
    fn the_loader_takes_any_rows(rows in "([a-z+|{}=,\\-A-Z0-9.\t\n\u{e9}\u{2018}#]|case|until=){0,80}") {
        let content = format!("place\tname\tfeature\taliases\tlat\n{rows}");
        for mode in [Mode::BuiltIn, Mode::Overlay] {
            if let Ok(tables) = Tables::parse([("t.tsv", content.as_bytes())], mode) {
                read_all(&Index::from_vec(tables.compile()).unwrap());
            }
        }
    }

    #[test]
    fn folding_takes_any_text(text in "\\PC*") {
        let words = fold::words(&text);
        prop_assert_eq!(words.len(), fold::cased_words(&text).len());
        for word in words {
            prop_assert!(text.contains(word.text));
        }
    }
}
