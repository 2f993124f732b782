//! The title lacks a part, or has one twice.

use serde::Serialize;

use crate::finding::{Edit, Fix, Found, Place, Severity};
use crate::matching::{fold, is_space};
use crate::report::Report;
use crate::span::Span;

use super::mending::replacing;
use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Need, Rule, Sentence, Slip};

/// What is wrong with the title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TitleMalformed {
    /// 政府信息公开 or 报告 stands in it twice.
    WordsRepeated,
    /// 2024年度政府信息公开工作年度报告.
    YearlyRepeated,
    /// It does not end with 政府信息公开工作年度报告.
    SubjectChanged,
    /// The whole title stands twice.
    TitleRepeated,
    /// It names no organ.
    OrganMissing,
    /// It has no year.
    YearMissing,
}

impl Slip for TitleMalformed {
    const RULE: Rule = Rule {
        id: "title-malformed",
        since: "2026.1",
        basis: Basis {
            kind: BasisKind::Practice, text: "标题一般是机关名称、年份和“政府信息公开工作年度报告”"
        },
        page: page!("title-malformed.md"),
        needs: &[Need::Title],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let Some(title) = context.report.title.filter(|_| context.is_due()) else { return Vec::new() };
        let found = fault(context, title).map(|slip| {
            let fixes = fix(context, title, &slip).into_iter().collect();
            let severity = slip.severity();
            Found { fixes, ..slip.at(severity, Place::Title, title) }
        });
        found.into_iter().collect()
    }

    fn say(&self, report: &Report) -> Sentence {
        let message = match self {
            TitleMalformed::SubjectChanged => "标题通常以“政府信息公开工作年度报告”结尾，这里不同，请核对。".to_owned(),
            _ => format!("标题{}，请核对。", self.in_words()),
        };
        let organ = report.organ.as_deref().unwrap_or("某局");
        let year = report.year.unwrap_or(2024);
        Sentence { message, advice: format!("标题通常写作“{organ}{year}年{SUBJECT}”。") }
    }

    fn found(&self) -> Option<String> {
        Some(self.in_words().to_owned())
    }
}

impl TitleMalformed {
    /// What pages print twice by themselves, and what is trivial, is only worth a look.
    fn severity(&self) -> Severity {
        match self {
            TitleMalformed::YearlyRepeated | TitleMalformed::TitleRepeated => Severity::Info,
            _ => Severity::Warning,
        }
    }

    fn in_words(&self) -> &'static str {
        match self {
            TitleMalformed::WordsRepeated => "有重复的词",
            TitleMalformed::YearlyRepeated => "里“年度”重复",
            TitleMalformed::SubjectChanged => "不是“政府信息公开工作年度报告”",
            TitleMalformed::TitleRepeated => "出现了两次",
            TitleMalformed::OrganMissing => "里没有机关名称",
            TitleMalformed::YearMissing => "里没有年份",
        }
    }
}

/// What every title ends with.
const SUBJECT: &str = "政府信息公开工作年度报告";

fn fault(context: &Context, title: Span) -> Option<TitleMalformed> {
    let report = context.report;
    let text = context.source.text();
    let words = fold(title.of(text));
    let first = report.sections.first().map_or(u32::MAX, |section| section.heading.start);
    // The organ may stand on a line of its own, between the title and the same title.
    let lines = context.source.lines().spans().take_while(|line| line.start < first).map(|line| line.of(text));
    let last_words = lines.filter(|line| line.trim_end_matches(is_space).ends_with('告')).map(fold);
    let twice = last_words
        .filter(|line| line.ends_with(SUBJECT) && line.len() > SUBJECT.len() && words.ends_with(line))
        .count()
        > 1;
    match () {
        () if words.matches("政府信息公开").count() > 1 || words.matches("报告").count() > 1 => {
            Some(TitleMalformed::WordsRepeated)
        }
        () if words.contains("年度政府信息公开工作年度报告") => Some(TitleMalformed::YearlyRepeated),
        () if !words.contains(SUBJECT) => Some(TitleMalformed::SubjectChanged),
        () if twice => Some(TitleMalformed::TitleRepeated),
        () if report.organ.is_none() => Some(TitleMalformed::OrganMissing),
        () if report.year.is_some() && !words.contains("20") => Some(TitleMalformed::YearMissing),
        () => None,
    }
}

/// What would mend the title, where it is written plainly enough to tell.
fn fix(context: &Context, title: Span, slip: &TitleMalformed) -> Option<Fix> {
    let words = title.of(context.source.text());
    let part = |start: usize, end: usize| Span::new(title.start as usize + start, title.start as usize + end);
    match slip {
        TitleMalformed::YearlyRepeated => {
            let start = words.find("年度政府信息公开")?;
            let edits = vec![Edit { span: part(start, start + "年度".len()), text: "年".to_owned() }];
            Some(Fix { label: "前一个“年度”改为“年”".to_owned(), safe: false, edits })
        }
        TitleMalformed::SubjectChanged => {
            let start = words.find("政府信息公开")?;
            // In 政府信息公开2024年度报告 the year would be lost.
            let subject = &words[start..];
            let is_plain = subject.ends_with(['告', '报']) && !subject.contains(char::is_numeric);
            // 2024年度政府信息公开年报 would have 年度 twice.
            let doubled = if words[..start].ends_with("年度") { "度".len() } else { 0 };
            let span = part(start - doubled, words.len());
            is_plain.then(|| replacing(context, span, SUBJECT)).flatten()
        }
        TitleMalformed::YearMissing => {
            let year = context.report.year?;
            let at = words.find(SUBJECT)?;
            let edits = vec![Edit { span: part(at, at), text: format!("{year}年") }];
            // A year that is written out, 二〇二四年, is one.
            (!words[..at].contains('年')).then(|| Fix { label: format!("补上“{year}年”"), safe: false, edits })
        }
        TitleMalformed::WordsRepeated | TitleMalformed::TitleRepeated | TitleMalformed::OrganMissing => None,
    }
}
