//! 校验意见 as data: all that it says, made once from a check. Page, Word file and Markdown lay the same out.

use gouji_core::contract::{RULE_SET, sha256_of, since, standing};
use gouji_core::finding::Severity;
use gouji_core::voice::{self, Whereabouts};
use gouji_core::{CheckedReport, Finding};
use serde::{Deserialize, Serialize};

use crate::beside::Beside;

/// A statement on one report, for the supervising office or for oneself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// What was checked: 《甲县财政局2025年政府信息公开工作年度报告》, or the file's name where that was not read.
    pub subject: String,
    /// The file's name; nothing for pasted text.
    pub file: Option<String>,
    /// Organ, level and year.
    pub identity: String,
    /// Which form holds: 应使用 2021 年格式.
    pub edition: String,
    /// What it comes to.
    pub verdict: String,
    /// Why the report was not read; then nothing below is there.
    pub unread: Vec<String>,
    /// What was found and is open, the gravest first.
    pub groups: Vec<Group>,
    /// What the author confirmed as right, each with the reason.
    pub confirmed: Vec<Opinion>,
    /// What a person wrote beside the text.
    pub remarks: Vec<Remarked>,
    /// What became of an earlier check, where there was one.
    pub since: Option<Since>,
    /// How much was read and checked.
    pub coverage: String,
    /// What was not checked, and why; each a line.
    pub unchecked: Vec<String>,
    /// Who signs; empty for a line to write on.
    pub reviewer: String,
    /// The day; empty for a line to write on.
    pub date: String,
    /// The rule set.
    pub rule_set: String,
    /// SHA-256 of the checked text in UTF-8, as 64 hexadecimal digits.
    pub text_sha256: String,
}

/// Open findings of one severity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Which severity.
    pub severity: Severity,
    /// How many places its opinions have.
    pub count: u32,
    /// What was found, by position.
    pub opinions: Vec<Opinion>,
}

/// Something that was found, at one or several places: equal findings are one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// The rule's id.
    pub rule: String,
    /// Where.
    pub places: Vec<Spot>,
    /// What is wrong.
    pub what: String,
    /// Why it matters.
    pub why: String,
    /// What to do.
    pub repair: String,
    /// What the check rests on.
    pub basis: String,
    /// Whether an earlier check found it: 新出现, 仍存在.
    pub standing: Option<String>,
    /// The author's reason, where it was confirmed as right.
    pub reason: Option<String>,
}

/// A place in the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// In words: 第五部分第 3 段.
    pub name: String,
    /// Line of the checked text, from 1.
    pub line: u32,
}

/// What a person wrote beside the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remarked {
    /// Where.
    pub place: Spot,
    /// The words that it is about.
    pub words: String,
    /// The remark.
    pub text: String,
}

/// What became of an earlier check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Since {
    /// In one line: 与上次核对相比：已改正 3 处，新出现 1 处，仍存在 2 处.
    pub words: String,
    /// What was wrong and is not any more.
    pub mended: Vec<String>,
}

impl Statement {
    /// The statement on a check.
    pub fn of(checked: &CheckedReport, beside: &Beside) -> Self {
        let is_read = checked.was_read;
        let (confirmed, open): (Vec<&Finding>, Vec<&Finding>) =
            checked.findings.iter().partition(|finding| finding.acknowledged.is_some());
        let writer = Writer { checked, beside, whereabouts: Whereabouts::new(checked) };
        let group = |severity| {
            let own: Vec<&Finding> = open.iter().copied().filter(|finding| finding.severity == severity).collect();
            Group { severity, count: own.len() as u32, opinions: writer.opinions(&own) }
        };
        // What went wrong with parts of a report that was read stands with what was not checked.
        let beside_reading = checked.problems.iter().filter(|_| is_read);
        let unchecked = voice::unchecked(&checked.coverage).into_iter().map(|unchecked| unchecked.in_words());
        Statement {
            subject: subject_of(checked, beside.file),
            file: Some(beside.file).filter(|file| !matches!(*file, "" | "-")).map(str::to_owned),
            identity: if is_read { voice::identity_in_words(&checked.report) } else { String::new() },
            edition: if is_read { voice::edition_in_words(&checked.report).to_owned() } else { String::new() },
            verdict: voice::verdict_of(checked).in_words(),
            unread: if is_read { Vec::new() } else { checked.problems.iter().map(voice::unread_in_words).collect() },
            groups: Severity::ALL.into_iter().map(group).filter(|group| group.count > 0).collect(),
            confirmed: writer.opinions(&confirmed),
            remarks: writer.remarks(),
            since: beside.since.filter(|_| is_read).map(|earlier| {
                let since = since(&checked.findings, earlier);
                let words = voice::since_in_words(since.mended.len(), since.new, since.remaining);
                Since { words, mended: since.mended.into_iter().map(|known| known.message).collect() }
            }),
            coverage: if is_read { voice::coverage_in_words(&checked.coverage) } else { String::new() },
            unchecked: beside_reading.map(|problem| problem.message.clone()).chain(unchecked).collect(),
            reviewer: beside.reviewer.trim().to_owned(),
            date: beside.date.trim().to_owned(),
            rule_set: RULE_SET.to_owned(),
            text_sha256: sha256_of(checked.source.text().as_bytes()),
        }
    }

