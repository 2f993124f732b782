//! The output to send on: 校验意见 in Markdown, a chapter for each report.

use std::fmt::Write;

use gouji_core::CheckedReport;

use crate::beside::Beside;
use crate::statement::{Opinion, Remarked, Statement};

/// A chapter of 校验意见 on one report, under the file's name.
pub fn markdown(checked: &CheckedReport, beside: &Beside) -> String {
    let mut chapter = String::new();
    // A write to a String cannot fail.
    let _ = write_chapter(&mut chapter, beside.file, &Statement::of(checked, beside));
    chapter
}

fn write_chapter(output: &mut String, name: &str, statement: &Statement) -> std::fmt::Result {
    writeln!(output, "# 校验意见：{}\n", plain(name))?;
    if !statement.unread.is_empty() {
        for why in &statement.unread {
            writeln!(output, "{}\n", plain(why))?;
        }
        return write_foot(output, statement);
    }
    writeln!(output, "{}\n", plain(&statement.identity))?;
    writeln!(output, "**{}**\n", statement.verdict)?;
    writeln!(output, "- {}", statement.coverage)?;
    for unchecked in &statement.unchecked {
        writeln!(output, "- {}", plain(unchecked))?;
    }
    if let Some(since) = &statement.since {
        writeln!(output, "- {}", since.words)?;
    }
    writeln!(output)?;
    for group in &statement.groups {
        write_opinions(output, group.severity.name(), &group.opinions)?;
    }
    write_opinions(output, "已确认", &statement.confirmed)?;
    write_remarks(output, &statement.remarks)?;
    let mended = statement.since.as_ref().map_or(&[][..], |since| &since.mended);
    write_list(output, "已改正", mended.iter().map(|message| plain(message)))?;
    if !statement.reviewer.is_empty() || !statement.date.is_empty() {
        writeln!(
            output,
            "审核人：{}　日期：{}\n",
            plain(statement.reviewer_or_line()),
            plain(statement.date_or_line())
        )?;
    }
    write_foot(output, statement)
}

fn write_foot(output: &mut String, statement: &Statement) -> std::fmt::Result {
    writeln!(output, "规则 {}；校验码（SHA-256）：{}\n", statement.rule_set, statement.text_sha256)
}

fn write_opinions(output: &mut String, heading: &str, opinions: &[Opinion]) -> std::fmt::Result {
    if opinions.is_empty() {
        return Ok(());
    }
    let count: usize = opinions.iter().map(|opinion| opinion.places.len()).sum();
    writeln!(output, "## {heading}（{count}）\n")?;
    for (number, opinion) in (1..).zip(opinions) {
        let lines: Vec<String> = opinion.places.iter().map(|spot| spot.line.to_string()).collect();
        let place = plain(&opinion.place());
        writeln!(output, "{number}. {place}（第 {} 行）：{}", lines.join("、"), plain(&opinion.what))?;
        writeln!(output, "   - 改法：{}", plain(&opinion.repair))?;
        writeln!(output, "   - 依据：{}（`{}`）", plain(&opinion.basis), opinion.rule)?;
        if let Some(standing) = &opinion.standing {
            writeln!(output, "   - 与上次相比：{standing}")?;
        }
        if let Some(reason) = &opinion.reason {
            writeln!(output, "   - 已确认：{}", plain(reason))?;
        }
    }
    writeln!(output)
}

fn write_remarks(output: &mut String, remarks: &[Remarked]) -> std::fmt::Result {
    let remark = |remark: &Remarked| {
        let Remarked { place, words, text } = remark;
        format!("{}（第 {} 行）“{}”：{}", plain(&place.name), place.line, plain(words), plain(text))
    };
    write_list(output, "补充意见", remarks.iter().map(remark))
}

fn write_list(output: &mut String, heading: &str, lines: impl ExactSizeIterator<Item = String>) -> std::fmt::Result {
    if lines.len() == 0 {
        return Ok(());
    }
    writeln!(output, "## {heading}（{}）\n", lines.len())?;
    for (number, line) in (1..).zip(lines) {
        writeln!(output, "{number}. {line}")?;
    }
    writeln!(output)
}

/// Words that come from a report or a file's name, so that nothing in them is taken for Markdown or HTML.
fn plain(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    for character in words.chars() {
        match character {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '!' | '&' => {
                plain.extend(['\\', character]);
            }
            '\r' | '\n' => plain.push(' '),
            _ => plain.push(character),
        }
    }
    plain
}
