//! Whom a clause speaks of: the organ itself, or one of its units, another year, a channel.

use crate::narrative::{Class, behind_own_name};

use super::vocabulary::Context;

/// Whether what stands in a clause in front of the folded byte `end`, and the sentence before it, speaks of nothing but the
/// organ in the report year. 局属3家事业单位, 县农技站 and 往年 do not; what is not known is taken for another.
pub(super) fn is_the_organ(context: &Context, clause: usize, end: usize) -> bool {
    let prose = context.prose;
    let (start, _) = context.narrative.sentence(clause);
    if !behind_known(context, &prose.text()[prose.clauses[clause].start..end]).is_empty() {
        return false;
    }
    // The subject of the sentence goes on: 县农技站未收到申请,未发生行政复议.
    let mut before = prose.clauses[..clause].iter().rev().take_while(|clause| clause.start >= start);
    !before.any(|clause| begins_with_another(behind_known(context, prose.clause(clause))))
}

/// What is left of some words behind those that name the organ and its year.
pub(super) fn behind_subject<'a>(context: &Context<'a>, mut words: &'a str) -> &'a str {
    let organ = context.report.organ.as_deref().unwrap_or("");
    let time = |words: &'a str| {
        let rest = words.trim_start_matches(|character: char| character.is_ascii_digit());
        let rest = Class::YearWords.behind(rest);
        rest.filter(|rest| rest.len() < words.len())
    };
    while let Some(rest) = time(words).or_else(|| behind_own_name(organ, words)) {
        words = rest;
    }
    words
}

/// What is left of some words behind those that name the organ, its year and the things that are counted.
fn behind_known<'a>(context: &Context, mut words: &'a str) -> &'a str {
    let organ = context.report.organ.as_deref().unwrap_or("");
    loop {
        let behind_digits = words.trim_start_matches(|character: char| character.is_ascii_digit());
        let digits = (behind_digits.len() < words.len()).then_some(behind_digits);
        let rest = digits.or_else(|| behind_own_name(organ, words));
        match rest.or_else(|| Class::KnownInSubject.behind(words)).or_else(|| Class::Belonging.behind(words)) {
            Some(rest) => words = rest,
            None => return words,
        }
    }
}

/// Whether a clause begins with the name of somebody else: 局属3家事业单位按要求….
fn begins_with_another(words: &str) -> bool {
    let longest = words.char_indices().nth(12).map_or(words.len(), |(at, _)| at);
    // 在县政务服务中心设窗口, 由办公室负责.
    let end = Class::Unit.first_in(&words[..longest]);
    end.is_some_and(|end| end > 0 && !Class::LeadsIn.is_in(&words[..end]))
}
