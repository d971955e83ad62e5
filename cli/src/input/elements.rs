//! Where the elements of a JSON array, or objects one after another, begin and end, also beyond one that is broken.
//!
//! Brackets and strings are followed, and whether JSON allows what comes. Where it does not, the element is broken and its brackets and quotation marks cannot
//! be trusted: it ends where its brackets close and another element begins, or where something begins as other elements began (the same space after the
//! comma, the same first key), whichever comes first. Every byte is read once but for the few of such a beginning.

use super::{BOM, Data, Fault, Place};

/// So much of an element that is too large is kept, to see where the next begins.
const TAIL: usize = 1 << 10;
/// So many spellings of the space between elements, and of their first keys, are remembered.
const SPELLINGS: usize = 16;
const LONGEST_KEY: usize = 200;
/// Nothing is nested deeper than this but by mistake; the parser gives up long before.
const DEEPEST: usize = 1 << 10;

pub struct Splitter {
    limit: usize,
    /// What has been read and may still be needed, from which byte of the input on, and how much of it has been looked at.
    buffer: Vec<u8>,
    base: u64,
    at: usize,
    within: Within,
    in_array: bool,
    /// Where the element before ended.
    gap: usize,
    /// How many elements have begun; where the last did, and how many of its bytes are not kept.
    count: u64,
    start: usize,
    dropped: u64,
    lexer: Lexer,
    broken: Option<Broken>,
    /// How elements began: the white space before them, and their first keys.
    gaps: Vec<Vec<u8>>,
    keys: Vec<Vec<u8>>,
    /// An element has run on into others: what begins like an element is one.
    wary: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Within {
    Nothing,
    Element,
    /// A number or word.
    Word,
}

/// What may come next in an element that is sound so far.
#[derive(Default)]
struct Lexer {
    /// The brackets that are open.
    open: Vec<u8>,
    expect: Expect,
    in_string: bool,
    escaped: bool,
    in_scalar: bool,
    string: usize,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum Expect {
    KeyOrEnd,
    Key,
    Colon,
    #[default]
    Value,
    ValueOrEnd,
    CommaOrEnd,
}

/// How a broken element is followed: by brackets outside of what look like strings.
struct Broken {
    depth: usize,
    in_string: bool,
    escaped: bool,
    /// Where all brackets were closed, and whether a comma came after.
    closed: Option<(usize, bool)>,
}

impl Splitter {
    pub fn new(limit: usize) -> Splitter {
        Splitter {
            limit,
            buffer: Vec::new(),
            base: 0,
            at: 0,
            gap: 0,
            within: Within::Nothing,
            in_array: false,
            count: 0,
            start: 0,
            dropped: 0,
            lexer: Lexer::default(),
            broken: None,
            gaps: Vec::new(),
            keys: Vec::new(),
            wary: false,
        }
    }

    /// Where the element stands that was begun last.
    pub fn place(&self) -> Place {
        Place { line: None, row: Some(self.count.max(1)), byte: Some(self.base + self.start as u64 - self.dropped) }
    }

    /// Reads on and hands out the elements that end; false as soon as nobody wants more.
    pub fn feed(&mut self, bytes: &[u8], take: &mut dyn FnMut(Place, Data) -> bool) -> bool {
        self.buffer.extend_from_slice(bytes);
        let more = self.read(take);
        let between = self.gap.max(self.at.saturating_sub(TAIL));
        self.forget(if self.within == Within::Nothing { between } else { self.start });
        if self.within != Within::Nothing && self.length() > self.limit as u64 {
            self.shorten();
        }
        more
    }

    /// The input has a hole here: what was begun is lost.
    pub fn interrupt(&mut self) {
        self.base += self.buffer.len() as u64;
        self.buffer.clear();
        (self.at, self.gap, self.start, self.dropped) = (0, 0, 0, 0);
        (self.within, self.broken) = (Within::Nothing, None);
    }

