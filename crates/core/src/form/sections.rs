use serde::Serialize;

use super::{Edition, TableNumber};

/// The six sections.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SectionId {
    /// 一、总体情况
    Overview,
    /// 二、主动公开政府信息情况
    Proactive,
    /// 三、收到和处理政府信息公开申请情况
    Requests,
    /// 四、政府信息公开行政复议、行政诉讼情况
    Disputes,
    /// 五、存在的主要问题及改进情况
    Problems,
    /// 六、其他需要报告的事项
    Other,
}

impl SectionId {
    /// All six, in the order of the form.
    pub const ALL: [SectionId; 6] = [
        SectionId::Overview,
        SectionId::Proactive,
        SectionId::Requests,
        SectionId::Disputes,
        SectionId::Problems,
        SectionId::Other,
    ];

    /// Name in the machine output.
    pub fn id(self) -> &'static str {
        match self {
            SectionId::Overview => "overview",
            SectionId::Proactive => "proactive",
            SectionId::Requests => "requests",
            SectionId::Disputes => "disputes",
            SectionId::Problems => "problems",
            SectionId::Other => "other",
        }
    }

    /// 第一部分 … 第六部分, as a person would point to it.
    pub fn name(self) -> &'static str {
        ["第一部分", "第二部分", "第三部分", "第四部分", "第五部分", "第六部分"][self as usize]
    }

    /// The table in this section, if it has one.
    pub fn table(self) -> Option<TableNumber> {
        TableNumber::ALL.into_iter().find(|table| table.section() == self)
    }
}

impl TableNumber {
    /// The section it belongs to.
    pub fn section(self) -> SectionId {
        match self {
            TableNumber::Two => SectionId::Proactive,
            TableNumber::Three => SectionId::Requests,
            TableNumber::Four => SectionId::Disputes,
        }
    }
}

/// A section as the form has it.
#[derive(Clone, Copy, Debug)]
pub struct SectionForm {
    /// Which section.
    pub id: SectionId,
    /// The official heading, numeral included.
    pub title: &'static str,
    /// Other wordings, without numeral, that nobody would call a mistake.
    pub variants: &'static [&'static str],
}

impl SectionForm {
    /// The heading without its numeral.
    pub fn words(&self) -> &'static str {
        self.title.split_once('、').map_or(self.title, |(_, words)| words)
    }
}

/// The sections of an edition in order. Reports older than the unified form have none; the 2021 ones are returned.
pub fn sections_of(edition: Edition) -> &'static [SectionForm; 6] {
    match edition {
        Edition::E2019 => &SECTIONS_2019,
        Edition::E2021 | Edition::Older => &SECTIONS_2021,
    }
}

const OVERVIEW: SectionForm = SectionForm { id: SectionId::Overview, title: "一、总体情况", variants: &[] };
const PROACTIVE: SectionForm =
    SectionForm {
        id: SectionId::Proactive, title: "二、主动公开政府信息情况", variants: &["主动公开政府信息的情况"]
    };
const REQUESTS: SectionForm = SectionForm {
    id: SectionId::Requests,
    title: "三、收到和处理政府信息公开申请情况",
    variants: &["收到和处理政府信息公开申请的情况"],
};
const OTHER: SectionForm =
    SectionForm { id: SectionId::Other, title: "六、其他需要报告的事项", variants: &[] };

/// Titles that each edition prints for sections four and five; the other edition's are harmless variants.
const DISPUTES_2021: &str = "政府信息公开行政复议、行政诉讼情况";
const DISPUTES_2019: &str = "因政府信息公开工作被申请行政复议、提起行政诉讼情况";
const PROBLEMS_2021: &str = "存在的主要问题及改进情况";
const PROBLEMS_2019: &str = "政府信息公开工作存在的主要问题及改进情况";

static SECTIONS_2021: [SectionForm; 6] = [
    OVERVIEW,
    PROACTIVE,
    REQUESTS,
    SectionForm {
        id: SectionId::Disputes,
        title: "四、政府信息公开行政复议、行政诉讼情况",
        variants: &[DISPUTES_2019, "政府信息公开行政复议和行政诉讼情况"],
    },
    SectionForm {
        id: SectionId::Problems,
        title: "五、存在的主要问题及改进情况",
        variants: &[PROBLEMS_2019, "存在问题及改进情况"],
    },
    OTHER,
];

static SECTIONS_2019: [SectionForm; 6] = [
    OVERVIEW,
    PROACTIVE,
    REQUESTS,
    SectionForm {
        id: SectionId::Disputes,
        title: "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        variants: &[DISPUTES_2021, "政府信息公开行政复议和行政诉讼情况"],
    },
    SectionForm {
        id: SectionId::Problems,
        title: "五、政府信息公开工作存在的主要问题及改进情况",
        variants: &[PROBLEMS_2021, "存在问题及改进情况"],
    },
    OTHER,
];
