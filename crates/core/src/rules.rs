//! The checks, by name. One rule is `rules/<id>.rs` (its slip: what it finds, its sentences, its logic) and `rules/<id>.md`
//! (its page); this file is the only other place that knows it. Rules are independent of each other: what several need
//! stands beside them in a module of its own.
#![warn(clippy::too_many_lines)]

mod abbreviated_year;
mod all_done_but_carried;
mod applicants_do_not_add_up;
mod aspect_missing;
mod beside;
mod breakdown_does_not_add_up;
mod breakdowns;
mod carry_over_broken;
mod cell_not_a_count;
mod cells_left_blank;
mod claimed_but_zero;
mod claims;
mod column_missing;
mod count_differs_from_table;
mod count_jumps;
mod denied_but_counted;
mod direct_suit_after_2024;
mod disputes_do_not_add_up;
mod document_name_mismatch;
mod document_number_malformed;
mod emptiness;
mod failing_sums;
mod fee_contradicts;
mod fee_unit_suspect;
mod fee_unreported;
mod fees;
mod foreign_name;
mod government_items_missing;
mod growth_rate_wrong;
mod in_force_jumps;
mod in_force_too_small;
mod known_documents;
mod label_changed;
mod line_ends;
mod mark_between_titles;
mod mark_doubled;
mod mark_half_width;
mod mark_missing;
mod mark_unbalanced;
mod mending;
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
mod periods;
mod personal_data_left;
mod plan_in_the_past;
mod publication;
mod published_late;
mod published_too_early;
mod quantity_given_twice;
mod requests_out_of_balance;
mod rounding;
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
mod superseded_document;
mod table_lost_in_copying;
mod table_missing;
mod template_text_left;
mod term_wrong;
mod text_copied;
mod title_malformed;
mod two_words;
mod vocabulary;
mod words_doubled;
mod wrong_edition;
mod year_unclear;
mod year_without_unit;

pub(crate) use publication::published;
pub(crate) use vocabulary::Context;
pub use vocabulary::{Basis, BasisKind, Rule, Sentence};

use serde::Serialize;

use crate::arithmetic::Diagnosis;
use crate::finding::{Found, Place, Severity};
use crate::form::EquationKind;
use crate::report::{CellAddress, NotChecked, Report};
use vocabulary::Slip;

/// Makes of the list of rules what knows them all: the type of every slip, [`RULES`], and the searching.
macro_rules! registry {
    ($($id:literal $module:ident::$slip:ident,)*) => {
        /// The slip of any rule.
        #[derive(Clone, Debug, Serialize)]
        #[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
        #[serde(tag = "rule", content = "data")]
        pub enum AnySlip {
            $(#[doc = concat!("Of the rule `", $id, "`.")] #[serde(rename = $id)] $slip($module::$slip),)*
        }

        /// Every rule, in the order of the catalogue.
        pub static RULES: &[Rule] = &[$(<$module::$slip as Slip>::RULE,)*];

        /// The page of each, in the same order.
        static PAGES: &[&str] = &[$(page::own_words!(page::shown(include_str!(concat!("rules/", $id, ".md")))),)*];

        /// What every rule finds, rule by rule.
        fn find_by_rule(context: &Context) -> Vec<Found<AnySlip>> {
            let mut findings = Vec::new();
            $(
                let own = <$module::$slip as Slip>::find(context);
                findings.extend(own.into_iter().map(|found| found.with(AnySlip::$slip)));
            )*
            findings
        }

        impl AnySlip {
            /// Its rule.
            pub fn rule(&self) -> &'static Rule {
                match self {
                    $(AnySlip::$slip(_) => const { &<$module::$slip as Slip>::RULE },)*
                }
            }

            /// The rule's own words.
            fn say(&self, report: &Report) -> Sentence {
                match self {
                    $(AnySlip::$slip(slip) => slip.say(report),)*
                }
            }

            /// The report's own words or number.
            pub fn found(&self) -> Option<String> {
                match self {
                    $(AnySlip::$slip(slip) => slip.found(),)*
                }
            }

            /// What the form, the law or the report itself asks for.
            pub fn expected(&self) -> Option<String> {
                match self {
                    $(AnySlip::$slip(slip) => slip.expected(),)*
                }
            }

            /// Cells that it lists beyond its place.
            pub fn cells(&self) -> Vec<CellAddress> {
                match self {
                    $(AnySlip::$slip(slip) => slip.cells(),)*
                }
            }

            /// The failing sums, where it is about sums.
            pub fn sums(&self) -> Option<&Diagnosis> {
                match self {
                    $(AnySlip::$slip(slip) => slip.sums(),)*
                }
            }
        }
    };
}

