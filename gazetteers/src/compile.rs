//! Tables to the index image.

use std::{cmp::Reverse, collections::HashMap};

use crate::{
    fold,
    image::*,
    key::Key,
    name::{self, Name, Validity},
    schema::{Kind, Table, place},
    tables::{Change, Entry, Tables},
    text,
};

impl Tables {
    /// Compiles the rows that are to stand (those that only add are left out), with the ids of those to be removed, to the image that
    /// [`Index`](crate::Index) opens. The same rows in the same order give the same bytes.
    pub fn compile(&self) -> Vec<u8> {
        self.compile_laid(false)
    }

    /// As [`Tables::compile`], but the index will lie beneath the built-in one: what both have is as the built-in one has it.
    pub fn compile_beneath(&self) -> Vec<u8> {
        self.compile_laid(true)
    }

    fn compile_laid(&self, beneath: bool) -> Vec<u8> {
        let mut compiler = Compiler::default();
        for &table in Table::ALL {
            let mut rows: Vec<(&str, u32)> = Vec::new();
            let first_row = compiler.rows;
            let first_cell = compiler.cells.len() as u32;
            for entry in self.entries().filter(|e| e.table() == table && e.change() == Change::Put) {
                rows.push((entry.id(), compiler.rows));
                compiler.row(entry);
            }
            let directory = [first_row, rows.len() as u32, first_cell, table.columns().len() as u32];
            compiler.tables.extend(directory);
            compiler.ids.extend(rows.iter().map(|&(id, row)| (id_hash(table, id), row)));
            rows.sort_unstable();
            compiler.by_id.extend(rows.iter().map(|&(_, row)| row));
        }
        let mut laying = vec![u8::from(beneath)];
        for entry in self.entries().filter(|e| e.change() == Change::Remove) {
            laying.push(entry.table() as u8);
            laying.extend(entry.id().as_bytes());
            laying.push(b'\n');
        }
        // Empty lines up to the end of the image, so that one cut short is told.
        laying.resize(laying.len().next_multiple_of(4), b'\n');
        compiler.finish(laying)
    }
}

/// A name on its way into the trie.
struct Entered {
    /// Where its words stand in `Compiler::paths`.
    start: u32,
    len: u32,
    row: u32,
    spelling: u32,
    bytes: [u8; 4],
    validity: Validity,
}

#[derive(Default)]
struct Compiler<'t> {
    rows: u32,
    tables: Vec<u32>,
    cells: Vec<u32>,
    strings: Vec<u8>,
    known: HashMap<&'t str, u32>,
    by_id: Vec<u32>,
    /// For each row the hash that finds it.
    ids: Vec<(u64, u32)>,
    words: HashMap<String, u32>,
    word_list: Vec<String>,
    takes_period: Vec<bool>,
    /// How well known the best known of the names is that begin with the word.
    fame: Vec<u32>,
    paths: Vec<u32>,
    names: Vec<Entered>,
}

impl<'t> Compiler<'t> {
    fn row(&mut self, entry: Entry<'t>) {
        let population = || entry.cells().nth(place::POPULATION).and_then(|(_, cell)| cell.parse().ok()).unwrap_or(0);
        let fame = if entry.table() == Table::Place { population() } else { u32::MAX };
        for (i, (column, cell)) in entry.cells().enumerate() {
            let value = match column.kind {
                Kind::Integer => cell.parse().unwrap_or(NO_INTEGER),
                Kind::Degrees => cell.parse::<f64>().map_or(NO_DEGREES, |d| (d * 100_000.0).round() as i32) as u32,
                _ => self.string(cell),
            };
            self.cells.push(value);
            let is_name = entry.table().is_looked_up(column);
            if is_name {
                for name in name::names(cell).filter(|name| !name.is_mere_word(entry.table())) {
                    let within = name.text.as_ptr() as usize - cell.as_ptr() as usize;
                    self.name((name, fame), value + prefix(cell.len()) as u32 + within as u32, entry.table(), i as u8);
                }
            }
            if column.kind == Kind::Id && entry.table() == Table::Abbreviation {
                if let Some(word) = fold::words(cell).last() {
                    let word = self.word(&word.key);
                    self.takes_period[word as usize] = true;
                }
            }
        }
        self.rows += 1;
    }

