//! What a finding's fixes do when somebody takes them.

use std::collections::BTreeMap;

use gouji_core::finding::{Edit, Fix, Severity};
use gouji_core::{CheckedReport, Finding, Grid, GridCell, Source, Span, check};

/// What is wrong with the fixes of a rule's findings, a line each: edits that lie outside of the text, out of order, over one
/// another or over the end of a line that they do not take out, a slip that stays, a new error, a safe fix that changes a digit.
pub fn faults_of_fixes(checked: &CheckedReport, rule: &str) -> Vec<String> {
    let own = checked.findings.iter().filter(|finding| finding.rule == rule);
    let fixes = own.flat_map(|finding| finding.fixes.iter().map(move |fix| (finding, fix)));
    fixes
        .filter_map(|(finding, fix)| {
            let fault = misplaced(fix, checked.source.text()).or_else(|| wrong_after(checked, finding, fix))?;
            Some(format!("{rule}, {}: {fault}", fix.label))
        })
        .collect()
}

/// What is wrong with the places of a fix.
fn misplaced(fix: &Fix, text: &str) -> Option<String> {
    let mut behind = 0;
    if fix.edits.is_empty() {
        return Some("it changes nothing".to_owned());
    }
    for Edit { span, text: new } in &fix.edits {
        let Some(old) = text.get(span.start as usize..span.end as usize) else {
            return Some(format!("{span:?} is not in the text"));
        };
        if span.start < behind {
            return Some(format!("{span:?} stands before the end of another edit"));
        }
        // To take out a line end joins two paragraphs.
        let joins = old.trim().is_empty() && new.is_empty();
        if !joins && [old, new].iter().any(|words| words.contains(['\n', '\r'])) {
            return Some(format!("{old:?} → {new:?} goes over the end of a line"));
        }
        behind = span.end;
    }
    None
}

/// What is wrong when the fix was made.
fn wrong_after(before: &CheckedReport, finding: &Finding, fix: &Fix) -> Option<String> {
    let source = edited(&before.source, &fix.edits);
    let digits = |text: &str| text.chars().filter(|own| own.is_numeric()).collect::<String>();
    if fix.safe && digits(source.text()) != digits(before.source.text()) {
        return Some("called safe, and changes a digit".to_owned());
    }
    let after = check(source, &before.options);
    let count = |checked: &CheckedReport| checked.findings.iter().filter(|own| own.rule == finding.rule).count();
    if count(&after) >= count(before) {
        return Some("the slip is still found".to_owned());
    }
    let (errors, known) = (errors(&after), errors(before));
    let new = errors.into_iter().find(|(rule, count)| known.get(rule).is_none_or(|known| known < count));
    new.map(|(rule, _)| format!("{rule} is a new error"))
}

/// How many errors each rule has found.
fn errors(checked: &CheckedReport) -> BTreeMap<&'static str, usize> {
    let mut errors = BTreeMap::new();
    for finding in checked.findings.iter().filter(|finding| finding.severity == Severity::Error) {
        *errors.entry(finding.rule).or_default() += 1;
    }
    errors
}

/// The source with these replacements, its tables where they are now.
fn edited(source: &Source, edits: &[Edit]) -> Source {
    let mut text = source.text().to_owned();
    for Edit { span, text: new } in edits.iter().rev() {
        text.replace_range(span.start as usize..span.end as usize, new);
    }
    let moved = |at: u32, is_behind: &dyn Fn(Span) -> bool| {
        let behind = edits.iter().filter(|edit| is_behind(edit.span));
        behind.fold(at as usize, |at, edit| at + edit.text.len() - (edit.span.end - edit.span.start) as usize)
    };
    // What is put in where a cell begins belongs to the cell.
    let span = |old: Span| {
        let start = moved(old.start, &|edit| edit.end <= old.start && edit.start < old.start);
        Span::new(start, moved(old.end, &|edit| edit.end <= old.end))
    };
    let cell = |cell: &GridCell| GridCell { span: span(cell.span), ..*cell };
    let grid = |grid: &Grid| Grid { span: span(grid.span), cells: grid.cells.iter().map(cell).collect() };
    let grids: Vec<Grid> = source.grids().iter().map(grid).collect();
    let pictures = source.pictures().iter().map(|picture| span(*picture)).collect();
    match source.is_structured() {
        true => Source::structured(text, grids, pictures),
        false => Source::laid_out(text, grids, pictures),
    }
}
