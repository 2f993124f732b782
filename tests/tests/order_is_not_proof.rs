//! Numbers that stand in another order than the form's are not given to its labels by order: what is read is right, what cannot
//! be told is said to be unread, and nothing false is found because of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test should stop at once")]

use gouji_core::finding::Severity;
use gouji_core::form::{Edition, RowId, TableNumber};
use gouji_core::report::{CellState, Table, TableState};
use gouji_core::{CheckedReport, Options, Source, check};
use gouji_tests::generate::{Kind, Random, ReportData};
use gouji_tests::sample::mended_sample;
use proptest::prelude::*;

fn checked(text: &str) -> CheckedReport {
    check(Source::plain(text), &Options::default())
}

/// The mended sample with another table.
fn with_table(number: TableNumber, table: &str) -> String {
    let sample = mended_sample();
    let headings = [
        ("二、主动公开政府信息情况\n", "三、收到和处理政府信息公开申请情况\n"),
        ("三、收到和处理政府信息公开申请情况\n", "四、政府信息公开行政复议、行政诉讼情况\n"),
        ("四、政府信息公开行政复议、行政诉讼情况\n", "五、存在的主要问题及改进情况\n"),
    ];
    let (own, next) = headings[number.index()];
    let start = sample.find(own).unwrap() + own.len();
    let end = sample.find(next).unwrap();
    // The sample's own numbers of documents agree with its own table only.
    let text = format!("{}\n{table}\n\n{}", &sample[..start], &sample[end..]);
    text.replace("年内清理行政规范性文件11件，保留9件、废止2件，清理结果已向社会公布。", "清理结果已向社会公布。")
}

/// A block for each line of the table, one word a line, with an empty line behind each.
fn blocks(table: &str) -> String {
    table.lines().map(|block| format!("{}\n\n", block.split_whitespace().collect::<Vec<_>>().join("\n"))).collect()
}

/// The rules that found an error or ask.
fn rules(checked: &CheckedReport) -> Vec<&'static str> {
    let told = checked.findings.iter().filter(|finding| finding.severity != Severity::Info);
    told.map(|finding| finding.rule).collect()
}

fn counts(table: &Table) -> Vec<Option<i64>> {
    table.cells.iter().map(gouji_core::report::Cell::count).collect()
}

fn row(table: &Table, row: RowId) -> Vec<Option<i64>> {
    table.row(row).iter().map(gouji_core::report::Cell::count).collect()
}

fn is_said(checked: &CheckedReport, what: &str) -> bool {
    checked.coverage.not_checked.iter().any(|unchecked| unchecked.what == what)
}

const DISPUTES: &str = "行政复议 行政诉讼 未经复议直接起诉 复议后起诉
5 3 8 2
结果维持 结果纠正 其他结果 尚未审结
4 0 1 3
总计 18
结果维持 结果纠正 其他结果 尚未审结 总计 结果维持 结果纠正 其他结果 尚未审结
6 2 1 1 10
总计 8";

fn some(counts: &[i64]) -> Vec<Option<i64>> {
    counts.iter().copied().map(Some).collect()
}

#[test]
fn blocks_of_table_four_are_read_where_the_sums_allow_one_way() {
    let text = with_table(TableNumber::Four, &blocks(DISPUTES));
    let text = text.replace("全年组织业务培训3次", "全年发生政府信息公开行政复议18件，全年组织业务培训3次");
    let checked = checked(&text);
    let table = checked.report.table(TableNumber::Four);
    assert_eq!(counts(table), some(&[5, 3, 8, 2, 18, 4, 0, 1, 3, 8, 6, 2, 1, 1, 10]));
    assert!(table.cells.iter().all(|cell| cell.inferred));
    assert_eq!(table.assumed.len(), 3);
    assert_eq!(checked.coverage.equations_unchecked, 3);
    assert!(is_said(&checked, "table-4"));
    assert!(rules(&checked).is_empty(), "{:?}", checked.findings);
}

