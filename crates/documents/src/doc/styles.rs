//! The style sheet: only what decides about words, that is numbering and hiding.

use super::bytes::{part, u16_at};
use super::properties::{CharacterProperties, ParagraphProperties};

/// The styles by their numbers.
#[derive(Debug, Default)]
pub struct Styles {
    styles: Vec<Style>,
}

/// What a style says, with what it has from the styles below it.
#[derive(Clone, Debug, Default)]
pub struct Style {
    /// Its use of a list.
    pub list: Option<u16>,
    /// Its level in the list.
    pub level: Option<u8>,
    /// Whether its words are shown, where it or a style below it says so.
    hides: Option<bool>,
    strikes: Option<bool>,
    raises: Option<bool>,
    base: u16,
}

/// Kinds of styles.
const OF_PARAGRAPHS: u16 = 1;
const OF_CHARACTERS: u16 = 2;

/// Word allows no longer chain of styles, each based on the next.
const MAX_CHAIN: usize = 12;

impl Styles {
    /// Reads the sheet as far as it is whole.
    pub fn read(sheet: &[u8]) -> Styles {
        let own = own(sheet).unwrap_or_default();
        let styles = own.iter().map(|style| {
            let mut whole = style.clone();
            let mut base = own.get(usize::from(style.base));
            for _ in 0..MAX_CHAIN {
                let Some(lower) = base else { break };
                whole.list = whole.list.or(lower.list);
                whole.level = whole.level.or(lower.level);
                whole.hides = whole.hides.or(lower.hides);
                whole.strikes = whole.strikes.or(lower.strikes);
                whole.raises = whole.raises.or(lower.raises);
                base = own.get(usize::from(lower.base));
            }
            whole
        });
        Styles { styles: styles.collect() }
    }

    /// Whether a style hides its words.
    pub fn hides(&self, number: u16) -> bool {
        self.get(number).and_then(|style| style.hides).unwrap_or(false)
    }

    /// Whether a style strikes its words through.
    pub fn strikes(&self, number: u16) -> bool {
        self.get(number).and_then(|style| style.strikes).unwrap_or(false)
    }

    /// Whether a style raises its words; `None` where it says nothing.
    pub fn raises(&self, number: u16) -> Option<bool> {
        self.get(number)?.raises
    }

    /// A style.
    pub fn get(&self, number: u16) -> Option<&Style> {
        self.styles.get(usize::from(number))
    }
}

/// What a property says that is turned round from style to style.
fn toggled(property: Option<u8>) -> Option<bool> {
    property.filter(|it| *it != 128).map(|it| it != 0)
}

/// What each style says by itself.
fn own(sheet: &[u8]) -> Option<Vec<Style>> {
    let head = part(sheet, 2, usize::from(u16_at(sheet, 0)?))?;
    let (count, fixed) = (u16_at(head, 0)?, usize::from(u16_at(head, 2)?));
    let mut styles = Vec::new();
    let mut at = 2 + head.len();
    for _ in 0..count {
        let Some(length) = u16_at(sheet, at).map(usize::from) else { break };
        let Some(style) = part(sheet, at + 2, length) else { break };
        styles.push(style_of(style, fixed).unwrap_or_default());
        at += 2 + length;
    }
    Some(styles)
}

fn style_of(bytes: &[u8], fixed: usize) -> Option<Style> {
    let kind = u16_at(bytes, 2)?;
    let mut style = Style { base: kind >> 4, ..Style::default() };
    // The name follows, with its length before and a zero behind it; then lists of properties.
    let mut at = fixed + 2 + usize::from(u16_at(bytes, fixed)?) * 2 + 2;
    let mut next = || {
        let list = part(bytes, at + 2, usize::from(u16_at(bytes, at)?))?;
        at += 2 + list.len().next_multiple_of(2);
        Some(list)
    };
    if kind & 15 == OF_PARAGRAPHS {
        let mut properties = ParagraphProperties::default();
        properties.change(next()?.get(2..)?);
        style.list = properties.list;
        style.level = properties.level;
    }
    if matches!(kind & 15, OF_PARAGRAPHS | OF_CHARACTERS) {
        let mut properties = CharacterProperties::default();
        properties.change(next().unwrap_or_default());
        // 129 is the other way round than the style below; those that say so hide.
        style.hides = toggled(properties.is_hidden);
        style.strikes = properties.is_struck.into_iter().filter_map(toggled).reduce(|one, other| one || other);
        style.raises = properties.is_raised;
    }
    Some(style)
}
