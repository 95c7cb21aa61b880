//! Decodes bytes to text: UTF-8 in the portfolio, and other encodings in attachments.

use std::borrow::Cow;

/// Decodes UTF-8, without the byte-order mark.
///
/// # Errors
/// Says what is wrong, and at which offset of the text.
pub fn decode(bytes: &[u8]) -> Result<&str, (NotText, usize)> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err((NotText::Utf16, 0));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let is_utf16 = is_unmarked_utf16(bytes);
        let why = match bytes[at] {
            _ if is_utf16 => NotText::Utf16,
            _ if is_norwegian_windows_text(bytes) => NotText::Windows1252,
            byte => NotText::Byte(byte),
        };
        (why, if is_utf16 { 0 } else { at })
    })?;
    if is_unmarked_utf16(bytes) { Err((NotText::Utf16, 0)) } else { Ok(text) }
}

/// Returns whether every other byte at the start is zero, as in UTF-16 without a byte-order mark.
fn is_unmarked_utf16(bytes: &[u8]) -> bool {
    const SHORTEST: usize = 8;
    let start = &bytes[..bytes.len().min(200)];
    // A text has no zero byte, and few bytes are looked at.
    if start.len() < SHORTEST || !start.contains(&0) {
        return false;
    }
    let zeros = |offset: usize| start.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let most = start.len() / 2;
    even.max(odd) * 10 >= most * 8 && even.min(odd) == 0
}

/// Returns whether bytes that are no UTF-8 are a Norwegian text in Windows-1252: outside ASCII, only the letters of
/// Norwegian names and the quotation marks and dashes of word processors.
fn is_norwegian_windows_text(bytes: &[u8]) -> bool {
    /// Æ Ø Å æ ø å; À É È Ê Ô Ö Ä Ü à é è ê ô ò ó ö ä ü; « » § ° ½ ·, the no-break space, and … – — ‘ ’ “ ” •.
    const KNOWN: &[u8] = b"\xc6\xd8\xc5\xe6\xf8\xe5\xc0\xc9\xc8\xca\xd4\xd6\xc4\xdc\xe0\xe9\xe8\xea\xf4\xf2\xf3\xf6\xe4\xfc\xab\xbb\xa7\xb0\xbd\xb7\xa0\x85\x96\x97\x91\x92\x93\x94\x95";
    const VOWELS: &[u8] = b"\xc6\xd8\xc5\xe6\xf8\xe5";
    let mut others = bytes.iter().filter(|byte| !byte.is_ascii());
    others.clone().any(|byte| VOWELS.contains(byte)) && others.all(|byte| KNOWN.contains(byte)) && !bytes.contains(&0)
}

/// Decodes UTF-8, or UTF-16 with a byte-order mark; invalid bytes become `�`.
#[must_use]
pub fn readable(bytes: &[u8]) -> Cow<'_, str> {
    let utf16 = |pair_to_unit: fn([u8; 2]) -> u16| {
        let units = bytes[2..].chunks_exact(2).map(|pair| pair_to_unit([pair[0], pair[1]]));
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    match bytes {
        [0xff, 0xfe, ..] => Cow::Owned(utf16(u16::from_le_bytes)),
        [0xfe, 0xff, ..] => Cow::Owned(utf16(u16::from_be_bytes)),
        _ => String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)),
    }
}

/// Returns the text of a file of any origin, as far as it can be decoded; none if it is not text.
#[must_use]
pub fn text_of_any_kind(bytes: &[u8]) -> Option<Cow<'_, str>> {
    // Spreadsheet programs save text as UTF-16, which has zero bytes.
    let is_utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let is_text = is_utf16 || !bytes[..bytes.len().min(CHECKED_BYTES)].contains(&0);
    is_text.then(|| readable(bytes))
}

/// Says why bytes are not text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotText {
    /// The file starts like UTF-16, which old Windows programs write.
    Utf16,
    /// The file is Norwegian text in the encoding of old Windows programs.
    Windows1252,
    /// A byte that UTF-8 does not allow, as in files saved in a Windows or Mac encoding.
    Byte(u8),
}

/// How many bytes are checked to find out whether a file is text, as in git.
pub const CHECKED_BYTES: usize = 8000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let why = |bytes: &[u8]| decode(bytes).err().map(|(why, _)| why);
        assert_eq!(why(b"tittel: \xc5pne \x93d\xf8rer\x94"), Some(NotText::Windows1252));
        assert_eq!(why(b"tittel: \x81pne"), Some(NotText::Byte(0x81)));
        assert_eq!(why(b"\xff\xfet\0"), Some(NotText::Utf16));
        assert_eq!(why(&utf16("title: Åpne dører")), Some(NotText::Utf16));
        assert_eq!(why(&utf16("title: Arkivfloken")), Some(NotText::Utf16));
        assert_eq!(why("title: Åpne dører\0".as_bytes()), None);
    }
}