registry! {
    "requests-out-of-balance" requests_out_of_balance::RequestsOutOfBalance,
    "outcomes-do-not-add-up" outcomes_do_not_add_up::OutcomesDoNotAddUp,
    "applicants-do-not-add-up" applicants_do_not_add_up::ApplicantsDoNotAddUp,
    "disputes-do-not-add-up" disputes_do_not_add_up::DisputesDoNotAddUp,
    "in-force-too-small" in_force_too_small::InForceTooSmall,
    "cell-not-a-count" cell_not_a_count::CellNotACount,
    "fee-unit-suspect" fee_unit_suspect::FeeUnitSuspect,
    "cells-left-blank" cells_left_blank::CellsLeftBlank,
    "not-filled-in" not_filled_in::NotFilledIn,
    "rules-without-power" rules_without_power::RulesWithoutPower,
    "table-missing" table_missing::TableMissing,
    "table-lost-in-copying" table_lost_in_copying::TableLostInCopying,
    "row-missing" row_missing::RowMissing,
    "column-missing" column_missing::ColumnMissing,
    "label-changed" label_changed::LabelChanged,
    "wrong-edition" wrong_edition::WrongEdition,
    "direct-suit-after-2024" direct_suit_after_2024::DirectSuitAfter2024,
    "count-differs-from-table" count_differs_from_table::CountDiffersFromTable,
    "all-done-but-carried" all_done_but_carried::AllDoneButCarried,
    "denied-but-counted" denied_but_counted::DeniedButCounted,
    "claimed-but-zero" claimed_but_zero::ClaimedButZero,
    "percentage-wrong" percentage_wrong::PercentageWrong,
    "breakdown-does-not-add-up" breakdown_does_not_add_up::BreakdownDoesNotAddUp,
    "quantity-given-twice" quantity_given_twice::QuantityGivenTwice,
    "growth-rate-wrong" growth_rate_wrong::GrowthRateWrong,
    "fee-unreported" fee_unreported::FeeUnreported,
    "fee-contradicts" fee_contradicts::FeeContradicts,
    "year-unclear" year_unclear::YearUnclear,
    "period-malformed" period_malformed::PeriodMalformed,
    "stale-year" stale_year::StaleYear,
    "plan-in-the-past" plan_in_the_past::PlanInThePast,
    "year-without-unit" year_without_unit::YearWithoutUnit,
    "published-late" published_late::PublishedLate,
    "published-too-early" published_too_early::PublishedTooEarly,
    "organ-name-varies" organ_name_varies::OrganNameVaries,
    "self-reference-differs" self_reference_differs::SelfReferenceDiffers,
    "foreign-name" foreign_name::ForeignName,
    "superseded-document" superseded_document::SupersededDocument,
    "document-name-mismatch" document_name_mismatch::DocumentNameMismatch,
    "document-number-malformed" document_number_malformed::DocumentNumberMalformed,
    "short-name-undefined" short_name_undefined::ShortNameUndefined,
    "section-missing" section_missing::SectionMissing,
    "section-out-of-order" section_out_of_order::SectionOutOfOrder,
    "section-repeated" section_repeated::SectionRepeated,
    "section-title-changed" section_title_changed::SectionTitleChanged,
    "section-empty" section_empty::SectionEmpty,
    "aspect-missing" aspect_missing::AspectMissing,
    "government-items-missing" government_items_missing::GovernmentItemsMissing,
    "part-count-wrong" part_count_wrong::PartCountWrong,
    "numbering-broken" numbering_broken::NumberingBroken,
    "title-malformed" title_malformed::TitleMalformed,
    "template-text-left" template_text_left::TemplateTextLeft,
    "personal-data-left" personal_data_left::PersonalDataLeft,
    "stray-line" stray_line::StrayLine,
    "paragraph-broken" paragraph_broken::ParagraphBroken,
    "words-doubled" words_doubled::WordsDoubled,
    "term-wrong" term_wrong::TermWrong,
    "mark-unbalanced" mark_unbalanced::MarkUnbalanced,
    "mark-missing" mark_missing::MarkMissing,
    "mark-doubled" mark_doubled::MarkDoubled,
    "mark-half-width" mark_half_width::MarkHalfWidth,
    "mark-between-titles" mark_between_titles::MarkBetweenTitles,
    "abbreviated-year" abbreviated_year::AbbreviatedYear,
    "carry-over-broken" carry_over_broken::CarryOverBroken,
    "in-force-jumps" in_force_jumps::InForceJumps,
    "count-jumps" count_jumps::CountJumps,
    "text-copied" text_copied::TextCopied,
}

