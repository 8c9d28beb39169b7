//! Numbers that look like chance and are the same every time.

/// A row of such numbers.
pub(super) struct Dice(u64);

impl Dice {
    /// The row that `seed` begins.
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number, below `sides`.
    pub(super) fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}
