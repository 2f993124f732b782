//! Words as a cell of a spreadsheet may hold them.

/// The longest text of a cell, in UTF-16 units: the limit of .xlsx, and of the programs that open CSV.
pub const CELL_UNITS: usize = 32_767;

/// Words without control characters, not too long, and with an apostrophe in front where a spreadsheet would take them for a
/// formula.
pub fn cell_words(words: &str) -> String {
    let kept = words.chars().filter(|character| !is_refused(*character));
    let mut cell = String::with_capacity(words.len());
    if words.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        cell.push('\'');
    }
    cell.extend(kept);
    // What was taken out may have stood before a sign.
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        cell.insert(0, '\'');
    }
    cut(&mut cell);
    cell
}

/// Control characters but for tab and the ends of lines, and what no XML may hold.
fn is_refused(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' => false,
        '\u{fffe}' | '\u{ffff}' => true,
        _ => character.is_control(),
    }
}

/// Cuts at the limit, and shows that it did.
fn cut(cell: &mut String) {
    if cell.len() <= CELL_UNITS {
        return;
    }
    // With room for the mark of what was left out.
    let (mut units, mut end) = (0, None);
    for (at, character) in cell.char_indices() {
        if end.is_none() && units + character.len_utf16() > CELL_UNITS - 1 {
            end = Some(at);
        }
        units += character.len_utf16();
        if units > CELL_UNITS {
            break;
        }
    }
    if let (true, Some(end)) = (units > CELL_UNITS, end) {
        cell.truncate(end);
        cell.push('…');
    }
}

#[cfg(test)]
mod tests {
    use super::{CELL_UNITS, cell_words};

    #[test]
    fn what_would_be_a_formula_gets_an_apostrophe() {
        for words in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=x", "\u{1}=1+1"] {
            assert!(cell_words(words).starts_with('\''), "{words:?}");
        }
        for words in ["1", "甲=乙", " =1", "'=1", ""] {
            assert_eq!(cell_words(words), words);
        }
    }

    #[test]
    fn control_characters_go_and_ends_of_lines_stay() {
        assert_eq!(cell_words("甲\0\u{b}\u{1b}乙\u{85}\u{ffff}\n丙\t丁"), "甲乙\n丙\t丁");
    }

    #[test]
    fn what_is_too_long_is_cut_between_characters() {
        let exact = "甲".repeat(CELL_UNITS);
        assert_eq!(cell_words(&exact), exact);
        let cut = cell_words(&format!("{exact}乙"));
        assert_eq!((cut.encode_utf16().count(), cut.ends_with("甲…")), (CELL_UNITS, true));
        // Two units each: one is left over.
        let cut = cell_words(&"𠮷".repeat(CELL_UNITS));
        assert_eq!((cut.encode_utf16().count(), cut.ends_with("𠮷…")), (CELL_UNITS, true));
        let formula = cell_words(&format!("={exact}"));
        assert_eq!((formula.encode_utf16().count(), formula.starts_with("'=")), (CELL_UNITS, true));
    }
}
