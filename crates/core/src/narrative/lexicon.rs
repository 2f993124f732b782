//! The words that give a number its meaning, found in one pass over the prose.

use std::sync::LazyLock;

use crate::searching::Needles;

use super::wrong_terms::WRONG_TERMS;

/// What a word says about the numbers beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// 申请, with which requests for information are meant.
    Request,
    /// 依申请公开.
    OnRequest,
    /// 收到, 受理.
    Receive,
    /// 未收到.
    NotReceived,
    /// 无, 未发生.
    None,
    /// 上年结转.
    CarriedIn,
    /// 结转下年.
    CarriedOut,
    /// 结转, whichever way.
    Carry,
    /// 答复, 办结.
    Answer,
    /// 办理完成, 办结完毕: nothing is left.
    Finish,
    /// 均, 全部.
    All,
    /// 予以公开.
    Grant,
    /// 部分公开.
    Partial,
    /// 不予公开.
    Refuse,
    /// 无法提供.
    Unable,
    /// 不予处理.
    Decline,
    /// 其他处理.
    OtherHandling,
    /// 行政复议.
    Reconsideration,
    /// 行政诉讼.
    Litigation,
    /// 结果维持.
    Upheld,
    /// 结果纠正.
    Corrected,
    /// 其他结果.
    OtherResult,
    /// 尚未审结.
    Pending,
    /// 信息公开, 政务公开: what a dispute has to be about.
    Disclosure,
    /// 规范性文件.
    Documents,
    /// 规章.
    Rules,
    /// 行政许可.
    Licence,
    /// 行政处罚.
    Penalty,
    /// 行政强制.
    Compulsion,
    /// 制发, 出台.
    Issue,
    /// 废止.
    Repeal,
    /// 现行有效.
    InForce,
    /// 作出, 实施.
    Act,
    /// 信息, 公示, 事项: what is published about decisions, not the decisions.
    Published,
    /// 全市, 各部门: more than the organ itself.
    Wider,
    /// 去年, 季度: another time than the report year.
    OtherTime,
    /// 网络, 信访, 涉及: a part of what is counted, or something else.
    Narrow,
    /// 自然人.
    NaturalPerson,
    /// 法人, 企业.
    Organisation,
    /// 除, 外, 其他: something is left out of a denial.
    Except,
    /// 共, 总计.
    Altogether,
    /// 其中.
    AmongThem,
    /// 增长, 上升.
    Grow,
    /// 下降, 减少.
    Shrink,
    /// 占.
    Share,
    /// 等, 主要: a list that does not name all.
    Etc,
    /// 约, 余: not the number itself.
    Roughly,
    /// 不掌握, 重复申请: one row of an outcome.
    RowNamed,
    /// 行政事业性收费.
    Fees,
    /// 信息处理费.
    HandlingFee,
    /// 收费, that is not 行政事业性收费.
    Charge,
    /// 申请人, by whom requests are meant.
    Applicant,
    /// 至: between two dates.
    Until,
    /// 件 by itself, which may count in Chinese numerals.
    Case,
    /// A word that is written wrongly; see [`super::WRONG_TERMS`].
    WrongTerm,
    /// XX, 文字描述: what the form's template holds.
    Template,
    /// 国办公开办函, 国务院令第: what the number of a document follows.
    DocumentCode,
    /// 我局, 我镇: what the organ calls itself.
    Own,
    /// 省, 市, 县: how the name of a place ends, and with it what stands in front of an organ's own words.
    Region,
    /// 简称, 下称.
    ShortFor,
    /// 考核, 评议, 追责: what the report of a government tells besides.
    Appraisal,
    /// See `Appraisal`.
    Review,
    /// See `Appraisal`.
    Accountability,
    /// A longer word that would otherwise be taken for one of these.
    Other,
}

impl Word {
    /// Whether it can name what a number counts in the tables.
    pub(super) fn names(self) -> bool {
        matches!(
            self,
            Word::Published
                | Word::Receive
                | Word::CarriedIn
                | Word::CarriedOut
                | Word::Answer
                | Word::Finish
                | Word::Grant
                | Word::Partial
                | Word::Refuse
                | Word::Unable
                | Word::Decline
                | Word::OtherHandling
                | Word::Reconsideration
                | Word::Litigation
                | Word::Upheld
                | Word::Corrected
                | Word::OtherResult
                | Word::Pending
                | Word::Documents
                | Word::Licence
                | Word::Penalty
                | Word::Compulsion
                | Word::Repeal
                | Word::InForce
                | Word::Fees
        )
    }
}

impl Word {
    /// Whether it makes what is counted less than what the tables count in all.
    pub fn narrows(self) -> bool {
        self == Word::Narrow || self.is_result()
    }

