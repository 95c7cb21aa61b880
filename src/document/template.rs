//! Finds syntax errors in templates.

use minijinja::Environment;

use super::span::Span;

/// Finds the first syntax error of a template, and the engine's description of it.
///
/// Unknown names and filters are found only when the template is rendered.
#[must_use]
pub fn defect(text: &str) -> Option<(Option<Span>, String)> {
    let mut environment = Environment::new();
    // In debug mode, errors have the range of the expression.
    environment.set_debug(true);
    let error = environment.template_from_str(text).err()?;
    let of_line = |line: usize| {
        let start = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
        start..start + text[start..].lines().next().unwrap_or_default().len()
    };
    let is_in_text = |range: &std::ops::Range<usize>| !range.is_empty() && text.get(range.clone()).is_some();
    let range = error.range().filter(is_in_text).or_else(|| error.line().map(of_line));
    let why = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
    Some((range.map(|range| Span::new(range.start, range.end)), why))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_broken_template_has_a_place() {
        let place = |text: &str| {
            defect(text).map(|(span, _)| span.map(|span| text[span.start as usize..span.end as usize].to_owned()))
        };
        assert_eq!(place("# {{ project.title }}\r\n"), None);
        assert_eq!(place("a\n{% if %}\nb"), Some(Some("%}".into())));
        assert_eq!(place("å\n{% for x in y %}\n"), Some(Some("%}".into())));
        assert_eq!(place("a\n{{ b"), Some(Some("b".into())));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "(\\{\\{|\\{%|%\\}|\\}\\}|\\{#|#\\}|if|for|in|\"|\n|\r\n|[a-zæ |.(]){0,20}") {
            if let Some((Some(span), _)) = defect(&text) {
                prop_assert!(text.get(span.start as usize..span.end as usize).is_some());
            }
        }
    }
}
