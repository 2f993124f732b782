//! The numbers in the prose.

use crate::span::Span;

/// How many numbers the text has outside its tables. Years, dates, document numbers and numbering are not counted.
pub(super) fn count(text: &str, tables: &[Span]) -> u32 {
    let bytes = text.as_bytes();
    let mut count = 0;
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len()
            && (bytes[at].is_ascii_digit()
                || ((bytes[at] == b'.' || bytes[at] == b',') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)))
        {
            at += 1;
        }
        let mut behind = at;
        while bytes.get(behind) == Some(&b' ') {
            behind += 1;
        }
        // A quantity is followed by its unit.
        let unit = text[behind..].chars().next().is_some_and(|character| {
            matches!(
                character,
                '件' | '条'
                    | '项'
                    | '个'
                    | '次'
                    | '篇'
                    | '份'
                    | '期'
                    | '人'
                    | '场'
                    | '元'
                    | '万'
                    | '宗'
                    | '家'
                    | '%'
                    | '％'
            )
        });
        let offset = start as u32;
        if unit && !tables.iter().any(|table| table.start <= offset && offset < table.end) {
            count += 1;
        }
    }
    count
}
