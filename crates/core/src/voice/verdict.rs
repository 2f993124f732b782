//! The verdict: one line, the same everywhere.

use serde::Serialize;

use crate::check::CheckedReport;
use crate::finding::Severity;
use crate::form::Edition;
use crate::problem::Problem;
use crate::report::TableState;
use crate::rules::RULES;

/// What a check comes to. Findings that the author confirmed as right are counted apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Which one.
    pub kind: VerdictKind,
    /// 必须改正.
    pub must: u32,
    /// 请核对.
    pub ask: u32,
    /// 提示.
    pub hints: u32,
    /// Confirmed as right.
    pub confirmed: u32,
    /// Rules that the person left out.
    pub left_out: u32,
    /// Whether all of the report was read that the verdict speaks of: its three tables with all their equations, its organ
    /// and its year.
    pub complete: bool,
}

/// The kinds of [`Verdict`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum VerdictKind {
    /// Nothing to mend or to look at, and all was checked.
    Clean,
    /// Nothing found in what was checked, but not all was.
    CleanInPart,
    /// Something to look at, nothing that must be mended.
    Ask,
    /// Something must be mended.
    Must,
    /// The report was not read.
    Unread,
}

impl VerdictKind {
    /// Name in the machine output.
    pub fn id(self) -> &'static str {
        match self {
            VerdictKind::Clean => "clean",
            VerdictKind::CleanInPart => "clean_in_part",
            VerdictKind::Ask => "ask",
            VerdictKind::Must => "must",
            VerdictKind::Unread => "unread",
        }
    }
}

/// The verdict on a checked report.
pub fn verdict_of(checked: &CheckedReport) -> Verdict {
    let open = checked.findings.iter().filter(|finding| finding.acknowledged.is_none());
    let count = |severity| open.clone().filter(|finding| finding.severity == severity).count() as u32;
    let (must, ask, hints) = (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
    let confirmed = checked.findings.iter().filter(|finding| finding.acknowledged.is_some()).count() as u32;
    let left_out = RULES.iter().filter(|rule| checked.options.without.contains(rule.id)).count();
    let complete = is_complete(checked);
    let kind = match (must, ask) {
        _ if !checked.was_read => VerdictKind::Unread,
        (1.., _) => VerdictKind::Must,
        (0, 1..) => VerdictKind::Ask,
        (0, 0) if complete => VerdictKind::Clean,
        (0, 0) => VerdictKind::CleanInPart,
    };
    Verdict { kind, must, ask, hints, confirmed, left_out: left_out as u32, complete }
}

/// Why a report was not checked: 没有检查：….
pub fn unread_in_words(problem: &Problem) -> String {
    format!("没有检查：{}", problem.message)
}

/// All three tables of a report from 2019 on, every equation, organ and year. What other rules need, a date of publication
/// for one, is said below the verdict and not in it.
fn is_complete(checked: &CheckedReport) -> bool {
    let report = &checked.report;
    report.edition != Edition::Older
        && report.tables.iter().all(|table| table.state == TableState::Read)
        && checked.coverage.equations_unchecked == 0
        && report.organ.is_some()
        && report.year.is_some()
}

impl Verdict {
    /// In one line: 有 2 处必须改正、5 处请核对，3 处提示；有内容没有检查.
    pub fn in_words(&self) -> String {
        let mut words = match (self.kind, self.must, self.ask) {
            (VerdictKind::Unread, ..) => return "没有检查".to_owned(),
            (VerdictKind::Clean, ..) => "未发现错误".to_owned(),
            (VerdictKind::CleanInPart, ..) => "读到的部分未发现错误，但有内容没有检查".to_owned(),
            (_, 0, ask) => format!("有 {ask} 处请核对"),
            (_, must, 0) => format!("有 {must} 处必须改正"),
            (_, must, ask) => format!("有 {must} 处必须改正、{ask} 处请核对"),
        };
        let mut add = |more: String| words.push_str(&more);
        if self.hints > 0 {
            add(format!("，{} 处提示", self.hints));
        }
        if matches!(self.kind, VerdictKind::Ask | VerdictKind::Must) && !self.complete {
            add("；有内容没有检查".to_owned());
        }
        if self.confirmed > 0 {
            add(format!("；已确认 {} 处", self.confirmed));
        }
        if self.left_out > 0 {
            add(format!("；有 {} 类问题按要求没有查", self.left_out));
        }
        words
    }
}
