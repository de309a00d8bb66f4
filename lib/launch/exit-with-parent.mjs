/** Preloaded into the web server, so that it does not outlive a launcher that was killed. */
process.on('disconnect', () => process.exit(0));
// The development server's own worker waits for its orders on this channel: it must hold it open.
if (!process.env.NEXT_PRIVATE_WORKER) process.channel?.unref();
// Prisma queues queries on one connection, which pg warns of; whoever runs the server cannot mend it.
if (process.env.NODE_ENV === 'production') process.noDeprecation = true;
