import type { InWorkspace } from '../domain/installation.ts'
import { type Handles, transact } from './handles.ts'
import { instant } from './rows.ts'

/** Which workspaces the bot is not in any more, and since when. */
export function leaving({ writer, reader }: Pick<Handles, 'writer' | 'reader'>) {
  return {
    async leaveWorkspace({ platform, workspace }: InWorkspace, at: Date): Promise<void> {
      await transact(writer, async (trx) => {
        await trx
          .deleteFrom('installations')
          .where((row) => row.and({ platform, workspace }))
          .execute()
        await trx
          .updateTable('workspaces')
          .set({ removed_at: instant(at) })
          .where((row) => row.and({ platform, workspace }))
          .where('removed_at', 'is', null)
          .execute()
      })
    },

    async returnToWorkspace({ platform, workspace }: InWorkspace): Promise<void> {
      const left = await reader
        .selectFrom('workspaces')
        .select('removed_at')
        .where((row) => row.and({ platform, workspace }))
        .where('removed_at', 'is not', null)
        .executeTakeFirst()
      // That we are there is told of every channel at every start: seldom is there anything to write.
      if (!left) return
      await transact(writer, (trx) =>
        trx
          .updateTable('workspaces')
          .set({ removed_at: null })
          .where((row) => row.and({ platform, workspace }))
          .execute(),
      )
    },

    async knownWorkspaces(platform: string): Promise<readonly string[]> {
      const rows = await reader
        .selectFrom('workspaces')
        .select('workspace')
        .where('platform', '=', platform)
        .where('removed_at', 'is', null)
        .execute()
      return rows.map(({ workspace }) => workspace)
    },

    async leftWorkspaces(until: Date): Promise<readonly InWorkspace[]> {
      return reader
        .selectFrom('workspaces')
        .select(['platform', 'workspace'])
        .where('removed_at', '<=', instant(until))
        .orderBy('removed_at')
        .execute()
    },
  }
}