    /// What is left at the end of the input.
    pub fn end(&mut self, take: &mut dyn FnMut(Place, Data) -> bool) -> bool {
        loop {
            let closed = self.broken.as_ref().map(|broken| broken.closed.map_or(self.at, |(end, _)| end));
            let fault = match (self.within, closed) {
                (Within::Nothing, _) if !self.in_array => return true,
                (Within::Nothing, _) => Fault::new("truncated", "the array is not closed: the input is cut off after this record"),
                (Within::Element, Some(end)) => return self.hand_out(end, take),
                (Within::Element, None) if self.ran_on() => {
                    if !self.read(take) {
                        return false;
                    }
                    continue;
                }
                (Within::Element, None) => Fault::new("truncated", "the input ends within this record"),
                (Within::Word, _) => return self.hand_out(self.at, take),
            };
            return take(self.place(), Data::Bad(fault));
        }
    }

    fn length(&self) -> u64 {
        (self.at - self.start) as u64 + self.dropped
    }

    fn forget(&mut self, before: usize) {
        self.buffer.drain(..before);
        self.base += before as u64;
        self.at -= before;
        self.gap = self.gap.saturating_sub(before);
        self.start = self.start.saturating_sub(before);
        self.lexer.string = self.lexer.string.saturating_sub(before);
        if let Some(Broken { closed: Some((end, _)), .. }) = &mut self.broken {
            *end = end.saturating_sub(before);
        }
    }

    /// The element is too large: only its end is kept, unless it has swallowed others.
    fn shorten(&mut self) {
        if self.broken.is_none() && self.ran_on() {
            return;
        }
        let before = self.at.saturating_sub(TAIL);
        self.dropped += before as u64;
        self.forget(before);
    }

    /// Whether another element begins within this one, from where everything is then read again.
    fn ran_on(&mut self) -> bool {
        if self.wary || self.dropped > 0 || !self.gaps.iter().any(|gap| gap.contains(&b'\n')) {
            return false;
        }
        let found = memchr::memchr_iter(b'"', &self.buffer[self.start..self.at]).any(|quote| self.beginning(self.start + quote).is_some());
        if found {
            self.wary = true;
            (self.at, self.lexer) = (self.start, Lexer::default());
        }
        found
    }

    fn read(&mut self, take: &mut dyn FnMut(Place, Data) -> bool) -> bool {
        while self.at < self.buffer.len() {
            let byte = self.buffer[self.at];
            let end = match self.within {
                Within::Nothing => {
                    match byte {
                        b'[' if !self.in_array => self.in_array = true,
                        b']' if self.in_array => self.in_array = false,
                        _ if byte.is_ascii_whitespace() || byte == b',' || BOM.contains(&byte) => {}
                        _ => {
                            self.begin();
                            continue;
                        }
                    }
                    self.at += 1;
                    continue;
                }
                Within::Word => match byte {
                    b',' | b']' | b'\n' | b'{' => Some(self.at),
                    _ => {
                        self.at += 1;
                        None
                    }
                },
                Within::Element if self.broken.is_some() => self.step_broken(byte),
                Within::Element => self.step(byte),
            };
            if let Some(end) = end {
                if !self.hand_out(end, take) {
                    return false;
                }
            }
        }
        true
    }

    fn begin(&mut self) {
        let first = self.buffer[self.at];
        // The white space after the comma, or between objects that stand alone.
        let space = &self.buffer[self.gap..self.at];
        let space = &space[space.iter().rposition(|byte| !byte.is_ascii_whitespace()).map_or(0, |at| at + 1)..];
        if self.count > 0 && first == b'{' && self.gaps.len() < SPELLINGS && space.len() < TAIL / 4 && !self.gaps.iter().any(|gap| gap == space) {
            self.gaps.push(space.to_vec());
        }
        (self.start, self.dropped, self.count) = (self.at, 0, self.count + 1);
        (self.lexer, self.broken) = (Lexer::default(), None);
        self.within = if matches!(first, b'{' | b'[' | b'"') { Within::Element } else { Within::Word };
        if self.within == Within::Word {
            // An element has at least the byte it begins with, whatever that is: so every element takes the reading on.
            self.at += 1;
        }
    }

