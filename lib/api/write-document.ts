/** `npm run openapi`: writes the interface's document and its client's types anew. */
import { writeDocument } from './document';

await writeDocument();
