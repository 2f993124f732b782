//! The output for people: verdict, coverage, then each finding drawn under the text.

use std::io::{self, IsTerminal, Write};

use annotate_snippets::{AnnotationKind, Group, Level as Mark, Renderer, Snippet};
use gouji_core::contract::standing;
use gouji_core::finding::Severity;
use gouji_core::{CheckedReport, Finding, voice};
use gouji_export::{Beside, Statement};

pub(crate) fn write(output: &mut impl Write, checked: &CheckedReport, beside: &Beside) -> io::Result<()> {
    writeln!(output, "{}", beside.file)?;
    if !checked.was_read {
        for problem in &checked.problems {
            writeln!(output, "  {}（{}）", voice::unread_in_words(problem), problem.kind.id())?;
        }
        return writeln!(output);
    }
    let statement = Statement::of(checked, beside);
    write_head(output, checked, &statement)?;
    let colour = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    for finding in &checked.findings {
        writeln!(output, "{}\n", draw(finding, checked, beside, &renderer))?;
    }
    for remark in &statement.remarks {
        writeln!(output, "补充意见：第 {} 行，{}\n", remark.place.line, remark.in_words())?;
    }
    Ok(())
}

fn write_head(output: &mut impl Write, checked: &CheckedReport, statement: &Statement) -> io::Result<()> {
    writeln!(output, "  {}", voice::identity_in_words(&checked.report))?;
    writeln!(output, "  {}", voice::verdict_of(checked).in_words())?;
    writeln!(output, "  {}", voice::coverage_in_words(&checked.coverage))?;
    for problem in &checked.problems {
        writeln!(output, "  注意：{problem}（{}）", problem.kind.id())?;
    }
    for unchecked in voice::unchecked(&checked.coverage) {
        writeln!(output, "  {}", unchecked.in_words())?;
    }
    if let Some(since) = &statement.since {
        writeln!(output, "  {}", since.words)?;
        since.mended.iter().try_for_each(|message| writeln!(output, "  已改正：{message}"))?;
    }
    writeln!(output)
}

/// How much of a line is shown around the mark, in characters on each side.
const AROUND: usize = 30;

fn draw(finding: &Finding, checked: &CheckedReport, beside: &Beside, renderer: &Renderer) -> String {
    let words = checked.words(finding);
    let level = match finding.severity {
        Severity::Error => Mark::ERROR,
        Severity::Warning => Mark::WARNING,
        Severity::Info => Mark::INFO,
    };
    let level = level.with_name(finding.severity.name());
    let text = checked.source.text();
    let (excerpt, mark) = excerpt(text, finding);
    let (line, _) = checked.source.lines().line_and_column(text, finding.span.start);
    let snippet = Snippet::source(excerpt).line_start(line as usize).annotation(AnnotationKind::Primary.span(mark));
    let mut group = Group::with_title(level.primary_title(words.message.as_str()).id(finding.rule)).element(snippet);
    group = group.element(Mark::HELP.with_name("改法").message(words.advice.as_str()));
    group = group.element(Mark::NOTE.with_name("依据").message(words.basis.text));
    if let Some(earlier) = beside.since {
        group = group.element(Mark::NOTE.with_name("与上次相比").message(standing(finding, earlier).name()));
    }
    if let Some(reason) = &finding.acknowledged {
        group = group.element(Mark::NOTE.with_name("已确认").message(reason.as_str()));
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
