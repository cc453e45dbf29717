// Loaded before the program (`node --import`), so that it says at its end how much memory it had.
process.on('exit', () => process.stderr.write(`peak memory in kB: ${process.resourceUsage().maxRSS}\n`))
