//! Writes texts and what the contract has for each, with offsets as JavaScript counts them, for the tests of the package.

use std::error::Error;
use std::fs;
use std::path::Path;

use gouji_core::contract::{MachineOutput, cells_of, map_cells};
use gouji_core::{Options, Source};

/// The sample of the page, which has slips of many kinds.
const SAMPLE: &str = include_str!("../../../web/src/sample.txt");

/// A table without the rest of a report, behind a character of two UTF-16 units.
const TABLE_FOUR: &str = "😀甲县财政局2023年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n未经复议直接起诉\t复议后起诉\n10\t1\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n";

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: contract FOLDER")?;
    let folder = Path::new(&folder);
    fs::create_dir_all(folder)?;
    // A case under the wrong applicant, which may have been moved in several rows, and a half-width comma.
    let moved = SAMPLE
        .replace("（一）予以公开\t21\t", "（一）予以公开\t12\t")
        .replace("1.本机关不掌握相关政府信息\t5\t1", "1.本机关不掌握相关政府信息\t4\t2")
        .replacen('，', ",", 1);
    for (name, text) in [("sample", SAMPLE), ("moved", &moved), ("table-four", TABLE_FOUR), ("empty", "")] {
        let source = Source::plain(text.to_owned());
        let checked = gouji_core::check(&source, &Options::default());
        let mut units = |place: u32| text[..place as usize].encode_utf16().count() as u32;
        let mut output = MachineOutput::new(&source, &checked, false);
        output.map_offsets(&mut units);
        let mut cells = cells_of(&source, &checked);
        map_cells(&mut cells, &mut units);
        fs::write(folder.join(format!("{name}.txt")), text)?;
        fs::write(folder.join(format!("{name}.result.json")), serde_json::to_string(&output)?)?;
        fs::write(folder.join(format!("{name}.cells.json")), serde_json::to_string(&cells)?)?;
    }
    Ok(())
}
