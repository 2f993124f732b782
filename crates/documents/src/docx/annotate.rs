//! Findings and remarks as comments, and changes tracked, in the Word document that they were found in. Everything else in
//! the file stays as it is, byte for byte.

use std::collections::BTreeMap;

use gouji_core::Span;
use gouji_core::problem::Problem;

use super::comments::{CommentsPart, last_id};
use super::parts::Parts;
use super::places::{Origin, Places};
use super::splice::{Cut, Inserted, Site, splice};
use crate::notes::{Author, Change, Note, Obstacle, Unwritten};
use crate::package::Package;
use crate::xml::{Encoding, encode};

/// The file with comments.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Annotated {
    /// Its bytes.
    pub file: Vec<u8>,
    /// Changes that could not be written: each stands as a comment at the nearest place.
    pub unwritten: Vec<Unwritten>,
}

/// Writes notes and changes into the file from which the checked text came. Spans are those of that text; `main` is the
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
    changes: &[Change],
) -> Result<Annotated, Problem> {
    let mut package = Package::open(bytes)?;
    let comments = CommentsPart::find(&mut package, parts)?;

    let next_id = last_id(main).max(comments.last_id()) + 1;
    let mut plan = Plan { places, cuts: BTreeMap::new(), next_id };
    let unwritten = plan.changes(changes);
    let left: Vec<Note> = unwritten.iter().map(Unwritten::note).collect();
    let mut all: Vec<&Note> = notes.iter().chain(&left).collect();
    all.sort_by_key(|note| note.span);
    let written: Vec<(u32, &Note)> = all.into_iter().filter_map(|note| Some((plan.note(note.span)?, note))).collect();
    if plan.cuts.is_empty() {
        return Ok(Annotated { file: bytes.to_vec(), unwritten });
    }

    let text = splice(main, places, &plan.cuts, plan.next_id);
    let mut changed = vec![(parts.main.clone(), encode(text, encoding))];
    if !written.is_empty() {
        changed.extend(comments.with(&written, &mut package, parts, &places.namespace)?);
    }
    Ok(Annotated { file: package.with_parts(&changed)?, unwritten })
}

/// Which changes cannot be written.
pub fn unwritten(places: &Places, changes: &[Change]) -> Vec<Unwritten> {
    Plan { places, cuts: BTreeMap::new(), next_id: 1 }.changes(changes)
}

/// What a change really changes. A person edits a paragraph and changes a word of it: only that is tracked, numbers whole. What
/// the program proposes is as small as it is meant to be.
fn narrowed(change: &Change) -> (Span, &str, &Change) {
    let Change { span, was, now, by } = change;
    if *by == Author::Program || was.len() != span.len() {
        return (*span, now, change);
    }
    let alike = |one: &mut dyn Iterator<Item = char>, other: &mut dyn Iterator<Item = char>| -> usize {
        one.zip(other).take_while(|(one, other)| one == other).map(|(one, _)| one.len_utf8()).sum()
    };
    let is_digit = |character: char| character.is_ascii_digit();
    let mut before = alike(&mut was.chars(), &mut now.chars());
    if was[before..].starts_with(is_digit) || now[before..].starts_with(is_digit) {
        before = was[..before].trim_end_matches(is_digit).len();
    }
    let (rest_was, rest_now) = (&was[before..], &now[before..]);
    let mut behind = alike(&mut rest_was.chars().rev(), &mut rest_now.chars().rev());
    let ends_in_digit = |rest: &str| rest[..rest.len() - behind].ends_with(is_digit);
    if ends_in_digit(rest_was) || ends_in_digit(rest_now) {
        behind = rest_was[rest_was.len() - behind..].trim_start_matches(is_digit).len();
    }
    let narrow = Span { start: span.start + before as u32, end: span.end - behind as u32 };
    (narrow, &rest_now[..rest_now.len() - behind], change)
}

/// Where the part is cut, and what is put there.
struct Plan<'a> {
    places: &'a Places,
    /// By offset in the part.
    cuts: BTreeMap<usize, Cut<'a>>,
    /// The first number that no comment or change has.
    next_id: u32,
}

/// A piece of words that a change takes out: where it begins, and where it ends with what stands around it.
struct Piece {
    from: usize,
    to: usize,
    site: Site,
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
    fn changes(&mut self, changes: &'a [Change]) -> Vec<Unwritten> {
        let mut changes: Vec<(Span, &str, &Change)> = changes.iter().map(narrowed).collect();
        // As they were given: two that meet there may contradict each other in what they leave as it is.
        changes.sort_by_key(|(.., change)| change.span);
        let mut free_from = 0;
        let mut left = Vec::new();
        for (span, now, change) in changes {
            let planned = match change.span.start >= free_from {
                true => self.change(span, now, &change.by),
                false => Err(Obstacle::Overlapping),
            };
            match planned {
                Ok(()) => free_from = change.span.end,
                Err(why) => left.push(Unwritten { change: change.clone(), why }),
            }
        }
        left
    }

