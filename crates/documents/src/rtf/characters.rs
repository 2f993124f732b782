//! Bytes of rich text → characters. Each font names the code page of its bytes, and many programs name it wrongly.

use crate::encoding::decode_with_gaps;
use crate::tools::Gb18030;
use crate::western::western;

/// What bytes above 127 mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodePage {
    /// Chinese of the mainland (936).
    Chinese,
    /// Western (1252), or not said at all: Chinese all the same where the bytes read so.
    Western,
    /// UTF-8 (65001).
    Utf8,
    /// A font of signs.
    Signs,
    /// One that is not read.
    Other,
}

impl CodePage {
    /// By its number.
    pub fn of_number(number: i32) -> CodePage {
        match number {
            936 | 54936 => CodePage::Chinese,
            // Code pages of one byte differ in letters that no report has.
            0 | 437 | 850 | 1250..=1258 | 10000 => CodePage::Western,
            65001 => CodePage::Utf8,
            42 => CodePage::Signs,
            _ => CodePage::Other,
        }
    }

    /// By the character set of a font; `None` where the font follows the document.
    pub fn of_charset(charset: i32) -> Option<CodePage> {
        match charset {
            134 => Some(CodePage::Chinese),
            1 => None,
            2 => Some(CodePage::Signs),
            0 | 77 | 161..=163 | 177 | 178 | 186 | 204 | 238 | 254 | 255 => Some(CodePage::Western),
            _ => Some(CodePage::Other),
        }
    }

    /// The text of these bytes. What is no character becomes U+FFFD.
    pub fn decode(self, bytes: &[u8], gb18030: Gb18030) -> String {
        if bytes.is_ascii() {
            return bytes.iter().map(|byte| char::from(*byte)).collect();
        }
        match self {
            CodePage::Chinese => decode_with_gaps(bytes, gb18030),
            CodePage::Utf8 => String::from_utf8_lossy(bytes).into_owned(),
            CodePage::Western if reads_like_chinese(bytes) => decode_with_gaps(bytes, gb18030),
            CodePage::Western => bytes.iter().map(|byte| western(*byte)).collect(),
            CodePage::Signs => bytes.iter().map(|byte| if *byte == 0xb7 { '•' } else { ascii(*byte) }).collect(),
            CodePage::Other => bytes.iter().map(|byte| ascii(*byte)).collect(),
        }
    }
}

fn ascii(byte: u8) -> char {
    if byte.is_ascii() { char::from(byte) } else { char::REPLACEMENT_CHARACTER }
}

/// The bytes above 127 stand in pairs, as usual Chinese characters do; in Western text they stand alone.
fn reads_like_chinese(bytes: &[u8]) -> bool {
    let (mut pairs, mut others) = (0, 0);
    let mut rest = bytes;
    loop {
        rest = match rest {
            [] => return pairs > others,
            [0xa1..=0xf7, 0xa1..=0xfe, after @ ..] => {
                pairs += 1;
                after
            }
            [first, after @ ..] => {
                others += usize::from(!first.is_ascii());
                after
            }
        };
    }
}
