//! Lists of a few small things, which lie in the list itself: allocating would cost more than all else that is done with them.

use std::ops::Deref;

/// A list of small things that mostly has no more than `N`.
#[derive(Clone, Debug)]
pub(crate) enum Few<T, const N: usize> {
    Few([T; N], u8),
    More(Vec<T>),
}

impl<T: Copy + Default, const N: usize> FromIterator<T> for Few<T, N> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Few<T, N> {
        let (mut few, mut len) = ([T::default(); N], 0);
        let mut items = items.into_iter();
        for item in items.by_ref() {
            if len == N {
                return Few::More(few.into_iter().chain([item]).chain(items).collect());
            }
            few[len] = item;
            len += 1;
        }
        Few::Few(few, len as u8)
    }
}

impl<T: Copy, const N: usize> Few<T, N> {
    pub fn push(&mut self, item: T) {
        match self {
            Few::Few(few, len) if usize::from(*len) < N => {
                few[usize::from(*len)] = item;
                *len += 1;
            }
            Few::Few(few, _) => *self = Few::More(few.iter().copied().chain([item]).collect()),
            Few::More(items) => items.push(item),
        }
    }
}

impl<T: Copy + Default, const N: usize> Default for Few<T, N> {
    fn default() -> Few<T, N> {
        Few::Few([T::default(); N], 0)
    }
}

impl<T, const N: usize> Deref for Few<T, N> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        match self {
            Few::Few(few, len) => &few[..usize::from(*len)],
            Few::More(items) => items,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn have_what_was_put_in() {
        for count in 0..6 {
            let items: Vec<usize> = (0..count).collect();
            let few: Few<usize, 3> = items.iter().copied().collect();
            assert_eq!((&few[..], matches!(few, Few::Few(..))), (&items[..], count <= 3));
            let mut pushed: Few<usize, 3> = Few::default();
            items.iter().for_each(|&item| pushed.push(item));
            assert_eq!(&pushed[..], &items[..]);
        }
    }
}
