//! How the labels of the form are recognised in a text that may have broken, drifted or glued them: by a distinctive
//! part, folded as `matching` folds (no white space, half-width, plain brackets).

use std::sync::LazyLock;

use crate::searching::Needles;

use super::{Edition, Layout, TableNumber, layout};

/// Folded words, each of which occurs in one row's label and in no other; any one of a row's is enough.
#[derive(Clone, Debug)]
pub struct RowHeads {
    /// The words.
    pub words: Needles,
    /// For each of them the row's place in its layout.
    pub rows: Vec<usize>,
}

/// The heads of a layout's rows; none for table 4, whose rows are told by order.
pub fn heads_of(of: &Layout) -> &'static RowHeads {
    static HEADS: LazyLock<[[RowHeads; 2]; 3]> =
        LazyLock::new(|| TableNumber::ALL.map(|table| [Edition::E2021, Edition::E2019].map(|it| heads(table, it))));
    &HEADS[of.table.index()][usize::from(of.edition == Edition::E2019)]
}

fn heads(table: TableNumber, edition: Edition) -> RowHeads {
    let known = match table {
        TableNumber::Two => TABLE_TWO_HEADS,
        TableNumber::Three => TABLE_THREE_HEADS,
        TableNumber::Four => &[],
    };
    let (mut words, mut rows) = (Vec::new(), Vec::new());
    for (row, form) in layout(table, edition).rows.iter().enumerate() {
        for (_, own) in known.iter().filter(|(id, _)| *id == form.id) {
            words.extend(*own);
            rows.resize(words.len(), row);
        }
    }
    RowHeads { words: Needles::new(words), rows }
}

const fn head(row: &'static str, heads: &'static [&'static str]) -> (&'static str, &'static [&'static str]) {
    (row, heads)
}

/// Row ids with their heads.
type Heads = &'static [(&'static str, &'static [&'static str])];

/// Table 3. `other` is a row in the 2019 layout and only a group label in the 2021 one.
const TABLE_THREE_HEADS: Heads = &[
    head("received", &["本年新收"]),
    head("carried_in", &["上年结转", "上年度结转"]),
    head("granted", &["予以公开", "同意公开"]),
    head("partial", &["部分公开"]),
    head("refused_state_secret", &["属于国家秘密"]),
    head("refused_prohibited", &["其他法律行政", "其他法律、行政", "其他法律法规"]),
    head("refused_security", &["三安全一稳定"]),
    head("refused_third_party", &["保护第三方", "第三方合法权益"]),
    head("refused_internal", &["三类内部事务", "内部事务信息"]),
    head("refused_process", &["四类过程性", "过程性信息"]),
    head("refused_case_file", &["行政执法案卷"]),
    head("refused_lookup", &["行政查询事项"]),
    head("unable_not_held", &["本机关不掌握"]),
    head("unable_needs_creation", &["没有现成信息"]),
    head("unable_unclear", &["补正后申请内容"]),
    head("declined_petition", &["信访举报投诉", "信访投诉举报"]),
    head("declined_repeat", &["重复申请"]),
    head("declined_published", &["公开出版物"]),
    head("declined_mass", &["无正当理由大量"]),
    head("declined_confirm", &["要求行政机关确认", "确认或重新出具"]),
    head("other_no_correction", &["申请人无正当理由", "逾期不补正"]),
    head("other_fee_overdue", &["申请人逾期未按", "逾期未按收费"]),
    head("other_other", &["3.其他", "3、其他", "3其他"]),
    head("other", &["其他处理"]),
    head("outcome_total", &["(七)总计", "七、总计", "(七)、总计", "(七)合计"]),
    head("carried_out", &["结转下年", "结转下一年"]),
];

/// Table 2, both layouts.
const TABLE_TWO_HEADS: Heads = &[
    head("rules", &["规章"]),
    head("normative_documents", &["规范性文件", "行政规范文件"]),
    head("licensing", &["行政许可"]),
    head("other_services", &["其他对外管理服务"]),
    head("penalty", &["行政处罚"]),
    head("compulsion", &["行政强制"]),
    head("fees", &["行政事业性收费", "行政事业收费"]),
    head("procurement", &["政府集中采购"]),
];

/// Sub-headings of table 2: folded words, and the rows that stand under them.
pub const SUB_HEADINGS: &[(&str, &[&str])] = &[
    ("第二十条第(一)项", &["rules", "normative_documents"]),
    ("第二十条第(五)项", &["licensing", "other_services"]),
    ("第二十条第(六)项", &["penalty", "compulsion"]),
    ("第二十条第(八)项", &["fees"]),
    ("第二十条第(九)项", &["procurement"]),
];

/// Words, folded, that stand in the head of a table and in none of its rows.
pub fn headers_of(table: TableNumber) -> &'static [&'static str] {
    match table {
        TableNumber::Two => &["第二十条第", "信息内容"],
        TableNumber::Three => &["勾稽关系", "申请人情况", "自然人", "法人或其他组织"],
        TableNumber::Four => &["行政复议", "行政诉讼", "未经复议", "结果维持"],
    }
}
