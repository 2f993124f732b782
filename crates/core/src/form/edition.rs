use serde::Serialize;

/// An edition of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub enum Edition {
    /// 国办公开办函〔2021〕30号, report years 2021 and later.
    #[serde(rename = "2021")]
    E2021,
    /// 国办公开办函〔2019〕60号, report years 2019 and 2020.
    #[serde(rename = "2019")]
    E2019,
    /// Anything before the unified form, report years up to 2018.
    #[serde(rename = "older")]
    Older,
}

impl Edition {
    /// The edition in force for a report year.
    pub fn of_year(year: u16) -> Self {
        match year {
            2021.. => Edition::E2021,
            2019 | 2020 => Edition::E2019,
            _ => Edition::Older,
        }
    }

    /// Name in the machine output.
    pub fn id(self) -> &'static str {
        match self {
            Edition::E2021 => "2021",
            Edition::E2019 => "2019",
            Edition::Older => "older",
        }
    }
}
