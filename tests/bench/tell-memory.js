// Loaded before the program (`node --import`), so that it says at its end how much memory it had. Plain JavaScript: to strip types takes
// memory of its own, which the program does not need where its code is kept compiled.
process.on('exit', () => process.stderr.write(`peak memory in kB: ${process.resourceUsage().maxRSS}\n`))