    /// The element that ends here; what follows is between elements.
    fn hand_out(&mut self, end: usize, take: &mut dyn FnMut(Place, Data) -> bool) -> bool {
        let length = (end - self.start) as u64 + self.dropped;
        let data = match length > self.limit as u64 || self.dropped > 0 {
            true => Data::Bad(Fault::too_large(length, self.limit)),
            false => Data::Json(self.buffer[self.start..end].to_vec()),
        };
        let place = self.place();
        (self.within, self.broken, self.at, self.gap, self.dropped) = (Within::Nothing, None, end, end, 0);
        take(place, data)
    }

    /// One byte of a sound element, or a run of them within a string; where the element ends, if it does.
    fn step(&mut self, byte: u8) -> Option<usize> {
        let Lexer { open, expect, in_string, escaped, in_scalar, string } = &mut self.lexer;
        if *in_string {
            match byte {
                _ if *escaped => *escaped = false,
                b'\\' => *escaped = true,
                b'"' => {
                    *in_string = false;
                    let is_key = matches!(expect, Expect::Key | Expect::KeyOrEnd);
                    let first = *expect == Expect::KeyOrEnd && open.len() == 1;
                    *expect = if is_key { Expect::Colon } else { Expect::CommaOrEnd };
                    let (ends, string) = (open.is_empty(), *string);
                    if first {
                        self.learn(string + 1);
                    } else if self.wary {
                        if let Some(found) = self.beginning(self.at) {
                            return Some(found);
                        }
                    }
                    self.at += 1;
                    return ends.then_some(self.at);
                }
                // A string cannot go over the end of a line: its closing mark is missing.
                b'\n' => return self.break_off(),
                _ => {
                    self.at += memchr::memchr3(b'"', b'\\', b'\n', &self.buffer[self.at..]).unwrap_or(self.buffer.len() - self.at);
                    return None;
                }
            }
            self.at += 1;
            return None;
        }
        let scalar = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.');
        let value = matches!(expect, Expect::Value | Expect::ValueOrEnd);
        let goes_on = *in_scalar && scalar;
        *in_scalar = scalar;
        match byte {
            _ if byte.is_ascii_whitespace() => {}
            b'"' if value || matches!(expect, Expect::Key | Expect::KeyOrEnd) => (*in_string, *string) = (true, self.at),
            b'{' if value && open.len() < DEEPEST => {
                open.push(byte);
                *expect = Expect::KeyOrEnd;
            }
            b'[' if value && open.len() < DEEPEST => {
                open.push(byte);
                *expect = Expect::ValueOrEnd;
            }
            b'}' if open.last() == Some(&b'{') && matches!(expect, Expect::KeyOrEnd | Expect::CommaOrEnd) => {
                open.pop();
                *expect = Expect::CommaOrEnd;
            }
            b']' if open.last() == Some(&b'[') && matches!(expect, Expect::ValueOrEnd | Expect::CommaOrEnd) => {
                open.pop();
                *expect = Expect::CommaOrEnd;
            }
            b':' if *expect == Expect::Colon => *expect = Expect::Value,
            b',' if *expect == Expect::CommaOrEnd => *expect = if open.last() == Some(&b'{') { Expect::Key } else { Expect::Value },
            _ if scalar && (goes_on || value) => *expect = Expect::CommaOrEnd,
            _ => return self.break_off(),
        }
        self.at += 1;
        (self.lexer.open.is_empty() && !self.lexer.in_string).then_some(self.at)
    }

    /// From this byte on the element is broken.
    fn break_off(&mut self) -> Option<usize> {
        let depth = self.lexer.open.len().max(1);
        self.broken = Some(Broken { depth, in_string: false, escaped: false, closed: None });
        None
    }

