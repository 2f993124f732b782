use crate::arithmetic;
use crate::compare::Previous;
use crate::finding::{Finding, Problem, ProblemKind};
use crate::narrative::{Claim, Narrative, Tie, Unit};
use crate::parse;
use crate::report::{Coverage, Options, Report};
use crate::rules;
use crate::source::Source;

/// The longest text that is read, in bytes: about 5 000 pages. Longer texts give the problem `too_large`.
pub const MAX_TEXT_BYTES: usize = 48 << 20;

/// Everything a check gives.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The report as read.
    pub report: Report,
    /// What was checked and what was not.
    pub coverage: Coverage,
    /// What was found, by position, then rule id.
    pub findings: Vec<Finding>,
    /// The numbers of the prose that speak of cells, in the order of the text.
    pub ties: Vec<Tie>,
    /// Reading failures; where there is one of them the report may be empty.
    pub problems: Vec<Problem>,
}

/// Reads and checks one report. Never fails: what cannot be read is said in `problems`, what could not be checked in
/// the coverage. The time grows linearly with the text.
pub fn check(source: &Source, options: &Options) -> Checked {
    check_with(source, None, options)
}

/// Reads and checks a report as [`check`] does, and against last year's report of the same organ.
///
/// ```
/// use gouji_core::{Options, Source, check_against};
///
/// let last = Source::plain("甲县财政局2022年政府信息公开工作年度报告\n一、总体情况\n……");
/// let this = Source::plain("甲县财政局2024年政府信息公开工作年度报告\n一、总体情况\n……");
/// let checked = check_against(&this, &last, &Options::default());
/// let mut not_checked = checked.coverage.not_checked.iter();
/// assert!(not_checked.any(|unchecked| unchecked.why == "另一份是 2022 年度的报告，不是 2023 年度的"));
/// ```
pub fn check_against(source: &Source, previous: &Source, options: &Options) -> Checked {
    check_with(source, Some(previous), options)
}

fn check_with(source: &Source, previous: Option<&Source>, options: &Options) -> Checked {
    if source.text().len() > MAX_TEXT_BYTES {
        let message = format!(
            "文字太多（{} MB），超出可检查的 {} MB。请只保留这一份年度报告的内容再试。",
            source.text().len() >> 20,
            MAX_TEXT_BYTES >> 20
        );
        return Checked::unread(Problem { kind: ProblemKind::TooLarge, message });
    }
    let parsed = parse::parse(source, options);
    let sums = arithmetic::check_sums(&parsed.report);
    let mut coverage = parsed.coverage;
    sums.cover(&mut coverage);
    let mut ties = Vec::new();
    let findings = if parsed.problems.is_empty() {
        let narrative = Narrative::of(source, &parsed.report);
        coverage.numbers_in_text = narrative.figures.iter().filter(|figure| figure.unit != Unit::Year).count() as u32;
        coverage.numbers_tied = narrative.claims.len() as u32;
        let previous = previous.map(|previous| Previous::read(previous, &parsed.report));
        let previous = previous.and_then(|read| read.map_err(|unread| coverage.not_checked.extend(unread)).ok());
        let context = rules::Context {
            source,
            report: &parsed.report,
            sums: &sums,
            prose: &narrative.prose,
            narrative: &narrative,
            previous: previous.as_ref(),
            due: options.due,
        };
        let findings = rules::find_all(&context);
        if !rules::is_blank_form(&findings) {
            coverage.not_checked.extend(rules::not_checked(&context));
        }
        let tie = |Claim { figure, role, readings }| {
            let span = narrative.figures.get(figure).map(|figure| narrative.prose.origin(figure.start, figure.end));
            Tie { span: span.unwrap_or_default(), role, readings }
        };
        ties = narrative.claims.into_iter().map(tie).collect();
        findings
    } else {
        Vec::new()
    };
    Checked { report: parsed.report, coverage, findings, ties, problems: parsed.problems }
}

impl Checked {
    /// The answer where nothing could be read.
    pub fn unread(problem: Problem) -> Self {
        Checked {
            report: parse::empty_report(),
            coverage: Coverage::default(),
            findings: Vec::new(),
            ties: Vec::new(),
            problems: vec![problem],
        }
    }
}
