/**
 * `npm test`: everything that can fail, the quick first; ends with one line of counts.
 * `npm test -- static`, `unit`, `db` or `e2e` runs a part; `--bail` stops at the first failure.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { findBrowser } from './browser.mjs';
import { fail, prepare, root, seconds } from './prepare.mjs';

const PARTS = ['static', 'unit', 'db', 'e2e'];

prepare();
const args = process.argv.slice(2);
const unknown = args.filter((arg) => !PARTS.includes(arg) && arg !== '--bail');
if (unknown.length > 0) fail(`Unknown: ${unknown.join(' ')}. Parts are ${PARTS.join(', ')}.`);
const wanted = args.some((arg) => PARTS.includes(arg))
  ? PARTS.filter((part) => args.includes(part))
  : PARTS;

const reports = path.join(root, '.sourcemark', 'test-reports');
mkdirSync(reports, { recursive: true });
const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
/** What failed and why, a line each, told again at the end: what came before is long. */
const failedTests = [];
const began = Date.now();

const bin = (name) => path.join(root, 'node_modules/.bin', name);

const STEPS = {
  static: [
    ['format', () => check(bin('biome'), ['format', '.'])],
    ['lint', () => check(bin('biome'), ['check', '--formatter-enabled=false', '.'])],
    ['types', checkTypes],
    ['house rules', () => check(process.execPath, ['lib/launch/house-rules.mjs'])],
    ['unused code', () => check(bin('knip'), ['--config', '.knip.json', '--no-progress'])],
  ],
  unit: [['unit tests', () => vitest('unit', '.config/vitest.config.ts')]],
  db: [['database tests', () => vitest('db', '.config/vitest.db.config.ts')]],
  e2e: [['browser tests', playwright]],
};

for (const [name, step] of wanted.flatMap((part) => STEPS[part])) {
  console.log(`\n── ${name}`);
  const started = Date.now();
  const counts = await step();
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  if (counts.failed > 0) failures.push(name);
  console.log(`── ${name}: ${counts.failed > 0 ? 'FAILED' : 'ok'} (${seconds(started)})`);
  if (counts.failed > 0 && args.includes('--bail')) break;
}

for (const line of failedTests) console.log(`✗ ${line}`);
console.log(
  failures.length > 0
    ? `\nFailed: ${failures.join(', ')}. Took ${seconds(began)}.`
    : `\nTook ${seconds(began)}.`,
);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 ? 1 : 0;

/** A tool that only says yes or no counts as one test. */
function check(command, commandArgs, env = {}) {
  const passed = run(command, commandArgs, env) === 0;
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
}

function run(command, commandArgs, env = {}) {
  const result = spawnSync(command, commandArgs, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
  });
  if (result.error) console.error(result.error.message);
  return result.status;
}

function checkTypes() {
  // A development server leaves types of pages that may be gone by now; a running one remakes them.
  rmSync('.next/dev/types', { recursive: true, force: true });
  // Makes next-env.d.ts and the types of the routes, which the build would make too.
  const typegen = check(process.execPath, ['node_modules/next/dist/bin/next', 'typegen']);
  return typegen.failed > 0 ? typegen : check(bin('tsc'), ['--noEmit', '-p', '.']);
}

function vitest(name, config) {
  const file = freshReport(name);
  const status = run(bin('vitest'), [
    'run',
    `--config=${config}`,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const report = readReport(file);
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  for (const suite of report.testResults) {
    const where = path.relative(root, suite.name);
    const failed = suite.assertionResults.filter((test) => test.status === 'failed');
    for (const test of failed)
      failedTests.push(`${where} › ${test.fullName}: ${firstLine(test.failureMessages[0])}`);
    if (suite.status === 'failed' && failed.length === 0)
      failedTests.push(`${where}: ${firstLine(suite.message)}`);
  }
  const brokenFiles = report.testResults.filter(
    (suite) =>
      suite.status === 'failed' && suite.assertionResults.every((t) => t.status !== 'failed'),
  ).length;
  const counts = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles,
    skipped: report.numPendingTests + report.numTodoTests,
  };
  return atLeastOne(counts, status);
}

async function playwright() {
  const browser = await findBrowser();
  if (!browser) {
    console.error(
      'Browser tests need Chromium: install Debian\'s package "chromium", or set PLAYWRIGHT_CHROMIUM.',
    );
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const file = freshReport('e2e');
  const status = run(
    bin('playwright'),
    ['test', '--config=e2e/playwright.config.ts', '--reporter=dot,json'],
    {
      PLAYWRIGHT_CHROMIUM: browser,
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    },
  );
  const report = readReport(file);
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  for (const { where, spec } of specsOf(report.suites)) {
    const results = spec.tests.flatMap((test) => test.results);
    const failed = results.find(({ status }) => !['passed', 'skipped'].includes(status));
    if (failed) failedTests.push(`${where} › ${spec.title}: ${firstLine(failed.error?.message)}`);
  }
  const { expected, unexpected, flaky, skipped } = report.stats;
  return atLeastOne({ passed: expected, failed: unexpected + flaky, skipped }, status);
}

function specsOf(suites) {
  return suites.flatMap((suite) => [
    ...suite.specs.map((spec) => ({ where: spec.file, spec })),
    ...specsOf(suite.suites ?? []),
  ]);
}

/** Without the colours that a terminal would show. */
function firstLine(message) {
  const line = stripVTControlCharacters(message ?? '').split('\n')[0];
  return line || 'no reason given';
}

/** No test at all, or a failure that no test is counted for, is a failure. */
function atLeastOne(counts, status) {
  const silent = counts.passed + counts.failed + counts.skipped === 0;
  const failed =
    silent || (status !== 0 && counts.failed === 0) ? counts.failed + 1 : counts.failed;
  return { ...counts, failed };
}

function freshReport(name) {
  const file = path.join(reports, `${name}.json`);
  rmSync(file, { force: true });
  return file;
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
