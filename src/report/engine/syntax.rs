//! The syntax of templates.

use minijinja::syntax::SyntaxConfig;

/// Returns the syntax of templates: the line break after a tag and the spaces before it are no part of the output.
pub fn syntax() -> SyntaxConfig {
    let builder = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build();
    builder.unwrap_or_default()
}