#[test]
fn blocks_of_table_four_that_fit_no_way_or_several_are_lost() {
    // 18 became 17; and parts of one group that stand in two blocks, each of which may be the first.
    for table in [DISPUTES.replace("18", "17"), DISPUTES.replace("5 3 8 2\n结果维持", "5 3\n结果维持\n8 2\n结果维持")]
    {
        let text = with_table(TableNumber::Four, &blocks(&table));
        let checked = checked(&text);
        let read = checked.report.table(TableNumber::Four);
        assert_eq!(read.state, TableState::LostInCopying, "{table}");
        assert!(is_said(&checked, "table-4"));
        assert!(rules(&checked).iter().all(|rule| *rule == "table-lost-in-copying"), "{:?}", checked.findings);
    }
}

#[test]
fn blocks_of_table_four_with_equal_numbers_are_read_whichever_is_which() {
    let table = "行政复议 行政诉讼 未经复议直接起诉 复议后起诉\n0 0 0 0\n结果维持 结果纠正\n0 0 0 0\n总计 0\n结果维持\n0 0 0 0 0\n总计 0";
    let checked = checked(&with_table(TableNumber::Four, &blocks(table)));
    assert_eq!(counts(checked.report.table(TableNumber::Four)), vec![Some(0); 15]);
    assert!(rules(&checked).is_empty(), "{:?}", checked.findings);
}

/// The true neighbours: every label stands where the numbers behind it are its own, so a wrong sum is the author's.
#[test]
fn labels_that_belong_where_they_stand_keep_the_order() {
    let results = "结果维持 结果纠正 其他结果 尚未审结 总计";
    let all_in_front =
        format!("行政复议 行政诉讼 未经复议直接起诉 复议后起诉\n{results}\n2 0 1 1 5 0 0 0 0 0 0 0 0 1 1");
    let by_group = format!(
        "行政复议 {results} 2 0 1 1 5\n行政诉讼 未经复议直接起诉 {results} 0 0 0 0 0\n复议后起诉 {results} 0 0 0 1 1"
    );
    let pairs = |numbers: [i64; 5]| {
        let pairs = results.split(' ').zip(numbers).map(|(label, number)| format!("{label} {number} "));
        pairs.collect::<String>()
    };
    let one_by_one = format!(
        "行政复议 {}\n行政诉讼 未经复议直接起诉 {}\n复议后起诉 {}",
        pairs([2, 0, 1, 1, 5]),
        pairs([0; 5]),
        pairs([0, 0, 0, 1, 1])
    );
    for table in [all_in_front, by_group, one_by_one] {
        let checked = checked(&with_table(TableNumber::Four, &blocks(&table)));
        let read = checked.report.table(TableNumber::Four);
        assert_eq!(counts(read), some(&[2, 0, 1, 1, 5, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1]), "{table}");
        assert!(read.assumed.is_empty());
        assert_eq!(rules(&checked), ["disputes-do-not-add-up"], "{table}");
    }
}

const DOCUMENTS_BEHIND: &str = "第二十条第（五）项
信息内容 本年处理决定数量
行政许可 312
第二十条第（六）项
信息内容 本年处理决定数量
行政处罚 45
行政强制 3
第二十条第（八）项
信息内容 本年收费金额（单位：万元）
行政事业性收费 6.8";

