//! Writes link targets, and HTML that is shown as text.

/// Writes the address and the title of a link.
pub fn target(address: &str, title: &str) -> String {
    let is_plain =
        !address.is_empty() && address.chars().all(|c| !c.is_whitespace() && !c.is_control() && !"()<>\\".contains(c));
    let address = if is_plain {
        address.to_owned()
    } else {
        let escaped = address.replace('\\', "\\\\").replace('<', "\\<").replace('>', "\\>").replace('\n', "%0A");
        format!("<{escaped}>")
    };
    if title.is_empty() {
        return format!("({address})");
    }
    format!("({address} \"{}\")", title.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Escapes HTML within a line, so that it is shown as text.
pub fn html_as_text(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    for (at, c) in html.char_indices() {
        // Otherwise an address becomes a link.
        let is_address = match c {
            ':' => html[at..].starts_with("://"),
            '.' => html[..at].ends_with("www"),
            c => c == '@',
        };
        if is_address || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' | '|' | '&') {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}

/// Escapes HTML at the start of a line, so that it is shown as text.
pub fn line_start(line: &str) -> String {
    let words = html_as_text(line);
    let number = words.trim_start_matches(|c: char| c.is_ascii_digit());
    if line.starts_with(['-', '=', '#', '>', '+']) {
        format!("\\{words}")
    } else if number.len() < words.len() && number.starts_with(['.', ')']) {
        format!("{}\\{number}", &words[..words.len() - number.len()])
    } else {
        words
    }
}
