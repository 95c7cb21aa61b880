//! Numbered lists whose numbers readers do not see as they are written, and dates that Markdown takes for such lists.
//!
//! Markdown shows the first number of a list, and counts on from there. A line that starts with a date, such as
//! `17. mai`, is the start of a list.

use std::borrow::Cow;

use comrak::{
    Arena, Node,
    nodes::{ListType, NodeValue},
};

use super::{Markdown, Span};

/// Holds a numbered list.
#[derive(Debug, Clone)]
pub struct NumberedList {
    /// Its items.
    pub items: Vec<NumberedItem>,
}

/// Holds an item of a numbered list.
#[derive(Debug, Clone)]
pub struct NumberedItem {
    /// Its number as written.
    pub number: usize,
    /// Where the number and the sign behind it stand.
    pub mark: Span,
    /// What it starts with.
    pub start: ItemStart,
    /// Whether it is a paragraph and nothing else.
    pub is_simple: bool,
    /// Whether it stands right below another line of the list.
    pub is_next_line: bool,
}

/// Says what the number of an item probably is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemStart {
    /// The day of a date, or a year.
    Date,
    /// An ordinal in front of a word that goes with ordinals, such as `1. kvartal`.
    Ordinal,
    /// A number in front of a word in lower case.
    LowerCase,
    /// The number of an item.
    Item,
}

/// Names of months, and how they are shortened, in Norwegian and English.
const MONTHS: [&str; 32] = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "okt",
    "nov",
    "des",
    "january",
    "february",
    "march",
    "may",
    "june",
    "july",
    "october",
    "december",
];

/// Words that stand behind ordinals.
const ORDINAL_WORDS: [&str; 34] = [
    "kvartal",
    "halvår",
    "halvdel",
    "termin",
    "semester",
    "juledag",
    "påskedag",
    "pinsedag",
    "nyttårsdag",
    "plass",
    "klasse",
    "trinn",
    "årstrinn",
    "etasje",
    "gang",
    "gangs",
    "gong",
    "gongs",
    "runde",
    "omgang",
    "verdenskrig",
    "verdskrig",
    "århundre",
    "hundreår",
    "amanuensis",
    "ledd",
    "punktum",
    "utgave",
    "utgåve",
    "opplag",
    "versjon",
    "rekke",
    "kvartalet",
    "halvåret",
];

/// No list has such a number; it is a year, or belongs to a name.
const LEAST_YEAR: usize = 1000;

impl NumberedList {
    /// Returns whether readers see other numbers than those that are written. Numbers that are all 1, or all 0, are a
    /// habit of people who leave counting to Markdown.
    #[must_use]
    pub fn is_renumbered(&self) -> bool {
        let first = self.items.first().map_or(0, |item| item.number);
        let is_counted = self.items.iter().enumerate().all(|(at, item)| item.number == first + at);
        let is_left_to_count = first <= 1 && self.items.iter().all(|item| item.number == first);
        !(is_counted || is_left_to_count)
    }

    /// Returns the numbers that readers see.
    pub fn shown(&self) -> impl Iterator<Item = usize> {
        let first = self.items.first().map_or(0, |item| item.number);
        (0..self.items.len()).map(move |at| first + at)
    }

    /// Returns whether it holds dates or ordinals that are no items of a list.
    #[must_use]
    pub fn has_dates(&self) -> bool {
        let is_text = |item: &NumberedItem| matches!(item.start, ItemStart::Date | ItemStart::Ordinal);
        (self.items.len() == 1 || self.is_renumbered()) && self.items.iter().any(is_text)
    }

    /// Lists the changes that make its dates and ordinals text: a backslash in front of the full stop. Those that stand
    /// line by line become items of a list without numbers, since they would run together otherwise.
    fn edits(&self) -> Vec<(Span, &'static str)> {
        if !self.has_dates() {
            return Vec::new();
        }
        let mut edits = Vec::new();
        for (at, item) in self.items.iter().enumerate() {
            let is_line_by_line = item.is_next_line || self.items.get(at + 1).is_some_and(|next| next.is_next_line);
            if !matches!(item.start, ItemStart::Date | ItemStart::Ordinal) {
                continue;
            }
            if is_line_by_line || !item.is_simple {
                edits.push((Span { end: item.mark.start, ..item.mark }, "- "));
            }
            edits.push((Span { start: item.mark.end - 1, end: item.mark.end - 1 }, "\\"));
        }
        edits
    }

    /// Returns the span and the new text of the change that makes its dates text; none if it has no dates.
    #[must_use]
    pub fn with_dates_as_text(&self, text: &str) -> Option<(Span, String)> {
        let edits = self.edits();
        let span = Span { start: edits.first()?.0.start, end: edits.last()?.0.end };
        Some((span, edited(text, span, &edits)))
    }
}

