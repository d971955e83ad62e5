//! The text in colours, wrapped.

use anstyle::{AnsiColor, Style};
use dateline::{Extraction, PlaceUse, Span};
use unicode_width::UnicodeWidthChar;

pub const HEADING: Style = Style::new().bold();
pub const DIM: Style = Style::new().dimmed();
const FACTION: Style = AnsiColor::Red.on_default();
const PLACE: Style = AnsiColor::Green.on_default();
const DATE: Style = AnsiColor::Cyan.on_default();
const PERSON: Style = AnsiColor::Magenta.on_default();
const SOURCE: Style = Style::new().bold();
const CUE: Style = Style::new().italic();
const CLAIM: Style = Style::new().underline();

/// Text in a style, with the codes that begin and end it.
pub fn styled(text: &str, style: Style) -> String {
    if style == Style::new() { text.to_owned() } else { format!("{style}{text}{style:#}") }
}

/// Which colour is what.
pub fn legend(width: usize) -> String {
    let words = "faction place date person [1] claim 1";
    let mut marks = Marks::new(words.len());
    for (word, style) in [("faction", FACTION), ("place", PLACE), ("date", DATE), ("person", PERSON)] {
        marks.style(span_of(words, word), style);
    }
    marks.style(span_of(words, "claim 1"), CLAIM);
    marks.render(words, width, DIM)
}

fn span_of(text: &str, word: &str) -> Span {
    let start = text.find(word).unwrap_or_default();
    Span::new(start, start + word.len())
}

/// Text in one style.
pub fn wrapped(text: &str, width: usize, style: Style) -> String {
    Marks::new(text.len()).render(text, width, style)
}

/// The article: mentions in colour, the contents of claims underlined and preceded by the claim's number in the table, sources in bold.
pub fn article(text: &str, extraction: &Extraction, width: usize) -> String {
    let mut marks = Marks::new(text.len());
    // Where mentions overlap the later call wins: an actor over the place it is named after.
    for person in &extraction.people {
        marks.style(person.span, PERSON);
    }
    for place in extraction.places.iter().filter(|p| p.usage != PlaceUse::Adjectival) {
        marks.style(place.span, PLACE);
    }
    for faction in &extraction.factions {
        marks.style(faction.span, FACTION);
    }
    for date in &extraction.dates {
        marks.style(date.span, DATE);
    }
    for (number, claim) in (1..).zip(&extraction.claims) {
        for step in &claim.attribution {
            if let (Some(source), false) = (&step.source, step.inherited) {
                marks.style(source.span, SOURCE);
            }
            if let Some(cue) = &step.cue {
                marks.style(cue.span, CUE);
            }
        }
        for part in &claim.content {
            marks.style(part.span, CLAIM);
        }
        if let Some(first) = claim.content.first() {
            marks.label(first.span.start, &format!("[{number}] "));
        }
    }
    marks.render(text, width, Style::new())
}

/// Styles and labels over a text.
struct Marks {
    len: usize,
    /// From the lowest to the highest.
    layers: Vec<(Span, Style)>,
    labels: Vec<(usize, String)>,
}

impl Marks {
    fn new(len: usize) -> Marks {
        Marks { len, layers: Vec::new(), labels: Vec::new() }
    }

    fn style(&mut self, span: Span, style: Style) {
        if !span.is_empty() && span.end <= self.len {
            self.layers.push((span, style));
        }
    }

    fn label(&mut self, at: usize, label: &str) {
        self.labels.push((at, label.to_owned()));
    }

    /// The style of every byte.
    fn styles(&self, base: Style) -> Vec<Style> {
        let mut styles = vec![base; self.len];
        for (span, above) in &self.layers {
            for style in styles.get_mut(span.range()).into_iter().flatten() {
                *style = over(*style, *above);
            }
        }
        styles
    }

    /// The text, wrapped; it ends in a line break.
    fn render(mut self, text: &str, width: usize, base: Style) -> String {
        self.labels.sort_by_key(|(at, _)| *at);
        let styles = self.styles(base);
        let mut labels = self.labels.into_iter().peekable();
        let mut page = Page { out: String::new(), column: 0, width: width.max(10), style: Style::new() };
        for line in text.split_inclusive('\n') {
            let offset = line.as_ptr() as usize - text.as_ptr() as usize;
            for (at, word) in words(line) {
                let at = offset + at;
                let mut pieces: Vec<(Style, String)> = Vec::new();
                for (index, c) in word.char_indices() {
                    while let Some((_, label)) = labels.next_if(|(start, _)| *start <= at + index) {
                        pieces.push((DIM, label));
                    }
                    let style = styles.get(at + index).copied().unwrap_or_default();
                    match pieces.last_mut() {
                        Some((last, piece)) if *last == style => piece.push(visible(c)),
                        _ => pieces.push((style, visible(c).to_string())),
                    }
                }
                // The space before a word belongs to a mark only if the mark goes on from the word before.
                let space = at.checked_sub(1).and_then(|i| styles.get(i)).copied().unwrap_or_default();
                page.word(&pieces, space);
            }
            page.end_line();
        }
        page.out
    }
}

/// A style laid over another: its colour replaces, its effects add.
fn over(below: Style, above: Style) -> Style {
    let colour = above.get_fg_color().or(below.get_fg_color());
    Style::new().fg_color(colour).effects(below.get_effects() | above.get_effects())
}

/// The words of a line and where they begin.
fn words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    line.split_whitespace().map(|word| (word.as_ptr() as usize - line.as_ptr() as usize, word))
}

/// A character that cannot command the terminal.
fn visible(c: char) -> char {
    if c.is_control() { '\u{fffd}' } else { c }
}

/// The columns a text takes.
pub fn columns(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(1)).sum()
}

struct Page {
    out: String,
    column: usize,
    width: usize,
    style: Style,
}

impl Page {
    fn word(&mut self, pieces: &[(Style, String)], space: Style) {
        let word: usize = pieces.iter().map(|(_, piece)| columns(piece)).sum();
        if self.column > 0 && self.column + 1 + word > self.width {
            self.end_line();
        } else if self.column > 0 {
            self.switch(space);
            self.out.push(' ');
            self.column += 1;
        }
        for (style, piece) in pieces {
            self.switch(*style);
            self.out.push_str(piece);
        }
        self.column += word;
    }

    fn switch(&mut self, style: Style) {
        if style != self.style {
            self.out.push_str(&format!("{:#}{style}", self.style));
            self.style = style;
        }
    }

    fn end_line(&mut self) {
        self.switch(Style::new());
        self.out.push('\n');
        self.column = 0;
    }
}
