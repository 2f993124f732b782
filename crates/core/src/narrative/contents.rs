//! What the prose says, read out of it once for all rules.

use crate::span::Span;

use super::claim::Claim;
use super::dates::Period;
use super::figures::{Figure, Unit};
use super::lexicon::{Hit, Word};
use super::prose::{Clause, Paragraph, Prose};

/// Bytes of a paragraph in which its heading stands.
const OPENING: usize = 60;

/// In clauses; what goes on longer is looked at in parts.
pub(super) const LONGEST_SENTENCE: usize = 40;

/// The prose of a report with what is read out of it, once for all rules.
#[derive(Clone, Debug, Default)]
pub struct Narrative {
    /// Paragraphs and clauses.
    pub prose: Prose,
    /// The numbers, in the order of the text.
    pub figures: Vec<Figure>,
    /// Where digits begin and end that are no figure: dates, document numbers, years without 年.
    pub bare_digits: Vec<(usize, usize)>,
    /// Punctuation, in the order of the text.
    pub marks: Vec<Mark>,
    /// Where ‹ stands, which no Chinese text has.
    pub foreign_marks: Vec<usize>,
    /// How many of them are ,;:?!, which folding makes of ，；：？！ as well.
    pub narrow_marks: usize,
    /// Where words begin and end that repeat the ones right in front of them.
    pub repeated: Vec<(usize, usize)>,
    /// Words that stand right in front of others which say nearly the same.
    pub nearly_repeated: Vec<NearlyRepeated>,
    /// The words that give numbers their meaning, in the order of the text.
    pub hits: Vec<Hit>,
    pub(super) sought: Vec<usize>,
    /// Periods between two dates.
    pub periods: Vec<Period>,
    /// Numbers that speak of cells.
    pub claims: Vec<Claim>,
}

/// A mark of punctuation, as folding leaves it; a line feed ends a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where it stands in the folded text.
    pub at: usize,
    /// Which.
    pub mark: char,
}

/// Words that nearly stand twice, one right behind the other, by their places in the folded text: 可通过可以通过.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NearlyRepeated {
    /// Where the first begins.
    pub first: usize,
    /// Where the second begins.
    pub second: usize,
    /// Where the second ends.
    pub end: usize,
}

impl Narrative {
    /// The place of a figure in the text as given.
    pub fn span_of(&self, figure: &Figure) -> Span {
        self.prose.origin(figure.start, figure.end)
    }

    /// Every place of some words that rules look for through the whole text, in the order of the text.
    pub fn every<'a>(&'a self, words: &'a [Word]) -> impl Iterator<Item = &'a Hit> {
        debug_assert!(words.iter().all(|word| word.is_sought()));
        self.sought.iter().filter_map(|at| self.hits.get(*at)).filter(|hit| words.contains(&hit.word))
    }

    /// The words that begin in the folded bytes `start..end`.
    pub fn hits_in(&self, start: usize, end: usize) -> &[Hit] {
        let first = self.hits.partition_point(|hit| hit.start < start);
        let count = self.hits[first..].partition_point(|hit| hit.start < end);
        &self.hits[first..first + count]
    }

    /// The figures that begin in the folded bytes `start..end`.
    pub fn figures_in(&self, start: usize, end: usize) -> &[Figure] {
        let first = self.figures.partition_point(|figure| figure.start < start);
        let count = self.figures[first..].partition_point(|figure| figure.start < end);
        &self.figures[first..first + count]
    }

    /// The figures of a clause.
    pub fn figures_of(&self, clause: usize) -> &[Figure] {
        let first = self.figures.partition_point(|figure| figure.clause < clause);
        let count = self.figures[first..].iter().take_while(|figure| figure.clause == clause).count();
        &self.figures[first..first + count]
    }

    /// Where the words begin that name a number: behind the number before it in its clause, years not counted.
    pub fn start_of_name(&self, figure: &Figure) -> usize {
        let own = self.figures_of(figure.clause).iter().rev();
        let mut before = own.filter(|before| before.end <= figure.start && before.unit != Unit::Year);
        before.next().map_or(self.prose.clauses[figure.clause].start, |before| before.end)
    }

    /// The section at a place in the folded text.
    pub fn section_at(&self, at: usize) -> Option<crate::form::SectionId> {
        let paragraphs = &self.prose.paragraphs;
        paragraphs.get(paragraphs.partition_point(|paragraph| paragraph.end <= at))?.section
    }

    /// The clause at a place in the folded text.
    pub fn clause_at(&self, at: usize) -> usize {
        let clauses = &self.prose.clauses;
        clauses.partition_point(|clause| clause.end <= at).min(clauses.len().saturating_sub(1))
    }

    /// The words of a clause.
    pub fn hits_of(&self, clause: usize) -> &[Hit] {
        self.hits_of_clauses(clause, clause)
    }

    /// The words of some clauses, the last included.
    pub(super) fn hits_of_clauses(&self, first: usize, last: usize) -> &[Hit] {
        let clauses = &self.prose.clauses;
        let end = clauses.get(last + 1).map_or(self.hits.len(), |next| next.first_hit);
        clauses.get(first).map_or(&[], |first| &self.hits[first.first_hit..end])
    }

    /// Whether a clause has a word.
    pub fn clause_has(&self, clause: usize, word: Word) -> bool {
        self.hits_of(clause).iter().any(|hit| hit.word == word)
    }

    /// Where the sentence of a clause begins and ends in the folded text.
    pub fn sentence(&self, clause: usize) -> (usize, usize) {
        let (first, last) = self.clauses_of_sentence(clause);
        (self.prose.clauses[first].start, self.prose.clauses[last].end)
    }

    /// The first and the last clause of the sentence of a clause.
    pub fn clauses_of_sentence(&self, clause: usize) -> (usize, usize) {
        let clauses = &self.prose.clauses;
        let sentence = clauses[clause].sentence;
        let own = |other: &&Clause| other.sentence == sentence;
        let before = clauses[..clause].iter().rev().take(LONGEST_SENTENCE).take_while(own).count();
        let behind = clauses[clause..].iter().take(LONGEST_SENTENCE).take_while(own).count();
        (clause - before, clause + behind - 1)
    }

    /// The folded words of the sentence of a clause.
    pub fn sentence_words(&self, clause: usize) -> &str {
        let (start, end) = self.sentence(clause);
        &self.prose.text()[start..end]
    }

    /// Whether the first words of a clause's paragraph, its heading in most reports, or the heading that stands in front of
    /// it have a word.
    pub fn paragraph_opens_with(&self, clause: usize, word: Word) -> bool {
        let paragraphs = &self.prose.paragraphs;
        let own = self.prose.clauses[clause].paragraph;
        let is_heading = |before: &&Paragraph| before.end - before.start <= OPENING && !before.is_section_heading;
        let heading = own.checked_sub(1).and_then(|before| paragraphs.get(before)).filter(is_heading);
        heading.into_iter().chain(paragraphs.get(own)).any(|paragraph| {
            let opening = paragraph.end.min(paragraph.start + OPENING);
            self.hits_in(paragraph.start, opening).iter().any(|hit| hit.word == word)
        })
    }

    /// Whether the sentence of a clause has one of some words.
    pub fn sentence_has(&self, clause: usize, words: &[Word]) -> bool {
        let (first, last) = self.clauses_of_sentence(clause);
        self.hits_of_clauses(first, last).iter().any(|hit| words.contains(&hit.word))
    }
}
