use super::{ColumnId, Edition, RowId, TableNumber};

/// One table of one edition: its rows, each with its columns.
#[derive(Debug)]
pub struct Layout {
    /// Which table.
    pub table: TableNumber,
    /// Which edition.
    pub edition: Edition,
    /// Rows with numbers, in the order of the form.
    pub rows: &'static [Row],
}

impl Layout {
    /// How many cells it has.
    pub fn cell_count(&self) -> usize {
        self.rows.iter().map(|row| row.columns.len()).sum()
    }

    /// Row by name.
    pub fn row(&self, id: RowId) -> Option<&'static Row> {
        self.rows.iter().find(|row| row.id == id)
    }
}

/// Two layouts are the same when they are of the same table and edition.
impl PartialEq for Layout {
    fn eq(&self, other: &Self) -> bool {
        self.table == other.table && self.edition == other.edition
    }
}

/// One row of a table. In table 4, which is one row on paper, a row is one of its three groups.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Its name.
    pub id: RowId,
    /// The official label.
    pub label: &'static str,
    /// What the row is in the form's arithmetic.
    pub role: RowRole,
    /// Its number cells, in order.
    pub columns: &'static [Column],
}

/// What a row is in the form's arithmetic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowRole {
    /// 第一项 of table 3.
    Received,
    /// 第二项.
    CarriedIn,
    /// A row of 三、本年度办理结果.
    Outcome,
    /// 三、（七）总计.
    OutcomeTotal,
    /// 第四项.
    CarriedOut,
    /// A group of table 4.
    Group,
    /// A row of table 2: not part of a sum.
    Plain,
}

/// One number column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name.
    pub id: ColumnId,
    /// The official label.
    pub label: &'static str,
    /// What kind of number belongs there.
    pub kind: ValueKind,
    /// Whether the column is the total of those before it.
    pub is_total: bool,
}

/// What kind of number belongs into a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// A count of 件: whole and not negative.
    Count,
    /// A change: whole, perhaps negative.
    Change,
    /// An amount in 万元.
    AmountInTenThousandYuan,
    /// An amount that carries its own unit.
    AmountWithUnit,
}

/// The layout of a table in an edition. Older reports have none of these tables; the 2021 layout is returned.
pub fn layout(table: TableNumber, edition: Edition) -> &'static Layout {
    match (table, edition) {
        (TableNumber::Two, Edition::E2019) => &TWO_2019,
        (TableNumber::Two, _) => &TWO_2021,
        (TableNumber::Three, Edition::E2019) => &THREE_2019,
        (TableNumber::Three, _) => &THREE_2021,
        (TableNumber::Four, Edition::E2019) => &FOUR_2019,
        (TableNumber::Four, _) => &FOUR_2021,
    }
}

const fn count(id: ColumnId, label: &'static str) -> Column {
    Column { id, label, kind: ValueKind::Count, is_total: false }
}

const fn total(id: ColumnId, label: &'static str) -> Column {
    Column { id, label, kind: ValueKind::Count, is_total: true }
}

const fn change(id: ColumnId, label: &'static str) -> Column {
    Column { id, label, kind: ValueKind::Change, is_total: false }
}

const fn plain(id: RowId, label: &'static str, columns: &'static [Column]) -> Row {
    Row { id, label, role: RowRole::Plain, columns }
}

static TWO_2021: Layout = Layout {
    table: TableNumber::Two,
    edition: Edition::E2021,
    rows: &[
        plain(RowId::Rules, "规章", DOCUMENTS_2021),
        plain(RowId::NormativeDocuments, "行政规范性文件", DOCUMENTS_2021),
        plain(RowId::Licensing, "行政许可", DECISIONS_2021),
        plain(RowId::Penalty, "行政处罚", DECISIONS_2021),
        plain(RowId::Compulsion, "行政强制", DECISIONS_2021),
        plain(
            RowId::Fees,
            "行政事业性收费",
            &[Column {
                id: ColumnId::Amount,
                label: "本年收费金额（单位：万元）",
                kind: ValueKind::AmountInTenThousandYuan,
                is_total: false,
            }],
        ),
    ],
};

