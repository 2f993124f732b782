//! The marks of notes: raised signs beside words, which are no part of them. 312¹ is 312.

/// The words of runs of which some are raised: without the marks of notes, unless nothing else stands there, or the mark
/// stands behind a letter, as in m².
pub(crate) fn without_marks(runs: &[(String, bool)]) -> String {
    let has_plain = runs.iter().any(|(words, is_raised)| !is_raised && !words.trim().is_empty());
    let mut kept = String::new();
    for (words, is_raised) in runs {
        if !is_raised || !has_plain || !is_mark(words) || kept.ends_with(|last: char| last.is_ascii_alphabetic()) {
            kept.push_str(words);
        }
    }
    kept
}

/// Whether raised words are the mark of a note: a number, a letter or a sign, with or without brackets.
pub fn is_mark(words: &str) -> bool {
    let is_sign = |character: char| {
        character.is_ascii_alphanumeric()
            || character.is_whitespace()
            || matches!(character, '①'..='⑳' | '０'..='９' | '¹' | '²' | '³' | '⁰'..='⁹')
            || "[]()〔〕［］（）【】*＊†‡#注,，、-".contains(character)
    };
    words.chars().count() <= 8 && words.chars().all(is_sign)
}
