// Takes a small picture of the top of each page in a folder: thumbnails.mjs FOLDER INTO
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [folder, into] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
// A quarter as large, drawn so by the browser itself.
const context = await browser.newContext({ viewport: { width: 1280, height: 1600 }, deviceScaleFactor: 0.25, colorScheme: "light" });
for (const name of readdirSync(folder).filter((name) => name.endsWith(".html"))) {
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(folder, name)).href);
  await page.screenshot({ path: join(into, `${basename(name)}.png`) });
  await page.close();
}
await browser.close();
