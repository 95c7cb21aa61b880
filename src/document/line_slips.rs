//! Recognises slips that a single line of YAML shows: comments of other languages, an equals sign, signs at the start of a
//! value.

use super::scalar::quoted;

/// Finds a comment of another language on a line; returns its offset, and the comment as YAML has it.
pub fn foreign_comment(line: &str) -> Option<(usize, String)> {
    let words = line.trim_start();
    let indent = line.len() - words.len();
    let comment = |text: &str| format!("# {}", text.trim());
    if let Some(text) = words.strip_prefix("//") {
        return Some((indent, comment(text)));
    }
    if let Some(text) = words.strip_prefix("<!--") {
        return Some((indent, comment(text.trim_end().trim_end_matches("-->"))));
    }
    // Behind brackets and quotation marks, no value can go on.
    let at = ["} //", "] //", "\" //"].iter().find_map(|end| line.find(end))? + 2;
    Some((at, comment(&line[at + 2..])))
}

/// Writes a line such as `title = Arkivfloken` with a colon.
pub fn with_colon(line: &str) -> Option<String> {
    let (key, value) = line.trim().split_once('=')?;
    let (key, value) = (key.trim(), value.trim());
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    (is_key && !value.is_empty()).then(|| format!("{key}: {value}"))
}

/// Finds the key, the offset of the value and the value of a line whose value starts with a sign of YAML's own.
pub fn special_value(line: &str) -> Option<(&str, usize, &str)> {
    let (key, value) = line.split_once(": ")?;
    let start = line.len() - value.trim_start().len();
    let value = value.trim();
    let value = value.split_once(" #").map_or(value, |(value, _)| value.trim_end());
    let key = key.trim_start().trim_start_matches("- ");
    let is_key = key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    let is_special = value.starts_with(['*', '&', '!', '@', '%', '`']);
    (is_key && is_special && !value.contains(": ")).then_some((key, start, value))
}

/// Returns whether a value that starts with a sign of YAML's own is meant as such: an anchor that is used, the use of an
/// anchor, or one of YAML's own tags.
pub fn is_meant_as_yaml(text: &str, value: &str) -> bool {
    let word = value.split_whitespace().next().unwrap_or_default();
    let is_used = |from: char, to: char| {
        word.strip_prefix(from).is_some_and(|name| !name.is_empty() && text.contains(&format!(" {to}{name}")))
    };
    value.starts_with("!!") || is_used('&', '*') || is_used('*', '&')
}

/// Finds the first line that starts with a percent sign and is no directive of YAML, if a parser may take it for one.
pub fn percent_line(text: &str, line_start: usize) -> Option<usize> {
    let is_percent =
        |line: &str| line.starts_with('%') && !["%YAML ", "%TAG "].iter().any(|name| line.starts_with(name));
    let is_blank = |line: &str| line.trim().is_empty() || line.starts_with('#');
    // At the start of a file, the parser reports the next line with words.
    let mut above = text[..line_start].split_inclusive('\n').skip_while(|line| is_blank(line));
    let first = above.next().filter(|line| is_percent(line) && above.all(is_blank));
    let here = is_percent(&text[line_start..]).then_some(line_start);
    here.or_else(|| first.map(|line| text.find(line).unwrap_or_default()))
}

/// Finds an amount such as `kr 2.500.000,-` whose dash is at an offset; returns where it starts, and its digits.
pub fn kroner_before_dash(text: &str, at: usize) -> Option<(usize, String)> {
    let before = text[..at].strip_suffix(',').filter(|_| text[at..].starts_with('-'))?;
    let start = before.rfind([',', '{', '[', ':', '\n']).map_or(0, |end| end + 1);
    let start = start + before[start..].len() - before[start..].trim_start().len();
    let amount = &before[start..];
    let bare = ["kroner", "kr.", "kr", "nok"].iter().find_map(|unit| {
        let head = amount.get(..unit.len())?;
        head.eq_ignore_ascii_case(unit).then(|| &amount[unit.len()..])
    });
    let bare = bare.unwrap_or(amount).trim();
    let is_amount = bare.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || c == '.');
    let digits: String = bare.chars().filter(char::is_ascii_digit).collect();
    (is_amount && !digits.is_empty()).then_some((start, digits))
}

/// Writes a line whose quoted value goes on behind the closing mark, with other quotation marks around all of it.
pub fn with_other_quotes(line: &str) -> Option<String> {
    let (key, value) = line.trim().split_once(": ")?;
    let value = value.trim();
    // A comma or a semicolon behind the value is from another notation, and not meant as text.
    let value = value.strip_suffix([',', ';']).filter(|value| is_quoted(value)).unwrap_or(value);
    if is_quoted(value) {
        return Some(format!("{key}: {value}"));
    }
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    if key.contains(['{', '[']) || value.contains(" #") {
        return None;
    }
    // Where the last sign closes what the first opened, both stood around the value.
    let inner = value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    let inner = inner.filter(|inner| {
        // Behind a letter, the next sign closes the first: `"a" and "b"`; behind a space, it opens a quotation.
        let opens = inner.find(quote).is_some_and(|at| inner[..at].ends_with(' '));
        inner.matches(quote).count() == 1 || opens
    });
    let text = inner.unwrap_or(value);
    Some(match (text.contains('\''), text.contains('"')) {
        (false, _) => format!("{key}: '{text}'"),
        (true, false) => format!("{key}: \"{}\"", text.replace('\\', "\\\\")),
        (true, true) => format!("{key}: {}", quoted(text)),
    })
}

