//! Small text helpers.

/// The commonest words of English news, folded, the commonest first.
pub fn frequent() -> impl Iterator<Item = &'static str> {
    include_str!("../frequent.txt").lines().filter(|line| !line.starts_with('#'))
}

/// The candidate nearest to `word` by edit distance, if one is near enough to be what was meant.
pub(crate) fn nearest<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let limit = (word.chars().count() / 3).max(1);
    candidates
        .map(|candidate| (distance(&word.to_lowercase(), &candidate.to_lowercase()), candidate))
        .filter(|&(d, candidate)| d <= limit || (word.len() > 2 && candidate.starts_with(word)))
        .min_by_key(|&(d, _)| d)
        .map(|(_, candidate)| candidate)
}

fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().take(64).enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, &cb) in b.iter().enumerate() {
            let cost = diagonal + usize::from(ca != cb);
            diagonal = row[j + 1];
            row[j + 1] = cost.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
