// Loaded into the app: when the parent that keeps the database is gone, the app goes too.
if (process.send) {
  process.on('disconnect', () => process.exit(0))
  process.channel?.unref()
}
