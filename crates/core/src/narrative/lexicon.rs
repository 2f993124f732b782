//! The words of the prose, out of one list, `lexicon.txt`: what each says of the numbers beside it, found in one pass over
//! the text, and the classes by which rules look at words in their place. The longest word that fits counts everywhere, so
//! that the order of the list decides nothing.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::searching::Needles;

use super::wrong_terms::WRONG_TERMS;

const LIST: &str = include_str!("lexicon.txt");

/// An enum whose variants are named in the list.
macro_rules! named {
    ($(#[$about:meta])* pub enum $Enum:ident { $($(#[$doc:meta])* $Variant:ident,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $Enum { $($(#[$doc])* $Variant,)* }

        impl $Enum {
            const NAMES: &[(&str, $Enum)] = &[$((stringify!($Variant), $Enum::$Variant),)*];
        }
    };
}

named! {
    /// What a word says about the numbers beside it.
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
}

named! {
    /// Words that are looked at in their place: at the beginning or the end of what stands beside a number, or anywhere in it.
    pub enum Class {
        /// 共, 全年, 依法: between an organ and what it did.
        BeforeDeed,
        /// 局, 中心, 镇: how the name of a body ends.
        Body,
        /// 站, 科室: how the name of a part of an organ, or of somebody else, ends.
        Unit,
        /// 在, 由, 向: what makes the name behind it no subject.
        LeadsIn,
        /// 局, 镇, 机关: what an organ is, behind 我, 本 or 全.
        OrganKind,
        /// 我局, 本机关: an organ of any kind, in its own words.
        We,
        /// 年度, 全年: between a year and what was done in it.
        YearWords,
        /// What may stand beside the organ in front of a denial without making another of it.
        KnownInSubject,
        /// What may stand beside the name of a thing that is counted or denied.
        Belonging,
        /// What in front of 申请 says nothing of its kind.
        OfAllRequests,
        /// What behind 个 or 次 still means requests.
        CalledRequests,
        /// 公文, 公开属性: outcomes told there are those of documents.
        AboutDocuments,
        /// 一审, 复议后: one stage of the suits.
        PartOfSuits,
        /// 部门, 条例: what begins with a counting word and is none.
        NoUnit,
        /// 共, 总计, 累计: the number behind it is a sum.
        InAll,
        /// 未, 没有.
        Negation,
        /// 申请, 复议: what table 3 and table 4 count.
        CountedThing,
        /// 执法, 合同: disputes may be about these.
        OtherDisputes,
        /// 结转下年度.
        CarriedOver,
        /// 上年结转.
        BroughtOver,
        /// 均, 已, 按期: what may stand in front of 办结.
        BesideDone,
        /// 办结, 办理完毕.
        Done,
        /// 目前, 预计: what is told is of another day than the last of the year.
        Later,
        /// 年底, 12月31日.
        LastDay,
        /// 其余, 其他.
        Rest,
        /// 其中, 由: what may stand in front of the name of an applicant or of a row.
        BesideApplicant,
        /// 申请, 提出: what may stand behind it.
        BehindApplicant,
        /// 办结率: the share of what was done in what came.
        Rate,
        /// 按期, 未到期: why not all that came was done.
        WithinTime,
        /// What may stand between a number and its share.
        BesideShare,
        /// 分别为: in front of all the parts of a whole.
        Namely,
        /// 包括, 涵盖: in front of parts of a whole that need not be all.
        Including,
        /// 含, 包括: in front of some of the parts.
        SomeParts,
        /// 另, 同步: what is counted apart.
        Apart,
        /// 比, 上年: a difference from another time.
        AgainstBefore,
        /// 增加, 减少: the number behind it is a difference.
        Change,
        /// 增加, 多.
        Increase,
        /// 减少, 少.
        Decrease,
        /// 较上年度, 同比: what names the time that is compared with.
        ComparedYear,
        /// 我局, 全年, 及时: in front of what the organ published in all.
        BeforePublished,
        /// 组织, 召开: in front of an event that an organ held.
        Holds,
        /// 业务培训, 专题会议: what is held several times a year.
        Event,
        /// 全县, 全镇: all that a government speaks for.
        OwnRegion,
        /// 主动公开信息, 发布信息.
        AllPublished,
        /// 网站, 公众号.
        Channel,
        /// 收取, 费用.
        Charging,
        /// 未发, 没有向: no notice of a fee.
        NoticeDenied,
        /// 较, 同比, 近三年: the sentence compares years.
        Comparison,
        /// 计划, 继续, 下一步: the sentence looks ahead.
        Ahead,
        /// 印发, 施行: what with 的 behind it gives a document its year.
        Issued,
        /// How accounts of a year of work go on behind the year.
        Work,
        /// 现将, 结合: 工作 follows behind the year.
        LeadsToWork,
        /// 现将, 编制: the report speaks of itself.
        ShowsReport,
        /// 将于, 拟在: in front of the year of a plan.
        Plan,
        /// 将, 计划, 下一步: behind the year of a plan.
        PlanVerb,
        /// 拟公开: no plan, but a step of procedure.
        DraftPublished,
        /// 纳入, 作为: 将 in front means 把.
        MadeInto,
        /// 基础上, 已: the year belongs to what was done.
        PlanAside,
        /// 推迟, 均已: what became of a plan.
        PlanOutcome,
        /// 统计, 期限: a period is that of the figures.
        Statistical,
        /// 上年, 考核: the period is another one.
        OtherPeriod,
    }
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

/// The words of the list and the wrong terms.
pub(super) struct Lexicon {
    said: Needles,
    /// Each word of the pass over the text with what it says.
    words: Vec<(&'static str, Word)>,
    classed: Needles,
    /// The length of each word that has a class, and its classes as bits.
    classes: Vec<(usize, u128)>,
}

/// The bit of [`Word::Other`]: such a word hides what it begins with.
const HIDES: u128 = 1 << 127;

/// In characters; no word of a class is longer.
const LONGEST_WORD: usize = 16;

impl Lexicon {
    pub fn get() -> &'static Self {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);
        &LEXICON
    }

    fn new() -> Self {
        let said: BTreeMap<&str, Word> = Word::NAMES.iter().copied().collect();
        let known: BTreeMap<&str, Class> = Class::NAMES.iter().copied().collect();
        let wrong = WRONG_TERMS.iter().map(|term| (term.wrong, Word::WrongTerm));
        let mut words: Vec<(&str, Word)> = Vec::new();
        let (mut classed, mut classes) = (Vec::new(), Vec::new());
        for (word, names) in entries() {
            let mut bits = 0;
            for name in names.split_ascii_whitespace() {
                words.extend(said.get(name).map(|says| (word, *says)));
                bits |= known.get(name).map_or(0, |class| class.bit());
                bits |= if name == "Other" { HIDES } else { 0 };
            }
            if bits != 0 {
                classed.push(word);
                classes.push((word.len(), bits));
            }
        }
        words.extend(wrong);
        let said = Needles::new(&words.iter().map(|(word, _)| *word).collect::<Vec<_>>());
        Lexicon { said, words, classed: Needles::new(&classed), classes }
    }

    /// Whether a word of the pass over the text begins with a character.
    pub fn may_begin(&self, first: char) -> bool {
        self.said.may_begin(first)
    }

    /// The longest word that `text` begins with, and its length in bytes.
    pub fn word_at(&self, text: &str) -> Option<(usize, Word)> {
        let (word, meaning) = self.words[self.said.beginning(text).last()?];
        Some((word.len(), meaning))
    }

    /// The length of the longest word with one of some classes that `text` begins with, and its classes.
    fn classed_at(&self, text: &str, classes: u128) -> Option<(usize, u128)> {
        let words = self.classed.beginning(text).map(|word| self.classes[word]);
        words.filter(|(_, own)| own & classes != 0).last()
    }
}

/// The words of the list with the names of what they say and of their classes.
fn entries() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = LIST.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split('#').next()?.split_once(' '))
}

