//! The files that are compiled into the program: templates, language files and process models.

// `TEMPLATES` (all files below `templates/`) and `PROCESSES` (the process models of `portfolio/`), sorted by path; and
// `LANGUAGES`, sorted by code.
include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// Returns the text of an embedded template, by its path below `templates/`.
#[must_use]
pub fn template(path: &str) -> Option<&'static str> {
    let at = TEMPLATES.binary_search_by_key(&path, |(known, _)| known).ok()?;
    std::str::from_utf8(TEMPLATES[at].1).ok()
}

/// Lists the font files for figures: bold, regular, and those with letters that these lack.
pub fn fonts() -> impl Iterator<Item = &'static [u8]> {
    TEMPLATES.iter().filter(|(path, _)| path.starts_with("fonts/") && path.ends_with("ttf")).map(|(_, bytes)| *bytes)
}

/// Lists the built-in process models as (id, text).
#[must_use]
pub fn processes() -> Vec<(&'static str, &'static str)> {
    let named = |(path, bytes): &(&'static str, &'static [u8])| {
        Some((path.strip_suffix(".yaml")?, std::str::from_utf8(bytes).ok()?))
    };
    PROCESSES.iter().filter_map(named).collect()
}

/// Lists the names of the documents: templates whose names end with `.md.j2`, without that ending.
#[must_use]
pub fn documents() -> Vec<&'static str> {
    templates().filter_map(|name| name.strip_suffix(".md.j2")).collect()
}

/// Lists the names of the templates directly in `templates/`.
pub fn templates() -> impl Iterator<Item = &'static str> {
    TEMPLATES.iter().map(|(path, _)| *path).filter(|path| !path.contains('/'))
}

/// Lists the language files as (code, texts), sorted by code.
#[must_use]
pub fn languages() -> &'static [(&'static str, LanguageFile)] {
    LANGUAGES
}

/// Returns whether the language files have a key, given in two parts.
#[must_use]
pub(crate) const fn has_key(start: &str, end: &str) -> bool {
    let (mut from, mut to) = (0, KEYS.len());
    while from < to {
        let middle = usize::midpoint(from, to);
        match order(KEYS[middle].as_bytes(), start.as_bytes(), end.as_bytes()) {
            0 => return true,
            1.. => to = middle,
            _ => from = middle + 1,
        }
    }
    false
}

/// Returns how a text stands to another that is given in two parts: below 0 before it, above 0 behind it.
///
/// Texts cannot be compared yet while the program is compiled.
const fn order(text: &[u8], start: &[u8], end: &[u8]) -> i32 {
    let mut at = 0;
    while at < text.len() && at < start.len() + end.len() {
        let other = if at < start.len() { start[at] } else { end[at - start.len()] };
        if text[at] != other {
            return text[at] as i32 - other as i32;
        }
        at += 1;
    }
    (text.len() > at) as i32 - (start.len() + end.len() > at) as i32
}

/// Holds the texts of a language by key.
#[derive(Debug, Clone, Copy, Default)]
pub struct LanguageFile {
    /// All keys and texts concatenated, each key before its text, sorted by key.
    row: &'static str,
    /// The offset of each of them, and the end of the last, as little-endian 32-bit numbers.
    starts: &'static [u8],
}

impl LanguageFile {
    /// Returns the text of a key, if there is one.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&'static str> {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = usize::midpoint(from, to);
            match self.word(2 * middle).cmp(key) {
                std::cmp::Ordering::Less => from = middle + 1,
                std::cmp::Ordering::Equal => return Some(self.word(2 * middle + 1)),
                std::cmp::Ordering::Greater => to = middle,
            }
        }
        None
    }

    /// Lists the keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        (0..self.len()).map(|at| self.word(2 * at))
    }

    fn len(&self) -> usize {
        self.starts.len() / 8
    }

    fn word(&self, at: usize) -> &'static str {
        let start = |at: usize| u32::from_le_bytes(self.starts.as_chunks().0[at]) as usize;
        &self.row[start(at)..start(at + 1)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_found_by_its_key() {
        for (code, file) in languages() {
            let keys: Vec<_> = file.keys().collect();
            assert!(keys.len() > 1000 && keys.is_sorted(), "{code}");
            assert!(keys.iter().all(|key| file.find(key).is_some()), "{code}");
            assert_eq!([file.find(""), file.find("a"), file.find("~")], [None; 3], "{code}");
        }
        assert_eq!(LanguageFile::default().find("a"), None);
    }

    #[test]
    fn files_are_found_by_their_paths() {
        assert!(template("docx/styles.xml").is_some() && template("nothing.j2").is_none());
        assert!(TEMPLATES.iter().all(|(path, _)| template(path).is_some() || path.starts_with("fonts/")));
        assert_eq!((fonts().count(), processes().len() > 2), (5, true));
        assert!(documents().contains(&"announcement") && TEMPLATES.is_sorted_by_key(|(path, _)| path));
    }
}
