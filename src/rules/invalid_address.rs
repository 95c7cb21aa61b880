//! `invalid-address`: an invalid web or e-mail address.

use memchr::memmem;

use crate::{
    document::{
        Node, Value,
        link_target::{is_behind_a_login, is_mailbox, is_on_a_machine, is_page, page_meant},
    },
    finding::{Message, Severity},
    load::{DocumentBody, InspectedDocument},
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds web and e-mail addresses that lead nowhere.
    ///
    /// # Why
    ///
    /// Pages link to the sources and to those who can be asked. A web address begins with `https://` or `http://` and names
    /// a host; with any other beginning there is no link on the page. An e-mail address is one address with an `@` in it,
    /// without spaces. Nothing is fetched: whether a page is still there is not looked at.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// sources: [{title: Digdir, url: www.digdir.no/stimulab}]
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// sources: [{title: Digdir, url: "https://www.digdir.no/stimulab"}]
    /// ```
    "invalid-address", "SL117", Warning, Check::Text(check)
}

fn check(document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    let DocumentBody::Yaml(root) = document.body else { return };
    let holds = |key: &str| memmem::find(document.text.as_bytes(), key.as_bytes()).is_some();
    if holds("url:") || holds("email:") {
        walk(root, document.path, sink);
    }
}

/// Checks the values of all `url` and `email` keys. The reader limits the depth of values.
fn walk(node: &Node<'_>, path: &str, sink: &mut Sink<'_>) {
    match &node.value {
        Value::Scalar { .. } => {}
        Value::List(items) => items.iter().for_each(|item| walk(item, path, sink)),
        Value::Mapping(entries) => {
            for (key, value) in entries {
                if let (Some("url"), Some(url)) = (key.scalar(), value.scalar())
                    && is_behind_a_login(url)
                {
                    let message = Message::new(text!("login")).with("value", url);
                    sink.add_as(Severity::Hint, path, value.span, message);
                }
                let message = match (&key.value, &value.value) {
                    (Value::Scalar { text: key, .. }, Value::Scalar { text, .. }) => match &**key {
                        "url" => check_page(text),
                        "email" => check_mailbox(text),
                        _ => None,
                    },
                    _ => None,
                };
                match message {
                    Some(message) => {
                        sink.add(path, value.span, message);
                    }
                    None => walk(value, path, sink),
                }
            }
        }
    }
}

/// Checks a web address. The rule `empty-value` reports an empty one.
fn check_page(url: &str) -> Option<Message> {
    if url.is_empty() || is_page(url) {
        return None;
    }
    let mailbox = bare_mailbox(url);
    let message = if is_on_a_machine(url) {
        Message::new(text!("machine"))
    } else if is_mailbox(mailbox) {
        Message::new(text!("page-mailbox")).with("suggestion", mailbox)
    } else {
        match page_meant(url) {
            Some(meant) => Message::new(text!("suggest")).with("suggestion", meant),
            None if url.trim().contains(' ') => Message::new(text!("space")),
            None => Message::new(text!("message")),
        }
    };
    Some(message.with("value", url))
}

/// Returns an e-mail address without `mailto:` and angle brackets.
fn bare_mailbox(address: &str) -> &str {
    address.trim().trim_start_matches("mailto:").trim_matches(['<', '>']).trim()
}

fn check_mailbox(address: &str) -> Option<Message> {
    if address.is_empty() || is_mailbox(address) {
        return None;
    }
    let bare = bare_mailbox(address);
    let message = if is_mailbox(bare) {
        Message::new(text!("mailbox-suggest")).with("suggestion", bare)
    } else {
        Message::new(text!("mailbox"))
    };
    Some(message.with("value", address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn web_addresses_are_recognized() {
        for url in ["https://a.no", "http://x.å-b.no:8080/c?d#e", "HTTPS://A.no/x", "http://127.0.0.1/"] {
            assert_eq!(check_page(url), None, "{url}");
        }
        for (url, meant) in [
            ("www.digdir.no", Some("https://www.digdir.no")),
            ("//digdir.no/a", Some("https://digdir.no/a")),
            ("javascript:alert(1)", None),
            ("https:/digdir.no/a", Some("https://digdir.no/a")),
            ("https//digdir.no", Some("https://digdir.no")),
            ("<https://digdir.no>", Some("https://digdir.no")),
            ("https://", None),
            ("https://digdir", None),
            ("../2018/a", None),
            ("ukjent", None),
        ] {
            let message = meant.map_or(Message::new(text!("message")), |meant| {
                Message::new(text!("suggest")).with("suggestion", meant.to_owned())
            });
            assert_eq!(check_page(url), Some(message.with("value", url)), "{url}");
        }
    }

    #[test]
    fn each_slip_has_its_remedy() {
        for (url, text) in [
            ("file:///C:/arkiv/rapport.pdf", "machine"),
            ("C:\\arkiv\\rapport.pdf", "machine"),
            ("\\\\server\\felles\\rapport.pdf", "machine"),
            ("mailto:post@digdir.no", "page-mailbox"),
            ("post@digdir.no", "page-mailbox"),
            ("https://digdir.no/a b", "space"),
        ] {
            assert_eq!(check_page(url).map(|message| message.key.last()), Some(text), "{url}");
        }
        assert!(
            is_behind_a_login("https://digdir.sharepoint.com/:w:/s/x")
                && !is_behind_a_login("https://digdir.no/sharepoint.com")
        );
    }

    #[test]
    fn mailboxes_are_recognized() {
        for address in ["post@arkivverket.no", "a.b+c@d-e.no", "øy@båt.no"] {
            assert_eq!(check_mailbox(address), None, "{address}");
        }
        for (address, key) in [
            ("hei", "mailbox"),
            ("a@b", "mailbox"),
            ("a@b.no, c@d.no", "mailbox"),
            ("@b.no", "mailbox"),
            ("mailto:a@b.no", "mailbox-suggest"),
            ("<a@b.no>", "mailbox-suggest"),
        ] {
            assert_eq!(check_mailbox(address).map(|message| message.key.last()), Some(key), "{address}");
        }
    }
}
