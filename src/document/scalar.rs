//! Scalars of YAML 1.2 by its core schema: `no`, `NO`, `ja`, `on` and `y` are text.

use super::value_kind::YamlKind;

/// Writes a text as YAML: plain if it is certainly read back as the same text, else between double quotes.
#[must_use]
pub fn written(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.');
    let starts_plain = text.starts_with(char::is_alphanumeric);
    if starts_plain && text.chars().all(is_plain) && looks_like(text) == YamlKind::Text {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// Writes a text as YAML between double quotes.
#[must_use]
pub fn quoted(text: &str) -> String {
    let plain = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t");
    format!("\"{plain}\"")
}

/// Returns whether a plain scalar is null.
#[must_use]
pub fn is_null(word: &str) -> bool {
    matches!(word, "" | "~" | "null" | "Null" | "NULL")
}

/// Returns the kind of a plain scalar.
///
/// Source: YAML 1.2.2, section 10.3.2 (core schema, tag resolution).
#[must_use]
pub fn looks_like(word: &str) -> YamlKind {
    if is_null(word) {
        YamlKind::Nothing
    } else if matches!(word, "true" | "True" | "TRUE" | "false" | "False" | "FALSE") {
        YamlKind::Boolean
    } else if is_number(word) {
        YamlKind::Number
    } else {
        YamlKind::Text
    }
}

fn is_number(word: &str) -> bool {
    let all = |text: &str, digit: fn(&u8) -> bool| !text.is_empty() && text.as_bytes().iter().all(digit);
    if let Some(octal) = word.strip_prefix("0o") {
        return all(octal, |b| matches!(b, b'0'..=b'7'));
    }
    if let Some(hex) = word.strip_prefix("0x") {
        return all(hex, u8::is_ascii_hexdigit);
    }
    if matches!(word, ".nan" | ".NaN" | ".NAN") {
        return true;
    }
    let unsigned = word.strip_prefix(['+', '-']).unwrap_or(word);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") {
        return true;
    }
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))),
        None => (unsigned, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    !(whole.is_empty() && fraction.is_empty())
        && digits(whole)
        && digits(fraction)
        && exponent.is_none_or(|exponent| all(exponent, u8::is_ascii_digit))
}

/// Returns whether the value that starts at an offset of a YAML text is a block scalar, in which quotes are part of the
/// text.
#[must_use]
pub fn is_in_block(text: &str, start: usize) -> bool {
    let Some((above, line)) = text.get(..start).and_then(|before| before.rsplit_once('\n')) else { return false };
    let header = above.trim_end().rsplit('\n').next().unwrap_or_default();
    let header = header.split(" #").next().unwrap_or_default().trim_end();
    let mark = header.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-'));
    let before_indicator = mark.strip_suffix(['|', '>']);
    line.trim_start_matches(' ').is_empty()
        && before_indicator
            .is_some_and(|before_indicator| before_indicator.is_empty() || before_indicator.ends_with([' ', ':']))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::{Faults, node::Value, yaml::parse};

    proptest! {
        #[test]
        fn written_text_is_read_as_it_was(text in "[a-cå\"\\\\'\n\t: #.1-]{0,20}") {
            for written in [quoted(&text), written(&text)] {
                let yaml = format!("a: {written}");
                let root = parse(&yaml, &mut Faults::default()).unwrap();
                let Value::Mapping(entries) = root.value else { panic!("{yaml}") };
                prop_assert_eq!(entries[0].1.scalar(), Some(text.as_str()));
                prop_assert_eq!(entries[0].1.kind(), YamlKind::Text);
            }
        }
    }

    #[test]
    fn norwegian_words_stay_text() {
        for word in [
            "no", "NO", "No", "ja", "nei", "on", "off", "yes", "y", "n", "1_000", "2019-12", "5.6.2014", "12:30", "-",
            "0o9",
        ] {
            assert_eq!(looks_like(word), YamlKind::Text, "{word}");
        }
    }

    #[test]
    fn numbers_booleans_and_nothing_are_told_apart() {
        for word in ["0", "-1", "+12", "1.5", ".5", "5.", "1e3", "1.5E-3", "0o17", "0xfF", ".inf", "-.INF", ".nan"] {
            assert_eq!(looks_like(word), YamlKind::Number, "{word}");
        }
        assert_eq!(looks_like("True"), YamlKind::Boolean);
        assert_eq!(looks_like("~"), YamlKind::Nothing);
        assert_eq!(looks_like(""), YamlKind::Nothing);
    }
}
