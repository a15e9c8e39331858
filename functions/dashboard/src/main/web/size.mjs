// What the first load costs: gzip of all JavaScript that index.html and the landing page fetch.
// Fails above the limit.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const MOST = 150 * 1024;
const out = fileURLToPath(new URL('../../../target/page/', import.meta.url));

const manifest = JSON.parse(readFileSync(`${out}assets/manifest.json`, 'utf8'));
const fetched = new Set();
const follow = (key) => {
  const { file, imports = [] } = manifest[key];
  if (fetched.has(file)) return;
  fetched.add(file);
  imports.forEach(follow);
};
// the landing page is a part of the entry; every other screen is loaded when it is opened
follow('index.html');

const bytes = [...fetched].reduce((sum, file) => sum + gzipSync(readFileSync(out + file)).length, 0);
const kB = (n) => (n / 1024).toFixed(1);
console.log(`first load: ${kB(bytes)} kB gzip of JavaScript in ${fetched.size} file(s), at most ${kB(MOST)} kB`);
if (bytes > MOST) process.exitCode = 1;
