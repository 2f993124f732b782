//! What says the same twice in two wordings: 可通过可以通过, 网站门户网站, 因…复议、因…复议和…诉讼.

use crate::narrative::{Class, Word};
use crate::searching::behind_any;

use super::vocabulary::Context;

/// Where each begins and ends in the folded prose, in two orders: those side by side, then causes of a list.
pub(super) fn near_doublings<'a>(context: &'a Context) -> impl Iterator<Item = (usize, usize)> + 'a {
    let text = context.prose.text();
    let side_by_side = context.narrative.nearly_repeated.iter().filter_map(move |near| {
        let (first, second) = (text.get(near.first..near.second)?, text.get(near.second..near.end)?);
        let slip = is_qualified(first, second)
            || is_other_form(second, first)
            || (is_other_form(first, second) && !Class::BeforeShort.ends(&text[..near.first]));
        slip.then_some((near.first, near.end))
    });
    side_by_side.chain(repeated_causes(context))
}

/// Function words that are written short and long.
const FORMS: &[(&str, &str)] = &[
    ("可", "可以"),
    ("应", "应当"),
    ("应", "应该"),
    ("能", "能够"),
    ("按", "按照"),
    ("为", "为了"),
    ("已", "已经"),
    ("并", "并且"),
    ("因", "因为"),
    ("如", "如果"),
    ("需", "需要"),
    ("对", "对于"),
    ("经", "经过"),
];

/// 可通过 and 可以通过: `short` is a short form with the words that stand behind the long form too.
fn is_other_form(short: &str, long: &str) -> bool {
    FORMS.iter().any(|(brief, full)| {
        let rest = short.strip_prefix(brief);
        rest.is_some_and(|rest| rest.chars().count() > 1 && !holds_mark(rest) && long.strip_prefix(full) == Some(rest))
    })
}

/// A list has marks, and numbers are nobody's slip of the pen.
fn holds_mark(words: &str) -> bool {
    words.contains(|character: char| character.is_ascii() || character == '、' || character == '一')
}

/// 网站 and 门户网站.
fn is_qualified(first: &str, second: &str) -> bool {
    const QUALIFIED: &[(&str, &str)] = &[("网站", "门户 官方")];
    let known = QUALIFIED.iter().find(|(known, _)| *known == first);
    known.is_some_and(|(known, qualifiers)| behind_any(second, qualifiers) == Some(*known))
}

/// 因信息公开申请行政复议、因信息公开被申请行政复议和提起行政诉讼: the second says the first again, and the list goes on.
fn repeated_causes(context: &Context) -> impl Iterator<Item = (usize, usize)> {
    let text = context.prose.text();
    let disputes: Vec<_> = context.narrative.hits.iter().filter(|hit| hit.word == Word::Reconsideration).collect();
    let pairs: Vec<(usize, usize)> = disputes
        .windows(2)
        .filter_map(|pair| {
            let between = text[pair[0].end..pair[1].end].strip_prefix('、').filter(|words| words.starts_with('因'))?;
            let start = context.prose.clauses[context.narrative.clause_at(pair[0].start)].start;
            let first = start + text[start..pair[0].end].rfind('因')?;
            let goes_on = text[pair[1].end..].starts_with(['和', '或', '及', '与', '、', ',']);
            (goes_on && cause(&text[first..pair[0].end]) == cause(between)).then_some((first, pair[1].end))
        })
        .collect();
    pairs.into_iter()
}

/// 因信息公开 out of 因信息公开被申请行政复议.
fn cause(words: &str) -> &str {
    Class::CauseOfDispute.stripped(words)
}
