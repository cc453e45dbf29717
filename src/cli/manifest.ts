import { InvalidArgumentError } from 'commander'
import type { AddCommand } from './context.ts'

/** `attache manifest`: the Slack app as it is to be made, where the one in `slack-manifest.yaml` does not do. */
export const addManifestCommand: AddCommand = (program, context, finish) => {
  program
    .command('manifest')
    .description(
      'print the Slack app’s manifest, to make the app from; without options for Socket Mode, as in slack-manifest.yaml',
    )
    .option(
      '--url <address>',
      'where Slack reaches your server: Slack calls it, and workspaces install the app there',
      address,
    )
    .option('--lookup', 'with the two scopes by which the bot may look for its own messages')
    .action(async ({ url, lookup = false }: { readonly url?: string; readonly lookup?: boolean }) => {
      const [{ slackManifest }, { stringify }] = await Promise.all([import('../app/platforms.ts'), import('yaml')])
      await context.out(stringify(slackManifest({ publicUrl: url, lookup }), { lineWidth: 0 }))
      finish(0)
    })
}

function address(text: string): string {
  if (URL.canParse(text) && new URL(text).protocol === 'https:') return text
  throw new InvalidArgumentError('write an address that begins with https://')
}
