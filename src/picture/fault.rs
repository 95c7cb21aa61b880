//! What is wrong with the file of a picture, so that no document shows it.

use flate2::Crc;
use memchr::memmem;

use super::{
    drawing::{has_namespace, is_linked},
    kind::{PictureKind, unshown_kind},
    limits::{LARGEST_PICTURE, MOST_PIXELS},
    metadata::without_metadata,
    size::size,
};

/// Says why the file of a picture is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureFault {
    /// It has no bytes.
    Empty,
    /// It is a note of Git LFS; the picture itself was not fetched.
    Pointer,
    /// It is a web page, as saved instead of the picture.
    WebPage,
    /// It is another kind of file, or text.
    NoPicture,
    /// It is a kind of picture that not everything shows.
    Unshown(&'static str),
    /// Its end or a part of it is missing, or bytes in it are wrong.
    Damaged,
    /// It is a drawing that does not say so, so that browsers show nothing.
    NoNamespace,
    /// It is a drawing that takes a part of itself from another file, which no page asks for.
    Linked,
    /// It has too many bytes.
    TooLarge,
    /// It has too many pixels.
    TooManyPixels {
        /// Its width.
        width: u64,
        /// Its height.
        height: u64,
    },
}

/// Returns the kind of a picture, or what is wrong with its file.
///
/// # Errors
/// Says why no document shows it.
pub fn judge(bytes: &[u8]) -> Result<PictureKind, PictureFault> {
    if bytes.len() > LARGEST_PICTURE {
        return Err(PictureFault::TooLarge);
    }
    if bytes.trim_ascii().is_empty() {
        return Err(PictureFault::Empty);
    }
    if is_pointer(bytes) {
        return Err(PictureFault::Pointer);
    }
    if is_web_page(bytes) {
        return Err(PictureFault::WebPage);
    }
    let Some(kind) = PictureKind::of(bytes) else { return Err(why_no_picture(bytes)) };
    let (width, height) = size(bytes, kind).ok_or(PictureFault::Damaged)?;
    if kind != PictureKind::Svg && width * height > MOST_PIXELS {
        // Both are whole numbers below the longest side.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sizes are small whole numbers")]
        return Err(PictureFault::TooManyPixels { width: width as u64, height: height as u64 });
    }
    if kind == PictureKind::Svg && !has_namespace(bytes) {
        return Err(PictureFault::NoNamespace);
    }
    if kind == PictureKind::Svg && is_linked(bytes) {
        return Err(PictureFault::Linked);
    }
    if is_whole(bytes, kind) { Ok(kind) } else { Err(PictureFault::Damaged) }
}

/// Returns whether a file is a note of Git LFS instead of the file itself.
#[must_use]
pub fn is_pointer(bytes: &[u8]) -> bool {
    [&b"version https://git-lfs.github.com/spec/"[..], b"version https://hawser.github.com/spec/"]
        .iter()
        .any(|start| bytes.starts_with(start))
}

fn why_no_picture(bytes: &[u8]) -> PictureFault {
    if let Some(name) = unshown_kind(bytes) {
        return PictureFault::Unshown(name);
    }
    // A picture that was taken for text has other line ends, so its first bytes are wrong.
    if bytes.starts_with(b"\x89PNG") || bytes.starts_with(b"\x1aPNG") {
        return PictureFault::Damaged;
    }
    if memmem::find(bytes, b"<svg").is_some() { PictureFault::Damaged } else { PictureFault::NoPicture }
}

fn is_web_page(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]);
    let start = start.trim_start_matches('\u{feff}').trim_start().to_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

/// Returns whether all of a picture is there, and shows something.
fn is_whole(bytes: &[u8], kind: PictureKind) -> bool {
    let Some(kept) = without_metadata(bytes.to_vec()) else { return false };
    match kind {
        PictureKind::Jpeg => kept.ends_with(&[0xff, 0xd9]),
        PictureKind::Png => are_chunks_right(&kept),
        PictureKind::Webp => {
            let said = bytes.get(4..8).and_then(|length| length.try_into().ok()).map_or(0, u32::from_le_bytes);
            said as usize + 8 <= bytes.len() + 1
        }
        PictureKind::Gif => kept.contains(&0x2c),
        PictureKind::Svg => true,
    }
}

/// Returns whether the checksums of a PNG's parts are right, and it has dots.
fn are_chunks_right(png: &[u8]) -> bool {
    let (mut at, mut has_dots) = (8, false);
    while let Some(length) = png.get(at..at + 4).and_then(|length| length.try_into().ok()).map(u32::from_be_bytes) {
        let end = at + 8 + length as usize;
        let (Some(chunk), Some(sum)) = (png.get(at + 4..end), png.get(end..end + 4)) else { return false };
        let mut crc = Crc::new();
        crc.update(chunk);
        // Viewers pass over a broken part that is optional.
        if chunk[0].is_ascii_uppercase() && crc.sum().to_be_bytes() != sum {
            return false;
        }
        has_dots |= chunk.starts_with(b"IDAT");
        at = end + 4;
    }
    has_dots
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A PNG of one pixel.
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55\
        \0\0\0\x0aIDAT\x78\x9c\x63\x68\0\0\0\x82\0\x81\x77\xcd\x72\xb6\0\0\0\0IEND\xae\x42\x60\x82";

    #[test]
    fn a_picture_is_told_from_what_is_none() {
        assert_eq!(judge(PNG), Ok(PictureKind::Png));
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 1\"><g><path d=\"M0 0\"/></g></svg>";
        assert_eq!(judge(svg), Ok(PictureKind::Svg));
        let large = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff\xff\0\0\xff\xff", &PNG[24..]].concat();
        for (bytes, fault) in [
            (&b""[..], PictureFault::Empty),
            (b" \n", PictureFault::Empty),
            (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 4\n", PictureFault::Pointer),
            (b"\xef\xbb\xbf <!DOCTYPE html><svg></svg>", PictureFault::WebPage),
            (b"../felles/kart.png", PictureFault::NoPicture),
            (b"BM\x36\x01", PictureFault::Unshown("BMP")),
            (&PNG[..60], PictureFault::Damaged),
            (&PNG[..20], PictureFault::Damaged),
            (b"\x89PNG\n\x1a\n\0\0\0\rIHDR", PictureFault::Damaged),
            (b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x0b\x08\0\x05\x01\0", PictureFault::Damaged),
            (b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"2\" height=\"1\"><g><path", PictureFault::Damaged),
            (b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"2\" height=\"1\"><g>", PictureFault::Damaged),
            (b"<svg viewBox=\"0 0 2 1\"/>", PictureFault::NoNamespace),
            (&large, PictureFault::TooManyPixels { width: 65_535, height: 65_535 }),
            (&vec![b'a'; LARGEST_PICTURE + 1], PictureFault::TooLarge),
        ] {
            assert_eq!(judge(bytes), Err(fault), "{:?}", String::from_utf8_lossy(&bytes[..bytes.len().min(40)]));
        }
    }

    #[test]
    fn a_wrong_byte_in_the_dots_is_found() {
        let mut bytes = PNG.to_vec();
        bytes[44] ^= 1;
        assert_eq!(judge(&bytes), Err(PictureFault::Damaged));
    }

    proptest! {
        #[test]
        fn any_bytes_are_judged(start in 0usize..6, bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let starts: [&[u8]; 6] = [b"\xff\xd8\xff", PNG, b"GIF89a", b"RIFF\0\0\0\0WEBP", b"<svg>", b""];
            let _ = judge(&[starts[start], &bytes].concat());
        }
    }
}
