//! The checks, by name. One rule is `rules/<id>.rs` (its sentences first, then its logic) and `rules/<id>.md` (its page);
//! this list is the only other place that knows it. Rules are independent of each other.

mod applicants_do_not_add_up;
mod cell_not_a_count;
mod cells_left_blank;
mod column_missing;
mod direct_suit_after_2024;
mod disputes_do_not_add_up;
mod failing_sums;
mod fee_unit_suspect;
mod in_force_too_small;
mod label_changed;
mod naming;
mod not_filled_in;
mod outcomes_do_not_add_up;
mod requests_out_of_balance;
mod row_missing;
mod rules_without_power;
mod section_empty;
mod section_missing;
mod section_out_of_order;
mod section_repeated;
mod section_title_changed;
mod table_lost_in_copying;
mod table_missing;
mod wrong_edition;

use crate::arithmetic::Sums;
use crate::finding::{Finding, Severity};
use crate::form::Edition;
use crate::report::Report;
use crate::source::Source;
use crate::span::Span;

/// A check.
#[derive(Clone, Copy)]
pub struct Rule {
    /// Public id; it names the fault.
    pub id: &'static str,
    /// What the check rests on.
    pub basis: Basis,
    /// Its page, Markdown in Chinese: 检查什么 / 依据 / 为什么 / 怎么改 / 例外.
    pub page: &'static str,
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
    pub why: String,
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
    section_missing::RULE,
    section_out_of_order::RULE,
    section_repeated::RULE,
    section_title_changed::RULE,
    section_empty::RULE,
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
            why: String::new(),
            advice: String::new(),
            basis: Basis { kind: BasisKind::None, text: "" },
        };
    };
    let Sentence { message, advice } = (rule.say)(finding, source, report);
    Words { message, why: rule.why(), advice, basis: rule.basis }
}

impl Rule {
    /// The part 为什么 of its page.
    pub fn why(&self) -> String {
        let part = self.page.split("\n## ").find_map(|part| part.strip_prefix("为什么\n"));
        part.unwrap_or("").trim().to_owned()
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

    /// How grave a missing part is. What a copy or an extractor may have lost is not the author's fault: only a text that
    /// came with its structure, and without a picture in the place, makes it an error.
    fn damage_severity(&self, place: Span) -> Severity {
        let picture = self.source.pictures().iter().any(|picture| place.contains(*picture));
        if self.source.is_structured() && !picture { Severity::Error } else { Severity::Warning }
    }
}

/// Runs every rule; findings by position, then id.
pub(crate) fn find_all(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        (rule.find)(context, &mut findings);
    }
    // A form that nobody filled in has nothing else to find.
    if findings.iter().any(|finding| finding.rule == not_filled_in::RULE.id) {
        findings.retain(|finding| finding.rule == not_filled_in::RULE.id);
    }
    findings.sort_by(|a, b| (a.span, a.rule).cmp(&(b.span, b.rule)));
    findings
}
