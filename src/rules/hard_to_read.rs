//! `hard-to-read`: prose with long sentences and long words.

use memchr::{memchr_iter, memchr3};

use crate::{
    document::{Passage, PassageKind, Span},
    finding::Message,
    load::InspectedDocument,
    rule::{Check, Sink, rule},
    wording::lix::{estimate, measure},
};

rule! {
    /// Finds prose that is hard to read, by its long sentences and long words.
    ///
    /// # Why
    ///
    /// LIX is the mean length of a sentence in words, and the share of words of more than six letters in per cent, added up. Under
    /// 35 is easy, over 55 hard, as in laws and research. This hint comes for texts of at least 60 words with a LIX over 55,
    /// and points at the sentence that costs most: the text would read easiest without it. Split it, or say it in everyday words.
    ///
    /// # Example
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.en.md -->
    /// Organisational fragmentation complicates interdisciplinary collaboration regarding long-term preservation, because
    /// responsibilities, infrastructures, classification systems, retention regulations and quality requirements differ
    /// considerably between directorates, municipalities, counties and specialised institutions. Comprehensive documentation
    /// therefore disappears systematically during reorganisations, system replacements, terminations and outsourcing, without
    /// anybody noticing before researchers, journalists, affected inhabitants or supervisory authorities subsequently request
    /// information concerning previous administrative proceedings, decisions, appeals, correspondence, contracts and procurements.
    /// ```
    ///
    /// # Use instead
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.en.md -->
    /// Each office keeps its papers in its own way. So it is hard to work together. When an office is closed, or gets a new
    /// system, much of what it knew is lost. No one sees it at the time. It shows years later, when someone asks why a case
    /// ended as it did. Then the answer is gone. We want to find out how offices can keep what matters with less work.
    /// ```
    "hard-to-read", "SL306", Hint, Check::Passages(may_be_hard, check)
}

/// The LIX above which a text is hard to read.
const HARD: usize = 55;
/// The number of words from which LIX is meaningful.
const MIN_WORDS: usize = 60;

/// The error of the fast estimate.
const MARGIN: usize = 1;

fn may_be_hard(text: &str, _: InspectedDocument<'_>) -> bool {
    // The estimate includes code, HTML, tables and quotations in lists. The measurement does not.
    let bytes = text.as_bytes();
    let is_inside = |at: usize| at > 0 && bytes[at - 1] != b'\n';
    let has_other_parts = || memchr3(b'<', b'|', b'`', bytes).is_some() || memchr_iter(b'>', bytes).any(is_inside);
    estimate(text) + MARGIN > HARD || has_other_parts()
}

fn check(passages: &[Passage], document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    let own = |kind: PassageKind| matches!(kind, PassageKind::Paragraph | PassageKind::Item);
    let passages: Vec<_> = passages.iter().filter(|passage| own(passage.kind)).collect();
    let Some(reading) = measure(passages.iter().map(|passage| passage.text.as_str())) else { return };
    if reading.lix <= HARD || reading.words < MIN_WORDS {
        return;
    }
    let (index, sentence) = reading.hardest;
    let passage = passages[index];
    // Maps the last character, because the end of the sentence may be outside the passage.
    let last = passage.text[..sentence.end].char_indices().next_back().map_or(0, |(at, _)| at);
    let (start, last) = (passage.place(sentence.start), passage.place(last));
    let end = document.text.ceil_char_boundary((last + 1).min(document.text.len()));
    sink.add(document.path, Span::new(start, end), Message::new(text!("message")).with("lix", reading.lix.to_string()));
}
