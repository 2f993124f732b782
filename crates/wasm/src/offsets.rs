//! UTF-8 byte offsets and UTF-16 offsets of one text.

/// The offsets of the places of a text, counted in one pass.
pub(crate) struct Utf16Offsets<'a> {
    text: &'a str,
    /// For about every [`BLOCK`] bytes a character that begins there, as its byte and its UTF-16 offset.
    marks: Vec<(usize, u32)>,
}

/// In bytes. A place is counted from the mark in front of it.
const BLOCK: usize = 256;

impl<'a> Utf16Offsets<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / BLOCK + 1);
        let mut units = 0;
        for (at, character) in text.char_indices() {
            if at >= marks.len() * BLOCK {
                marks.push((at, units));
            }
            units += character.len_utf16() as u32;
        }
        Utf16Offsets { text, marks }
    }

    /// The UTF-16 offset of a byte offset on a character boundary; of one behind the end that of the end.
    pub(crate) fn utf16(&self, byte: u32) -> u32 {
        let end = (byte as usize).min(self.text.len());
        let behind = self.marks.partition_point(|(at, _)| *at <= end);
        let (at, before) = behind.checked_sub(1).and_then(|mark| self.marks.get(mark)).copied().unwrap_or_default();
        let within = self.text.get(at..end).unwrap_or_default();
        before + within.chars().map(|character| character.len_utf16() as u32).sum::<u32>()
    }

    /// The byte offset of a UTF-16 offset; `None` inside a character and behind the end.
    pub(crate) fn byte(&self, utf16: u32) -> Option<u32> {
        let behind = self.marks.partition_point(|(_, before)| *before <= utf16);
        let mark = behind.checked_sub(1).and_then(|mark| self.marks.get(mark));
        let (mut at, mut units) = mark.copied().unwrap_or_default();
        for character in self.text.get(at..)?.chars() {
            if units >= utf16 {
                break;
            }
            units += character.len_utf16() as u32;
            at += character.len_utf8();
        }
        (units == utf16).then_some(at as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::Utf16Offsets;

    fn every_place(text: &str) {
        let offsets = Utf16Offsets::new(text);
        for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
            let units = text[..at].encode_utf16().count() as u32;
            assert_eq!(offsets.utf16(at as u32), units, "{at} of {text}");
            assert_eq!(offsets.byte(units), Some(at as u32), "{units} of {text}");
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
        for before in 240..270 {
            let before = "p".repeat(before);
            every_place(&before);
            for character in ["年", "𠀀", "é"] {
                every_place(&format!("{before}{character}年"));
            }
        }
    }

    #[test]
    fn behind_the_end_and_inside_a_character() {
        assert_eq!(Utf16Offsets::new("a年").utf16(100), 2);
        assert_eq!(Utf16Offsets::new("a年").byte(3), None);
        assert_eq!(Utf16Offsets::new("𠀀").byte(1), None);
    }
}
