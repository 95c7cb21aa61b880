//! XML written into memory: elements, attributes and text, without the characters that XML cannot hold.

use std::borrow::Cow;

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};

/// Holds a part of a document that is being written.
pub struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// Starts an element that stands in something else.
    pub fn fragment() -> Self {
        Self(Writer::new(Vec::new()))
    }

    /// Starts a part.
    pub fn part() -> Self {
        let mut xml = Self::fragment();
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        xml
    }

    /// Opens an element.
    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Start(start(name, attributes)));
    }

    /// Closes an element.
    pub fn close(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// Writes an element that holds nothing.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Empty(start(name, attributes)));
    }

    /// Writes an element that holds text.
    pub fn words(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.event(Event::Text(BytesText::new(&clean(text))));
        self.close(name);
    }

    /// Ends a line, where a person may read the text.
    pub fn end_line(&mut self) {
        self.event(Event::Text(BytesText::from_escaped("\n")));
    }

    /// Returns what was written.
    pub fn bytes(self) -> Vec<u8> {
        self.0.into_inner()
    }

    fn event(&mut self, event: Event<'_>) {
        // Writing to memory cannot fail.
        let _ = self.0.write_event(event);
    }
}

fn start<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        start.push_attribute((*key, &*clean(value)));
    }
    start
}

/// Leaves out the characters that no XML can hold, not even escaped.
fn clean(text: &str) -> Cow<'_, str> {
    let is_known =
        |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    if text.chars().all(is_known) { Cow::Borrowed(text) } else { text.chars().filter(|c| is_known(*c)).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        let mut xml = Xml(Writer::new(Vec::new()));
        xml.words("a", &[("b", "\"<\u{fffe}>\"")], "x\u{0}\u{b}\u{ffff}& ]]> 🙂");
        let written = String::from_utf8(xml.bytes()).unwrap();
        assert_eq!(written, "<a b=\"&quot;&lt;&gt;&quot;\">x&amp; ]]&gt; 🙂</a>");
    }
}
