//! The signs that word processors write before the items of a list.

/// The signs, each followed by a space.
pub const SIGNS: [char; 9] = ['–', '—', '−', '•', '·', '▪', '◦', '‣', '●'];

/// Returns the sign with which a line starts, after its indentation, if a space follows; `*` is such a sign in Markdown.
pub fn sign_of(line: &str) -> Option<char> {
    let words = line.trim_start_matches(' ');
    let sign = words.chars().next().filter(|c| SIGNS.contains(c) || *c == '*')?;
    words[sign.len_utf8()..].starts_with([' ', '\t', '\u{a0}']).then_some(sign)
}
