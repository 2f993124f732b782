//! Page numbers, and the lines that every page repeats: they are no part of the text.

use std::collections::HashMap;

use super::lines::Line;

/// The lines of a page that may be such, by their places in the page's blocks, with the height of the page.
pub(super) struct Margins<'a> {
    pub height: f64,
    /// The lines before the first table and behind the last, or all where the page has none.
    pub lines: Vec<(usize, &'a Line)>,
}

/// For each page, which of its lines are left out.
pub(super) fn furniture_of(pages: &[Margins]) -> Vec<Vec<usize>> {
    let mut repeated: HashMap<(String, i64), usize> = HashMap::new();
    for page in pages {
        for (_, line) in page.lines.iter().filter(|(_, line)| is_in_margin(line, page.height)) {
            *repeated.entry(signature(line)).or_default() += 1;
        }
    }
    let enough = (pages.len() / 2).clamp(2, 5);
    let numbers = numbering(pages);
    pages
        .iter()
        .enumerate()
        .map(|(at, page)| {
            let edge = |line: &Line| is_in_margin(line, page.height);
            let is_left_out = |line: &Line| {
                let text: String = line.text().split_whitespace().collect();
                let is_number = match page_number(&text) {
                    Some(Numbered::Surely) => true,
                    Some(Numbered::Of(page, of)) => page <= of && (page == at as i64 + 1 || of == pages.len() as i64),
                    Some(Numbered::Perhaps(number)) => {
                        edge(line) && (numbers.contains(&(number - at as i64)) || pages.len() == 1)
                    }
                    None => false,
                };
                is_number && is_outermost(line, page) || edge(line) && repeated[&signature(line)] >= enough
            };
            page.lines.iter().filter(|(_, line)| is_left_out(line)).map(|(at, _)| *at).collect()
        })
        .collect()
}

/// The part of the page, above and below, in which such lines stand.
const MARGIN: f64 = 0.13;

fn is_in_margin(line: &Line, height: f64) -> bool {
    let (_, middle) = line.area.center();
    middle < height * MARGIN || middle > height * (1.0 - MARGIN)
}

/// Nothing but other such lines stands between it and the edge of the page: at most two lines.
fn is_outermost(line: &Line, page: &Margins) -> bool {
    let (_, middle) = line.area.center();
    let others = |above: bool| {
        page.lines
            .iter()
            .filter(|(_, other)| (other.area.center().1 < middle) == above && other.area.center().1 != middle)
            .count()
    };
    is_in_margin(line, page.height) || others(true) < 2 || others(false) < 2
}

/// Words without their numbers, and their height on the page.
fn signature(line: &Line) -> (String, i64) {
    let words = line.text().chars().filter(|it| !it.is_ascii_digit() && !it.is_whitespace()).collect();
    (words, (line.area.center().1 / 3.0).round() as i64)
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
    let is_dash = |it: char| matches!(it, '-' | '—' | '–' | '－' | '―' | '─' | '~' | '·' | '•');
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
fn numbering(pages: &[Margins]) -> Vec<i64> {
    let mut offsets: HashMap<i64, usize> = HashMap::new();
    for (at, page) in pages.iter().enumerate() {
        let mut seen: Vec<i64> = Vec::new();
        for (_, line) in page.lines.iter().filter(|(_, line)| is_in_margin(line, page.height)) {
            let text: String = line.text().split_whitespace().collect();
            if let Some(Numbered::Perhaps(number)) = page_number(&text)
                && !seen.contains(&(number - at as i64))
            {
                seen.push(number - at as i64);
                *offsets.entry(number - at as i64).or_default() += 1;
            }
        }
    }
    let enough = (pages.len() / 2).max(2);
    offsets.into_iter().filter(|(_, count)| *count >= enough).map(|(offset, _)| offset).collect()
}
