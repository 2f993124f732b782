//! The checks, by name. One rule is `rules/<id>.rs` (its sentences first, then its logic) and `rules/<id>.md` (its page);
//! this list is the only other place that knows it. Rules are independent of each other.

use crate::arithmetic::Sums;
use crate::finding::Finding;
use crate::report::Report;
use crate::source::Source;

/// A check.
#[derive(Clone, Copy)]
pub struct Rule {
    /// Public id; it names the fault.
    pub id: &'static str,
    /// What the check rests on.
    pub basis: Basis,
    /// Its page, Markdown in Chinese: 检查什么 / 依据 / 为什么 / 怎么改 / 例外.
    pub page: &'static str,
    /// Finds.
    find: fn(&Context, &mut Vec<Finding>),
    /// Says what was found.
    say: fn(&Finding, &Source, &Report) -> Sentence,
}

/// What rules may look at.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The text.
    pub source: &'a Source,
    /// The report as read.
    pub report: &'a Report,
    /// Its sums, checked.
    pub sums: &'a Sums,
}

/// What a check rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Basis {
    /// How firm it is.
    pub kind: BasisKind,
    /// In words.
    pub text: &'static str,
}

/// How firm a basis is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BasisKind {
    /// A written rule says so.
    Official,
    /// It follows necessarily from one.
    Implied,
    /// Convention, or what reviewers complain about.
    Practice,
    /// No rule: the reading itself.
    None,
}

impl BasisKind {
    /// Name in the machine output.
    pub fn id(self) -> &'static str {
        match self {
            BasisKind::Official => "official",
            BasisKind::Implied => "implied",
            BasisKind::Practice => "practice",
            BasisKind::None => "none",
        }
    }
}

/// A rule's own words for a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// What is wrong, with the report's own words and numbers.
    pub message: String,
    /// What to do.
    pub advice: String,
}

/// All words for a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// What is wrong.
    pub message: String,
    /// Why it matters.
    pub why: String,
    /// What to do.
    pub advice: String,
    /// What the check rests on.
    pub basis: Basis,
}

/// Every rule, in the order of the catalogue.
pub static RULES: &[Rule] = &[];

/// The rule with this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

/// The words for a finding.
pub fn words(finding: &Finding, source: &Source, report: &Report) -> Words {
    let Some(rule) = rule(finding.rule) else {
        return Words {
            message: finding.rule.to_owned(),
            why: String::new(),
            advice: String::new(),
            basis: Basis { kind: BasisKind::None, text: "" },
        };
    };
    let Sentence { message, advice } = (rule.say)(finding, source, report);
    Words { message, why: rule.why(), advice, basis: rule.basis }
}

impl Rule {
    /// The part 为什么 of its page.
    pub fn why(&self) -> String {
        let part = self.page.split("\n## ").find_map(|part| part.strip_prefix("为什么\n"));
        part.unwrap_or("").trim().to_owned()
    }
}

/// Runs every rule; findings by position, then id.
pub(crate) fn find_all(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        (rule.find)(context, &mut findings);
    }
    findings.sort_by(|a, b| (a.span, a.rule).cmp(&(b.span, b.rule)));
    findings
}
