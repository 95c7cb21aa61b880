//! Removes the metadata of cameras and editors from pictures: locations, names, dates, comments and file paths.

mod drawing;

/// Returns a picture without metadata; `None` if it is broken. A picture of another kind stays as it is.
#[must_use]
pub fn without_metadata(bytes: Vec<u8>) -> Option<Vec<u8>> {
    match bytes.as_slice() {
        [0xff, 0xd8, 0xff, ..] => jpeg(&bytes, true),
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => png(&bytes),
        [b'G', b'I', b'F', b'8', ..] => gif(&bytes),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => webp(&bytes),
        _ => match str::from_utf8(&bytes) {
            Ok(text) if text.contains("<svg") || text.contains(":svg") => {
                drawing::without_metadata(text).map(String::into_bytes)
            }
            _ => Some(bytes),
        },
    }
}

/// Returns a photograph without the note about how the camera was held, and without metadata; `None` if it is broken.
#[must_use]
pub fn without_orientation(photograph: &[u8]) -> Option<Vec<u8>> {
    jpeg(photograph, false)
}

/// Returns how the camera was held, as Exif numbers it: 1 is upright, 6 a quarter turn. Pictures without metadata still have it.
#[must_use]
pub fn orientation_of(bytes: &[u8]) -> u16 {
    let is_photograph = bytes.starts_with(&[0xff, 0xd8, 0xff]);
    let mut at = 2;
    while let Some(&[0xff, kind, high, low]) = bytes.get(at..at + 4).filter(|_| is_photograph) {
        if kind == 0xff {
            at += 1;
            continue;
        }
        let end = at + 2 + usize::from(u16::from_be_bytes([high, low]));
        let segment = bytes.get(at..end).unwrap_or_default();
        if let Some(side) = segment.get(4..).filter(|_| kind == 0xe1).and_then(orientation) {
            return if (2..=8).contains(&side) { side } else { 1 };
        }
        if kind == 0xda {
            break;
        }
        at = end;
    }
    1
}

/// Keeps the parts of a JPEG file that are visible: tables and data, the colour profile and, if asked for, the orientation.
fn jpeg(bytes: &[u8], with_orientation: bool) -> Option<Vec<u8>> {
    let mut out = bytes.get(..2)?.to_vec();
    let mut at = 2;
    loop {
        let [0xff, kind] = *bytes.get(at..at + 2)? else { return None };
        if kind == 0xff {
            at += 1;
            continue;
        }
        // Bytes after the end are not part of the picture.
        if kind == 0xd9 {
            out.extend([0xff, 0xd9]);
            return Some(out);
        }
        let length = usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
        let segment = bytes.get(at..at + 2 + length)?;
        match kind {
            0xe1 => {
                let side = orientation(segment.get(4..)?).filter(|side| with_orientation && (2..=8).contains(side));
                if let Some(side) = side {
                    out.extend(only_orientation(side));
                }
            }
            // JFIF, the colour profile, and Adobe's note about how colours are stored.
            0xe0 | 0xe2 | 0xee => out.extend(segment),
            0xe3..=0xef | 0xfe => {}
            _ => out.extend(segment),
        }
        at += 2 + length;
        if kind == 0xda {
            let data = at;
            let is_mark = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0 | 0xd0..=0xd7 | 0xff);
            let Some(length) = bytes.get(data..)?.windows(2).position(is_mark) else {
                // The end is missing, as in an incomplete copy.
                out.extend(&bytes[data..]);
                return Some(out);
            };
            at += length;
            out.extend(&bytes[data..at]);
        }
    }
}

