//! Finds front matter that says that its text is not to be published.

use super::words::{CLOSED, NO, RELATED, is_near, plain};
use crate::document::{Span, front_matter};

/// Words for a text that is not done.
const UNDONE: [&str; 4] = ["draft", "utkast", "kladd", "unpublished"];

/// Returns where the front matter of a text says that the text is not public. The program has other places for that, so
/// its author may believe that nobody sees it; therefore no document shows it.
#[must_use]
pub fn closed_by_front_matter(text: &str) -> Option<Span> {
    let found = front_matter::front_matter(text)?;
    front_matter::entries(text, found.body).find(|(key, value, _)| is_closed(key, value)).map(|(.., span)| span)
}

fn is_closed(key: &str, value: &str) -> bool {
    let (key, value) = (plain(key), plain(value));
    let is_yes = matches!(&*value, "true" | "ja" | "yes" | "on" | "1");
    let is_no = NO.contains(&&*value) || matches!(&*value, "off" | "0");
    let is_about_publishing = ["publi", "offent"].iter().any(|stem| key.starts_with(stem));
    let is_closed_word = CLOSED.contains(&&*value) || UNDONE.contains(&&*value);
    if is_about_publishing {
        return is_no || is_closed_word;
    }
    is_closed_word
        || (is_near(&key) && !matches!(&*value, "public" | "offentlig" | "offentleg"))
        || (RELATED.contains(&&*key) && is_yes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_held_back_is_known() {
        for (line, is_closed) in [
            ("visibility: internal", true),
            ("visibility:", true),
            ("Synlighet: intern", true),
            ("draft: true", true),
            ("utkast: ja", true),
            ("published: false", true),
            ("publish: no", true),
            ("status: utkast", true),
            ("internal: yes", true),
            ("draft = true", true),
            ("visibility: public", false),
            ("draft: false", false),
            ("published: 2020-01-01", false),
            ("title: Utkast til plan", false),
            ("tags: [arkiv]", false),
        ] {
            let text = format!("---\n{line}\n---\nMye.\n");
            assert_eq!(closed_by_front_matter(&text).is_some(), is_closed, "{line}");
        }
        assert_eq!(closed_by_front_matter("draft: true\n"), None);
    }
}