    fn string(&mut self, text: &'t str) -> u32 {
        if text.is_empty() {
            return 0;
        }
        *self.known.entry(text).or_insert_with(|| {
            // Offset 0 is the empty text.
            if self.strings.is_empty() {
                self.strings.push(0);
            }
            let offset = self.strings.len() as u32;
            match prefix(text.len()) {
                1 => self.strings.push(text.len() as u8),
                _ => {
                    self.strings.push(255);
                    self.strings.extend((text.len() as u32).to_le_bytes());
                }
            }
            self.strings.extend(text.as_bytes());
            offset
        })
    }

    fn word(&mut self, key: &str) -> u32 {
        if let Some(&word) = self.words.get(key) {
            return word;
        }
        let word = self.word_list.len() as u32;
        self.words.insert(key.to_owned(), word);
        self.word_list.push(key.to_owned());
        self.takes_period.push(false);
        self.fame.push(0);
        word
    }

    fn name(&mut self, (name, fame): (Name<'_>, u32), spelling: u32, table: Table, column: u8) {
        let words = fold::words(name.text);
        if words.is_empty() {
            return;
        }
        let start = self.paths.len() as u32;
        for word in &words {
            let number = self.word(&word.key);
            self.takes_period[number as usize] |= word.period;
            self.paths.push(number);
        }
        let first = &mut self.fame[self.paths[start as usize] as usize];
        *first = fame.max(*first);
        // The word whose first letter a text must have in upper case too: not an article or other particle.
        let head = words.iter().find(|w| !fold::is_particle(&w.key)).or(words.first());
        let marks = Marks {
            table: table as u8,
            column,
            case: fold::case_of(&words),
            needs_capital: table.is_proper() && head.and_then(|w| w.text.chars().find(|c| c.is_alphanumeric())).is_some_and(char::is_uppercase),
            ends_with_period: name.text.ends_with('.'),
            dated: name.validity != Validity::ALWAYS,
        };
        let [low, high] = marks.pack().to_le_bytes();
        let bytes = [name.text.len().min(255) as u8, name.flags.0, low, high];
        self.names.push(Entered { start, len: words.len() as u32, row: self.rows, spelling, bytes, validity: name.validity });
    }

    fn path(&self, name: &Entered) -> &[u32] {
        &self.paths[name.start as usize..][..name.len as usize]
    }

    fn finish(mut self, laying: Vec<u8>) -> Vec<u8> {
        let mut names = std::mem::take(&mut self.names);
        self.number_starts_first(&names);
        names.sort_by(|a, b| self.path(a).cmp(self.path(b)));
        let trie = self.trie(&names);
        let small = self.begin_small(&names);
        let ways = filter(trie.ways().map(|(node, word)| way(node, hash(&self.word_list[word as usize]))));
        let slots = bytes(&self.slots(&trie, &small, 1.4, |_| true));
        let small_slots = bytes(&self.slots(&trie, &small, 2.0, |word| small[word as usize]));
        let longest = names.iter().map(|n| n.len).max().unwrap_or(0);
        let mut word_offsets = vec![0u32];
        let mut word_bytes = Vec::new();
        for word in &self.word_list {
            word_bytes.extend(word.as_bytes());
            word_offsets.push(word_bytes.len() as u32);
        }
        let sections: [Vec<u8>; SECTIONS] = [
            bytes(&self.tables),
            bytes(&self.cells),
            std::mem::take(&mut self.strings),
            bytes(&self.by_id),
            slots,
            bytes(&word_offsets),
            word_bytes,
            bytes(&trie.word),
            bytes(&trie.first),
            trie.postings,
            bytes(&trie.validity),
            filter(self.word_list.iter().map(hash)),
            laying,
            small_slots,
            ways,
            bytes(&self.id_slots()),
            filter(self.word_list.iter().zip(&small).filter(|(_, small)| **small).map(|(word, _)| hash(word))),
        ];
        write(&sections, longest)
    }

    /// Gives the words that names begin with the lowest numbers, so that their nodes can have the same: the commonest and best known first, so that what most texts
    /// ask for lies close together.
    fn number_starts_first(&mut self, names: &[Entered]) {
        let mut starts = vec![false; self.word_list.len()];
        names.iter().for_each(|name| starts[self.path(name)[0] as usize] = true);
        let mut order: Vec<usize> = (0..starts.len()).collect();
        let frequent: HashMap<&str, usize> = text::frequent().zip(0..).collect();
        let rarity: Vec<usize> = self.word_list.iter().map(|word| frequent.get(word.as_str()).copied().unwrap_or(usize::MAX)).collect();
        order.sort_by_key(|&word| (!starts[word], rarity[word], Reverse(self.fame[word])));
        let mut numbers = vec![0; order.len()];
        order.iter().zip(0u32..).for_each(|(&word, number)| numbers[word] = number);
        self.paths.iter_mut().for_each(|word| *word = numbers[*word as usize]);
        self.word_list = order.iter().map(|&word| std::mem::take(&mut self.word_list[word])).collect();
        self.takes_period = order.iter().map(|&word| self.takes_period[word]).collect();
    }

    /// A hash table of some of the words, with so many slots a word at least.
    fn slots(&self, trie: &Trie, small: &[bool], more: f64, is_in: impl Fn(u32) -> bool) -> Vec<u32> {
        const WIDTH: usize = SLOT / 4;
        let words = || self.word_list.iter().zip(0u32..).filter(|&(_, number)| is_in(number));
        let size = ((words().count() as f64 * more) as usize + 1).next_power_of_two().max(2);
        let mut slots = vec![0u32; size * WIDTH];
        for (word, number) in words() {
            let key = Key::of(word.as_bytes());
            let mut slot = key.hash() as usize & (size - 1);
            while slots[slot * WIDTH + 4] != 0 {
                slot = (slot + 1) & (size - 1);
            }
            let (next, posting) = if number < trie.starts { self.start(trie, number) } else { (0, 0) };
            slots[slot * WIDTH..][..WIDTH].copy_from_slice(&[
                key.bits() as u32,
                (key.bits() >> 32) as u32,
                next as u32,
                (next >> 32) as u32,
                (number + 1) | self.bits(trie, number) | if small[number as usize] { SMALL } else { 0 },
                posting,
                0,
                0,
            ]);
        }
        slots
    }

    /// Of a word that names begin with, the bits of the words that go on, and the first posting.
    fn start(&self, trie: &Trie, word: u32) -> (u64, u32) {
        let node = &trie.first[word as usize * 2..][..4];
        let next = trie.word[node[0] as usize..node[2] as usize].iter().map(|&next| next_bit(hash(&self.word_list[next as usize])));
        (next.fold(0, |all, bit| all | bit), node[1])
    }

    fn id_slots(&self) -> Vec<u32> {
        let size = (self.ids.len() * 2).next_power_of_two().max(2);
        let mut slots = vec![0u32; size * 2];
        for &(hash, row) in &self.ids {
            let mut slot = hash as usize & (size - 1);
            while slots[slot * 2 + 1] != 0 {
                slot = (slot + 1) & (size - 1);
            }
            slots[slot * 2..slot * 2 + 2].copy_from_slice(&[(hash >> 32) as u32, row + 1]);
        }
        slots
    }

    /// For each word whether a name may begin with it in small letters: it is no proper name, or a particle stands before what has the capital.
    fn begin_small(&self, names: &[Entered]) -> Vec<bool> {
        let mut small = vec![false; self.word_list.len()];
        for name in names {
            let [_, _, low, high] = name.bytes;
            let first = self.path(name)[0] as usize;
            small[first] |= !Marks::unpack(u16::from_le_bytes([low, high])).needs_capital || fold::is_particle(&self.word_list[first]);
        }
        small
    }

    fn bits(&self, trie: &Trie, word: u32) -> u32 {
        let mut bits = if self.takes_period[word as usize] { PERIOD } else { 0 };
        if word < trie.starts {
            let node = &trie.first[word as usize * 2..word as usize * 2 + 4];
            bits |= STARTS;
            bits |= if node[0] < node[2] { GOES_ON } else { 0 };
            bits |= if node[1] < node[3] { ENDS } else { 0 };
            bits |= if (node[1]..node[3]).any(|posting| trie.may_be_lower(posting)) { LOWER } else { 0 };
        }
        bits
    }

    /// Whether a name is like the one before it in all but the row.
    fn is_repeated(&self, before: &Entered, name: &Entered) -> bool {
        let always = |name: &Entered| name.validity == Validity::ALWAYS;
        let spelling = |name: &Entered| &self.strings[name.spelling as usize..][..usize::from(name.bytes[0])];
        before.row != name.row && before.bytes == name.bytes && always(before) && always(name) && spelling(before) == spelling(name)
    }

    fn trie(&self, names: &[Entered]) -> Trie {
        let mut trie = Trie::default();
        // Nodes not yet laid out: their names and how many words lead to them.
        let mut queue = std::collections::VecDeque::new();
        let mut nodes = 0u32;
        for group in names.chunk_by(|a, b| self.path(a)[0] == self.path(b)[0]) {
            let word = self.path(&group[0])[0];
            nodes += 1;
            trie.word.push(word);
            queue.push_back((group, 1usize));
        }
        trie.starts = nodes;
        while let Some((group, depth)) = queue.pop_front() {
            let here = group.iter().take_while(|n| n.len as usize == depth).count();
            trie.first.extend([nodes, (trie.postings.len() / 12) as u32]);
            let mut before = None;
            for name in &group[..here] {
                trie.posting(name, before.is_some_and(|before| self.is_repeated(before, name)));
                before = Some(name);
            }
            if let Some([.., flags, _, _]) = trie.postings.last_chunk_mut::<3>().filter(|_| here > 0) {
                *flags |= LAST;
            }
            for child in group[here..].chunk_by(|a, b| self.path(a)[depth] == self.path(b)[depth]) {
                trie.word.push(self.path(&child[0])[depth]);
                nodes += 1;
                queue.push_back((child, depth + 1));
            }
        }
        trie.first.extend([nodes, (trie.postings.len() / 12) as u32]);
        trie
    }
}

#[derive(Default)]
struct Trie {
    /// The number of words that names begin with.
    starts: u32,
    word: Vec<u32>,
    first: Vec<u32>,
    postings: Vec<u8>,
    validity: Vec<u32>,
}

impl Trie {
    /// Every way from a node to the next, as the node and the word.
    fn ways(&self) -> impl Iterator<Item = (u32, u32)> + Clone {
        let nodes = self.first.chunks_exact(2).zip(self.first.chunks_exact(2).skip(1)).zip(0u32..);
        nodes.flat_map(|((here, next), node)| self.word[here[0] as usize..next[0] as usize].iter().map(move |&word| (node, word)))
    }

