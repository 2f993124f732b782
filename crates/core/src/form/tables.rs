use super::{Edition, TableNumber};

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

    /// Row by id.
    pub fn row(&self, id: &str) -> Option<&'static Row> {
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
    /// Public id.
    pub id: &'static str,
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
    /// Public id.
    pub id: &'static str,
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

const fn count(id: &'static str, label: &'static str) -> Column {
    Column { id, label, kind: ValueKind::Count, is_total: false }
}

const fn total(id: &'static str, label: &'static str) -> Column {
    Column { id, label, kind: ValueKind::Count, is_total: true }
}

const fn change(id: &'static str, label: &'static str) -> Column {
    Column { id, label, kind: ValueKind::Change, is_total: false }
}

const fn plain(id: &'static str, label: &'static str, columns: &'static [Column]) -> Row {
    Row { id, label, role: RowRole::Plain, columns }
}

static TWO_2021: Layout = Layout {
    table: TableNumber::Two,
    edition: Edition::E2021,
    rows: &[
        plain("rules", "规章", DOCUMENTS_2021),
        plain("normative_documents", "行政规范性文件", DOCUMENTS_2021),
        plain("licensing", "行政许可", DECISIONS_2021),
        plain("penalty", "行政处罚", DECISIONS_2021),
        plain("compulsion", "行政强制", DECISIONS_2021),
        plain(
            "fees",
            "行政事业性收费",
            &[Column {
                id: "amount",
                label: "本年收费金额（单位：万元）",
                kind: ValueKind::AmountInTenThousandYuan,
                is_total: false,
            }],
        ),
    ],
};

const DOCUMENTS_2021: &[Column] =
    &[count("issued", "本年制发件数"), count("repealed", "本年废止件数"), count("in_force", "现行有效件数")];
const DECISIONS_2021: &[Column] = &[count("decisions", "本年处理决定数量")];

static TWO_2019: Layout = Layout {
    table: TableNumber::Two,
    edition: Edition::E2019,
    rows: &[
        plain("rules", "规章", DOCUMENTS_2019),
        plain("normative_documents", "规范性文件", DOCUMENTS_2019),
        plain("licensing", "行政许可", DECISIONS_2019),
        plain("other_services", "其他对外管理服务事项", DECISIONS_2019),
        plain("penalty", "行政处罚", DECISIONS_2019),
        plain("compulsion", "行政强制", DECISIONS_2019),
        plain("fees", "行政事业性收费", &[count("items_last_year", "上一年项目数量"), change("change", "本年增/减")]),
        plain(
            "procurement",
            "政府集中采购",
            &[
                count("projects", "采购项目数量"),
                Column { id: "amount", label: "采购总金额", kind: ValueKind::AmountWithUnit, is_total: false },
            ],
        ),
    ],
};

const DOCUMENTS_2019: &[Column] = &[
    count("made", "本年新制作数量"),
    count("newly_public", "本年新公开数量"),
    count("public_total", "对外公开总数量"),
];
const DECISIONS_2019: &[Column] =
    &[count("items_last_year", "上一年项目数量"), change("change", "本年增/减"), count("decisions", "处理决定数量")];

const APPLICANTS: &[Column] = &[
    count("natural_person", "自然人"),
    count("commercial", "商业企业"),
    count("research", "科研机构"),
    count("public_interest", "社会公益组织"),
    count("legal_service", "法律服务机构"),
    count("other_org", "其他"),
    total("total", "总计"),
];

const fn applicants(id: &'static str, label: &'static str, role: RowRole) -> Row {
    Row { id, label, role, columns: APPLICANTS }
}

const RECEIVED: Row = applicants("received", "一、本年新收政府信息公开申请数量", RowRole::Received);
const CARRIED_IN: Row = applicants("carried_in", "二、上年结转政府信息公开申请数量", RowRole::CarriedIn);
const OUTCOME_TOTAL: Row = applicants("outcome_total", "（七）总计", RowRole::OutcomeTotal);
const CARRIED_OUT: Row = applicants("carried_out", "四、结转下年度继续办理", RowRole::CarriedOut);

const fn outcome(id: &'static str, label: &'static str) -> Row {
    applicants(id, label, RowRole::Outcome)
}

const GRANTED: Row = outcome("granted", "（一）予以公开");
const PARTIAL: Row = outcome("partial", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）");
const REFUSED_STATE_SECRET: Row = outcome("refused_state_secret", "1.属于国家秘密");
const REFUSED_PROHIBITED: Row = outcome("refused_prohibited", "2.其他法律行政法规禁止公开");
const REFUSED_SECURITY: Row = outcome("refused_security", "3.危及“三安全一稳定”");
const REFUSED_THIRD_PARTY: Row = outcome("refused_third_party", "4.保护第三方合法权益");
const REFUSED_INTERNAL: Row = outcome("refused_internal", "5.属于三类内部事务信息");
const REFUSED_PROCESS: Row = outcome("refused_process", "6.属于四类过程性信息");
const REFUSED_CASE_FILE: Row = outcome("refused_case_file", "7.属于行政执法案卷");
const REFUSED_LOOKUP: Row = outcome("refused_lookup", "8.属于行政查询事项");
const UNABLE_NOT_HELD: Row = outcome("unable_not_held", "1.本机关不掌握相关政府信息");
const UNABLE_NEEDS_CREATION: Row = outcome("unable_needs_creation", "2.没有现成信息需要另行制作");
const UNABLE_UNCLEAR: Row = outcome("unable_unclear", "3.补正后申请内容仍不明确");
const DECLINED_PETITION: Row = outcome("declined_petition", "1.信访举报投诉类申请");
const DECLINED_REPEAT: Row = outcome("declined_repeat", "2.重复申请");
const DECLINED_PUBLISHED: Row = outcome("declined_published", "3.要求提供公开出版物");
const DECLINED_MASS: Row = outcome("declined_mass", "4.无正当理由大量反复申请");
const DECLINED_CONFIRM: Row = outcome("declined_confirm", "5.要求行政机关确认或重新出具已获取信息");

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
        outcome("other_no_correction", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
        outcome("other_fee_overdue", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
        outcome("other_other", "3.其他"),
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
        outcome("other", "（六）其他处理"),
        OUTCOME_TOTAL,
        CARRIED_OUT,
    ],
};

const RESULTS: &[Column] = &[
    count("upheld", "结果维持"),
    count("corrected", "结果纠正"),
    count("other_result", "其他结果"),
    count("pending", "尚未审结"),
    total("total", "总计"),
];

const fn group(id: &'static str, label: &'static str) -> Row {
    Row { id, label, role: RowRole::Group, columns: RESULTS }
}

const GROUPS: &[Row] = &[
    group("reconsideration", "行政复议"),
    group("litigation_direct", "未经复议直接起诉"),
    group("litigation_after", "复议后起诉"),
];

static FOUR_2021: Layout = Layout { table: TableNumber::Four, edition: Edition::E2021, rows: GROUPS };
static FOUR_2019: Layout = Layout { table: TableNumber::Four, edition: Edition::E2019, rows: GROUPS };
