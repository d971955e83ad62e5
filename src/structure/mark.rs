//! What marks do around sentences and quotations.

/// Ends a sentence.
const STOP: u16 = 1;
/// Closes what another has opened. Straight quotes do both.
const CLOSER: u16 = 1 << 1;
/// Opens what another will close. Straight quotes do both.
const OPENER: u16 = 1 << 2;
/// Begins an item of a list wherever it stands.
const BULLET: u16 = 1 << 3;
/// A dash, one character long.
const DASH: u16 = 1 << 4;
/// Can be one of a pair of quotation marks, or half of one.
const QUOTE: u16 = 1 << 5;
/// Begins no sentence.
const GOES_ON: u16 = 1 << 6;
/// A quotation may open right after it.
const BEFORE_QUOTE: u16 = 1 << 7;
/// May come right after a quotation has closed.
const AFTER_QUOTE: u16 = 1 << 8;
/// No quotation begins with it.
const UNQUOTABLE: u16 = 1 << 9;

/// What the marks of ASCII do: one table, since these questions are asked of nearly every mark, and most marks are these.
const ASCII: [u16; 128] = {
    let lists: [(&[u8], u16); 9] = [
        (b".!?", STOP | GOES_ON),
        (b")]}\"'", CLOSER),
        (b"([{\"'`", OPENER),
        (b"-", DASH | GOES_ON | BEFORE_QUOTE | AFTER_QUOTE),
        (b"\"'`", QUOTE),
        (b",;:/%&+=)]}", GOES_ON),
        (b"([{/=`", BEFORE_QUOTE),
        (b".,;:!?)]}/\"'[(*_&", AFTER_QUOTE),
        (b",;:!?)]}", UNQUOTABLE),
    ];
    let mut table = [0; 128];
    let mut list = 0;
    while list < lists.len() {
        let (marks, duties) = lists[list];
        let mut i = 0;
        while i < marks.len() {
            table[marks[i] as usize] |= duties;
            i += 1;
        }
        list += 1;
    }
    table
};

#[inline(never)]
fn beyond_ascii(mark: char) -> u16 {
    match mark {
        '…' => STOP | GOES_ON | AFTER_QUOTE,
        '‽' | '؟' | '۔' | '。' | '！' | '？' | '।' => STOP | GOES_ON,
        '”' | '’' | '»' | '›' => CLOSER | QUOTE | AFTER_QUOTE | UNQUOTABLE,
        '“' => OPENER | QUOTE | BEFORE_QUOTE | AFTER_QUOTE,
        '‘' | '„' | '‚' | '«' => OPENER | QUOTE | BEFORE_QUOTE,
        '‟' | '‛' | '‹' => OPENER | QUOTE,
        '¿' | '¡' => OPENER,
        '＂' => QUOTE,
        '–' | '—' | '―' | '‐' | '‑' => DASH | GOES_ON | BEFORE_QUOTE | AFTER_QUOTE,
        '•' | '▪' | '●' | '■' | '◦' | '‣' | '►' | '➤' | '∙' => BULLET,
        _ => 0,
    }
}

#[inline]
fn does(mark: char, duty: u16) -> bool {
    ASCII.get(mark as usize).copied().unwrap_or_else(|| beyond_ascii(mark)) & duty != 0
}

#[inline]
pub(super) fn is_stop(mark: char) -> bool {
    does(mark, STOP)
}

#[inline]
pub(super) fn is_closer(mark: char) -> bool {
    does(mark, CLOSER)
}

#[inline]
pub(super) fn is_opener(mark: char) -> bool {
    does(mark, OPENER)
}

#[inline]
pub(super) fn is_bullet(mark: char) -> bool {
    does(mark, BULLET)
}

#[inline]
pub(super) fn is_dash(mark: char) -> bool {
    does(mark, DASH)
}

#[inline]
pub(super) fn is_quote(mark: char) -> bool {
    does(mark, QUOTE)
}

#[inline]
pub(super) fn goes_on(mark: char) -> bool {
    does(mark, GOES_ON)
}

#[inline]
pub(super) fn may_precede_quote(mark: char) -> bool {
    does(mark, BEFORE_QUOTE)
}

#[inline]
pub(super) fn may_follow_quote(mark: char) -> bool {
    does(mark, AFTER_QUOTE)
}

#[inline]
pub(super) fn may_begin_quote(mark: char) -> bool {
    !does(mark, UNQUOTABLE)
}
