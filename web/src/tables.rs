//! The three tables as real tables, cell by cell as they were read. Their heads have two levels, so every cell names its
//! headings itself (`headers`).

use std::rc::Rc;

use gouji_core::Span;
use gouji_core::form::{
    APPLICANTS, CONTENTS, ColumnId, Edition, LITIGATION, LITIGATION_ROWS, Layout, ORGANISATION_COLUMNS, ORGANISATIONS,
    OUTCOMES, OutcomeId, RELATION, Row, RowRole, SubHeadingId, TableNumber, sections_of,
};
use gouji_core::report::{CellAddress, CellState, Labelled, Table};
use yew::prelude::*;

use crate::editor::EditorField;
use crate::marks::{Mark, Part, part_in, related_id, remark_id};
use crate::passages::MarkLink;
use crate::places::cell_name;
use crate::result::Result;
use crate::state::Action;
use crate::view::{EditorPlace, View};
use crate::{severity, words};

#[derive(Properties)]
pub struct TableProperties {
    pub result: Rc<Result>,
    pub number: TableNumber,
    pub view: View,
    pub act: Callback<Action>,
}

impl PartialEq for TableProperties {
    fn eq(&self, other: &Self) -> bool {
        let same = self.view.chosen == other.view.chosen && self.view.editor == other.view.editor;
        Rc::ptr_eq(&self.result, &other.result) && self.number == other.number && same
    }
}

#[component]
pub fn TableView(properties: &TableProperties) -> Html {
    let layout = properties.table().layout;
    let name = format!(
        "{}　{}",
        properties.number.name(),
        sections_of(Edition::E2021)[properties.number.section() as usize].words()
    );
    html! {
        <div class="scroll" role="region" tabindex="0" aria-label={name.clone()} data-table={properties.number.number().to_string()}>
            <table class={format!("table-{}", properties.number.number())}>
                <caption>
                    { name }{ properties.points(Mark::Caption(properties.number), 0) }
                    <small>{ properties.table().how_cut().unwrap_or_default() }</small>
                </caption>
                { match properties.number {
                    TableNumber::Two => properties.two(layout),
                    TableNumber::Three => properties.three(layout),
                    TableNumber::Four => properties.four(layout),
                } }
            </table>
        </div>
    }
}

impl TableProperties {
    fn table(&self) -> &Table {
        self.result.checked.report.table(self.number)
    }

    fn two(&self, layout: &'static Layout) -> Html {
        let width = layout.rows.iter().map(|row| row.columns.len()).max().unwrap_or(1);
        let groups = SubHeadingId::ALL.into_iter().filter_map(|heading| {
            let own = |row: &&'static Row| heading.rows().contains(&row.id);
            let rows: Vec<&'static Row> = layout.rows.iter().filter(own).collect();
            (!rows.is_empty()).then_some((heading, rows))
        });
        html! {
            for (group, (heading, rows)) in groups.enumerate() {
                <tbody>
                    <tr><th id={format!("t2-{group}")} scope="rowgroup" class="sub" colspan={(width + 1).to_string()}>{ self.heading(heading) }</th></tr>
                    <tr class="columns-of">
                        <th scope="col">{ CONTENTS }</th>
                        for (at, column) in rows[0].columns.iter().enumerate() {
                            <th id={format!("t2-{group}-{}", column.id.id())} scope="col" colspan={wide(rows[0], at, width)}>{ column.label }</th>
                        }
                    </tr>
                    for row in rows {
                        <tr>
                            <th id={format!("t2-{}", row.id.id())} scope="row">{ self.row_label(row) }</th>
                            for (at, column) in row.columns.iter().enumerate() {
                                { self.cell(row, column.id, wide(row, at, width), format!("t2-{group} t2-{} t2-{group}-{}", row.id.id(), column.id.id())) }
                            }
                        </tr>
                    }
                </tbody>
            }
        }
    }

