//! A short text for a chat: how many and where.

use std::fmt::Write;

use gouji_core::CheckedReport;

use crate::beside::Beside;
use crate::statement::{Opinion, Statement};

/// The text. Without `with_words` it holds numbers and places only: no words of the report, not even whose it is, and no
/// reasons; with them also the title and each sentence that says what is wrong.
pub fn chat(checked: &CheckedReport, beside: &Beside, with_words: bool) -> String {
    let statement = Statement::of(checked, beside);
    let mut text = String::new();
    // A write to a String cannot fail.
    let _ = write(&mut text, &statement, with_words);
    text
}

fn write(text: &mut String, statement: &Statement, with_words: bool) -> std::fmt::Result {
    let subject = if with_words { statement.subject.as_str() } else { "政府信息公开工作年度报告" };
    writeln!(text, "{subject}校验意见：{}。", statement.verdict)?;
    for group in &statement.groups {
        writeln!(text, "{}：", group.severity.name())?;
        for (number, opinion) in (1..).zip(&group.opinions) {
            writeln!(text, "{number}. {}", line(opinion, with_words))?;
        }
    }
    if !statement.remarks.is_empty() {
        writeln!(text, "补充意见：")?;
        for (number, remark) in (1..).zip(&statement.remarks) {
            let said = if with_words { remark.in_words() } else { remark.place.name.clone() };
            writeln!(text, "{number}. {said}")?;
        }
    }
    if let Some(since) = &statement.since {
        writeln!(text, "{}。", since.words)?;
    }
    writeln!(text, "规则 {}，校验码 {}", statement.rule_set, statement.code())
}

fn line(opinion: &Opinion, with_words: bool) -> String {
    let place = opinion.place();
    if with_words { format!("{place}：{}", opinion.what) } else { place }
}
