//! Slips that show beside last year's report.

use gouji_core::form::{ColumnId, RowId, SectionId, TableNumber};

use super::slip::{Slip, SlipKind, Where, appended, aspect_line, kind, of_section};
use crate::generate::{Claim, Draft, DraftLine, Part, Random, ReportData, What, count};

pub(super) const KINDS: &[SlipKind] = &[
    kind("上年结转与上年报告对不上", carry_over),
    kind("现行有效多于上年所余", in_force_more),
    kind("现行有效少于上年所余", in_force_less),
    kind("比上年多写、少写一位", count_jumps),
    kind("整篇照抄上年", text_copied),
    kind("一句连数字照抄上年", sentence_copied),
];

/// A slip in cells of this year's report.
fn in_cells(rule: &'static str, draft: &Draft, table: TableNumber, changes: &[(usize, i64)]) -> Option<Slip> {
    let previous = Some(draft.last_year()?);
    let mut draft = draft.clone();
    for (at, value) in changes {
        draft.data.values[table.index()][*at] = *value;
    }
    let slip = Slip::in_table(rule, draft, table, changes.iter().take(1).map(|(at, _)| *at))?;
    Some(Slip { previous, ..slip })
}

/// What was carried in is another number than last year's report carried out; every sum of this year's holds.
fn carry_over(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let values = &draft.data.values[TableNumber::Three.index()];
    let (received, carried_in) = (0, 7);
    let column = random.below(6);
    let (new, old) = (values[received + column], values[carried_in + column]);
    // Forgotten and counted as new, or counted once more.
    let more = if old > 0 && random.below(2) == 0 { -old } else { (1 + random.below(3) as i64).min(new) };
    if more == 0 {
        return None;
    }
    let changed = |at: usize, by: i64| (at, values[at] + by);
    in_cells(
        "carry-over-broken",
        draft,
        TableNumber::Three,
        &[
            changed(carried_in + column, more),
            changed(carried_in + 6, more),
            changed(received + column, -more),
            changed(received + 6, -more),
        ],
    )
}

fn in_force(draft: &Draft, more: i64) -> Option<Slip> {
    let row = draft.data.place_of(RowId::NormativeDocuments)?;
    if draft.data.editions != draft.data.last_year()?.editions || draft.data.row(TableNumber::Two, row).len() != 3 {
        return None;
    }
    let at = draft.data.cells_of(TableNumber::Two, row).end - 1;
    let is_in_force = draft.data.layout(TableNumber::Two).rows[row].columns[2].id == ColumnId::InForce;
    let value = draft.data.values[TableNumber::Two.index()][at] + more;
    in_cells("in-force-jumps", draft, TableNumber::Two, &[(at, value)]).filter(|_| is_in_force && value >= 0)
}

fn in_force_more(draft: &Draft, random: &mut Random) -> Option<Slip> {
    in_force(draft, 1 + random.below(9) as i64)
}

fn in_force_less(draft: &Draft, random: &mut Random) -> Option<Slip> {
    in_force(draft, -1 - random.below(9) as i64)
}

/// A digit typed twice or lost, in a count that goes on from year to year.
fn count_jumps(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let row = *random.pick(&[RowId::Licensing, RowId::Penalty, RowId::Compulsion]);
    let cells = draft.data.cells_of(TableNumber::Two, draft.data.place_of(row)?);
    let at = cells.end - 1;
    let value = draft.data.values[TableNumber::Two.index()][at];
    if value < 100 {
        return None;
    }
    let wrong = if random.below(2) == 0 { value * 10 + value % 10 } else { value / 10 };
    in_cells("count-jumps", draft, TableNumber::Two, &[(at, wrong)])
}

/// Last year's prose with this year's years and the numbers of this year's tables.
fn text_copied(draft: &Draft, _: &mut Random) -> Option<Slip> {
    let previous = draft.last_year()?;
    let mut copied = draft.clone();
    let told = |section| matches!(section, Some(SectionId::Overview | SectionId::Problems));
    let start = of_section(&copied, SectionId::Overview).start;
    copied.lines.retain(|line| !told(line.section));
    let mut lines: Vec<DraftLine> = previous.lines.iter().filter(|line| told(line.section)).cloned().collect();
    lines.iter_mut().for_each(|line| line.text = renewed(&line.text, &line.claims, &draft.data));
    let problems = lines.iter().position(|line| line.section == Some(SectionId::Problems))?;
    let other = of_section(&copied, SectionId::Other).start;
    copied.lines.splice(other..other, lines.drain(problems..));
    copied.lines.splice(start..start, lines);
    let slip = Slip::new("text-copied", copied, Where::Anywhere);
    Some(Slip { previous: Some(previous), ..slip })
}

/// One of last year's sentences with its own figures, its years brought up to date.
fn sentence_copied(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let previous = draft.last_year()?;
    let mut all = Vec::new();
    for aspect in 0..5 {
        let line = &previous.lines[aspect_line(&previous, aspect)?];
        let mut start = 0;
        for sentence in line.text.split_inclusive('。') {
            let bytes = start..start + sentence.len();
            start = bytes.end;
            let inside = line.claims.iter().filter(|claim| bytes.contains(&claim.span.start));
            let claims: Vec<Claim> = inside
                .map(|claim| Claim {
                    span: claim.span.start - bytes.start..claim.span.end - bytes.start,
                    ..claim.clone()
                })
                .collect();
            // What the tables say is another rule's.
            let own = !claims.iter().any(|claim| matches!(claim.what, What::Count(_) | What::Growth));
            if own && tells_a_number(sentence, &claims) && sentence.chars().count() >= 15 {
                all.push((aspect, renewed(sentence, &claims, &draft.data)));
            }
        }
    }
    let (aspect, sentence) = all.get(random.below(all.len()))?;
    let line = aspect_line(draft, *aspect).filter(|line| draft.lines[*line].part == Part::Body)?;
    Some(Slip { previous: Some(previous), ..appended("text-copied", draft, line, sentence)? })
}

/// Whether a count of two digits stands in a sentence.
fn tells_a_number(sentence: &str, claims: &[Claim]) -> bool {
    let years = |at: usize| claims.iter().any(|claim| claim.span.contains(&at));
    let units = sentence.match_indices(['条', '件', '次', '篇', '期', '人', '份', '场']);
    let counts = units.filter(|(at, _)| {
        let digits = sentence[..*at].bytes().rev().take_while(u8::is_ascii_digit).count();
        digits > 1 && !(years(at - digits) && digits == 4)
    });
    counts.count() > 0
}

/// Words of last year's report with the years and the numbers of the tables of this one.
fn renewed(words: &str, claims: &[Claim], data: &ReportData) -> String {
    let mut renewed = words.to_owned();
    for claim in claims.iter().rev() {
        let own = match claim.what {
            What::Year => i64::from(data.year),
            What::LastYear => i64::from(data.year) - 1,
            What::NextYear => i64::from(data.year) + 1,
            What::Count(key) => count(data, key).unwrap_or(0),
            _ => continue,
        };
        renewed.replace_range(claim.span.clone(), &own.to_string());
    }
    renewed
}
