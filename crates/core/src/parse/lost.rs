//! Tables whose cells ran into one another when they were copied: 予以公开6000017.

use crate::form::TableNumber;
use crate::span::Span;

/// Whether the table in `region` came as glued digits.
pub(super) fn is_lost(text: &str, region: Span, number: TableNumber) -> bool {
    const LABELS: [&str; 6] = ["行政", "规范", "第二十", "其他对外", "政府集中", "规章"];
    // Runs of digits with a character of a label on both sides, white space not counted, and runs of digits as long as
    // a row of cells.
    let (mut glued, mut long, mut longest) = (0, 0, 0);
    let mut rest = region.of(text);
    while let Some(start) = rest.find(|character: char| character.is_ascii_digit()) {
        let (before, digits) = rest.split_at(start);
        rest = digits.trim_start_matches(|character: char| character.is_ascii_digit());
        let length = digits.len() - rest.len();
        let after_label = before.ends_with(|character: char| !character.is_ascii());
        glued += usize::from(after_label && LABELS.iter().any(|label| rest.starts_with(label)));
        long += usize::from(length >= 7 && (after_label || digits.starts_with('0')));
        longest = longest.max(length);
    }
    match number {
        TableNumber::Two => glued >= 2,
        TableNumber::Three => long >= 5,
        TableNumber::Four => longest >= 12,
    }
}
