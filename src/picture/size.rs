//! How large a picture is.

use super::{drawing, kind::PictureKind};

/// The longest side a picture may say it has; some say that it has no end.
const LONGEST: f64 = 1e9;

/// Returns width and height in pixels; none where a picture is broken or has no size.
#[must_use]
pub fn size(bytes: &[u8], kind: PictureKind) -> Option<(f64, f64)> {
    let (width, height) = match kind {
        PictureKind::Svg => drawing::size(bytes)?,
        _ => {
            let size = imagesize::blob_size(bytes).ok()?;
            (f64::from(u32::try_from(size.width).ok()?), f64::from(u32::try_from(size.height).ok()?))
        }
    };
    let is_side = |side: f64| (1.0..=LONGEST).contains(&side);
    (is_side(width) && is_side(height)).then_some((width, height))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(bytes: &[u8]) -> Option<(PictureKind, (f64, f64))> {
        let kind = PictureKind::of(bytes)?;
        Some((kind, size(bytes, kind)?))
    }

    #[test]
    fn kinds_and_sizes_are_told_from_the_bytes() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\x02\0\0\0\x03";
        assert_eq!(known(png), Some((PictureKind::Png, (258.0, 3.0))));
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x0b\x08\0\x05\x01\0";
        assert_eq!(known(jpeg), Some((PictureKind::Jpeg, (256.0, 5.0))));
        assert_eq!(known(b"GIF89a\x07\0\x08\0\0\0\0"), Some((PictureKind::Gif, (7.0, 8.0))));
        let svg = b"<?xml version=\"1.0\"?><!-- a --><svg viewBox=\"0 0 12 5.5\"/>";
        assert_eq!(known(svg), Some((PictureKind::Svg, (12.0, 5.5))));
        for broken in
            [&b"\x89PNG"[..], b"\xff\xd8\xff", b"<html/>", b"<svg viewBox=\"0 0 0 0\"/>", b"", b"\xff\xfe", b"a <svg/>"]
        {
            assert_eq!(known(broken), None, "{broken:?}");
        }
    }

    #[test]
    fn drawings_have_a_size_in_every_unit() {
        for (attributes, expected) in [
            ("width=\"3px\" height=\"4\"", (3.0, 4.0)),
            ("width=\"25.4mm\" height=\"2.54cm\"", (96.0, 96.0)),
            ("width=\"1in\" height=\"72pt\"", (96.0, 96.0)),
            ("width=\"2em\" height=\"1pc\"", (32.0, 16.0)),
            ("width=\"100%\" height=\"100%\" viewBox=\"0 0 100 50\"", (100.0, 50.0)),
            ("width=\"200\" viewBox=\"0,0,100,50\"", (200.0, 100.0)),
            ("height=\"200\" viewBox=\"0 0 100 50\"", (400.0, 200.0)),
            ("width=\"100%\" height=\"auto\" viewBox=\"0 0 100 50\"", (100.0, 50.0)),
            ("", (300.0, 150.0)),
            ("width=\"100%\"", (300.0, 150.0)),
        ] {
            let drawing = format!("<svg {attributes}/>");
            assert_eq!(known(drawing.as_bytes()), Some((PictureKind::Svg, expected)), "{attributes}");
        }
    }
}
