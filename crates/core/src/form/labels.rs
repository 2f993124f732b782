//! How the labels of the form are recognised in a text that may have broken, drifted or glued them: by a distinctive
//! part, folded as `matching` folds (no white space, half-width, plain brackets).

use std::sync::LazyLock;

use crate::matching::fold;
use crate::searching::Needles;

use super::{Edition, Layout, RowId, SubHeadingId, TableNumber, layout};

/// Folded words, each of which occurs in one row's label and in no other; any one of a row's is enough.
#[derive(Clone, Debug)]
pub struct RowHeads {
    /// The words.
    pub words: Vec<&'static str>,
    /// To look for all of them at once.
    pub needles: Needles,
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
    let (mut words, mut rows) = (Vec::new(), Vec::new());
    for (row, form) in layout(table, edition).rows.iter().enumerate() {
        words.extend(heads_of_row(form.id));
        rows.resize(words.len(), row);
    }
    RowHeads { needles: Needles::new(&words), words, rows }
}

/// The heads of a row's label. [`RowId::Other`] is a row in the edition of 2019 and only a group's label in that of 2021.
fn heads_of_row(row: RowId) -> &'static [&'static str] {
    match row {
        RowId::Rules => &["规章"],
        RowId::NormativeDocuments => &["规范性文件", "行政规范文件"],
        RowId::Licensing => &["行政许可"],
        RowId::OtherServices => &["其他对外管理服务"],
        RowId::Penalty => &["行政处罚"],
        RowId::Compulsion => &["行政强制"],
        RowId::Fees => &["行政事业性收费", "行政事业收费"],
        RowId::Procurement => &["政府集中采购"],
        RowId::Received => &["本年新收"],
        RowId::CarriedIn => &["上年结转", "上年度结转"],
        RowId::Granted => &["予以公开", "同意公开"],
        RowId::Partial => &["部分公开"],
        RowId::RefusedStateSecret => &["属于国家秘密"],
        RowId::RefusedProhibited => &["其他法律行政", "其他法律、行政", "其他法律法规"],
        RowId::RefusedSecurity => &["三安全一稳定"],
        RowId::RefusedThirdParty => &["保护第三方", "第三方合法权益"],
        RowId::RefusedInternal => &["三类内部事务", "内部事务信息"],
        RowId::RefusedProcess => &["四类过程性", "过程性信息"],
        RowId::RefusedCaseFile => &["行政执法案卷"],
        RowId::RefusedLookup => &["行政查询事项"],
        RowId::UnableNotHeld => &["本机关不掌握"],
        RowId::UnableNeedsCreation => &["没有现成信息"],
        RowId::UnableUnclear => &["补正后申请内容"],
        RowId::DeclinedPetition => &["信访举报投诉", "信访投诉举报"],
        RowId::DeclinedRepeat => &["重复申请"],
        RowId::DeclinedPublished => &["公开出版物"],
        RowId::DeclinedMass => &["无正当理由大量"],
        RowId::DeclinedConfirm => &["要求行政机关确认", "确认或重新出具"],
        RowId::OtherNoCorrection => &["申请人无正当理由", "逾期不补正"],
        RowId::OtherFeeOverdue => &["申请人逾期未按", "逾期未按收费"],
        RowId::OtherOther => &["3.其他", "3、其他", "3其他"],
        RowId::Other => &["其他处理"],
        RowId::OutcomeTotal => &["(七)总计", "七、总计", "(七)、总计", "(七)合计"],
        RowId::CarriedOut => &["结转下年", "结转下一年"],
        // Told by their order.
        RowId::Reconsideration | RowId::LitigationDirect | RowId::LitigationAfter => &[],
    }
}

/// The sub-headings of table 2, folded.
pub fn folded_sub_headings() -> &'static [(SubHeadingId, String); 5] {
    static FOLDED: LazyLock<[(SubHeadingId, String); 5]> =
        LazyLock::new(|| SubHeadingId::ALL.map(|heading| (heading, fold(heading.label()))));
    &FOLDED
}

/// Words that only the table itself has, as they are printed; the first is the likeliest to stand in one piece.
pub fn marks_of(table: TableNumber) -> &'static [&'static str] {
    match table {
        TableNumber::Two => &["第二十条第"],
        TableNumber::Three => &["本年新收政府信息公开申请", "勾稽关系"],
        TableNumber::Four => &["未经复议直接起诉", "尚未审结"],
    }
}

/// Words, folded, of a table that only one edition has: those of 2021, those of 2019. Table 4 is the same in both.
pub fn edition_marks_of(table: TableNumber) -> Option<[&'static [&'static str]; 2]> {
    match table {
        TableNumber::Two => Some([
            &["本年制发", "现行有效", "本年收费金额", "本年废止"],
            &[
                "本年新制作",
                "本年新公开",
                "对外公开总数",
                "上一年项目",
                "本年增/减",
                "政府集中采购",
                "其他对外管理服务",
            ],
        ]),
        TableNumber::Three => Some([&["逾期未按", "无正当理由逾期", "逾期不补正", "3.其他"], &["其他处理"]]),
        TableNumber::Four => None,
    }
}

/// Words, folded, that stand in the head of a table and in none of its rows.
pub fn headers_of(table: TableNumber) -> &'static [&'static str] {
    match table {
        TableNumber::Two => &["第二十条第", "信息内容"],
        TableNumber::Three => &["勾稽关系", "申请人情况", "自然人", "法人或其他组织"],
        TableNumber::Four => &["行政复议", "行政诉讼", "未经复议", "结果维持"],
    }
}