impl Class {
    fn bit(self) -> u128 {
        1 << self as u32
    }

    /// What stands behind the longest of these words that `text` begins with.
    pub fn behind(self, text: &str) -> Option<&str> {
        Lexicon::get().classed_at(text, self.bit()).map(|(length, _)| &text[length..])
    }

    /// What stands in front of the longest of these words that `text` ends with.
    pub fn before(self, text: &str) -> Option<&str> {
        let lexicon = Lexicon::get();
        let ends = |(start, first): &(usize, char)| {
            let words = &text[*start..];
            let mut here = lexicon.classed.beginning(words).map(|word| lexicon.classes[word]);
            lexicon.classed.may_begin(*first)
                && here.any(|(length, own)| length == words.len() && own & self.bit() != 0)
        };
        let longest = text.char_indices().rev().take(LONGEST_WORD).filter(ends).last()?;
        Some(&text[..longest.0])
    }

    /// Whether `text` begins with one of these words.
    pub fn begins(self, text: &str) -> bool {
        self.behind(text).is_some()
    }

    /// Whether `text` ends with one of these words.
    pub fn ends(self, text: &str) -> bool {
        self.before(text).is_some()
    }

    /// Whether one of these words is all of `text`.
    pub fn is(self, text: &str) -> bool {
        self.behind(text) == Some("")
    }

