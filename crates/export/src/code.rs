//! 校验码: whether a statement belongs to a text.

use gouji_core::contract::sha256_of;

/// How many digits of the hash a printed statement carries.
pub const CODE_DIGITS: usize = 12;

/// The code of a hash.
pub(crate) fn code_in(sha256: &str) -> &str {
    sha256.get(..CODE_DIGITS).unwrap_or(sha256)
}

/// Whether a statement belongs to a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Belonging {
    /// It was made from this very text.
    Yes,
    /// It was made from another text, or this one was changed since.
    No,
    /// What was given holds no code.
    NoCode,
}

impl Belonging {
    /// The answer as a person reads it.
    pub fn in_words(self) -> &'static str {
        match self {
            Belonging::Yes => "校验码一致：这份意见就是对这份文字做的。",
            Belonging::No => {
                "校验码不一致：意见不是对这份文字做的，或者文字后来改过。同一份报告从文件读入和粘贴进来，文字可能略有不同，请用核对时的那个文件再试。"
            }
            Belonging::NoCode => "没有认出校验码。校验码在意见的页脚，至少 12 位，由数字和字母 a–f 组成。",
        }
    }
}

/// Whether a statement belongs to the checked text. What a person copied from it may hold words around the code, capitals,
/// full-width characters, or the whole hash.
///
/// ```
/// use gouji_export::{Belonging, belonging};
///
/// assert_eq!(belonging("甲", "规则 2026.2　报告文字校验码 33E3580C0931　第 1 页"), Belonging::Yes);
/// assert_eq!(belonging("乙", "33e3580c0931"), Belonging::No);
/// assert_eq!(belonging("甲", "没有"), Belonging::NoCode);
/// ```
pub fn belonging(text: &str, code: &str) -> Belonging {
    let folded: String = code.chars().map(half_width).map(|character| character.to_ascii_lowercase()).collect();
    let words = folded.split(|character: char| !character.is_ascii_alphanumeric());
    let is_code = |word: &&str| word.len() >= CODE_DIGITS && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let Some(code) = words.into_iter().find(is_code) else { return Belonging::NoCode };
    match sha256_of(text.as_bytes()).starts_with(code) {
        true => Belonging::Yes,
        false => Belonging::No,
    }
}

/// Letters and digits as they stand in ASCII.
fn half_width(character: char) -> char {
    match character {
        '！'..='～' => char::from_u32(character as u32 - 0xfee0).unwrap_or(character),
        _ => character,
    }
}
