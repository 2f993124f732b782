//! Markdown that keeps the markup of what it was made from, as converters write Word files and web pages.

/// Whether a text is such Markdown: the module of web pages reads it.
pub fn has_markup(text: &str) -> bool {
    has_attributes(text) || has_elements(text)
}

fn has_attributes(text: &str) -> bool {
    text.contains("]{") || text.contains("\n:::")
}

fn has_elements(text: &str) -> bool {
    ["</span>", "</td>", "</u>"].iter().any(|end| text.contains(end))
}

/// The words of Pandoc's Markdown without its own markup: [words]{lang="ZH-CN"}, `:::`, a backslash before a mark or at the end of
/// a line. `None` where a text has none.
#[cfg(feature = "web")]
pub(crate) fn without_attributes(text: &str) -> Option<String> {
    if !has_attributes(text) {
        return None;
    }
    let mut plain = String::with_capacity(text.len());
    // Where brackets opened, and whether the braces behind one are open.
    let (mut brackets, mut attributes) = (Vec::new(), false);
    for line in text.split_inclusive('\n').filter(|line| !line.trim_start().starts_with(":::")) {
        let is_row = line.trim_start().starts_with('|');
        let mut characters = line.chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                '}' if attributes => attributes = false,
                // They began in the same cell, on a line above.
                '}' if is_row => {
                    plain.truncate(plain.rfind('|').map_or(0, |bar| bar + 1));
                    brackets.retain(|opened| *opened < plain.len());
                }
                '|' if is_row => {
                    attributes = false;
                    plain.push('|');
                }
                _ if attributes => {}
                '\\' if characters.peek().is_none_or(|next| next.is_ascii_punctuation() || *next == '\n') => {
                    plain.extend(characters.next());
                }
                '[' => {
                    brackets.push(plain.len());
                    plain.push('[');
                }
                ']' => {
                    let near = |at: &usize| plain.len() - at < LONGEST;
                    let opened = brackets.pop().filter(near).filter(|_| characters.next_if_eq(&'{').is_some());
                    match opened {
                        Some(at) => {
                            plain.remove(at);
                            attributes = true;
                        }
                        None => plain.push(']'),
                    }
                }
                _ => plain.push(character),
            }
        }
    }
    Some(plain)
}

/// No words in brackets are longer, in bytes.
#[cfg(feature = "web")]
const LONGEST: usize = 60_000;

/// Markdown with the ends of HTML elements in it, as a page with the same lines.
#[cfg(feature = "web")]
pub(crate) fn page_of(text: &str) -> Option<String> {
    if !has_elements(text) {
        return None;
    }
    let mut page = "<html>".to_owned();
    // Whether a tag goes on in the next line.
    let mut goes_on = false;
    for line in text.lines() {
        page.push_str(line);
        if let Some(at) = line.rfind(['<', '>']) {
            let tag = line[at..].strip_prefix('<');
            goes_on = tag.is_some_and(|tag| tag.starts_with(|first: char| first == '/' || first.is_ascii_alphabetic()));
        }
        // Nothing but rows may stand in a table.
        let in_table = ["<t", "</t", "<col", "</col"].iter().any(|tag| line.trim_start().starts_with(tag));
        page.push_str(if goes_on || in_table { " " } else { "<br>" });
    }
    Some(page)
}
