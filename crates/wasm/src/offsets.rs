//! UTF-8 byte offsets → UTF-16 offsets.

/// The UTF-16 offsets of the places of a text, counted in one pass.
pub(crate) struct Utf16Offsets<'a> {
    text: &'a [u8],
    /// How many units stand in front of each block, and in front of the end.
    before: Vec<u32>,
}

/// In bytes. A place is counted from where its block begins.
const BLOCK: usize = 64;

impl<'a> Utf16Offsets<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let text = text.as_bytes();
        let mut before = Vec::with_capacity(text.len() / BLOCK + 2);
        let mut all = 0;
        before.push(all);
        for block in text.chunks(BLOCK) {
            all += units(block);
            before.push(all);
        }
        Utf16Offsets { text, before }
    }

    /// The UTF-16 offset of a byte offset on a character boundary.
    pub(crate) fn get(&self, place: u32) -> u32 {
        let end = (place as usize).min(self.text.len());
        let block = end / BLOCK;
        self.before[block] + units(&self.text[block * BLOCK..end])
    }
}

/// How many UTF-16 units the characters take that begin among some bytes: every byte that begins a character is one, and a
/// character of four bytes is two. Eight bytes at a time, for the sections of a report reach from its beginning to its end.
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

    fn every_place(text: &str) {
        let offsets = Utf16Offsets::new(text);
        for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
            let expected = text[..at].encode_utf16().count();
            assert_eq!(offsets.get(at as u32) as usize, expected, "{at} of {text}");
        }
    }

    #[test]
    fn units_of_characters_of_every_width() {
        every_place("");
        every_place("a年𠀀é");
        every_place(&"政府信息公开a𠀀2023年é".repeat(19));
    }

    #[test]
    fn blocks_end_inside_and_between_characters() {
        for before in 56..72 {
            let before = "p".repeat(before);
            every_place(&before);
            for character in ["年", "𠀀", "é"] {
                every_place(&format!("{before}{character}年"));
            }
        }
    }

    #[test]
    fn behind_the_end_is_the_end() {
        assert_eq!(Utf16Offsets::new("a年").get(100), 2);
    }
}