    fn step_broken(&mut self, byte: u8) -> Option<usize> {
        if byte == b'"' {
            if let Some(found) = self.beginning(self.at) {
                return Some(found);
            }
        }
        let broken = self.broken.as_mut()?;
        if let Some((end, comma)) = broken.closed {
            match byte {
                _ if byte.is_ascii_whitespace() => {}
                b',' if !comma => broken.closed = Some((end, true)),
                b'{' if comma || !self.in_array => return Some(end),
                b']' if !comma && self.in_array => return Some(end),
                _ => (broken.closed, broken.depth) = (None, 1),
            }
            if broken.closed.is_some() {
                self.at += 1;
                return None;
            }
        }
        match byte {
            b'\n' => (broken.in_string, broken.escaped) = (false, false),
            _ if broken.escaped => broken.escaped = false,
            b'\\' if broken.in_string => broken.escaped = true,
            b'"' => broken.in_string = !broken.in_string,
            _ if broken.in_string => {}
            b'{' | b'[' => broken.depth += 1,
            b'}' | b']' => {
                broken.depth = broken.depth.saturating_sub(1);
                if broken.depth == 0 {
                    broken.closed = Some((self.at + 1, false));
                }
            }
            _ => {}
        }
        self.at += 1;
        None
    }

    /// Remembers the first key of an element, which ends before this byte.
    fn learn(&mut self, key: usize) {
        let Some(key) = self.buffer.get(key..self.at).filter(|key| key.len() <= LONGEST_KEY) else { return };
        if self.keys.len() < SPELLINGS && !self.keys.iter().any(|known| known == key) {
            self.keys.push(key.to_vec());
        }
    }

