//! The names of the form's rows and columns. They are public: every output uses them, and none is renamed or used again.

use serde::Serialize;

use super::TableNumber;

/// An enum of names, each with the word that outputs use for it, in the order of the form.
macro_rules! names {
    ($(#[$about:meta])* $name:ident { $($(#[$meaning:meta])* $variant:ident = $id:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
        #[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
        pub enum $name {
            $($(#[$meaning])* #[serde(rename = $id)] $variant,)*
        }

        impl $name {
            /// Every one, in the order of the form.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// Name in the machine output.
            pub const fn id(self) -> &'static str {
                match self {
                    $($name::$variant => $id,)*
                }
            }

            /// The one with this name in the machine output.
            pub fn from_id(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.id() == id)
            }
        }
    };
}

names! {
    /// A row of one of the tables, of any edition. Table 4 is one row on paper: there a row is one of its three groups.
    ///
    /// A row that the form does not have does not compile:
    ///
    /// ```
    /// use gouji_core::form::{RowId, TableNumber};
    ///
    /// assert_eq!(RowId::Received.id(), "received");
    /// assert_eq!(RowId::Received.table(), TableNumber::Three);
    /// ```
    ///
    /// ```compile_fail,E0599
    /// use gouji_core::form::{RowId, TableNumber};
    ///
    /// assert_eq!(RowId::Recieved.table(), TableNumber::Three);
    /// ```
    ///
    /// Nor does a column where a row is meant:
    ///
    /// ```compile_fail,E0308
    /// use gouji_core::form::{ColumnId, RowId};
    /// use gouji_core::report::CellAddress;
    ///
    /// let cell = CellAddress { row: ColumnId::Total, column: RowId::Received };
    /// ```
    RowId {
        /// 规章
        Rules = "rules",
        /// 行政规范性文件; in the edition of 2019 规范性文件.
        NormativeDocuments = "normative_documents",
        /// 行政许可
        Licensing = "licensing",
        /// 其他对外管理服务事项, edition of 2019.
        OtherServices = "other_services",
        /// 行政处罚
        Penalty = "penalty",
        /// 行政强制
        Compulsion = "compulsion",
        /// 行政事业性收费
        Fees = "fees",
        /// 政府集中采购, edition of 2019.
        Procurement = "procurement",
        /// 一、本年新收政府信息公开申请数量
        Received = "received",
        /// 二、上年结转政府信息公开申请数量
        CarriedIn = "carried_in",
        /// （一）予以公开
        Granted = "granted",
        /// （二）部分公开
        Partial = "partial",
        /// （三）1.属于国家秘密
        RefusedStateSecret = "refused_state_secret",
        /// （三）2.其他法律行政法规禁止公开
        RefusedProhibited = "refused_prohibited",
        /// （三）3.危及“三安全一稳定”
        RefusedSecurity = "refused_security",
        /// （三）4.保护第三方合法权益
        RefusedThirdParty = "refused_third_party",
        /// （三）5.属于三类内部事务信息
        RefusedInternal = "refused_internal",
        /// （三）6.属于四类过程性信息
        RefusedProcess = "refused_process",
        /// （三）7.属于行政执法案卷
        RefusedCaseFile = "refused_case_file",
        /// （三）8.属于行政查询事项
        RefusedLookup = "refused_lookup",
        /// （四）1.本机关不掌握相关政府信息
        UnableNotHeld = "unable_not_held",
        /// （四）2.没有现成信息需要另行制作
        UnableNeedsCreation = "unable_needs_creation",
        /// （四）3.补正后申请内容仍不明确
        UnableUnclear = "unable_unclear",
        /// （五）1.信访举报投诉类申请
        DeclinedPetition = "declined_petition",
        /// （五）2.重复申请
        DeclinedRepeat = "declined_repeat",
        /// （五）3.要求提供公开出版物
        DeclinedPublished = "declined_published",
        /// （五）4.无正当理由大量反复申请
        DeclinedMass = "declined_mass",
        /// （五）5.要求行政机关确认或重新出具已获取信息
        DeclinedConfirm = "declined_confirm",
        /// （六）1.申请人无正当理由逾期不补正
        OtherNoCorrection = "other_no_correction",
        /// （六）2.申请人逾期未按收费通知要求缴纳费用
        OtherFeeOverdue = "other_fee_overdue",
        /// （六）3.其他
        OtherOther = "other_other",
        /// （六）其他处理, where it is one row: edition of 2019.
        Other = "other",
        /// （七）总计
        OutcomeTotal = "outcome_total",
        /// 四、结转下年度继续办理
        CarriedOut = "carried_out",
        /// 行政复议
        Reconsideration = "reconsideration",
        /// 行政诉讼 · 未经复议直接起诉
        LitigationDirect = "litigation_direct",
        /// 行政诉讼 · 复议后起诉
        LitigationAfter = "litigation_after",
    }
}

impl RowId {
    /// The table that has it.
    pub fn table(self) -> TableNumber {
        // Rows are named in the order of the tables.
        if self < RowId::Received {
            TableNumber::Two
        } else if self < RowId::Reconsideration {
            TableNumber::Three
        } else {
            TableNumber::Four
        }
    }
}

/// A row or a column: a line of cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LineId {
    /// A row.
    Row(RowId),
    /// A column.
    Column(ColumnId),
}

impl LineId {
    /// Name in the machine output.
    pub const fn id(self) -> &'static str {
        match self {
            LineId::Row(row) => row.id(),
            LineId::Column(column) => column.id(),
        }
    }
}

names! {
    /// A column of one of the tables, of any edition.
    ColumnId {
        /// 本年制发件数
        Issued = "issued",
        /// 本年废止件数
        Repealed = "repealed",
        /// 现行有效件数
        InForce = "in_force",
        /// 本年新制作数量, edition of 2019.
        Made = "made",
        /// 本年新公开数量, edition of 2019.
        NewlyPublic = "newly_public",
        /// 对外公开总数量, edition of 2019.
        PublicTotal = "public_total",
        /// 上一年项目数量, edition of 2019.
        ItemsLastYear = "items_last_year",
        /// 本年增/减, edition of 2019.
        Change = "change",
        /// 本年处理决定数量
        Decisions = "decisions",
        /// 采购项目数量, edition of 2019.
        Projects = "projects",
        /// 本年收费金额; in the edition of 2019 采购总金额.
        Amount = "amount",
        /// 自然人
        NaturalPerson = "natural_person",
        /// 商业企业
        Commercial = "commercial",
        /// 科研机构
        Research = "research",
        /// 社会公益组织
        PublicInterest = "public_interest",
        /// 法律服务机构
        LegalService = "legal_service",
        /// 其他, of 法人或其他组织.
        OtherOrg = "other_org",
        /// 结果维持
        Upheld = "upheld",
        /// 结果纠正
        Corrected = "corrected",
        /// 其他结果
        OtherResult = "other_result",
        /// 尚未审结
        Pending = "pending",
        /// 总计
        Total = "total",
    }
}
