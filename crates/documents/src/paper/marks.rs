//! What stands on a page beside the words and is no part of them: the marks of notes, what is struck through, watermarks.

use std::collections::HashMap;

use super::geometry::Area;
use super::page::{Facing, Glyph, Page, Ruling};

/// Takes away the marks of notes: small raised signs behind a word or a number. 312¹ is 312.
pub(crate) fn drop_note_marks(page: &mut Page) {
    let usual = usual_size(&page.glyphs);
    let is_small =
        |glyph: &Glyph| glyph.size < SMALL * usual && glyph.facing == Facing::Right && is_sign_of_mark(glyph.character);
    let mut small: Vec<usize> = (0..page.glyphs.len()).filter(|at| is_small(&page.glyphs[*at])).take(MOST).collect();
    if small.is_empty() {
        return;
    }
    small.sort_by(|one, other| page.glyphs[*one].area.left.total_cmp(&page.glyphs[*other].area.left));
    let mut by_right: Vec<usize> = (0..page.glyphs.len()).collect();
    by_right.sort_by(|one, other| page.glyphs[*one].area.right.total_cmp(&page.glyphs[*other].area.right));
    let mut is_mark = vec![false; page.glyphs.len()];
    for at in small {
        let glyph = page.glyphs[at];
        let from = by_right.partition_point(|base| page.glyphs[*base].area.right < glyph.area.left - 0.3 * usual);
        let near =
            by_right[from..].iter().take_while(|base| page.glyphs[**base].area.right < glyph.area.left + 0.6 * usual);
        is_mark[at] = near.into_iter().take(MOST_NEAR).any(|base| {
            let before = page.glyphs[*base];
            let is_same_mark = is_mark[*base] && (before.area.bottom - glyph.area.bottom).abs() < 0.2 * glyph.size;
            *base != at && (is_same_mark || is_raised_behind(&glyph, &before))
        });
    }
    page.marks =
        page.glyphs.iter().zip(&is_mark).filter(|(_, is_mark)| **is_mark).map(|(it, _)| it.character).collect();
    let mut marks = is_mark.into_iter();
    page.glyphs.retain(|_| !marks.next().unwrap_or(false));
}

/// Smaller than this part of the usual size.
const SMALL: f64 = 0.8;
/// More small signs than this are no marks.
const MOST: usize = 3_000;
/// So many characters are looked at that end where a mark may begin.
const MOST_NEAR: usize = 2_000;

fn is_raised_behind(mark: &Glyph, before: &Glyph) -> bool {
    let size = before.size;
    before.facing == Facing::Right
        && !before.character.is_whitespace()
        // m² is a unit.
        && !before.character.is_ascii_alphabetic()
        && mark.size < SMALL * size
        && before.area.bottom - mark.area.bottom > 0.15 * size
        && mark.area.bottom > before.area.top + 0.2 * size
        && mark.area.center().1 < before.area.center().1
}

fn is_sign_of_mark(character: char) -> bool {
    character.is_ascii_alphanumeric()
        || matches!(character, '①'..='⑳' | '０'..='９' | '\u{fffd}')
        || "[]()〔〕［］（）【】*＊†‡#注".contains(character)
}

/// Takes away what a line strikes through, and the line: one at half the height of the characters, as long as they are.
pub(crate) fn drop_struck(page: &mut Page) {
    let mut rows: Vec<usize> = (0..page.glyphs.len()).filter(|at| page.glyphs[*at].facing == Facing::Right).collect();
    rows.sort_by(|one, other| page.glyphs[*one].area.center().1.total_cmp(&page.glyphs[*other].area.center().1));
    let middles: Vec<f64> = rows.iter().map(|at| page.glyphs[*at].area.center().1).collect();
    let mut struck = vec![false; page.glyphs.len()];
    let mut looked_at = 0;
    let glyphs = &page.glyphs;
    page.rulings.retain(|ruling| {
        if !ruling.level || looked_at > MOST_LOOKED_AT {
            return true;
        }
        let near = middles.partition_point(|middle| *middle < ruling.at - TALLEST)
            ..middles.partition_point(|middle| *middle <= ruling.at + TALLEST);
        looked_at += near.len();
        let crosses = |at: &&usize| {
            let glyph = &glyphs[**at];
            (glyph.area.center().1 - ruling.at).abs() < 0.22 * glyph.size
                && ruling.start < glyph.area.center().0
                && glyph.area.center().0 < ruling.end
        };
        let own: Vec<usize> = rows[near].iter().filter(crosses).copied().collect();
        let area = own.iter().map(|at| glyphs[*at].area).reduce(Area::join);
        let size = own.iter().map(|at| glyphs[*at].size).fold(0.0, f64::max);
        // The border of a cell is longer than its words.
        let is_strike = area.is_some_and(|area| {
            (ruling.start - area.left).abs() < 0.35 * size && (ruling.end - area.right).abs() < 0.35 * size
        });
        if is_strike {
            own.iter().for_each(|at| struck[*at] = true);
        }
        !is_strike
    });
    let mut struck = struck.into_iter();
    page.glyphs.retain(|_| !struck.next().unwrap_or(false));
}

