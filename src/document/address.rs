//! Addresses in Markdown: where in the portfolio they lead.

/// Returns whether an address points into the portfolio: no scheme, no host, no place on the page.
#[must_use]
pub fn is_relative(url: &str) -> bool {
    let has_scheme = url.split(['/', '?', '#']).next().is_some_and(|start| start.contains(':'));
    !(url.is_empty() || has_scheme || url.starts_with(['/', '#']))
}

/// Returns whether an address is none that runs a program or reads the reader's own files when it is followed.
#[must_use]
pub fn leads_somewhere_safe(url: &str) -> bool {
    let scheme = url.split([':', '/', '?', '#']).next().unwrap_or_default();
    is_relative(url)
        || !url.contains(':')
        || ["http", "https", "mailto", "tel"].iter().any(|safe| scheme.eq_ignore_ascii_case(safe))
        || url.starts_with('#')
}

/// Splits an address into the path, without its query, and the place on the page, both without percent signs.
#[must_use]
pub fn split(url: &str) -> (String, Option<String>) {
    let (path, place) = url.split_once('#').map_or((url, None), |(path, place)| (path, Some(place)));
    let path = path.split('?').next().unwrap_or_default();
    (decoded(path), place.map(decoded))
}

/// Follows a path from the folder of a file; none where it leads out of the portfolio.
#[must_use]
pub fn resolve(from: &str, path: &str) -> Option<Vec<String>> {
    let mut parts: Vec<String> = from.split('/').map(str::to_owned).collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part.to_owned()),
        }
    }
    Some(parts)
}

/// Replaces `%C3%A5` by the letter it stands for; what stands for no text stays.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digits = text.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn addresses_are_taken_apart() {
        assert_eq!(split("a%20%C3%A5.md?x=1#p%C3%A5-nytt"), ("a å.md".into(), Some("på-nytt".into())));
        assert_eq!(split("100%.md"), ("100%.md".into(), None));
        assert_eq!(split("%ff.md"), ("%ff.md".into(), None));
        assert!(is_relative("../2018/x.md") && !is_relative("mailto:a@b.no") && !is_relative("//x.no"));
    }

    #[test]
    fn paths_are_followed() {
        let at = |path| resolve("2019/a/challenge.md", path).map(|parts| parts.join("/"));
        assert_eq!(at("./../b//c.md").as_deref(), Some("2019/b/c.md"));
        assert_eq!(at("../..").as_deref(), Some(""));
        assert_eq!(at("../../../README.md"), None);
    }

    proptest! {
        #[test]
        fn any_address_is_taken_apart(url in "[a-f%å#?/.:\\\\]{0,20}") {
            let (path, _) = split(&url);
            if let Some(parts) = resolve("2019/a/b.md", &path) {
                prop_assert!(parts.iter().all(|part| part != ".."));
            }
        }
    }
}
