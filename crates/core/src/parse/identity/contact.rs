//! Whom to ask about the report.

use std::sync::LazyLock;

use crate::report::Origin;
use crate::searching::Needles;

use super::candidate::{Candidate, Weight};
use super::name::name_at_start;
use super::opening::Opening;

/// What stands in front of the name of whom to ask.
const ASK: [&str; 11] =
    ["请与", "可与", "请联系", "联系单位:", "联系部门:", "联系机构:", "请向", "欢迎向", "可向", "并与", "请致电"];

/// The organs that are to be asked.
pub(super) fn organs(opening: &Opening) -> Vec<Candidate<String>> {
    static FRONTS: LazyLock<Needles> = LazyLock::new(|| Needles::new(&ASK));
    let text = opening.text();
    let starts = FRONTS.places(text).map(|(at, front)| at + ASK[front].len());
    let mut organs: Vec<Candidate<String>> = starts
        .filter_map(|start| {
            let end = start + name_at_start(&text[start..])?;
            Some(opening.named(start, end, Origin::Contact, Weight::Contact))
        })
        .collect();
    organs.sort_by_key(|organ| organ.span);
    organs
}
