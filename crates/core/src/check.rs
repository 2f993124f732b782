use crate::arithmetic;
use crate::compare::Previous;
use crate::finding::{Fix, Found, Place, Related, Severity};
use crate::fingerprint::fingerprints;
use crate::lost_characters::LostCharacters;
use crate::narrative::{Narrative, Unit};
use crate::options::Options;
use crate::parse::{self, Parsed};
use crate::problem::{Problem, ProblemKind};
use crate::report::{Coverage, Day, NotChecked, Report};
use crate::rules::{self, AnySlip, Words};
use crate::source::Source;
use crate::span::Span;

/// The longest text that is read, in bytes: about 5 000 pages. Longer texts give the problem `too_large`.
pub const MAX_TEXT_BYTES: usize = 48 << 20;

/// Everything a check gives.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CheckedReport {
    /// What was checked; every span is a place in its text.
    pub source: Source,
    /// What was given beside it.
    pub options: Options,
    /// The report as read.
    pub report: Report,
    /// What was checked and what was not.
    pub coverage: Coverage,
    /// What was found, by position, then rule id.
    pub findings: Vec<Finding>,
    /// Last year's report as read, where it was given and belongs to this one.
    pub previous: Option<Report>,
    /// The day of publication, where the report prints all of it.
    pub published: Option<Day>,
    /// Whether the report was read and checked.
    pub was_read: bool,
    /// Reading failures: why it was not checked, or what of it could not be read.
    pub problems: Vec<Problem>,
}

/// One finding about the report.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Finding {
    /// Rule id, a public name that is never reused.
    pub rule: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// Where it belongs in the form.
    pub place: Place,
    /// Where it stands in the text; zero width at the end of what precedes it when it has no words of its own.
    pub span: Span,
    /// What is wrong, with everything that its sentence is made from.
    pub slip: AnySlip,
    /// Other places that a reader has to see.
    pub related: Vec<Related>,
    /// Changes of the text that would mend it, the most likely first; each is enough by itself.
    pub fixes: Vec<Fix>,
    /// 16 hexadecimal digits that stay the same while other parts of the text change.
    pub fingerprint: String,
    /// The author's reason, where the finding was confirmed as right.
    pub acknowledged: Option<String>,
}

/// Reads and checks one report. Never fails: what cannot be read is said in `problems`, what could not be checked in
/// the coverage. The time grows linearly with the text.
///
/// ```
/// use std::sync::Arc;
/// use gouji_core::{Options, Source, check};
///
/// let mut options = Options::default();
/// options.previous = Some(Arc::new(Source::plain("甲县财政局2022年政府信息公开工作年度报告\n一、总体情况\n……")));
/// let checked = check(Source::plain("甲县财政局2024年政府信息公开工作年度报告\n一、总体情况\n……"), &options);
/// let mut not_checked = checked.coverage.not_checked.iter();
/// assert!(not_checked.any(|unchecked| unchecked.why == "另一份是 2022 年度的报告，不是 2023 年度的"));
/// ```
pub fn check(source: Source, options: &Options) -> CheckedReport {
    if source.text().len() > MAX_TEXT_BYTES {
        let message = format!(
            "文字太多（{} MB），超出可检查的 {} MB。请只保留这一份年度报告的内容再试。",
            source.text().len() >> 20,
            MAX_TEXT_BYTES >> 20
        );
        return CheckedReport::unread(Problem { kind: ProblemKind::TooLarge, message });
    }
    let (source, several) = parse::first_of(source);
    let Parsed { report, mut coverage, mut problems } = parse::parse(&source, options);
    let was_read = problems.is_empty();
    problems.extend_from_slice(source.problems());
    problems.extend(several);
    let lost = was_read.then(|| LostCharacters::of(&source, &report));
    if let Some(lost) = &lost {
        problems.extend(pictures_for_tables(&source, &report));
        problems.extend(lost.problem(&source));
    }
    let sums = arithmetic::check_sums(&report);
    sums.cover(&mut coverage);
    let mut checked = CheckedReport {
        options: options.clone(),
        report,
        coverage,
        findings: Vec::new(),
        previous: None,
        published: None,
        was_read,
        problems,
        source,
    };
    if let Some(lost) = lost {
        checked.run_rules(&sums, &lost);
    }
    checked
}

