//! The level of an organ, from its name.

use crate::divisions::{Divisions, Leading, Tier};
use crate::form::Level;
use crate::searching::{ends_with_any, holds_any};

/// Level and whether the name settles it. `organ` is folded (no white space).
pub(super) fn level_of(organ: &str) -> (Level, bool) {
    let name = organ.strip_prefix("中国").unwrap_or(organ);
    if name.is_empty() {
        return (Level::Unknown, false);
    }
    let ends = |suffixes: &str| ends_with_any(name, suffixes);
    if ends("街道办事处 街道办 街道") {
        return (Level::Street, true);
    }
    if ends("镇人民政府 镇政府 镇 乡人民政府 乡政府 乡 民族乡 镇人民政府办公室 乡人民政府办公室")
    {
        return (Level::Township, true);
    }
    const ZONES: &str =
        "开发区 园区 集聚区 生态城 高新区 实验区 试验区 示范区 保税区 经开区 功能区 度假区 风景区 自贸区 合作区 管理区";
    // 西咸新区管理委员会; 浦东新区人民政府 is that of a district.
    let is_new_area = holds_any(name, "新区 特区") && ends("管委会 管理委员会");
    if holds_any(name, ZONES) || is_new_area {
        return (Level::Zone, true);
    }
    const INSTITUTIONS: &str = "大学 学院 学校 中学 小学 医院 公司 集团 中心 研究院 研究所 图书馆 博物馆 林场";
    if ends(INSTITUTIONS) {
        return (Level::Institution, true);
    }
    let full = name.strip_prefix("中华人民共和国").unwrap_or(name);
    if MINISTRIES.split_ascii_whitespace().any(|ministry| ministry == full) {
        return (Level::Central, true);
    }
    let (tier, certain, rest) = tier_of(name);
    let government = rest.is_empty()
        || [
            "人民政府",
            "政府",
            "人民政府办公厅",
            "人民政府办公室",
            "人民政府机关",
            "政府机关",
            "政府办公厅",
            "政府办公室",
            "政府办",
            // That of a 地区.
            "行政公署",
            "行署",
            "行政公署办公室",
            "行署办公室",
        ]
        .contains(&rest);
    let level = match (tier, government) {
        (Some(Tier::Province), true) => Level::ProvinceGovernment,
        (Some(Tier::Province), false) => Level::ProvinceDepartment,
        (Some(Tier::Prefecture), true) => Level::CityGovernment,
        (Some(Tier::Prefecture), false) => Level::CityDepartment,
        (Some(Tier::County), true) => Level::CountyGovernment,
        (Some(Tier::County), false) => Level::CountyDepartment,
        (None, _) if ["国务院", "国家"].iter().any(|prefix| name.starts_with(prefix)) || organ.starts_with("中国") =>
        {
            return (Level::Central, false);
        }
        (None, _) => return (Level::Unknown, false),
    };
    (level, certain)
}

/// Bodies of the State Council whose names do not begin with 国家, 国务院 or 中国, as of 2023.
const MINISTRIES: &str = "外交部 国防部 教育部 科学技术部 科技部 工业和信息化部 公安部 民政部 司法部 财政部 人力资源和社会保障部 自然资源部 生态环境部 \
                          住房和城乡建设部 交通运输部 水利部 农业农村部 商务部 文化和旅游部 退役军人事务部 应急管理部 审计署 海关总署";

/// The lowest division that the name begins with, whether that is sure, and what follows it.
fn tier_of(name: &str) -> (Option<Tier>, bool, &str) {
    let Leading { tier, rest, .. } = Divisions::get().leading(name);
    if tier == Some(Tier::County) {
        return (tier, true, rest);
    }
    // A county, district, banner or county-level city that the table does not know.
    const SHORT_WORDS: usize = 36;
    for (at, character) in rest.char_indices().skip(1) {
        if at > SHORT_WORDS {
            break;
        }
        if !"县区旗市".contains(character) {
            continue;
        }
        let behind = &rest[at + character.len_utf8()..];
        let department_word = ["城", "社", "园", "景", "校", "辖"].iter().any(|before| rest[..at].ends_with(before));
        if department_word
            && !behind.is_empty()
            && !behind.starts_with("人民政府")
            && tier.is_some()
            && character == '区'
        {
            continue;
        }
        // 市 that no table knows is a county-level city, or one that has been renamed: not certain.
        return (Some(Tier::County), character != '市', behind);
    }
    (tier, tier.is_some(), rest)
}

#[cfg(test)]
mod tests {
    use super::level_of;
    use crate::form::Level;

    #[test]
    fn names_tell_levels() {
        for (organ, level, certain) in [
            ("三门峡市信访局", Level::CityDepartment, true),
            ("洪泽区人民政府", Level::CountyGovernment, true),
            ("淮安市洪泽区人民政府办公室", Level::CountyGovernment, true),
            ("上海市人民政府办公厅", Level::ProvinceGovernment, true),
            ("上海市科学技术委员会", Level::ProvinceDepartment, true),
            ("平潭综合实验区", Level::Zone, true),
            ("河南省柘城县财政局", Level::CountyDepartment, true),
            ("安徽省人民政府", Level::ProvinceGovernment, true),
            ("甲县乙镇人民政府", Level::Township, true),
            ("某街道办事处", Level::Street, true),
            ("延边朝鲜族自治州人民政府", Level::CityGovernment, true),
            ("义乌市财政局", Level::CountyDepartment, true),
            ("阿克苏地区行政公署", Level::CityGovernment, true),
            ("国家税务总局淮安市税务局", Level::CityDepartment, true),
            ("国家税务总局江苏省税务局", Level::ProvinceDepartment, true),
            ("国家税务总局", Level::Central, false),
            ("国家统计局", Level::Central, false),
            ("安平市财政局", Level::CountyDepartment, false),
            ("自然资源部", Level::Central, true),
            ("中华人民共和国审计署", Level::Central, true),
            ("青石县人民政府机关", Level::CountyGovernment, true),
            ("市科委", Level::Unknown, false),
            ("", Level::Unknown, false),
        ] {
            assert_eq!(level_of(organ), (level, certain), "{organ}");
        }
    }
}
