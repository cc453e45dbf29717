// Loaded before the program (`node --import`), so that it tells whoever started it what it has used, as often as it is asked. Plain
// JavaScript, since to strip types takes memory of its own.
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.({ cpuMs: (user + system) / 1_000, megabytes: process.memoryUsage.rss() / 1e6 })
})
// Being asked is no reason to live on.
process.channel?.unref()
