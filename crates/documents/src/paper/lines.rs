//! Characters with places → lines of text, and the text of a cell.

use super::geometry::Area;
use super::page::{Facing, Glyph};

/// A line of text, in pieces where wide gaps stand in it.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub area: Area,
    pub size: f64,
    pub pieces: Vec<String>,
    /// What was put together, spaces left out.
    pub glyphs: Vec<Glyph>,
    /// Whether a space was written at its end.
    pub ends_in_space: bool,
}

impl Line {
    pub fn text(&self) -> String {
        self.pieces.join(" ")
    }

    /// How wide the beginning is that may not be parted from itself at the end of a line: an ideograph with the marks
    /// behind it, or a western word.
    pub fn first_unit(&self) -> f64 {
        let text = self.text();
        let mut characters = text.chars();
        let first = characters.next().unwrap_or(' ');
        let is_closing = |character: char| "，。、；：！？）〕》”’.,;:!?)%％".contains(character);
        let is_own = |character: &char| {
            is_closing(*character) || (!is_wide(first) && !is_wide(*character) && !character.is_whitespace())
        };
        let width = |character: char| if is_wide(character) { 1.0 } else { 0.5 };
        let rest: f64 = characters.take_while(is_own).map(width).sum();
        self.size * (width(first) + rest)
    }

    fn last(&self) -> Option<char> {
        self.pieces.last().and_then(|piece| piece.chars().last())
    }
}

/// The lines that these characters form, from above to below.
pub(crate) fn lines_of(mut glyphs: Vec<Glyph>) -> Vec<Line> {
    glyphs.sort_by(|one, other| one.facing.cmp(&other.facing).then(one.along().2.total_cmp(&other.along().2)));
    let mut lines = Vec::new();
    let mut rest = glyphs.as_mut_slice();
    while let Some(first) = rest.first() {
        let (facing, mut size, mut sum) = (first.facing, first.size, 0.0);
        let mut count = 0;
        for glyph in rest.iter() {
            let level = glyph.along().2;
            let apart = if count == 0 { 0.0 } else { level - sum / f64::from(count) };
            if glyph.facing != facing || apart > SAME_LINE * size.min(glyph.size) {
                break;
            }
            size = size.max(glyph.size);
            sum += level;
            count += 1;
        }
        let (own, others) = std::mem::take(&mut rest).split_at_mut(count as usize);
        rest = others;
        own.sort_by(|one, other| one.along().0.total_cmp(&other.along().0));
        lines.extend(line_of(own));
    }
    lines
}

/// The text of a cell; what is one line on paper or many is one text. `width` is how much fits into one line.
pub(crate) fn text_of(glyphs: Vec<Glyph>, width: f64) -> String {
    let mut text = String::new();
    let mut before: Option<Line> = None;
    for line in lines_of(glyphs) {
        if let Some(before) = &before {
            let words = line.text();
            let is_full = before.area.width() + before.size * 0.6 > width - CELL_MARGINS;
            if needs_space(before, &words, is_full) {
                text.push(' ');
            }
        }
        text.push_str(&line.text());
        before = Some(line);
    }
    text
}

/// Whether a space stands between a line and the next, which are one text. Chinese has none; a number is written without
/// one, but two numbers below each other are two.
pub(crate) fn needs_space(line: &Line, next: &str, line_is_full: bool) -> bool {
    let (Some(last), Some(first)) = (line.last(), next.chars().next()) else { return false };
    let is_figure = |character: char| character.is_ascii_digit() || matches!(character, '.' | ',' | '%' | '-' | '/');
    if is_wide(last) || is_wide(first) {
        false
    } else if is_figure(last) && is_figure(first) {
        !line_is_full || line.ends_in_space
    } else {
        line.ends_in_space || (last.is_alphanumeric() && first.is_alphanumeric())
    }
}

/// How far from the middle of a line a character of it may stand, in parts of its size.
const SAME_LINE: f64 = 0.45;
/// A gap of this many sizes separates pieces.
const WIDE_GAP: f64 = 0.9;
/// A gap of this many sizes between western letters is a space.
const SPACE: f64 = 0.22;
/// What cells leave free on both sides.
const CELL_MARGINS: f64 = 12.0;

fn line_of(glyphs: &[Glyph]) -> Option<Line> {
    let size = glyphs.iter().map(|glyph| glyph.size).fold(0.0, f64::max);
    let usual = usual_gap(glyphs);
    let mut pieces: Vec<String> = Vec::new();
    let mut kept = Vec::new();
    let mut before: Option<&Glyph> = None;
    let mut space = None;
    let mut area: Option<Area> = None;
    for glyph in glyphs {
        if glyph.character.is_whitespace() {
            space = Some(if glyph.character == '\u{3000}' { '\u{3000}' } else { ' ' });
            continue;
        }
        let (start, end, _) = glyph.along();
        area = Some(area.map_or(glyph.area, |area| area.join(glyph.area)));
        if let (Some(before), Some(piece)) = (before, pieces.last_mut()) {
            let (last_start, last_end, _) = before.along();
            let size = before.size.min(glyph.size);
            if before.character == glyph.character && start - last_start < 0.2 * size && end > last_end - 0.2 * size {
                // Bold type is sometimes made by writing twice.
                continue;
            }
            let gap = (start - last_end) / size.max(0.1);
            let both_western = !is_wide(before.character) && !is_wide(glyph.character);
            if gap > if both_western { WIDE_GAP } else { WIDE_GAP.max(usual * 2.5) } {
                pieces.push(String::new());
            } else if let Some(space) = space.filter(|_| gap > 0.1) {
                piece.push(space);
            } else if both_western && gap > SPACE {
                piece.push(' ');
            }
        } else {
            pieces.push(String::new());
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(glyph.character);
        }
        kept.push(*glyph);
        before = Some(glyph);
        space = None;
    }
    Some(Line { area: area?, size, pieces, glyphs: kept, ends_in_space: space.is_some() })
}

/// How far ideographs stand apart in a line that is spread over its width, in parts of their size.
fn usual_gap(glyphs: &[Glyph]) -> f64 {
    let seen: Vec<&Glyph> = glyphs.iter().filter(|glyph| !glyph.character.is_whitespace()).collect();
    let wide = seen.array_windows().filter(|[one, next]| is_wide(one.character) && is_wide(next.character));
    let mut gaps: Vec<f64> =
        wide.map(|[one, next]| (next.along().0 - one.along().1) / one.size.min(next.size).max(0.1)).collect();
    gaps.sort_by(f64::total_cmp);
    // Few ideographs with gaps are a header of a table, not a line that was spread.
    if gaps.len() < 8 { 0.0 } else { gaps[gaps.len() / 2] }
}

/// Ideographs, their punctuation and wide forms: nothing is written between them at the end of a line.
pub(crate) fn is_wide(character: char) -> bool {
    matches!(character,
        '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}'
        | '\u{20000}'..='\u{3ffff}' | '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// Whether the words run as usual; others are written behind those.
pub(crate) fn runs_as_usual(glyph: &Glyph) -> bool {
    glyph.facing == Facing::Right
}
