//! （一）（二）（四）, 一是…三是, ①②④.

use serde::Serialize;

use crate::finding::{Fix, Found, Severity};
use crate::form::SectionId;
use crate::lost_characters::LOST;
use crate::narrative::Clause;
use crate::report::{Report, Table, TableState};

use super::mending::replacing;
use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// A number that does not follow the one before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct NumberingBroken {
    /// The number before it, as written with its marks: （二）.
    pub before: String,
    /// The number itself, as written with its marks: （四）.
    pub written: String,
}

impl Slip for NumberingBroken {
    const RULE: Rule = Rule {
        id: "numbering-broken",
        since: "2026.1",
        basis: Basis { kind: BasisKind::Practice, text: "同一层次的序号应当连续" },
        page: page!("numbering-broken.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        if !context.is_due() {
            return Vec::new();
        }
        let prose = context.prose;
        let headings = headings_of_mixed_text(context);
        let mut last: [Option<Seen>; 5] = [None; 5];
        let mut found: Vec<Found<Self>> = Vec::new();
        for (at, clause) in prose.clauses.iter().enumerate() {
            let Some((kind, number, start, end)) = number_at(context, at) else { continue };
            let section = prose.section_of(clause);
            if kind.is_heading() && labels_lie_about(context, section) {
                continue;
            }
            // What stands under a heading is counted anew.
            for under in kind.counted_under() {
                last[*under as usize] = None;
            }
            let seen = &mut last[kind as usize];
            let before = seen.replace(Seen { section, number, meant: number, start, end, told: None });
            let Some(before) = before.filter(|before| before.section == section) else { continue };
            // A list whose 一是 stands within a clause begins unseen.
            let begun = || kind.first_in_line().is_some_and(|first| prose.text()[before.end..start].contains(first));
            let lower = kind == Kind::Is && number < before.number;
            // （三）（五）（五）: the first 五 was meant to be 四, and the second is right.
            let mended = before.told.is_some() && number == before.number;
            // One changed number is not enough where the list goes on from the wrong one: （一）（三）（四）.
            if let Some(told) = before.told
                && !(number == 1 || number == before.meant + 1 || begun())
            {
                found[told].fixes.clear();
            }
            // One between them may have been lost.
            let lost = || prose.text()[before.end..start].contains(LOST);
            if number == before.number + 1 || number == 1 || lower || begun() || mended || lost() {
                continue;
            }
            // What should stand here stands elsewhere, or this one came too late.
            let due = if number < before.number { number } else { before.number + 1 };
            if number != before.number && headings.contains(&(section, kind, due)) {
                continue;
            }
            let this = Seen { section, number, meant: before.number + 1, start, end, told: Some(found.len()) };
            *seen = Some(this);
            found.push(broken(context, kind, before, this));
            if found.len() == MOST {
                break;
            }
        }
        found
    }

    fn say(&self, _: &Report) -> Sentence {
        let NumberingBroken { before, written } = self;
        let message = match before == written {
            true => format!("序号重复：前一个也是“{written}”。"),
            false => format!("序号不连续：前一个是“{before}”，这里是“{written}”。"),
        };
        Sentence { message, advice: "请核对是漏了一项，还是序号写错。".to_owned() }
    }

    fn found(&self) -> Option<String> {
        Some(self.written.clone())
    }

    fn expected(&self) -> Option<String> {
        Some(self.before.clone())
    }
}

/// A text whose numbers go on wrongly is told so this often.
const MOST: usize = 10;

/// The ways of numbering that are looked at, each by itself: （一）, 1., （1）, ①, 一是.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Bracket,
    Digit,
    DigitInBracket,
    Circle,
    Is,
}

impl Kind {
    fn is_heading(self) -> bool {
        matches!(self, Kind::Bracket | Kind::Digit)
    }

    /// The ways that begin anew under a number of this one.
    fn counted_under(self) -> &'static [Kind] {
        match self {
            Kind::Bracket => &[Kind::Digit, Kind::DigitInBracket, Kind::Circle, Kind::Is],
            Kind::Digit => &[Kind::DigitInBracket, Kind::Circle],
            Kind::DigitInBracket => &[Kind::Circle],
            Kind::Circle | Kind::Is => &[],
        }
    }

    /// How the first number is written, for the ways that may stand anywhere in a line.
    fn first_in_line(self) -> Option<&'static str> {
        match self {
            Kind::DigitInBracket => Some("(1)"),
            Kind::Circle => Some("①"),
            Kind::Is => Some("一是"),
            Kind::Bracket | Kind::Digit => None,
        }
    }

    /// A number in the characters of this way.
    fn in_characters(self, number: u8) -> Option<String> {
        match self {
            Kind::Digit | Kind::DigitInBracket => Some(number.to_string()),
            Kind::Circle => char::from_u32(FIRST_CIRCLE + u32::from(number).checked_sub(1)?).map(String::from),
            Kind::Bracket | Kind::Is => NUMERALS.chars().nth(usize::from(number).checked_sub(1)?).map(String::from),
        }
    }
}

