//! Page numbers, and the lines that every page repeats: they are no part of the text.

use std::collections::{HashMap, HashSet};

use super::lines::Line;

/// The lines of a page, by their places in the page's blocks, with the height of the page.
pub(crate) struct Margins<'a> {
    pub height: f64,
    pub lines: Vec<(usize, &'a Line)>,
}

/// For each page, which of its blocks are left out.
pub(crate) fn furniture_of(pages: &[Margins]) -> Vec<HashSet<usize>> {
    let mut repeated: HashMap<(String, i64), usize> = HashMap::new();
    for page in pages {
        let lines = page.lines.iter().filter(|(_, line)| is_in_margin(line, page.height));
        for signature in lines.filter_map(|(_, line)| signature(line)) {
            *repeated.entry(signature).or_default() += 1;
        }
    }
    let enough = (pages.len() / 2).clamp(2, 5);
    let numbers = numbering(pages);
    let left_out = |(at, page): (usize, &Margins)| {
        let edges = Edges::of(page);
        let is_left_out = |line: &Line| {
            let is_in_margin = is_in_margin(line, page.height);
            let is_number = match page_number(&unspaced(line)) {
                Some(Numbered::Surely) => true,
                Some(Numbered::Of(number, of)) => number <= of && (number == at as i64 + 1 || of == pages.len() as i64),
                Some(Numbered::Perhaps(number)) => {
                    let only = pages.len() == 1 && number == 1;
                    is_in_margin && (only || numbers.contains(&(number - at as i64)))
                }
                None => false,
            };
            let is_repeated = || signature(line).and_then(|it| repeated.get(&it)).is_some_and(|it| *it >= enough);
            is_number && (is_in_margin || edges.is_outermost(line)) || is_in_margin && is_repeated()
        };
        page.lines.iter().filter(|(_, line)| is_left_out(line)).map(|(at, _)| *at).collect()
    };
    pages.iter().enumerate().map(left_out).collect()
}

/// The part of the page, above and below, in which such lines stand.
const MARGIN: f64 = 0.13;

fn is_in_margin(line: &Line, height: f64) -> bool {
    let (_, middle) = line.area.center();
    middle < height * MARGIN || middle > height * (1.0 - MARGIN)
}

/// The second line from above, and from below.
struct Edges {
    above: f64,
    below: f64,
}

impl Edges {
    fn of(page: &Margins) -> Self {
        let mut middles: Vec<f64> = page.lines.iter().map(|(_, line)| line.area.center().1).collect();
        middles.sort_by(f64::total_cmp);
        Edges {
            above: middles.get(1).copied().unwrap_or(f64::MAX),
            below: middles.iter().rev().nth(1).copied().unwrap_or(f64::MIN),
        }
    }

    fn is_outermost(&self, line: &Line) -> bool {
        let (_, middle) = line.area.center();
        middle <= self.above || middle >= self.below
    }
}

fn unspaced(line: &Line) -> String {
    line.text().split_whitespace().collect()
}

/// The words that a page repeats, without the number of the page at their end, and their height on the page. Numbers alone
/// are none: those may be of a table.
fn signature(line: &Line) -> Option<(String, i64)> {
    let words = unspaced(line);
    let words = words.trim_end_matches(|it: char| it.is_ascii_digit() || is_dash(it));
    let is_named = words.chars().filter(|it| it.is_alphabetic()).count() >= 2;
    is_named.then(|| (words.to_owned(), (line.area.center().1 / 3.0).round() as i64))
}

fn is_dash(character: char) -> bool {
    matches!(character, '-' | '—' | '–' | '－' | '―' | '─' | '~' | '·' | '•')
}

enum Numbered {
    /// - 3 -, 第3页
    Surely,
    /// 3/5
    Of(i64, i64),
    /// A number alone.
    Perhaps(i64),
}

fn page_number(text: &str) -> Option<Numbered> {
    let is_figures = |text: &str| {
        !text.is_empty()
            && text.len() <= 12
            && text.chars().all(|it| it.is_ascii_digit() || ('０'..='９').contains(&it))
    };
    let inner = text.trim_matches(is_dash);
    let is_dashed = text.starts_with(is_dash) && text.ends_with(is_dash) && inner.len() < text.len();
    if is_figures(inner) {
        return if is_dashed { Some(Numbered::Surely) } else { inner.parse().ok().map(Numbered::Perhaps) };
    }
    if let Some((page, pages)) = inner.split_once(['/', '／'])
        && is_figures(page)
        && is_figures(pages)
    {
        return Some(Numbered::Of(page.parse().ok()?, pages.parse().ok()?));
    }
    let has_page = inner.starts_with('第') && inner.contains('页') || inner.starts_with("Page");
    let is_word = |it: char| it.is_ascii_digit() || "第页共/，,／一二三四五六七八九十Pageof".contains(it);
    (has_page && inner.chars().all(is_word)).then_some(Numbered::Surely)
}

/// How numbers in the margins differ from the count of their page, where most pages agree.
fn numbering(pages: &[Margins]) -> HashSet<i64> {
    let mut offsets: HashMap<i64, usize> = HashMap::new();
    for (at, page) in pages.iter().enumerate() {
        let lines = page.lines.iter().filter(|(_, line)| is_in_margin(line, page.height));
        let offset = |line: &Line| match page_number(&unspaced(line)) {
            Some(Numbered::Perhaps(number)) => Some(number - at as i64),
            _ => None,
        };
        for offset in lines.filter_map(|(_, line)| offset(line)).collect::<HashSet<i64>>() {
            *offsets.entry(offset).or_default() += 1;
        }
    }
    let enough = (pages.len() / 2).max(2);
    offsets.into_iter().filter(|(_, count)| *count >= enough).map(|(offset, _)| offset).collect()
}
