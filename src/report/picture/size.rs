//! What kind of picture some bytes are, and how large it is.

use imagesize::ImageType;
use quick_xml::{Reader, events::Event};

/// Names a kind of picture that a document can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Dots, without loss.
    Png,
    /// A photograph.
    Jpeg,
    /// Few colours.
    Gif,
    /// A drawing.
    Svg,
}

impl Kind {
    /// Tells the kind from the bytes, whatever the file is called.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match imagesize::image_type(bytes) {
            Ok(ImageType::Png) => Some(Self::Png),
            Ok(ImageType::Jpeg) => Some(Self::Jpeg),
            Ok(ImageType::Gif) => Some(Self::Gif),
            _ => drawing_size(bytes).map(|_| Self::Svg),
        }
    }

    /// Returns the ending of files of this kind.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpeg",
            Self::Gif => "gif",
            Self::Svg => "svg",
        }
    }
}

/// The longest side a picture may say it has; some say that it has no end.
const LONGEST: f64 = 1e9;

/// Returns width and height in pixels; none where a picture is broken or has no size.
pub fn size(bytes: &[u8], kind: Kind) -> Option<(f64, f64)> {
    let (width, height) = match kind {
        Kind::Svg => drawing_size(bytes)?,
        _ => {
            let size = imagesize::blob_size(bytes).ok()?;
            (f64::from(u32::try_from(size.width).ok()?), f64::from(u32::try_from(size.height).ok()?))
        }
    };
    let is_side = |side: f64| (1.0..=LONGEST).contains(&side);
    (is_side(width) && is_side(height)).then_some((width, height))
}

/// Returns the size that a drawing says it has, else that of its view.
fn drawing_size(bytes: &[u8]) -> Option<(f64, f64)> {
    let mut reader = Reader::from_str(std::str::from_utf8(bytes).ok()?);
    let start = loop {
        match reader.read_event().ok()? {
            Event::Start(start) | Event::Empty(start) => break start,
            Event::Eof => return None,
            _ => {}
        }
    };
    if start.local_name().as_ref() != "svg" {
        return None;
    }
    let value = |name: &str| {
        let found = start.try_get_attribute(name).ok()??;
        Some(found.value.into_owned())
    };
    let length = |name: &str| value(name)?.trim_end_matches("px").trim().parse::<f64>().ok();
    match (length("width"), length("height")) {
        (Some(width), Some(height)) => Some((width, height)),
        _ => {
            let view = value("viewBox")?;
            let mut sides = view.split([' ', ',']).filter(|part| !part.is_empty()).skip(2).map(str::parse);
            Some((sides.next()?.ok()?, sides.next()?.ok()?))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(bytes: &[u8]) -> Option<(Kind, (f64, f64))> {
        let kind = Kind::of(bytes)?;
        Some((kind, size(bytes, kind)?))
    }

    #[test]
    fn kinds_and_sizes_are_told_from_the_bytes() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\x02\0\0\0\x03";
        assert_eq!(known(png), Some((Kind::Png, (258.0, 3.0))));
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x0b\x08\0\x05\x01\0";
        assert_eq!(known(jpeg), Some((Kind::Jpeg, (256.0, 5.0))));
        assert_eq!(known(b"GIF89a\x07\0\x08\0\0\0\0"), Some((Kind::Gif, (7.0, 8.0))));
        let svg = b"<?xml version=\"1.0\"?><!-- a --><svg viewBox=\"0 0 12 5.5\"/>";
        assert_eq!(known(svg), Some((Kind::Svg, (12.0, 5.5))));
        assert_eq!(known(b"<svg width=\"3px\" height=\"4\">"), Some((Kind::Svg, (3.0, 4.0))));
        for broken in [&b"\x89PNG"[..], b"\xff\xd8\xff", b"<html/>", b"<svg viewBox=\"0 0 0 0\"/>", b"", b"\xff\xfe"] {
            assert_eq!(known(broken), None, "{broken:?}");
        }
    }
}