/// No type is taller, in points, where a line can strike a number.
const TALLEST: f64 = 12.0;
const MOST_LOOKED_AT: usize = 5_000_000;

/// Takes watermarks off all pages: large words that stand in the same place on several pages, or lie across the lines of
/// tables; and others that do both. A title does neither.
pub(crate) fn drop_watermarks(pages: &mut [Page]) {
    let sizes: Vec<f64> = pages.iter().map(|page| usual_size(&page.glyphs)).collect();
    let mut places: HashMap<(char, i64, i64, i64), (usize, usize)> = HashMap::new();
    for (number, page) in pages.iter().enumerate() {
        for glyph in page.glyphs.iter().filter(|glyph| !glyph.character.is_whitespace()) {
            let seen = places.entry(place_of(glyph)).or_insert((0, usize::MAX));
            if seen.1 != number {
                *seen = (seen.0 + 1, number);
            }
        }
    }
    let is_repeated = |glyph: &Glyph| places.get(&place_of(glyph)).is_some_and(|(count, _)| *count >= 2);
    for (page, usual) in pages.iter_mut().zip(sizes) {
        let mut crossings = MOST_CROSSINGS;
        // The words of one watermark have one size and stand on one line.
        let mut words: HashMap<(i64, i64), (usize, usize)> = HashMap::new();
        let key = |glyph: &Glyph| ((glyph.size * 4.0).round() as i64, (glyph.along().2 / 2.0).round() as i64);
        for glyph in page.glyphs.iter().filter(|glyph| !glyph.character.is_whitespace()) {
            let is_large = glyph.size > LARGE * usual;
            let repeats = is_repeated(glyph);
            let is_watermark =
                (is_large || repeats) && ((is_large && repeats) || is_crossed(glyph, &page.rulings, &mut crossings));
            let (own, all) = words.entry(key(glyph)).or_default();
            *own += usize::from(is_watermark);
            *all += 1;
        }
        words.retain(|_, (own, all)| *own * 3 >= *all);
        let is_kept = |glyph: &Glyph| glyph.character.is_whitespace() || !words.contains_key(&key(glyph));
        page.glyphs.retain(is_kept);
    }
}

/// Larger than the usual type by this factor.
const LARGE: f64 = 1.9;
const MOST_CROSSINGS: usize = 20_000_000;

fn place_of(glyph: &Glyph) -> (char, i64, i64, i64) {
    let (x, y) = glyph.area.center();
    (glyph.character, x.round() as i64, y.round() as i64, glyph.size.round() as i64)
}

/// Whether a line goes through the middle of a character, from one of its sides to the other.
fn is_crossed(glyph: &Glyph, rulings: &[Ruling], left: &mut usize) -> bool {
    if *left < rulings.len() {
        return false;
    }
    *left -= rulings.len();
    let Area { left, top, right, bottom } = glyph.area;
    let (width, height) = (right - left, bottom - top);
    rulings.iter().any(|ruling| match ruling.level {
        true => {
            ruling.at > top + 0.25 * height
                && ruling.at < bottom - 0.25 * height
                && ruling.start < left - 0.1 * width
                && ruling.end > right + 0.1 * width
        }
        false => {
            ruling.at > left + 0.25 * width
                && ruling.at < right - 0.25 * width
                && ruling.start < top
                && ruling.end > bottom
        }
    })
}

/// The size of type that most characters have; half of them are smaller.
fn usual_size(glyphs: &[Glyph]) -> f64 {
    let mut sizes: Vec<f64> = glyphs.iter().map(|glyph| glyph.size).collect();
    let middle = sizes.len() / 2;
    if sizes.is_empty() {
        return 0.0;
    }
    *sizes.select_nth_unstable_by(middle, f64::total_cmp).1
}
