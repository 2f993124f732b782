//! The three tables as real tables, cell by cell as they were read.

use std::rc::Rc;

use annual_report::form::{Layout, Row, RowRole, SUB_HEADINGS, TableNumber};
use annual_report::report::{Cell, CellAddress, CellState};
use yew::prelude::*;

use crate::marks::{Mark, Operand, mark_of, operand};
use crate::passages::mark_link;
use crate::state::Result;
use crate::words;

#[derive(Properties)]
pub struct TableProperties {
    pub result: Rc<Result>,
    pub number: TableNumber,
    pub chosen: Option<usize>,
    pub choose: Callback<usize>,
}

impl PartialEq for TableProperties {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.result, &other.result) && self.number == other.number && self.chosen == other.chosen
    }
}

#[component]
pub fn TableView(properties: &TableProperties) -> Html {
    let table = properties.result.checked.report.table(properties.number);
    let name = match properties.number {
        TableNumber::Two => "表二　主动公开政府信息情况",
        TableNumber::Three => "表三　收到和处理政府信息公开申请情况",
        TableNumber::Four => "表四　政府信息公开行政复议、行政诉讼情况",
    };
    html! {
        <div class="scroll" role="region" tabindex="0" aria-label={name}>
            <table class={format!("table-{}", properties.number.number())}>
                <caption>{ name }{ properties.links(Mark::Caption(properties.number)) }</caption>
                { match properties.number {
                    TableNumber::Two => properties.two(table.layout),
                    TableNumber::Three => properties.three(table.layout),
                    TableNumber::Four => properties.four(table.layout),
                } }
            </table>
        </div>
    }
}

impl TableProperties {
    fn two(&self, layout: &'static Layout) -> Html {
        let width = 1 + layout.rows.iter().map(|row| row.columns.len()).max().unwrap_or(0);
        let groups = SUB_HEADINGS.iter().filter_map(|(_, ids)| {
            let rows: Vec<&'static Row> = layout.rows.iter().filter(|row| ids.contains(&row.id)).collect();
            (!rows.is_empty()).then_some(rows)
        });
        let titles = [
            "第二十条第（一）项",
            "第二十条第（五）项",
            "第二十条第（六）项",
            "第二十条第（八）项",
            "第二十条第（九）项",
        ];
        html! {
            for (title, rows) in titles.into_iter().zip(groups) {
                <tbody>
                    <tr><th scope="rowgroup" colspan={width.to_string()}>{ title }</th></tr>
                    <tr>
                        <th scope="col">{ "信息内容" }</th>
                        for column in rows[0].columns { <th scope="col" colspan={span_of(rows[0], width)}>{ column.label }</th> }
                    </tr>
                    for row in rows {
                        <tr>
                            <th scope="row">{ self.label(row) }</th>
                            for column in row.columns { { self.cell(row, column.id, span_of(row, width)) } }
                        </tr>
                    }
                </tbody>
            }
        }
    }

    fn three(&self, layout: &'static Layout) -> Html {
        let columns = layout.rows[0].columns;
        let head = |at: usize| {
            html! { <>{ columns[at].label }{ self.links(Mark::Column(self.number, columns[at].id)) }</> }
        };
        html! {
            <>
                <thead>
                    <tr>
                        <th colspan="3" rowspan="3" class="rule-cell">{ "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）" }</th>
                        <th colspan="7" scope="colgroup">{ "申请人情况" }</th>
                    </tr>
                    <tr>
                        <th rowspan="2" scope="col">{ head(0) }</th>
                        <th colspan="5" scope="colgroup">{ "法人或其他组织" }</th>
                        <th rowspan="2" scope="col">{ head(6) }</th>
                    </tr>
                    <tr>for at in 1..6 { <th scope="col">{ head(at) }</th> }</tr>
                </thead>
                <tbody>
                    for (at, row) in layout.rows.iter().enumerate() {
                        <tr class={if row.role == RowRole::Outcome { "" } else { "main" }}>
                            { self.row_head(layout, at) }
                            for column in columns { { self.cell(row, column.id, "1".to_owned()) } }
                        </tr>
                    }
                </tbody>
            </>
        }
    }

