//! The form as data against the form as it was published: a list of every label, character for character, and the official
//! template. The names stand beside the labels: they are public, and none is ever renamed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test should stop at once")]

use gouji_core::form::{
    APPLICANTS, CONTENTS, ColumnId, Edition, EquationKind, LITIGATION, LITIGATION_ROWS, Layout, ORGANISATION_COLUMNS,
    ORGANISATIONS, OUTCOMES, OutcomeId, RELATION, RowId, SubHeadingId, TableNumber, equations_of, layout, sections_of,
};
use gouji_documents::native::TOOLS;
use gouji_tests::corpus;

/// Table 2: the name and label of each sub-heading's rows, and behind the colon of each of their columns.
const TWO_2021: &str = "\
第二十条第（一）项
rules 规章: issued 本年制发件数, repealed 本年废止件数, in_force 现行有效件数
normative_documents 行政规范性文件: issued 本年制发件数, repealed 本年废止件数, in_force 现行有效件数
第二十条第（五）项
licensing 行政许可: decisions 本年处理决定数量
第二十条第（六）项
penalty 行政处罚: decisions 本年处理决定数量
compulsion 行政强制: decisions 本年处理决定数量
第二十条第（八）项
fees 行政事业性收费: amount 本年收费金额（单位：万元）
";

const TWO_2019: &str = "\
第二十条第（一）项
rules 规章: made 本年新制作数量, newly_public 本年新公开数量, public_total 对外公开总数量
normative_documents 规范性文件: made 本年新制作数量, newly_public 本年新公开数量, public_total 对外公开总数量
第二十条第（五）项
licensing 行政许可: items_last_year 上一年项目数量, change 本年增/减, decisions 处理决定数量
other_services 其他对外管理服务事项: items_last_year 上一年项目数量, change 本年增/减, decisions 处理决定数量
第二十条第（六）项
penalty 行政处罚: items_last_year 上一年项目数量, change 本年增/减, decisions 处理决定数量
compulsion 行政强制: items_last_year 上一年项目数量, change 本年增/减, decisions 处理决定数量
第二十条第（八）项
fees 行政事业性收费: items_last_year 上一年项目数量, change 本年增/减
第二十条第（九）项
procurement 政府集中采购: projects 采购项目数量, amount 采购总金额
";

/// Table 3 with the labels of its groups.
const THREE_2021: &str = "\
received 一、本年新收政府信息公开申请数量
carried_in 二、上年结转政府信息公开申请数量
三、本年度办理结果
granted （一）予以公开
partial （二）部分公开（区分处理的，只计这一情形，不计其他情形）
（三）不予公开
refused_state_secret 1.属于国家秘密
refused_prohibited 2.其他法律行政法规禁止公开
refused_security 3.危及“三安全一稳定”
refused_third_party 4.保护第三方合法权益
refused_internal 5.属于三类内部事务信息
refused_process 6.属于四类过程性信息
refused_case_file 7.属于行政执法案卷
refused_lookup 8.属于行政查询事项
（四）无法提供
unable_not_held 1.本机关不掌握相关政府信息
unable_needs_creation 2.没有现成信息需要另行制作
unable_unclear 3.补正后申请内容仍不明确
（五）不予处理
declined_petition 1.信访举报投诉类申请
declined_repeat 2.重复申请
declined_published 3.要求提供公开出版物
declined_mass 4.无正当理由大量反复申请
declined_confirm 5.要求行政机关确认或重新出具已获取信息
（六）其他处理
other_no_correction 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请
other_fee_overdue 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请
other_other 3.其他
outcome_total （七）总计
carried_out 四、结转下年度继续办理
";

/// What stands in the edition of 2019 in place of the group （六）.
const OTHER_2019: &str = "other （六）其他处理\n";

const APPLICANTS_OF_THREE: &str = "natural_person 自然人, commercial 商业企业, research 科研机构, public_interest 社会公益组织, legal_service 法律服务机构, other_org 其他, total 总计";

const FOUR: &str = "\
reconsideration 行政复议: upheld 结果维持, corrected 结果纠正, other_result 其他结果, pending 尚未审结, total 总计
litigation_direct 未经复议直接起诉: upheld 结果维持, corrected 结果纠正, other_result 其他结果, pending 尚未审结, total 总计
litigation_after 复议后起诉: upheld 结果维持, corrected 结果纠正, other_result 其他结果, pending 尚未审结, total 总计
";

