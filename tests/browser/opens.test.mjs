// The page opens and checks a report: what every way of building it has to bring.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { close, launch, open, pasteIntoBox, sample, verdict } from "./page.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

test("the sample is pasted and its findings are seen", async () => {
  const page = await open(browser);
  await pasteIntoBox(page, { text: sample });
  await page.locator("#result").waitFor();
  assert.match((await verdict(page)).sentence, /有 2 处必须改正、1 处请核对/);
  assert.equal(await page.locator(".finding").count(), 3);
  await close(page);
});
