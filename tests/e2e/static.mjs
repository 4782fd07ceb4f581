// A plain static host, as one rents it: files, their types, and the compressed copies beside them. Nothing else.
import { existsSync, readFileSync, statSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';

const TYPES = {
  '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm', '.css': 'text/css', '.ics': 'text/calendar',
  '.txt': 'text/plain', '.json': 'application/json', '.webmanifest': 'application/manifest+json', '.svg': 'image/svg+xml', '.png': 'image/png',
};

/** Serves a folder on a port of its own. */
export async function serveStatic(dir) {
  const server = http.createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url, 'http://x').pathname).replace(/\/$/, '/index.html');
    const file = path.join(dir, path.normalize(name));
    if (!existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end();
    const small = /\bbr\b/.test(request.headers['accept-encoding'] ?? '') && existsSync(`${file}.br`);
    const about = statSync(file);
    const etag = `"${about.size}-${Math.round(about.mtimeMs)}"`;
    const headers = { 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream', etag, ...(small && { 'content-encoding': 'br' }) };
    if (request.headers['if-none-match'] === etag) return response.writeHead(304, headers).end();
    response.writeHead(200, headers).end(readFileSync(small ? `${file}.br` : file));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://localhost:${server.address().port}/`,
    stop: () => new Promise((done) => {
      server.closeAllConnections();
      server.close(done);
    }),
  };
}
