//! Zeros that a spreadsheet shows as a dash: the number format of the cell says so (`mso-number-format`), in the cell's own
//! style or in a class of the page's style sheet. A dash that was typed stays one.

use crate::elements::style;
use crate::tree::{Element, Node};

/// The classes of a page whose numbers are 0 where a dash is shown.
#[derive(Clone, Debug, Default)]
pub(crate) struct Formats {
    classes: Vec<String>,
}

impl Formats {
    /// Those of the style sheets in a page.
    pub fn of(html: &str) -> Self {
        let mut classes = Vec::new();
        // A rule of Excel's: .xl65 {mso-style-parent:style0; mso-number-format:"…";}
        for rule in html.split('}').filter(|rule| rule.contains(FORMAT)) {
            let Some((selectors, properties)) = rule.rsplit_once('{') else { continue };
            if shows_dash_for_zero(properties) {
                let selectors = selectors.rsplit(['>', ';', '-']).next().unwrap_or(selectors);
                let class = |selector: &str| selector.trim().rsplit_once('.').map(|(_, class)| class.to_owned());
                classes.extend(selectors.split(',').filter_map(class).take(MOST_CLASSES));
            }
        }
        classes.truncate(MOST_CLASSES);
        Formats { classes }
    }

    /// Whether a cell shows a dash for the number 0.
    pub fn shows_zero(&self, cell: &Element) -> bool {
        let is_formatted = || {
            let classes = cell.attribute("class").unwrap_or("");
            classes.split_whitespace().any(|class| self.classes.iter().any(|known| known == class))
                || shows_dash_for_zero(&style(cell))
        };
        let value = cell.attribute("x:num").or(cell.attribute("sdval"));
        is_dash(cell) && (is_formatted() || value.is_some_and(|value| is_zero(value.trim())))
    }
}

/// Whether a number as a spreadsheet writes it is 0. A parser of numbers brings tables of ten kilobytes into the page.
fn is_zero(number: &str) -> bool {
    let digits = number.trim_start_matches(['-', '+']);
    digits.contains('0') && digits.bytes().all(|byte| matches!(byte, b'0' | b'.'))
}

const FORMAT: &str = "mso-number-format:";

/// A workbook of a report has some ten.
const MOST_CLASSES: usize = 500;

/// Whether the third section of a number format, that of 0, is a dash: `_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ `.
fn shows_dash_for_zero(properties: &str) -> bool {
    let Some((_, code)) = properties.split_once(FORMAT) else { return false };
    // In a style sheet quotes and semicolons stand as signs of CSS.
    let code: String = code.replace("\\0022", "\"").replace("\\;", "\u{1}").replace('\\', "");
    let code = code.trim_start_matches(['"', '\'']);
    let mut sections = code.split('\u{1}');
    if code.contains('\u{1}') {
        return sections.nth(2).is_some_and(is_section_of_dash);
    }
    code.split(';').nth(2).is_some_and(is_section_of_dash)
}

fn is_section_of_dash(section: &str) -> bool {
    section.contains(['-', '–', '—']) && !section.contains(['0', '#'])
}

/// Whether the words of a cell are one dash.
fn is_dash(cell: &Element) -> bool {
    let mut words = String::new();
    collect(cell, &mut words);
    matches!(words.trim(), "-" | "–" | "—" | "－")
}

fn collect(element: &Element, words: &mut String) {
    for child in &element.children {
        match child {
            Node::Text(own) => words.push_str(own),
            Node::Element(inner) => collect(inner, words),
        }
    }
}
