//! Writes texts with what the check of each gives, for the tests of the package and of the page in JavaScript: the line of
//! JSON, and the object with offsets as JavaScript counts them.

use std::error::Error;
use std::fs;
use std::path::Path;

use gouji_core::contract::{Output, Wanted};
use gouji_core::{Options, Source, check};
use gouji_export::json;
use gouji_tests::verdicts::cases;

/// The sample of the page, which has slips of many kinds.
const SAMPLE: &str = include_str!("../../../web/src/sample.txt");

/// A table without the rest of a report, behind a character of two UTF-16 units.
const TABLE_FOUR: &str = "😀甲县财政局2023年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n未经复议直接起诉\t复议后起诉\n10\t1\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n";

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: outputs FOLDER")?;
    let folder = Path::new(&folder);
    fs::create_dir_all(folder)?;
    // A case under the wrong applicant, which may have been moved in several rows, and a half-width comma.
    let moved = SAMPLE
        .replace("（一）予以公开\t21\t", "（一）予以公开\t12\t")
        .replace("1.本机关不掌握相关政府信息\t5\t1", "1.本机关不掌握相关政府信息\t4\t2")
        .replacen('，', ",", 1);
    let own = [("sample", SAMPLE), ("moved", &moved), ("table-four", TABLE_FOUR), ("empty", "")];
    let verdicts = cases();
    // The page is held against these too: `case-…`.
    let cases: Vec<(String, &str)> = verdicts
        .iter()
        .map(|case| (format!("case-{}", case.name.replace([' ', ','], "-")), case.text.as_str()))
        .collect();
    let texts = own.into_iter().chain(cases.iter().map(|(name, text)| (name.as_str(), *text)));
    for (name, text) in texts {
        let checked = check(Source::plain(text), &Options::default());
        let wanted = || Wanted { file: Some("-".to_owned()), cells: true, ..Wanted::default() };
        let units = |place: u32| text[..place as usize].encode_utf16().count() as u32;
        let object = Output::new(&checked, Wanted { count: Some(&units), ..wanted() });
        fs::write(folder.join(format!("{name}.txt")), text)?;
        fs::write(folder.join(format!("{name}.line.json")), json(&checked, wanted())?)?;
        fs::write(folder.join(format!("{name}.object.json")), serde_json::to_string(&object)?)?;
    }
    Ok(())
}
