//! How lines and paragraphs end: in mid-sentence, or where a page is full.

/// No page has so wide a line, in bytes.
const WIDEST: usize = 135;

/// A shorter paragraph may be a heading, in bytes.
const SHORTEST: usize = 60;

/// Whether more than [`WIDEST`] bytes stand on one line.
pub(super) fn has_wide_line(words: &str) -> bool {
    let mut rest = words.as_bytes();
    while let Some(head) = rest.get(..=WIDEST) {
        match head.iter().rposition(|byte| *byte == b'\n') {
            Some(end) => rest = &rest[end + 1..],
            None => return true,
        }
    }
    false
}

/// Whether a sentence breaks off at the end of the one and goes on in the other.
pub(super) fn goes_on(words: &str, next: &str) -> bool {
    let han = |character: Option<char>| character.is_some_and(|character| matches!(character, '\u{4e00}'..='\u{9fff}'));
    // A heading has no full stop; one without numbering no comma either.
    let heading = || !words.contains('。') && (words.starts_with('(') || is_numbered(words) || !words.contains(','));
    words.len() >= SHORTEST
        && han(words.chars().next_back())
        && han(next.chars().next())
        && next.ends_with('。')
        && !is_numbered(next)
        && !heading()
}

/// 一、 1. 一是
pub(super) fn is_numbered(words: &str) -> bool {
    let mut characters = words.char_indices().take_while(|(at, _)| *at <= 6).map(|(_, character)| character);
    characters.find(|character| matches!(character, '、' | '是' | '.' | ',')).is_some_and(|mark| mark != ',')
}
