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
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        (NotText::Byte(bytes[at]), at)
    })
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
    /// A byte that UTF-8 does not allow, as in files saved in a Windows or Mac encoding.
    Byte(u8),
}

/// How many bytes are checked to find out whether a file is text, as in git.
pub const CHECKED_BYTES: usize = 8000;
