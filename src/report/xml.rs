//! Writes XML into memory, without the characters that XML does not allow.

use std::borrow::Cow;

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};

/// Holds XML while it is written.
pub struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// Starts XML without a declaration, to be used inside other XML.
    pub fn fragment() -> Self {
        Self(Writer::new(Vec::new()))
    }

    /// Starts a document with a declaration.
    pub fn document() -> Self {
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

    /// Writes an empty element.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Empty(start(name, attributes)));
    }

    /// Writes an element with text.
    pub fn text_element(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.event(Event::Text(BytesText::new(&clean(text))));
        self.close(name);
    }

    /// Writes a line break, for people who read the XML.
    pub fn end_line(&mut self) {
        self.event(Event::Text(BytesText::from_escaped("\n")));
    }

    /// Returns the XML.
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

/// Leaves out the characters that XML does not allow, not even escaped.
fn clean(text: &str) -> Cow<'_, str> {
    let is_allowed =
        |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    if text.chars().all(is_allowed) { Cow::Borrowed(text) } else { text.chars().filter(|c| is_allowed(*c)).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_xml_does_not_allow_are_left_out() {
        let mut xml = Xml(Writer::new(Vec::new()));
        xml.text_element("a", &[("b", "\"<\u{fffe}>\"")], "x\u{0}\u{b}\u{ffff}& ]]> 🙂");
        let written = String::from_utf8(xml.bytes()).unwrap();
        assert_eq!(written, "<a b=\"&quot;&lt;&gt;&quot;\">x&amp; ]]&gt; 🙂</a>");
    }
}
