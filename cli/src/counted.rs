//! Numbers of things, for people to read.

/// "1 article", "2 articles".
pub fn counted(count: u64, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