    /// The code by which a printed statement is known to belong to a text: the first digits of its hash.
    pub fn code(&self) -> &str {
        crate::code::code_in(&self.text_sha256)
    }
}

/// The report's title as it has to be, or the file's name where organ or year was not read.
fn subject_of(checked: &CheckedReport, file: &str) -> String {
    match (&checked.report.organ, checked.report.year, file) {
        (Some(organ), Some(year), _) => format!("《{organ}{year}年政府信息公开工作年度报告》"),
        (_, _, "" | "-") => "粘贴的文字".to_owned(),
        (_, _, file) => file.to_owned(),
    }
}

struct Writer<'a> {
    checked: &'a CheckedReport,
    beside: &'a Beside<'a>,
    whereabouts: Whereabouts<'a>,
}

impl Writer<'_> {
    /// What was found, equal findings as one, where the first of them stands.
    fn opinions(&self, findings: &[&Finding]) -> Vec<Opinion> {
        let mut opinions: Vec<Opinion> = Vec::new();
        let lines = self.lines(findings.iter().map(|finding| finding.span.start));
        for (finding, line) in findings.iter().zip(lines) {
            let spot = Spot { name: self.whereabouts.of(finding.place, finding.span), line };
            let opinion = self.opinion(finding);
            match opinions.iter_mut().find(|known| is_equal(known, &opinion)) {
                Some(known) => known.places.push(spot),
                None => opinions.push(Opinion { places: vec![spot], ..opinion }),
            }
        }
        opinions
    }

    fn opinion(&self, finding: &Finding) -> Opinion {
        let words = self.checked.words(finding);
        Opinion {
            rule: finding.rule.to_owned(),
            places: Vec::new(),
            what: words.message,
            why: finding.slip.rule().why().to_owned(),
            repair: words.advice,
            basis: words.basis.text.to_owned(),
            standing: self.beside.since.map(|earlier| standing(finding, earlier).name().to_owned()),
            reason: finding.acknowledged.clone(),
        }
    }

    fn remarks(&self) -> Vec<Remarked> {
        let remarks = self.beside.remarks;
        let lines = self.lines(remarks.iter().map(|remark| remark.span.start));
        let remark = |(remark, line): (&gouji_core::contract::Remark, u32)| Remarked {
            place: Spot { name: self.whereabouts.of_words(remark.span), line },
            words: remark.span.of(self.checked.source.text()).trim().to_owned(),
            text: remark.text.trim().to_owned(),
        };
        remarks.iter().zip(lines).map(remark).collect()
    }

    fn lines(&self, starts: impl Iterator<Item = u32>) -> impl Iterator<Item = u32> {
        let source = &self.checked.source;
        source.lines().lines_and_columns(source.text(), starts).map(|(line, _)| line)
    }
}

/// Whether two findings say the same, so that one line can tell both.
fn is_equal(one: &Opinion, other: &Opinion) -> bool {
    (&one.rule, &one.what, &one.repair, &one.standing, &one.reason)
        == (&other.rule, &other.what, &other.repair, &other.standing, &other.reason)
}

impl Opinion {
    /// Where it stands, in one line: 第一部分第 3 段、第 5 段, or of many the first and how many they are.
    pub fn place(&self) -> String {
        /// So many places are named.
        const NAMED: usize = 4;
        let mut names: Vec<&str> = Vec::new();
        for spot in &self.places {
            if !names.contains(&spot.name.as_str()) {
                names.push(&spot.name);
            }
        }
        let all = self.places.len();
        let named = names[..names.len().min(NAMED)].join("、");
        match names.len() == all && all <= NAMED {
            true => named,
            false => format!("{named}{}共 {all} 处", if names.len() > NAMED { "等，" } else { "，" }),
        }
    }
}
