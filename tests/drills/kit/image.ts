import path from 'node:path';
import { bytesOf, type Call } from './trace.ts';

/** Bytes that a disk writes whole. */
const SECTOR = 512;

type Change = { readonly began: number; readonly ended: number } & (
  | { readonly kind: 'write'; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'cut'; readonly length: number }
);

/** One file: what is on the disk for certain, and what may be. */
interface Disk {
  readonly content: Bytes;
  /** Whether its name is in the folder for certain. */
  named: boolean;
  pending: Change[];
  /** Length as the process sees it: where an append goes. */
  length: number;
}

/** The files of a folder as the disk knows them, fed with the calls of a process. */
export class Image {
  readonly #folder: string;
  readonly #files = new Map<string, Disk>();

  constructor(folder: string, before: ReadonlyMap<string, Buffer>) {
    this.#folder = folder;
    for (const [name, content] of before) {
      this.#files.set(name, {
        content: new Bytes(content),
        named: true,
        pending: [],
        length: content.length,
      });
    }
  }

  /** Notes a call that has ended. */
  note(call: Call): void {
    if (call.result < 0) return;
    if (call.path === this.#folder && call.name === 'fsync') {
      for (const file of this.#files.values()) file.named = true;
      return;
    }
    if (path.dirname(call.path) !== this.#folder) return;
    const file = this.#file(path.basename(call.path));
    const place = { began: call.began, ended: call.ended };
    switch (call.name) {
      case 'write':
      case 'writev':
        this.#write(file, { ...place, kind: 'write', at: file.length, bytes: bytesOf(call) });
        break;
      case 'pwrite64':
      case 'pwritev': {
        const at = Number(/(\d+)$/.exec(call.args)?.[1]);
        this.#write(file, { ...place, kind: 'write', at, bytes: bytesOf(call) });
        break;
      }
      case 'ftruncate': {
        const length = Number(/(\d+)$/.exec(call.args)?.[1]);
        file.pending.push({ ...place, kind: 'cut', length });
        file.length = length;
        break;
      }
      case 'unlink':
      case 'unlinkat':
        // Taken as done at once: SQLite syncs the folder after it where an old file could do harm.
        this.#files.delete(path.basename(call.path));
        break;
      case 'rename':
      case 'renameat2':
        throw new Error('Files that are renamed are not understood yet.');
      case 'fsync':
      case 'fdatasync':
        this.#sync(file, call.began);
    }
  }

  /** A file as it is on the disk for certain; nothing when that is nothing. */
  synced(name: string): Buffer | undefined {
    const file = this.#files.get(name);
    return file?.named ? file.content.whole : undefined;
  }

  /** What the disk may hold after a power cut now: each change since the last sync is there, or torn, or not. */
  after(random: () => number): Map<string, Buffer> {
    const found = new Map<string, Buffer>();
    for (const [name, { content, named, pending }] of this.#files) {
      // SQLite makes its shared memory anew.
      if (name.endsWith('-shm')) continue;
      // The process keeps a file open that has no name yet: without one, nothing of it is found.
      if (!named && random() < 0.5) continue;
      // Half of the cuts lose all that was not synced: the harshest disk.
      const keep = random() < 0.5 ? 0 : random();
      const left = pending.flatMap((change) => (random() < keep ? [torn(change, random)] : []));
      const result = new Bytes(content.whole);
      for (const change of left) result.apply(change);
      found.set(name, result.whole);
    }
    return found;
  }

  #write(file: Disk, change: Change & { kind: 'write' }): void {
    file.pending.push(change);
    file.length = Math.max(file.length, change.at + change.bytes.length);
  }

  /** A sync covers what had ended when it began. */
  #sync(file: Disk, began: number): void {
    for (const change of file.pending) if (change.ended < began) file.content.apply(change);
    file.pending = file.pending.filter(({ ended }) => ended >= began);
  }

  #file(name: string): Disk {
    const file = this.#files.get(name) ?? {
      content: new Bytes(Buffer.alloc(0)),
      named: false,
      pending: [],
      length: 0,
    };
    this.#files.set(name, file);
    return file;
  }
}

/** Bytes that grow without being copied each time. */
class Bytes {
  #room: Buffer;
  #length: number;

  constructor(content: Buffer) {
    this.#room = Buffer.from(content);
    this.#length = content.length;
  }

  get whole(): Buffer {
    return this.#room.subarray(0, this.#length);
  }

  apply(change: Change): void {
    if (change.kind === 'write') {
      this.#resize(Math.max(this.#length, change.at + change.bytes.length));
      change.bytes.copy(this.#room, change.at);
    } else this.#resize(change.length);
  }

  /** What is gained is zeros. */
  #resize(length: number): void {
    if (length > this.#room.length) {
      const room = Buffer.alloc(length * 2);
      this.whole.copy(room);
      this.#room = room;
    } else if (length < this.#length) this.#room.fill(0, length, this.#length);
    this.#length = length;
  }
}

/** A write that the cut met: some of its sectors. */
function torn(change: Change, random: () => number): Change {
  if (change.kind !== 'write' || random() < 0.7) return change;
  const sectors = Math.floor((random() * change.bytes.length) / SECTOR);
  return { ...change, bytes: change.bytes.subarray(0, sectors * SECTOR) };
}
