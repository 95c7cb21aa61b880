//! How a document points at files of the portfolio.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
/// Says how a document points at files of the portfolio.
#[derive(Debug, Clone, Copy)]
pub enum Links<'a> {
    /// By the way from the document to the portfolio, such as `../portfolio/`.
    To(&'a str),
    /// From the portfolio's own folder; a year's picture is put inside.
    Inside,
}

/// Writes a path as an address that Markdown can hold.
#[must_use]
pub fn encoded(address: &str) -> String {
    let is_plain = |c: &char| {
        !(c.is_whitespace() || c.is_control() || matches!(c, '(' | ')' | '<' | '>' | '\\' | '%' | '#' | '?'))
    };
    let escaped = |c: char| utf8_percent_encode(&c.to_string(), NON_ALPHANUMERIC).to_string();
    address.chars().map(|c| if is_plain(&c) { c.to_string() } else { escaped(c) }).collect()
}
