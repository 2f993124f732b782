//! The files beside the report: last year's report, confirmations, remarks, an earlier check.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use gouji_core::contract::{Earlier, Remark};
use gouji_core::{Options, Source, Span};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::arguments::GivenArguments;
use crate::input::Input;

/// Everything given beside the reports, read; or a sentence about what could not be.
pub(crate) struct Given {
    pub options: Options,
    pub since: Option<Vec<Earlier>>,
    remarks: Vec<RemarkGiven>,
}

impl Given {
    pub(crate) fn read(arguments: &GivenArguments) -> Result<Self, String> {
        let previous = arguments
            .previous
            .as_deref()
            .map(|path| Input::read(path).map_err(|problem| format!("上一年度的报告没有读出来：{}", problem.message)));
        let acknowledged: Option<BTreeMap<String, String>> =
            arguments.acknowledged.as_deref().map(|path| read_json(path, "指纹 → 理由")).transpose()?;
        let remarks = arguments.remarks.as_deref().map(|path| read_json(path, r#"[{"start", "end", "text"}]"#));
        let options = Options {
            organ: arguments.organ.clone(),
            level: arguments.level,
            year: arguments.year,
            due: arguments.due,
            previous: previous.transpose()?.map(Arc::new),
            without: arguments.without.iter().cloned().collect(),
            acknowledged: acknowledged.unwrap_or_default(),
        };
        let since = arguments.since.as_deref().map(read_earlier).transpose()?;
        Ok(Given { options, since, remarks: remarks.transpose()?.unwrap_or_default() })
    }

    /// The remarks on a text; an error where one of them lies outside of it or cuts a character.
    pub(crate) fn remarks(&self, source: &Source) -> Result<Vec<Remark>, String> {
        let remark = |given: &RemarkGiven| {
            let RemarkGiven { start, end, text } = given;
            match source.text().get(*start..*end) {
                Some(_) => Ok(Remark { span: Span::new(*start, *end), text: text.clone() }),
                None => Err(format!("补充意见的位置 {start}–{end} 不在被检查的文字里。")),
            }
        };
        self.remarks.iter().map(remark).collect()
    }
}

/// The findings of an earlier check, out of its JSON output for one report.
fn read_earlier(path: &Path) -> Result<Vec<Earlier>, String> {
    #[derive(Deserialize)]
    struct Output {
        findings: Vec<Earlier>,
    }
    read_json::<Output>(path, "gouji check --format json 对一份报告的输出").map(|output| output.findings)
}

#[derive(Deserialize)]
struct RemarkGiven {
    start: usize,
    end: usize,
    text: String,
}

fn read_json<T: DeserializeOwned>(path: &Path, what: &str) -> Result<T, String> {
    let name = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| format!("{name}：读不出来（{error}）。"))?;
    serde_json::from_str(&text).map_err(|error| format!("{name}：应为 JSON：{what}（{error}）。"))
}
