//! Addresses outside the document, encoded for Word, which rejects a file with a single bad address.

/// The longest address that Word accepts.
const LONGEST: usize = 2000;

/// Returns an address of the web, of mail or of a telephone; `None` for any other.
pub fn outside(url: &str) -> Option<String> {
    if url.len() > LONGEST {
        return None;
    }
    let (scheme, rest) = url.split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    match &*scheme {
        "http" | "https" => {
            let rest = rest.strip_prefix("//")?;
            let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            let (host, path) = rest.split_at(end);
            is_host(host).then(|| format!("{scheme}://{host}{}", encoded(path)))
        }
        "mailto" | "tel" if !rest.trim().is_empty() => Some(format!("{scheme}:{}", encoded(rest))),
        _ => None,
    }
}

fn is_host(host: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, "1"));
    let is_word = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    name.trim_end_matches('.').split('.').all(is_word) && port.parse::<u16>().is_ok()
}

/// Encodes characters that an address cannot contain, and keeps those that are encoded already.
///
/// The crate `percent_encoding` does not know what is encoded already.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut has_fragment = false;
    for (at, byte) in text.bytes().enumerate() {
        let is_kept = match byte {
            b'%' => text.as_bytes().get(at + 1..at + 3).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit)),
            b'#' => !std::mem::replace(&mut has_fragment, true),
            byte => byte.is_ascii_alphanumeric() || b"-._~:/?@!$&'()*+,;=".contains(&byte),
        };
        if is_kept { out.push(char::from(byte)) } else { out.push_str(&format!("%{byte:02X}")) }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::outside;

    #[test]
    fn addresses_are_what_word_accepts() {
        let same = |url: &str| assert_eq!(outside(url).as_deref(), Some(url));
        same("https://a.no/b?c=d%20e#f");
        same("mailto:a@b.no");
        same("tel:+4712345678");
        assert_eq!(outside("HTTP://a.no/æ b#c#d[%]").unwrap(), "http://a.no/%C3%A6%20b#c%23d%5B%25%5D");
        for bad in ["https://", "http://a:b/", "http://a..no", "javascript:x", "a/b.md", "#x", "https://[x/", "mailto:"]
        {
            assert_eq!(outside(bad), None, "{bad}");
        }
    }
}
