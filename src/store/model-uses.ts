import { type Transaction, sql } from 'kysely'
import {
  type Allowance,
  LOSSES,
  type Loss,
  type ModelAccount,
  type ModelBudget,
  type ModelDrop,
  type ModelUse,
  type Spending,
} from '../domain/model-use.ts'
import { type Handles, transact } from './handles.ts'
import type { Tables } from './tables.ts'

/** What a model has cost and may still cost. */
export function modelUses({ writer, reader }: Pick<Handles, 'writer' | 'reader'>) {
  return {
    async reserveModelUse(account: ModelAccount, spending: Spending, budget: ModelBudget): Promise<boolean> {
      return await transact(writer, async (trx) => {
        const spent = await spentIn(trx, account)
        const fits = isWithin(spent.workspace, spending, budget.workspace) && isWithin(spent.all, spending, budget.all)
        if (fits) await add(trx, account, { reserved_tokens: tokensIn(spending), reserved_money: spending.money })
        return fits
      })
    },

    async settleModelUse(account: ModelAccount, reserved: Spending, spent: Spending | undefined): Promise<void> {
      await transact(writer, (trx) =>
        add(trx, account, {
          calls: spent ? 1 : 0,
          input_tokens: spent?.inputTokens ?? 0,
          output_tokens: spent?.outputTokens ?? 0,
          money: spent?.money ?? 0,
          reserved_tokens: -tokensIn(reserved),
          reserved_money: -reserved.money,
        }),
      )
    },

    async countModelCacheHits(account: ModelAccount, hits: number): Promise<void> {
      if (hits > 0) await transact(writer, (trx) => add(trx, account, { cache_hits: hits }))
    },

    async countModelDrops(
      { day, task }: Pick<ModelAccount, 'day' | 'task'>,
      drops: Readonly<Partial<Record<Loss, number>>>,
    ): Promise<void> {
      const rows = LOSSES.flatMap((reason) => {
        const count = drops[reason] ?? 0
        return count > 0 ? [{ day, task, reason, count }] : []
      })
      if (rows.length === 0) return
      await transact(writer, async (trx) => {
        for (const row of rows) {
          await trx
            .insertInto('model_drops')
            .values(row)
            .onConflict((conflict) =>
              conflict
                .columns(['day', 'task', 'reason'])
                .doUpdateSet((old) => ({ count: old('model_drops.count', '+', row.count) })),
            )
            .execute()
        }
      })
    },

    async modelUses(since: string): Promise<readonly ModelUse[]> {
      const rows = await reader
        .selectFrom('model_uses')
        .where('day', '>=', since)
        .selectAll()
        .orderBy('day')
        .orderBy('platform')
        .orderBy('workspace')
        .orderBy('task')
        .execute()
      return rows.map(({ cache_hits, input_tokens, output_tokens, reserved_tokens, reserved_money, ...row }) => ({
        ...row,
        cacheHits: cache_hits,
        inputTokens: input_tokens,
        outputTokens: output_tokens,
        reservedTokens: reserved_tokens,
        reservedMoney: reserved_money,
      }))
    },

    async modelDrops(since: string): Promise<readonly ModelDrop[]> {
      return await reader
        .selectFrom('model_drops')
        .where('day', '>=', since)
        .selectAll()
        .orderBy('day')
        .orderBy('task')
        .orderBy('reason')
        .execute()
    },
  }
}

const tokensIn = ({ inputTokens, outputTokens }: Spending): number => inputTokens + outputTokens

/** Sums of a day and of its month, what is reserved included. */
type Spent = { readonly day: Sum; readonly month: Sum }
type Sum = { readonly tokens: number; readonly money: number }

function isWithin({ day, month }: Spent, spending: Spending, allowance: Allowance): boolean {
  const tokens = tokensIn(spending)
  const { tokensPerDay, tokensPerMonth, moneyPerDay = Infinity, moneyPerMonth = Infinity } = allowance
  return (
    day.tokens + tokens <= tokensPerDay &&
    month.tokens + tokens <= tokensPerMonth &&
    day.money + spending.money <= moneyPerDay &&
    month.money + spending.money <= moneyPerMonth
  )
}

async function spentIn(
  trx: Transaction<Tables>,
  { day, platform, workspace }: ModelAccount,
): Promise<{ readonly workspace: Spent; readonly all: Spent }> {
  const rows = await trx
    .selectFrom('model_uses')
    // The whole month: around midnight what began yesterday may ask after what began today.
    .where('day', '>=', `${day.slice(0, 7)}-01`)
    .where('day', '<=', `${day.slice(0, 7)}-31`)
    .groupBy(['day', 'platform', 'workspace'])
    .select(['day', 'platform', 'workspace'])
    .select(sql<number>`sum(input_tokens + output_tokens + reserved_tokens)`.as('tokens'))
    .select(sql<number>`sum(money + reserved_money)`.as('money'))
    .execute()
  const spent = (among: typeof rows): Spent => ({
    day: sumOf(among.filter((row) => row.day === day)),
    month: sumOf(among),
  })
  return {
    workspace: spent(rows.filter((row) => row.platform === platform && row.workspace === workspace)),
    all: spent(rows),
  }
}

const sumOf = (rows: readonly Sum[]): Sum => ({
  tokens: rows.reduce((sum, { tokens }) => sum + tokens, 0),
  money: rows.reduce((sum, { money }) => sum + money, 0),
})

const COUNTS = [
  'calls',
  'cache_hits',
  'input_tokens',
  'output_tokens',
  'money',
  'reserved_tokens',
  'reserved_money',
] as const

/** Adds to the account's row, which is made where there is none. */
async function add(
  trx: Transaction<Tables>,
  { day, platform, workspace, task }: ModelAccount,
  counts: Readonly<Partial<Record<(typeof COUNTS)[number], number>>>,
): Promise<void> {
  const row = { day, platform, workspace, task }
  await trx
    .insertInto('model_uses')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await trx
    .updateTable('model_uses')
    .set((old) => Object.fromEntries(COUNTS.map((count) => [count, old(count, '+', counts[count] ?? 0)])))
    .where('day', '=', day)
    .where('platform', '=', platform)
    .where('workspace', '=', workspace)
    .where('task', '=', task)
    .execute()
}