    /// Whether a text may have the name of a posting in small letters.
    fn may_be_lower(&self, posting: u32) -> bool {
        let [.., low, high] = self.postings[posting as usize * 12..][..12] else { return true };
        !Marks::unpack(u16::from_le_bytes([low, high])).needs_capital
    }

    fn posting(&mut self, name: &Entered, repeated: bool) {
        if name.validity != Validity::ALWAYS {
            self.validity.extend([(self.postings.len() / 12) as u32, name.validity.from, name.validity.until]);
        }
        self.postings.extend(name.row.to_le_bytes());
        self.postings.extend(name.spelling.to_le_bytes());
        let [len, flags, low, high] = name.bytes;
        self.postings.extend([len, flags | if repeated { REPEATED } else { 0 }, low, high]);
    }
}

fn hash(word: &String) -> u64 {
    Key::of(word.as_bytes()).hash()
}

/// Bits for hashes.
fn filter(hashes: impl Iterator<Item = u64> + Clone) -> Vec<u8> {
    let size = (hashes.clone().count() * 8).next_power_of_two().max(32);
    let mut filter = vec![0; size / 8];
    for hash in hashes {
        let bit = filter_bit(hash, filter.len());
        filter[bit / 8] |= 1 << (bit % 8);
    }
    filter
}

/// The bytes before a text that hold its length.
fn prefix(len: usize) -> usize {
    if len < 255 { 1 } else { 5 }
}

fn bytes(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|n| n.to_le_bytes()).collect()
}

fn write(sections: &[Vec<u8>; SECTIONS], longest: u32) -> Vec<u8> {
    let mut image = Vec::with_capacity(HEADER + sections.iter().map(|s| s.len() + ALIGN).sum::<usize>());
    let content = sections.iter().fold(FNV_SEED, |hash, section| fnv(hash, section));
    image.extend(MAGIC);
    image.extend(schema_hash().to_le_bytes());
    image.extend(content.to_le_bytes());
    image.extend(u64::from(longest).to_le_bytes());
    let mut offset = HEADER;
    for section in sections {
        offset = offset.next_multiple_of(ALIGN);
        image.extend((offset as u32).to_le_bytes());
        image.extend((section.len() as u32).to_le_bytes());
        offset += section.len();
    }
    for section in sections {
        image.resize(image.len().next_multiple_of(ALIGN), 0);
        image.extend(section);
    }
    image.resize(image.len().next_multiple_of(4), 0);
    image
}