const DOCUMENTS_2021: &[Column] = &[
    count(ColumnId::Issued, "本年制发件数"),
    count(ColumnId::Repealed, "本年废止件数"),
    count(ColumnId::InForce, "现行有效件数"),
];
const DECISIONS_2021: &[Column] = &[count(ColumnId::Decisions, "本年处理决定数量")];

static TWO_2019: Layout = Layout {
    table: TableNumber::Two,
    edition: Edition::E2019,
    rows: &[
        plain(RowId::Rules, "规章", DOCUMENTS_2019),
        plain(RowId::NormativeDocuments, "规范性文件", DOCUMENTS_2019),
        plain(RowId::Licensing, "行政许可", DECISIONS_2019),
        plain(RowId::OtherServices, "其他对外管理服务事项", DECISIONS_2019),
        plain(RowId::Penalty, "行政处罚", DECISIONS_2019),
        plain(RowId::Compulsion, "行政强制", DECISIONS_2019),
        plain(
            RowId::Fees,
            "行政事业性收费",
            &[count(ColumnId::ItemsLastYear, "上一年项目数量"), change(ColumnId::Change, "本年增/减")],
        ),
        plain(
            RowId::Procurement,
            "政府集中采购",
            &[
                count(ColumnId::Projects, "采购项目数量"),
                Column {
                    id: ColumnId::Amount, label: "采购总金额", kind: ValueKind::AmountWithUnit, is_total: false
                },
            ],
        ),
    ],
};

const DOCUMENTS_2019: &[Column] = &[
    count(ColumnId::Made, "本年新制作数量"),
    count(ColumnId::NewlyPublic, "本年新公开数量"),
    count(ColumnId::PublicTotal, "对外公开总数量"),
];
const DECISIONS_2019: &[Column] = &[
    count(ColumnId::ItemsLastYear, "上一年项目数量"),
    change(ColumnId::Change, "本年增/减"),
    count(ColumnId::Decisions, "处理决定数量"),
];

const APPLICANTS: &[Column] = &[
    count(ColumnId::NaturalPerson, "自然人"),
    count(ColumnId::Commercial, "商业企业"),
    count(ColumnId::Research, "科研机构"),
    count(ColumnId::PublicInterest, "社会公益组织"),
    count(ColumnId::LegalService, "法律服务机构"),
    count(ColumnId::OtherOrg, "其他"),
    total(ColumnId::Total, "总计"),
];

const fn applicants(id: RowId, label: &'static str, role: RowRole) -> Row {
    Row { id, label, role, columns: APPLICANTS }
}

const RECEIVED: Row = applicants(RowId::Received, "一、本年新收政府信息公开申请数量", RowRole::Received);
const CARRIED_IN: Row = applicants(RowId::CarriedIn, "二、上年结转政府信息公开申请数量", RowRole::CarriedIn);
const OUTCOME_TOTAL: Row = applicants(RowId::OutcomeTotal, "（七）总计", RowRole::OutcomeTotal);
const CARRIED_OUT: Row = applicants(RowId::CarriedOut, "四、结转下年度继续办理", RowRole::CarriedOut);

const fn outcome(id: RowId, label: &'static str) -> Row {
    applicants(id, label, RowRole::Outcome)
}

