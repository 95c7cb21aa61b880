//! Checks the portfolio's own templates.

use super::{
    extra_texts, file, file_names::is_ignored, inspect::Inspection, irregular_files, limits::LARGEST_TEXT,
    listing::list, observations::Observations,
};
use crate::{
    document::{
        Fault, FaultKind, TemplateDefect, expression_length::too_long, template::defect, template_blocks::stray_block,
    },
    embedded,
    model::template::{BUILT_IN, FOLDER, Header, document_of},
    source::{FileKind, Source},
};

/// The ending of a template's name.
const ENDING: &str = ".j2";

/// Checks every template of a portfolio. They are read again when a document is rendered.
pub fn read(inspection: Inspection<'_>, observations: &mut Observations) {
    for entry in list(inspection, FOLDER, observations) {
        if is_ignored(&entry.name) {
            let path = format!("{FOLDER}/{}", entry.name);
            match entry.kind {
                FileKind::File => extra_texts::inspect_extra(inspection, &path, FileKind::File, observations),
                kind => irregular_files::report_below(inspection, &path, kind, observations),
            }
            continue;
        }
        if entry.kind != FileKind::File || entry.name.strip_suffix(ENDING).is_none() {
            let known: Vec<&str> = embedded::templates().collect();
            file::report_stray(inspection, FOLDER, &entry, &known, observations);
            continue;
        }
        let path = format!("{FOLDER}/{}", entry.name);
        file::with_text(inspection.source, &path, LARGEST_TEXT, observations, |text, observations| {
            inspection.inspect_extra(&path, text, observations);
            if let Some((span, kind)) =
                defect_of(&entry.name, text).or_else(|| stray_block_defect(inspection.source, text))
            {
                observations.faults.push((path.clone(), Fault { kind: FaultKind::Template(kind), span }));
            }
        });
    }
}

/// Finds a block that no extended template has.
fn stray_block_defect(source: &dyn Source, text: &str) -> Option<(Option<crate::document::Span>, TemplateDefect)> {
    let built_in = |name: &str| embedded::template(name).map(str::to_owned);
    let find = |name: &str| match name.strip_prefix(BUILT_IN) {
        Some(name) => built_in(name),
        None => {
            let own = source.read(&format!("{FOLDER}/{name}"), LARGEST_TEXT).ok();
            own.and_then(|bytes| String::from_utf8(bytes).ok()).or_else(|| built_in(name))
        }
    };
    let block = stray_block(text, &find)?;
    Some((Some(block.span), TemplateDefect::StrayBlock(block)))
}

fn defect_of(name: &str, text: &str) -> Option<(Option<crate::document::Span>, TemplateDefect)> {
    if let Some(span) = too_long(text) {
        return Some((Some(span), TemplateDefect::TooLong));
    }
    if let Some((span, why)) = defect(text) {
        let end = why.strip_prefix("unexpected end of ").and_then(|rest| rest.split([' ', ',']).next());
        let is_unclosed = end.is_some_and(|what| ["input", "raw", "comment", "string"].contains(&what));
        return Some((span, if is_unclosed { TemplateDefect::Unclosed } else { TemplateDefect::Grammar(why) }));
    }
    document_of(name)?;
    match Header::of(text) {
        None => Some((None, TemplateDefect::BadHeader)),
        // A template that replaces a built-in document inherits its description.
        Some(header) if header.about.is_none() && embedded::template(name).is_none() => {
            Some((None, TemplateDefect::NoHeader))
        }
        Some(_) => None,
    }
}