    fn three(&self, layout: &'static Layout) -> Html {
        let columns = layout.rows[0].columns;
        let head = |at: usize| {
            let id = columns[at].id;
            let rows = if ORGANISATION_COLUMNS.contains(&id) { "1" } else { "2" };
            html! { <th id={format!("t3-{}", id.id())} scope="col" rowspan={rows}>{ columns[at].label }{ self.points(Mark::Column(id), 0) }</th> }
        };
        html! {
            <>
                <thead>
                    <tr>
                        <td colspan="3" rowspan="3" class="relation">{ RELATION }</td>
                        <th colspan="7" scope="colgroup">{ APPLICANTS }</th>
                    </tr>
                    <tr>
                        { head(0) }
                        <th id="t3-organisations" colspan="5" scope="colgroup">{ ORGANISATIONS }</th>
                        { head(6) }
                    </tr>
                    <tr>for at in 1..6 { { head(at) } }</tr>
                </thead>
                <tbody>
                    for (at, row) in layout.rows.iter().enumerate() {
                        <tr class={if matches!(row.role, RowRole::Outcome) { "" } else { "main" }}>
                            { self.row_head(layout, at) }
                            for form in columns {
                                { self.cell(row, form.id, "1".to_owned(), headers_three(row, form.id)) }
                            }
                        </tr>
                    }
                </tbody>
            </>
        }
    }

    /// The one to three label cells of a row of table 3.
    fn row_head(&self, layout: &'static Layout, at: usize) -> Html {
        let row = &layout.rows[at];
        let id = format!("t3-{}", row.id.id());
        let label = self.row_label(row);
        if !is_result(row) {
            return html! { <th id={id} scope="row" colspan="3">{ label }</th> };
        }
        let first = !is_result(&layout.rows[at - 1]);
        let results = layout.rows.iter().filter(|row| is_result(row)).count();
        let group = row.id.group();
        let first_of_group = layout.rows[at - 1].id.group() != group;
        let group_rows = layout.rows.iter().filter(|other| other.id.group() == group).count();
        html! {
            <>
                if first {
                    <th id="t3-results" class="side" scope="rowgroup" rowspan={results.to_string()}>{ OUTCOMES }</th>
                }
                if let Some(outcome) = group.filter(|_| first_of_group) {
                    <th id={group_id(outcome)} class="side" scope="rowgroup" rowspan={group_rows.to_string()}>{ outcome.label() }</th>
                }
                <th id={id} scope="row" colspan={if group.is_some() { "1" } else { "2" }}>{ label }</th>
            </>
        }
    }

    fn four(&self, layout: &'static Layout) -> Html {
        let columns = layout.rows[0].columns;
        let group = |row: &'static Row| html! { <>{ self.row_label(row) }</> };
        html! {
            <>
                <thead>
                    <tr>
                        <th id={format!("t4-{}", layout.rows[0].id.id())} colspan="5" rowspan="2" scope="colgroup">{ group(&layout.rows[0]) }</th>
                        <th id="t4-suits" colspan="10" scope="colgroup">{ LITIGATION }</th>
                    </tr>
                    <tr>
                        for row in &layout.rows[1..] {
                            <th id={format!("t4-{}", row.id.id())} colspan="5" scope="colgroup">{ group(row) }</th>
                        }
                    </tr>
                    <tr>
                        for row in layout.rows {
                            for column in columns { <th id={format!("t4-{}-{}", row.id.id(), column.id.id())} scope="col">{ column.label }</th> }
                        }
                    </tr>
                </thead>
                <tbody>
                    <tr>
                        for row in layout.rows {
                            for column in columns { { self.cell(row, column.id, "1".to_owned(), headers_four(row, column.id)) } }
                        }
                    </tr>
                </tbody>
            </>
        }
    }

    fn cell(&self, row: &Row, column: ColumnId, columns: String, headers: String) -> Html {
        let checked = &self.result.checked;
        let address = CellAddress { row: row.id, column };
        let Some(cell) = checked.report.cell(address) else {
            return html! { <td class="absent" colspan={columns} headers={headers}>{ words::ABSENT }</td> };
        };
        let marks = self.marked(Mark::Cell(address));
        let chosen = self.view.chosen.and_then(|chosen| self.result.finding(chosen));
        let first = marks.first().and_then(|finding| self.result.finding(*finding));
        let id = self.related(cell.span).or_else(|| self.remarked(cell.span));
        let class = classes!(
            match part_in(chosen, address) {
                Some(Part::Candidate) => Some("part candidate"),
                Some(Part::Operand) => Some("part"),
                Some(Part::Listed) => Some("part listed"),
                None => None,
            },
            self.related(cell.span).map(|_| "related"),
            self.remarked(cell.span).map(|_| "remarked"),
            (cell.state == CellState::Absent).then_some("absent"),
            first.map(|finding| {
                let confirmed = finding.acknowledged.is_some();
                classes!("marked", if confirmed { "confirmed" } else { severity::class(finding.severity) })
            }),
        );
        let words = cell.span.map_or(words::ABSENT, |span| span.of(checked.source.text()));
        if self.view.editor.is_some_and(|editor| editor.place == EditorPlace::Cell(address)) {
            return html! {
                <td class="editing" colspan={columns} headers={headers}>
                    <EditorField key={cell_name(&self.result, address)} text={words.to_owned()} long=false cells=true act={self.act.clone()} />
                </td>
            };
        }
        let place = cell.span.map(|_| cell_name(&self.result, address));
        html! {
            <td {class} tabindex="-1" {id} colspan={columns} headers={headers} data-place={place}>
                if marks.is_empty() { { words } } else { { self.wrapped(&marks, words) } }
            </td>
        }
    }

