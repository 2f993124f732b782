//! Slips in the form: tables, rows, columns and labels that are not as the form has them.

use gouji_core::form::{Edition, RowRole, SectionId, TableNumber};

use super::slip::{Slip, SlipKind, Where, kind, of_section};
use crate::generate::{Draft, DraftLine, Part, Random};

pub(super) const KINDS: &[SlipKind] = &[
    kind("缺一张表", table_missing),
    kind("表中缺行", row_missing),
    kind("表三：缺一列", column_missing),
    kind("表格用语改了", label_changed),
    kind("用了另一版格式的表", wrong_edition),
    kind("空白格式", not_filled_in),
];

fn table_missing(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let table = *random.pick(&TableNumber::ALL);
    let line = draft.lines.iter().position(|line| line.part == Part::Table(table))?;
    let mut draft = draft.clone();
    let instead = *random.pick(&["", "", "详见附件。", "（见附表）"]);
    if instead.is_empty() {
        draft.lines.remove(line);
    } else {
        draft.lines[line].part = Part::Body;
        draft.lines[line].text = instead.to_owned();
    }
    Some(Slip::new("table-missing", draft, Where::Lines(line - 1..line)))
}

/// One row, or all of a group whose numbers are all 0.
fn row_missing(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let table = *random.pick(&[TableNumber::Two, TableNumber::Three, TableNumber::Three]);
    let rows = draft.data.layout(table).rows;
    let first = random.below(rows.len());
    let last = (first + *random.pick(&[0, 0, 0, 1, 2])).min(rows.len() - 1);
    let outcomes = rows[first..=last].iter().all(|row| row.role == RowRole::Outcome);
    let nothing = (first..=last).all(|row| draft.data.row(table, row).iter().all(|number| *number == 0));
    if first < last && !(outcomes && nothing) {
        return None;
    }
    let mut draft = draft.clone();
    draft.tables.rows_left_out = (first..=last).map(|row| (table, row)).collect();
    Slip::in_table("row-missing", draft, table, [])
}

fn column_missing(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let mut draft = draft.clone();
    draft.tables.column_left_out = Some(random.below(7));
    Slip::in_table("column-missing", draft, TableNumber::Three, [])
}

/// Labels of the form, and what clerks write instead.
const LABELS: &[(TableNumber, &str, &[&str])] = &[
    (TableNumber::Two, "行政规范性文件", &["规范性文件", "行政规范文件"]),
    (TableNumber::Two, "规范性文件", &["规范性文件数量"]),
    (TableNumber::Two, "行政许可", &["行政许可事项", "行政许可决定"]),
    (TableNumber::Two, "行政处罚", &["行政处罚决定", "行政处罚案件"]),
    (TableNumber::Two, "行政强制", &["行政强制措施", "行政强制执行"]),
    (TableNumber::Two, "行政事业性收费", &["行政事业性收费项目", "行政事业收费"]),
    (TableNumber::Two, "第二十条第（一）项", &["第二十条第（一）款", "第二十条第（二）项"]),
    (TableNumber::Two, "第二十条第（五）项", &["第二十条第（四）项", "第二十条第（五）款"]),
    (TableNumber::Two, "第二十条第（八）项", &["第二十条第（七）项"]),
    (
        TableNumber::Three,
        "一、本年新收政府信息公开申请数量",
        &["一、本年新收政府信息公开申请", "一、本年新收信息公开申请数量"],
    ),
    (TableNumber::Three, "二、上年结转政府信息公开申请数量", &["二、上年结转政府信息公开申请", "二、上年结转申请数量"]),
    (TableNumber::Three, "（一）予以公开", &["（一）予以公开数量", "（一）同意公开"]),
    (TableNumber::Three, "1.属于国家秘密", &["1.属于国家秘密的"]),
    (
        TableNumber::Three,
        "2.其他法律行政法规禁止公开",
        &["2.其他法律行政止公开", "2.其他法律法规禁止公开", "2.其他法律行政法规规定禁止公开"],
    ),
    (TableNumber::Three, "3.危及“三安全一稳定”", &["3.涉及“三安全一稳定”"]),
    (TableNumber::Three, "4.保护第三方合法权益", &["4.保护第三方权益", "4.损害第三方合法权益"]),
    (TableNumber::Three, "5.属于三类内部事务信息", &["5.属于内部事务信息", "5.属于三类内部事务"]),
    (TableNumber::Three, "6.属于四类过程性信息", &["6.属于过程性信息", "6.属于四类过程性文件"]),
    (TableNumber::Three, "7.属于行政执法案卷", &["7.属于行政执法案卷信息"]),
    (TableNumber::Three, "1.本机关不掌握相关政府信息", &["1.本机关不掌握相关信息"]),
    (TableNumber::Three, "2.没有现成信息需要另行制作", &["2.没有现成信息需另行制作"]),
    (TableNumber::Three, "3.补正后申请内容仍不明确", &["3.补正后申请内容不明确"]),
    (TableNumber::Three, "1.信访举报投诉类申请", &["1.信访投诉举报类申请", "1.信访举报投诉申请"]),
    (TableNumber::Three, "4.无正当理由大量反复申请", &["4.无正当理由大量重复申请"]),
    (TableNumber::Three, "5.要求行政机关确认或重新出具已获取信息", &["5.要求行政机关确认或重新出具信息"]),
    (TableNumber::Three, "（七）总计", &["（七）合计"]),
    (TableNumber::Three, "四、结转下年度继续办理", &["四、结转下年继续办理", "四、结转下年度办理"]),
];

fn label_changed(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let stands = |(table, official, _): &&(TableNumber, &str, _)| {
        official.starts_with("第二十条") || draft.data.layout(*table).rows.iter().any(|row| row.label == *official)
    };
    let labels: Vec<_> = LABELS.iter().filter(stands).collect();
    let (table, official, others) = **random.pick(&labels);
    let mut draft = draft.clone();
    draft.tables.labels.push((official, (*random.pick(others)).to_owned()));
    Slip::in_table("label-changed", draft, table, [])
}

fn wrong_edition(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let both = [TableNumber::Two, TableNumber::Three];
    let tables = *random.pick(&[&both[..1], &both[1..], &both[..]]);
    let mut draft = draft.clone();
    tables.iter().for_each(|table| draft.data.fill_other_form(*table));
    let lines = tables.iter().filter_map(|table| draft.lines.iter().position(|line| line.part == Part::Table(*table)));
    let lines: Vec<usize> = lines.collect();
    let place = Where::Lines(*lines.first()?..lines.last()? + 1);
    Some(Slip::new("wrong-edition", draft, place))
}

fn not_filled_in(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let mut draft = draft.clone();
    for table in TableNumber::ALL {
        let cells = draft.data.values[table.index()].len();
        draft.tables.cell_words.extend((0..cells).map(|at| (table, at, String::new())));
    }
    let hint = *random.pick(&["", "（文字描述）", "（请填写）"]);
    draft.lines.retain(|line| {
        !matches!(line.part, Part::Opening | Part::SubHeading | Part::Body | Part::Signature | Part::Date)
    });
    for section in [SectionId::Overview, SectionId::Problems, SectionId::Other] {
        let heading = of_section(&draft, section).start;
        let line = DraftLine { part: Part::Body, section: Some(section), text: hint.to_owned(), claims: Vec::new() };
        draft.lines.insert(heading + 1, line);
    }
    (draft.data.edition != Edition::Older).then(|| Slip::new("not-filled-in", draft, Where::Anywhere))
}
