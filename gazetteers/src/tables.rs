//! The loader: TSV files to checked rows.

use std::{collections::HashMap, ops::Range};

use crate::{
    name,
    problem::Problem,
    schema::{Column, Kind, Table},
    text::nearest,
};

/// What a row does to the row of the same id below it. Built-in tables only put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The row stands as it is, in place of any other of its id.
    Put,
    /// The id is removed (`-id`).
    Remove,
    /// The cells that are not empty are added (`+id`): names and lists grow, other cells are replaced.
    Add,
}

/// How the first cell of a row is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// It is the id.
    BuiltIn,
    /// A `-` or `+` before the id says what the row does to the built-in one.
    Overlay,
}

#[derive(Clone, Debug)]
struct Record {
    table: Table,
    change: Change,
    file: u32,
    line: u32,
    /// The first of its cells, which stand in the order of the schema.
    cells: u32,
}

/// Checked rows of any number of tables.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    blob: String,
    files: Vec<String>,
    records: Vec<Record>,
    cells: Vec<(u32, u32)>,
}

/// One row of [`Tables`].
#[derive(Clone, Copy, Debug)]
pub struct Entry<'t> {
    tables: &'t Tables,
    record: &'t Record,
}

impl<'t> Entry<'t> {
    /// The table it belongs to.
    pub fn table(self) -> Table {
        self.record.table
    }

    /// What it does to a row of the same id.
    pub fn change(self) -> Change {
        self.record.change
    }

    /// The file it stands in.
    pub fn file(self) -> &'t str {
        self.tables.files.get(self.record.file as usize).map_or("", |f| f)
    }

    /// Its line in the file, from 1.
    pub fn line(self) -> usize {
        self.record.line as usize
    }

    /// Its id.
    pub fn id(self) -> &'t str {
        self.cell(0)
    }

    /// A cell as it stands in the file.
    pub fn cell(self, column: usize) -> &'t str {
        let (start, end) = self.tables.cells[self.record.cells as usize + column];
        &self.tables.blob[start as usize..end as usize]
    }

    /// The cells in the order of the schema.
    pub fn cells(self) -> impl Iterator<Item = (&'static Column, &'t str)> {
        self.table().columns().iter().enumerate().map(move |(i, column)| (column, self.cell(i)))
    }
}

impl Tables {
    /// Reads files of a name and a content each.
    ///
    /// # Errors
    ///
    /// Every problem in all of the files.
    pub fn parse<'f>(files: impl IntoIterator<Item = (&'f str, &'f [u8])>, mode: Mode) -> Result<Tables, Vec<Problem>> {
        let (tables, problems) = Tables::parse_with_problems(files, mode);
        if problems.is_empty() { Ok(tables) } else { Err(problems) }
    }

    /// Reads tables with all their rows, also those that have a problem, and tells the problems: for a check that wants to look further.
    pub fn parse_with_problems<'f>(files: impl IntoIterator<Item = (&'f str, &'f [u8])>, mode: Mode) -> (Tables, Vec<Problem>) {
        let mut tables = Tables::default();
        let mut problems = Vec::new();
        for (file, content) in files {
            tables.read(file, content, mode, &mut problems);
        }
        tables.check_duplicates(&mut problems);
        (tables, problems)
    }

    /// All rows: by table, and within one in the order of reading.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        self.records.iter().map(|record| Entry { tables: self, record })
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Adds a row made of cells in the order of the schema, as if it stood where `like` stands.
    pub fn push<'c>(&mut self, like: Entry<'_>, change: Change, cells: impl Iterator<Item = &'c str>) {
        let file = self.file(like.file());
        let first = self.cells.len();
        let columns = like.table().columns().len();
        for cell in cells.chain(std::iter::repeat("")).take(columns) {
            let start = self.blob.len() as u32;
            self.blob.push_str(cell);
            self.cells.push((start, self.blob.len() as u32));
        }
        self.records.push(Record { table: like.table(), change, file, line: like.record.line, cells: first as u32 });
    }

    fn file(&mut self, name: &str) -> u32 {
        let index = self.files.iter().position(|f| f == name).unwrap_or_else(|| {
            self.files.push(name.to_owned());
            self.files.len() - 1
        });
        index as u32
    }

    fn read(&mut self, file: &str, content: &[u8], mode: Mode, problems: &mut Vec<Problem>) {
        let content = content.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(content);
        if self.blob.len() + content.len() > u32::MAX as usize {
            problems.push(Problem::error(file, 1, "the tables are larger than 4 GiB"));
            return;
        }
        let content = match std::str::from_utf8(content) {
            Ok(content) => content,
            Err(error) => {
                let line = content[..error.valid_up_to()].iter().filter(|&&b| b == b'\n').count() + 1;
                problems.push(Problem::error(file, line, "the text is not UTF-8").hint("save the file as UTF-8".to_owned()));
                return;
            }
        };
        let file_number = self.file(file);
        let offset = self.blob.len();
        self.blob.push_str(content);
        let mut reader = Reader { file, file_number, mode, problems, header: None };
        let mut start = 0;
        for (index, whole) in content.split_inclusive('\n').enumerate() {
            let line = whole.strip_suffix('\n').unwrap_or(whole);
            let line = line.strip_suffix('\r').unwrap_or(line);
            if !line.trim().is_empty() && !line.starts_with('#') && !reader.line(index + 1, line, offset + start, &mut self.records, &mut self.cells)
            {
                return;
            }
            start += whole.len();
        }
        if reader.header.is_none() {
            let hint = format!("the first line names the columns; the first one is one of {}", table_names());
            reader.problems.push(Problem::error(file, 1, "the file has no header").hint(hint));
        }
    }

    fn check_duplicates(&mut self, problems: &mut Vec<Problem>) {
        self.records.sort_by_key(|r| r.table);
        let mut seen: HashMap<(Table, &str), Entry<'_>> = HashMap::new();
        for entry in self.entries() {
            if let Some(first) = seen.insert((entry.table(), entry.id()), entry) {
                let place = if first.file() == entry.file() { String::new() } else { format!("{}:", first.file()) };
                let message = format!("the id `{}` stands a second time; first in line {place}{}", entry.id(), first.line());
                problems.push(Problem::error(entry.file(), entry.line(), message).column(entry.table().name()));
                seen.insert((entry.table(), entry.id()), first);
            }
        }
    }
}

