// Builds the page for Maven, or tests it (`build.mjs test`), and says in one line what it did,
// beside the output of whatever Maven runs.
// `npm ci` runs only when the lock changed, the build and the tests only when a source did. Where
// Node is too old, npm is absent, or nothing can be installed, the Java build goes on without a
// page; with CI in the environment that last one fails.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const target = fileURLToPath(new URL('../../../target/', import.meta.url));
const installed = join(here, 'node_modules', '.sauda-lock');
const OLDEST = [20, 19];

const testing = process.argv[2] === 'test';
const made = join(target, testing ? 'page-tested' : 'page/index.html');
const notOurs = new Set(testing ? ['node_modules'] : ['node_modules', 'test']);

function leave(why) {
  console.error(`the page is ${testing ? 'not tested' : 'not built'}: ${why}`);
  process.exit(0);
}

function npm(...args) {
  const windows = process.platform === 'win32';
  return spawnSync(windows ? 'npm.cmd' : 'npm', args, { cwd: here, encoding: 'utf8', shell: windows });
}

/** What npm printed; ends the build with it when it failed. */
function run(...args) {
  const done = npm(...args);
  if (done.status !== 0) {
    console.error(`${done.stdout}${done.stderr}npm ${args.join(' ')} failed`);
    process.exit(1);
  }
  return done.stdout;
}

function newest(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !notOurs.has(entry.name))
    .map((entry) => join(folder, entry.name))
    .reduce((latest, path) => Math.max(latest, statSync(path).isDirectory() ? newest(path) : statSync(path).mtimeMs), 0);
}

function install() {
  const lock = createHash('sha256').update(readFileSync(join(here, 'package-lock.json'))).digest('hex');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === lock) return;
  const done = npm('ci', '--prefer-offline');
  if (done.status !== 0) {
    const why = `npm ci failed: ${done.stderr.split('\n').find((line) => line.includes('npm error')) ?? done.status}`;
    if (!process.env.CI) leave(why);
    console.error(done.stderr);
    process.exit(1);
  }
  writeFileSync(installed, lock);
}

function build() {
  // the API's description is written beside the page by another part of the build
  const openapi = join(target, 'page/docs/openapi.json');
  const kept = existsSync(openapi) ? readFileSync(openapi) : null;
  const told = run('run', 'build', '--silent');
  if (kept) writeFileSync(openapi, kept);
  console.error(`the page is built; ${/first load.*/.exec(told)?.[0] ?? ''}`);
}

function test() {
  const told = run('test', '--silent', '--', '--reporter=dot', '--no-color');
  mkdirSync(target, { recursive: true });
  writeFileSync(made, '');
  console.error(`the page is tested: ${/Tests\s+(.*)/.exec(told)?.[1] ?? ''}`);
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  leave(`it needs Node ${OLDEST.join('.')} or later, this is ${process.versions.node}`);
}
if (existsSync(made) && newest(here) <= statSync(made).mtimeMs) {
  // nothing to do, nothing to say
} else {
  if (npm('--version').status !== 0) leave('npm is not installed');
  install();
  if (testing) test();
  else build();
}
