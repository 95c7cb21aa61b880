//! `renumbered-list`: numbers at the start of lines that readers do not see as they are written.

use crate::{
    document::{
        Markdown, Span,
        numbered_lists::{ItemStart, NumberedList, may_have_numbers, numbered_lists},
    },
    finding::{Fix, Message},
    load::InspectedDocument,
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds numbers at the start of lines that readers do not see as they are written, such as those of dates.
    ///
    /// # Why
    ///
    /// Markdown takes a line that starts with a number and a full stop for an item of a list, shows the first number, and
    /// counts on from there. So `17. mai` and `5. juni` below each other become 17 and 18. Documents of this program know
    /// dates, years and ordinals such as `1. kvartal` and show them as they are written, but GitHub, editors and other programs
    /// do not. A backslash in front of the full stop, `17\. mai`, says that the number is text. A list whose numbers are all 1 is
    /// right: the writer leaves counting to Markdown.
    ///
    /// # Example
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// 17. mai 2020 ble tjenesten åpnet.
    ///
    /// 5. juni 2020 kom den første klagen.
    /// ```
    ///
    /// # Use instead
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// 17\. mai 2020 ble tjenesten åpnet.
    ///
    /// 5\. juni 2020 kom den første klagen.
    /// ```
    "renumbered-list", "SL412", Warning, Check::Markdown(may_hold, check)
}

/// The largest number of numbers that a message names.
const MAX_NAMED: usize = 6;

fn may_hold(text: &str, _: InspectedDocument<'_>) -> bool {
    may_have_numbers(text)
}

fn check(markdown: &Markdown<'_>, document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    for list in numbered_lists(markdown) {
        let [first, ..] = &list.items[..] else { continue };
        // The number of the month in `24. 12.` goes with the day.
        let before = markdown.text[..first.mark.start as usize].trim_end_matches(' ');
        if before.strip_suffix('.').is_some_and(|day| day.ends_with(|c: char| c.is_ascii_digit())) {
            continue;
        }
        let is_single = list.items.len() == 1;
        // In a sentence, a word in lower case follows an ordinal; the first item of a list is more often number 1.
        let is_sentence = is_single && first.start == ItemStart::LowerCase && first.number > 1;
        if list.has_dates() {
            let Some((span, mended)) = list.with_dates_as_text(markdown.text) else { continue };
            let place = list.items.iter().find(|item| matches!(item.start, ItemStart::Date | ItemStart::Ordinal));
            let place = place.map_or(first.mark, |item| item.mark);
            let key = if is_single { text!("date") } else { text!("dates") };
            sink.add(document.path, place, message(key, markdown, &list, place)).fix = Some(Fix::new(span, mended));
        } else if list.is_renumbered() {
            let wrong = list.items.iter().zip(list.shown()).find(|(item, shown)| item.number != *shown);
            let place = wrong.map_or(first.mark, |(item, _)| item.mark);
            sink.add(document.path, place, message(text!("message"), markdown, &list, place));
        } else if is_sentence {
            sink.add(document.path, first.mark, message(text!("sentence"), markdown, &list, first.mark));
        }
    }
}

fn message(key: crate::texts::Key, markdown: &Markdown<'_>, list: &NumberedList, place: Span) -> Message {
    let mark = markdown.slice(place);
    let (number, sign) = mark.split_at(mark.len().saturating_sub(1));
    Message::new(key)
        .with("value", mark)
        .with("written", named(list.items.iter().map(|item| item.number)))
        .with("shown", named(list.shown()))
        .with("suggestion", format!("{number}\\{sign}"))
}

/// Writes the first of some numbers.
fn named(numbers: impl Iterator<Item = usize>) -> String {
    let numbers: Vec<String> = numbers.take(MAX_NAMED + 1).map(|number| number.to_string()).collect();
    let rest = if numbers.len() > MAX_NAMED { ", …" } else { "" };
    numbers[..numbers.len().min(MAX_NAMED)].join(", ") + rest
}
