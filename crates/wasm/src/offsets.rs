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
    /// The highest bit of each byte.
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let (words, rest) = bytes.as_chunks();
    let (mut go_on, mut four_bytes) = (0, 0);
    for word in words {
        let word = u64::from_le_bytes(*word);
        go_on += (word & !(word << 1) & HIGH).count_ones();
        // A byte from 0xf0 on goes over when 0x10 is added.
        four_bytes += (((word & !HIGH) + (HIGH >> 3)) & word & HIGH).count_ones();
    }
    let in_rest = rest.iter().map(|byte| u32::from(*byte & 0xc0 != 0x80) + u32::from(*byte >= 0xf0)).sum::<u32>();
    (words.len() * 8) as u32 - go_on + four_bytes + in_rest
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
