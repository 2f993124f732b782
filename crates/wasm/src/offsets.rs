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
            unit += units(&text.as_bytes()[byte..end]);
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

/// How many UTF-16 units whole characters take: every byte that begins a character is one, and a character of four bytes is
/// two. Eight bytes at a time, for the sections of a report reach from its beginning to its end.
fn units(bytes: &[u8]) -> u32 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let (words, rest) = bytes.as_chunks();
    let in_words: u32 = words
        .iter()
        .map(|word| {
            let word = u64::from_le_bytes(*word);
            let goes_on = (word >> 7) & !(word >> 6) & ONES;
            let four_bytes = (word >> 7) & (word >> 6) & (word >> 5) & (word >> 4) & ONES;
            8 - goes_on.count_ones() + four_bytes.count_ones()
        })
        .sum();
    in_words + rest.iter().map(|byte| u32::from(*byte & 0xc0 != 0x80) + u32::from(*byte >= 0xf0)).sum::<u32>()
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

    #[test]
    fn counts_eight_bytes_at_a_time_as_one_by_one() {
        let text = "政府信息公开a𠀀2023年é".repeat(9);
        for (at, _) in text.char_indices() {
            let at = u32::try_from(at).unwrap_or_default();
            let expected = text[..at as usize].encode_utf16().count() as u32;
            assert_eq!(Utf16Offsets::new(&text, vec![at]).get(at), expected);
        }
    }
}