#[test]
fn table_two_by_columns_is_right_or_unread() {
    let may_be_unread = [
        "本年制发件数 0 5\n规章 行政规范性文件\n本年废止件数 现行有效件数\n0 1\n0 61",
        "本年制发件数 0 5\n规章 行政规范性文件\n本年废止件数 现行有效件数 0 1\n0 61",
        "本年制发件数 0 5\n规章\n本年废止件数 0\n行政规范性文件\n1 现行有效件数 0 61",
        "规章\n本年制发件数 0 5\n本年废止件数 0\n行政规范性文件\n1 现行有效件数 0 61",
        "本年制发件数 本年废止件数\n现行有效件数 0 61\n规章 行政规范性文件\n0 5\n0 1",
        "本年制发件数 本年废止件数 现行有效件数\n规章 行政规范性文件\n0\n5\n0\n1\n0\n61",
    ];
    // These can be told by their heads or their blocks.
    let read = [
        "规章 行政规范性文件\n本年制发件数 0 5\n本年废止件数 0 1\n现行有效件数 0 61",
        "本年制发件数 本年废止件数 现行有效件数\n规章 行政规范性文件\n0 5\n0 1\n0 61",
    ];
    let cases = may_be_unread.iter().map(|table| (table, false)).chain(read.iter().map(|table| (table, true)));
    for (documents, is_read) in cases {
        let table = format!("第二十条第（一）项\n信息内容\n{documents}\n{DOCUMENTS_BEHIND}");
        for text in [blocks(&table), table.replace(' ', "\n")] {
            let checked = checked(&with_table(TableNumber::Two, &text));
            let table = checked.report.table(TableNumber::Two);
            let own = [row(table, RowId::Rules), row(table, RowId::NormativeDocuments)].concat();
            let right = own == some(&[0, 0, 0, 5, 1, 61]);
            assert!(right || own.iter().all(Option::is_none), "{text}: {own:?}");
            assert!(right || !is_read || !text.contains("\n\n"), "{text}");
            assert!(right || is_said(&checked, "table-2"), "{text}");
            assert!(rules(&checked).is_empty(), "{text}: {:?}", checked.findings);
        }
    }
}

/// The true neighbours: rows that their labels or lines show are read, and what is wrong in them is found.
#[test]
fn table_two_by_rows_is_read() {
    let head = "第二十条第（一）项\n信息内容\n本年制发件数 本年废止件数 现行有效件数\n";
    for documents in [
        "规章 3 0 3\n行政规范性文件 5 1 61",
        "规章\n3\n0\n3\n行政规范性文件\n5\n1\n61",
        "规章\n行政规范性文件\n3 0 3\n5 1 61",
        "3 0 3\n规章\n5 1 61\n行政规范性文件",
    ] {
        let checked = checked(&with_table(TableNumber::Two, &format!("{head}{documents}\n{DOCUMENTS_BEHIND}")));
        let read = checked.report.table(TableNumber::Two);
        let own = [row(read, RowId::Rules), row(read, RowId::NormativeDocuments)].concat();
        assert_eq!(own, some(&[3, 0, 3, 5, 1, 61]), "{documents}");
        assert_eq!(rules(&checked), ["rules-without-power"], "{documents}");
    }
}

/// Numbers that came behind the next sub-heading belong to none of the rows there.
#[test]
fn a_number_of_table_two_behind_another_sub_heading_is_given_to_no_row() {
    let sample = mended_sample();
    let start = sample.find("第二十条第（一）项").unwrap();
    let documents = &sample[start..sample.find("第二十条第（五）项").unwrap()];
    let table = format!(
        "{documents}第二十条第（五）项\n信息内容\n本年处理决定数量\n行政许可\n第二十条第（六）项\n信息内容\n本年处理决定数量\n行政处罚\n312\n行政强制\n45\n第二十条第（八）项\n信息内容\n本年收费金额（单位：万元）\n行政事业性收费\n3\n6.8"
    );
    let checked = checked(&with_table(TableNumber::Two, &table));
    let read = checked.report.table(TableNumber::Two);
    for cell in &read.cells[6..] {
        assert_eq!(cell.state, CellState::Absent, "{:?}", cell.address);
    }
    assert!(is_said(&checked, "table-2"));
    assert!(rules(&checked).is_empty(), "{:?}", checked.findings);
}

#[test]
fn a_claim_is_not_judged_while_a_cell_that_it_may_mean_is_unread() {
    let sample = mended_sample().replace("办结33件", "已答复23件");
    let total = sample.lines().find(|line| line.contains("（七）总计")).unwrap().to_owned();
    let unread = checked(&sample.replace(&total, "\t（七）总计\t29\t4\t0"));
    let rules_of = |checked: &CheckedReport| rules(checked).contains(&"count-differs-from-table");
    assert!(!rules_of(&unread), "{:?}", unread.findings);
    // It is tied to nothing; with the cell it is, and wrong.
    let whole = checked(&sample);
    assert!(rules_of(&whole), "{:?}", whole.findings);
    assert_eq!(unread.coverage.numbers_tied + 1, whole.coverage.numbers_tied);
    // What agrees with a cell that was read is tied all the same.
    let agrees = checked(&sample.replace("已答复23件", "已答复34件").replace(&total, "\t（七）总计\t29\t4\t0"));
    assert_eq!(agrees.coverage.numbers_tied, whole.coverage.numbers_tied);
}