/// ①; nineteen more follow it.
const FIRST_CIRCLE: u32 = '①' as u32;

/// The last number of a kind.
#[derive(Clone, Copy)]
struct Seen {
    section: Option<SectionId>,
    number: u8,
    /// What it would be if it followed the one before it.
    meant: u8,
    start: usize,
    end: usize,
    /// Which finding says that it does not.
    told: Option<usize>,
}

/// The finding that a number does not follow the one before it.
fn broken(context: &Context, kind: Kind, before: Seen, this: Seen) -> Found<NumberingBroken> {
    let slip = NumberingBroken {
        before: context.words_in_prose(before.start, before.end),
        written: context.words_in_prose(this.start, this.end),
    };
    let fix = counted_on(context, kind, before, this);
    let place = context.place_in_prose(this.start);
    let own = slip.at(Severity::Warning, place, context.prose.origin(this.start, this.end));
    Found { fixes: fix.into_iter().collect(), ..own }
}

/// The number that was meant, in the same marks; none where the one before it is wrong itself, or where the report writes
/// its numbers in other characters.
fn counted_on(context: &Context, kind: Kind, before: Seen, this: Seen) -> Option<Fix> {
    let span = context.prose.origin(this.start, this.end);
    let written = span.of(context.source.text());
    let next = written.replacen(&kind.in_characters(this.number)?, &kind.in_characters(this.meant)?, 1);
    (next != written && before.told.is_none()).then(|| replacing(context, span, next)).flatten()
}

/// The headings of a text whose lines an extractor mixed: those that stand elsewhere were moved. None for other texts.
fn headings_of_mixed_text(context: &Context) -> Vec<(Option<SectionId>, Kind, u8)> {
    let clauses = if context.report.order_changed() { &context.prose.clauses[..] } else { &[] };
    let mut headings = Vec::new();
    for (at, clause) in clauses.iter().enumerate() {
        let heading = number_at(context, at).map(|(kind, number, ..)| (context.prose.section_of(clause), kind, number));
        headings.extend(heading.filter(|heading| heading.1.is_heading() && !headings.contains(heading)));
    }
    headings
}

/// Whether a section holds the labels of a table that was scattered: their numbers are nobody's.
fn labels_lie_about(context: &Context, section: Option<SectionId>) -> bool {
    let scattered = |table: &Table| table.state == TableState::LostInCopying && Some(table.number.section()) == section;
    context.report.tables.iter().any(scattered)
}

/// The number that a clause begins with, and where it stands.
fn number_at(context: &Context, at: usize) -> Option<(Kind, u8, usize, usize)> {
    let prose = context.prose;
    let clause = &prose.clauses[at];
    let paragraph = &prose.paragraphs[clause.paragraph];
    if paragraph.section.is_some()
        && !paragraph.is_section_heading
        && let Some(item) = number_in_line(prose.text(), clause)
    {
        return Some(item);
    }
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

/// ① in front of a clause, or （1） behind a mark: they stand within a line too.
fn number_in_line(text: &str, clause: &Clause) -> Option<(Kind, u8, usize, usize)> {
    let words = &text[clause.start..clause.end];
    let first = words.chars().next()?;
    if let Some(behind) = u32::from(first).checked_sub(FIRST_CIRCLE).filter(|behind| *behind < 20) {
        let end = clause.start + first.len_utf8();
        return heads_item(&text[end..]).then_some((Kind::Circle, behind as u8 + 1, clause.start, end));
    }
    let before = text[..clause.start].strip_suffix('(')?;
    let begins = before.is_empty() || before.ends_with(['\n', '。', ';', ':', ',']);
    if clause.mark != ')' || words.len() > 2 || !begins {
        return None;
    }
    let number = words.parse::<u8>().ok().filter(|number| *number > 0)?;
    heads_item(&text[clause.end + 1..]).then_some((Kind::DigitInBracket, number, before.len(), clause.end + 1))
}

/// Whether words behind a number within a line are its item. （1）（2）两项 and ③项 only name some.
fn heads_item(words: &str) -> bool {
    let is_word = words.starts_with(|next| matches!(next, '\u{4e00}'..='\u{9fff}'));
    is_word && !words.starts_with(['项', '款', '目', '条', '类', '两', '三', '和', '至', '到'])
}

/// Whether an item stands behind the mark of its number. 2.2024年 and 2.12345 begin with a number, 2.5 is one.
fn begins_item(words: &str) -> bool {
    let behind = words.trim_start_matches(['.', '、']);
    let digits = behind.len() - behind.trim_start_matches(|next: char| next.is_ascii_digit()).len();
    digits >= 4 || behind.starts_with(|next| matches!(next, '\u{4e00}'..='\u{9fff}'))
}

const NUMERALS: &str = "一二三四五六七八九十";

fn numeral(words: &str) -> Option<u8> {
    let mut characters = words.chars();
    let (first, None) = (characters.next()?, characters.next()) else { return None };
    NUMERALS.chars().position(|known| known == first).map(|at| at as u8 + 1)
}
