//! Text as it should have come: what was damaged on its way is mended, and counted.

use serde::Serialize;

/// How often each damage was mended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cleaning {
    /// Byte-order marks, removed.
    #[serde(skip_serializing_if = "is_zero")]
    pub bom: u32,
    /// NUL characters, removed.
    #[serde(skip_serializing_if = "is_zero")]
    pub nul: u32,
    /// Carriage returns, made one line feed with the line feed after them.
    #[serde(skip_serializing_if = "is_zero")]
    pub cr: u32,
    /// HTML character references, replaced by what they stand for.
    #[serde(skip_serializing_if = "is_zero")]
    pub entities: u32,
    /// Whether the text was made from HTML.
    #[serde(skip_serializing_if = "is_zero")]
    pub html: u32,
    /// Sequences that are not UTF-8, each replaced by U+FFFD.
    #[serde(skip_serializing_if = "is_zero")]
    pub invalid_utf8: u32,
}

#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_zero(count: &u32) -> bool {
    *count == 0
}

impl Cleaning {
    /// Whether anything was mended.
    pub fn any(&self) -> bool {
        *self != Cleaning::default()
    }

    /// The kinds of damage and their counts.
    pub fn counts(&self) -> [(&'static str, u32); 6] {
        let Cleaning { bom, nul, cr, entities, html, invalid_utf8 } = *self;
        [("bom", bom), ("nul", nul), ("cr", cr), ("entities", entities), ("html", html), ("invalid_utf8", invalid_utf8)]
    }
}

/// Bytes as text; what is not UTF-8 is replaced, and counted.
pub fn decode(bytes: Vec<u8>, done: &mut Cleaning) -> String {
    match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let bytes = error.into_bytes();
            done.invalid_utf8 += bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count() as u32;
            String::from_utf8_lossy(&bytes).into_owned()
        }
    }
}

/// The text mended; as it came if nothing was wrong.
pub fn clean(text: String, done: &mut Cleaning) -> String {
    let suspect = |byte: &u8| matches!(byte, 0 | b'\r' | b'&' | 0xef);
    let Some(first) = text.as_bytes().iter().position(suspect) else { return text };
    let mut out = String::with_capacity(text.len());
    // The suspect bytes begin a character each, so all cuts are between characters.
    out.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(&byte) = rest.as_bytes().first() {
        let taken = match byte {
            0 => {
                done.nul += 1;
                1
            }
            b'\r' => {
                done.cr += 1;
                out.push('\n');
                if rest.as_bytes().get(1) == Some(&b'\n') { 2 } else { 1 }
            }
            0xef if rest.starts_with('\u{feff}') => {
                done.bom += 1;
                3
            }
            b'&' => match reference(rest) {
                Some((meaning, length)) => {
                    done.entities += 1;
                    out.push_str(&meaning);
                    length
                }
                None => {
                    out.push('&');
                    1
                }
            },
            _ => {
                let plain = 1 + rest.as_bytes()[1..].iter().position(suspect).unwrap_or(rest.len() - 1);
                out.push_str(&rest[..plain]);
                plain
            }
        };
        rest = &rest[taken..];
    }
    out
}

/// What Windows-1252 has where Latin-1 has control characters; HTML reads references to these so.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜',
    '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The character reference at the head of a text: what it stands for, and its length.
fn reference(text: &str) -> Option<(String, usize)> {
    let end = text.bytes().take(34).position(|byte| byte == b';')?;
    let length = end + 1;
    let body = &text[1..end];
    if body.is_empty() || !body.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#') {
        return None;
    }
    if let Some(number) = body.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        let meaning = match code {
            0x80..=0x9f => WINDOWS[code as usize - 0x80],
            0 | 0xd => return None,
            _ => char::from_u32(code)?,
        };
        return Some((meaning.to_string(), length));
    }
    let whole = &text[..length];
    let meaning = html_escape::decode_html_entities(whole);
    (meaning != whole).then(|| (meaning.into_owned(), length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_is_mended_and_counted() {
        for (text, expected, counts) in [
            ("Nothing & nowhere; é", "Nothing & nowhere; é", [0; 6]),
            ("\u{feff}A\0B\r\nC\rD", "AB\nC\nD", [1, 1, 2, 0, 0, 0]),
            ("AT&amp;T said &#8220;no&#x201d;&nbsp;…", "AT&T said “no”\u{a0}…", [0, 0, 0, 4, 0, 0]),
            ("It&#146;s &eacute; &amp;quot; R&D; &x; &;", "It’s é &quot; R&D; &x; &;", [0, 0, 0, 3, 0, 0]),
            ("ｆull-width", "ｆull-width", [0; 6]),
            ("&#0;&#xD800;&#99999999;", "&#0;&#xD800;&#99999999;", [0; 6]),
        ] {
            let mut done = Cleaning::default();
            assert_eq!(clean(text.to_owned(), &mut done), expected);
            assert_eq!(done.counts().map(|(_, n)| n), counts, "{text}");
        }
        let mut done = Cleaning::default();
        assert_eq!(decode(b"a\xffb\xe2\x80c".to_vec(), &mut done), "a\u{fffd}b\u{fffd}c");
        assert_eq!(done.invalid_utf8, 2);
    }
}