    /// If the quotation mark here ends the first key of another element: where this element ends, which is before the comma.
    fn beginning(&self, quote: usize) -> Option<usize> {
        let key = self.keys.iter().find(|key| {
            let opens = quote.checked_sub(key.len() + 1);
            opens.is_some_and(|opens| self.buffer[opens] == b'"' && self.buffer[opens + 1..quote] == key[..])
        })?;
        let before = |end: usize| self.buffer[..end].iter().rposition(|byte| !byte.is_ascii_whitespace());
        let bracket = before(quote - key.len() - 1).filter(|&at| self.buffer[at] == b'{')?;
        let last = before(bracket)?;
        let space = &self.buffer[last + 1..bracket];
        let known = self.gaps.is_empty() || self.gaps.iter().any(|gap| gap == space);
        let end = match self.in_array {
            true => (self.buffer[last] == b',').then_some(last)?,
            false => space.contains(&b'\n').then_some(last + 1)?,
        };
        (known && end > self.start).then_some(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The elements, whatever the pieces the input comes in.
    fn split(input: &[u8], piece: usize) -> Vec<String> {
        let mut splitter = Splitter::new(60);
        let mut found = Vec::new();
        let mut take = |place: Place, data| {
            found.push(match data {
                Data::Json(data) => {
                    assert!(input[place.byte.unwrap() as usize..].starts_with(&data));
                    String::from_utf8(data).unwrap()
                }
                Data::Bad(fault) => format!("!{}", fault.kind),
                _ => unreachable!(),
            });
            assert!(found.len() <= input.len() + 1, "{:?}", String::from_utf8_lossy(input));
            true
        };
        input.chunks(piece).for_each(|part| assert!(splitter.feed(part, &mut take)));
        splitter.end(&mut take);
        found
    }

    #[test]
    fn elements_are_found_in_any_pieces() {
        for (input, expected) in [
            (r#" [ {"a":"]}"} , {"b":[1,{"c":"\"}"}]}]"#, &[r#"{"a":"]}"}"#, r#"{"b":[1,{"c":"\"}"}]}"#][..]),
            ("{\n \"a\": 1\n}\n{\"b\":2}", &["{\n \"a\": 1\n}", "{\"b\":2}"]),
            ("[1, \"x\",{}, null]", &["1", "\"x\"", "{}", "null"]),
            ("[]", &[]),
            ("[{}]]", &["{}", "]"]),
            ("]]1]", &["]", "]1", "]"]),
            ("", &[]),
            ("[{\"a\":\"cut", &["!truncated"]),
            ("[{\"a\":1},", &["{\"a\":1}", "!truncated"]),
            ("[{\"a\":1} {\"a\":2}]", &["{\"a\":1}", "{\"a\":2}"]),
            ("[oops {\"a\":1}]", &["oops ", "{\"a\":1}"]),
        ] {
            for piece in [1, 2, 3, 7, 1000] {
                assert_eq!(split(input.as_bytes(), piece), expected, "{input} by {piece}");
            }
        }
        let long = format!("[{{\"a\":\"{}\"}},{{}}]", "x".repeat(2000));
        assert_eq!(split(long.as_bytes(), 5), ["!too_large", "{}"]);
    }

    #[test]
    fn what_follows_a_broken_element_is_found() {
        let good = r#"{"a":7}"#;
        for broken in [
            // A mark that is missing, or is there twice.
            r#"{"a":"no end}"#,
            r#"{"a":no start"}"#,
            r#"{"a":"she said "no" to it"}"#,
            r#"{"a":"an inch (") or two"}"#,
            r#"{"a":"ends in \"}"#,
            r#"{a":"x","b":"y"}"#,
            // Brackets.
            r#"{"a":1"#,
            r#"{"a":1,"b":{"c":2}"#,
            r#"{"a":1,"b":[{"c":2}}"#,
            r#"{"a":1}}"#,
            r#"{"a":1,"b":[{"a":3},{"a":4}],5}"#,
            // The rest.
            r#"{"a":1,}"#,
            r#"{"a":}"#,
            r#"{"a" 1}"#,
            r#"{"a":1 "b":2}"#,
            r#"{"a":'one'}"#,
            r#"{"a":tr"#,
        ] {
            for gap in [",", ", ", ",\n", ",\n  ", " ,\n"] {
                let input = format!("[{good}{gap}{broken}{gap}{good}{gap}{good}]");
                for piece in [1, 2, 3, 7, 1000] {
                    let found = split(input.as_bytes(), piece);
                    assert_eq!(found.iter().filter(|element| *element == good).count(), 3, "{input} by {piece}: {found:?}");
                    assert!((4..=5).contains(&found.len()), "{input} by {piece}: {found:?}");
                }
                // Also if it is the first, of which nothing could be learned.
                let input = format!("[{broken}{gap}{good}{gap}{good}]");
                let found = split(input.as_bytes(), 3);
                assert!(broken.starts_with("{a") || found.iter().filter(|element| *element == good).count() == 2, "{input}: {found:?}");
            }
            let input = format!("{good}\n{broken}\n{good}\n{good}\n");
            assert_eq!(split(input.as_bytes(), 5).iter().filter(|element| *element == good).count(), 3, "{input}");
        }
    }

    #[test]
    fn lists_that_are_not_closed_do_not_swallow_the_rest() {
        let input = "[\n{\"a\":1},\n{\"a\":[2,\n{\"a\":3},\n{\"a\":4}\n]";
        assert_eq!(split(input.as_bytes(), 3), ["{\"a\":1}", "{\"a\":[2", "{\"a\":3}", "{\"a\":4}"]);
        let many = format!("[\n{{\"a\":1}},\n{{\"a\":[2{}\n]", ",\n{\"a\":3}".repeat(30));
        assert_eq!(split(many.as_bytes(), 50).iter().filter(|element| *element == "{\"a\":3}").count(), 30);
        // What is sound is left alone, whatever it looks like.
        let sound = "[\n{\"a\":1},\n{\"a\":[2,\n{\"a\":3},\n{\"a\":4}]}\n]";
        assert_eq!(split(sound.as_bytes(), 3), ["{\"a\":1}", "{\"a\":[2,\n{\"a\":3},\n{\"a\":4}]}"]);
    }

    #[test]
    fn every_input_comes_to_an_end() {
        const BYTES: &[u8] = b"[]{}\",:a \n";
        for length in 0..=5 {
            for number in 0..BYTES.len().pow(length) {
                let input: Vec<u8> = (0..length).map(|at| BYTES[number / BYTES.len().pow(at) % BYTES.len()]).collect();
                for piece in [1, 5] {
                    split(&input, piece);
                }
            }
        }
    }
}
