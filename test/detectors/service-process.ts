import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A service in a process of its own, for those who sleep while they ask. */
export interface ServiceProcess {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts a scoring service of Node.
 *
 * @param answer statements that call `say(answer)` for an `event`, or `response` and `socket` to misbehave; `count` is
 *   how many requests there were, and `decide(event)` a sensible decision
 */
export async function startServiceProcess(answer = 'say(decide(event));'): Promise<ServiceProcess> {
  const script = `
    import { createServer } from 'node:http';
    const decide = ({ amount }) => ({ action: amount >= 1000 ? 'decline' : 'approve', score: Math.min(1, amount / 2000) });
    let count = 0;
    const server = createServer((request, response) => {
      let text = '';
      request.on('data', (piece) => { text += piece; });
      request.on('end', () => {
        const event = JSON.parse(text);
        const { socket } = request;
        const say = (answer) => response.end(JSON.stringify(answer));
        count++;
        ${answer}
      });
    });
    server.listen(0, '127.0.0.1', () => console.log(server.address().port));
    process.stdin.on('end', () => process.exit()).resume();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    url: `http://127.0.0.1:${Number(port.toString())}/score`,
    async close() {
      child.kill('SIGKILL');
      await exit;
    },
  };
}