/// Lists the numbered lists of a text, in order.
#[must_use]
pub fn numbered_lists(markdown: &Markdown<'_>) -> Vec<NumberedList> {
    markdown.root.descendants().filter_map(|node| numbered_list(markdown, node)).collect()
}

fn numbered_list(markdown: &Markdown<'_>, node: Node<'_>) -> Option<NumberedList> {
    let is_numbered = matches!(&node.data().value, NodeValue::List(list) if list.list_type == ListType::Ordered);
    if !is_numbered {
        return None;
    }
    let items = node.children().filter_map(|item| {
        let NodeValue::Item(list) = &item.data().value else { return None };
        let span = markdown.span(item);
        let written = markdown.text.get(span.start as usize..)?;
        let digits = written.bytes().take_while(u8::is_ascii_digit).count();
        // After a definition of a link, the parser's places are not right.
        (written[..digits].parse() == Ok(list.start)).then_some(())?;
        let start = span.start as usize;
        let words = &written[digits + 1..];
        // In `24. 12.`, the parser takes the month for a list in the item.
        let is_simple = is_paragraph(item)
            || starts_with_month(words.trim_start())
                && item.first_child().and_then(comrak::arena_tree::Node::first_child).is_some_and(is_paragraph);
        Some(NumberedItem {
            number: list.start,
            mark: Span::new(start, start + digits + 1),
            start: start_of(list.start, words),
            is_simple,
            is_next_line: item.previous_sibling().is_some() && !follows_blank_line(&markdown.text[..start]),
        })
    });
    let items: Vec<NumberedItem> = items.collect();
    (items.len() == node.children().count()).then_some(NumberedList { items })
}

/// Returns whether the line above the last one of a text is empty but for marks of quotations.
fn follows_blank_line(before: &str) -> bool {
    let above = before.rfind(['\n', '\r']).map_or("", |end| before[..end].trim_end_matches('\r'));
    above.rsplit(['\n', '\r']).next().is_none_or(|line| line.trim_matches([' ', '\t', '>']).is_empty())
}

/// Returns whether a paragraph is all that an item holds.
fn is_paragraph(item: Node<'_>) -> bool {
    let mut inner = item.children();
    inner.next().is_some_and(|first| matches!(first.data().value, NodeValue::Paragraph)) && inner.next().is_none()
}

/// Says what the number of an item is, from the words behind it.
fn start_of(number: usize, words: &str) -> ItemStart {
    let words = words.trim_start_matches([' ', '\t']).trim_start_matches(['*', '_']);
    let length = words.find(|c: char| !c.is_alphabetic()).unwrap_or(words.len());
    let (word, rest) = words.split_at(length);
    // `mai-møtet` is another word.
    let is_whole = !rest.starts_with('-') || rest[1..].starts_with(|c: char| c.is_ascii_digit());
    let is_among = |list: &[&str]| is_whole && list.contains(&&*word.to_lowercase());
    let is_day = (1..=31).contains(&number);
    if number >= LEAST_YEAR || (is_day && (is_among(&MONTHS) || starts_with_month(words))) {
        ItemStart::Date
    } else if word.starts_with(char::is_lowercase) && is_among(&ORDINAL_WORDS) {
        ItemStart::Ordinal
    } else if word.starts_with(char::is_lowercase) {
        ItemStart::LowerCase
    } else {
        ItemStart::Item
    }
}

/// Returns whether words start with the number of a month, as in `24. 12. 2020`.
fn starts_with_month(words: &str) -> bool {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let is_month = words[..digits].parse().is_ok_and(|month: u32| (1..=12).contains(&month));
    is_month && words[digits..].starts_with('.')
}

/// Returns quickly whether a text may have a numbered list.
#[must_use]
pub fn may_have_numbers(text: &str) -> bool {
    let may_start = |at: usize| {
        let line = text[at..].trim_start_matches([' ', '\t', '>', '-', '*', '+']);
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        (1..=9).contains(&digits) && line[digits..].starts_with(['.', ')'])
    };
    may_start(0) || memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).any(|at| may_start(at + 1))
}

/// Returns the text with its dates as text, for documents.
#[must_use]
pub fn with_dates_as_text(text: &str) -> Cow<'_, str> {
    if !may_have_numbers(text) {
        return Cow::Borrowed(text);
    }
    let arena = Arena::new();
    let mut edits: Vec<(Span, &str)> =
        numbered_lists(&Markdown::parse(&arena, text)).iter().flat_map(NumberedList::edits).collect();
    if edits.is_empty() {
        return Cow::Borrowed(text);
    }
    edits.sort_by_key(|(span, _)| *span);
    Cow::Owned(edited(text, Span::new(0, text.len()), &edits))
}

