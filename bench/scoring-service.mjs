// A scoring service on a free port, in a process of its own: prints the port, ends with its standard input. It declines
// large amounts, and answers nothing for `stall` ms in every `every` ms.
//
//     node bench/scoring-service.mjs stall=400 every=5000
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

/** Starts the service; `url` is where it listens. */
export async function startService(settings = {}) {
  const words = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  const stdio = ['pipe', 'pipe', 'inherit'];
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), ...words], { stdio });
  const [port] = await once(child.stdout, 'data');
  const exit = once(child, 'exit');
  return {
    url: `http://127.0.0.1:${Number(port)}/score`,
    async close() {
      child.stdin.end();
      await exit;
    },
  };
}

function serve(stallMs, everyMs) {
  const startedAt = performance.now();
  const server = createServer((request, response) => {
    const pieces = [];
    request.on('data', (piece) => pieces.push(piece));
    request.on('end', () => {
      const content = JSON.parse(Buffer.concat(pieces));
      const text = JSON.stringify(Array.isArray(content) ? content.map(decide) : decide(content));
      const answer = () => response.writeHead(200, { 'content-type': 'application/json' }).end(text);
      const intoPeriod = everyMs > 0 ? (performance.now() - startedAt) % everyMs : 0;
      const stalledFor = everyMs > 0 ? intoPeriod - (everyMs - stallMs) : -1;
      if (stalledFor < 0) answer();
      else setTimeout(answer, stallMs - stalledFor);
    });
  });
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));
  process.stdin.on('end', () => process.exit()).resume();
}

const decide = ({ amount }) => ({ action: amount > 2_000 ? 'decline' : 'approve', score: Math.min(1, amount / 4_000) });

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const settings = Object.fromEntries(process.argv.slice(2).map((argument) => argument.split('=')));
  serve(Number(settings.stall ?? 0), Number(settings.every ?? 0));
}