    /// The id of a cell that is one of the other places of the chosen finding.
    fn related(&self, cell: Option<Span>) -> Option<String> {
        let chosen = self.view.chosen?;
        let related = &self.result.finding(chosen)?.related;
        let place = related.iter().position(|other| Some(other.span) == cell)?;
        Some(related_id(self.result.number(chosen), place))
    }

    /// The id of a cell with a remark.
    fn remarked(&self, cell: Option<Span>) -> Option<String> {
        let place = self.result.remarks.iter().position(|remark| Some(remark.span) == cell)?;
        Some(remark_id(place))
    }

    /// The report's own words where they differ from the form's.
    fn row_label(&self, row: &'static Row) -> Html {
        let changed = self.table().changed_labels.iter().find(|label| label.of == Labelled::Row(row.id));
        let words = changed.map_or(row.label, |label| label.span.of(self.result.checked.source.text()));
        let marks = self.marked(Mark::Row(row.id));
        if marks.is_empty() {
            html! { { words } }
        } else {
            self.wrapped(&marks, words)
        }
    }

    fn heading(&self, heading: SubHeadingId) -> Html {
        let changed = self.table().changed_labels.iter().find(|label| label.of == Labelled::SubHeading(heading));
        let words = changed.map_or(heading.label(), |label| label.span.of(self.result.checked.source.text()));
        let marks = self.marked(Mark::Heading(heading));
        if marks.is_empty() {
            html! { { words } }
        } else {
            self.wrapped(&marks, words)
        }
    }

    /// Words inside the mark of the first finding; those of further ones stand beside it.
    fn wrapped(&self, marks: &[usize], words: &str) -> Html {
        let link = |finding: usize| MarkLink { result: &self.result, finding, chosen: self.view.chosen, first: true };
        html! {
            for (at, finding) in marks.iter().enumerate() {
                { link(*finding).draw(&self.act, html! { { if at == 0 { words } else { "" } } }, at > 0 || words.is_empty()) }
            }
        }
    }

    /// Findings about something that has no words of its own.
    fn points(&self, mark: Mark, skip: usize) -> Html {
        let link = |finding: usize| MarkLink { result: &self.result, finding, chosen: self.view.chosen, first: true };
        html! { for finding in self.marked(mark).into_iter().skip(skip) { { " " }{ link(finding).draw(&self.act, Html::default(), true) } } }
    }

    fn marked(&self, wanted: Mark) -> Vec<usize> {
        let marks = self.result.marks.iter().enumerate();
        marks.filter(|(_, mark)| **mark == wanted).map(|(finding, _)| finding).collect()
    }
}

/// How many columns a cell of table 2 covers: the last one takes what is left.
fn wide(row: &Row, at: usize, width: usize) -> String {
    let count = row.columns.len().max(1);
    let each = width / count;
    let wide = if at + 1 == count { width - each * (count - 1) } else { each };
    wide.to_string()
}

fn headers_three(row: &Row, column: ColumnId) -> String {
    let mut headers = format!("t3-{} t3-{}", row.id.id(), column.id());
    if ORGANISATION_COLUMNS.contains(&column) {
        headers.push_str(" t3-organisations");
    }
    if is_result(row) {
        headers.push_str(" t3-results");
    }
    if let Some(outcome) = row.id.group() {
        headers.push(' ');
        headers.push_str(&group_id(outcome));
    }
    headers
}

fn headers_four(row: &Row, column: ColumnId) -> String {
    let (id, column) = (row.id.id(), column.id());
    let suits = if LITIGATION_ROWS.contains(&row.id) { " t4-suits" } else { "" };
    format!("t4-{id} t4-{id}-{column}{suits}")
}

fn is_result(row: &Row) -> bool {
    matches!(row.role, RowRole::Outcome | RowRole::OutcomeTotal)
}

/// The id of the heading of a group of outcomes.
fn group_id(outcome: OutcomeId) -> String {
    format!("t3-outcome-{}", outcome as u8)
}
