/** A place in the stream of messages of one direction of a connection. */
export interface CutPoint {
  /** Number of the message, from 0. */
  readonly message: number;
  readonly part: Part;
  /** How far into the part, from 0 to 1; the end has no length. */
  readonly share: number;
}

export const parts = ['head', 'body', 'end'] as const;
export type Part = (typeof parts)[number];

/** Every head of ours is longer than this, in bytes. */
const HEAD_BYTES = 120;

/** Follows HTTP messages that have a `content-length`, or no body, and finds a place in them. */
export class MessageMeter {
  readonly #point: CutPoint;
  #message = 0;
  #head = '';
  /** Bytes of the body that are still to come, and of all of it; nothing while the head comes. */
  #body: { left: number; readonly length: number } | undefined;

  constructor(point: CutPoint) {
    this.#point = point;
  }

  /** Returns how many of the next bytes come before the place; nothing when it is not among them. */
  find(chunk: Buffer): number | undefined {
    for (let at = 0; at < chunk.length; at += 1) {
      // A body's share may be nothing: then it is cut where the head ends.
      this.#take(chunk[at] ?? 0);
      if (this.#isThere()) return at + 1;
      if (this.#body?.left === 0) this.#next();
    }
    return undefined;
  }

  #take(byte: number): void {
    if (this.#body) {
      this.#body.left -= 1;
      return;
    }
    this.#head += String.fromCharCode(byte);
    if (!this.#head.endsWith('\r\n\r\n')) return;
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(this.#head)?.[1] ?? 0);
    this.#body = { left: length, length };
  }

  #isThere(): boolean {
    const { message, part, share } = this.#point;
    if (this.#message !== message) return false;
    if (!this.#body) return part === 'head' && this.#head.length === 1 + Math.floor(share * (HEAD_BYTES - 1));
    const { left, length } = this.#body;
    if (left === 0) return part !== 'head';
    return part === 'body' && length - left === Math.floor(share * length);
  }

  #next(): void {
    this.#message += 1;
    this.#head = '';
    this.#body = undefined;
  }
}
