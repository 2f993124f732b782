use serde::Serialize;

/// Level of the organ that reports; it decides which checks apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// State Council departments and bodies.
    Central,
    /// 省、自治区、直辖市人民政府, their 办公厅 included.
    ProvinceGovernment,
    /// Their departments.
    ProvinceDepartment,
    /// 设区的市、自治州、盟、地区.
    CityGovernment,
    /// Their departments.
    CityDepartment,
    /// 县、区、县级市、旗.
    CountyGovernment,
    /// Their departments.
    CountyDepartment,
    /// 镇、乡.
    Township,
    /// 街道办事处.
    Street,
    /// 开发区、高新区、实验区 and their 管委会.
    Zone,
    /// Public institutions, enterprises and organisations that file.
    Institution,
    /// The name does not tell.
    Unknown,
}

impl Level {
    /// Every level.
    pub const ALL: [Level; 12] = [
        Level::Central,
        Level::ProvinceGovernment,
        Level::ProvinceDepartment,
        Level::CityGovernment,
        Level::CityDepartment,
        Level::CountyGovernment,
        Level::CountyDepartment,
        Level::Township,
        Level::Street,
        Level::Zone,
        Level::Institution,
        Level::Unknown,
    ];

    /// Whether it is a people's government, whose report may speak of its whole region.
    pub fn is_government(self) -> bool {
        matches!(
            self,
            Level::ProvinceGovernment | Level::CityGovernment | Level::CountyGovernment | Level::Township | Level::Zone
        )
    }

    /// Name in the machine output.
    pub fn id(self) -> &'static str {
        match self {
            Level::Central => "central",
            Level::ProvinceGovernment => "province_government",
            Level::ProvinceDepartment => "province_department",
            Level::CityGovernment => "city_government",
            Level::CityDepartment => "city_department",
            Level::CountyGovernment => "county_government",
            Level::CountyDepartment => "county_department",
            Level::Township => "township",
            Level::Street => "street",
            Level::Zone => "zone",
            Level::Institution => "institution",
            Level::Unknown => "unknown",
        }
    }

    /// Name on the page.
    pub fn name(self) -> &'static str {
        match self {
            Level::Central => "国务院部门、机构",
            Level::ProvinceGovernment => "省级政府",
            Level::ProvinceDepartment => "省级部门",
            Level::CityGovernment => "市级政府（设区的市、自治州）",
            Level::CityDepartment => "市级部门",
            Level::CountyGovernment => "县级政府（县、区、县级市、旗）",
            Level::CountyDepartment => "县级部门",
            Level::Township => "乡镇政府",
            Level::Street => "街道办事处",
            Level::Zone => "开发区、功能区管委会",
            Level::Institution => "事业单位、企业和其他组织",
            Level::Unknown => "未能判断",
        }
    }

    /// The level with this id.
    pub fn from_id(id: &str) -> Option<Level> {
        Level::ALL.into_iter().find(|level| level.id() == id)
    }
}
