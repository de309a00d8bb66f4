import { mediaTypeOf, summarise } from './croissant';
import type { About } from './write';

/** The release as an RO-Crate 1.1 (researchobject.org): the dataset, and each file with its size. */
export function toRoCrate({ manifest }: About): Readonly<Record<string, unknown>> {
  const { release, project, files, generator } = manifest;
  return {
    '@context': 'https://w3id.org/ro/crate/1.1/context',
    '@graph': [
      {
        '@id': 'ro-crate-metadata.json',
        '@type': 'CreativeWork',
        conformsTo: { '@id': 'https://w3id.org/ro/crate/1.1' },
        about: { '@id': './' },
      },
      {
        '@id': './',
        '@type': 'Dataset',
        name: release.name,
        description: summarise(manifest),
        datePublished: release.frozen_at,
        version: String(release.number),
        ...(release.licence === '' ? {} : { license: release.licence }),
        publisher: { '@id': `#project-${project.id}` },
        creator: { '@id': `#project-${project.id}` },
        hasPart: files.map(({ path }) => ({ '@id': path })),
      },
      { '@id': `#project-${project.id}`, '@type': 'Organization', name: project.name },
      {
        '@id': '#sourcemark',
        '@type': 'SoftwareApplication',
        name: generator.name,
        softwareVersion: generator.version,
      },
      ...files.map(({ path, bytes, sha256 }) => ({
        '@id': path,
        '@type': 'File',
        name: path,
        contentSize: String(bytes),
        encodingFormat: mediaTypeOf(path),
        sha256,
      })),
    ],
  };
}
