//! UTF-8 byte offsets → UTF-16 offsets.

/// The UTF-16 offsets of chosen places of a text, found in one pass.
pub(crate) struct Utf16Offsets {
    places: Vec<(u32, u32)>,
}

impl Utf16Offsets {
    /// `places` are byte offsets on character boundaries, in any order.
    pub(crate) fn new(text: &str, mut places: Vec<u32>) -> Self {
        places.sort_unstable();
        places.dedup();
        let (mut byte, mut unit) = (0, 0);
        let offsets = places.into_iter().map(|place| {
            let end = (place as usize).min(text.len());
            // Every byte that begins a character is one unit, and a four-byte character is two.
            unit += text.as_bytes()[byte..end]
                .iter()
                .map(|byte| u32::from(*byte & 0xc0 != 0x80) + u32::from(*byte >= 0xf0))
                .sum::<u32>();
            byte = end;
            (place, unit)
        });
        Utf16Offsets { places: offsets.collect() }
    }

    /// The UTF-16 offset of one of the chosen places.
    pub(crate) fn get(&self, place: u32) -> u32 {
        self.places.binary_search_by_key(&place, |(byte, _)| *byte).map_or(place, |at| self.places[at].1)
    }
}

#[cfg(test)]
mod tests {
    use super::Utf16Offsets;

    #[test]
    fn counts_units_of_every_width() {
        let text = "a年𠀀b";
        let offsets = Utf16Offsets::new(text, vec![8, 0, 1, 4, 9, 4]);
        let units: Vec<u32> = [0, 1, 4, 8, 9].into_iter().map(|place| offsets.get(place)).collect();
        assert_eq!(units, [0, 1, 2, 4, 5]);
    }
}