/// Returns the orientation in the Exif data.
///
/// A library for Exif would be a further dependency for this one number, which `imagesize` does not tell.
fn orientation(exif: &[u8]) -> Option<u16> {
    let tiff = exif.strip_prefix(b"Exif\0\0")?;
    let is_big = tiff.starts_with(b"MM");
    let short = |at: usize| {
        let pair = [*tiff.get(at)?, *tiff.get(at + 1)?];
        Some(if is_big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) })
    };
    let (one, other) = (usize::from(short(4)?), usize::from(short(6)?));
    let first = if is_big { one << 16 | other } else { other << 16 | one };
    let count = usize::from(short(first)?);
    let entries = (0..count.min(1000)).map(|entry| first + 2 + entry * 12);
    let mut entries = entries.filter(|at| short(*at) == Some(0x0112));
    entries.next().and_then(|at| short(at + 8))
}

/// Makes an Exif segment with only the orientation.
fn only_orientation(side: u16) -> Vec<u8> {
    let mut tiff = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01".to_vec();
    tiff.extend(side.to_be_bytes());
    tiff.extend([0; 6]);
    let mut segment = vec![0xff, 0xe1, 0, 0];
    segment.extend(b"Exif\0\0");
    segment.extend(tiff);
    let length = u16::try_from(segment.len() - 2).unwrap_or_default();
    segment[2..4].copy_from_slice(&length.to_be_bytes());
    segment
}

/// The optional chunks of a PNG file that change how it looks.
const VISIBLE_CHUNKS: [&[u8; 4]; 13] = [
    b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs", b"cICP", b"acTL", b"fcTL", b"fdAT", b"hIST",
];

fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes.get(..8)?.to_vec();
    let mut at = 8;
    loop {
        let length = usize::try_from(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?)).ok()?;
        let chunk = bytes.get(at..at.checked_add(length)?.checked_add(12)?)?;
        let name: &[u8; 4] = chunk[4..8].try_into().ok()?;
        if name[0].is_ascii_uppercase() || VISIBLE_CHUNKS.contains(&name) {
            out.extend(chunk);
        }
        if name == b"IEND" {
            return Some(out);
        }
        at += chunk.len();
    }
}

fn gif(bytes: &[u8]) -> Option<Vec<u8>> {
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let blocks_end = |mut at: usize| {
        while *bytes.get(at)? != 0 {
            at += 1 + usize::from(bytes[at]);
        }
        Some(at + 1)
    };
    let mut at = 13 + table(*bytes.get(10)?);
    let mut out = bytes.get(..at)?.to_vec();
    loop {
        let end = match *bytes.get(at)? {
            0x3b => {
                out.push(0x3b);
                return Some(out);
            }
            0x2c => blocks_end(at + 10 + table(*bytes.get(at + 9)?) + 1)?,
            0x21 => {
                let end = blocks_end(at + 2)?;
                let is_seen = match bytes[at + 1] {
                    0xf9 | 0x01 => true,
                    // The number of repetitions of an animation.
                    0xff => bytes.get(at + 3..at + 14)? == b"NETSCAPE2.0",
                    _ => false,
                };
                if !is_seen {
                    at = end;
                    continue;
                }
                end
            }
            _ => return None,
        };
        out.extend(bytes.get(at..end)?);
        at = end;
    }
}

