// Opens rendered pages in a real browser and holds them to what we promise: whole without a network and without
// scripts, readable by everybody, on a phone, in the dark and on paper.
//
//     node check.mjs [--shots DIR] FILE.html…
//
// Prints a line for each file, what is wrong below it, and at the end "N passed, M failed"; exits 0 if M is 0.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

const { resolve: locate } = createRequire(import.meta.url);
const AXE = readFileSync(locate('axe-core/axe.min.js'), 'utf8');
const VALIDATOR = locate('vnu-jar/build/dist/vnu.jar');

const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];
const BODY_TEXT = 'p, li, dd, dt, a, h1, h2, h3, h4, figcaption';
const LEAST_CONTRAST = 7;
const VIEWS = ['light', 'dark'].flatMap((scheme) => [1280, 320].map((width) => ({ scheme, width })));
const BROWSER_ARGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

const ON_PATH = (process.env.PATH ?? '').split(':').map((folder) => join(folder, 'chromium'));
// Someone who names a browser means that one: a wrong name is an error, not a reason to take another.
const CHROMIUM = process.env.CHROMIUM || ['/usr/bin/chromium', ...ON_PATH].find((path) => existsSync(path));

// The next three functions run inside the page. They see nothing of this file but their arguments.
function pageOutline(tagsOfLanguages) {
  const wrong = [];
  const count = (selector) => document.querySelectorAll(selector).length;
  const reach = (element) => element.getBoundingClientRect().right;
  const { scrollWidth, clientWidth, lang } = document.documentElement;
  if (count('script')) wrong.push(`script: the page has ${count('script')} <script>`);
  if (count('h1') !== 1) wrong.push(`h1: ${count('h1')} of them, not exactly one`);
  if (!document.title.trim()) wrong.push('title: empty or missing');
  if (!tagsOfLanguages.includes(lang)) wrong.push(`lang: "${lang}" is not one of ${tagsOfLanguages.join(', ')}`);
  if (!count('main')) wrong.push('main: missing');
  if (scrollWidth > clientWidth) {
    const [widest] = [...document.querySelectorAll('body, body *')].sort((a, b) => reach(b) - reach(a));
    wrong.push(`sideways scroll: ${scrollWidth} px wide in ${clientWidth} px, because of <${widest.localName}>`);
  }
  return wrong;
}

function skipLink() {
  const first = document.activeElement;
  if (!first.matches('a[href^="#"]')) return [`skip link: the focus goes first to ${first.outerHTML.slice(0, 60)}`];
  const id = decodeURIComponent(first.hash.slice(1));
  return document.getElementById(id) ? [] : [`skip link: its target "#${id}" does not exist`];
}

// Contrast as WCAG 2 defines it. What is seen at a place is put together from the text outwards: over the background
// of each element, thinned by its opacity, and at last over the canvas of the browser.
function weakContrast({ selector, least }) {
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  // Let the browser read its own colours: they may come as rgb(), oklch(), color()… Premultiplied RGBA, 0 to 1.
  const read = (css) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = css;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = [...pen.getImageData(0, 0, 1, 1).data].map((part) => part / 255);
    return [r * a, g * a, b * a, a];
  };
  const probe = document.documentElement.appendChild(document.createElement('i'));
  probe.style.backgroundColor = 'Canvas';
  const canvas = read(getComputedStyle(probe).backgroundColor);
  probe.remove();
  const over = (top, below) => top.map((part, i) => part + below[i] * (1 - top[3]));
  const seen = (element, start) => {
    let pixel = start;
    for (let at = element; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.backgroundImage !== 'none' && pixel[3] < 1) return null;
      pixel = over(pixel, read(style.backgroundColor)).map((part) => part * Number(style.opacity));
    }
    return over(pixel, canvas);
  };
  const luminance = (pixel) => {
    const [r, g, b] = pixel.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };

  // The same colours on the same kind of element are one mistake, however often they are seen.
  const wrong = new Map();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    const words = texts.currentNode.data.trim();
    if (!words || !element.closest(selector) || element.closest('svg')) continue;
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const { color } = getComputedStyle(element);
    const behind = seen(element, [0, 0, 0, 0]);
    const where = `in <${element.localName}> "${words.slice(0, 40)}"`;
    if (!behind) wrong.set('image', `contrast: cannot be told over a background image, as ${where}`);
    if (!behind) continue;
    const [low, high] = [behind, seen(element, read(color))].map(luminance).sort((a, b) => a - b);
    const ratio = (high + 0.05) / (low + 0.05);
    const kind = `${element.localName} ${color} ${behind}`;
    if (ratio < least) wrong.set(kind, `contrast: ${ratio.toFixed(2)}:1, not ${least}:1, ${where}`);
  }
  return [...wrong.values()];
}

