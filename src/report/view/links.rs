//! How a document links to files of the portfolio.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// Says how a document links to files of the portfolio.
#[derive(Debug, Clone, Copy)]
pub enum Links<'a> {
    /// With the relative path from the document to the portfolio, such as `../portfolio/`.
    To(&'a str),
    /// From the folder of the portfolio; pictures are embedded.
    Inside,
}

impl<'a> Links<'a> {
    /// Returns the relative path to the portfolio.
    pub fn base(self) -> &'a str {
        match self {
            Self::To(base) => base,
            Self::Inside => "",
        }
    }
}

/// Encodes a path as an address in Markdown.
#[must_use]
pub fn encoded(address: &str) -> String {
    let is_plain = |c: &char| {
        !(c.is_whitespace() || c.is_control() || matches!(c, '(' | ')' | '<' | '>' | '\\' | '%' | '#' | '?'))
    };
    let escaped = |c: char| utf8_percent_encode(&c.to_string(), NON_ALPHANUMERIC).to_string();
    address.chars().map(|c| if is_plain(&c) { c.to_string() } else { escaped(c) }).collect()
}
