//! A check as sheets of cells: what .xlsx and CSV write down.

use gouji_core::contract::standing;
use gouji_core::report::Number;
use gouji_core::voice::{self, Whereabouts, naming};
use gouji_core::{CheckedReport, Finding};
use serde::{Deserialize, Serialize};

use crate::beside::Beside;
use crate::statement::{Spot, Statement};

/// Sheets, in their order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Workbook {
    /// The sheets.
    pub sheets: Vec<Sheet>,
    /// The rule set.
    pub rule_set: String,
    /// SHA-256 of the checked text in UTF-8, as 64 hexadecimal digits.
    pub text_sha256: String,
}

/// A table with a head.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Its columns: the head's words, and the width in characters of Latin script.
    pub columns: Vec<(String, u16)>,
    /// So many of them, from the first on, are for people; the others are for programs and are not printed.
    pub printed: u16,
    /// Its rows, each with a value for each column.
    pub rows: Vec<Vec<Value>>,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// Nothing.
    Blank,
    /// Words, as they are: what a format cannot hold is taken out where it is written.
    Words(String),
    /// A number.
    Number(f64),
}

impl Workbook {
    /// Overview, findings, and the cells of the three tables.
    pub fn of(checked: &CheckedReport, beside: &Beside) -> Self {
        let statement = Statement::of(checked, beside);
        let sheets = vec![overview(checked, beside, &statement), findings(checked, beside, &statement), cells(checked)];
        Workbook { sheets, rule_set: statement.rule_set, text_sha256: statement.text_sha256 }
    }

    /// One sheet for programs and for reading on: the verdict, what was found, remarks and what was not checked, each a row that
    /// says by itself of which text and by which rules.
    pub fn flat(checked: &CheckedReport, beside: &Beside) -> Sheet {
        let statement = Statement::of(checked, beside);
        let mut sheet = findings(checked, beside, &statement);
        sheet.rows.insert(0, other_row("结论", None, &statement.verdict, Value::Blank));
        let unread = statement.unread.iter().chain(&statement.unchecked);
        sheet.rows.extend(unread.map(|line| other_row("没有检查", None, line, Value::Blank)));
        let mended = statement.since.iter().flat_map(|since| &since.mended);
        sheet.rows.extend(mended.map(|message| other_row("已改正", None, message, Value::Blank)));
        let report = &checked.report;
        let always = [
            ("文件", 24, statement.file.map_or(Value::Blank, Value::Words)),
            ("机关", 24, report.organ.clone().map_or(Value::Blank, Value::Words)),
            ("年度", 8, report.year.map_or(Value::Blank, |year| Value::Number(f64::from(year)))),
            ("规则集", 10, statement.rule_set.into()),
            ("报告文字 SHA-256", 70, statement.text_sha256.into()),
        ];
        for (name, width, value) in always {
            sheet.columns.push((name.to_owned(), width));
            sheet.rows.iter_mut().for_each(|row| row.push(value.clone()));
        }
        sheet
    }
}

impl From<&str> for Value {
    fn from(words: &str) -> Self {
        Value::Words(words.to_owned())
    }
}

impl From<String> for Value {
    fn from(words: String) -> Self {
        Value::Words(words)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Value::Number(f64::from(number))
    }
}

impl From<Number> for Value {
    fn from(number: Number) -> Self {
        Value::Number(number.to_f64())
    }
}

impl Value {
    /// Words that are a number and nothing else as one; a zero in front or more digits than a spreadsheet keeps stay words.
    fn of_words(words: Option<String>) -> Self {
        /// Spreadsheets keep fifteen digits.
        const LARGEST: i64 = 999_999_999_999_999;
        let Some(words) = words else { return Value::Blank };
        match words.parse::<i64>() {
            Ok(number) if number.to_string() == words && number.abs() <= LARGEST => Value::Number(number as f64),
            _ => Value::Words(words),
        }
    }
}

fn columns(columns: &[(&str, u16)]) -> Vec<(String, u16)> {
    columns.iter().map(|(name, width)| ((*name).to_owned(), *width)).collect()
}

/// A row of the findings that is none: what kind it is, where it stands, what it says, and the words that it is about.
fn other_row(kind: &str, place: Option<&Spot>, said: &str, words: Value) -> Vec<Value> {
    let (name, line) = place.map_or((Value::Blank, Value::Blank), |spot| (spot.name.as_str().into(), spot.line.into()));
    let mut row = vec![Value::Blank, kind.into(), name, line, said.into(), Value::Blank, words];
    row.resize(FINDINGS.len(), Value::Blank);
    row
}

