import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A request that a service got. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

export interface ScoringService {
  readonly url: string;
  readonly requests: readonly ReceivedRequest[];
  /** Connections that were ever made, and those that are open. */
  connections(): { readonly made: number; readonly open: number };
  close(): Promise<void>;
}

/** Answers a request as it likes: also late, wrongly, or not at all. */
export type Answer = (request: ReceivedRequest, response: ServerResponse, socket: Socket) => void;

/** Declines amounts of 1.00 and more. */
export const decide = (event: unknown) => {
  const { amount } = event as { readonly amount: number };
  return { action: amount >= 1 ? 'decline' : 'approve', score: Math.min(1, amount / 2) };
};

/** Answers with a decision, or one for each event of a batch. */
export const answerWell: Answer = ({ body }, response) => {
  const answer = Array.isArray(body) ? body.map(decide) : decide(body);
  response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
};

/** A real HTTP service on a free port of this machine. */
export async function startScoringService(answer: Answer = answerWell): Promise<ScoringService> {
  const requests: ReceivedRequest[] = [];
  const sockets = new Set<Socket>();
  let made = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
    const received = { method: request.method!, path: request.url!, headers: request.headers, body };
    requests.push(received);
    answer(received, response, request.socket);
  });
  server.on('connection', (socket) => {
    made++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await listen(server);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/score`,
    requests,
    connections: () => ({ made, open: sockets.size }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
}

/** The address of a service that was there and is gone. */
export async function addressOfDeadService(): Promise<string> {
  const service = await startScoringService();
  await service.close();
  return service.url;
}
