//! Verbs and cues that are mere words: half of all runs of tokens that are names would be such words, so they are not found as names are, but known by the number of
//! the word.

use dateline_gazetteers::schema::{Table, cue, verb};

use super::{Layers, RowId, TableSet};
use crate::vocabulary::{Asked, Numbering, WordId, WordTable};

/// The tables whose mere words are known by number.
pub(crate) const ACTING: TableSet = TableSet::of(&[Table::Verb, Table::Cue]);

/// The tables of a word, by its bits.
const TABLES: [TableSet; 4] = [TableSet::NONE, TableSet::of(&[Table::Verb]), TableSet::of(&[Table::Cue]), ACTING];

/// The tables of a word by its bits.
#[inline]
pub(crate) fn tables(bits: u8) -> TableSet {
    TABLES[usize::from(bits & 3)]
}

/// The tables of a word, two bits, and above them where its rows begin, which end where those of the next word begin.
type Known = u32;

/// The rows of the verbs and cues that are mere words.
#[derive(Debug)]
pub(crate) struct MereWords {
    words: WordTable<Known>,
    rows: Vec<RowId>,
}

impl MereWords {
    pub fn new(layers: &Layers, numbering: &mut Numbering) -> MereWords {
        let mut found: Vec<(WordId, RowId)> = Vec::with_capacity(1 << 12);
        for (table, column) in [(Table::Verb, verb::FORMS), (Table::Cue, cue::FORMS)] {
            for (id, row) in layers.rows(table) {
                let words = row.dated_names(column).filter(|name| name.is_mere_word(table));
                found.extend(words.map(|name| (numbering.word(name.text), id)));
            }
        }
        // The rows of a word stay in their order.
        found.sort_by_key(|&(word, _)| word);
        found.dedup();
        let mut words: WordTable<Known> = WordTable::default();
        for (at, &(word, id)) in (0..).zip(&found) {
            let known = words.entry(word);
            *known |= if id.table == Table::Verb { 1 } else { 2 } | if *known == 0 { at << 2 } else { 0 };
        }
        let mut end = found.len() as u32;
        for known in words.iter_mut().rev() {
            *known |= if *known == 0 { end << 2 } else { 0 };
            end = *known >> 2;
        }
        MereWords { words, rows: found.into_iter().map(|(_, row)| row).collect() }
    }

    /// What is [asked](Asked) of a word.
    pub fn ask(&self, word: WordId, asked: &mut Asked) {
        asked.tables = self.bits(word);
    }

    fn bits(&self, word: WordId) -> u8 {
        (self.words.of(word) & 3) as u8
    }

    /// The tables that have a word.
    #[inline]
    pub fn tables(&self, word: WordId) -> TableSet {
        tables(self.bits(word))
    }

    /// The rows that have a word, verbs first.
    #[inline]
    pub fn rows(&self, word: WordId) -> &[RowId] {
        let (here, next) = self.words.with_next(word);
        self.rows.get((here >> 2) as usize..next.map_or(self.rows.len(), |next| (next >> 2) as usize)).unwrap_or_default()
    }
}

#[cfg(all(test, feature = "builtin"))]
mod tests {
    use super::*;
    use crate::vocabulary::{Asked, Begins};

    #[test]
    fn every_mere_word_has_its_rows() {
        let (layers, mut numbering) = (Layers::new(Vec::new()).unwrap(), Numbering::default());
        let mere = MereWords::new(&layers, &mut numbering);
        let vocabulary = numbering.finish(|_| Asked::default(), |_, _| Begins::default(), 0).unwrap();
        for (table, column) in [(Table::Verb, verb::FORMS), (Table::Cue, cue::FORMS)] {
            for (id, row) in layers.rows(table) {
                for name in row.dated_names(column).filter(|name| name.is_mere_word(table)) {
                    let word = vocabulary.word(name.text);
                    assert!(mere.tables(word).has(table) && mere.rows(word).contains(&id), "{}", name.text);
                }
            }
        }
        let the = vocabulary.word("the");
        assert!(mere.tables(vocabulary.word("SAID")).has(Table::Cue) && mere.tables(the) == TableSet::NONE && mere.rows(the).is_empty());
    }
}
