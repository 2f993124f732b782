//! The checks, by name. One rule is `rules/<id>.rs` (its sentences first, then its logic) and `rules/<id>.md` (its page);
//! this list is the only other place that knows it. Rules are independent of each other.

mod abbreviated_year;
mod all_done_but_carried;
mod applicants_do_not_add_up;
mod aspect_missing;
mod breakdown_does_not_add_up;
mod carry_over_broken;
mod cell_not_a_count;
mod cells_left_blank;
mod claimed_but_zero;
mod column_missing;
mod count_differs_from_table;
mod count_jumps;
mod denied_but_counted;
mod direct_suit_after_2024;
mod disputes_do_not_add_up;
mod document_number_malformed;
mod failing_sums;
mod fee_contradicts;
mod fee_unit_suspect;
mod fee_unreported;
mod foreign_name;
mod government_items_missing;
mod growth_rate_wrong;
mod in_force_jumps;
mod in_force_too_small;
mod label_changed;
mod mark_between_titles;
mod mark_doubled;
mod mark_half_width;
mod mark_unbalanced;
mod naming;
mod nearly_doubled;
mod needs;
mod not_filled_in;
mod numbering_broken;
mod organ_name_varies;
mod outcomes_do_not_add_up;
mod page;
mod paragraph_broken;
mod part_count_wrong;
mod percentage_wrong;
mod period_malformed;
mod personal_data_left;
mod plan_in_the_past;
mod published_late;
mod published_too_early;
mod quantity_given_twice;
mod requests_out_of_balance;
mod row_missing;
mod rules_without_power;
mod section_empty;
mod section_missing;
mod section_out_of_order;
mod section_repeated;
mod section_title_changed;
mod self_reference_differs;
mod share_bases;
mod short_name_undefined;
mod stale_year;
mod stray_line;
mod subject;
mod superseded_document;
mod table_lost_in_copying;
mod table_missing;
mod template_text_left;
mod term_wrong;
mod text_copied;
mod title_malformed;
mod two_words;
mod words_doubled;
mod wrong_edition;
mod year_unclear;
mod year_without_unit;

pub use naming::{elsewhere_in_words, stray_in_words, unfilled_rows_in_words};
use needs::Need;
pub(crate) use needs::not_checked;
use page::page;

use crate::arithmetic::Sums;
use crate::compare::Previous;
use crate::finding::{Evidence, Finding, Place, Severity};
use crate::form::Edition;
use crate::narrative::{Narrative, Prose, Tie};
use crate::ordering::in_order_by;
use crate::report::{CellAddress, Day, Report};
use crate::source::Source;
use crate::span::Span;

/// A check.
#[derive(Clone, Copy)]
pub struct Rule {
    /// Public id; it names the fault.
    pub id: &'static str,
    /// What the check rests on.
    pub basis: Basis,
    /// Its page, Markdown in Chinese: 检查什么 / 依据 / 为什么 / 怎么改 / 例外. Its file goes on with examples.
    pub page: &'static str,
    /// What it has to know of the report; where that was not read, the coverage says so.
    needs: &'static [Need],
    /// Finds.
    find: fn(&Context, &mut Vec<Finding>),
    /// Says what was found.
    say: fn(&Finding, &Source, &Report) -> Sentence,
}

/// What rules may look at.
#[derive(Clone, Copy)]
pub struct Context<'a> {
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

/// What a check rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Basis {
    /// How firm it is.
    pub kind: BasisKind,
    /// In words.
    pub text: &'static str,
}

/// How firm a basis is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// A rule's own words for a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// What is wrong, with the report's own words and numbers.
    pub message: String,
    /// What to do.
    pub advice: String,
}

/// All words for a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// What is wrong.
    pub message: String,
    /// Why it matters.
    pub why: &'static str,
    /// What to do.
    pub advice: String,
    /// What the check rests on.
    pub basis: Basis,
}