/// That a table is a picture, or something else in which no numbers are read.
fn pictures_for_tables<'a>(source: &'a Source, report: &'a Report) -> impl Iterator<Item = Problem> + 'a {
    let tables = report.tables.iter().filter(|table| parse::is_picture(source, report, table));
    tables.map(|table| Problem {
        kind: ProblemKind::UnreadablePart,
        message: format!(
            "{}是图片或嵌入的表格，读不到里面的数，没有核对。请把它改成普通的表格再检查：图片照着重新填表；嵌入的表格双击打开，全选复制，粘贴为表格。",
            table.number.name()
        ),
    })
}

impl CheckedReport {
    /// The answer where nothing could be read.
    pub fn unread(problem: Problem) -> Self {
        CheckedReport {
            source: Source::default(),
            options: Options::default(),
            report: parse::empty_report(),
            coverage: Coverage::default(),
            findings: Vec::new(),
            previous: None,
            published: None,
            was_read: false,
            problems: vec![problem],
        }
    }

    /// All words for one of its findings.
    pub fn words(&self, finding: &Finding) -> Words {
        rules::words(&finding.slip, &self.report)
    }

    fn run_rules(&mut self, sums: &arithmetic::Sums, lost: &LostCharacters) {
        let narrative = Narrative::of(&self.source, &self.report);
        let figures = narrative.figures.iter().filter(|figure| figure.unit != Unit::Year);
        self.coverage.numbers_in_text = figures.count() as u32;
        self.coverage.numbers_tied = narrative.claims.len() as u32;
        let previous = self.options.previous.as_deref().and_then(|previous| {
            let read = Previous::read(previous, &self.report);
            read.map_err(|unread| self.coverage.not_checked.extend(unread)).ok()
        });
        let context = rules::Context {
            source: &self.source,
            report: &self.report,
            sums,
            prose: &narrative.prose,
            narrative: &narrative,
            previous: previous.as_ref(),
            due: self.options.due,
        };
        self.published = rules::published(&context);
        let mut found = rules::find_all(&context);
        if !rules::is_blank_form(&found) {
            self.coverage.not_checked.extend(rules::not_checked(&context));
        }
        found.retain(|finding| !lost.are_spoken_of(finding, self.source.text(), &self.report));
        if self.report.chopped {
            found.retain(|finding| matches!(finding.place, Place::Cell(_)) || finding.rule == "table-lost-in-copying");
            let why =
                "文字被拆成了许多短行，用语和结构没有检查；请上传报告文件，或在网页、Word、WPS 里全选后复制再粘贴";
            self.coverage.not_checked.push(NotChecked { what: "text", why: why.to_owned() });
        }
        self.leave_out(&mut found);
        self.findings = self.confirmed(found);
        self.previous = previous.map(|previous| previous.report);
    }

    /// Takes out the questions and hints of the rules that the person left out, and says so.
    fn leave_out(&mut self, found: &mut Vec<Found<AnySlip>>) {
        let without = &self.options.without;
        found.retain(|finding| finding.severity == Severity::Error || !without.contains(finding.rule));
        let left_out = rules::RULES.iter().filter(|rule| without.contains(rule.id));
        let why = "本报告不查这类问题，是使用者选定的";
        self.coverage.not_checked.extend(left_out.map(|rule| NotChecked { what: rule.id, why: why.to_owned() }));
    }

    /// What was found, each with its fingerprint, and with the author's reason where it was confirmed.
    fn confirmed(&self, found: Vec<Found<AnySlip>>) -> Vec<Finding> {
        let fingerprints = fingerprints(&found, self.source.text());
        let finding = |(found, fingerprint): (Found<AnySlip>, String)| {
            let Found { rule, severity, place, span, slip, related, fixes } = found;
            let acknowledged = self.options.acknowledged.get(&fingerprint).cloned();
            Finding { rule, severity, place, span, slip, related, fixes, fingerprint, acknowledged }
        };
        found.into_iter().zip(fingerprints).map(finding).collect()
    }
}