    /// Plans a tracked change, where it can be written.
    fn change(&mut self, span: Span, now: &'a str, by: &'a Author) -> Result<(), Obstacle> {
        if now.contains(['\n', '\r', '\t']) {
            return Err(Obstacle::LineEnd);
        }
        if span.is_empty() {
            if !now.is_empty() {
                let (at, look) = self.place_between(span.start)?;
                self.insert(at, now, look, by);
            }
            return Ok(());
        }
        let (pieces, look) = self.pieces(span)?;
        for Piece { from, to, site } in &pieces {
            self.cut((*from, *site)).deletes = Some(by);
            self.cut((*to, *site)).deleted = true;
        }
        if let Some(Piece { to, site, .. }) = pieces.last() {
            self.insert((*to, *site), now, Some(look), by);
        }
        Ok(())
    }

    fn insert(&mut self, at: (usize, Site), words: &'a str, look: Option<usize>, by: &'a Author) {
        if !words.is_empty() {
            self.cut(at).inserted.push(Inserted { words, look, by });
        }
    }

    /// Where words can be put in between others, or where there are none, and the run whose looks they get.
    fn place_between(&self, at: u32) -> Result<((usize, Site), Option<usize>), Obstacle> {
        let before = self.origins(Span { start: at.saturating_sub(1), end: at }).last().map(|it| (it, Side::End));
        let behind = self.origins(Span { start: at, end: at + 1 }).first().map(|it| (it, Side::Begin));
        let mut obstacle = None;
        for (origin, side) in before.into_iter().chain(behind) {
            match self.changeable(origin) {
                Ok(()) => {
                    let site = self.site(origin, at, side).ok_or(Obstacle::UnusualSetting)?;
                    return Ok((site, Some(origin.place.run)));
                }
                Err(why) => obstacle = obstacle.or(Some(why)),
            }
        }
        if let Some(why) = obstacle {
            return Err(why);
        }
        let paragraphs = &self.places.paragraphs;
        let here = paragraphs.partition_point(|it| it.span.end < at);
        let here = (here..paragraphs.len()).take_while(|number| paragraphs[*number].span.start <= at);
        let mut blank = here.filter(|number| paragraphs[*number].span.is_empty());
        // Word makes what stands here by itself, or there is nothing that could hold words.
        let number = blank.next().ok_or(Obstacle::MadeByWord)?;
        let paragraph = &paragraphs[number];
        if paragraph.in_box {
            return Err(Obstacle::TextBox);
        }
        let site = if paragraph.place.is_empty { Site::EmptyParagraph(number) } else { Site::BlankParagraph(number) };
        Ok(((paragraph.place.content.start, site), None))
    }

    /// The words of a span piece by piece, and the run that the first of them stands in.
    fn pieces(&self, span: Span) -> Result<(Vec<Piece>, usize), Obstacle> {
        let origins = self.origins(span);
        let (Some(first), Some(last)) = (origins.first(), origins.last()) else { return Err(self.between(span)) };
        let mut pieces = Vec::new();
        let mut reached = span.start;
        if first.paragraph != last.paragraph {
            return Err(Obstacle::SeveralParagraphs);
        }
        for origin in origins {
            self.changeable(origin)?;
            let (from, to) = (origin.span.start.max(span.start), origin.span.end.min(span.end));
            if from != reached {
                return Err(self.between(Span { start: reached, end: from }));
            }
            if !origin.place.linear && (from, to) != (origin.span.start, origin.span.end) {
                return Err(Obstacle::UnusualSetting);
            }
            reached = to;
            let at = |position: u32| origin.place.at.start + (position - origin.span.start) as usize;
            let (from, to) =
                if origin.place.linear { (at(from), at(to)) } else { (origin.place.at.start, origin.place.at.end) };
            let site = match origin.place.text {
                Some(text) => Site::Words(origin.place.run, text),
                None => Site::Run(origin.place.run),
            };
            pieces.push(Piece { from, to, site });
        }
        match reached == span.end {
            true => Ok((pieces, first.place.run)),
            false => Err(self.between(Span { start: reached, end: span.end })),
        }
    }

    /// What it is that the file does not hold as words: ends of paragraphs and cells, or what Word makes by itself.
    fn between(&self, span: Span) -> Obstacle {
        let is_inside = self.places.paragraphs.iter().any(|paragraph| paragraph.span.contains(span));
        if is_inside { Obstacle::MadeByWord } else { Obstacle::SeveralParagraphs }
    }

    /// Whether words at this place can be changed.
    fn changeable(&self, origin: &Origin) -> Result<(), Obstacle> {
        if self.places.paragraphs.get(origin.paragraph).is_none_or(|paragraph| paragraph.in_box) {
            return Err(Obstacle::TextBox);
        }
        match self.places.runs.get(origin.place.run) {
            Some(run) if run.fixed.is_none() && run.divisible => Ok(()),
            run => Err(run.and_then(|run| run.fixed).unwrap_or(Obstacle::UnusualSetting)),
        }
    }

    fn cut(&mut self, (offset, site): (usize, Site)) -> &mut Cut<'a> {
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
