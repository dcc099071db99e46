/**
 * A disk as it is for sure, and what may be on it or not. What is written to a file is sure once the file is synced, a name
 * in a folder once the folder is; a machine that loses its power keeps of the rest nothing, or any part.
 */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { DiskRecord } from './journal.ts';

/** Whether one of the things that were not synced is on the disk all the same. */
export type Survives = () => boolean;

const SECTOR = 512;
const CREATES = 0o100;
const EMPTIES = 0o1000;

/** Bytes that grow. */
class Bytes {
  #all: Buffer;
  #length: number;

  constructor(from: Buffer) {
    this.#all = Buffer.from(from);
    this.#length = from.length;
  }

  get content(): Buffer {
    return this.#all.subarray(0, this.#length);
  }

  put(at: number, data: Buffer): void {
    const end = at + data.length;
    if (end > this.#all.length)
      this.#all = Buffer.concat([this.content], Math.max(end, 2 * this.#all.length));
    data.copy(this.#all, at);
    this.#length = Math.max(this.#length, end);
  }

  cut(length: number): void {
    if (length > this.#length) this.put(length - 1, Buffer.alloc(1));
    else this.#all.fill(0, length, this.#length);
    this.#length = length;
  }
}

type Change = { at: number; data: Buffer } | { cutTo: number };

class File {
  sure: Bytes;
  pending: Change[] = [];

  constructor(content: Buffer = Buffer.alloc(0)) {
    this.sure = new Bytes(content);
  }

  sync(): void {
    for (const change of this.pending) apply(this.sure, change);
    this.pending = [];
  }

  /** A sector is written whole or not at all. */
  after(survives: Survives): Buffer {
    if (this.pending.length === 0) return this.sure.content;
    const bytes = new Bytes(this.sure.content);
    for (const change of this.pending) {
      if ('cutTo' in change) {
        if (survives()) apply(bytes, change);
        continue;
      }
      for (let from = 0; from < change.data.length;) {
        const to = Math.min(change.data.length, from + SECTOR - ((change.at + from) % SECTOR));
        if (survives()) bytes.put(change.at + from, change.data.subarray(from, to));
        from = to;
      }
    }
    return bytes.content;
  }
}

function apply(bytes: Bytes, change: Change): void {
  if ('cutTo' in change) bytes.cut(change.cutTo);
  else bytes.put(change.at, change.data);
}

type Entry = File | Folder;

class Folder {
  now = new Map<string, Entry>();
  sure = new Map<string, Entry>();
  /** `act`: a rename changes two folders at once. */
  pending: { act: object; name: string; entry: Entry | null }[] = [];

  set(act: object, name: string, entry: Entry | null): void {
    put(this.now, name, entry);
    this.pending.push({ act, name, entry });
  }

  sync(): void {
    for (const { name, entry } of this.pending) put(this.sure, name, entry);
    this.pending = [];
  }
}

function put(entries: Map<string, Entry>, name: string, entry: Entry | null): void {
  if (entry) entries.set(name, entry);
  else entries.delete(name);
}

export class Disk {
  #root: string;
  #top: Folder;
  #open = new Map<number, Entry>();

  /** What is in the folder now is sure; `root`: what it is called in the records. */
  constructor(folder: string, root = folder) {
    this.#root = root;
    this.#top = readFolder(folder);
  }

  take(record: DiskRecord): void {
    const { is, fd, path, path2, at, data } = record;
    if (is === 'begin') this.#open.clear();
    else if (is === 'open') this.#opened(fd, path, at);
    else if (is === 'close') this.#open.delete(fd);
    else if (is === 'write') this.#file(fd).pending.push({ at, data });
    else if (is === 'cut') this.#file(fd).pending.push({ cutTo: at });
    else if (is === 'sync') this.#entry(fd).sync();
    // The system has told of it once and holds the pages for written: they are not, and never will be.
    else if (is === 'sync failed') this.#entry(fd).pending = [];
    else if (is === 'mkdir') this.#name(path, new Folder());
    else if (is === 'unlink' || is === 'rmdir') this.#name(path, null);
    else if (is === 'link') this.#name(path2, this.#found(path));
    else if (is === 'rename') {
      const act = {};
      const entry = this.#found(path);
      this.#name(path, null, act);
      this.#name(path2, entry, act);
    }
  }

  /** All that was written, sure or not: what the system itself would show. */
  shown(): ReadonlyMap<string, Buffer> {
    const files = new Map<string, Buffer>();
    const walk = (folder: Folder, path: string) => {
      for (const [name, entry] of folder.now) {
        if (entry instanceof Folder) walk(entry, join(path, name));
        else
          files.set(
            join(path, name),
            entry.after(() => true),
          );
      }
    };
    walk(this.#top, '');
    return files;
  }

  /** What is there when the power is back. */
  layInto(target: string, survives: Survives): void {
    const decided = new Map<object, boolean>();
    const decide = (act: object) => {
      const before = decided.get(act);
      const is = before ?? survives();
      decided.set(act, is);
      return is;
    };
    const walk = (folder: Folder, path: string) => {
      mkdirSync(path, { recursive: true });
      const entries = new Map(folder.sure);
      for (const { act, name, entry } of folder.pending) if (decide(act)) put(entries, name, entry);
      for (const [name, entry] of entries) {
        if (entry instanceof Folder) walk(entry, join(path, name));
        else writeFileSync(join(path, name), entry.after(survives));
      }
    };
    walk(this.#top, target);
  }

  #opened(fd: number, path: string, flags: number): void {
    let entry = this.#find(path);
    if (!entry) {
      if (!(flags & CREATES)) throw new Error(`${path} was opened and is not there`);
      entry = new File();
      this.#name(path, entry);
    }
    if (entry instanceof File && flags & EMPTIES) entry.pending.push({ cutTo: 0 });
    this.#open.set(fd, entry);
  }

  #entry(fd: number): Entry {
    const entry = this.#open.get(fd);
    if (!entry) throw new Error(`file ${fd} is not open`);
    return entry;
  }

  #file(fd: number): File {
    const entry = this.#entry(fd);
    if (entry instanceof Folder) throw new Error(`a folder was written to`);
    return entry;
  }

  #find(path: string): Entry | null {
    let entry: Entry = this.#top;
    for (const name of relative(this.#root, path).split('/').filter(Boolean)) {
      const next: Entry | undefined = entry instanceof Folder ? entry.now.get(name) : undefined;
      if (!next) return null;
      entry = next;
    }
    return entry;
  }

  #found(path: string): Entry {
    const entry = this.#find(path);
    if (!entry) throw new Error(`${path} is not there`);
    return entry;
  }

  #name(path: string, entry: Entry | null, act: object = {}): void {
    // The folder itself is there before and after.
    if (path === this.#root) return;
    const folder = this.#found(dirname(path));
    if (!(folder instanceof Folder)) throw new Error(`${dirname(path)} is no folder`);
    folder.set(act, path.slice(path.lastIndexOf('/') + 1), entry);
  }
}

function readFolder(path: string): Folder {
  const folder = new Folder();
  for (const name of readdirSync(path)) {
    if (name.endsWith('-shm')) continue;
    const inner = join(path, name);
    const entry = statSync(inner).isDirectory() ? readFolder(inner) : new File(readFileSync(inner));
    folder.now.set(name, entry);
    folder.sure.set(name, entry);
  }
  return folder;
}
