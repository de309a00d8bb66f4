import { codebookHash } from '@/lib/codebook/hash';
import { checkAttributes, findCode } from '@/lib/codebook/rules';
import {
  attributeValuesSchema,
  type CodebookDocument,
  codebookSchema,
} from '@/lib/codebook/schema';
import { readText } from '@/lib/ingest/formats/read';
import type { SourceFile } from '@/lib/ingest/schema';
import type { AnnotationKind, Manifest } from '../schema';
import { type Faults, inWords } from './fault';

/** The file of a release that holds the codebook as it stood when the release was frozen. */
export const CODEBOOK_FILE = 'codebook.json';
const MAX_BYTES = 16 * 1024 * 1024;

/** The codebook beside the data, once it is the one that the manifest states; else a fault and null. */
export async function readStatedCodebook(
  file: SourceFile,
  stated: Manifest['codebook'],
  faults: Faults,
): Promise<CodebookDocument | null> {
  const fault = (reason: string) => {
    faults.add(CODEBOOK_FILE, null, reason);
    return null;
  };
  const read = await readText(file, MAX_BYTES);
  if (!read.ok) return fault(read.error.userMessage);
  let json: unknown;
  try {
    json = JSON.parse(read.value.text);
  } catch {
    return fault('It is no JSON.');
  }
  const document = codebookSchema.safeParse(json);
  if (!document.success) return fault(`It is no codebook: ${inWords(document.error)}.`);
  if (codebookHash(document.data) !== stated.sha256) {
    return fault('It is another codebook than the manifest states.');
  }
  return document.data;
}

/** What an annotation says of itself that a codebook decides on. */
interface Coded {
  readonly kind: AnnotationKind;
  readonly layer: string;
  readonly code: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly members: readonly { readonly role: string }[];
}

/** Why the codebook would not have had the annotation; null where it would. */
export function codingFault(document: CodebookDocument, one: Coded): string | null {
  const code = findCode(document, one.code);
  if (!code) return `the codebook has no code “${one.code}”.`;
  if (code.layer !== one.layer) {
    return `the code “${one.code}” is of the layer “${code.layer}”, not of “${one.layer}”.`;
  }
  if (!code.targets.includes(one.kind))
    return `the code “${one.code}” cannot be set on this kind: ${one.kind}.`;
  const stray = one.members.find((member) => !code.roles.some(({ role }) => role === member.role));
  if (stray) return `the code “${one.code}” has no role “${stray.role}”.`;
  const values = attributeValuesSchema.safeParse(one.attributes);
  if (!values.success) return 'its attributes are no names with values.';
  const fits = checkAttributes(document, code, values.data);
  return fits.ok ? null : fits.error.userMessage;
}