/// Returns whether a value is one text between quotation marks.
fn is_quoted(value: &str) -> bool {
    ['"', '\''].iter().any(|quote| {
        let inner = value.strip_prefix(*quote).and_then(|rest| rest.strip_suffix(*quote));
        inner.is_some_and(|inner| !inner.contains([*quote, '\\']))
    })
}

/// Returns whether the line above ends without a comma, between brackets or braces that go on here.
pub fn lacks_comma_above(text: &str, line_start: usize) -> bool {
    let above = text[..line_start].trim_end();
    let here = text[line_start..].trim_start();
    let count = |signs: [char; 2]| above.matches(signs).count();
    count(['{', '[']) > count(['}', ']'])
        && !above.ends_with([',', '{', '[', ':'])
        && !here.starts_with(['}', ']', ','])
}

/// Returns whether a line with a key is indented below a line that has a value already.
pub fn is_below_value(text: &str, line_start: usize) -> bool {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let here = text[line_start..].lines().next().unwrap_or_default();
    let Some(above) = text[..line_start].lines().rev().find(|line| !line.trim().is_empty()) else { return false };
    let has_value = above.split_once(": ").is_some_and(|(_, value)| {
        let value = value.trim();
        !value.is_empty() && !value.starts_with(['#', '|', '>', '{', '[', '"', '\''])
    });
    has_value && indent(here) > indent(above) && !above.trim_start().starts_with("- ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_of_other_languages_are_recognised() {
        for (line, comment) in
            [("// hei", "# hei"), ("  <!-- hei -->", "# hei"), ("budget: {grant: 1} // hei", "# hei")]
        {
            assert_eq!(foreign_comment(line).map(|(_, comment)| comment).as_deref(), Some(comment), "{line}");
        }
        for line in ["url: https://a.no", "title: a // b", "# hei"] {
            assert_eq!(foreign_comment(line), None, "{line}");
        }
    }

    #[test]
    fn lines_with_a_percent_sign_are_recognised() {
        assert_eq!(percent_line("# x\n%a: b\nc: d\n", 10), Some(4));
        assert_eq!(percent_line("a: b\n%c: d\n", 5), Some(5));
        assert_eq!(percent_line("%YAML 1.2\n---\na: b: c\n", 14), None);
        assert_eq!(percent_line("%a: b\nc: d\ne: f: g\n", 11), None);
    }

    #[test]
    fn amounts_of_price_tags_are_recognised() {
        for (text, start, digits) in [
            ("{grant: kr 2.500.000,-}", 8, "2500000"),
            ("{a: 1, grant: 2 500 000,-, b: 2}", 14, "2500000"),
            ("[Kr. 300,-]", 1, "300"),
            ("{a: NOK 300,-}", 4, "300"),
        ] {
            let at = text.find('-').unwrap();
            assert_eq!(kroner_before_dash(text, at), Some((start, digits.to_owned())), "{text}");
        }
        assert_eq!(kroner_before_dash("{a: 300,", 8), None);
        for text in ["{a: x,-}", "{a: kr ,-}", "{a: 3 stk,-}", "{a: ,-}", "{a: 1, -}"] {
            assert_eq!(kroner_before_dash(text, text.find('-').unwrap()), None, "{text}");
        }
    }

    #[test]
    fn lines_are_written_as_they_should_be() {
        assert_eq!(with_colon("title = Arkiv").as_deref(), Some("title: Arkiv"));
        assert_eq!(with_colon("a b = c"), None);
        assert_eq!(with_other_quotes("title: \"Arkiv\" floken").as_deref(), Some("title: '\"Arkiv\" floken'"));
        assert_eq!(with_other_quotes("title: 'Arkivet's floke'").as_deref(), Some("title: \"Arkivet's floke\""));
        assert_eq!(with_other_quotes("a: \"Si \"hei\" nå\"").as_deref(), Some("a: 'Si \"hei\" nå'"));
        assert_eq!(with_other_quotes("a: \"A\" og \"b\"").as_deref(), Some("a: '\"A\" og \"b\"'"));
        assert_eq!(with_other_quotes("phase: \"diagnose\",").as_deref(), Some("phase: \"diagnose\""));
        assert_eq!(with_other_quotes("phase: 'diagnose';").as_deref(), Some("phase: 'diagnose'"));
        assert_eq!(with_other_quotes("a: \"A\" og \"b\",").as_deref(), Some("a: '\"A\" og \"b\",'"));
        assert_eq!(special_value("  title: *Arkiv*  # x"), Some(("title", 9, "*Arkiv*")));
        assert_eq!(special_value("title: Arkiv"), None);
        assert!(is_meant_as_yaml("a: &x 1\nb: *x\n", "&x 1") && is_meant_as_yaml("a: &x 1\nb: *x\n", "*x"));
        assert!(!is_meant_as_yaml("a: *Arkiv*\n", "*Arkiv*"));
    }
}