fn webp(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes.get(..12)?.to_vec();
    let mut at = 12;
    while let Some(head) = bytes.get(at..at + 8) {
        let length = usize::try_from(u32::from_le_bytes(head[4..].try_into().ok()?)).ok()?;
        let end = at.checked_add(8)?.checked_add(length)?.checked_add(length % 2)?;
        let chunk = bytes.get(at..end)?;
        if [b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"].iter().any(|name| chunk.starts_with(*name)) {
            let start = out.len();
            out.extend(chunk);
            if chunk.starts_with(b"VP8X") {
                // Clears the flags for the chunks that are removed.
                *out.get_mut(start + 8)? &= !0x0c;
            }
        }
        at = end;
    }
    let size = u32::try_from(out.len() - 8).ok()?;
    out[4..8].copy_from_slice(&size.to_le_bytes());
    Some(out)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SECRET: &[u8] = b"HEMMELIG 59.91N 10.75E";

    fn has_secret(bytes: &[u8]) -> bool {
        bytes.windows(8).any(|part| part == b"HEMMELIG")
    }

    fn segment(kind: u8, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
        [&[0xff, kind], &length[..], data].concat()
    }

    #[test]
    fn photographs_keep_their_side_and_their_colours() {
        let tiff =
            b"II\x2a\0\x08\0\0\0\x02\0\x0f\x01\x02\0\x16\0\0\0\x30\0\0\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        let exif = [b"Exif\0\0", &tiff[..], SECRET].concat();
        let parts = [
            vec![0xff, 0xd8],
            segment(0xe0, b"JFIF\0"),
            segment(0xe1, &exif),
            segment(0xe1, &[b"http://ns.adobe.com/xap/1.0/\0", SECRET].concat()),
            segment(0xe2, b"ICC_PROFILE\0"),
            segment(0xed, SECRET),
            segment(0xfe, SECRET),
            segment(0xc0, b"\x08\0\x05\x01\0"),
            segment(0xda, b"\0"),
            vec![1, 2, 0xff, 0, 3, 0xff, 0xd0, 4, 0xff, 0xd9],
            SECRET.to_vec(),
        ];
        let out = without_metadata(parts.concat()).unwrap();
        assert!(!has_secret(&out));
        assert_eq!(orientation(&out[2 + 9 + 4..]), Some(6));
        assert_eq!((orientation_of(&out), orientation_of(&without_orientation(&out).unwrap())), (6, 1));
        assert!(out.windows(11).any(|part| part == b"ICC_PROFILE"));
        assert!(out.ends_with(&[1, 2, 0xff, 0, 3, 0xff, 0xd0, 4, 0xff, 0xd9]));
    }

    #[test]
    fn other_pictures_keep_what_is_seen() {
        let chunk = |name: &[u8], data: &[u8]| {
            [&u32::try_from(data.len()).unwrap().to_be_bytes()[..], name, data, &[0; 4]].concat()
        };
        let start = b"\x89PNG\r\n\x1a\n".to_vec();
        let seen = [start.clone(), chunk(b"IHDR", &[0; 13]), chunk(b"IDAT", b"x"), chunk(b"IEND", b"")].concat();
        let texts =
            [chunk(b"tEXt", SECRET), chunk(b"iTXt", SECRET), chunk(b"eXIf", SECRET), chunk(b"tIME", SECRET)].concat();
        let png = [start, chunk(b"IHDR", &[0; 13]), texts, chunk(b"IDAT", b"x"), chunk(b"IEND", b""), SECRET.to_vec()]
            .concat();
        assert_eq!(without_metadata(png).unwrap(), seen);
        let head = b"GIF89a\x01\0\x01\0\0\0\0".to_vec();
        let frame = b"\x21\xf9\x04\0\0\0\0\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x01x\0".to_vec();
        let comment = [&b"\x21\xfe\x16"[..], SECRET, b"\0"].concat();
        let application = [&b"\x21\xff\x0bXMP DataXMP\x16"[..], SECRET, b"\0"].concat();
        let gif = [head.clone(), comment, application, frame.clone(), b"\x3b".to_vec(), SECRET.to_vec()].concat();
        assert_eq!(without_metadata(gif).unwrap(), [head, frame, b"\x3b".to_vec()].concat());
        let part = |name: &[u8], data: &[u8]| {
            let odd = vec![0; data.len() % 2];
            [name, &u32::try_from(data.len()).unwrap().to_le_bytes()[..], data, &odd].concat()
        };
        let parts =
            [part(b"VP8X", &[0x0c, 0, 0, 0]), part(b"VP8 ", b"x"), part(b"EXIF", SECRET), part(b"XMP ", SECRET)]
                .concat();
        let out = without_metadata([b"RIFF\0\0\0\0WEBP", &parts[..]].concat()).unwrap();
        assert!(!has_secret(&out) && out[20] == 0 && usize::from(out[4]) == out.len() - 8);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(start in 0usize..5, bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let starts: [&[u8]; 5] = [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\0\0\0\0WEBP", b"<svg>"];
            let _ = without_metadata([starts[start], &bytes].concat());
        }
    }
}
