//! What the block of a page names as the publisher.

use crate::report::Origin;

use super::super::page_labels::Label;
use super::candidate::{Candidate, Weight};
use super::name::is_name;
use super::top::Cell;

/// Who published it, where the page says so.
pub(super) fn publisher(cells: &[Cell]) -> Option<Candidate<String>> {
    let mut own = cells.iter().filter(|cell| cell.label == Some(Label::Publisher));
    own.find_map(|cell| {
        let value = || cell.words.clone();
        let candidate =
            || Candidate { value: value(), span: cell.span, origin: Origin::Metadata, weight: Weight::Publisher };
        is_name(&cell.words).then(candidate)
    })
}