    /// The one to three label cells of a row of table 3.
    fn row_head(&self, layout: &'static Layout, at: usize) -> Html {
        let row = &layout.rows[at];
        let inside = |row: &Row| matches!(row.role, RowRole::Outcome | RowRole::OutcomeTotal);
        let label = self.label(row);
        if !inside(row) {
            return html! { <th scope="row" colspan="3">{ label }</th> };
        }
        let first_inside = !inside(&layout.rows[at - 1]);
        let outcomes = layout.rows.iter().filter(|row| inside(row)).count();
        let group = group_of(row);
        let first_of_group = group.is_some() && group_of(&layout.rows[at - 1]) != group;
        let group_rows = layout.rows.iter().filter(|other| group.is_some() && group_of(other) == group).count();
        html! {
            <>
                if first_inside {
                    <th scope="rowgroup" rowspan={outcomes.to_string()}>{ "三、本年度办理结果" }</th>
                }
                if first_of_group {
                    <th scope="rowgroup" rowspan={group_rows.to_string()}>{ group.unwrap_or("") }</th>
                }
                <th scope="row" colspan={if group.is_some() { "1" } else { "2" }}>{ label }</th>
            </>
        }
    }

    fn four(&self, layout: &'static Layout) -> Html {
        let columns = layout.rows[0].columns;
        html! {
            <>
                <thead>
                    <tr>
                        <th colspan="5" rowspan="2" scope="colgroup">{ layout.rows[0].label }</th>
                        <th colspan="10" scope="colgroup">{ "行政诉讼" }</th>
                    </tr>
                    <tr>for row in &layout.rows[1..] { <th colspan="5" scope="colgroup">{ row.label }</th> }</tr>
                    <tr>for _ in layout.rows { for column in columns { <th scope="col">{ column.label }</th> } }</tr>
                </thead>
                <tbody>
                    <tr>for row in layout.rows { for column in columns { { self.cell(row, column.id, "1".to_owned()) } } }</tr>
                </tbody>
            </>
        }
    }

    /// The label of a row: the form's, or where the report has other words, those, marked.
    fn label(&self, row: &Row) -> Html {
        let table = self.result.checked.report.table(self.number);
        let changed = table.changed_labels.iter().find(|label| label.row == Some(row.id));
        let marks = self.numbers(Mark::Row(self.number, row.id));
        let own = changed.map_or(row.label, |label| label.span.of(self.result.source.text()));
        let (first, others) = match (changed, marks.split_first()) {
            (Some(_), Some((first, others))) => (Some(*first), others),
            _ => (None, &marks[..]),
        };
        html! {
            <>
                if let Some(number) = first {
                    { mark_link(&self.result, number, self.chosen, &self.choose, true, own) }
                } else {
                    { own }
                }
                for number in others {
                    { " " }
                    { mark_link(&self.result, *number, self.chosen, &self.choose, true, "") }
                }
            </>
        }
    }

    fn cell(&self, row: &Row, column: &'static str, columns: String) -> Html {
        let report = &self.result.checked.report;
        let address = CellAddress { table: self.number, row: row.id, column };
        let Some(cell) = report.cell(address) else { return Html::default() };
        let findings = &self.result.checked.findings;
        let chosen = self.chosen.and_then(|chosen| findings.get(chosen));
        let class = classes!(
            match operand(chosen, address) {
                Some(Operand::Left) => Some("operand left"),
                Some(Operand::Right) => Some("operand right"),
                None => None,
            },
            (cell.state == CellState::Absent).then_some("absent"),
            self.is_blank_listed(cell).then_some("blank"),
        );
        let words = match cell.span {
            Some(span) => span.of(self.result.source.text()),
            None => words::ABSENT,
        };
        let marks = self.numbers(Mark::Cell(address));
        html! {
            <td class={class} colspan={columns}>
                if marks.is_empty() {
                    { words }
                } else {
                    for (at, number) in marks.into_iter().enumerate() {
                        { mark_link(&self.result, number, self.chosen, &self.choose, true, if at == 0 { words } else { "" }) }
                    }
                }
            </td>
        }
    }

    fn is_blank_listed(&self, cell: &Cell) -> bool {
        cell.state == CellState::Blank
    }

    fn numbers(&self, wanted: Mark) -> Vec<usize> {
        let findings = self.result.checked.findings.iter().enumerate();
        findings
            .filter(|(_, finding)| mark_of(finding, &self.result.checked) == wanted)
            .map(|(number, _)| number)
            .collect()
    }

    fn links(&self, wanted: Mark) -> Html {
        html! {
            for number in self.numbers(wanted) {
                { " " }
                { mark_link(&self.result, number, self.chosen, &self.choose, true, "") }
            }
        }
    }
}

fn span_of(row: &Row, width: usize) -> String {
    ((width - 1) / row.columns.len().max(1)).max(1).to_string()
}

/// The group label that a row of outcomes stands under.
fn group_of(row: &Row) -> Option<&'static str> {
    const GROUPS: [(&str, &str); 4] = [
        ("refused_", "（三）不予公开"),
        ("unable_", "（四）无法提供"),
        ("declined_", "（五）不予处理"),
        ("other_", "（六）其他处理"),
    ];
    GROUPS.iter().find(|(prefix, _)| row.id.starts_with(prefix)).map(|(_, label)| *label)
}
