import react from '@vitejs/plugin-react';
import { copyFileSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const out = here('../../../target/page');

/** The API's own page: Swagger UI as it is shipped, started without an inline script. */
function apiPage(): Plugin {
  return {
    name: 'api-page',
    apply: 'build',
    closeBundle() {
      mkdirSync(`${out}/docs`, { recursive: true });
      for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js', 'LICENSE']) {
        copyFileSync(here(`node_modules/swagger-ui-dist/${file}`), `${out}/docs/${file}`);
      }
      for (const file of ['index.html', 'start.js', 'page.css']) {
        copyFileSync(here(`docs/${file}`), `${out}/docs/${file}`);
      }
    },
  };
}

/** Where `npm run dev` and `npm run preview` find the API, the sign-in and the socket. */
const api = process.env.SAUDA_API ?? 'http://localhost:8000';
const proxy = {
  '/api': api,
  '/config.json': api,
  '/oauth2': api,
  '/logout': api,
  '/docs/openapi.json': api,
  '/socket': { target: api, ws: true },
};

export default defineConfig({
  plugins: [react(), apiPage()],
  build: {
    outDir: out,
    emptyOutDir: true,
    target: 'es2022',
    manifest: 'assets/manifest.json',
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 300,
  },
  server: { proxy },
  preview: { proxy },
});
