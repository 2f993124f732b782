use super::Random;

/// Sentences in the manner of such reports; `{}` takes a number.
const SENTENCES: &[&str] = &[
    "围绕群众关心的民生事项，全年在政府网站发布信息{}条",
    "及时更新机构职能、领导分工和办事指南，调整栏目{}个",
    "对拟公开的文件逐件进行保密审查，共审查{}件",
    "组织业务培训{}期，各股室经办人员全部参加",
    "通过公众号推送政策解读{}篇，留言均按时回复",
    "规范受理、登记、办理、答复各个环节，做到件件有着落",
    "对内容不明确的申请，先沟通、再补正，方便申请人准确表达",
    "推行公文公开属性源头认定，未定属性的不予印发",
    "清理过期文件{}件，结果已向社会公布",
    "设立信息公开查阅点{}处，方便不上网的群众",
    "建立季度通报制度，对更新不及时的栏目点名督促",
    "主要负责人定期听取汇报，协调解决人员和经费问题",
    "政策文件与解读材料同步起草、同步审核、同步发布",
    "开展自查{}次，发现的问题已全部整改",
    "把公开工作列入年度考核，考核结果与评先评优挂钩",
    "在村务公开栏张贴惠农补贴名单，接受群众监督",
];

/// So many bytes of paragraphs, hardly two of them alike.
pub(super) fn filler(bytes: usize, random: &mut Random) -> String {
    let mut text = String::with_capacity(bytes + 200);
    while text.len() < bytes {
        text.push_str("　　");
        for part in 0..4 + random.below(4) {
            if part > 0 {
                text.push_str(if random.below(3) == 0 { "；" } else { "，" });
            }
            text.push_str(&random.pick(SENTENCES).replace("{}", &(1 + random.below(400)).to_string()));
        }
        text.push_str("。\n\n");
    }
    text
}
