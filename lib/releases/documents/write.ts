import { createHash } from 'node:crypto';
import { writeJson } from '@/lib/codebook/formats/json';
import type { CodebookVersionDto } from '@/lib/codebook/schema';
import type { Frozen, ReleaseManifest, ReleaseSpec } from '../frozen/schema';
import type { WrittenFile } from '../manifest';
import { toCroissant } from './croissant';
import { toDatasheet } from './datasheet';
import { toRoCrate } from './ro-crate';

/** What describes a release is made from. */
export interface About {
  /** With the data files, without the describing ones. */
  readonly manifest: ReleaseManifest;
  readonly frozen: Frozen;
  readonly spec: ReleaseSpec;
  readonly codebook: CodebookVersionDto | null;
}

/** The files of a release that hold no data but say what the data is, in the order of their writing. */
export function writeDocuments(about: About): { readonly file: string; readonly text: string }[] {
  const { manifest, codebook } = about;
  const { history, project } = manifest;
  const checkpoint = { project: project.id, event: history.event, hash: history.hash };
  const plain = [
    ...(codebook ? [{ file: 'codebook.json', text: writeJson(codebook.document).body }] : []),
    { file: 'checkpoint.json', text: toJson(checkpoint) },
    { file: 'README.md', text: toDatasheet(about) },
  ];
  const files = [...manifest.files, ...plain.map(({ file, text }) => writtenFile(file, text))];
  const whole = { ...about, manifest: { ...manifest, files } };
  return [
    ...plain,
    { file: 'croissant.json', text: toJson(toCroissant(whole)) },
    { file: 'ro-crate-metadata.json', text: toJson(toRoCrate(whole)) },
  ];
}

/** A file as the manifest lists it. */
export function writtenFile(path: string, text: string): WrittenFile {
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { path, bytes: Buffer.byteLength(text), sha256 };
}

const toJson = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
