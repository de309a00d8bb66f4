import {
  findPlacesSchema,
  labelPlacesSchema,
  previewLabelsSchema,
  undoLabelsSchema,
} from '@/lib/search/schema';
import { action, commandOf, page, type Row, type Scene } from './row';

const places = ({ articleVersionId }: Scene) => ({
  codeKey: 'cue',
  places: [{ articleVersionId, start: 0, end: 4 }],
});
const asked = () => ({ filter: { q: 'said' } });

/** Doors of the search and of labelling what it found. */
export const SEARCH_ROWS: Readonly<Record<string, Row>> = {
  'app/(workspace)/projects/[projectId]/search/page.tsx#default': page('project.read'),
  'lib/search/actions.ts#findPlacesAction': action('project.read', findPlacesSchema, asked),
  'lib/search/actions.ts#previewLabelsAction': action(
    'annotations.write',
    previewLabelsSchema,
    places,
  ),
  'lib/search/actions.ts#labelPlacesAction': action('annotations.write', labelPlacesSchema, places),
  'lib/search/actions.ts#undoLabelsAction': action('annotations.write', undoLabelsSchema),
  'lib/search/commands/label.ts#labelPlaces': commandOf(
    'annotations.write',
    labelPlacesSchema,
    places,
  ),
  'lib/search/commands/undo.ts#undoLabels': commandOf('annotations.write', undoLabelsSchema),
};
