//! `dateline show`: an article and what was found in it, as a person reads them.

mod claims;
mod mentions;
mod paint;
mod table;

use std::io::{self, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use dateline::{Article, Extraction};

use crate::{
    args::{Color, Show},
    article::{Articles, NoArticle},
    failure::{Failure, complain},
    input::{self, Item, Taker},
};

/// The text is not made wider than this, where lines get hard to follow.
const WIDEST_TEXT: usize = 100;

/// Runs the command.
pub fn run(args: &Show) -> Result<bool, Failure> {
    let mut article = find(args)?;
    let extractor = args.gazetteers.extractor()?;
    let note = if let Some(day) = args.published {
        article = article.published(day);
        format!("Published {day}")
    } else if let Some(day) = article.get_published() {
        format!("Published {day}")
    } else if let Some((day, span)) = extractor.date_line(article.text()) {
        let words = claims::clean(span.of(article.text()).unwrap_or_default());
        article = article.published(day);
        format!("Published {day}, taken from the date line in the text (\"{words}\")")
    } else {
        "Published on an unknown day: relative dates stay unresolved (give --published DATE)".to_owned()
    };
    let extraction = extractor.extract(&article);
    let choice = match args.color {
        Color::Auto => AutoStream::choice(&io::stdout()),
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    };
    let page = page(&article, &extraction, &note, args, choice == ColorChoice::Never);
    let mut output = AutoStream::new(io::stdout(), choice);
    output.write_all(page.as_bytes()).and_then(|()| output.flush()).map_err(|e| Failure::write(&e))?;
    Ok(true)
}

/// The article to show: the file's only one, the one asked for, or the first.
fn find(args: &Show) -> Result<Article<'static>, Failure> {
    if args.file.as_os_str() == "-" && io::stdin().is_terminal() {
        complain("Reading an article from the terminal; end it with Ctrl-D.");
    }
    let options = input::Options { kind: args.input, fields: args.reading.fields(), limit: args.reading.max_record };
    let articles = Articles { fields: args.reading.fields(), order: args.reading.date_order };
    let mut finder = Finder { articles, id: args.id.as_deref(), found: None, seen: 0 };
    input::read_all(std::slice::from_ref(&args.file), &options, &mut finder);
    let Finder { found, seen, .. } = finder;
    match (found, &args.id) {
        (Some(found), _) => found.map_err(Failure::Message),
        (None, Some(id)) => Err(Failure::Message(format!("{}: no article of {seen} has the id \"{id}\"", args.file.display()))),
        (None, None) => Err(Failure::Message(format!("{}: there is no article in it", args.file.display()))),
    }
}

/// Takes the one article that is to be shown.
struct Finder<'a> {
    articles: Articles,
    id: Option<&'a str>,
    found: Option<Result<Article<'static>, String>>,
    seen: usize,
}

impl Taker for Finder<'_> {
    fn take(&mut self, item: Item) -> bool {
        self.seen += 1;
        let origin = item.origin.clone();
        let record = match self.articles.read(item) {
            Ok(Ok(record)) => record,
            Ok(Err(NoArticle)) => return true,
            Err(_) if self.id.is_some() && (origin.place.line.is_some() || origin.place.row.is_some()) => return true,
            Err(fault) => {
                self.found = Some(Err(format!("{origin}: {fault}")));
                return false;
            }
        };
        if self.id.is_some_and(|id| record.article.get_id() != Some(id)) {
            return true;
        }
        // What is not known of it is worth telling only for the article that is shown.
        if let Some(warning) = record.warning {
            complain(&format!("{origin}: warning: {warning}"));
        }
        self.found = Some(Ok(record.article));
        false
    }

    fn idle(&mut self) -> bool {
        true
    }
}

fn page(article: &Article<'_>, extraction: &Extraction, note: &str, args: &Show, plain: bool) -> String {
    let width = args.width.map_or_else(terminal_width, usize::from);
    let text_width = width.min(WIDEST_TEXT);
    let mut page = String::new();
    if let Some(title) = article.get_title() {
        page += &paint::wrapped(title, text_width, paint::HEADING);
    }
    let outlet = article.get_outlet().map(|outlet| format!("{outlet}. ")).unwrap_or_default();
    page += &paint::wrapped(&format!("{outlet}{note}"), text_width, paint::DIM);
    if !plain {
        page += &paint::legend(text_width);
    }
    page.push('\n');
    page += &paint::article(article.text(), extraction, text_width);
    page.push('\n');
    page += &claims::table_of(extraction, width, args.why);
    if args.why {
        page.push('\n');
        page += &mentions::reasons(extraction, width);
    }
    page
}

fn terminal_width() -> usize {
    let columns = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    columns.filter(|&c| c >= 20).unwrap_or(80)
}
