//! The level of an organ, from its name.

use std::sync::LazyLock;

use crate::form::Level;
use crate::matching::holds;

/// Level and whether the name settles it. `organ` is folded (no white space).
pub(super) fn level_of(organ: &str) -> (Level, bool) {
    let name = organ.strip_prefix("中国").unwrap_or(organ);
    if name.is_empty() {
        return (Level::Unknown, false);
    }
    let ends = |suffixes: &[&str]| suffixes.iter().any(|suffix| name.ends_with(suffix));
    if ends(&["街道办事处", "街道办", "街道"]) {
        return (Level::Street, true);
    }
    if ends(&[
        "镇人民政府",
        "镇政府",
        "镇",
        "乡人民政府",
        "乡政府",
        "乡",
        "民族乡",
        "镇人民政府办公室",
        "乡人民政府办公室",
    ]) {
        return (Level::Township, true);
    }
    const ZONES: &[&str] = &[
        "开发区",
        "高新区",
        "实验区",
        "示范区",
        "保税区",
        "经开区",
        "功能区",
        "度假区",
        "风景区",
        "自贸区",
        "合作区",
        "管理区",
    ];
    if ZONES.iter().any(|zone| holds(name, zone)) {
        return (Level::Zone, true);
    }
    const INSTITUTIONS: &[&str] = &[
        "大学",
        "学院",
        "学校",
        "中学",
        "小学",
        "医院",
        "公司",
        "集团",
        "中心",
        "研究院",
        "研究所",
        "图书馆",
        "博物馆",
    ];
    if ends(INSTITUTIONS) {
        return (Level::Institution, true);
    }
    let (tier, certain, rest) = tier_of(name);
    let government = rest.is_empty()
        || ["人民政府", "政府", "人民政府办公厅", "人民政府办公室", "政府办公厅", "政府办公室", "政府办"]
            .contains(&rest);
    let level = match (tier, government) {
        (Tier::Province, true) => Level::ProvinceGovernment,
        (Tier::Province, false) => Level::ProvinceDepartment,
        (Tier::City, true) => Level::CityGovernment,
        (Tier::City, false) => Level::CityDepartment,
        (Tier::County, true) => Level::CountyGovernment,
        (Tier::County, false) => Level::CountyDepartment,
        (Tier::None, _)
            if ["国务院", "国家"].iter().any(|prefix| name.starts_with(prefix)) || organ.starts_with("中国") =>
        {
            return (Level::Central, false);
        }
        (Tier::None, _) => return (Level::Unknown, false),
    };
    (level, certain)
}

#[derive(Clone, Copy, PartialEq)]
enum Tier {
    None,
    Province,
    City,
    County,
}

/// The lowest division that the name begins with, whether that is sure, and what follows it.
fn tier_of(name: &str) -> (Tier, bool, &str) {
    let mut tier = (Tier::None, false, name);
    static PLACES: LazyLock<Places> = LazyLock::new(Places::new);
    if let Some(rest) = after_any(name, &PLACES.provinces) {
        tier = (Tier::Province, true, rest);
    }
    if let Some(rest) = after_any(tier.2, &PLACES.municipalities) {
        tier = (Tier::Province, true, rest);
    } else if let Some(rest) = after_any(tier.2, &PLACES.prefectures) {
        tier = (Tier::City, true, rest);
    } else if let Some(rest) = PLACES.cities.iter().find_map(|city| tier.2.strip_prefix(city)?.strip_prefix('市')) {
        tier = (Tier::City, true, rest);
    }
    // A county, district, banner or county-level city behind it.
    const SHORT_WORDS: usize = 36;
    for (at, character) in tier.2.char_indices().skip(1) {
        if at > SHORT_WORDS {
            break;
        }
        if !"县区旗市".contains(character) {
            continue;
        }
        let rest = &tier.2[at + character.len_utf8()..];
        let department_word = ["城", "社", "园", "景", "校", "辖"].iter().any(|before| tier.2[..at].ends_with(before));
        if department_word
            && !rest.is_empty()
            && !rest.starts_with("人民政府")
            && tier.0 != Tier::None
            && character == '区'
        {
            continue;
        }
        // 市 that no list knows is a county-level city, or one that has been renamed: not certain.
        return (Tier::County, character != '市', rest);
    }
    tier
}

