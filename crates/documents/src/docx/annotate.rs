//! Findings as comments, and safe fixes as tracked changes, in the Word document that they were found in. Everything else
//! in the file stays as it is, byte for byte.

use std::collections::BTreeMap;

use gouji_core::Span;
use gouji_core::finding::Edit;
use gouji_core::problem::Problem;

use super::comments::{CommentsPart, last_id};
use super::parts::Parts;
use super::places::{Origin, Places};
use super::splice::{Cut, Site, splice};
use crate::notes::Note;
use crate::package::Package;
use crate::xml::{Encoding, encode};

/// The file with comments.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Annotated {
    /// Its bytes.
    pub file: Vec<u8>,
    /// Fixes that were not written, because they would touch someone's own tracked insertion, a text box, a formula, or
    /// words that Word makes by itself.
    pub left: Vec<Span>,
}

/// Writes notes and edits into the file from which the checked text came. Spans are those of that text; `main` is the
/// main part with its encoding.
///
/// # Errors
/// Parts that cannot be read or written again.
pub fn annotate(
    bytes: &[u8],
    parts: &Parts,
    (main, encoding): (&str, Encoding),
    places: &Places,
    notes: &[Note],
    edits: &[Edit],
) -> Result<Annotated, Problem> {
    let mut package = Package::open(bytes)?;
    let comments = CommentsPart::find(&mut package, parts)?;

    let next_id = last_id(main).max(comments.last_id()) + 1;
    let mut plan = Plan { places, cuts: BTreeMap::new(), next_id };
    let written: Vec<(u32, &Note)> = notes.iter().filter_map(|note| Some((plan.note(note.span)?, note))).collect();
    let left = plan.edits(edits);
    if plan.cuts.is_empty() {
        return Ok(Annotated { file: bytes.to_vec(), left });
    }

    let text = splice(main, places, &plan.cuts, plan.next_id);
    let mut changed = vec![(parts.main.clone(), encode(text, encoding))];
    if !written.is_empty() {
        changed.extend(comments.with(&written, &mut package, parts, &places.namespace)?);
    }
    Ok(Annotated { file: package.with_parts(&changed)?, left })
}

/// Where the part is cut, and what is put there.
struct Plan<'a> {
    places: &'a Places,
    /// By offset in the part.
    cuts: BTreeMap<usize, Cut>,
    /// The first number that no comment or change has.
    next_id: u32,
}

/// Which side of a stretch is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Begin,
    End,
}

impl<'a> Plan<'a> {
    /// Plans a comment; nothing, where the document has no place for one.
    fn note(&mut self, span: Span) -> Option<u32> {
        let origins = self.origins(span);
        let (begin, end) = match (origins.first(), origins.last()) {
            (Some(first), Some(last)) => {
                let first_paragraph = self.places.paragraphs.get(first.paragraph)?;
                let last_paragraph = self.places.paragraphs.get(last.paragraph)?;
                // A comment does not reach from one cell into another.
                let last = match first_paragraph.cell == last_paragraph.cell {
                    true => last,
                    false => origins.iter().rfind(|it| it.paragraph == first.paragraph)?,
                };
                if first_paragraph.in_box || last_paragraph.in_box {
                    self.paragraph_sites(first.paragraph)?
                } else {
                    let begin = self.site(first, span.start.max(first.span.start), Side::Begin)?;
                    (begin, self.site(last, span.end.min(last.span.end), Side::End)?)
                }
            }
            _ => self.paragraph_sites(self.nearest_paragraph(span)?)?,
        };
        let id = self.next_id;
        self.next_id += 1;
        self.cut(begin).begins.push(id);
        self.cut(end).ends.push(id);
        Some(id)
    }

    /// Plans tracked changes; gives those that cannot be written.
    fn edits(&mut self, edits: &[Edit]) -> Vec<Span> {
        let mut edits: Vec<&Edit> = edits.iter().collect();
        edits.sort_by_key(|edit| edit.span);
        let mut free_from = 0;
        let mut left = Vec::new();
        for edit in edits {
            if edit.span.start >= free_from && self.edit(edit).is_some() {
                free_from = edit.span.end;
            } else {
                left.push(edit.span);
            }
        }
        left
    }