    /// Whether it says how a request or a dispute ended.
    pub fn is_outcome(self) -> bool {
        let of_request = matches!(
            self,
            Word::Grant | Word::Partial | Word::Refuse | Word::Unable | Word::Decline | Word::OtherHandling
        );
        of_request || self.is_result()
    }

    /// Whether it says how a dispute ended.
    pub(super) fn is_result(self) -> bool {
        matches!(self, Word::Upheld | Word::Corrected | Word::OtherResult | Word::Pending)
    }

    /// Whether rules look for it through the whole text, not only beside a number.
    pub(super) fn is_sought(self) -> bool {
        matches!(
            self,
            Word::None
                | Word::NotReceived
                | Word::Finish
                | Word::All
                | Word::WrongTerm
                | Word::Region
                | Word::DocumentCode
                | Word::Template
                | Word::Own
                | Word::AmongThem
                | Word::HandlingFee
                | Word::Charge
                | Word::ShortFor
                | Word::Appraisal
                | Word::Review
                | Word::Accountability
                | Word::Case
                | Word::Until
        )
    }
}

/// A word found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where it begins and ends in the folded text.
    pub start: usize,
    /// See `start`.
    pub end: usize,
    /// Which.
    pub word: Word,
}

const WORDS: &[(Word, &str)] = &[
    (Word::Request, "申请"),
    (Word::OnRequest, "依申请公开"),
    (Word::Receive, "新收 收到 受理 接收 接到 新增"),
    (Word::NotReceived, "未收到 没有收到 未接到 未接收 未受理 未新收 没有接到 未曾收到"),
    (Word::None, "无 没有 未发生 没有发生 未产生 没有产生 未出现 不存在 零 未被 没有被"),
    (
        Word::CarriedIn,
        "上年结转 上年度结转 上一年度结转 上一年结转 去年结转 上年转入 上年度转入 结转上年 结转上年度 结转上一年度",
    ),
    (
        Word::CarriedOut,
        "结转下年 结转下一年 结转至下 结转到下 转下年 转下一年 转至下 转入下 转到下 结转下 结转至次年 结转次年 仍在办理 正在办理 尚在办理 尚未办结 未办结 未答复",
    ),
    (Word::Carry, "结转"),
    (Word::Answer, "答复 办结 办理 办复 回复 处理 办毕"),
    (Word::Finish, "办理完成 办理完毕 办理完结 处理完毕 处理完成 答复完毕 全部办结 均已办结 全部答复"),
    (Word::All, "均 全部 所有 都"),
    (Word::Grant, "予以公开 同意公开"),
    (Word::Partial, "部分公开 予以部分公开"),
    (Word::Refuse, "不予公开"),
    (Word::Unable, "无法提供"),
    (Word::Decline, "不予处理"),
    (Word::OtherHandling, "其他处理"),
    (Word::Reconsideration, "行政复议 复议"),
    (Word::Litigation, "行政诉讼 诉讼"),
    (Word::Upheld, "维持 结果维持"),
    (Word::Corrected, "纠正 结果纠正 被纠正"),
    (Word::OtherResult, "其他结果"),
    (Word::Pending, "尚未审结 未审结"),
    (Word::Disclosure, "信息公开 政务公开 涉及政府信息公开 涉及信息公开"),
    (Word::Documents, "规范性文件 行政规范性文件"),
    (Word::Rules, "规章"),
    (Word::Licence, "行政许可"),
    (Word::Penalty, "行政处罚"),
    (Word::Compulsion, "行政强制"),
    (Word::Issue, "制发 制定 出台 印发 新制定"),
    (Word::Repeal, "废止 失效"),
    (Word::InForce, "现行有效"),
    (Word::Act, "作出 做出 实施 核发"),
    (Word::Published, "信息 公示 事项 目录 清单 案件信息 主动公开"),
    (
        Word::Wider,
        "全市 全县 全区 全省 全州 各部门 各镇 各乡 各街道 镇街 各单位 下属 所属 市直 县直 区直 各级 各乡镇 部门和 辖区 系统 \
         各县 各区 各市 各州 两级 三级 及其部门 县域 局属 委属 厅属 各股室",
    ),
    (
        Word::OtherTime,
        "去年 上年 上年度 上一年 上一年度 同期 季度 上半年 下半年 月份 历年 累计 近年 近三年 近两年 近几年 近五年 往年 同比 此前 以来 连续 \
         三年来 四年来 五年来 两年来 多年来 年多来 实施前 实施后 施行前 施行后 过去 前年 前四年 前三年 三年共 五年间 十四五 十三五 任内 改革后",
    ),
    (
        Word::Narrow,
        "网络 网上 线上 线下 信函 邮寄 当面 现场 传真 邮件 邮箱 电话 窗口 平台 涉及 关于 类 方面 领域 延期 逾期 补正 撤回 撤销 \
         投诉 举报 咨询 信访 来信 来电 留言 建议 提案 议案 热线 工单 纠错 胜诉 败诉 驳回 审结 转办 依职权 征求 协助 配合 指导 材料 \
         转来 来自 要求公开 要求获取 本级 诉求 案例 党内 拟废止 拟修改 拟修订 拟制定 计划制定 制定计划 应收 减免 预算 抽查 评查 不服 协查函 来函 复函 为答复机关 为答复主体 作为答复 为复议机关",
    ),
    (Word::NaturalPerson, "自然人 公民 个人"),
    (Word::Organisation, "法人 企业 公司 科研机构 社会公益组织 法律服务机构 社会组织 其他组织"),
    (Word::Except, "除 外 其他 其它"),
    (Word::Altogether, "共 总计 合计 共计 总共"),
    (Word::AmongThem, "其中"),
    (Word::Grow, "增长 上升 增加 提高 提升"),
    (Word::Shrink, "下降 减少 降低"),
    (Word::Share, "占"),
    (Word::Own, "我局 我委 我厅 我镇 我乡 我街道 本镇 本街道"),
    (Word::Template, "文字描述 该部分以表格形式报告 待填写 待填"),
    (Word::DocumentCode, "国办公开办函 国务院令第 国务院令 国务院第"),
    (Word::Fees, "行政事业性收费"),
    (Word::HandlingFee, "处理费 信息处理费 其他处理费 申请处理费"),
    (Word::Charge, "收费"),
    (Word::ShortFor, "简称 下称 统称"),
    (Word::Appraisal, "考核 考评 绩效"),
    (Word::Review, "评议 满意度 民意 第三方评估 第三方测评 群众评价"),
    (Word::Accountability, "责任追究 追究 追责 问责 处分 诫勉 批评教育"),
    (Word::Applicant, "申请人"),
    (Word::Until, "至 到"),
    (Word::Case, "件"),
    (Word::Region, "省 市 县 区 州 旗 盟 镇 乡 街道"),
    (Word::Etc, "等 主要 包括"),
    (Word::Roughly, "约 近 余 超过 不少于 以上 多 年均 人均 平均 月均 日均"),
    (
        Word::RowNamed,
        "不掌握 国家秘密 现成信息 另行制作 不明确 第三方 内部事务 过程性 执法案卷 查询事项 重复申请 出版物 三安全一稳定 大量反复",
    ),
    (
        Word::Other,
        "答复示例 答复模板 答复文书 不予行政处罚 非规范性文件 申请表 申请渠道 申请流程 申请受理 申请办理 申请答复 申请处理 申请工作 申请规范 申请程序 申请制度 申请登记 \
         规章制度 办理流程 办理程序 办理工作 办理机制 办理情况 办理结果 办理规范 办理质量 处理情况 处理政府信息公开 \
         共同 共享 公共 中共 共产党 共建 无正当理由 无障碍 无缝 无误 无关 无偿 无论 无纸化 有无 占用 占地 均衡 平均 都市 首都 成都 \
         外网 对外 此外 外部 其他需要报告 消除 排除 解除 废除 删除 免除 等级 同等 平等 平等对待 高等 类型 类别 种类 \
         新增长 近期 附近 接近 就近 贴近 多样 多种 多元 多渠道 多方 许多 更多 外商 多次 多个",
    ),
];

/// The words of [`WORDS`] and the wrong terms.
pub(super) struct Lexicon {
    needles: Needles,
    /// Each word with what it says.
    words: Vec<(&'static str, Word)>,
}

impl Lexicon {
    pub fn get() -> &'static Self {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);
        &LEXICON
    }

    fn new() -> Self {
        let wrong = WRONG_TERMS.iter().map(|term| (Word::WrongTerm, term.wrong));
        let words: Vec<(&str, Word)> = WORDS
            .iter()
            .copied()
            .chain(wrong)
            .flat_map(|(meaning, list)| list.split_ascii_whitespace().map(move |word| (word, meaning)))
            .collect();
        let needles = Needles::new(&words.iter().map(|(word, _)| *word).collect::<Vec<_>>());
        Lexicon { needles, words }
    }

    /// Whether a word begins with a character.
    pub fn may_begin(&self, first: char) -> bool {
        self.needles.may_begin(first)
    }

    /// The longest word that `text` begins with, and its length in bytes.
    pub fn word_at(&self, text: &str) -> Option<(usize, Word)> {
        let (word, meaning) = self.words[self.needles.beginning(text).last()?];
        Some((word.len(), meaning))
    }
}
