/** Longest line that is read, in characters: a decision with its reasons is a few hundred. */
const LONGEST_LINE = 1_048_576;

/** Cuts text that arrives in pieces into lines. Keeps no more than one line. */
export class Lines {
  #rest = '';

  /**
   * The lines that `piece` completes, without their ends.
   *
   * @throws Error when a line grows beyond what is sensible.
   */
  *add(piece: string): Generator<string> {
    let from = 0;
    for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', from)) {
      const line = this.#rest + piece.slice(from, end);
      this.#rest = '';
      from = end + 1;
      yield line.endsWith('\r') ? line.slice(0, -1) : line;
    }
    this.#rest += piece.slice(from);
    if (this.#rest.length > LONGEST_LINE) throw new Error(`printed a line of more than ${LONGEST_LINE} characters`);
  }
}
