//! What an organ calls itself, where nothing names it: 我镇 throughout is a township's.

use crate::form::Level;
use crate::report::Origin;
use crate::span::Span;

use super::candidate::{Candidate, Weight};

/// What organs call themselves, with the level that it tells; 我局 may be of any.
const OWN: &[(&str, Option<Level>)] = &[
    ("镇", Some(Level::Township)),
    ("乡", Some(Level::Township)),
    ("街道", Some(Level::Street)),
    ("局", None),
    ("委", None),
    ("厅", None),
    ("办", None),
    ("院", None),
    ("校", None),
    ("中心", None),
    ("公司", None),
    ("县", None),
    ("区", None),
    ("市", None),
    ("省", None),
    ("州", None),
    ("旗", None),
];

/// So often it is said throughout.
const THROUGHOUT: usize = 3;

/// The level that most of the text's own words for its organ tell, and certain where they are all the same and enough.
pub(super) fn level(text: &str) -> Option<Candidate<(Level, bool)>> {
    let mut counts: Vec<(Option<Level>, usize, usize)> = Vec::new();
    for (at, own) in text.match_indices('我') {
        let behind = &text[at + own.len()..];
        let Some((word, level)) = OWN.iter().find(|(word, _)| behind.starts_with(word)) else { continue };
        let is_other_word = behind[word.len()..].starts_with('长');
        if is_other_word {
            continue;
        }
        match counts.iter_mut().find(|(known, ..)| known == level) {
            Some((_, count, _)) => *count += 1,
            None => counts.push((*level, 1, at)),
        }
    }
    let (level, count, at) = counts.iter().copied().max_by_key(|(_, count, at)| (*count, usize::MAX - at))?;
    let certain = counts.len() == 1 && count >= THROUGHOUT;
    let span = Span::new(at, at + "我".len());
    let origin = Origin::SelfReference;
    level.map(|level| Candidate { value: (level, certain), span, origin, weight: Weight::Contact })
}
