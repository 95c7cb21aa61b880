//! Defines bullets and numbers for each level, and the start of each numbered list.

use super::namespaces::NAMESPACES;
use crate::report::xml::Xml;

/// The deepest level: Word has nine.
pub const DEEPEST: u8 = 8;
/// The indent of each level, in twentieths of a point.
pub const STEP: u32 = 397;

const BULLETS: [&str; 3] = ["•", "–", "·"];
const NUMBERS: [(&str, char); 3] = [("decimal", '.'), ("lowerLetter", '.'), ("lowerRoman", '.')];

/// Holds the level and the first number of each numbered list.
#[derive(Default)]
pub struct Lists(Vec<(u8, usize)>);

impl Lists {
    /// Returns the definition number of all lists with bullets.
    pub fn bullets() -> u32 {
        1
    }

    /// Returns the definition number of a new numbered list.
    pub fn numbered(&mut self, level: u8, start: usize) -> u32 {
        self.0.push((level, start));
        u32::try_from(self.0.len()).unwrap_or(u32::MAX - 1) + 1
    }

    /// Writes the definitions.
    pub fn xml(&self) -> Vec<u8> {
        let mut xml = Xml::document();
        xml.open("w:numbering", NAMESPACES);
        for kind in ["0", "1"] {
            xml.open("w:abstractNum", &[("w:abstractNumId", kind)]);
            xml.empty("w:multiLevelType", &[("w:val", "hybridMultilevel")]);
            for level in 0..=DEEPEST {
                let format_at = usize::from(level) % 3;
                let (format, text) = match kind {
                    "0" => ("bullet", BULLETS[format_at].to_owned()),
                    _ => (NUMBERS[format_at].0, format!("%{}{}", level + 1, NUMBERS[format_at].1)),
                };
                xml.open("w:lvl", &[("w:ilvl", &level.to_string())]);
                xml.empty("w:start", &[("w:val", "1")]);
                xml.empty("w:numFmt", &[("w:val", format)]);
                xml.empty("w:lvlText", &[("w:val", &text)]);
                xml.empty("w:lvlJc", &[("w:val", "left")]);
                xml.open("w:pPr", &[]);
                let (left, hanging) = (STEP * (u32::from(level) + 1), STEP);
                xml.empty("w:ind", &[("w:left", &left.to_string()), ("w:hanging", &hanging.to_string())]);
                xml.close("w:pPr");
                xml.close("w:lvl");
            }
            xml.close("w:abstractNum");
        }
        Self::num(&mut xml, Self::bullets(), "0", None);
        for (at, list) in (2..).zip(&self.0) {
            Self::num(&mut xml, at, "1", Some(*list));
        }
        xml.close("w:numbering");
        xml.bytes()
    }

    fn num(xml: &mut Xml, number: u32, kind: &str, start: Option<(u8, usize)>) {
        xml.open("w:num", &[("w:numId", &number.to_string())]);
        xml.empty("w:abstractNumId", &[("w:val", kind)]);
        if let Some((level, start)) = start {
            xml.open("w:lvlOverride", &[("w:ilvl", &level.to_string())]);
            // The largest number in Word.
            xml.empty("w:startOverride", &[("w:val", &start.min(32_767).to_string())]);
            xml.close("w:lvlOverride");
        }
        xml.close("w:num");
    }
}