#[test]
fn a_label_broken_over_lines_or_cut_by_a_number_is_not_changed() {
    let sample = mended_sample();
    let (no_correction, confirm) = ("1.申请人无正当理由逾期不补正", "5.要求行政机关确认或重新出具");
    let broken = [
        ("第二十条第（六）项", "第二十条\n第（六）项"),
        ("第二十条第（六）项", "第二十条第\n（六）项"),
        (no_correction, "1.申请人无正当理由逾期不补正、行政机\n0\n0\n0\n0\n0\n0\n0\n关不再处理其政府信息公开申请"),
        (
            no_correction,
            "1.申请人无正当理由逾期不补正、行政机 0 0 0 0 0 0 0\n（六）其他处理\n\n下\n关不再处理其政府信息公开申请",
        ),
        ("行政规范性文件\t", "行政\n规范性文件\t1\t2\t9"),
        ("行政规范性文件\t", "行政\n规范性文件 1 2 9"),
        (confirm, "5.要求行政机关确认或重新 0 0 0 0 0 0 0\n出具已获取信息"),
        (confirm, "5.要求行政机关确认或重新\t0\t0\t0\t0\t0\t0\t0\n（五）\n不予\n处理\n出具已获取信息"),
    ];
    for (label, in_pieces) in broken {
        let line = sample.lines().find(|line| line.contains(label)).unwrap();
        let checked = checked(&sample.replace(line, in_pieces));
        assert!(!rules(&checked).contains(&"label-changed"), "{in_pieces:?}: {:?}", checked.findings);
    }
    // The true neighbours: other words, or cells that tabs show.
    let changed = [
        ("\n行政规范性文件\t", "\n规范性文件\t"),
        ("5.要求行政机关确认或重新出具已获取信息", "5.要求行政机关确认或重新出具信息"),
        ("第二十条第（六）项\n", "第二十条第（六）款\n"),
    ];
    // With no piece of 行政 left anywhere nobody but the author can have left it out.
    let line = sample.lines().find(|line| line.contains("行政规范性文件\t")).unwrap();
    assert_eq!(rules(&checked(&sample.replace(line, "规范性文件 1 2 9"))), ["label-changed"]);
    for (official, other) in changed {
        assert!(sample.contains(official), "the sample has no {official:?}");
        let checked = checked(&sample.replace(official, other));
        assert_eq!(rules(&checked), ["label-changed"], "{other:?}");
    }
}

#[test]
fn a_label_of_a_table_on_a_line_of_its_own_is_no_stray_line() {
    let sample = mended_sample();
    let place = "五、存在的主要问题及改进情况\n";
    for words in ["总计", "维持"] {
        let checked = checked(&sample.replace(place, &format!("{place}\n{words}\n")));
        assert!(!rules(&checked).contains(&"stray-line"), "{:?}", checked.findings);
    }
    let neighbour = checked(&sample.replace(place, &format!("{place}\n告\n")));
    assert!(rules(&neighbour).contains(&"stray-line"), "{:?}", neighbour.findings);
}

#[test]
fn headings_that_an_extractor_moved_are_no_broken_numbering() {
    let move_heading = |text: &str| {
        let second = text.find("（二）依申请公开").unwrap();
        let third = text.find("（三）政府信息管理").unwrap();
        let fourth = text.find("（四）政府信息公开平台").unwrap();
        format!("{}{}{}{}", &text[..second], &text[third..fourth], &text[second..third], &text[fourth..])
    };
    let mixed = checked(&move_heading(&with_table(TableNumber::Four, &blocks(DISPUTES))));
    assert!(!rules(&mixed).contains(&"numbering-broken"), "{:?}", mixed.findings);
    // Where nothing shows that lines were moved, the author did it; and what stands nowhere is missing.
    let moved = checked(&move_heading(&mended_sample()));
    assert!(rules(&moved).contains(&"numbering-broken"), "{:?}", moved.findings);
    let left_out = with_table(TableNumber::Four, &blocks(DISPUTES)).replace("（二）依申请公开。", "");
    assert!(rules(&checked(&left_out)).contains(&"numbering-broken"));
}
/// A block of cells as an extractor sees it: where its first one stands, and its lines.
struct Block {
    row: usize,
    column: usize,
    lines: Vec<String>,
}

