//! Parses and resolves link addresses.

use std::{borrow::Cow, net::Ipv4Addr};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What is escaped in a path that is an address.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// Returns whether an address is a relative path: it has no scheme or host and is not only a fragment.
#[must_use]
pub fn is_relative(url: &str) -> bool {
    let has_scheme = url.split(['/', '?', '#']).next().is_some_and(|start| start.contains(':'));
    !(url.is_empty() || has_scheme || url.starts_with(['/', '#']))
}

/// Returns whether an address is usable and safe: following it cannot run a program or read the reader's own files.
#[must_use]
pub fn leads_somewhere_safe(url: &str) -> bool {
    if is_relative(url) || url.starts_with('#') {
        return true;
    }
    let Some((scheme, rest)) = url.split_once(':') else { return false };
    match &*scheme.to_ascii_lowercase() {
        "http" | "https" => rest.strip_prefix("//").is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/')),
        "mailto" | "tel" => !rest.trim().is_empty(),
        _ => false,
    }
}

/// Returns whether an address is a web page: `https://` or `http://` and a host.
#[must_use]
pub fn is_page(url: &str) -> bool {
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    let scheme = ["https://", "http://"].into_iter().find(|scheme| lower.starts_with(scheme));
    let Some(rest) = scheme.and_then(|scheme| url.get(scheme.len()..)) else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    is_host(host.split(':').next().unwrap_or_default()) && !url.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// Returns whether a text is a host name with a dot, or an IPv4 address.
fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty() && !label.starts_with('-') && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let top = host.rsplit_once('.').map(|(_, top)| top);
    let is_name = top.is_some_and(|top| top.starts_with(char::is_alphabetic)) && host.split('.').all(is_label);
    is_name || host.parse::<Ipv4Addr>().is_ok()
}

/// Returns whether an address leads to a file on one machine or in one office: `file:///C:/…`, `C:\…`, `\\server\…`.
#[must_use]
pub fn is_on_a_machine(address: &str) -> bool {
    let address = address.trim();
    let is_drive = || {
        let mut signs = address.chars();
        let (letter, colon, slash) = (signs.next(), signs.next(), signs.next());
        letter.is_some_and(|c| c.is_ascii_alphabetic()) && colon == Some(':') && matches!(slash, Some('\\' | '/'))
    };
    let is_file = || address.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("file:"));
    address.starts_with("\\\\") || is_file() || is_drive()
}

/// Returns whether a page is probably open only to those who are logged in at an organisation.
#[must_use]
pub fn is_behind_a_login(url: &str) -> bool {
    const HOSTS: [&str; 5] = ["sharepoint.com", "teams.microsoft.com", "onedrive.live.com", "1drv.ms", "localhost"];
    let host =
        url.split_once("://").map_or("", |(_, rest)| rest.split(['/', '?', '#', ':']).next().unwrap_or_default());
    let host = host.to_ascii_lowercase();
    HOSTS.iter().any(|known| host.strip_suffix(known).is_some_and(|before| before.is_empty() || before.ends_with('.')))
}

/// Returns the web address that was probably meant, if only its scheme is missing or misspelt.
#[must_use]
pub fn page_meant(url: &str) -> Option<String> {
    const SLIPS: [(&str, &str); 8] = [
        ("https:\\\\", "https://"),
        ("http:\\\\", "http://"),
        ("https//", "https://"),
        ("http//", "http://"),
        ("htps://", "https://"),
        ("htpps://", "https://"),
        ("https:/", "https://"),
        ("http:/", "http://"),
    ];
    let bare = url.trim().trim_start_matches('<').trim_end_matches('>').trim();
    let slip = SLIPS.iter().find_map(|(slip, right)| Some(format!("{right}{}", bare.strip_prefix(slip)?)));
    if let Some(meant) =
        slip.filter(|meant| is_page(meant)).or_else(|| (bare != url && is_page(bare)).then(|| bare.to_owned()))
    {
        return Some(meant);
    }
    let meant = format!("https://{}", url.trim().trim_start_matches('/'));
    let starts_with_host = url.split(['/', '?', '#']).next().is_some_and(|host| !host.contains(['@', ':']));
    (is_page(&meant) && starts_with_host && !url.starts_with('.')).then_some(meant)
}

/// Returns whether a text is one e-mail address.
#[must_use]
pub fn is_mailbox(address: &str) -> bool {
    let unusual = |c: char| c.is_whitespace() || c.is_control() || "@,;:<>()[]\"\\".contains(c);
    address.split_once('@').is_some_and(|(local, host)| !local.is_empty() && !local.contains(unusual) && is_host(host))
}

/// Splits an address into its path, without the query, and its fragment, both percent-decoded.
#[must_use]
pub fn split(url: &str) -> (String, Option<String>) {
    let (path, place) = url.split_once('#').map_or((url, None), |(path, place)| (path, Some(place)));
    let path = path.split('?').next().unwrap_or_default();
    (decoded(path), place.map(decoded))
}

/// Resolves a path from the folder of a file; none if it leads out of the portfolio.
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

/// Percent-decodes a text; returns it unchanged if the result is not UTF-8.
#[must_use]
pub fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_owned(), Cow::into_owned)
}

/// Writes a path as an address: every byte of its names that an address cannot hold is escaped.
#[must_use]
pub fn encoded(path: &str) -> String {
    utf8_percent_encode(path, ESCAPED).to_string()
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
    fn paths_become_addresses() {
        assert_eq!(encoded("min mappe/2019/å.yaml"), "min%20mappe/2019/%C3%A5.yaml");
        assert_eq!(decoded("a%+1%2"), "a%+1%2");
    }

    #[test]
    fn what_leads_nowhere_is_no_link() {
        for url in ["a.md", "#a", "HTTPS://a.no", "http://localhost:80/x", "mailto:post@a.no", "tel:+4712345678"] {
            assert!(leads_somewhere_safe(url), "{url}");
        }
        for url in ["", "/", "/a", "//a.no/x", "https://", "http:x", "https:///x", "mailto:", "javascript:x", "C:/a"] {
            assert!(!leads_somewhere_safe(url), "{url}");
        }
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
