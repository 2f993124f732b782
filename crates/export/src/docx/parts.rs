//! The parts of the Word file that are the same in every statement.

/// How every part begins.
pub const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The name spaces of a part.
pub const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

/// Names and contents of these parts, what the others are first.
pub const FIXED: [(&str, &str); 7] = [
    ("[Content_Types].xml", include_str!("content_types.xml")),
    ("_rels/.rels", include_str!("package.rels")),
    ("docProps/core.xml", include_str!("core.xml")),
    ("word/_rels/document.xml.rels", include_str!("document.rels")),
    ("word/styles.xml", include_str!("styles.xml")),
    ("word/fontTable.xml", include_str!("fonts.xml")),
    ("word/settings.xml", include_str!("settings.xml")),
];

/// The properties that a person finds under 属性: the rule set and the whole hash.
pub fn custom_properties(rule_set: &str, text_sha256: &str) -> String {
    let property = |id: u32, name: &str, value: &str| {
        format!(
            "<property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"{id}\" name=\"{name}\"><vt:lpwstr>{value}</vt:lpwstr></property>"
        )
    };
    format!(
        "{DECLARATION}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" \
         xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">{}{}</Properties>",
        property(2, "规则集", rule_set),
        property(3, "报告文字 SHA-256", text_sha256),
    )
}
