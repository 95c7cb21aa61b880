//! How a photograph is turned so that it stands upright.

/// Holds a turn: first the picture is mirrored, then turned with the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    pub(super) is_mirrored: bool,
    quarters: u8,
}

impl Turn {
    /// No turn.
    pub const UPRIGHT: Self = Self { is_mirrored: false, quarters: 0 };

    /// Returns the turn for an orientation, as Exif numbers them.
    pub fn of(orientation: u16) -> Self {
        let (is_mirrored, quarters) = match orientation {
            2 => (true, 0),
            3 => (false, 2),
            4 => (true, 2),
            5 => (true, 3),
            6 => (false, 1),
            7 => (true, 1),
            8 => (false, 3),
            _ => (false, 0),
        };
        Self { is_mirrored, quarters }
    }

    /// Returns whether a picture that is wider than high becomes higher than wide.
    pub fn is_quarter(self) -> bool {
        self.quarters % 2 == 1
    }

    /// Returns the angle in sixty-thousandths of a degree.
    pub fn angle(self) -> u32 {
        u32::from(self.quarters) * 90 * 60_000
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_orientation_becomes_upright() {
        // Where Exif says that the first row and the first column of the file are seen.
        let seen = [
            ("top", "left"),
            ("top", "right"),
            ("bottom", "right"),
            ("bottom", "left"),
            ("left", "top"),
            ("right", "top"),
            ("right", "bottom"),
            ("left", "bottom"),
        ];
        for (orientation, expected) in (1..).zip(seen) {
            let turn = Turn::of(orientation);
            let sides = ["top", "right", "bottom", "left"];
            let turned = |side: usize| sides[(side + usize::from(turn.quarters)) % 4];
            let column = if turn.is_mirrored { 1 } else { 3 };
            assert_eq!((turned(0), turned(column)), expected, "{orientation}");
        }
        assert_eq!(Turn::of(0), Turn::UPRIGHT);
    }
}