/// Every rule, in the order of the catalogue.
pub static RULES: &[Rule] = &[
    requests_out_of_balance::RULE,
    outcomes_do_not_add_up::RULE,
    applicants_do_not_add_up::RULE,
    disputes_do_not_add_up::RULE,
    in_force_too_small::RULE,
    cell_not_a_count::RULE,
    fee_unit_suspect::RULE,
    cells_left_blank::RULE,
    not_filled_in::RULE,
    rules_without_power::RULE,
    table_missing::RULE,
    table_lost_in_copying::RULE,
    row_missing::RULE,
    column_missing::RULE,
    label_changed::RULE,
    wrong_edition::RULE,
    direct_suit_after_2024::RULE,
    count_differs_from_table::RULE,
    all_done_but_carried::RULE,
    denied_but_counted::RULE,
    claimed_but_zero::RULE,
    percentage_wrong::RULE,
    breakdown_does_not_add_up::RULE,
    quantity_given_twice::RULE,
    growth_rate_wrong::RULE,
    fee_unreported::RULE,
    fee_contradicts::RULE,
    year_unclear::RULE,
    period_malformed::RULE,
    stale_year::RULE,
    plan_in_the_past::RULE,
    year_without_unit::RULE,
    published_late::RULE,
    published_too_early::RULE,
    organ_name_varies::RULE,
    self_reference_differs::RULE,
    foreign_name::RULE,
    superseded_document::RULE,
    document_number_malformed::RULE,
    short_name_undefined::RULE,
    section_missing::RULE,
    section_out_of_order::RULE,
    section_repeated::RULE,
    section_title_changed::RULE,
    section_empty::RULE,
    aspect_missing::RULE,
    government_items_missing::RULE,
    part_count_wrong::RULE,
    numbering_broken::RULE,
    title_malformed::RULE,
    template_text_left::RULE,
    personal_data_left::RULE,
    stray_line::RULE,
    paragraph_broken::RULE,
    words_doubled::RULE,
    term_wrong::RULE,
    mark_unbalanced::RULE,
    mark_doubled::RULE,
    mark_half_width::RULE,
    mark_between_titles::RULE,
    abbreviated_year::RULE,
    carry_over_broken::RULE,
    in_force_jumps::RULE,
    count_jumps::RULE,
    text_copied::RULE,
];

/// The rule with this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

/// The words for a finding.
pub fn words(finding: &Finding, source: &Source, report: &Report) -> Words {
    let Some(rule) = rule(finding.rule) else {
        return Words {
            message: finding.rule.to_owned(),
            why: "",
            advice: String::new(),
            basis: Basis { kind: BasisKind::None, text: "" },
        };
    };
    let Sentence { message, advice } = (rule.say)(finding, source, report);
    Words { message, why: rule.why(), advice, basis: rule.basis }
}

/// A tie in words: what the number claims to count, and what the cells it may mean hold.
pub fn tie_in_words(tie: &Tie, report: &Report) -> String {
    format!("{}：{}", tie.role.name(), count_differs_from_table::in_words(tie.role, &tie.readings, report))
}

impl Rule {
    /// A part of its page by its heading, 检查什么 for one.
    pub fn part(&self, heading: &str) -> &'static str {
        let mut at = 0;
        let mut start = None;
        for line in self.page.split_inclusive('\n') {
            if let Some(other) = line.strip_prefix("## ") {
                if let Some(start) = start {
                    return self.page[start..at].trim();
                }
                start = (other.trim_end() == heading).then_some(at + line.len());
            }
            at += line.len();
        }
        start.map_or("", |start| self.page[start..].trim())
    }

    /// The part 为什么 of its page.
    pub fn why(&self) -> &'static str {
        self.part("为什么")
    }
}

impl Sentence {
    /// No words, for a finding that carries nothing to speak of.
    fn empty() -> Self {
        Sentence { message: String::new(), advice: String::new() }
    }
}

