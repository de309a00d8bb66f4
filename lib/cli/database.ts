import { closeConnections, connectTo } from '@/lib/db/client';
import { acquireMainDatabase } from '@/lib/db/main-server';
import { migrate } from '@/lib/db/migrate';
import { appUrlFor } from '@/lib/db/roles';

/** Runs `work` with this process connected to the product's migrated database. */
export async function withMainDatabase<T>(work: () => Promise<T>): Promise<T> {
  const database = await acquireMainDatabase();
  // A command that is interrupted still gives the server up; a second Ctrl-C ends it at once.
  const interrupted = () => {
    void database.release().finally(() => process.exit(130));
  };
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  try {
    await migrate(database.ownerUrl);
    connectTo({
      appUrl: appUrlFor(database.ownerUrl),
      ownerUrl: database.ownerUrl,
    });
    return await work();
  } finally {
    await closeConnections();
    await database.release();
    process.off('SIGINT', interrupted);
    process.off('SIGTERM', interrupted);
  }
}
