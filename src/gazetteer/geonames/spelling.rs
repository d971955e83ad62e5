//! Which of the many names of a place spell its name in another way, as English news might. The same rule as in `gazetteers/scripts/places.py`.

use dateline_gazetteers::fold;

/// The words of a name as the index folds them.
fn plain(name: &str) -> String {
    let keys: Vec<String> = fold::words(name).into_iter().map(|w| w.key).collect();
    keys.join(" ")
}

fn article_free(key: &str) -> &str {
    key.strip_prefix("al ").unwrap_or(key)
}

/// What transliterations confuse, made one.
const CONFUSED: [(&str, &str); 22] = [
    ("kh", "h"),
    ("gh", "g"),
    ("dzh", "g"),
    ("dj", "g"),
    ("zh", "g"),
    ("j", "g"),
    ("tch", "s"),
    ("tsch", "s"),
    ("ch", "s"),
    ("sh", "s"),
    ("th", "t"),
    ("dh", "d"),
    ("ph", "f"),
    ("ts", "s"),
    ("tz", "s"),
    ("q", "k"),
    ("c", "k"),
    ("x", "h"),
    ("v", "w"),
    ("z", "s"),
    (" ", ""),
    ("-", ""),
];

/// The consonants of a name, those that transliterations confuse made one: two spellings of one name share it.
fn skeleton(name: &str) -> String {
    let plain = plain(name);
    let mut key = article_free(&plain).to_owned();
    for (old, new) in CONFUSED {
        if key.contains(old) {
            key = key.replace(old, new);
        }
    }
    key.retain(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'w'));
    let mut bones = String::with_capacity(key.len());
    for c in key.chars() {
        if !bones.ends_with(c) {
            bones.push(c);
        }
    }
    if bones.len() > 2 { bones.trim_end_matches('h').to_owned() } else { bones }
}

/// A name in Latin letters that begins with a capital and is not in capitals.
fn is_latin(name: &str) -> bool {
    let latin = |c: char| {
        c.is_ascii_alphabetic()
            || matches!(c, ' ' | '-' | '\'' | '\u{2019}' | '\u{2018}' | '.' | '`')
            || matches!(c, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' | '\u{2B0}'..='\u{2FF}' | '\u{300}'..='\u{36F}')
    };
    name.chars().all(latin) && name.starts_with(char::is_uppercase) && name.chars().any(char::is_lowercase)
}

/// At most `limit` of `others` that spell `name` in another way.
pub(super) fn others<'n>(name: &str, others: impl Iterator<Item = &'n str>, limit: usize) -> Vec<String> {
    if limit == 0 {
        return Vec::new();
    }
    let (own, key) = (skeleton(name), plain(name));
    if own.len() < 2 {
        return Vec::new();
    }
    let mut candidates: Vec<&str> = others.map(str::trim).filter(|o| is_latin(o)).collect();
    candidates.sort_by_key(|o| (!o.is_ascii(), *o));
    let mut seen = vec![key.clone()];
    let mut kept = Vec::new();
    for other in candidates {
        let plain = plain(other);
        let known = seen.iter().any(|s| *s == plain || article_free(s) == article_free(&plain));
        if plain.len() < 4 || known || plain.len().abs_diff(key.len()) > 4 || skeleton(other) != own {
            continue;
        }
        kept.push(other.to_owned());
        if kept.len() == limit {
            break;
        }
        seen.push(plain);
    }
    kept
}

/// The name of a division without its class noun ("Aleppo" of "Aleppo Governorate"), if it has one.
pub(super) fn without_class(name: &str) -> Option<String> {
    const AFTER: [&str; 14] = [
        " Governorate",
        " Province",
        " Region",
        " Oblast",
        " District",
        " Prefecture",
        " State",
        " Department",
        " Raion",
        " Emirate",
        " Krai",
        " Voivodeship",
        " Division",
        " Canton",
    ];
    const BEFORE: [&str; 5] = ["Province of ", "State of ", "Region of ", "Governorate of ", "Muhafazat "];
    let short = AFTER.iter().find_map(|a| name.strip_suffix(a)).or_else(|| BEFORE.iter().find_map(|b| name.strip_prefix(b)))?;
    (short.len() > 2).then(|| short.to_owned())
}