    /// Whether one of these words stands in `text`; see [`Class::places_in`].
    pub fn is_in(self, text: &str) -> bool {
        self.first_in(text).is_some()
    }

    /// Where the first of these words in `text` begins.
    pub fn first_in(self, text: &str) -> Option<usize> {
        self.places_in(text).next().map(|(start, _)| start)
    }

    /// Where these words in `text` begin and end. A longer word that only begins like one hides it: 较为 is no comparison.
    pub fn places_in(self, text: &str) -> impl Iterator<Item = (usize, usize)> {
        let lexicon = Lexicon::get();
        let mut at = 0;
        std::iter::from_fn(move || {
            while let Some(next) = text[at..].chars().next() {
                let here = lexicon.classed.may_begin(next).then_some(());
                let here = here.and_then(|()| lexicon.classed_at(&text[at..], self.bit() | HIDES));
                let start = at;
                at += here.map_or(next.len_utf8(), |(length, _)| length);
                if here.is_some_and(|(_, own)| own & self.bit() != 0) {
                    return Some((start, at));
                }
            }
            None
        })
    }

    /// What is left of `text` behind as many of these words as it begins with.
    pub fn skipped(self, mut text: &str) -> &str {
        while let Some(rest) = self.behind(text) {
            text = rest;
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::{Class, LONGEST_WORD, Word, entries};

    #[test]
    fn every_word_says_one_thing_and_has_known_classes() {
        for (word, names) in entries() {
            let said = names.split_ascii_whitespace().filter(|name| Word::NAMES.iter().any(|(known, _)| known == name));
            let unknown = |name: &&str| {
                !Word::NAMES.iter().any(|(known, _)| known == name)
                    && !Class::NAMES.iter().any(|(known, _)| known == name)
            };
            assert_eq!(names.split_ascii_whitespace().find(unknown), None, "{word}");
            assert!(said.count() <= 1 && word.chars().count() <= LONGEST_WORD, "{word}");
        }
        for (name, _) in Class::NAMES {
            assert!(entries().any(|(_, names)| names.split_ascii_whitespace().any(|own| own == *name)), "{name}");
        }
        assert!(Class::NAMES.len() < 127);
    }

    #[test]
    fn the_longest_word_counts() {
        assert_eq!(Class::BeforeDeed.before("县自然资源局总共"), Some("县自然资源局"));
        assert_eq!(Class::Belonging.behind("或者其他组织"), Some("其他组织"));
        assert!(Class::Comparison.is_in("较上年增长") && !Class::Comparison.is_in("取得较好成效，比较稳定"));
        assert!(Class::Done.is("办结完毕") && !Class::Done.is("办结了"));
        assert_eq!(Class::BesideDone.skipped("均已按期办结"), "办结");
    }
}
