//! Whom to ask about the report.

use crate::report::Origin;

use super::candidate::{Candidate, Weight};
use super::name::name_at_start;
use super::opening::Opening;

/// What stands in front of the name of whom to ask.
const ASK: [&str; 11] =
    ["请与", "可与", "请联系", "联系单位:", "联系部门:", "联系机构:", "请向", "欢迎向", "可向", "并与", "请致电"];

/// The organs that are to be asked.
pub(super) fn organs(opening: &Opening) -> Vec<Candidate<String>> {
    let text = opening.text();
    let mut organs = Vec::new();
    for ask in ASK {
        for (at, _) in text.match_indices(ask) {
            let start = at + ask.len();
            if let Some(end) = name_at_start(&text[start..]) {
                organs.push(opening.named(start, start + end, Origin::Contact, Weight::Contact));
            }
        }
    }
    organs.sort_by_key(|organ| organ.span);
    organs
}