    /// Plans a tracked change; nothing, where it cannot be written.
    fn edit(&mut self, edit: &Edit) -> Option<()> {
        if edit.text.contains(['\n', '\r', '\t']) {
            return None;
        }
        let Span { start, end } = edit.span;
        let mut pieces = Vec::new();
        let look = if edit.span.is_empty() {
            let before = Span { start: start.saturating_sub(1), end };
            let (origin, side) = match self.origins(before).last() {
                Some(origin) => (origin, Side::End),
                None => (self.origins(Span { start, end: end + 1 }).first()?, Side::Begin),
            };
            self.changeable(origin)?;
            let site = self.site(origin, start, side)?;
            pieces.push((site, None));
            origin.place.run
        } else {
            let origins = self.origins(edit.span);
            let first = origins.first()?;
            let mut reached = start;
            for origin in origins {
                self.changeable(origin)?;
                let (from, to) = (origin.span.start.max(start), origin.span.end.min(end));
                let whole = (from, to) == (origin.span.start, origin.span.end);
                if from != reached || origin.paragraph != first.paragraph || !(origin.place.linear || whole) {
                    return None;
                }
                reached = to;
                let at = |position: u32| origin.place.at.start + (position - origin.span.start) as usize;
                let (at_from, at_to) =
                    if origin.place.linear { (at(from), at(to)) } else { (origin.place.at.start, origin.place.at.end) };
                let site = match origin.place.text {
                    Some(text) => Site::Words(origin.place.run, text),
                    None => Site::Run(origin.place.run),
                };
                pieces.push(((at_to, site), Some(at_from)));
            }
            if reached != end {
                return None;
            }
            first.place.run
        };
        let last = pieces.len().checked_sub(1)?;
        for (number, ((to, site), from)) in pieces.into_iter().enumerate() {
            if let Some(from) = from {
                self.cut((from, site)).deletes = true;
                self.cut((to, site)).deleted = true;
            }
            if number == last && !edit.text.is_empty() {
                self.cut((to, site)).inserted.push((edit.text.clone(), look));
            }
        }
        Some(())
    }

    /// Whether words at this place can be changed.
    fn changeable(&self, origin: &Origin) -> Option<()> {
        let run = self.places.runs.get(origin.place.run)?;
        let paragraph = self.places.paragraphs.get(origin.paragraph)?;
        (run.divisible && !run.inserted && !paragraph.in_box).then_some(())
    }

    fn cut(&mut self, (offset, site): (usize, Site)) -> &mut Cut {
        self.cuts.entry(offset).or_insert_with(|| Cut::at(site))
    }

    /// The origins that have bytes in this span.
    fn origins(&self, span: Span) -> &'a [Origin] {
        let origins = &self.places.origins;
        let first = origins.partition_point(|it| it.span.end <= span.start);
        let last = origins.partition_point(|it| it.span.start < span.end);
        origins.get(first..last).unwrap_or_default()
    }

    /// Where one side of a stretch is in the part: as far outside as the same place in the text allows.
    fn site(&self, origin: &Origin, position: u32, side: Side) -> Option<(usize, Site)> {
        let run = self.places.runs.get(origin.place.run)?;
        let outside = match side {
            Side::Begin => (run.element.start, Site::Paragraph),
            Side::End => (run.element.end, Site::Paragraph),
        };
        if !run.divisible {
            return Some(outside);
        }
        let mut offset = match side {
            _ if origin.place.linear => origin.place.at.start + position.checked_sub(origin.span.start)? as usize,
            Side::Begin => origin.place.at.start,
            Side::End => origin.place.at.end,
        };
        if let Some(number) = origin.place.text {
            let text = self.places.texts.get(number)?;
            offset = match side {
                Side::Begin if offset == text.content.start => text.element.start,
                Side::End if offset == text.content.end => text.element.end,
                _ => return Some((offset, Site::Words(origin.place.run, number))),
            };
        }
        let at_edge = match side {
            Side::Begin => offset == run.content.start,
            Side::End => offset == run.content.end,
        };
        Some(if at_edge { outside } else { (offset, Site::Run(origin.place.run)) })
    }

    /// The whole of a paragraph, or of the one that its text box is anchored to.
    fn paragraph_sites(&self, number: usize) -> Option<((usize, Site), (usize, Site))> {
        let place = &self.places.paragraphs.get(number)?.place;
        let site = if place.is_empty { Site::EmptyParagraph(number) } else { Site::Paragraph };
        Some(((place.content.start, site), (place.content.end, site)))
    }

    /// The paragraph for a finding without words of its own: the one with words that it touches, else the blank one where
    /// it stands (a blank cell), else the one before.
    fn nearest_paragraph(&self, span: Span) -> Option<usize> {
        let paragraphs = &self.places.paragraphs;
        let from = paragraphs.partition_point(|it| it.span.end < span.start);
        let upto = paragraphs.partition_point(|it| it.span.start <= span.end).max(from);
        let touching = paragraphs.get(from..upto)?;
        let with_words = touching.iter().position(|it| !it.span.is_empty());
        let blank_cell = || touching.iter().position(|it| it.cell > 0);
        let found = with_words.or_else(blank_cell).or((!touching.is_empty()).then_some(0));
        found.map(|at| from + at).or_else(|| from.checked_sub(1)).or((!paragraphs.is_empty()).then_some(0))
    }
}
