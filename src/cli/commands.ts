import type { AddCommand } from './context.ts'

/** `attache commands`: registers the slash commands now, where a platform keeps a list of them. */
export const addCommandsCommand: AddCommand = (program, context, finish) => {
  program
    .command('commands')
    .description('register the slash commands with Discord now, where they have changed (the bot does it at start too)')
    .action(async () => {
      const { registerCommands } = await import('../app/platforms.ts')
      const registered = await registerCommands(await context.settings(), context.signal)
      const lines = registered.map(
        ({ platform, changed }) => `${platform}: ${changed ? 'registered anew' : 'unchanged'}`,
      )
      await context.out(
        `${lines.length === 0 ? 'no platform that keeps a list of commands is configured' : lines.join('\n')}\n`,
      )
      finish(0)
    })
}
