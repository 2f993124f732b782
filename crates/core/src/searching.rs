//! Looking for words as they stand: in texts of three bytes a character, most of them short, where the general searches of
//! the standard library take longer to begin than to look.

/// Whether `text` has `words`, as `str::contains` tells, for names, headings and table rows: nothing is prepared beforehand,
/// which for a short text takes longer than looking.
pub(crate) fn holds(text: &str, words: &str) -> bool {
    has(text.as_bytes(), words.as_bytes())
}

fn has(text: &[u8], words: &[u8]) -> bool {
    let Some((first, rest)) = words.split_first_chunk::<3>() else {
        return words.is_empty() || text.windows(words.len()).any(|own| own == words);
    };
    let mut at = 0;
    while let Some((own, behind)) = text.get(at..).and_then(<[u8]>::split_first_chunk::<3>) {
        if own == first && behind.starts_with(rest) {
            return true;
        }
        // The next character: nearly all have three bytes.
        at += match own[0] {
            0xe0..=0xef => 3,
            0xf0.. => 4,
            0xc0.. => 2,
            _ => 1,
        };
    }
    false
}

/// Whether `text` has one of some words, which a space parts. One function for all rules: the page is smaller so.
#[inline(never)]
pub(crate) fn holds_any(text: &str, words: &str) -> bool {
    parted(words).any(|word| has(text.as_bytes(), word))
}

/// Whether `text` begins with one of some words, which a space parts.
pub(crate) fn begins_with_any(text: &str, words: &str) -> bool {
    behind_any(text, words).is_some()
}

/// Whether `text` ends with one of some words, which a space parts.
pub(crate) fn ends_with_any(text: &str, words: &str) -> bool {
    before_any(text, words).is_some()
}

/// What stands behind the first of some words, which a space parts, that `text` begins with.
#[inline(never)]
pub(crate) fn behind_any<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let word = parted(words).find(|word| text.as_bytes().starts_with(word))?;
    text.get(word.len()..)
}

/// What stands before the first of some words, which a space parts, that `text` ends with.
#[inline(never)]
pub(crate) fn before_any<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let word = parted(words).find(|word| text.as_bytes().ends_with(word))?;
    text.get(..text.len() - word.len())
}

/// Byte by byte: to look for the next space as `str::split` does takes longer than the words are.
fn parted(words: &str) -> impl Iterator<Item = &[u8]> {
    words.as_bytes().split(|byte| *byte == b' ')
}

/// Every place of a byte in a text, in order. Eight bytes at a time, as most have none among them; 0 is not looked for.
pub(crate) fn places_of_byte(text: &str, wanted: u8) -> impl Iterator<Item = usize> + '_ {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const LOW: u64 = 0x7f * ONES;
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let mut words = words.iter().copied().chain([last]);
    let (mut found, mut begin) = (0_u64, 0);
    std::iter::from_fn(move || {
        while found == 0 {
            let word = u64::from_le_bytes(words.next()?) ^ (ONES * u64::from(wanted));
            // The highest bit of each byte that is 0 now.
            found = !(((word & LOW) + LOW) | word | LOW);
            begin += 8;
        }
        let place = begin - 8 + found.trailing_zeros() as usize / 8;
        found &= found - 1;
        Some(place)
    })
}

