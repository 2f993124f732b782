use serde::Serialize;

/// The three tables, numbered as the sections they stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(into = "u8")]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS), ts(type = "2 | 3 | 4"))]
pub enum TableNumber {
    /// Table 2, 主动公开政府信息情况.
    Two,
    /// Table 3, 收到和处理政府信息公开申请情况.
    Three,
    /// Table 4, 政府信息公开行政复议、行政诉讼情况.
    Four,
}

impl From<TableNumber> for u8 {
    fn from(table: TableNumber) -> Self {
        table.number()
    }
}

impl TableNumber {
    /// All three, in order.
    pub const ALL: [TableNumber; 3] = [TableNumber::Two, TableNumber::Three, TableNumber::Four];

    /// 0, 1 or 2.
    pub fn index(self) -> usize {
        self as usize
    }

    /// 2, 3 or 4.
    pub fn number(self) -> u8 {
        self as u8 + 2
    }

    /// Name in what the coverage leaves out: table-2, table-3, table-4.
    pub fn id(self) -> &'static str {
        ["table-2", "table-3", "table-4"][self.index()]
    }

    /// 表二, 表三 or 表四, as people call them.
    pub fn name(self) -> &'static str {
        ["表二", "表三", "表四"][self.index()]
    }
}