async function checkView(browser, file, { scheme, width }, shots) {
  const wrong = new Set();
  const note = (problems) => problems.forEach((problem) => wrong.add(problem));
  const own = (url) => ['file:', 'data:'].includes(url.protocol);
  const context = await browser.newContext({ colorScheme: scheme, reducedMotion: 'reduce',
    viewport: { width, height: 800 } });
  try {
    const page = await context.newPage();
    page.on('request', (request) => {
      if (!own(new URL(request.url()))) note([`request: the page asked for ${request.url()}`]);
    });
    await context.route((url) => !own(url), (route) => route.abort());
    // The page is met with scripts off, so that none can act or hide before it is counted; axe needs them on.
    const debug = await context.newCDPSession(page);
    await debug.send('Emulation.setScriptExecutionDisabled', { value: true });
    await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
    if (shots) {
      const name = join(shots, basename(file, '.html'));
      await page.screenshot({ path: `${name}.${scheme}-${width}.png`, fullPage: true });
      // Paper is one: neither the scheme nor the width of the window matters to it.
      if (scheme === 'light' && width === 1280) await page.pdf({ path: `${name}.pdf`, format: 'A4' });
    }
    note(await page.evaluate(pageOutline, ['nb', 'nn', 'en']));

    await debug.send('Emulation.setScriptExecutionDisabled', { value: false });
    await page.evaluate(AXE);
    const found = await page.evaluate((tags) => window.axe.run({ runOnly: { type: 'tag', values: tags } }), AXE_TAGS);
    if (!found.passes.length) note(['axe: no rule passed, so it has hardly looked']);
    note(found.violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
      `axe ${id}: ${target.join(' ')}: ${failureSummary.replace(/\s+/g, ' ')}`)));

    // After the first Tab the skip link is seen as its reader sees it, so contrast is measured after that.
    await page.keyboard.press('Tab');
    note(await page.evaluate(skipLink));
    note(await page.evaluate(weakContrast, { selector: BODY_TEXT, least: LEAST_CONTRAST }));

    await page.emulateMedia({ media: 'print' });
    note(await page.evaluate(() => [...document.querySelectorAll('nav')]
      .flatMap((nav) => (nav.checkVisibility({ visibilityProperty: true }) ? ['print: a <nav> is printed'] : []))));
  } catch (error) {
    note([`could not be checked: ${error.message.split('\n')[0]}`]);
  }
  await context.close();
  return [...wrong];
}

// Runs the Nu validator once over all files: starting it takes longer than checking. It passes over a file that is not
// there without a word; the browser does not.
function validate(files) {
  const options = ['--format', 'json', '--also-check-css'];
  const run = spawnSync('java', ['-jar', VALIDATOR, ...options, ...files], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (!run.stderr?.startsWith('{')) throw run.error ?? new Error(`the validator has no answer: ${run.stderr}`);
  return JSON.parse(run.stderr).messages.flatMap(({ url, type, message, lastLine }) => {
    const file = url && fileURLToPath(url);
    const text = `html: ${message} (line ${lastLine ?? '?'})`;
    if (!files.includes(file)) throw new Error(`the validator, of no file it was given: ${message}`);
    if (type !== 'info') return [{ file, text }];
    console.log(`note ${basename(file)}\n       ${text}`);
    return [];
  });
}

async function main() {
  const { values, positionals } = parseArgs({ options: { shots: { type: 'string' } }, allowPositionals: true });
  if (!positionals.length) throw new Error('usage: node check.mjs [--shots DIR] FILE.html…');
  const files = positionals.map((file) => resolve(file));
  const invalid = validate(files);
  const browser = await chromium.launch({ executablePath: CHROMIUM ?? 'chromium', args: BROWSER_ARGS });
  let failed = 0;
  for (const file of files) {
    // What is wrong, and in which views: most mistakes are seen in all four, and are said once.
    const wrong = new Map(invalid.filter((one) => one.file === file).map(({ text }) => [text, []]));
    for (const view of VIEWS) {
      const problems = await checkView(browser, file, view, values.shots);
      problems.forEach((text) => wrong.set(text, [...(wrong.get(text) ?? []), `${view.scheme} ${view.width}`]));
    }
    if (wrong.size) failed += 1;
    console.log(`${wrong.size ? 'FAIL' : 'ok  '} ${basename(file)}`);
    for (const [text, views] of wrong) {
      console.log(`       ${text}${views.length % VIEWS.length ? ` [${views.join(', ')}]` : ''}`);
    }
  }
  await browser.close();
  console.log(`${files.length - failed} passed, ${failed} failed`);
  return failed ? 1 : 0;
}

// Whatever stops the checks themselves must look like a failure too, never like a pass.
process.exit(await main().catch((error) => console.error(`check.mjs: ${error.message}`) ?? 1));
