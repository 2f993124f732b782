//! What the elements of HTML are: blocks, what nobody sees, their style.

use crate::tree::Element;

/// What is not shown, or was deleted, or is said about the words and not by them.
pub(crate) fn is_left_out(element: &Element) -> bool {
    const NAMES: &[&str] = &[
        "script", "style", "head", "title", "template", "noscript", "iframe", "object", "select", "option", "button",
        "textarea", "input", "svg", "math", "xml", "del", "comment", "s", "strike", "rt", "rp", "rtc",
    ];
    const STYLES: &[&str] = &[
        "display:none",
        "mso-hide:all",
        "mso-element:comment",
        "mso-special-character:comment",
        "text-decoration:line-through",
        "text-decoration-line:line-through",
        "text-line-through:single",
        "text-line-through:double",
    ];
    let style = style(element);
    element.name != "col"
        && (NAMES.contains(&element.name.as_str())
            || element.attribute("hidden").is_some()
            || element.attribute("name").is_some_and(|name| name.starts_with("_msoanchor"))
            || STYLES.iter().any(|hidden| style.contains(hidden)))
}

/// Whether the words of an element are raised, as the mark of a note is.
pub(crate) fn is_raised(element: &Element) -> bool {
    match style(element).split_once("vertical-align:") {
        Some((_, align)) => align.starts_with("super"),
        None => element.name == "sup",
    }
}

/// The style of an element in lower case, without space.
pub(crate) fn style(element: &Element) -> String {
    element.attribute("style").unwrap_or("").to_ascii_lowercase().split_ascii_whitespace().collect()
}

/// Whether the words of an element stand on lines of their own.
pub(crate) fn is_block(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "section",
        "article",
        "header",
        "footer",
        "main",
        "nav",
        "aside",
        "blockquote",
        "center",
        "form",
        "fieldset",
        "figure",
        "figcaption",
        "hr",
        "address",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "body",
        "html",
    ];
    NAMES.contains(&name)
}
