//! The output to send on: 校验意见 in Markdown, a chapter for each report.

use std::collections::BTreeMap;
use std::io::{self, Write};

use gouji_core::contract::MachineOutput;
use gouji_core::{Checked, Source};

use crate::summary;

pub(crate) fn write(
    output: &mut impl Write,
    name: &str,
    source: &Source,
    checked: &Checked,
    acknowledged: &BTreeMap<String, String>,
) -> io::Result<()> {
    writeln!(output, "# 校验意见：{}\n", plain(name))?;
    if !checked.problems.is_empty() {
        for problem in &checked.problems {
            writeln!(output, "没有检查：{}\n", plain(&problem.message))?;
        }
        return Ok(());
    }
    writeln!(output, "{}\n", plain(&summary::identity(checked)))?;
    writeln!(output, "**{}**\n", summary::verdict(checked))?;
    writeln!(output, "- {}", summary::coverage(checked))?;
    for (why, what) in summary::unchecked(checked) {
        writeln!(output, "- 未检查：{}（{}）", plain(why), what.join("、"))?;
    }
    writeln!(output)?;
    let findings = MachineOutput::new(source, checked, false).findings;
    for (severity, heading) in [("error", "必须改正"), ("warning", "请核对"), ("info", "提示")] {
        let own: Vec<_> = findings.iter().filter(|finding| finding.severity.0 == severity).collect();
        if own.is_empty() {
            continue;
        }
        writeln!(output, "## {heading}（{}）\n", own.len())?;
        for (number, finding) in (1..).zip(own) {
            writeln!(output, "{number}. 第 {} 行：{}", finding.line, plain(&finding.message))?;
            writeln!(output, "   - 改法：{}", plain(&finding.advice))?;
            writeln!(output, "   - 依据：{}（`{}`）", plain(finding.basis.text.0), finding.rule.0)?;
            if let Some(reason) = acknowledged.get(&finding.fingerprint) {
                writeln!(output, "   - 已确认：{}", plain(reason))?;
            }
        }
        writeln!(output)?;
    }
    Ok(())
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
