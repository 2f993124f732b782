//! What the block of a page names as the publisher.

use crate::matching::fold;
use crate::report::Origin;

use super::super::page_labels::Label;
use super::candidate::{Candidate, Weight};
use super::name::is_name;
use super::top::Cell;

/// Who published it, where the page says so.
pub(super) fn publisher(text: &str, cells: &[Cell]) -> Option<Candidate<String>> {
    let mut own = cells.iter().filter(|cell| cell.label == Some(Label::Publisher));
    own.find_map(|cell| {
        let name = fold(cell.span.of(text));
        let candidate =
            || Candidate { value: name.clone(), span: cell.span, origin: Origin::Metadata, weight: Weight::Publisher };
        is_name(&name).then(candidate)
    })
}
