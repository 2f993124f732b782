// Makes the picture that the README shows: the sample with its findings, at a width that a README has.
// Usage: node readme.mjs FILE.png

import { close, launch, open, showSample } from "./page.mjs";

const browser = await launch();
const page = await open(browser, { viewport: { width: 1200, height: 833 } });
await showSample(page);
await page.screenshot({ path: process.argv[2], animations: "disabled" });
await close(page);
await browser.close();
