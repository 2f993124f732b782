//! What a rule is made of. A rule is one type, its slip: it says what the rule is ([`Slip::RULE`]), finds ([`Slip::find`])
//! and speaks ([`Slip::say`]). This file knows no rule; `rules.rs` knows them all.

use serde::Serialize;

use crate::arithmetic::{Diagnosis, Sums};
use crate::compare::Previous;
use crate::finding::{Found, Place, Severity};
use crate::form::Edition;
use crate::narrative::{Clause, Figure, Narrative, Prose, Statement};
use crate::report::{CellAddress, Day, Report};
use crate::rules::page::Page;
use crate::source::Source;
use crate::span::Span;

/// What one rule finds, as a type of its own: all that its sentence is made from, under names of the field. Positions in the
/// text do not stand in it but in the finding, which knows how to count them in other units.
pub(crate) trait Slip: Sized {
    /// The rule.
    const RULE: Rule;

    /// Every slip of this kind in the report.
    fn find(context: &Context) -> Vec<Found<Self>>;

    /// The rule's own words for it.
    fn say(&self, report: &Report) -> Sentence;

    /// The report's own words or number.
    fn found(&self) -> Option<String> {
        None
    }

    /// What the form, the law or the report itself asks for.
    fn expected(&self) -> Option<String> {
        None
    }

    /// Cells that it lists beyond its place.
    fn cells(&self) -> Vec<CellAddress> {
        Vec::new()
    }

    /// The failing sums, where it is about sums.
    fn sums(&self) -> Option<&Diagnosis> {
        None
    }

    /// A finding of this slip at a place, without other places or fixes.
    fn at(self, severity: Severity, place: Place, span: Span) -> Found<Self> {
        Found { rule: Self::RULE.id, severity, place, span, slip: self, related: Vec::new(), fixes: Vec::new() }
    }

    /// A question about a number of the prose.
    fn asked_of(self, context: &Context, figure: &Figure) -> Found<Self> {
        self.at(Severity::Warning, context.place_of_clause(figure.clause), context.narrative.span_of(figure))
    }
}

/// A check, as the outside knows it.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Public id; it names the fault.
    pub id: &'static str,
    /// The rule set it came with, 2026.1 for one.
    pub since: &'static str,
    /// What the check rests on.
    pub basis: Basis,
    /// Its page, Markdown in Chinese: 检查什么 / 依据 / 为什么 / 怎么改 / 例外. Its file goes on with examples.
    pub(crate) page: Page,
    /// What it has to know of the report; where that was not read, the coverage says so.
    pub(crate) needs: &'static [Need],
}

/// Something that a rule has to know of the report and that may not have been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// The title.
    Title,
    /// The report year.
    Year,
    /// The organ's name.
    Organ,
    /// The organ's level.
    Level,
    /// The division that the organ belongs to.
    Region,
    /// The day of publication.
    Publication,
    /// The last day for it.
    Deadline,
}

/// What a check rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Basis {
    /// How firm it is.
    pub kind: BasisKind,
    /// In words.
    pub text: &'static str,
}

/// How firm a basis is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum BasisKind {
    /// A written rule says so.
    Official,
    /// It follows necessarily from one.
    Implied,
    /// Convention, or what reviewers complain about.
    Practice,
    /// No rule: the reading itself.
    None,
}

impl BasisKind {
    /// Name in the machine output.
    pub fn id(self) -> &'static str {
        match self {
            BasisKind::Official => "official",
            BasisKind::Implied => "implied",
            BasisKind::Practice => "practice",
            BasisKind::None => "none",
        }
    }
}

/// A rule's own words for a finding; both are whole sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// What is wrong, with the report's own words and numbers.
    pub message: String,
    /// What to do.
    pub advice: String,
}

/// What rules may look at.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    /// The text.
    pub source: &'a Source,
    /// The report as read.
    pub report: &'a Report,
    /// Its sums, checked.
    pub sums: &'a Sums,
    /// Its prose.
    pub prose: &'a Prose,
    /// The numbers of the prose and what they claim.
    pub narrative: &'a Narrative,
    /// Last year's report, where it was given.
    pub previous: Option<&'a Previous>,
    /// The last day for publishing the report, where it was given.
    pub due: Option<Day>,
}

impl Rule {
    /// What the rule is called: the first line of its page.
    pub fn title(&self) -> &'static str {
        self.page.title
    }
}

impl<'a> Context<'a> {
    /// Whether the unified form is due at all: not for report years up to 2018.
    pub(crate) fn is_due(&self) -> bool {
        self.report.edition != Edition::Older
    }

    /// Where words of the prose, by their place in the folded text, belong in the form.
    pub(crate) fn place_in_prose(&self, at: usize) -> Place {
        self.narrative.section_at(at).map_or(Place::Preamble, Place::Section)
    }

    /// Where a clause of the prose, by its number, belongs in the form.
    pub(crate) fn place_of_clause(&self, clause: usize) -> Place {
        let prose = &self.narrative.prose;
        prose.section_of(&prose.clauses[clause]).map_or(Place::Preamble, Place::Section)
    }

    /// The words of the prose at a place in the folded text, as the report has them but for the ends of lines, at which a
    /// file broke them.
    pub(crate) fn words_in_prose(&self, start: usize, end: usize) -> String {
        self.prose.origin(start, end).of(self.source.text()).trim().replace(['\r', '\n'], "")
    }

    /// Whether a clause stands in a sentence between the title and the first section.
    pub(crate) fn is_opening(&self, clause: &Clause) -> bool {
        let paragraph = &self.prose.paragraphs[clause.paragraph];
        let behind_title = self.report.title.is_some_and(|title| title.end <= paragraph.span.start);
        behind_title && self.prose.words_of(paragraph).ends_with(['。', ':'])
    }

    /// Whether a place in the folded text stands between quotation marks of its paragraph.
    pub(crate) fn is_quoted(&self, at: usize) -> bool {
        let clause = &self.prose.clauses[self.narrative.clause_at(at)];
        let start = self.prose.paragraphs[clause.paragraph].start;
        self.prose.text().get(start..at).is_some_and(|before| before.matches('"').count() % 2 == 1)
    }

    /// Whether a place in the folded text stands between 《 and 》 of its paragraph.
    pub(crate) fn is_in_title(&self, at: usize) -> bool {
        let clause = &self.prose.clauses[self.narrative.clause_at(at)];
        let start = self.prose.paragraphs[clause.paragraph].start;
        let before = self.prose.text().get(start..at).unwrap_or_default();
        before.rfind('《') > before.rfind('》')
    }

    /// What the clause of a number states up to it.
    pub(crate) fn statement_before(&self, figure: &Figure) -> Statement<'a> {
        self.narrative.statement_before(self.report, figure)
    }

    /// What a cell counts for: its number, or for an unfilled total what its parts add up to.
    pub(crate) fn count(&self, address: CellAddress) -> Option<i64> {
        let computed = self.sums.computed.iter().find(|(cell, _)| *cell == address).map(|(_, value)| *value);
        self.report.cell(address).and_then(|cell| cell.count()).or(computed)
    }

    /// How grave a missing part is. What a copy or an extractor may have lost is not the author's fault: only a text that
    /// came with its structure, and without a picture in the place, makes it an error.
    pub(crate) fn damage_severity(&self, place: Span) -> Severity {
        let picture = self.source.pictures().iter().any(|picture| place.contains(*picture));
        if self.source.is_structured() && !picture { Severity::Error } else { Severity::Warning }
    }
}
