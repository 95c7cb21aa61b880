// Opens the portfolio's files in the YAML language server, which is what VS Code and other editors show, and checks that
// the schemas complete, explain and refuse what they should.
//
//     node check.mjs [--show] PORTFOLIO
//
// Prints a line for each thing that was looked at, what is wrong below it, and at the end "N passed, M failed"; exits 0
// if M is 0. With --show it prints what the editor shows, too.

import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Server } from './server.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { show: { type: 'boolean', default: false } },
});
const portfolio = resolve(positionals[0]);
const project = join(portfolio, '2019/arkivfloken/project.yaml');
const register = join(portfolio, 'organisations.yaml');
const settings = join(portfolio, 'stimulab.yaml');
const round = join(portfolio, '2019/round.yaml');

const PROGRAM = join(
  dirname(createRequire(import.meta.url).resolve('yaml-language-server/package.json')),
  'bin/yaml-language-server',
);

let passed = 0;
let failed = 0;

/** Prints what was looked at and what is wrong with it. */
function report(what, wrong, seen = []) {
  console.log(`${wrong.length ? 'FAILED' : 'ok'}  ${what}`);
  for (const line of wrong) console.log(`        ${line}`);
  if (options.show) for (const line of seen) console.log(`        > ${line}`);
  if (wrong.length) failed += 1;
  else passed += 1;
}

/** Returns the first line of a file, which names its schema, with other text below it; `|` marks a place in the text. */
function withModeline(path, text) {
  const [modeline] = readFileSync(path, 'utf8').split('\n', 1);
  const [before, behind = ''] = text.split('|');
  const lines = `${modeline}\n${before}`.split('\n');
  return { text: `${modeline}\n${before}${behind}`, line: lines.length - 1, character: lines.at(-1).length };
}

async function completes(what, path, text, expected) {
  const place = withModeline(path, text);
  await server.show(path, place.text);
  const { items } = await server.at('completion', path, place.line, place.character);
  const wrong = Object.entries(expected).flatMap(([label, about]) => {
    const item = items.find((item) => item.label === label);
    if (!item) return [`"${label}" is not offered`];
    const said = item.documentation?.value ?? item.documentation ?? '';
    return said.includes(about) ? [] : [`"${label}" is explained with "${said}", without "${about}"`];
  });
  const seen = items.map((item) => `${item.label}: ${item.documentation?.value ?? item.documentation ?? ''}`);
  report(`completion ${what}`, wrong, seen);
}

async function explains(key, path, text, expected) {
  const place = withModeline(path, text);
  await server.show(path, place.text);
  const hover = await server.at('hover', path, place.line, place.character);
  const said = hover?.contents?.value ?? '';
  const wrong = expected.filter((words) => !said.includes(words)).map((words) => `"${said}" is without "${words}"`);
  report(`hover over ${key}`, wrong, said.split('\n').filter(Boolean));
}

async function refuses(what, path, text, expected) {
  const found = await server.show(path, withModeline(path, text).text);
  const messages = found.map(({ message, range }) => `${range.start.line}:${range.start.character} ${message}`);
  const wrong = [];
  if (found.length !== 1) wrong.push(`${found.length} things are underlined, not one: ${messages.join('; ')}`);
  else if (!found[0].message.includes(expected)) wrong.push(`"${found[0].message}" is without "${expected}"`);
  report(`error for ${what}`, wrong, messages);
}

async function isClean(path) {
  const found = await server.show(path);
  report(
    `no error in ${relative(portfolio, path)}`,
    found.map(({ message, range }) => `${range.start.line + 1}:${range.start.character + 1} ${message}`),
  );
}

const server = await Server.start(PROGRAM, portfolio);
try {
  const files = readdirSync(portfolio, { recursive: true }).filter((name) => name.endsWith('.yaml')).sort();
  for (const path of files.map((name) => join(portfolio, name))) {
    if (readFileSync(path, 'utf8').includes('# yaml-language-server: $schema=')) await isClean(path);
  }

  await completes('of keys of a project', project, 'title: A\n|', {
    owner: 'Virksomheten som eier prosjektet',
    life_event: 'Livshendelsen prosjektet hører til',
    milestones: 'Når prosjektet gikk inn i hver fase',
    budget: 'hele kroner',
  });
  await completes('inside a party', project, 'partners:\n  - organisation: digdir\n    |', {
    joined: 'Ordet som binder parten',
    unit: 'Den delen av virksomheten',
    lead: 'Skriv true',
    until: 'Når parten gikk ut',
  });
  await completes('inside a budget', project, 'budget:\n  grant: 1\n  |', { own_funding: 'hele kroner', earmarks: '' });
  await completes('of the words of visibility', project, 'visibility: |', { public: 'Åpen for alle', internal: 'Intern' });
  await completes('of languages', project, 'language: |', { nb: 'Bokmål', nn: 'Nynorsk', en: 'Engelsk' });
  await completes('of a strength', project, 'assessment:\n  anchoring: |', { strong: 'Sterk', weak: 'Svak' });
  await completes('inside an organisation', register, 'digdir:\n  name: Digdir\n  |', { kind: 'Hva slags virksomhet' });
  await completes('of kinds of organisations', register, 'digdir:\n  kind: |', { county: 'Fylkeskommune' });
  await completes('of rules', settings, 'rules:\n  |', { 'placeholder-left': 'ingen har skrevet ennå' });
  await completes('of keys of a round', round, 'applications: 3\n|', { kickoff: 'møttes for første gang' });

  await explains('life_event', project, 'life|_event: alvorlig-sykt-barn', ['Livshendelse', 'en id fra life']);
  await explains('owner', project, 'own|er: arkivverket', ['#### Eier\n', 'Virksomheten som eier prosjektet']);
  await explains('visibility', project, 'visib|ility: public', ['Synlighet', '`internal`: Intern']);
  await explains('a milestone', project, 'milestones:\n  - {phase: selected, o|n: 2019}', ['Dato', '2020-02-11']);

  await refuses('a wrong visibility', project, 'visibility: privat', 'Skriv public eller internal.');
  await refuses('an unknown key', project, 'onwer: digdir', 'Bruk disse nøklene: title, ');
  await refuses('an unknown key of a party', project, 'owner: {organisation: digdir, jonied: and}', 'organisation, joined');
  await refuses('an amount', project, 'budget: {grant: 2 500 000}', 'Skriv hele kroner med bare sifre');
  await refuses('a date', project, 'milestones: [{phase: selected, on: 11.2.2020}]', '2020-02-11');
  await refuses('a number as text', register, 'digdir: {number: 991825827}', 'Sett hermetegn rundt tall');
  await refuses('an id', register, 'Bærum kommune: {name: Bærum}', 'Bruk små bokstaver');
  await refuses('an unknown rule', settings, 'rules: {placeholder-right: off}', 'ingen regel med dette navnet');
} finally {
  server.stop();
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