fn after_any<'a>(name: &'a str, prefixes: &[&str]) -> Option<&'a str> {
    prefixes.iter().find_map(|prefix| name.strip_prefix(prefix))
}

/// The names that settle a level, one by one.
struct Places {
    municipalities: Vec<&'static str>,
    provinces: Vec<&'static str>,
    prefectures: Vec<&'static str>,
    cities: Vec<&'static str>,
}

impl Places {
    fn new() -> Self {
        let names = |list: &'static str| list.split(' ').collect();
        Places {
            municipalities: names(MUNICIPALITIES),
            provinces: names(PROVINCES),
            prefectures: names(PREFECTURES),
            cities: names(CITIES),
        }
    }
}

const MUNICIPALITIES: &str = "北京市 上海市 天津市 重庆市";

const PROVINCES: &str = "河北省 山西省 辽宁省 吉林省 黑龙江省 江苏省 浙江省 安徽省 福建省 江西省 山东省 河南省 湖北省 \
    湖南省 广东省 海南省 四川省 贵州省 云南省 陕西省 甘肃省 青海省 台湾省 内蒙古自治区 广西壮族自治区 西藏自治区 \
    宁夏回族自治区 新疆维吾尔自治区";

/// Prefectures, leagues and autonomous prefectures (GB/T 2260).
const PREFECTURES: &str = "\
    兴安盟 锡林郭勒盟 阿拉善盟 延边朝鲜族自治州 大兴安岭地区 恩施土家族苗族自治州 \
    湘西土家族苗族自治州 阿坝藏族羌族自治州 甘孜藏族自治州 凉山彝族自治州 黔西南布依族苗族自治州 \
    黔东南苗族侗族自治州 黔南布依族苗族自治州 楚雄彝族自治州 红河哈尼族彝族自治州 文山壮族苗族自治州 \
    西双版纳傣族自治州 大理白族自治州 德宏傣族景颇族自治州 怒江傈僳族自治州 迪庆藏族自治州 阿里地区 \
    临夏回族自治州 甘南藏族自治州 海北藏族自治州 黄南藏族自治州 海南藏族自治州 果洛藏族自治州 \
    玉树藏族自治州 海西蒙古族藏族自治州 昌吉回族自治州 博尔塔拉蒙古自治州 巴音郭楞蒙古自治州 \
    阿克苏地区 克孜勒苏柯尔克孜自治州 喀什地区 和田地区 伊犁哈萨克自治州 塔城地区 阿勒泰地区";

/// Cities with districts, 市 left out (GB/T 2260).
const CITIES: &str = "\
    石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 阳泉 长治 晋城 \
    朔州 晋中 运城 忻州 临汾 吕梁 呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 \
    乌兰察布 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛 长春 \
    吉林 四平 辽源 通化 白山 松原 白城 哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 \
    七台河 牡丹江 黑河 绥化 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 \
    宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 合肥 芜湖 蚌埠 淮南 马鞍山 \
    淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 福州 厦门 莆田 三明 泉州 漳州 \
    南平 龙岩 宁德 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 济南 青岛 淄博 \
    枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 郑州 开封 洛阳 平顶山 \
    安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 武汉 黄石 十堰 \
    宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 \
    益阳 郴州 永州 怀化 娄底 广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 \
    汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 \
    玉林 百色 贺州 河池 来宾 崇左 海口 三亚 三沙 儋州 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 \
    遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 贵阳 六盘水 遵义 安顺 毕节 铜仁 \
    昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 拉萨 日喀则 昌都 林芝 山南 那曲 西安 铜川 宝鸡 \
    咸阳 渭南 延安 汉中 榆林 安康 商洛 兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 \
    定西 陇南 西宁 海东 银川 石嘴山 吴忠 固原 中卫 乌鲁木齐 克拉玛依 吐鲁番 哈密";

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
            ("义乌市财政局", Level::CountyDepartment, false),
            ("市科委", Level::Unknown, false),
            ("", Level::Unknown, false),
        ] {
            assert_eq!(level_of(organ), (level, certain), "{organ}");
        }
    }
}