/// The first place from `at` on where an ASCII digit stands. Eight bytes at a time, as [`places_of_byte`].
pub(crate) fn next_digit(bytes: &[u8], at: usize) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const LOW: u64 = 0x7f * ONES;
    let mut at = at;
    while let Some(next) = bytes.get(at..at + 8).and_then(<[u8]>::first_chunk) {
        // Digits are 0 to 9 now; the highest bit of every other byte becomes 1.
        let word = u64::from_le_bytes(*next) ^ (ONES * u64::from(b'0'));
        let found = !(((word & LOW) + (0x7f - 9) * ONES) | word | LOW);
        if found != 0 {
            return Some(at + found.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    let rest = bytes.get(at..)?;
    rest.iter().position(u8::is_ascii_digit).map(|behind| at + behind)
}

/// The first eight bytes of a word, the first lowest, and which of them are its own where it is shorter.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Head {
    bytes: u64,
    own: u64,
}

impl Head {
    pub fn of(word: &[u8]) -> Self {
        let number =
            |byte: fn(u8) -> u8| word.iter().take(8).rev().fold(0, |all, own| (all << 8) | u64::from(byte(*own)));
        Head { bytes: number(|own| own), own: number(|_| 0xff) }
    }

    /// Whether eight bytes of a text begin like the word.
    pub fn begins(self, next: u64) -> bool {
        next & self.own == self.bytes
    }
}

/// At most 64 words that are looked for together, in one pass over a text.
#[derive(Clone, Debug)]
pub struct Needles {
    words: Vec<&'static str>,
    heads: Vec<Head>,
    /// For the low bits of a character, a bit for each word that begins with such a one.
    beginning: [u64; 128],
    /// For the low bits of a byte, a bit for each word that has such a one as its sixth, the last of most second characters,
    /// and for each that is shorter.
    sixth: [u64; 64],
}

impl Needles {
    /// Each word begins with an ASCII character or one of three bytes.
    pub fn new(words: Vec<&'static str>) -> Self {
        let (mut beginning, mut sixth) = ([0; 128], [0; 64]);
        for (at, word) in words.iter().enumerate() {
            let first = word.chars().next().map_or(0, u32::from);
            beginning[first as usize % 128] |= 1 << at;
            match word.as_bytes().get(5) {
                Some(byte) => sixth[usize::from(*byte) % 64] |= 1 << at,
                None => sixth.iter_mut().for_each(|words| *words |= 1 << at),
            }
        }
        Needles { heads: words.iter().map(|word| Head::of(word.as_bytes())).collect(), words, beginning, sixth }
    }

    /// Every place where one of the words stands, in the order of the text, with the word's own place in the list.
    pub fn places<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, usize)> + 'a {
        let bytes = text.as_bytes();
        let (mut at, mut next, mut candidates) = (0, 0, 0_u64);
        std::iter::from_fn(move || {
            loop {
                while candidates != 0 {
                    let word = candidates.trailing_zeros() as usize;
                    candidates &= candidates - 1;
                    // Most that begin alike end here; the last ones of a text have fewer than eight bytes behind them.
                    let same = |next: &[u8; 8]| self.heads[word].begins(u64::from_le_bytes(*next));
                    if bytes[at..].first_chunk().is_none_or(same)
                        && bytes[at..].starts_with(self.words[word].as_bytes())
                    {
                        return Some((at, word));
                    }
                }
                at = next;
                let first = *bytes.get(at)?;
                let low_bits = match first {
                    0xe0..=0xef => {
                        next += 3;
                        // Those of its code point.
                        usize::from(bytes[at + 1] & 1) << 6 | usize::from(bytes[at + 2] & 0x3f)
                    }
                    _ => {
                        next += 1;
                        usize::from(first)
                    }
                };
                candidates = self.beginning.get(low_bits).copied().unwrap_or(0);
                if candidates != 0
                    && let Some(byte) = bytes.get(at + 5)
                {
                    candidates &= self.sixth[usize::from(*byte) % 64];
                }
            }
        })
    }

    /// The words, in their order.
    pub fn words(&self) -> &[&'static str] {
        &self.words
    }
}

#[cfg(test)]
mod tests {
    use super::{Needles, holds, next_digit, places_of_byte};

    const WORDS: [&str; 7] = ["公开", "公开信息", "信息公开", "开", "3.其他", "0", "三安全一稳定"];

    /// Each word behind, in front of and inside others, and cut off at the end.
    fn texts() -> Vec<String> {
        let mut texts = vec![String::new()];
        for first in WORDS {
            for second in WORDS {
                let cut: String = second.chars().take(second.chars().count() - 1).collect();
                texts.extend([format!("{first}{second}"), format!("é{first}𠀀 a{second}"), format!("{first}{cut}")]);
            }
        }
        texts
    }

    #[test]
    fn needles_are_found_wherever_one_by_one_they_are() {
        let needles = Needles::new(WORDS.to_vec());
        for text in texts() {
            let mut one_by_one = Vec::new();
            for (at, _) in text.char_indices() {
                let here = (0..WORDS.len()).filter(|word| text[at..].starts_with(WORDS[*word]));
                one_by_one.extend(here.map(|word| (at, word)));
            }
            assert_eq!(needles.places(&text).collect::<Vec<_>>(), one_by_one, "{text}");
        }
    }

    #[test]
    fn holds_what_contains_tells() {
        for text in texts() {
            for word in WORDS.into_iter().chain(["", "公"]) {
                assert_eq!(holds(&text, word), text.contains(word), "{word} in {text}");
            }
        }
    }

    #[test]
    fn the_next_digit_is_found_wherever_it_stands() {
        for character in ["年", "/", ":", "0", "5", "9", "\u{7f}", "é", "𠀀", "y", "\t"] {
            for before in 0..20 {
                let text = format!("{}{character}7", "p".repeat(before));
                for at in 0..=text.len() {
                    let one_by_one = text.bytes().enumerate().skip(at).find(|(_, byte)| byte.is_ascii_digit());
                    assert_eq!(next_digit(text.as_bytes(), at), one_by_one.map(|(at, _)| at), "{text} from {at}");
                }
            }
        }
    }

    #[test]
    fn bytes_are_found_wherever_they_stand() {
        for text in texts() {
            for wanted in [b'0', b'.', 0xe5, 0x80, 0xff] {
                let one_by_one = text.bytes().enumerate().filter(|(_, byte)| *byte == wanted).map(|(at, _)| at);
                assert_eq!(places_of_byte(&text, wanted).collect::<Vec<_>>(), one_by_one.collect::<Vec<_>>(), "{text}");
            }
        }
    }
}
