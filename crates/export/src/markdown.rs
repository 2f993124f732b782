//! The output to send on: 校验意见 in Markdown, a chapter for each report.

use std::fmt::Write;

use gouji_core::contract::{RULE_SET, Remark, sha256_of};
use gouji_core::finding::Severity;
use gouji_core::{CheckedReport, Finding, voice};

/// A chapter of 校验意见 on one report, under the file's name. `remarks` are what a person wrote beside the text.
pub fn markdown(checked: &CheckedReport, name: &str, remarks: &[Remark]) -> String {
    let mut chapter = String::new();
    // A write to a String cannot fail.
    let _ = write_chapter(&mut chapter, checked, name, remarks);
    chapter
}

fn write_chapter(output: &mut String, checked: &CheckedReport, name: &str, remarks: &[Remark]) -> std::fmt::Result {
    writeln!(output, "# 校验意见：{}\n", plain(name))?;
    if !checked.was_read {
        for problem in &checked.problems {
            writeln!(output, "{}\n", plain(&voice::unread_in_words(problem)))?;
        }
        return Ok(());
    }
    writeln!(output, "{}\n", plain(&voice::identity_in_words(&checked.report)))?;
    writeln!(output, "**{}**\n", voice::verdict_of(checked).in_words())?;
    writeln!(output, "- {}", voice::coverage_in_words(&checked.coverage))?;
    for problem in &checked.problems {
        writeln!(output, "- 注意：{}", plain(&problem.message))?;
    }
    for unchecked in voice::unchecked(&checked.coverage) {
        writeln!(output, "- {}", plain(&unchecked.in_words()))?;
    }
    writeln!(output)?;
    let (confirmed, open): (Vec<&Finding>, Vec<&Finding>) =
        checked.findings.iter().partition(|finding| finding.acknowledged.is_some());
    for severity in Severity::ALL {
        let own: Vec<&Finding> = open.iter().copied().filter(|finding| finding.severity == severity).collect();
        write_findings(output, checked, severity.name(), &own)?;
    }
    write_findings(output, checked, "已确认", &confirmed)?;
    write_remarks(output, checked, remarks)?;
    let digest = sha256_of(checked.source.text().as_bytes());
    writeln!(output, "规则 {RULE_SET}；校验码（SHA-256）：{digest}\n")
}

fn write_findings(
    output: &mut String,
    checked: &CheckedReport,
    heading: &str,
    findings: &[&Finding],
) -> std::fmt::Result {
    if findings.is_empty() {
        return Ok(());
    }
    writeln!(output, "## {heading}（{}）\n", findings.len())?;
    let starts = findings.iter().map(|finding| finding.span.start);
    let places = checked.source.lines().lines_and_columns(checked.source.text(), starts);
    for ((number, finding), (line, _)) in (1..).zip(findings).zip(places) {
        let words = checked.words(finding);
        let place = voice::place_name(finding.place, &checked.report);
        writeln!(output, "{number}. {}（第 {line} 行）：{}", plain(&place), plain(&words.message))?;
        writeln!(output, "   - 改法：{}", plain(&words.advice))?;
        writeln!(output, "   - 依据：{}（`{}`）", plain(words.basis.text), finding.rule)?;
        if let Some(reason) = &finding.acknowledged {
            writeln!(output, "   - 已确认：{}", plain(reason))?;
        }
    }
    writeln!(output)
}

fn write_remarks(output: &mut String, checked: &CheckedReport, remarks: &[Remark]) -> std::fmt::Result {
    if remarks.is_empty() {
        return Ok(());
    }
    writeln!(output, "## 补充意见（{}）\n", remarks.len())?;
    let text = checked.source.text();
    let places = checked.source.lines().lines_and_columns(text, remarks.iter().map(|remark| remark.span.start));
    for ((number, remark), (line, _)) in (1..).zip(remarks).zip(places) {
        writeln!(output, "{number}. 第 {line} 行“{}”：{}", plain(remark.span.of(text).trim()), plain(&remark.text))?;
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
