//! （一）（二）（四）, 一是…三是.

use crate::finding::{Finding, Severity};
use crate::form::SectionId;
use crate::searching::holds;

use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "numbering-broken",
    basis: Basis { kind: BasisKind::Practice, text: "同一层次的序号应当连续" },
    page: page!("numbering-broken.md"),
    needs: &[],
    find,
    say: |finding, _, _| Sentence {
        message: format!(
            "序号不连续：前一个是“{}”，这里是“{}”。",
            finding.expected.as_deref().unwrap_or(""),
            finding.found.as_deref().unwrap_or("")
        ),
        advice: "请核对是漏了一项，还是序号写错。".to_owned(),
    },
};

/// A text whose numbers go on wrongly is told so this often.
const MOST: usize = 10;

/// The ways of numbering that are looked at, each by itself: （一）, 1., 一是.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Bracket,
    Digit,
    Is,
}

/// The last number of a kind.
#[derive(Clone, Copy)]
struct Seen {
    section: Option<SectionId>,
    number: u8,
    start: usize,
    end: usize,
    is_wrong: bool,
}

fn find(context: &Context, findings: &mut Vec<Finding>) {
    if !context.is_due() {
        return;
    }
    let prose = context.prose;
    let headings = headings_of_mixed_text(context);
    let mut last: [Option<Seen>; 3] = [None; 3];
    let mut told = 0;
    for (at, clause) in prose.clauses.iter().enumerate() {
        let Some((kind, number, start, end)) = number_at(context, at) else { continue };
        let section = prose.section_of(clause);
        if kind == Kind::Bracket {
            // What stands under a heading is counted anew.
            last[Kind::Digit as usize] = None;
            last[Kind::Is as usize] = None;
        }
        let seen = &mut last[kind as usize];
        let before = seen.replace(Seen { section, number, start, end, is_wrong: false });
        let Some(before) = before.filter(|before| before.section == section) else { continue };
        // A list whose 一是 stands within a clause begins unseen.
        let begun = || kind == Kind::Is && holds(&prose.text()[before.end..start], "一是");
        let lower = kind == Kind::Is && number < before.number;
        // （三）（五）（五）: the first 五 was meant to be 四, and the second is right.
        let mended = before.is_wrong && number == before.number;
        if number == before.number + 1 || number == 1 || lower || begun() || mended {
            continue;
        }
        // What should stand here stands elsewhere, or this one came too late.
        let due = if number < before.number { number } else { before.number + 1 };
        if number != before.number && headings.contains(&(section, kind, due)) {
            continue;
        }
        if let Some(seen) = seen {
            seen.is_wrong = true;
        }
        findings.push(Finding {
            found: Some(context.words_in_prose(start, end)),
            expected: Some(context.words_in_prose(before.start, before.end)),
            ..Finding::new(RULE.id, Severity::Warning, context.place_in_prose(start), prose.origin(start, end))
        });
        told += 1;
        if told == MOST {
            return;
        }
    }
}

/// The headings of a text whose lines an extractor mixed: those that stand elsewhere were moved. None for other texts.
fn headings_of_mixed_text(context: &Context) -> Vec<(Option<SectionId>, Kind, u8)> {
    let clauses = if context.report.order_changed() { &context.prose.clauses[..] } else { &[] };
    let mut headings = Vec::new();
    for (at, clause) in clauses.iter().enumerate() {
        let heading = number_at(context, at).map(|(kind, number, ..)| (context.prose.section_of(clause), kind, number));
        headings.extend(heading.filter(|heading| heading.1 != Kind::Is && !headings.contains(heading)));
    }
    headings
}

/// The number that a clause begins with, and where it stands.
fn number_at(context: &Context, at: usize) -> Option<(Kind, u8, usize, usize)> {
    let prose = context.prose;
    let clause = &prose.clauses[at];
    let paragraph = &prose.paragraphs[clause.paragraph];
    let (one, is) = ("一".len(), "是");
    let bytes = &prose.text().as_bytes()[clause.start..clause.end];
    let counts_on = bytes.get(one..).is_some_and(|behind| behind.starts_with(is.as_bytes()));
    let opens = clause.start <= paragraph.start + '('.len_utf8();
    if !(counts_on || opens) || paragraph.section.is_none() || paragraph.is_section_heading {
        return None;
    }
    let words = prose.clause(clause);
    // The bracket in front of a clause is no part of it; where one of the two is lost, mark-unbalanced says so.
    let opened = clause.start == paragraph.start + 1 && prose.text()[paragraph.start..].starts_with('(');
    let closed = clause.mark == ')';
    if (opened || (closed && clause.start == paragraph.start))
        && let Some(first) = words.chars().next()
        && (!closed || words.len() == first.len_utf8())
        && let Some(number) = numeral(&words[..first.len_utf8()])
    {
        let end = clause.start + first.len_utf8() + usize::from(closed);
        return Some((Kind::Bracket, number, paragraph.start, end));
    }
    if clause.start == paragraph.start
        && words.starts_with(|first: char| first.is_ascii_digit())
        && let Some(dot) = words.find(['.', '、']).filter(|dot| *dot <= 2)
        && begins_item(&words[dot..])
    {
        let number = words[..dot].parse::<u8>().ok()?;
        let mark = words[dot..].chars().next().map_or(0, char::len_utf8);
        return Some((Kind::Digit, number, clause.start, clause.start + dot + mark));
    }
    let number = numeral(words.get(..one).filter(|_| counts_on)?)?;
    Some((Kind::Is, number, clause.start, clause.start + one + is.len()))
}

/// Whether an item stands behind the mark of its number. 2.2024年 and 2.12345 begin with a number, 2.5 is one.
fn begins_item(words: &str) -> bool {
    let behind = words.trim_start_matches(['.', '、']);
    let digits = behind.len() - behind.trim_start_matches(|next: char| next.is_ascii_digit()).len();
    digits >= 4 || behind.starts_with(|next| matches!(next, '\u{4e00}'..='\u{9fff}'))
}

fn numeral(words: &str) -> Option<u8> {
    const NUMERALS: &str = "一二三四五六七八九十";
    let mut characters = words.chars();
    let (first, None) = (characters.next()?, characters.next()) else { return None };
    NUMERALS.chars().position(|known| known == first).map(|at| at as u8 + 1)
}
