//! What was read and checked, and what was not.

use crate::form::TableNumber;
use crate::report::{Coverage, NotChecked, Origin};
use crate::rules;

/// A reason for which something was not checked, with all that it kept from being checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unchecked<'a> {
    /// The reason.
    pub why: &'a str,
    /// Ids of rules, and `table-2`, `table-3`, `table-4`.
    pub what: Vec<&'static str>,
}

/// How much was read and checked: 读到 200/200 个单元格，核对 42 个等式，….
pub fn coverage_in_words(coverage: &Coverage) -> String {
    let Coverage { numbers_in_text, numbers_tied, .. } = coverage;
    let prose = match (numbers_in_text, numbers_tied) {
        (0, _) => String::new(),
        (all, 0) => format!("；正文 {all} 个数字，没有能与表格对照的"),
        (all, tied) => format!("；正文 {all} 个数字，{tied} 个与表格对照"),
    };
    let read_from = read_from_in_words(coverage).map_or(String::new(), |words| format!("；{words}"));
    format!("{}{prose}{read_from}", tables_in_words(coverage))
}

/// Where organ, level and year were read, of those that the title does not name: 机关名称取自落款，年度取自统计期限.
pub fn read_from_in_words(coverage: &Coverage) -> Option<String> {
    let Coverage { organ_from, year_from, level_from, .. } = coverage;
    // The level goes with the organ's name.
    let level_from = level_from.filter(|_| organ_from.is_none());
    let named = [("机关名称", *organ_from), ("机关级别", level_from), ("年度", *year_from)];
    let told = named.into_iter().filter_map(|(what, from)| Some(format!("{what}取自{}", place_of(from?)?)));
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| told.join("，"))
}

/// The name of a part that something was read from; none for the title and what a person gave.
fn place_of(origin: Origin) -> Option<&'static str> {
    match origin {
        Origin::Title | Origin::Given => None,
        Origin::Opening => Some("引言"),
        Origin::Period => Some("统计期限"),
        Origin::Signature => Some("落款"),
        Origin::Contact => Some("联系方式"),
        Origin::Metadata => Some("网页的信息栏"),
        Origin::SelfReference => Some("文中的自称"),
    }
}

/// The part of it that is about the tables.
pub fn tables_in_words(coverage: &Coverage) -> String {
    let Coverage { cells_expected, cells_read, cells_blank, .. } = coverage;
    if *cells_expected == 0 {
        return "没有可核对的表格".to_owned();
    }
    let blank = if *cells_blank > 0 { format!("（其中 {cells_blank} 格没有填）") } else { String::new() };
    let failed = match coverage.equations_failed {
        0 => String::new(),
        failed => format!("，{failed} 个不成立"),
    };
    let unchecked = match coverage.equations_unchecked {
        0 => String::new(),
        unchecked => format!("，{unchecked} 个没有核对"),
    };
    let checked = coverage.equations_checked;
    format!("读到 {cells_read}/{cells_expected} 个单元格{blank}，核对 {checked} 个等式{failed}{unchecked}")
}

/// What was not checked, each reason once.
pub fn unchecked(coverage: &Coverage) -> Vec<Unchecked<'_>> {
    let mut reasons: Vec<Unchecked> = Vec::new();
    for NotChecked { what, why } in &coverage.not_checked {
        match reasons.iter_mut().find(|known| known.why == why) {
            Some(known) => known.what.push(what),
            None => reasons.push(Unchecked { why, what: vec![what] }),
        }
    }
    reasons
}

impl Unchecked<'_> {
    /// In one line: 未检查：2018 年及以前的报告没有统一的表格（表二、表三、表四）.
    pub fn in_words(&self) -> String {
        /// So many checks are named; of more it is said how many they are.
        const NAMED: usize = 3;
        let names: Vec<&str> = self.what.iter().map(|what| name_of(what)).collect();
        let names = match names.len() {
            count if count > NAMED => format!("{}等 {count} 项", names[..NAMED].join("、")),
            _ => names.join("、"),
        };
        format!("未检查：{}（{names}）", self.why)
    }
}

/// A table's name, or the title of a rule.
fn name_of(what: &'static str) -> &'static str {
    if what == "text" {
        return "文字";
    }
    let table = TableNumber::ALL.into_iter().find(|table| table.id() == what);
    table.map(TableNumber::name).or(rules::rule(what).map(|rule| rule.title())).unwrap_or(what)
}