fn edited(text: &str, span: Span, edits: &[(Span, &str)]) -> String {
    let mut at = span.start as usize;
    let mut out = String::new();
    for (place, new) in edits {
        out += &text[at..place.start as usize];
        out += new;
        at = place.end as usize;
    }
    out + &text[at..span.end as usize]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mended(text: &str) -> String {
        with_dates_as_text(text).into_owned()
    }

    #[test]
    fn dates_at_the_start_of_a_line_are_text() {
        for (text, expected) in [
            (
                "17. mai 2020 åpnet den.\n\n5. juni kom den første klagen.\n",
                "17\\. mai 2020 åpnet den.\n\n5\\. juni kom den første klagen.\n",
            ),
            ("17. mai: åpning\n5. juni: klage\n", "- 17\\. mai: åpning\n- 5\\. juni: klage\n"),
            ("- 17. mai: åpning\n- 5) JUNI: klage\n", "- 17\\. mai: åpning\n- 5\\) JUNI: klage\n"),
            ("> 1. mai er fri.\n", "> 1\\. mai er fri.\n"),
            ("> - **\n>\n>   3. *des* 2020\n", "> - **\n>\n>   3\\. *des* 2020\n"),
            (
                "2019. Da begynte det.\n\n2021. Da sluttet det.\n",
                "2019\\. Da begynte det.\n\n2021\\. Da sluttet det.\n",
            ),
            ("17. mai\n\n    - punkt\n", "- 17\\. mai\n\n    - punkt\n"),
            ("1. kvartal 2020 var bra.\n", "1\\. kvartal 2020 var bra.\n"),
            ("1. mai.\n1. juni.\n\n31. juli.\n", "- 1\\. mai.\n- 1\\. juni.\n\n31\\. juli.\n"),
            ("> 3. mai.\n> 1. juni.\n", "> - 3\\. mai.\n> - 1\\. juni.\n"),
            ("24. 12. var det jul.\n", "24\\. 12. var det jul.\n"),
            ("17. mai.\n\n4. Kart.\n", "17\\. mai.\n\n4. Kart.\n"),
        ] {
            assert_eq!(mended(text), expected, "{text:?}");
            assert_eq!(mended(expected), expected, "{text:?}");
        }
    }

    #[test]
    fn lists_stay() {
        for text in [
            "1. a\n2. b\n",
            "1. a\n1. b\n1. c\n",
            "3. Resultater\n",
            "1. mai\n2. mai\n3. mai\n",
            "1. mai-møtet\n",
            "1. marsjer\n1. a\n",
            "17\\. mai\n",
            "    17. mai\n",
            "```\n17. mai\n```\n",
            "32. mai\n",
            "1234567890. mai\n",
            "Ord\n17. mai\n",
        ] {
            assert_eq!(mended(text), text);
        }
    }

    #[test]
    fn what_is_shown_otherwise_is_known() {
        let is_renumbered = |text: &str| {
            let arena = Arena::new();
            numbered_lists(&Markdown::parse(&arena, text)).iter().any(NumberedList::is_renumbered)
        };
        for text in ["1. a\n2. b\n2. c\n", "1. a\n3. b\n", "5. a\n5. b\n", "3) a\n2) b\n", "- x\n\n  1. a\n  4. b\n"] {
            assert!(is_renumbered(text), "{text:?}");
        }
        for text in
            ["1. a\n2. b\n", "1. a\n1. b\n", "0. a\n0. b\n", "0. a\n1. b\n", "4. a\n5. b\n", "1. a\n\n\nb\n\n3. c\n"]
        {
            assert!(!is_renumbered(text), "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn no_date_is_an_item_once_they_are_mended(parts in proptest::collection::vec(proptest::sample::select(vec![
            "17. mai", "5. juni", "2019. a", "1. a", "2. kvartal", "3) b", "- ", "> ", "\n", "\n\n", "    ", "  ", "b", "`", "\t", "[a]: b\n", "## ", "|",
        ]), 0..12)) {
            let text = parts.concat();
            let mended = mended(&text);
            prop_assert!(mended == text || may_have_numbers(&text));
            let undone = mended.replace("\\.", ".").replace("\\)", ")");
            prop_assert!(undone.len() >= text.len());
        }

        #[test]
        fn the_fast_path_passes_no_list_over(parts in proptest::collection::vec(proptest::sample::select(vec![
            "1. ", "2.", ")", "a", "- ", "> ", "\n", "\r", "\t", "  ", "12345", "* ", "+ ",
        ]), 0..12)) {
            let text = parts.concat();
            let arena = Arena::new();
            prop_assert!(may_have_numbers(&text) || numbered_lists(&Markdown::parse(&arena, &text)).is_empty(), "{:?}", text);
        }
    }
}
