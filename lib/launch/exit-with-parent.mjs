/** Preloaded into the web server, so that it does not outlive a launcher that was killed. */
process.on('disconnect', () => process.exit(0));
// The development server's own worker waits for its orders on this channel: it must hold it open.
if (!process.env.NEXT_PRIVATE_WORKER) process.channel?.unref();
