//! The changes that a finding's card offers, each as a button.

use gouji_core::arithmetic::{CellChange, Repair};
use gouji_core::finding::{Edit, Place};
use gouji_core::report::{CellAddress, Report};
use gouji_core::voice::naming::{column_label, row_label};
use gouji_core::{Finding, Span};

use crate::result::{Group, Result};
use crate::steps::By;
use crate::words;

/// A change that a button makes.
pub struct Offer {
    /// What the button says.
    pub label: String,
    /// What the step is called afterwards.
    pub name: String,
    pub edits: Vec<Edit>,
    pub by: By,
}

/// So many changes are offered as buttons.
const OFFERED: usize = 3;

/// What would mend a finding: its fixes, and of failing sums the repairs.
pub fn offers(result: &Result, group: &Group, finding: &Finding) -> Vec<Offer> {
    let mut offers = Vec::new();
    if let Some(fix) = group.common_fix(&result.checked) {
        let fixes = group.members.iter().filter_map(|at| result.finding(*at)?.fixes.first());
        let edits: Vec<Edit> = fixes.flat_map(|fix| fix.edits.iter().cloned()).collect();
        let label = words::mend_group(group.members.len(), &fix.label);
        offers.push(Offer {
            name: format!("{} 处{}", group.members.len(), plain(&fix.label)),
            label,
            edits,
            by: By::Group,
        });
    }
    offers.extend(finding.fixes.iter().take(OFFERED).map(|fix| Offer {
        label: fix.label.clone(),
        name: plain(&fix.label),
        edits: fix.edits.clone(),
        by: By::Fix,
    }));
    offers.extend(repairs(&result.checked.report, finding));
    offers
}

/// The smallest changes of failing sums: 改为 12 for the cell at which the finding stands, others by what tells them from it.
fn repairs(report: &Report, finding: &Finding) -> Vec<Offer> {
    let Some(diagnosis) = finding.slip.sums() else { return Vec::new() };
    let offer = |repair: &Repair| {
        let edits = repair.edits(report);
        let changes: Vec<String> =
            repair.cells.iter().map(|change| change_in_words(change, finding.place, report)).collect();
        let label = changes.join("，");
        let name = match &repair.cells[..] {
            [one] => format!("改为 {}", one.value),
            several => format!("改 {} 格", several.len()),
        };
        (!edits.is_empty()).then_some(Offer { label, name, edits, by: By::Fix })
    };
    diagnosis.repairs.iter().take(OFFERED).filter_map(offer).collect()
}

/// 改为 12 for the cell of the finding, “总计”改为 14 for another one of its row or column.
fn change_in_words(change: &CellChange, place: Place, report: &Report) -> String {
    let CellChange { cell: CellAddress { row, column }, value, .. } = *change;
    let (row_name, column_name) = (shortened(row_label(row, report)), column_label(row, column, report));
    match place {
        Place::Cell(own) if own == change.cell => format!("改为 {value}"),
        Place::Cell(own) if own.row == row => format!("“{column_name}”改为 {value}"),
        Place::Cell(own) if own.column == column => format!("“{row_name}”改为 {value}"),
        _ => format!("“{row_name}”“{column_name}”改为 {value}"),
    }
}

/// A long label is cut: a button is no place for it.
fn shortened(label: &str) -> String {
    const LONGEST: usize = 14;
    if label.chars().count() <= LONGEST {
        label.to_owned()
    } else {
        label.chars().take(LONGEST - 1).chain(['…']).collect()
    }
}

/// The name of a step stands in quotation marks itself: 改为 12件 from 改为“12件”.
fn plain(label: &str) -> String {
    label.replace('“', " ").replace('”', "")
}

/// The words of a finding that its card can open for editing: its own, as far as they stand in one line; of a finding without
/// words nothing.
pub fn line_of(text: &str, span: Span) -> Span {
    let start = text[..span.start as usize].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.start as usize..].find('\n').map_or(text.len(), |at| at + span.start as usize);
    Span::new(start, start + text[start..end].trim_end_matches('\r').len())
}
