/**
 * Preloaded into the web server: writes who is at the other end of each request's connection into
 * a header, which no other part of the server knows. Whatever the client wrote there is overwritten.
 */
import { subscribe } from 'node:diagnostics_channel';

// Node announces a request here before anything handles it.
subscribe('http.server.request.start', ({ request }) => {
  request.headers['x-sourcemark-peer'] = request.socket.remoteAddress ?? '';
});
