use crate::arithmetic;
use crate::compare::Previous;
use crate::finding::{Finding, Problem, ProblemKind};
use crate::form::Level;
use crate::narrative::{Claim, Narrative, Reading, Role, Unit};
use crate::parse;
use crate::report::{Coverage, Report};
use crate::rules;
use crate::source::Source;
use crate::span::Span;

/// The longest text that is read, in bytes: about 5 000 pages. Longer texts give the problem `too_large`.
pub const MAX_TEXT_BYTES: usize = 48 << 20;

/// What the user corrects of what was read at the top of the report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The organ's name.
    pub organ: Option<String>,
    /// Its level.
    pub level: Option<Level>,
    /// The report year.
    pub year: Option<u16>,
}

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

/// A number of the prose and the cells that it may mean; whether it agrees with one of them is a matter of the rules.
#[derive(Clone, Debug, PartialEq)]
pub struct Tie {
    /// The number with its unit, in the text as given.
    pub span: Span,
    /// What it claims to count.
    pub role: Role,
    /// What it may mean, the most likely first; never empty.
    pub readings: Vec<Reading>,
}

/// Reads and checks one report. Never fails: what cannot be read is said in `problems`, what could not be checked in
/// the coverage. The time grows linearly with the text.
pub fn check(source: &Source, options: &Options) -> Checked {
    check_with(source, None, options)
}

pub(crate) fn check_with(source: &Source, previous: Option<&Source>, options: &Options) -> Checked {
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
        let findings = rules::find_all(&rules::Context {
            source,
            report: &parsed.report,
            sums: &sums,
            prose: &narrative.prose,
            narrative: &narrative,
            previous: previous.as_ref(),
        });
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