impl Context<'_> {
    /// Whether the unified form is due at all: not for report years up to 2018.
    fn is_due(&self) -> bool {
        self.report.edition != Edition::Older
    }

    /// Where words of the prose, by their place in the folded text, belong in the form.
    fn place_in_prose(&self, at: usize) -> Place {
        self.narrative.section_at(at).map_or(Place::Preamble, Place::Section)
    }

    /// The words of the prose at a place in the folded text, as the report has them but for the ends of lines, at which a
    /// file broke them.
    fn words_in_prose(&self, start: usize, end: usize) -> String {
        self.prose.origin(start, end).of(self.source.text()).trim().replace(['\r', '\n'], "")
    }

    /// Whether a clause stands in a sentence between the title and the first section.
    fn is_opening(&self, clause: &crate::narrative::Clause) -> bool {
        let paragraph = &self.prose.paragraphs[clause.paragraph];
        let behind_title = self.report.title.is_some_and(|title| title.end <= paragraph.span.start);
        behind_title && self.prose.words_of(paragraph).ends_with(['。', ':'])
    }

    /// Whether a place in the folded text stands between 《 and 》 of its paragraph.
    fn is_in_title(&self, at: usize) -> bool {
        let clause = &self.prose.clauses[self.narrative.clause_at(at)];
        let start = self.prose.paragraphs[clause.paragraph].start;
        let open = self
            .prose
            .text()
            .get(start..at)
            .and_then(|before| before.rsplit(['《', '》']).next().map(|rest| at - rest.len()));
        open.is_some_and(|behind| self.prose.text()[start..behind].ends_with('《'))
    }

    /// Whether a place in the folded text stands between quotation marks of its paragraph.
    fn is_quoted(&self, at: usize) -> bool {
        let clause = &self.prose.clauses[self.narrative.clause_at(at)];
        let start = self.prose.paragraphs[clause.paragraph].start;
        self.prose.text().get(start..at).is_some_and(|before| before.matches('"').count() % 2 == 1)
    }

    /// What a cell counts for: its number, or for an unfilled total what its parts add up to.
    fn count(&self, address: CellAddress) -> Option<i64> {
        let computed = self.sums.computed.iter().find(|(cell, _)| *cell == address).map(|(_, value)| *value);
        self.report.cell(address).and_then(|cell| cell.count()).or(computed)
    }

    /// How grave a missing part is. What a copy or an extractor may have lost is not the author's fault: only a text that
    /// came with its structure, and without a picture in the place, makes it an error.
    fn damage_severity(&self, place: Span) -> Severity {
        let picture = self.source.pictures().iter().any(|picture| place.contains(*picture));
        if self.source.is_structured() && !picture { Severity::Error } else { Severity::Warning }
    }
}

/// Whether a finding is about cells that were cut out of glued digits.
fn rests_on_inferred(finding: &Finding, report: &Report) -> bool {
    let inferred = |cell: &CellAddress| report.cell(*cell).is_some_and(|cell| cell.inferred);
    match (&finding.evidence, &finding.place) {
        (_, Place::Cell(cell)) => inferred(cell),
        (Evidence::Cells(cells), _) => cells.iter().any(|(cell, _)| inferred(cell)),
        _ => false,
    }
}

/// Whether it was found that nobody filled in the form.
pub(crate) fn is_blank_form(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.rule == not_filled_in::RULE.id)
}

/// Runs every rule; findings by position, then id.
pub(crate) fn find_all(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        (rule.find)(context, &mut findings);
    }
    // A form that nobody filled in has nothing else to find.
    if is_blank_form(&findings) {
        findings.retain(|finding| finding.rule == not_filled_in::RULE.id);
    }
    if context.report.cells().any(|cell| cell.inferred) {
        for finding in findings.iter_mut().filter(|finding| rests_on_inferred(finding, context.report)) {
            // The digits may have been cut otherwise than the author had them.
            finding.severity = finding.severity.max(Severity::Warning);
        }
    }
    in_order_by(findings, |finding| (finding.span, finding.rule))
}