fn overview(checked: &CheckedReport, beside: &Beside, statement: &Statement) -> Sheet {
    let voice::Verdict { must, ask, hints, confirmed, .. } = voice::verdict_of(checked);
    let coverage = &checked.coverage;
    let words = |words: Option<&str>| words.filter(|words| !words.is_empty()).map_or(Value::Blank, Value::from);
    let report = &checked.report;
    let mut rows: Vec<(&str, Value)> = vec![
        ("核对对象", statement.subject.as_str().into()),
        ("文件", words(statement.file.as_deref())),
        ("机关", words(report.organ.as_deref())),
        ("级别", report.level.name().into()),
        ("年度", report.year.map_or(Value::Blank, |year| u32::from(year).into())),
        ("格式", words(Some(&statement.edition))),
        ("结论", statement.verdict.as_str().into()),
        ("必须改正", must.into()),
        ("请核对", ask.into()),
        ("提示", hints.into()),
        ("已确认", confirmed.into()),
        ("应有单元格", coverage.cells_expected.into()),
        ("读到单元格", coverage.cells_read.into()),
        ("其中没有填的", coverage.cells_blank.into()),
        ("核对等式", coverage.equations_checked.into()),
        ("不成立的等式", coverage.equations_failed.into()),
        ("没有核对的等式", coverage.equations_unchecked.into()),
        ("正文数字", coverage.numbers_in_text.into()),
        ("与表格对照的正文数字", coverage.numbers_tied.into()),
    ];
    rows.extend(statement.unread.iter().chain(&statement.unchecked).map(|line| ("没有检查", line.as_str().into())));
    if let Some(since) = &statement.since {
        rows.push(("与上次核对相比", since.words.as_str().into()));
        rows.extend(since.mended.iter().map(|message| ("已改正", message.as_str().into())));
    }
    rows.extend([
        ("审核人", words(Some(&statement.reviewer))),
        ("日期", words(Some(&statement.date))),
        ("规则集", statement.rule_set.as_str().into()),
        ("程序版本", env!("CARGO_PKG_VERSION").into()),
        ("报告文字 SHA-256", statement.text_sha256.as_str().into()),
        ("文件 SHA-256", words(beside.file_sha256)),
    ]);
    Sheet {
        name: "概况".to_owned(),
        columns: columns(&[("项目", 24), ("内容", 80)]),
        printed: 2,
        rows: rows.into_iter().map(|(name, value)| vec![name.into(), value]).collect(),
    }
}

/// The columns of the findings.
const FINDINGS: [(&str, u16); 14] = [
    ("序", 6),
    ("类别", 10),
    ("位置", 24),
    ("行", 6),
    ("意见", 44),
    ("改法", 36),
    ("原文", 14),
    ("应为", 14),
    ("已确认的理由", 20),
    ("与上次相比", 12),
    ("依据", 40),
    ("规则", 28),
    ("列", 6),
    ("指纹", 20),
];

/// How many of them are printed.
const PRINTED: u16 = 10;

fn findings(checked: &CheckedReport, beside: &Beside, statement: &Statement) -> Sheet {
    let whereabouts = Whereabouts::new(checked);
    let starts = checked.findings.iter().map(|finding| finding.span.start);
    let places = checked.source.lines().lines_and_columns(checked.source.text(), starts);
    let finding = |(number, (finding, (line, column))): (u32, (&Finding, (u32, u32)))| {
        let words = checked.words(finding);
        let standing = beside.since.map(|earlier| standing(finding, earlier).name().to_owned());
        vec![
            number.into(),
            finding.severity.name().into(),
            whereabouts.of(finding.place, finding.span).into(),
            line.into(),
            words.message.into(),
            words.advice.into(),
            Value::of_words(finding.slip.found()),
            Value::of_words(finding.slip.expected()),
            finding.acknowledged.clone().map_or(Value::Blank, Value::Words),
            standing.map_or(Value::Blank, Value::Words),
            words.basis.text.into(),
            finding.rule.into(),
            column.into(),
            finding.fingerprint.clone().into(),
        ]
    };
    let mut rows: Vec<Vec<Value>> = (1..).zip(checked.findings.iter().zip(places)).map(finding).collect();
    let remarks = statement.remarks.iter();
    rows.extend(remarks.map(|own| other_row("补充意见", Some(&own.place), &own.text, own.words.as_str().into())));
    Sheet { name: "问题".to_owned(), columns: columns(&FINDINGS), printed: PRINTED, rows }
}

fn cells(checked: &CheckedReport) -> Sheet {
    let (report, text) = (&checked.report, checked.source.text());
    let row = |cell: &gouji_core::report::Cell| {
        let address = cell.address;
        vec![
            address.table().name().into(),
            naming::row_label(address.row, report).into(),
            naming::column_label(address.row, address.column, report).into(),
            cell.state.name().into(),
            cell.value.map_or(Value::Blank, Value::from),
            cell.span.map_or(Value::Blank, |span| span.of(text).into()),
            if cell.inferred { "按合计推断".into() } else { Value::Blank },
        ]
    };
    Sheet {
        name: "单元格".to_owned(),
        columns: columns(&[("表", 8), ("行", 40), ("列", 20), ("内容", 12), ("数值", 12), ("原文", 20), ("说明", 14)]),
        printed: 7,
        rows: report.cells().map(row).collect(),
    }
}
