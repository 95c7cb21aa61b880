//! Removes superfluous blank lines from the Markdown that a template makes.

/// Leaves one blank line between blocks, and none at the beginning and the end; code stays as it is.
pub fn tidy(delimiterdown: &str) -> String {
    let mut out = String::with_capacity(delimiterdown.len());
    let mut fence: Option<&str> = None;
    for line in delimiterdown.lines() {
        let start = line.trim_start_matches(['>', ' ']);
        let delimiter = ["```", "~~~"].into_iter().find(|delimiter| start.starts_with(delimiter));
        match fence {
            None => fence = delimiter,
            Some(open) if delimiter == Some(open) => fence = None,
            Some(_) => {}
        }
        let is_superfluous = line.trim().is_empty() && (out.is_empty() || out.ends_with("\n\n"));
        if fence.is_some() || !is_superfluous {
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
