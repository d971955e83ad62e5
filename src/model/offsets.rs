//! Offsets in other units than bytes.

use super::{Extraction, Offsets};
use crate::span::Span;

/// Between two counts that are kept lie so many bytes, which are counted anew for each offset.
const BLOCK: usize = 64;

impl Extraction {
    /// Turns the byte offsets into `unit`. A unit this version does not know leaves bytes.
    pub(crate) fn count_in(&mut self, unit: &Offsets, text: &str) {
        let width: fn(u8) -> usize = match unit {
            Offsets::Scalar => |byte| usize::from(begins_char(byte)),
            // The characters of four bytes are those of two code units.
            Offsets::Utf16 => |byte| usize::from(begins_char(byte)) + usize::from(byte >= 0xf0),
            _ => return,
        };
        self.offsets = unit.clone();
        if text.is_ascii() {
            return;
        }
        let blocks: Vec<usize> = text
            .as_bytes()
            .chunks(BLOCK)
            .scan(0, |before, block| {
                let here = *before;
                *before += block.iter().map(|&b| width(b)).sum::<usize>();
                Some(here)
            })
            .collect();
        let count = |offset: usize| {
            let Some(before) = offset.checked_sub(1).map(|last| last / BLOCK) else { return 0 };
            let rest = text.as_bytes().get(before * BLOCK..offset).unwrap_or_default();
            blocks.get(before).copied().unwrap_or_default() + rest.iter().map(|&b| width(b)).sum::<usize>()
        };
        self.each_span(|span| *span = Span::new(count(span.start), count(span.end)));
    }

    fn each_span(&mut self, mut change: impl FnMut(&mut Span)) {
        self.sentences.iter_mut().for_each(&mut change);
        self.factions.iter_mut().for_each(|m| change(&mut m.span));
        self.places.iter_mut().for_each(|m| change(&mut m.span));
        self.dates.iter_mut().for_each(|m| change(&mut m.span));
        self.people.iter_mut().for_each(|m| change(&mut m.span));
        for claim in &mut self.claims {
            claim.content.iter_mut().for_each(|part| change(&mut part.span));
            for step in &mut claim.attribution {
                [&mut step.source, &mut step.addressee].into_iter().flatten().for_each(|source| change(&mut source.span));
                step.cue.iter_mut().for_each(|cue| change(&mut cue.span));
            }
        }
    }
}

/// Whether a byte of UTF-8 is a character's first.
fn begins_char(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}
