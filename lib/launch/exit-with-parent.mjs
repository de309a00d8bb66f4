/** Preloaded into the web server, so that it does not outlive a launcher that was killed. */
process.on('disconnect', () => process.exit(0));
process.channel?.unref();
