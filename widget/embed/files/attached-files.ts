import { FILES_PER_MESSAGE } from '../../../shared/submission.ts';
import type { FileView } from '../../client/api.ts';
import type { Uploaded } from '../ticket/ticket-deps.ts';

/** One attached file: on its way, there, or refused. */
export type Attached = {
  key: number;
  name: string;
  file: File | null;
  there: FileView | null;
  why: string;
  /** What was refused so will be refused again. */
  forGood: boolean;
  /** Drawn on a canvas: a page's policy may forbid pictures from anywhere. */
  bitmap: ImageBitmap | null;
};

type Doors = { upload(file: File): Promise<Uploaded>; changed(): void };

let keys = 0;

/** The files of one form. Each goes up as soon as it is chosen, so that sending does not wait for it. */
export class AttachedFiles {
  all: readonly Attached[] = [];
  #doors: Doors;

  constructor(doors: Doors) {
    this.#doors = doors;
  }

  get there(): FileView[] {
    return this.all.flatMap(({ there }) => there ?? []);
  }

  get uploading(): boolean {
    return this.all.some(({ there, why }) => !there && !why);
  }

  get failed(): boolean {
    return this.all.some(({ why }) => why !== '');
  }

  /** Files of a draft: the desk has them already. */
  take(files: readonly FileView[]): void {
    this.all = files.map((there) => ({
      key: ++keys,
      name: there.name,
      file: null,
      there,
      why: '',
      forGood: false,
      bitmap: null,
    }));
  }

  /** How many did not fit. */
  add(files: readonly File[]): number {
    const fit = files.slice(0, FILES_PER_MESSAGE - this.all.length);
    for (const file of fit) {
      const one: Attached = {
        key: ++keys,
        name: file.name,
        file,
        there: null,
        why: '',
        forGood: false,
        bitmap: null,
      };
      this.all = [...this.all, one];
      void this.#draw(one);
      void this.#upload(one);
    }
    this.#doors.changed();
    return files.length - fit.length;
  }

  again(one: Attached): void {
    one.why = '';
    this.#doors.changed();
    void this.#upload(one);
  }

  remove(one: Attached): void {
    this.all = this.all.filter((each) => each !== one);
    one.bitmap?.close();
    this.#doors.changed();
  }

  async #upload(one: Attached): Promise<void> {
    if (!one.file) return;
    const uploaded = await this.#doors.upload(one.file);
    if ('refused' in uploaded) {
      one.why = uploaded.refused;
      one.forGood = uploaded.forGood === true;
    } else one.there = uploaded.file;
    this.#doors.changed();
  }

  async #draw(one: Attached): Promise<void> {
    if (!one.file || !/^image\/(png|jpeg|webp|gif)$/.test(one.file.type)) return;
    try {
      one.bitmap = await createImageBitmap(one.file, { resizeWidth: 184 });
      this.#doors.changed();
    } catch {
      // It only calls itself a picture: its name will do.
    }
  }
}
