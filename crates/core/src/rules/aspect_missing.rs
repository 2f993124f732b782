//! Section one does not treat one of the five aspects.

use std::sync::LazyLock;

use serde::Serialize;

use crate::finding::{Found, Place, Severity};
use crate::form::{Edition, SectionId};
use crate::report::Report;
use crate::searching::Needles;

use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// What the account of the year leaves out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct AspectMissing {
    /// The aspects that it does not treat, in the order of the form.
    pub missing: Vec<&'static str>,
}

impl Slip for AspectMissing {
    const RULE: Rule = Rule {
        id: "aspect-missing",
        since: "2026.1",
        basis: Basis {
            kind: BasisKind::Official,
            text: "国办公开办函〔2021〕30号：第一部分主要包括主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障",
        },
        page: page!("aspect-missing.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let Some(section) = context.report.section(SectionId::Overview) else { return Vec::new() };
        if context.report.edition != Edition::E2021 {
            return Vec::new();
        }
        let words: Vec<&str> = context
            .prose
            .paragraphs
            .iter()
            .filter(|paragraph| paragraph.section == Some(SectionId::Overview) && !paragraph.is_section_heading)
            .map(|paragraph| context.prose.words_of(paragraph))
            .collect();
        if words.iter().map(|words| words.len()).sum::<usize>() < SHORTEST {
            return Vec::new();
        }
        let treated = treated_in(&words);
        let missing = ASPECTS.iter().zip(treated).filter(|(_, treated)| !treated).map(|(aspect, _)| aspect.name);
        let missing: Vec<&str> = missing.collect();
        if missing.is_empty() {
            return Vec::new();
        }
        let place = Place::Section(SectionId::Overview);
        vec![AspectMissing { missing }.at(Severity::Warning, place, section.heading)]
    }

    fn say(&self, _: &Report) -> Sentence {
        Sentence {
            message: format!("第一部分里没有看到{}方面的内容，请核对。", self.missing.join("、")),
            advice:
                "格式要求第一部分主要写五个方面：主动公开、依申请公开、政府信息管理、平台建设、监督保障；缺少的请补上。"
                    .to_owned(),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.missing.join("、"))
    }
}

/// An aspect, and words that treat it.
struct Aspect {
    name: &'static str,
    /// Generous, for substance counts and not the heading.
    words: &'static [&'static str],
    /// Those that no other aspect's account has, for a report in which each of the others stands under its own heading.
    own_words: &'static [&'static str],
}

const ASPECTS: [Aspect; 5] = [
    Aspect {
        name: "主动公开",
        words: &["主动公开", "发布信息", "公开信息", "信息发布", "公开政府信息"],
        own_words: &["主动公开政府信息", "主动公开信息", "公开政府信息", "发布信息", "信息发布"],
    },
    Aspect {
        name: "依申请公开",
        words: &["依申请", "公开申请", "申请公开"],
        own_words: &["公开申请", "依申请公开信息", "依申请公开工作", "依申请公开办理"],
    },
    Aspect {
        name: "政府信息管理",
        words: &["信息管理", "规范性文件", "公开属性", "保密审查", "审核", "审查", "清理", "更新"],
        own_words: &["信息管理", "公开属性", "保密审查", "三审", "先审", "动态管理"],
    },
    Aspect {
        name: "平台建设",
        words: &["平台", "网站", "公众号", "新媒体", "专栏", "公开栏", "查阅点", "渠道"],
        own_words: &[
            "平台建设",
            "网站建设",
            "网站管理",
            "栏目建设",
            "新媒体建设",
            "新媒体管理",
            "新媒体监管",
            "查阅点",
            "集约化",
        ],
    },
    Aspect {
        name: "监督保障",
        words: &["监督", "保障", "考核", "培训", "评议", "问责", "责任追究", "检查"],
        own_words: &["监督保障", "监督检查", "考核", "培训", "评议", "问责", "责任追究", "领导小组", "组织领导"],
    },
];

/// The place of 平台建设 in [`ASPECTS`].
const PLATFORMS: usize = 3;

/// Words of the aspects, and for each the aspect that it treats.
struct AspectWords {
    words: Needles,
    aspects: Vec<usize>,
}

static WORDS: LazyLock<AspectWords> = LazyLock::new(|| AspectWords::new(|aspect| aspect.words));
static OWN_WORDS: LazyLock<AspectWords> = LazyLock::new(|| AspectWords::new(|aspect| aspect.own_words));

impl AspectWords {
    fn new(words_of: fn(&Aspect) -> &'static [&'static str]) -> Self {
        let (mut words, mut aspects) = (Vec::new(), Vec::new());
        for (at, aspect) in ASPECTS.iter().enumerate() {
            words.extend(words_of(aspect));
            aspects.resize(words.len(), at);
        }
        AspectWords { words: Needles::new(&words), aspects }
    }

    /// Which aspects are treated in some texts.
    fn treated_in(&self, texts: &[&str]) -> [bool; ASPECTS.len()] {
        let mut treated = [false; ASPECTS.len()];
        for text in texts {
            for (_, word) in self.words.places(text) {
                treated[self.aspects[word]] = true;
                if treated == [true; ASPECTS.len()] {
                    return treated;
                }
            }
        }
        treated
    }
}

/// A shorter section, in bytes, is no account at all: other checks speak of it.
const SHORTEST: usize = 240;

/// In bytes.
const LONGEST_HEADING: usize = 90;

/// Which aspects some paragraphs treat.
fn treated_in(words: &[&str]) -> [bool; ASPECTS.len()] {
    let headings: Vec<&str> = words.iter().filter_map(|words| heading(words)).collect();
    let headed = WORDS.treated_in(&headings);
    let others_headed = headed.iter().filter(|headed| **headed).count() == ASPECTS.len() - 1;
    let mut treated = WORDS.treated_in(words);
    if others_headed && let Some(other) = headed.iter().position(|headed| !headed) {
        treated[other] = is_told(other, words);
    }
    treated
}

/// Whether an aspect without a heading is told of under those of the others, and not only in passing.
fn is_told(aspect: usize, words: &[&str]) -> bool {
    let mut under_platforms = false;
    words.iter().any(|paragraph| {
        if let Some(heading) = heading(paragraph) {
            under_platforms = WORDS.treated_in(&[heading])[PLATFORMS];
        }
        let mut places = OWN_WORDS.words.places(paragraph).filter(|(_, word)| OWN_WORDS.aspects[*word] == aspect);
        places.any(|(at, _)| !is_in_passing(&paragraph[..at], &paragraph[at..], under_platforms))
    })
}

/// 技能培训 is offered to people; 网站全年发布信息296条 tells of a website where it stands under 平台建设.
fn is_in_passing(before: &str, words: &str, under_platforms: bool) -> bool {
    (words.starts_with("培训") && before.ends_with("技能")) || (under_platforms && words.starts_with("发布信息"))
}

/// （二）依申请公开情况, up to the mark behind it.
fn heading(words: &str) -> Option<&str> {
    if !words.starts_with('(') {
        return None;
    }
    let end = words.find(['。', ':', ',', ';']).unwrap_or(words.len());
    words.get(..end).filter(|words| words.len() <= LONGEST_HEADING)
}
