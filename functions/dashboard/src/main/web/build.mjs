// Builds the page for Maven: `npm ci` only when the lock changed, the build only when a source is
// newer than what it made. `node build.mjs test` runs the page's tests. Says what it did in one
// line. Where npm is absent or Node too old the page is left out, and the Java build goes on.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const page = fileURLToPath(new URL('../../../target/page/index.html', import.meta.url));
const installed = join(here, 'node_modules', '.sauda-lock');
const OLDEST = [20, 19];
const NOT_SOURCES = new Set(['node_modules', 'test']);

const testing = process.argv[2] === 'test';
const what = testing ? 'the page was not tested' : 'the page is not built';

function leave(why) {
  console.log(`${what}: ${why}`);
  process.exit(0);
}

function npm(args, quiet) {
  const windows = process.platform === 'win32';
  return spawnSync(windows ? 'npm.cmd' : 'npm', args, {
    cwd: here,
    encoding: 'utf8',
    shell: windows,
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
  });
}

function run(args) {
  const done = npm(args, true);
  if (done.status !== 0) {
    process.stderr.write(`${done.stdout ?? ''}${done.stderr ?? ''}`);
    console.error(`npm ${args.join(' ')} failed`);
    process.exit(1);
  }
  return done.stdout;
}

function newest(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !NOT_SOURCES.has(entry.name))
    .map((entry) => join(folder, entry.name))
    .reduce((latest, path) => Math.max(latest, statSync(path).isDirectory() ? newest(path) : statSync(path).mtimeMs), 0);
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  leave(`it needs Node ${OLDEST.join('.')} or later, this is ${process.versions.node}`);
}
if (npm(['--version'], true).status !== 0) leave('npm is not installed');

const lock = createHash('sha256').update(readFileSync(join(here, 'package-lock.json'))).digest('hex');
const upToDate = existsSync(installed) && readFileSync(installed, 'utf8') === lock;
const stale = !existsSync(page) || newest(here) > statSync(page).mtimeMs;
if (!testing && !stale) {
  console.log('the page is up to date');
  process.exit(0);
}
if (!upToDate) {
  run(['ci', '--prefer-offline']);
  writeFileSync(installed, lock);
}
if (testing) {
  const told = run(['test', '--silent', '--', '--reporter=dot', '--no-color']);
  console.log(`the page was tested: ${/Tests\s+(.*)/.exec(told)?.[1]?.trim() ?? 'passed'}`);
} else {
  const told = run(['run', 'build', '--silent']);
  console.log(`the page is built; ${/first load.*/.exec(told)?.[0] ?? ''}`);
}
