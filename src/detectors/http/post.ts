import type { Dispatcher } from 'undici';

/** What a service answered. */
export interface Reply {
  readonly statusCode: number;
  readonly text: string;
}

/** A request. `giveUpMs` counts from now, waiting for a connection included. */
export interface Post {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly giveUpMs: number;
}

/** Nobody answered in time. */
export class GivenUp extends Error {
  override readonly name = 'GivenUp';
}

/**
 * Posts a text and resolves with the reply as text. `dispatch` is the lowest level of undici: `request` with an abort
 * signal, streams and promises around it takes more than twice the time, which a duel would wait for.
 *
 * Rejects with GivenUp, or with what went wrong with the connection.
 */
export function post(dispatcher: Dispatcher, { path, headers, body, giveUpMs }: Post): Promise<Reply> {
  return new Promise((resolve, reject) => {
    let underWay: Dispatcher.DispatchController | undefined;
    let isOver = false;
    let statusCode = 0;
    const pieces: Buffer[] = [];
    const timer = setTimeout(() => {
      isOver = true;
      const error = new GivenUp(`no answer in ${giveUpMs} ms`);
      reject(error);
      underWay?.abort(error);
    }, giveUpMs);
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(controller) {
        underWay = controller;
        // It waited for a connection for too long.
        if (isOver) controller.abort(new GivenUp('given up'));
      },
      onResponseStart(_controller, status) {
        statusCode = status;
      },
      onResponseData(_controller, piece) {
        pieces.push(piece);
      },
      onResponseEnd() {
        clearTimeout(timer);
        resolve({ statusCode, text: Buffer.concat(pieces).toString() });
      },
      onResponseError(_controller, error) {
        clearTimeout(timer);
        reject(error);
      },
    };
    dispatcher.dispatch({ method: 'POST', path, headers, body }, handler);
  });
}
