//! How wide words are, roughly, so that they can be broken or shortened to the room there is.

use std::sync::LazyLock;

use skrifa::{
    FontRef, MetadataProvider,
    charmap::Charmap,
    instance::{LocationRef, Size},
    metrics::GlyphMetrics,
};

use crate::embedded;

/// The size of all words in figures: as large as the text around them on a wide page, and still read on a narrow one.
pub const SIZE: f64 = 14.0;
/// The height of a line of words.
pub const LINE: f64 = 18.0;
/// Letters of other families, which a reader's machine may show, are wider: those of `DejaVu` Sans by an eighth, bold by a fifth.
const SLACK: f64 = 1.12;
const BOLD_SLACK: f64 = 1.2;
/// Letters that the font lacks, of other scripts, and pictures, may be as wide as they are high.
const WIDEST: f32 = 1.1;

/// Bold comes first, by its name, then regular, then those with letters that these lack. Each table of a font is looked up once, and not for each letter.
static FACES: LazyLock<Vec<Face>> = LazyLock::new(|| {
    let fonts = embedded::fonts().filter_map(|font| FontRef::new(font).ok());
    fonts.map(|font| Face::of(&font)).collect()
});

/// Holds how far each letter moves the next one on.
struct Face {
    letters: Charmap<'static>,
    glyphs: GlyphMetrics<'static>,
    /// The same for letters that Norwegian and its neighbours use.
    usual: Vec<Option<f32>>,
}

impl Face {
    /// The letters before this one are the usual ones.
    const USUAL: u32 = 0x180;

    fn of(font: &FontRef<'static>) -> Self {
        let (letters, glyphs) = (font.charmap(), font.glyph_metrics(Size::new(1.0), LocationRef::default()));
        let mut face = Self { letters, glyphs, usual: Vec::new() };
        face.usual = (0..Self::USUAL).filter_map(char::from_u32).map(|c| face.advance(c)).collect();
        face
    }

    /// Returns how far a letter moves the next one on, as a share of the size; none where the font lacks it.
    fn advance(&self, c: char) -> Option<f32> {
        let of_font = || self.letters.map(c).and_then(|glyph| self.glyphs.advance_width(glyph));
        self.usual.get(c as usize).copied().unwrap_or_else(of_font)
    }
}

/// Returns the width of words.
pub fn width(text: &str, is_bold: bool) -> f64 {
    let faces = FACES.get(usize::from(!is_bold)..).unwrap_or_default();
    let of_letter = |c: char| faces.iter().find_map(|face| face.advance(c)).unwrap_or(WIDEST);
    let ems: f32 = text.chars().filter(|c| !joins(*c)).map(of_letter).sum();
    f64::from(ems) * SIZE * if is_bold { BOLD_SLACK } else { SLACK }
}

/// Returns whether a character stands on the one before it.
fn joins(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
        || c.is_control()
}

/// Breaks words into at most `most` lines that fit; what is left over becomes `…`.
pub fn lines(text: &str, room: f64, is_bold: bool, most: usize) -> Vec<String> {
    let is_space = |c: char| c.is_whitespace() && c != '\u{a0}';
    let fits = |text: &str| width(text, is_bold) <= room;
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split(is_space).filter(|word| !word.is_empty()) {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if fits(&longer) {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        let mut rest = word;
        while !fits(rest) {
            let (start, end) = cut(rest, room, '-', is_bold);
            lines.push(format!("{start}-"));
            rest = end;
            if lines.len() > most {
                break;
            }
        }
        rest.clone_into(&mut line);
        if lines.len() > most {
            break;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    if lines.len() > most {
        let rest = lines.split_off(most.saturating_sub(1)).join(" ");
        lines.push(shortened(&rest, room, is_bold));
    }
    lines
}

/// Shortens words to one line that fits.
fn shortened(text: &str, room: f64, is_bold: bool) -> String {
    let (start, end) = cut(text, room, '…', is_bold);
    if end.is_empty() { start.to_owned() } else { format!("{}…", start.trim_end_matches([' ', ',', '-', '–'])) }
}

/// Cuts words where they fit with a sign behind them, never before a character that stands on another.
fn cut(text: &str, room: f64, sign: char, is_bold: bool) -> (&str, &str) {
    let sign = width(&sign.to_string(), is_bold);
    let places = text.char_indices().skip(1).filter(|(_, c)| !joins(*c)).map(|(at, _)| at).chain([text.len()]);
    let mut end = None;
    for at in places {
        // Something must come along, however narrow the room is.
        if end.is_none() || width(&text[..at], is_bold) + sign <= room {
            end = Some(at);
        } else {
            break;
        }
    }
    text.split_at(end.unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_broken_between_words_and_shortened_at_the_end() {
        assert_eq!(lines("Utforske og definere", 100.0, false, 2), ["Utforske og", "definere"]);
        assert_eq!(lines("Metodebeskrivelse", 70.0, false, 3), ["Metode-", "beskrive-", "lse"]);
        let long = "Helhetlig tjeneste for forebygging av økonomiske problemer i alle kommuner";
        assert_eq!(lines(long, 150.0, false, 2), ["Helhetlig tjeneste", "for forebygging av…"]);
        assert_eq!(lines(" \n ", 100.0, false, 2), Vec::<String>::new());
    }

    #[test]
    fn norwegian_letters_are_as_wide_as_their_like() {
        assert!(width("æøå", false) > width("aoa", false));
        assert!(width("18,8\u{a0}mill.", true) > width("18,8\u{a0}mill.", false));
        assert!((width("e\u{301}", false) - width("e", false)).abs() < f64::EPSILON);
    }

    /// Lists the letters that no font has.
    fn lost(text: &str) -> BTreeSet<char> {
        assert_eq!(FACES.len(), embedded::fonts().count());
        let has_shape = |c: &char| !(joins(*c) || c.is_whitespace() || matches!(c, '\u{ad}' | '\u{feff}'));
        text.chars().filter(has_shape).filter(|c| FACES.iter().all(|face| face.advance(*c).is_none())).collect()
    }

    #[test]
    fn the_fonts_have_every_letter_that_the_program_and_its_portfolio_write() {
        assert_eq!(
            lost("18,8\u{a0}mill. – «å» Čč Đđ Ŋŋ Ŧŧ Šš Žž Ǧǧ Ǩǩ Ǥǥ Ǯǯ − ≤ ≥ → ← ± × ✓ ● ○ ☐ ☑ …"),
            BTreeSet::new()
        );
        assert_eq!(lost("aع🎉"), BTreeSet::from(['ع', '🎉']));
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let folders = ["templates/lang", "portfolio"].map(|folder| walkdir::WalkDir::new(root.join(folder)));
        let files = folders.into_iter().flatten().map(|entry| entry.unwrap().into_path());
        for file in files.chain([root.join("templates/lifecycle.yaml")]) {
            let is_text = file.extension().is_some_and(|ending| ending == "yaml" || ending == "md");
            if is_text {
                assert_eq!(lost(&std::fs::read_to_string(&file).unwrap()), BTreeSet::new(), "{}", file.display());
            }
        }
    }

    proptest! {
        #[test]
        fn any_words_fit(text in "\\PC{0,60}", room in 20.0..300.0_f64, most in 1_usize..4, is_bold: bool) {
            let lines = lines(&text, room, is_bold, most);
            prop_assert!(lines.len() <= most);
            for line in lines {
                // One character and its sign may be wider than a very narrow room.
                prop_assert!(width(&line, is_bold) <= room.max(40.0), "{line}");
            }
        }
    }
}
