//! What kind of picture some bytes are, whatever the file is called.

use super::drawing::is_drawing;

/// Names a kind of picture that a document can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureKind {
    /// Dots, without loss.
    Png,
    /// A photograph.
    Jpeg,
    /// Few colours, perhaps in motion.
    Gif,
    /// Dots or a photograph, as the web has them; Word gets them as PNG.
    Webp,
    /// A drawing.
    Svg,
}

impl PictureKind {
    /// Tells the kind from the bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some(Self::Png),
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Self::Gif),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::Webp),
            _ => is_drawing(bytes).then_some(Self::Svg),
        }
    }

    /// Returns the ending of files of this kind.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpeg",
            Self::Gif => "gif",
            Self::Webp => "webp",
            Self::Svg => "svg",
        }
    }

    /// Returns the kind as a page names it.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
            Self::Svg => "image/svg+xml",
        }
    }

    /// Returns whether a file of this kind may have a name; without an ending, a name says nothing.
    #[must_use]
    pub fn fits_name(self, name: &str) -> bool {
        let Some((_, ending)) = name.rsplit_once('.') else { return true };
        let ending = ending.to_lowercase();
        ending == self.ending() || (self == Self::Jpeg && ["jpg", "jpe", "jfif"].contains(&ending.as_str()))
    }
}

/// Returns the name of a kind of file that people take for a picture, and that no document can show.
pub fn unshown_kind(bytes: &[u8]) -> Option<&'static str> {
    const STARTS: [(&[u8], &str); 13] = [
        (b"BM", "BMP"),
        (b"II*\0", "TIFF"),
        (b"MM\0*", "TIFF"),
        (b"\0\0\x01\0", "ICO"),
        (b"8BPS", "PSD"),
        (b"%PDF-", "PDF"),
        (b"%!PS", "EPS"),
        (b"\xc5\xd0\xd3\xc6", "EPS"),
        (b"\xd7\xcd\xc6\x9a", "WMF"),
        (b"\x1f\x8b", "SVGZ"),
        (b"\xff\x0a", "JPEG XL"),
        (b"\0\0\0\x0cJXL ", "JPEG XL"),
        (b"\0\0\0\x0cjP  ", "JPEG 2000"),
    ];
    if bytes.get(4..8) == Some(b"ftyp") {
        return match bytes.get(8..12)? {
            b"avif" | b"avis" => Some("AVIF"),
            b"heic" | b"heix" | b"hevc" | b"heim" | b"heis" | b"hevm" | b"hevs" | b"mif1" | b"msf1" => Some("HEIC"),
            _ => Some("MP4"),
        };
    }
    if bytes.get(40..44) == Some(b" EMF") {
        return Some("EMF");
    }
    STARTS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_kinds_are_held_together() {
        assert!(PictureKind::Jpeg.fits_name("a.JPG") && PictureKind::Jpeg.fits_name("a.jpeg"));
        assert!(PictureKind::Png.fits_name("bilde") && !PictureKind::Jpeg.fits_name("a.png"));
    }

    #[test]
    fn kinds_that_no_document_shows_have_names() {
        for (bytes, name) in [
            (&b"BM\x36\0"[..], "BMP"),
            (b"II*\0", "TIFF"),
            (b"\0\0\0\x1cftypavif", "AVIF"),
            (b"\0\0\0\x18ftypheic", "HEIC"),
            (b"%PDF-1.7", "PDF"),
        ] {
            assert_eq!((unshown_kind(bytes), PictureKind::of(bytes)), (Some(name), None));
        }
        assert_eq!(unshown_kind(b"hei"), None);
    }
}