fn columns(layout: &Layout, row: usize) -> String {
    let columns = layout.rows[row].columns.iter();
    columns.map(|column| format!("{} {}", column.id.id(), column.label)).collect::<Vec<_>>().join(", ")
}

/// A table as the lists above have it.
fn listed(table: TableNumber, edition: Edition) -> String {
    let layout = layout(table, edition);
    let mut list = String::new();
    for (at, row) in layout.rows.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| layout.rows[before].id);
        assert_eq!((row.id.table(), layout.row(row.id).unwrap().label), (table, row.label));
        let heading = SubHeadingId::ALL.into_iter().find(|heading| heading.rows().contains(&row.id));
        if let Some(heading) = heading.filter(|heading| before.is_none_or(|it| !heading.rows().contains(&it))) {
            list += &format!("{}\n", heading.label());
        }
        let is_outcome = |row: RowId| row.outcome().is_some();
        if is_outcome(row.id) && !before.is_some_and(is_outcome) {
            list += &format!("{OUTCOMES}\n");
        }
        let group = row.id.group();
        if let Some(group) = group.filter(|_| before.and_then(RowId::group) != group) {
            list += &format!("{}\n", group.label());
        }
        list += &match table {
            TableNumber::Three => format!("{} {}\n", row.id.id(), row.label),
            _ => format!("{} {}: {}\n", row.id.id(), row.label, columns(layout, at)),
        };
    }
    list
}

#[test]
fn rows_columns_groups_and_sub_headings_are_the_official_ones() {
    assert_eq!(listed(TableNumber::Two, Edition::E2021), TWO_2021);
    assert_eq!(listed(TableNumber::Two, Edition::E2019), TWO_2019);
    assert_eq!(listed(TableNumber::Three, Edition::E2021), THREE_2021);
    let (before, behind) = THREE_2021.split_once("（六）其他处理\n").unwrap();
    let behind = &behind[behind.find("outcome_total").unwrap()..];
    assert_eq!(listed(TableNumber::Three, Edition::E2019), [before, OTHER_2019, behind].concat());
    for edition in [Edition::E2021, Edition::E2019] {
        let three = layout(TableNumber::Three, edition);
        assert!((0..three.rows.len()).all(|row| columns(three, row) == APPLICANTS_OF_THREE));
        assert_eq!(listed(TableNumber::Four, edition), FOUR);
    }
}

