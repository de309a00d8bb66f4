import { createServer } from 'node:http';
import { connectTo } from '@/lib/db/client';
import { chunksOf } from './chunks-testing';
import { liveStream } from './stream';

// One more application process for live.db.test.ts: serves the stream alone, to whoever asks.
const [appUrl = ''] = process.argv.slice(2);
connectTo({ appUrl });
const server = createServer((request, response) => {
  const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
  const given = (name: string) => query.get(name) ?? '';
  const gone = new AbortController();
  request.on('close', () => gone.abort());
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const stream = liveStream({
    actor: { kind: 'user', userId: given('user'), projectId: given('project') },
    sessionVersion: 1,
    articleId: given('article'),
    articleVersionId: given('version'),
    after: Number(given('after')),
    signal: gone.signal,
  });
  void (async () => {
    for await (const chunk of chunksOf(stream)) response.write(chunk);
    response.end();
  })();
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});
