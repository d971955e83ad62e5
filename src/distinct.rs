//! Numbers distinct things in the order in which they first come, by a hash and a comparison that the caller has: it keeps the things.

/// Open addressing; a power of two, at least half of the slots free.
#[derive(Debug, Default)]
pub(crate) struct Distinct {
    slots: Vec<Slot>,
    count: u32,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    hash: u32,
    /// One more than the number; 0 where the slot is free.
    next: u32,
}

impl Distinct {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.count as usize
    }

    /// The number of a thing that `same` tells from others with its hash.
    #[inline]
    pub fn find(&self, hash: u64, same: impl Fn(u32) -> bool) -> Option<u32> {
        if self.slots.is_empty() { None } else { self.place(hash as u32, same).ok() }
    }

    /// The number of a thing, and whether it is new.
    #[inline]
    pub fn number(&mut self, hash: u64, same: impl Fn(u32) -> bool) -> (u32, bool) {
        if self.slots.len() <= 2 * self.len() {
            self.grow();
        }
        let hash = hash as u32;
        match self.place(hash, same) {
            Ok(number) => (number, false),
            Err(at) => {
                self.count += 1;
                self.slots[at] = Slot { hash, next: self.count };
                (self.count - 1, true)
            }
        }
    }

    /// The number of the thing, or the free slot for it.
    #[inline]
    fn place(&self, hash: u32, same: impl Fn(u32) -> bool) -> Result<u32, usize> {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            match self.slots[at] {
                Slot { next: 0, .. } => return Err(at),
                slot if slot.hash == hash && same(slot.next - 1) => return Ok(slot.next - 1),
                _ => at = (at + 1) & mask,
            }
        }
    }

    #[cold]
    fn grow(&mut self) {
        let size = (4 * self.slots.len()).max(64);
        let old = std::mem::replace(&mut self.slots, vec![Slot::default(); size]);
        for slot in old.into_iter().filter(|slot| slot.next != 0) {
            if let Err(free) = self.place(slot.hash, |_| false) {
                self.slots[free] = slot;
            }
        }
    }
}

/// Distinct texts, numbered.
#[derive(Debug)]
pub(crate) struct Texts<'t> {
    known: Distinct,
    texts: Vec<&'t str>,
}

impl<'t> Texts<'t> {
    pub fn new() -> Texts<'t> {
        Texts { known: Distinct::default(), texts: Vec::with_capacity(64) }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// The number of a text.
    #[inline]
    pub fn number(&mut self, text: &'t str) -> usize {
        let (number, new) = self.known.number(hash(text.as_bytes()), |n| self.texts[n as usize] == text);
        if new {
            self.texts.push(text);
        }
        number as usize
    }

    /// The number of a text that is there.
    #[inline]
    pub fn find(&self, text: &str) -> Option<usize> {
        self.known.find(hash(text.as_bytes()), |n| self.texts[n as usize] == text).map(|n| n as usize)
    }
}

/// A hash of bytes, of which the texts of names have few.
#[inline]
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    const K: u64 = 0x9e37_79b9_7f4a_7c15;
    let add = |state: u64, eight: u64| (state.rotate_left(23) ^ eight).wrapping_mul(K);
    let mut state = (bytes.len() as u64).wrapping_mul(K);
    let mut rest = bytes;
    while let Some((eight, after)) = rest.split_first_chunk() {
        state = add(state, u64::from_le_bytes(*eight));
        rest = after;
    }
    // What is left, with bytes before it where there are enough.
    let last = match (bytes.last_chunk(), bytes.first_chunk(), bytes.last_chunk()) {
        (Some(eight), ..) => u64::from_le_bytes(*eight),
        (None, Some(first), Some(last)) => u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last)),
        _ => bytes.iter().fold(0, |all, &byte| all << 8 | u64::from(byte)),
    };
    let state = add(state, last);
    state ^ state >> 32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_numbered_as_they_first_come() {
        let words: Vec<String> = (0..500).map(|n| format!("word {n}")).collect();
        let mut texts = Texts::new();
        for _ in 0..2 {
            words.iter().enumerate().for_each(|(n, word)| assert_eq!(texts.number(word), n));
        }
        assert_eq!((texts.len(), texts.find("word 77"), texts.find("other")), (500, Some(77), None));
        assert_eq!(Texts::new().find("word"), None);
    }

    #[test]
    fn what_has_the_same_hash_is_told_apart() {
        let mut distinct = Distinct::default();
        assert_eq!(distinct.number(7, |_| unreachable!()), (0, true));
        assert_eq!(distinct.number(7, |_| false), (1, true));
        assert_eq!(distinct.number(7, |n| n == 1), (1, false));
        assert_eq!(distinct.find(7, |n| n == 0), Some(0));
    }
}
