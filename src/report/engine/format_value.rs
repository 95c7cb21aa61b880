//! How a template shows values: escaped for its format, and marked with their language.

use std::fmt::{self, Write};

use minijinja::{
    AutoEscape, Error, ErrorKind, Output, State, escape_formatter,
    value::{Value, ValueKind},
};

use super::{escape::escape_markdown, filters::marked};
use crate::{report::placeholder::without_placeholders, wording::unprintable::printable};

/// Escapes a value for the format of the template, and marks words with their language if the format supports it.
pub fn format_value(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    if value.kind() == ValueKind::Map && matches!(value.len(), Some(2 | 3)) && is_words(value)? {
        let marked = marked(state, value)?;
        return out.write_str(marked.as_str().unwrap_or_default()).map_err(Error::from);
    }
    match (state.auto_escape(), value.as_str()) {
        (AutoEscape::Custom(_), Some(text)) if !value.is_safe() => {
            out.write_str(&escape_markdown(text)).map_err(Error::from)
        }
        (AutoEscape::Html, Some(text)) if !value.is_safe() => {
            escape_formatter(out, state, &Value::from(without_placeholders(&printable(text, |_| " "))))
        }
        (AutoEscape::Custom(_), _) if value.as_object().is_none() => write!(out, "{value}").map_err(Error::from),
        (_, None) if value.as_object().is_some() => {
            // A list can contain itself many times: its text has a limit.
            let mut shown = LimitedText { text: String::new() };
            write!(shown, "{value}").map_err(|_| Error::from(ErrorKind::OutOfFuel))?;
            match state.auto_escape() {
                AutoEscape::Custom(_) => out.write_str(&shown.text).map_err(Error::from),
                _ => escape_formatter(out, state, &Value::from(shown.text)),
            }
        }
        _ => escape_formatter(out, state, value),
    }
}

/// Returns whether a value is words with a language.
fn is_words(value: &Value) -> Result<bool, Error> {
    Ok(!value.get_attr("lang")?.is_undefined() && !value.get_attr("text")?.is_undefined())
}

/// A text with a limited length.
struct LimitedText {
    text: String,
}

impl Write for LimitedText {
    fn write_str(&mut self, part: &str) -> fmt::Result {
        const LONGEST: usize = 1024 * 1024;
        self.text.push_str(part);
        if self.text.len() > LONGEST { Err(fmt::Error) } else { Ok(()) }
    }
}
