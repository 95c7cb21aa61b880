//! Turns a WebP picture into a PNG, which Word shows, no finer than it is printed.

use std::io::Cursor;

use image_webp::WebPDecoder;
use resvg::tiny_skia::{IntSize, Pixmap, PremultipliedColorU8};

/// The most pixels across: three for each that the widest picture has on a page.
const FINEST: usize = 1812;

/// The most memory of the decoder, in bytes.
const MOST_MEMORY: usize = 256 * 1024 * 1024;

/// Returns a picture as PNG, the first of one in motion; `None` if it is broken.
pub fn as_png(webp: &[u8]) -> Option<Vec<u8>> {
    let mut decoder = WebPDecoder::new(Cursor::new(webp)).ok()?;
    decoder.set_memory_limit(MOST_MEMORY);
    let (width, height) = decoder.dimensions();
    let channels = if decoder.has_alpha() { 4 } else { 3 };
    let mut dots = vec![0; decoder.output_buffer_size().filter(|size| *size <= MOST_MEMORY)?];
    if decoder.is_animated() {
        decoder.read_frame(&mut dots).ok()?;
    } else {
        decoder.read_image(&mut dots).ok()?;
    }
    let (width, height) = (usize::try_from(width).ok()?, usize::try_from(height).ok()?);
    let step = width.div_ceil(FINEST).max(1);
    let (wide, high) = ((width / step).max(1), (height / step).max(1));
    let size = IntSize::from_wh(u32::try_from(wide).ok()?, u32::try_from(high).ok()?)?;
    let mut pixels = Pixmap::new(size.width(), size.height())?;
    for (at, pixel) in pixels.pixels_mut().iter_mut().enumerate() {
        let corner = (at % wide * step, at / wide * step);
        *pixel = mean(&dots, (width, height), channels, corner, step)?;
    }
    pixels.encode_png().ok()
}

/// Returns the mean of a square of dots, with its opacity multiplied in.
fn mean(
    dots: &[u8],
    (width, height): (usize, usize),
    channels: usize,
    (left, top): (usize, usize),
    step: usize,
) -> Option<PremultipliedColorU8> {
    let (mut sums, mut count) = ([0_u32; 4], 0_u32);
    for y in top..(top + step).min(height) {
        for x in left..(left + step).min(width) {
            let at = (y * width + x) * channels;
            let dot = dots.get(at..at + channels)?;
            let opacity = u32::from(*dot.get(3).unwrap_or(&u8::MAX));
            for (sum, part) in sums.iter_mut().zip(dot.iter().take(3)) {
                *sum += u32::from(*part) * opacity / 255;
            }
            sums[3] += opacity;
            count += 1;
        }
    }
    let [red, green, blue, opacity] = sums.map(|sum| u8::try_from(sum / count.max(1)).unwrap_or(u8::MAX));
    PremultipliedColorU8::from_rgba(red.min(opacity), green.min(opacity), blue.min(opacity), opacity)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Four dots in a row, two of them clear.
    const WEBP: &[u8] = include_bytes!("tests/dots.webp");

    #[test]
    fn dots_of_the_web_become_dots_for_word() {
        let png = as_png(WEBP).unwrap();
        let pixels = Pixmap::decode_png(&png).unwrap();
        assert_eq!((pixels.width(), pixels.height()), (4, 2));
        let colours: Vec<(u8, u8, u8, u8)> = pixels.pixels()[..4]
            .iter()
            .map(|pixel| (pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()))
            .collect();
        assert_eq!(colours, [(255, 0, 0, 255), (0, 255, 0, 255), (0, 0, 0, 0), (0, 0, 0, 0)]);
        assert_eq!(as_png(&WEBP[..WEBP.len() - 8]), None);
        assert_eq!(as_png(b"RIFF"), None);
    }
}
