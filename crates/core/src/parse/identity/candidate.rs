//! What a place of the text says of organ, year or level, and how much that weighs.

use crate::report::Origin;
use crate::span::Span;

/// What was read at one place.
#[derive(Clone, Debug)]
pub(in crate::parse) struct Candidate<T> {
    pub value: T,
    pub span: Span,
    pub origin: Origin,
    pub weight: Weight,
}

/// How much a place weighs, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::parse) enum Weight {
    /// 发布机构 of the page, which may be the office that runs the site.
    Publisher,
    /// Whom to ask about the report.
    Contact,
    /// Who wrote it, often an office: 由…办公室编制.
    Compiler,
    /// Who signed it; the period of its figures.
    Signature,
    /// Whose report is made public in the first sentence.
    Opening,
    /// The title.
    Title,
}

impl<T> Candidate<T> {
    /// Something else that the same place tells.
    pub fn with<U>(&self, value: U) -> Candidate<U> {
        Candidate { value, span: self.span, origin: self.origin, weight: self.weight }
    }
}

/// The one that weighs most; of equal ones the first.
pub(super) fn heaviest<T>(candidates: Vec<Candidate<T>>) -> Option<Candidate<T>> {
    let mut best: Option<Candidate<T>> = None;
    for candidate in candidates {
        if best.as_ref().is_none_or(|best| candidate.weight > best.weight) {
            best = Some(candidate);
        }
    }
    best
}