fn table_names() -> String {
    Table::ALL.iter().map(|t| t.name()).collect::<Vec<_>>().join(", ")
}

struct Header {
    table: Table,
    /// The schema's column for each of the file's.
    columns: Vec<usize>,
}

struct Reader<'r> {
    file: &'r str,
    file_number: u32,
    mode: Mode,
    problems: &'r mut Vec<Problem>,
    header: Option<Header>,
}

impl Reader<'_> {
    /// Reads one line; false if the rest of the file makes no sense.
    fn line(&mut self, number: usize, line: &str, offset: usize, records: &mut Vec<Record>, cells: &mut Vec<(u32, u32)>) -> bool {
        let Some(header) = &self.header else {
            self.header = self.read_header(number, line);
            return self.header.is_some();
        };
        let table = header.table;
        let mut raw: Vec<Range<usize>> = Vec::with_capacity(header.columns.len());
        let mut start = 0;
        for cell in line.split('\t') {
            raw.push(trimmed(line, start..start + cell.len()));
            start += cell.len() + 1;
        }
        let id = raw.first().map_or("", |r| &line[r.clone()]);
        let change = match (self.mode, id.as_bytes().first()) {
            (Mode::Overlay, Some(b'-')) => Change::Remove,
            (Mode::Overlay, Some(b'+')) => Change::Add,
            _ => Change::Put,
        };
        if change != Change::Put {
            raw[0] = trimmed(line, raw[0].start + 1..raw[0].end);
        }
        let wanted = header.columns.len();
        if raw.len() > wanted || (raw.len() < wanted && change != Change::Remove) {
            let message = format!("{} cells where the header has {wanted} columns", raw.len());
            let hint = "cells are parted by tabs; empty cells at the end need theirs too".to_owned();
            self.problems.push(Problem::error(self.file, number, message).hint(hint));
            return true;
        }
        let first = cells.len();
        cells.resize(first + table.columns().len(), (0, 0));
        for (&column, range) in header.columns.iter().zip(raw) {
            cells[first + column] = ((offset + range.start) as u32, (offset + range.end) as u32);
            let text = &line[range];
            for problem in check_cell(&table.columns()[column], text, change) {
                let problem = Problem { file: self.file.to_owned(), line: number, ..problem };
                self.problems.push(problem.column(table.columns()[column].name));
            }
        }
        if change == Change::Put {
            // A file of changes may leave out required columns, but not for a row of its own.
            for (_, column) in table.columns().iter().enumerate().filter(|(i, c)| c.required && !header.columns.contains(i)) {
                self.problems.push(Problem::error(self.file, number, "a row of its own needs this column").column(column.name));
            }
        }
        records.push(Record { table, change, file: self.file_number, line: number as u32, cells: first as u32 });
        true
    }

    fn read_header(&mut self, number: usize, line: &str) -> Option<Header> {
        let names: Vec<&str> = line.split('\t').map(str::trim).collect();
        let Some(&table) = Table::ALL.iter().find(|t| t.name() == names[0]) else {
            let message = format!("no table begins with the column `{}`", names[0].escape_debug());
            let hint = match nearest(names[0], Table::ALL.iter().map(|t| t.name())) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the header's first cell is one of {}", table_names()),
            };
            self.problems.push(Problem::error(self.file, number, message).hint(hint));
            return None;
        };
        let all = table.columns();
        let mut columns = Vec::with_capacity(names.len());
        let before = self.problems.len();
        for name in names {
            match all.iter().position(|c| c.name == name) {
                Some(column) if columns.contains(&column) => {
                    self.problems.push(Problem::error(self.file, number, "the header has this column twice").column(name));
                }
                Some(column) => columns.push(column),
                None => {
                    let hint = match nearest(name, all.iter().map(|c| c.name)) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => format!("its columns are {}", all.iter().map(|c| c.name).collect::<Vec<_>>().join(", ")),
                    };
                    let message = format!("the table `{}` has no column `{}`", table.name(), name.escape_debug());
                    self.problems.push(Problem::error(self.file, number, message).hint(hint));
                }
            }
        }
        // A file of changes may do with the columns it changes: its rows are checked one by one.
        if self.mode == Mode::BuiltIn {
            for (i, column) in all.iter().enumerate().filter(|(_, c)| c.required) {
                if !columns.contains(&i) {
                    self.problems.push(Problem::error(self.file, number, "the header lacks this column").column(column.name));
                }
            }
        }
        (self.problems.len() == before).then_some(Header { table, columns })
    }
}

