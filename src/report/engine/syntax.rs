//! How templates are written.

use minijinja::syntax::SyntaxConfig;

/// Returns how templates are written: the line break behind a tag and the spaces in front of it are the template's own.
pub fn syntax() -> SyntaxConfig {
    let builder = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build();
    builder.unwrap_or_default()
}
