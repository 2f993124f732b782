//! The check as a bare wasm module: its steps can be counted and are the same on every machine, however busy, so that a
//! test can say how the work grows with the text.

use gouji_core::contract::{Output, Wanted};
use gouji_core::{Options, Source, check};

/// What a text is made of, repeated; each is a shape in which a careless step would look at the whole text again and again.
pub const PARTS: [&str; 23] = [
    "0",
    "0 ",
    "0\n",
    "\n",
    "\t",
    "|",
    "一、总体情况\n",
    "（一）予以公开",
    "（一）予以公开 0 0 0 0 0 0 0\n",
    "第二十条第（一）项\n",
    "（",
    "2023年",
    "规章\t0\t0\t0\n",
    "三、收到和处理政府信息公开申请情况\n1\n\n",
    "四、政府信息公开行政复议、行政诉讼情况\n0 0 0 0 0\n",
    "收到申请5件，答复4件。",
    "<p>",
    "\u{c}",
    "1.本机关不掌握\n",
    "未经复议直接起诉\n",
    "（一）予以公开130010014",
    "（一）予以公开123456789012345678901234567890123456789012345678901234567890\n",
    "0000000。",
];

const HEAD: &str = "某县财政局2023年政府信息公开工作年度报告\n一、总体情况\n三、收到和处理政府信息公开申请情况\n";

/// Checks the head of a report with one of the parts behind it, by its place in [`PARTS`], repeated up to so many bytes;
/// gives how many findings the output has.
#[unsafe(no_mangle)]
pub extern "C" fn check_repeated(part: u32, bytes: u32) -> u32 {
    let Some(part) = PARTS.get(part as usize) else { return u32::MAX };
    let text = format!("{HEAD}{}", part.repeat(bytes as usize / part.len()));
    let checked = check(Source::plain(text), &Options::default());
    Output::new(&checked, Wanted { cells: true, ..Wanted::default() }).findings.len() as u32
}