fn trimmed(line: &str, range: Range<usize>) -> Range<usize> {
    let text = &line[range.clone()];
    let start = range.start + (text.len() - text.trim_start().len());
    start..start + text.trim().len()
}

/// The longest name, in bytes.
pub(crate) const MAX_NAME: usize = 255;

/// All that is wrong in a cell: of a list, in each element.
fn check_cell(column: &Column, text: &str, change: Change) -> Vec<Problem> {
    let error = |message: String| Problem::error("", 0, message);
    if let Some(c) = text.chars().find(|c| c.is_control() || matches!(c, '\u{FFFD}' | '\u{2028}' | '\u{2029}')) {
        return Vec::from([error(format!("the cell holds the control character U+{:04X}", u32::from(c)))]);
    }
    if text.is_empty() {
        let needed = column.kind == Kind::Id || (column.required && change == Change::Put);
        return needed.then(|| error("the cell must not be empty".into())).into_iter().collect();
    }
    match column.kind {
        Kind::Names | Kind::List => text.split('|').filter_map(|element| check_value(column, element.trim()).err()).collect(),
        _ => check_value(column, text).err().into_iter().collect(),
    }
}

/// One cell, or one element of a list.
fn check_value(column: &Column, text: &str) -> Result<(), Problem> {
    let error = |message: String| Problem::error("", 0, message);
    match column.kind {
        Kind::Id if text.contains('|') => Err(error(format!("the id `{text}` holds a `|`"))),
        Kind::Id => Ok(()),
        Kind::Text => check_allowed(column, text),
        Kind::Integer => check_integer(text),
        Kind::Degrees => check_degrees(column, text),
        Kind::Name if text.contains('|') => Err(error("this column holds one name".into()).hint("further names go into another column".to_owned())),
        Kind::Name | Kind::Names => check_name(text),
        Kind::List if text.is_empty() => Err(error("an empty element between two `|`".into())),
        Kind::List => check_allowed(column, text),
    }
}

fn check_allowed(column: &Column, text: &str) -> Result<(), Problem> {
    if column.allowed.is_empty() || column.allowed.contains(&text) {
        return Ok(());
    }
    let hint = match nearest(text, column.allowed.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("one of {}", column.allowed.join(", ")),
    };
    Err(Problem::error("", 0, format!("`{text}` is not one of the values of this column")).hint(hint))
}

fn check_integer(text: &str) -> Result<(), Problem> {
    match text.parse::<u32>() {
        Ok(n) if n != u32::MAX && !text.starts_with('+') => Ok(()),
        _ => Err(Problem::error("", 0, format!("`{text}` is not a whole number below 4294967295")).hint("digits only".to_owned())),
    }
}

fn check_degrees(column: &Column, text: &str) -> Result<(), Problem> {
    let limit = if column.name == "lat" { 90.0 } else { 180.0 };
    let plain = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'.'));
    match text.parse::<f64>() {
        Ok(value) if plain && (-limit..=limit).contains(&value) => Ok(()),
        _ => Err(Problem::error("", 0, format!("`{text}` is not a number of degrees")).hint(format!("from -{limit} to {limit}, as in 36.20124"))),
    }
}

fn check_name(raw: &str) -> Result<(), Problem> {
    let error = |message: String| Problem::error("", 0, message);
    let name = name::parse(raw).map_err(|bad| error(bad.message).hint(bad.hint))?;
    if name.text.is_empty() {
        return Err(error("an empty name".into()).hint("names are parted by one `|`".to_owned()));
    }
    if name.text.len() > MAX_NAME {
        return Err(error(format!("a name of {} bytes; {MAX_NAME} is the limit", name.text.len())));
    }
    if crate::fold::words(name.text).is_empty() {
        return Err(error(format!("the name `{}` holds no word", name.text)));
    }
    Ok(())
}
