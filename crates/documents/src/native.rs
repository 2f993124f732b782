//! What a browser has by itself, from crates: an HTML parser and a GB18030 decoder.

use crate::parser::parse_html;
use crate::tools::Tools;

/// Both tools.
pub const TOOLS: Tools = Tools { gb18030, parse_html };

fn gb18030(bytes: &[u8]) -> Option<String> {
    let (text, errors) = encoding_rs::GB18030.decode_without_bom_handling(bytes);
    (!errors).then(|| text.into_owned())
}
