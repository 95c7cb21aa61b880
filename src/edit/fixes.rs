//! Applies the fixes of findings to the text of a file.

use crate::{
    document::is_in_block,
    finding::{Finding, Fix},
    text_encoding::decode,
};

/// Holds the new content of a file, and the findings that were fixed.
#[derive(Debug, PartialEq, Eq)]
pub struct FixedFile<'f> {
    /// The whole content.
    pub bytes: Vec<u8>,
    /// The fixed findings, in order of position.
    pub findings: Vec<&'f Finding>,
}

/// Groups the fixable findings by file; the findings must be sorted by file.
pub fn by_file(findings: &[Finding]) -> impl Iterator<Item = (&str, Vec<&Finding>)> {
    findings.chunk_by(|a, b| a.file == b.file).filter_map(|of_file| {
        let fixable: Vec<&Finding> = of_file.iter().filter(|finding| finding.fix.is_some()).collect();
        (!fixable.is_empty()).then(|| (&*of_file[0].file, fixable))
    })
}

/// Applies the fixes of findings to the content of a file; of two fixes that overlap, only the first. None if nothing
/// changes.
///
/// Every byte outside the replaced spans stays: the byte-order mark, the line ends, comments and quotes. The result is
/// not checked again.
#[must_use]
pub fn apply<'f>(bytes: &[u8], findings: &[&'f Finding]) -> Option<FixedFile<'f>> {
    let text = decode(bytes).ok()?;
    let mark = bytes.len() - text.len();
    let mut fixes: Vec<(&Fix, &Finding)> =
        findings.iter().filter_map(|finding| Some((finding.fix.as_deref()?, *finding))).collect();
    fixes.sort_by_key(|(fix, _)| (fix.span.start, fix.span.end));
    let (mut out, mut at, mut fixed_findings) = (bytes[..mark].to_vec(), 0, Vec::new());
    for (fix, finding) in fixes {
        let (start, end) = (fix.span.start as usize, fix.span.end as usize);
        // A replacement that equals the old text fixes nothing.
        let is_better = text.get(start..end).is_some_and(|old| old != fix.replacement);
        // In a block scalar, quotes would become part of the text.
        let is_quoted_in_block = fix.replacement.starts_with(['"', '\'']) && is_in_block(text, start);
        if start < at || !is_better || is_quoted_in_block {
            continue;
        }
        let (start, end) =
            if fix.replacement.is_empty() { with_trailing_space(text, at, start, end) } else { (start, end) };
        out.extend_from_slice(&text.as_bytes()[at..start]);
        out.extend_from_slice(fix.replacement.as_bytes());
        at = end;
        fixed_findings.push(finding);
    }
    out.extend_from_slice(&text.as_bytes()[at..]);
    (!fixed_findings.is_empty()).then_some(FixedFile { bytes: out, findings: fixed_findings })
}

/// Widens a span that is removed at the end of a line: by the spaces before it, and by the line break if nothing else
/// is on the line.
fn with_trailing_space(text: &str, from: usize, start: usize, end: usize) -> (usize, usize) {
    let line_end = |rest: &str| rest.is_empty() || rest.starts_with(['\n', '\r']);
    if !line_end(&text[end..]) {
        return (start, end);
    }
    let before = text[from..start].trim_end_matches([' ', '\t']);
    let trimmed = from + before.len();
    if trimmed == 0 || text[..trimmed].ends_with('\n') {
        let rest = &text[end..];
        let line_break = if rest.starts_with("\r\n") { 2 } else { rest.len().min(1) };
        return (trimmed, end + line_break);
    }
    (trimmed, end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        document::Span,
        finding::{Message, Severity},
    };

    fn finding(start: usize, end: usize, replacement: &str) -> Finding {
        let span = Span::new(start, end);
        let mut finding = Finding::new(
            "x",
            Severity::Error,
            "a".into(),
            Some(span),
            Message::new(crate::key!("rule.word-paste.message")),
        );
        finding.fix = Some(Fix::new(span, replacement));
        finding
    }

    fn fixed(text: &str, findings: &[Finding]) -> (String, usize) {
        let all: Vec<&Finding> = findings.iter().collect();
        let fixed = apply(text.as_bytes(), &all).unwrap();
        (String::from_utf8(fixed.bytes).unwrap(), fixed.findings.len())
    }

    #[test]
    fn every_other_byte_stays() {
        let text = "\u{feff}a: 1\r\nb: 2 # ø\r\n";
        assert_eq!(fixed(text, &[finding(3, 4, "10"), finding(9, 10, "20")]).0, "\u{feff}a: 10\r\nb: 20 # ø\r\n");
        assert_eq!(fixed("abc", &[finding(0, 2, "x"), finding(1, 3, "y")]), ("xc".into(), 1));
    }

    #[test]
    fn what_is_taken_out_leaves_no_trace() {
        assert_eq!(fixed("a: 1  # b\nc: 2\n", &[finding(6, 9, "")]).0, "a: 1\nc: 2\n");
        assert_eq!(fixed("a: 1\n  # b\r\nc: 2\n", &[finding(7, 10, "")]).0, "a: 1\nc: 2\n");
        assert_eq!(fixed("# b", &[finding(0, 3, "")]).0, "");
        assert_eq!(fixed("a\u{ad}b", &[finding(1, 3, "")]).0, "ab");
    }

    proptest! {
        #[test]
        fn any_fixes_keep_what_is_outside(text in "[aø\n\r #]{0,12}", spans in proptest::collection::vec((0_usize..14, 0_usize..4), 0..4)) {
            let findings: Vec<Finding> = spans.iter().map(|(start, length)| finding(*start, start + length, "X")).collect();
            let all: Vec<&Finding> = findings.iter().collect();
            if let Some(fixed) = apply(text.as_bytes(), &all) {
                let new = String::from_utf8(fixed.bytes).unwrap();
                let removed: usize = fixed.findings.iter().map(|finding| finding.span.map_or(0, |span| (span.end - span.start) as usize)).sum();
                prop_assert_eq!(new.len(), text.len() - removed + fixed.findings.len());
            }
        }
    }
}
