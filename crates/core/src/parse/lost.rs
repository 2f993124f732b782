//! Tables whose cells ran into one another when they were copied: 予以公开6000017.

use crate::form::TableNumber;
use crate::searching::next_digit;
use crate::span::Span;

/// Whether the table in `region` came as glued digits.
pub(super) fn is_lost(text: &str, region: Span, number: TableNumber) -> bool {
    let bytes = region.of(text).as_bytes();
    // Runs of digits with a character of a label on both sides, white space not counted, and runs of digits as long as
    // a row of cells.
    let mut glued = 0;
    let mut long = 0;
    let mut longest = 0;
    let mut at = 0;
    while let Some(start) = next_digit(bytes, at) {
        at = start;
        while at < bytes.len() && bytes[at].is_ascii_digit() {
            at += 1;
        }
        let length = at - start;
        let after_label = start > 0 && bytes[start - 1] >= 0x80;
        let before_label = after_label
            && ["行政", "规范", "第二十", "其他对外", "政府集中", "规章"]
                .iter()
                .any(|label| bytes[at..].starts_with(label.as_bytes()));
        glued += usize::from(before_label);
        long += usize::from(length >= 7 && (after_label || bytes[start] == b'0'));
        longest = longest.max(length);
    }
    match number {
        TableNumber::Two => glued >= 2,
        TableNumber::Three => long >= 5,
        TableNumber::Four => longest >= 12,
    }
}