const GRANTED: Row = outcome(RowId::Granted, "（一）予以公开");
const PARTIAL: Row = outcome(RowId::Partial, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）");
const REFUSED_STATE_SECRET: Row = outcome(RowId::RefusedStateSecret, "1.属于国家秘密");
const REFUSED_PROHIBITED: Row = outcome(RowId::RefusedProhibited, "2.其他法律行政法规禁止公开");
const REFUSED_SECURITY: Row = outcome(RowId::RefusedSecurity, "3.危及“三安全一稳定”");
const REFUSED_THIRD_PARTY: Row = outcome(RowId::RefusedThirdParty, "4.保护第三方合法权益");
const REFUSED_INTERNAL: Row = outcome(RowId::RefusedInternal, "5.属于三类内部事务信息");
const REFUSED_PROCESS: Row = outcome(RowId::RefusedProcess, "6.属于四类过程性信息");
const REFUSED_CASE_FILE: Row = outcome(RowId::RefusedCaseFile, "7.属于行政执法案卷");
const REFUSED_LOOKUP: Row = outcome(RowId::RefusedLookup, "8.属于行政查询事项");
const UNABLE_NOT_HELD: Row = outcome(RowId::UnableNotHeld, "1.本机关不掌握相关政府信息");
const UNABLE_NEEDS_CREATION: Row = outcome(RowId::UnableNeedsCreation, "2.没有现成信息需要另行制作");
const UNABLE_UNCLEAR: Row = outcome(RowId::UnableUnclear, "3.补正后申请内容仍不明确");
const DECLINED_PETITION: Row = outcome(RowId::DeclinedPetition, "1.信访举报投诉类申请");
const DECLINED_REPEAT: Row = outcome(RowId::DeclinedRepeat, "2.重复申请");
const DECLINED_PUBLISHED: Row = outcome(RowId::DeclinedPublished, "3.要求提供公开出版物");
const DECLINED_MASS: Row = outcome(RowId::DeclinedMass, "4.无正当理由大量反复申请");
const DECLINED_CONFIRM: Row = outcome(RowId::DeclinedConfirm, "5.要求行政机关确认或重新出具已获取信息");

static THREE_2021: Layout = Layout {
    table: TableNumber::Three,
    edition: Edition::E2021,
    rows: &[
        RECEIVED,
        CARRIED_IN,
        GRANTED,
        PARTIAL,
        REFUSED_STATE_SECRET,
        REFUSED_PROHIBITED,
        REFUSED_SECURITY,
        REFUSED_THIRD_PARTY,
        REFUSED_INTERNAL,
        REFUSED_PROCESS,
        REFUSED_CASE_FILE,
        REFUSED_LOOKUP,
        UNABLE_NOT_HELD,
        UNABLE_NEEDS_CREATION,
        UNABLE_UNCLEAR,
        DECLINED_PETITION,
        DECLINED_REPEAT,
        DECLINED_PUBLISHED,
        DECLINED_MASS,
        DECLINED_CONFIRM,
        outcome(RowId::OtherNoCorrection, "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
        outcome(RowId::OtherFeeOverdue, "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
        outcome(RowId::OtherOther, "3.其他"),
        OUTCOME_TOTAL,
        CARRIED_OUT,
    ],
};

static THREE_2019: Layout = Layout {
    table: TableNumber::Three,
    edition: Edition::E2019,
    rows: &[
        RECEIVED,
        CARRIED_IN,
        GRANTED,
        PARTIAL,
        REFUSED_STATE_SECRET,
        REFUSED_PROHIBITED,
        REFUSED_SECURITY,
        REFUSED_THIRD_PARTY,
        REFUSED_INTERNAL,
        REFUSED_PROCESS,
        REFUSED_CASE_FILE,
        REFUSED_LOOKUP,
        UNABLE_NOT_HELD,
        UNABLE_NEEDS_CREATION,
        UNABLE_UNCLEAR,
        DECLINED_PETITION,
        DECLINED_REPEAT,
        DECLINED_PUBLISHED,
        DECLINED_MASS,
        DECLINED_CONFIRM,
        outcome(RowId::Other, "（六）其他处理"),
        OUTCOME_TOTAL,
        CARRIED_OUT,
    ],
};

const RESULTS: &[Column] = &[
    count(ColumnId::Upheld, "结果维持"),
    count(ColumnId::Corrected, "结果纠正"),
    count(ColumnId::OtherResult, "其他结果"),
    count(ColumnId::Pending, "尚未审结"),
    total(ColumnId::Total, "总计"),
];

const fn group(id: RowId, label: &'static str) -> Row {
    Row { id, label, role: RowRole::Group, columns: RESULTS }
}

const GROUPS: &[Row] = &[
    group(RowId::Reconsideration, "行政复议"),
    group(RowId::LitigationDirect, "未经复议直接起诉"),
    group(RowId::LitigationAfter, "复议后起诉"),
];

static FOUR_2021: Layout = Layout { table: TableNumber::Four, edition: Edition::E2021, rows: GROUPS };
static FOUR_2019: Layout = Layout { table: TableNumber::Four, edition: Edition::E2019, rows: GROUPS };