#[test]
fn what_is_printed_above_and_beside_is_the_official_wording() {
    assert_eq!(RELATION, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）");
    assert_eq!(
        (APPLICANTS, ORGANISATIONS, LITIGATION, CONTENTS),
        ("申请人情况", "法人或其他组织", "行政诉讼", "信息内容")
    );
    assert_eq!(
        ORGANISATION_COLUMNS.map(ColumnId::id),
        ["commercial", "research", "public_interest", "legal_service", "other_org"]
    );
    assert_eq!(LITIGATION_ROWS.map(RowId::id), ["litigation_direct", "litigation_after"]);
    assert_eq!(
        sections_of(Edition::E2021).map(|section| section.title),
        [
            "一、总体情况",
            "二、主动公开政府信息情况",
            "三、收到和处理政府信息公开申请情况",
            "四、政府信息公开行政复议、行政诉讼情况",
            "五、存在的主要问题及改进情况",
            "六、其他需要报告的事项",
        ]
    );
    let differing = [
        (3, "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
        (4, "五、政府信息公开工作存在的主要问题及改进情况"),
    ];
    for (at, (old, new)) in sections_of(Edition::E2019).iter().zip(sections_of(Edition::E2021)).enumerate() {
        let own = differing.iter().find(|(section, _)| *section == at);
        assert_eq!(old.title, own.map_or(new.title, |(_, title)| *title));
    }
}

#[test]
fn every_name_stands_in_a_table_and_is_found_by_its_id() {
    let editions = [Edition::E2021, Edition::E2019];
    let layouts = || editions.into_iter().flat_map(|edition| TableNumber::ALL.map(|table| layout(table, edition)));
    for row in RowId::ALL {
        assert_eq!(RowId::from_id(row.id()), Some(*row));
        assert!(layouts().any(|layout| layout.row(*row).is_some()), "{row:?}");
    }
    for column in ColumnId::ALL {
        assert_eq!(ColumnId::from_id(column.id()), Some(*column));
        let mut columns = layouts().flat_map(|layout| layout.rows).flat_map(|row| row.columns);
        assert!(columns.any(|form| form.id == *column), "{column:?}");
    }
    // Names are ordered as the form orders its rows and columns, in both editions.
    for layout in layouts() {
        assert!(layout.rows.is_sorted_by_key(|row| row.id));
        assert!(layout.rows.iter().all(|row| row.columns.is_sorted_by_key(|column| column.id)));
    }
    assert_eq!((RowId::from_id("recieved"), ColumnId::from_id("")), (None, None));
    for outcome in OutcomeId::ALL {
        assert!(outcome.rows().iter().all(|row| row.outcome() == Some(outcome)));
        assert!(outcome.label().ends_with(outcome.name()) && !outcome.name().starts_with('（'));
    }
}

#[test]
fn equations_go_by_their_names() {
    for (edition, count) in [(Edition::E2021, 39), (Edition::E2019, 37)] {
        let three = layout(TableNumber::Three, edition);
        let equations = equations_of(three);
        assert_eq!((equations.len(), equations_of(layout(TableNumber::Four, edition)).len()), (count, 3));
        for equation in equations {
            let cell = |at: &u16| (&three.rows[usize::from(*at) / 7], &three.rows[0].columns[usize::from(*at) % 7]);
            let cells = || equation.left.iter().chain(&equation.right).map(cell);
            assert_eq!(equation.name.table(), TableNumber::Three);
            assert!(equation.name.row().is_none_or(|row| cells().all(|(form, _)| form.id == row)));
            assert!(equation.name.column().is_none_or(|column| cells().all(|(_, form)| form.id == column)));
            assert_ne!(equation.name.row().is_some(), equation.name.column().is_some());
            assert_ne!(equation.name.kind(), EquationKind::Disputes);
        }
        let mut names: Vec<_> = equations.iter().map(|equation| equation.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count, "no name stands for two equations");
    }
}

/// The labels of a table of 2021 in the order of print.
fn printed(table: TableNumber) -> Vec<&'static str> {
    let rows = layout(table, Edition::E2021).rows;
    let columns = |row: usize| rows[row].columns.iter().map(|column| column.label);
    let of = |id: RowId| rows.iter().position(|row| row.id == id).unwrap();
    let mut words = Vec::new();
    match table {
        TableNumber::Two => {
            for heading in SubHeadingId::ALL.into_iter().filter(|heading| *heading != SubHeadingId::Item9) {
                let own: Vec<usize> = (0..rows.len()).filter(|row| heading.rows().contains(&rows[*row].id)).collect();
                words.extend([heading.label(), CONTENTS]);
                words.extend(columns(own[0]));
                words.extend(own.iter().map(|row| rows[*row].label));
            }
        }
        TableNumber::Three => {
            let [person, organisations @ .., total] = &columns(0).collect::<Vec<_>>()[..] else { panic!() };
            words.extend([RELATION, APPLICANTS, person, ORGANISATIONS, total]);
            words.extend(organisations);
            for line in listed(table, Edition::E2021).lines() {
                let known = [OUTCOMES].into_iter().chain(OutcomeId::ALL.map(OutcomeId::label));
                let labels = rows.iter().map(|row| row.label).chain(known);
                words.push(labels.into_iter().find(|label| line.split(' ').next_back() == Some(*label)).unwrap());
            }
        }
        TableNumber::Four => {
            let [direct, after] = LITIGATION_ROWS.map(of);
            words.extend([rows[of(RowId::Reconsideration)].label, LITIGATION]);
            words.extend(columns(0).chain([rows[direct].label, rows[after].label]));
            words.extend(columns(direct).chain(columns(after)));
        }
    }
    words
}

#[test]
fn the_official_template_prints_the_same() {
    let path = corpus().map(|corpus| corpus.join("reports/official-template-2021-format.docx"));
    let Some(bytes) = path.and_then(|path| std::fs::read(path).ok()) else {
        println!("skipped: the corpus is not here");
        return;
    };
    let source = gouji_documents::read::read(&bytes, TOOLS).unwrap();
    assert_eq!(source.grids().len(), 3);
    for (table, grid) in TableNumber::ALL.into_iter().zip(source.grids()) {
        // Narrow cells break their labels.
        let words = grid.cells.iter().map(|cell| cell.span.of(source.text()).split_whitespace().collect::<String>());
        assert_eq!(words.filter(|words| !words.is_empty()).collect::<Vec<_>>(), printed(table), "{table:?}");
    }
    for section in sections_of(Edition::E2021) {
        assert!(source.text().lines().any(|line| line.trim() == section.title), "{}", section.title);
    }
}
