import type { Translate } from '@/lib/i18n/translate';

/** A file that was chosen or dropped, with its place below what was chosen. */
export interface PickedFile {
  readonly path: string;
  readonly file: File;
}

/** The files and what to call them together. */
export interface Picked {
  readonly sourceName: string;
  readonly files: readonly PickedFile[];
}

/** From a file or folder chooser. Hidden files are left out, as the command line does. */
export function pickedFromInput(list: FileList, t: Translate<'imports'>): Picked {
  return toPicked(
    [...list].map((file) => ({ path: file.webkitRelativePath || file.name, file })),
    t,
  );
}

/** From a drop: files and whole folders. */
export async function pickedFromDrop(
  transfer: DataTransfer,
  t: Translate<'imports'>,
): Promise<Picked> {
  // The entries must be taken before the first await: the browser empties the list after it.
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const found: PickedFile[] = [];
  for (const entry of entries) await walk(entry, entry.name, found);
  return toPicked(found, t);
}

async function walk(entry: FileSystemEntry, path: string, found: PickedFile[]): Promise<void> {
  if (isFileEntry(entry)) {
    found.push({ path, file: await new Promise<File>((done, fail) => entry.file(done, fail)) });
  } else if (isFolderEntry(entry)) {
    const reader = entry.createReader();
    // A folder is told in portions, until an empty one.
    for (let part = await readPart(reader); part.length > 0; part = await readPart(reader)) {
      for (const child of part) await walk(child, `${path}/${child.name}`, found);
    }
  }
}

function readPart(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((done, fail) => reader.readEntries(done, fail));
}

function isFileEntry(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolderEntry(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function toPicked(all: readonly PickedFile[], t: Translate<'imports'>): Picked {
  const files = all
    .filter(({ path }) => !path.split('/').some((part) => part.startsWith('.')))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const [first] = files;
  if (!first) return { sourceName: '', files };
  if (files.length === 1) return { sourceName: first.file.name, files };
  const folder = first.path.split('/')[0] ?? '';
  const shared = folder !== '' && files.every(({ path }) => path.startsWith(`${folder}/`));
  if (!shared) {
    return { sourceName: t('andMore', { name: first.file.name, count: files.length - 1 }), files };
  }
  // Paths are told below the folder, as on the command line.
  const below = files.map(({ path, file }) => ({ path: path.slice(folder.length + 1), file }));
  return { sourceName: folder, files: below };
}
