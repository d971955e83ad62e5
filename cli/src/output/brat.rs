//! Standoff annotation for brat: `NAME.txt` with the text and `NAME.ann` with what was found in it, in offsets of characters.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
};

use dateline::{Extraction, Span};

use super::{Chunk, Encoder, Found, OutputState, Sink, Target};

/// What brat must be told about the annotations; `annotation.conf` of the directory.
const CONFIGURATION: &str = "[entities]\nFaction\nPlace\nDate\nPerson\nSource\nCue\nContent\n\n[relations]\nSaidBy\tArg1:Content, Arg2:Source\n\
CuedBy\tArg1:Content, Arg2:Cue\n<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n[events]\n\n[attributes]\n\
Polarity\tArg:Content, Value:asserted|denied|unverified\n";
pub const CONFIGURATION_NAME: &str = "annotation.conf";
/// So many articles go into one directory, which brat shows as a list.
const SHELF: u64 = 1000;

pub struct Brat;

impl Encoder for Brat {
    fn chunk(&self) -> Chunk {
        Chunk::Files(Vec::new())
    }

    fn encode(&self, found: &Found<'_>, chunk: &mut Chunk) -> Result<(), String> {
        if let Chunk::Files(files) = chunk {
            let id = found.extraction.id.as_deref().unwrap_or_default();
            let safe = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '_' };
            let id: String = id.chars().rev().take(60).map(safe).collect::<Vec<_>>().into_iter().rev().collect();
            let mark = if id.is_empty() { "" } else { "-" };
            let name = format!("{:05}/{:08}{mark}{id}", found.number / SHELF, found.number);
            files.push([name, found.text.to_owned(), annotations(found.extraction, found.text)]);
        }
        Ok(())
    }
}

/// Annotations in the making.
struct Page<'a> {
    text: &'a str,
    /// Characters before each byte offset that is needed.
    characters: BTreeMap<usize, usize>,
    out: String,
    entities: u32,
    others: u32,
}

fn annotations(extraction: &Extraction, text: &str) -> String {
    let mut page = Page { text, characters: BTreeMap::new(), out: String::new(), entities: 0, others: 0 };
    page.count();
    for faction in &extraction.factions {
        let entity = page.entity("Faction", &[faction.span]);
        page.note(entity, &[Some(faction.kind.as_str()), faction.id.as_deref(), faction.name.as_deref()]);
    }
    for place in &extraction.places {
        let entity = page.entity("Place", &[place.span]);
        page.note(entity, &[Some(place.usage.as_str()), place.id.as_deref(), place.name.as_deref(), place.country.as_deref()]);
    }
    for date in &extraction.dates {
        let entity = page.entity("Date", &[date.span]);
        page.note(entity, &[Some(date.kind.as_str()), Some(&date.value)]);
    }
    for person in &extraction.people {
        let entity = page.entity("Person", &[person.span]);
        page.note(entity, &[Some(&person.name), person.role.as_deref(), person.affiliation.as_ref().map(|a| a.name.as_ref())]);
    }
    for claim in &extraction.claims {
        let spans: Vec<Span> = claim.content.iter().map(|part| part.span).collect();
        let content = page.entity("Content", &spans);
        page.others += 1;
        let _ = writeln!(page.out, "A{}\tPolarity T{content} {}", page.others, claim.polarity);
        page.note(content, &[Some(claim.act.as_str()), Some(claim.quotation.as_str()), Some(&claim.rule)]);
        for step in &claim.attribution {
            if let Some(source) = &step.source {
                let entity = page.entity("Source", &[source.span]);
                page.relation("SaidBy", content, entity);
                page.note(entity, &[Some(step.role.as_str()), Some(&super::csv::names(Some(source)))]);
            }
            if let Some(cue) = &step.cue {
                let entity = page.entity("Cue", &[cue.span]);
                page.relation("CuedBy", content, entity);
            }
        }
    }
    page.out
}

impl Page<'_> {
    /// Counts characters at every 1024th byte or so, from where the rest is counted.
    fn count(&mut self) {
        for (count, (at, _)) in self.text.char_indices().enumerate() {
            if count % 1024 == 0 {
                self.characters.insert(at, count);
            }
        }
    }

    fn character(&self, byte: usize) -> usize {
        let (&near, &count) = self.characters.range(..=byte).next_back().unwrap_or((&0, &0));
        count + self.text.get(near..byte).map_or(0, |between| between.chars().count())
    }

    /// An entity over some spans, and its number. Its text must not go over the end of a line, so there it is broken.
    fn entity(&mut self, kind: &str, spans: &[Span]) -> u32 {
        self.entities += 1;
        let (mut places, mut words) = (Vec::new(), Vec::new());
        for span in spans {
            let mut start = span.start;
            for line in span.of(self.text).unwrap_or_default().split('\n') {
                let before = line.len() - line.trim_start().len();
                let (from, part) = (start + before, line.trim());
                if !part.is_empty() {
                    places.push(format!("{} {}", self.character(from), self.character(from + part.len())));
                    words.push(part.to_owned());
                }
                start += line.len() + 1;
            }
        }
        let _ = writeln!(self.out, "T{}\t{kind} {}\t{}", self.entities, places.join(";"), words.join(" "));
        self.entities
    }

    fn relation(&mut self, name: &str, from: u32, to: u32) {
        self.others += 1;
        let _ = writeln!(self.out, "R{}\t{name} Arg1:T{from} Arg2:T{to}", self.others);
    }

    fn note(&mut self, entity: u32, parts: &[Option<&str>]) {
        self.others += 1;
        let text: Vec<String> = parts.iter().flatten().map(|part| part.replace(['\n', '\t', '\r'], " ")).collect();
        let _ = writeln!(self.out, "#{}\tAnnotatorNotes T{entity}\t{}", self.others, text.join(" | "));
    }
}

/// A directory of articles.
pub struct Folder {
    path: PathBuf,
    shelf: Option<PathBuf>,
}

impl Folder {
    pub fn open(target: &Target) -> io::Result<Folder> {
        let path = target.path(0);
        replace(&path.join(CONFIGURATION_NAME), CONFIGURATION)?;
        Ok(Folder { path, shelf: None })
    }
}

fn replace(path: &Path, content: &str) -> io::Result<()> {
    let new = path.with_extension("part");
    fs::write(&new, content)?;
    fs::rename(&new, path)
}

impl Sink for Folder {
    fn write(&mut self, chunk: &mut Chunk, from: usize, keep: &[bool]) -> io::Result<u64> {
        let Chunk::Files(files) = chunk else { return Ok(0) };
        let mut bytes = 0;
        for ([name, text, annotations], _) in files[from..].iter().zip(keep).filter(|(_, keep)| **keep) {
            let path = self.path.join(name);
            let shelf = path.parent().map(Path::to_path_buf);
            if shelf != self.shelf {
                shelf.as_ref().map_or(Ok(()), fs::create_dir_all)?;
                self.shelf = shelf;
            }
            let file = |suffix: &str| self.path.join(format!("{name}.{suffix}"));
            replace(&file("txt"), text)?;
            replace(&file("ann"), annotations)?;
            bytes += (text.len() + annotations.len()) as u64;
        }
        Ok(bytes)
    }

    fn boundary(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// Every article is complete by itself, and written again it is the same.
    fn is_safe(&self) -> bool {
        true
    }

    fn rotate(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn sync(&mut self) -> io::Result<OutputState> {
        Ok(OutputState::default())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        Ok(())
    }
}