fn block(row: usize, column: usize, lines: &[&str]) -> Block {
    Block { row, column, lines: lines.iter().map(|line| (*line).to_owned()).collect() }
}

/// Blocks in any order in which an extractor may give them: of two, the one that is neither lower nor further right comes
/// first.
fn in_some_order(mut blocks: Vec<Block>, random: &mut Random) -> Vec<String> {
    let mut lines = Vec::new();
    let gaps = random.below(2) == 0;
    // Most extractors go by rows or by columns and leave that here and there; some orders have no rule at all.
    let by_columns = random.below(2) == 0;
    blocks.sort_by_key(|own| if by_columns { (own.column, own.row) } else { (own.row, own.column) });
    let unruly = *random.pick(&[0, 0, 10, 100]);
    while !blocks.is_empty() {
        let is_free = |at: &usize| {
            let own = &blocks[*at];
            let is_before = |other: &Block| {
                (other.row, other.column) != (own.row, own.column) && other.row <= own.row && other.column <= own.column
            };
            !blocks.iter().any(is_before)
        };
        let free: Vec<usize> = (0..blocks.len()).filter(is_free).collect();
        let next = if random.below(100) < unruly { *random.pick(&free) } else { free[0] };
        let next = blocks.remove(next);
        lines.extend(next.lines);
        if gaps {
            lines.push(String::new());
        }
    }
    lines
}

/// Table 2 as blocks: single cells, rows on a line, or columns, with or without their heads.
fn blocks_of_table_two(values: &[i64], random: &mut Random) -> Vec<Block> {
    let parts: [(&str, &[&str], &[&str]); 4] = [
        ("第二十条第（一）项", &["本年制发件数", "本年废止件数", "现行有效件数"], &["规章", "行政规范性文件"]),
        ("第二十条第（五）项", &["本年处理决定数量"], &["行政许可"]),
        ("第二十条第（六）项", &["本年处理决定数量"], &["行政处罚", "行政强制"]),
        ("第二十条第（八）项", &["本年收费金额（单位：万元）"], &["行政事业性收费"]),
    ];
    let mut numbers = values.iter().map(i64::to_string);
    let (by_columns, by_rows, labels_together) = (random.below(3) == 0, random.below(4) == 0, random.below(2) == 0);
    let mut blocks = Vec::new();
    let mut top = 0;
    for (title, heads, labels) in parts {
        let cells: Vec<Vec<String>> =
            labels.iter().map(|_| heads.iter().map(|_| numbers.next().unwrap()).collect()).collect();
        blocks.push(block(top, 0, &[title]));
        let head = top + 1;
        blocks.push(block(head, 0, &["信息内容"]));
        if labels_together {
            blocks.push(block(head + 1, 0, labels));
        } else {
            blocks.extend(labels.iter().enumerate().map(|(at, label)| block(head + 1 + at, 0, &[label])));
        }
        for (column, words) in heads.iter().enumerate() {
            let own = || cells.iter().map(|row| row[column].as_str());
            let with_head = by_columns && random.below(2) == 0;
            if with_head {
                blocks.push(block(head, column + 1, &std::iter::once(*words).chain(own()).collect::<Vec<_>>()));
                continue;
            }
            blocks.push(block(head, column + 1, &[words]));
            if by_columns {
                blocks.push(block(head + 1, column + 1, &own().collect::<Vec<_>>()));
            } else if !by_rows {
                blocks.extend(own().enumerate().map(|(at, number)| block(head + 1 + at, column + 1, &[number])));
            }
        }
        if by_rows && !by_columns {
            blocks.extend(cells.iter().enumerate().map(|(at, row)| block(head + 1 + at, 1, &[&row.join(" ")])));
        }
        top = head + 1 + labels.len();
    }
    blocks
}

