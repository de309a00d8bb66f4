import { createServer } from 'node:net';

const TRIES = 100;

/** The wanted port, or the next one that nobody listens on. Throws when a hundred are taken. */
export async function nextFreePort(host: string, wanted: number): Promise<number> {
  for (let port = wanted; port < Math.min(wanted + TRIES, 65536); port += 1) {
    // "localhost" may mean ::1, where another server could answer in our place.
    if ((await canListen(host, port)) && (await canListen('::1', port))) return port;
  }
  throw new Error(`Ports ${wanted} to ${wanted + TRIES - 1} are all taken.`);
}

async function canListen(host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else if (error.code === 'EADDRNOTAVAIL' && host === '::1') resolve(true);
      else if (error.code === 'EAFNOSUPPORT') resolve(true);
      else if (error.code === 'EACCES') reject(new Error(`Port ${port} needs more rights.`));
      else reject(error);
    });
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