/// The rule with this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

impl Rule {
    /// Its page.
    pub fn page(&self) -> &'static str {
        let page = RULES.iter().position(|rule| rule.id == self.id).and_then(|at| PAGES.get(at));
        page.copied().unwrap_or_default()
    }

    /// A part of its page by its heading, 检查什么 for one; nothing where the page has no such heading.
    pub fn part(&self, heading: &str) -> &'static str {
        page::part(self.page(), heading)
    }

    /// The part 为什么 of its page.
    pub fn why(&self) -> &'static str {
        self.part("为什么")
    }
}

/// All words for a finding; why it matters says [`Rule::why`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub advice: String,
    /// What the check rests on.
    pub basis: Basis,
}

/// The words for a slip.
pub fn words(slip: &AnySlip, report: &Report) -> Words {
    let Sentence { message, advice } = slip.say(report);
    Words { message, advice, basis: slip.rule().basis }
}

/// Whether it was found that nobody filled in the form.
pub(crate) fn is_blank_form(findings: &[Found<AnySlip>]) -> bool {
    findings.iter().any(|finding| finding.rule == "not-filled-in")
}

/// Runs every rule; findings by position, then id.
pub(crate) fn find_all(context: &Context) -> Vec<Found<AnySlip>> {
    let mut findings = find_by_rule(context);
    // A form that nobody filled in has nothing else to find.
    if is_blank_form(&findings) {
        findings.retain(|finding| finding.rule == "not-filled-in");
    }
    if context.report.cells().any(|cell| cell.inferred) {
        for finding in findings.iter_mut().filter(|finding| rests_on_inferred(finding, context.report)) {
            // The digits may have been cut otherwise than the author had them.
            finding.severity = finding.severity.max(Severity::Warning);
        }
    }
    findings.sort_by_key(|finding| (finding.span, finding.rule));
    findings
}

/// Rules that could not check this report, each with the first reason.
pub(crate) fn not_checked(context: &Context) -> Vec<NotChecked> {
    let unchecked = |rule: &Rule| {
        let why = rule.needs.iter().find_map(|need| needs::missing(*need, context))?;
        Some(NotChecked { what: rule.id, why: why.to_owned() })
    };
    RULES.iter().filter_map(unchecked).collect()
}

/// Whether a finding is about cells that were cut out of glued digits.
fn rests_on_inferred(finding: &Found<AnySlip>, report: &Report) -> bool {
    let inferred = |cell: &CellAddress| report.cell(*cell).is_some_and(|cell| cell.inferred);
    match &finding.place {
        Place::Cell(cell) => inferred(cell),
        _ => finding.slip.cells().iter().any(inferred),
    }
}

impl<S> Found<S> {
    /// The same finding with its slip as another type.
    fn with<T>(self, change: impl FnOnce(S) -> T) -> Found<T> {
        let Found { rule, severity, place, span, slip, related, fixes } = self;
        Found { rule, severity, place, span, slip: change(slip), related, fixes }
    }
}

/// The rule that speaks of equations of a kind.
pub fn rule_of(kind: EquationKind) -> &'static str {
    match kind {
        EquationKind::Balance => requests_out_of_balance::RequestsOutOfBalance::RULE.id,
        EquationKind::Outcomes => outcomes_do_not_add_up::OutcomesDoNotAddUp::RULE.id,
        EquationKind::Applicants => applicants_do_not_add_up::ApplicantsDoNotAddUp::RULE.id,
        EquationKind::Disputes => disputes_do_not_add_up::DisputesDoNotAddUp::RULE.id,
    }
}