/// Table 4 as runs of numbers, each behind labels that came with it. The groups begin in their order; the rest of a group
/// may come anywhere behind that.
fn runs_of_table_four(values: &[i64], random: &mut Random) -> Vec<String> {
    let words =
        ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计", "结果", "维持", "行政诉讼", "其他结果\n尚未审结"];
    let mut lines = vec!["行政复议\n行政诉讼\n未经复议直接起诉\n复议后起诉".to_owned()];
    let mut waiting: Vec<Vec<&[i64]>> = values
        .chunks(5)
        .map(|group| {
            let (first, rest) = group.split_at(1 + random.below(5));
            let (second, third) = rest.split_at(random.below(rest.len() + 1));
            [first, second, third].into_iter().filter(|run| !run.is_empty()).collect()
        })
        .collect();
    let mut next_group = 0;
    while waiting.iter().any(|runs| !runs.is_empty()) {
        let begun: Vec<usize> = (0..next_group).filter(|group| !waiting[*group].is_empty()).collect();
        let run = if next_group < 3 && (begun.is_empty() || random.below(2) == 0) {
            next_group += 1;
            waiting[next_group - 1].remove(0)
        } else {
            let group = *random.pick(&begun);
            let at = random.below(waiting[group].len());
            waiting[group].remove(at)
        };
        let separator = if random.below(3) == 0 { " " } else { "\n" };
        lines.push((*random.pick(&words)).to_owned());
        lines.push(run.iter().map(i64::to_string).collect::<Vec<_>>().join(separator));
        if random.below(2) == 0 {
            lines.push(String::new());
        }
    }
    lines
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_order_gives_a_wrong_cell(seed in any::<u64>(), kind in prop::sample::select(&Kind::ALL[..]), is_two in any::<bool>()) {
        let random = &mut Random::new(seed);
        let number = if is_two { TableNumber::Two } else { TableNumber::Four };
        let values = &ReportData::new(seed, kind, Edition::E2021).values[number.index()];
        let lines =
            if is_two { in_some_order(blocks_of_table_two(values, random), random) } else { runs_of_table_four(values, random) };
        let text = with_table(number, &lines.join("\n"));
        let checked = checked(&text);
        for (cell, value) in checked.report.table(number).cells.iter().zip(values) {
            let right = cell.state == CellState::Absent || cell.count() == Some(*value);
            prop_assert!(right, "{:?} should be {value}, {:?}\n{}", cell.address, cell.value, lines.join("\n"));
        }
        let absent = checked.report.table(number).cells.iter().any(|cell| cell.state == CellState::Absent);
        let what = if is_two { "table-2" } else { "table-4" };
        prop_assert!(!absent || is_said(&checked, what), "{what} is not said to be unread");
        let found = rules(&checked);
        let is_false = |rule: &&str| ["disputes-do-not-add-up", "count-differs-from-table", "label-changed"].contains(rule);
        prop_assert!(!found.iter().any(is_false), "{found:?}\n{}", lines.join("\n"));
    }
}

/// Nothing would be wrong if nothing were read: what can be told is read.
#[test]
fn what_is_out_of_order_is_read_where_it_can_be_told() {
    let mut read = [0, 0];
    let count = 400;
    for seed in 0..count {
        let data = ReportData::new(seed, Kind::Usual, Edition::E2021);
        let random = &mut Random::new(seed);
        let two = in_some_order(blocks_of_table_two(&data.values[0], random), random);
        let four = runs_of_table_four(&data.values[2], random);
        for (at, number, lines) in [(0, TableNumber::Two, two), (1, TableNumber::Four, four)] {
            let checked = checked(&with_table(number, &lines.join("\n")));
            let cells = &checked.report.table(number).cells;
            read[at] += cells.iter().filter(|cell| cell.state != CellState::Absent).count() * 100 / cells.len();
        }
    }
    let [two, four] = read.map(|percent| percent as u64 / count);
    println!("read: {two} % of table 2, {four} % of table 4");
    assert!(two >= 20 && four >= 25, "{two} % of table 2, {four} % of table 4");
}
