//! The output for people: verdict, coverage, then each finding drawn under the text.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};

use annotate_snippets::{AnnotationKind, Group, Level as Mark, Renderer, Snippet};
use gouji_core::contract::fingerprint;
use gouji_core::finding::{Finding, Severity};
use gouji_core::rules::words;
use gouji_core::{Checked, Source};

use crate::summary;

pub(crate) fn write(
    output: &mut impl Write,
    name: &str,
    source: &Source,
    checked: &Checked,
    acknowledged: &BTreeMap<String, String>,
) -> io::Result<()> {
    writeln!(output, "{name}")?;
    if !checked.problems.is_empty() {
        for problem in &checked.problems {
            writeln!(output, "  没有检查（{}）：{}", problem.kind.id(), problem.message)?;
        }
        return writeln!(output);
    }
    write_head(output, checked)?;
    let colour = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    for finding in &checked.findings {
        let reason = acknowledged.get(&fingerprint(finding, source)).map(String::as_str);
        writeln!(output, "{}\n", draw(finding, source, checked, &renderer, reason))?;
    }
    Ok(())
}

fn write_head(output: &mut impl Write, checked: &Checked) -> io::Result<()> {
    writeln!(output, "  {}", summary::identity(checked))?;
    writeln!(output, "  {}", summary::verdict(checked))?;
    writeln!(output, "  {}", summary::coverage(checked))?;
    for (why, what) in summary::unchecked(checked) {
        writeln!(output, "  未检查：{why}（{}）", what.join("、"))?;
    }
    writeln!(output)
}

/// How much of a line is shown around the mark, in characters on each side.
const AROUND: usize = 30;

fn draw(finding: &Finding, source: &Source, checked: &Checked, renderer: &Renderer, reason: Option<&str>) -> String {
    let words = words(finding, source, &checked.report);
    let level = match finding.severity {
        Severity::Error => Mark::ERROR.with_name("错误"),
        Severity::Warning => Mark::WARNING.with_name("请核对"),
        Severity::Info => Mark::INFO.with_name("提示"),
    };
    let (excerpt, mark) = excerpt(source.text(), finding);
    let (line, _) = source.lines().line_and_column(source.text(), finding.span.start);
    let snippet = Snippet::source(excerpt).line_start(line as usize).annotation(AnnotationKind::Primary.span(mark));
    let mut group = Group::with_title(level.primary_title(words.message.as_str()).id(finding.rule)).element(snippet);
    group = group.element(Mark::HELP.with_name("改法").message(words.advice.as_str()));
    group = group.element(Mark::NOTE.with_name("依据").message(words.basis.text));
    let reason = reason.map(|reason| format!("已确认：{reason}"));
    if let Some(reason) = &reason {
        group = group.element(Mark::NOTE.with_name("说明").message(reason.as_str()));
    }
    renderer.render(&[group])
}

/// The line of a finding, cut around it, and the mark's place in the cut.
fn excerpt(text: &str, finding: &Finding) -> (String, std::ops::Range<usize>) {
    let (start, end) = (finding.span.start as usize, finding.span.end as usize);
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let end = end.clamp(start, line_end);
    let from = text[line_start..start].char_indices().rev().nth(AROUND).map_or(line_start, |(at, _)| line_start + at);
    let marked_end = text[start..end].char_indices().nth(2 * AROUND).map_or(end, |(at, _)| start + at);
    let to = text[marked_end..line_end].char_indices().nth(AROUND).map_or(line_end, |(at, _)| marked_end + at);
    let mut cut = String::new();
    if from > line_start {
        cut.push('…');
    }
    let offset = cut.len();
    cut.push_str(&text[from..to]);
    if to < line_end {
        cut.push('…');
    }
    // Tabs have no width of their own in a terminal line.
    let cut = cut.replace('\t', " ").replace(['\r', '\x0c'], " ");
    (cut, offset + start - from..offset + marked_end - from)
}
