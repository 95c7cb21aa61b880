//! Blank lines in the Markdown that a template makes.

/// Leaves one blank line between blocks, and none at either end; code stays as it is.
pub fn tidy(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut fence: Option<&str> = None;
    for line in markdown.lines() {
        let start = line.trim_start_matches(['>', ' ']);
        let mark = ["```", "~~~"].into_iter().find(|mark| start.starts_with(mark));
        match fence {
            None => fence = mark,
            Some(open) if mark == Some(open) => fence = None,
            Some(_) => {}
        }
        let is_spare = line.trim().is_empty() && (out.is_empty() || out.ends_with("\n\n"));
        if fence.is_some() || !is_spare {
            out.push_str(if fence.is_none() && line.trim().is_empty() { "" } else { line });
            out.push('\n');
        }
    }
    out.truncate(out.trim_end().len());
    if !out.is_empty() {
        out.push('\n');
    }
    out
}
