//! Tables whose cells wrap.

use super::paint::{DIM, HEADING, columns, styled};

const GAP: usize = 2;

/// Lays out rows under headings within a width; columns that are empty in every row are left out.
///
/// Where the width is too small for columns, each row becomes a list of its cells.
pub fn table(headings: &[&str], rows: &[Vec<String>], width: usize) -> String {
    let used: Vec<usize> = (0..headings.len()).filter(|&c| rows.iter().any(|row| !cell(row, c).is_empty())).collect();
    let natural: Vec<usize> =
        used.iter().map(|&c| rows.iter().map(|row| longest_line(cell(row, c))).max().unwrap_or(0).max(headings[c].len())).collect();
    match share(&natural, width.saturating_sub(GAP * used.len().saturating_sub(1))) {
        Some(widths) => grid(headings, rows, &used, &widths),
        None => lists(headings, rows, &used, width),
    }
}

fn cell(row: &[String], column: usize) -> &str {
    row.get(column).map_or("", String::as_str)
}

fn longest_line(text: &str) -> usize {
    text.lines().map(columns).max().unwrap_or(0)
}

/// Widths for columns that would like to have `natural`: each has a least width, and the wide ones share what is left. None if there is not even the least.
fn share(natural: &[usize], width: usize) -> Option<Vec<usize>> {
    const LEAST: usize = 12;
    let mut widths: Vec<usize> = natural.iter().map(|&n| n.min(LEAST)).collect();
    let mut left = width.checked_sub(widths.iter().sum())?;
    let mut wide: Vec<usize> = (0..natural.len()).filter(|&c| natural[c] > LEAST).collect();
    loop {
        // By the root of the length, so that a long text does not starve the names beside it.
        let root = |c: usize| (natural[c] as f64).sqrt();
        let whole: f64 = wide.iter().map(|&c| root(c)).sum();
        let part = |c: usize| (left as f64 * root(c) / whole) as usize;
        let (narrow, rest): (Vec<usize>, Vec<usize>) = wide.iter().partition(|&&c| natural[c] - widths[c] <= part(c));
        if narrow.is_empty() {
            rest.iter().for_each(|&c| widths[c] += part(c));
            return Some(widths);
        }
        for &c in &narrow {
            left -= natural[c] - widths[c];
            widths[c] = natural[c];
        }
        wide = rest;
    }
}

fn grid(headings: &[&str], rows: &[Vec<String>], used: &[usize], widths: &[usize]) -> String {
    let mut out = String::new();
    let line = |cells: &[String], heading: bool, out: &mut String| {
        let last = cells.iter().rposition(|c| !c.is_empty()).map_or(0, |p| p + 1);
        for (place, (cell, width)) in cells.iter().zip(widths).enumerate().take(last) {
            let pad = if place + 1 < last { width + GAP - columns(cell).min(width + GAP) } else { 0 };
            out.push_str(&if heading { styled(cell, HEADING) } else { cell.clone() });
            out.extend(std::iter::repeat_n(' ', pad));
        }
        out.push('\n');
    };
    line(&used.iter().map(|&c| headings[c].to_owned()).collect::<Vec<_>>(), true, &mut out);
    for row in rows {
        let cells: Vec<Vec<String>> = used.iter().zip(widths).map(|(&c, &width)| wrap(cell(row, c), width)).collect();
        for index in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
            line(&cells.iter().map(|c| c.get(index).cloned().unwrap_or_default()).collect::<Vec<_>>(), false, &mut out);
        }
    }
    out
}

/// Each row as a list; a first column without a heading holds the row's number.
fn lists(headings: &[&str], rows: &[Vec<String>], used: &[usize], width: usize) -> String {
    let number = used.iter().find(|&&c| headings[c].is_empty());
    let indent = number.map_or(0, |&c| rows.iter().map(|row| columns(cell(row, c))).max().unwrap_or(0) + GAP);
    let label = used.iter().map(|&c| headings[c].len()).max().unwrap_or(0);
    let mut out = String::new();
    for (index, row) in rows.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        let mut margin = number.map_or("", |&c| cell(row, c));
        for &column in used.iter().filter(|&&c| Some(&c) != number && !cell(row, c).is_empty()) {
            for (place, line) in wrap(cell(row, column), width.saturating_sub(indent + label + GAP).max(10)).iter().enumerate() {
                let name = if place == 0 { headings[column] } else { "" };
                out.push_str(&format!("{:indent$}{}  {line}\n", std::mem::take(&mut margin), styled(&format!("{name:label$}"), DIM)));
            }
        }
    }
    out
}

/// The lines of a cell; a word longer than the width is cut.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            if !line.is_empty() && columns(&line) + 1 + columns(word) > width {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            for c in word.chars() {
                if columns(&line) + columns(c.encode_utf8(&mut [0; 4])) > width && !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                }
                line.push(c);
            }
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(cells: &[&[&str]]) -> Vec<Vec<String>> {
        cells.iter().map(|row| row.iter().map(|c| c.to_string()).collect()).collect()
    }

    #[test]
    fn narrow_columns_keep_their_width_and_empty_ones_go() {
        let rows = rows(&[&["1", "", "Omar al-Mazruei", "an offensive to retake Benghazi is under way"]]);
        let shown = anstream::adapter::strip_str(&table(&["", "via", "who", "said what"], &rows, 40)).to_string();
        assert_eq!(
            shown,
            "   who              said what\n1  Omar al-Mazruei  an offensive to\n                    retake Benghazi is\n                    under way\n"
        );
    }

    #[test]
    fn no_room_for_columns() {
        let rows = rows(&[&["1", "Omar al-Mazruei", "an offensive to retake Benghazi"], &["2", "TASS", "it is so, and more of it"]]);
        let shown = anstream::adapter::strip_str(&table(&["", "who", "said what"], &rows, 26)).to_string();
        assert!(shown.lines().all(|line| line.len() <= 26), "{shown}");
        assert!(shown.contains("1  who        Omar\n              al-Mazruei\n   said what  an offensive\n"), "{shown}");
        assert!(shown.contains("\n\n2  who        TASS\n"), "{shown}");
    }

    #[test]
    fn a_long_word_is_cut() {
        assert_eq!(wrap("aaaaaaa b", 3), ["aaa", "aaa", "a b"]);
    }
}
