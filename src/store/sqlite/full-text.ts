import { type Kysely, sql } from 'kysely'
import type { FullText } from '../full-text.ts'
import { searchPhrases, searchTokens } from '../search-tokens.ts'
import type { Tables } from '../tables.ts'

/**
 * FTS5 over tokens that we make ourselves. Its row number is the readout's `recency`, so that the order in which FTS5 walks a
 * word's documents is the order in which they are shown: the newest hundred of fifty thousand are the first hundred that it meets.
 */
export const fts5: FullText = {
  async add(db, recency, text) {
    await withIndex(db)
      .insertInto('readout_text')
      .values({ rowid: recency, tokens: searchTokens(text).join(' ') })
      .execute()
  },
  async remove(db, recency) {
    await withIndex(db).deleteFrom('readout_text').where('rowid', '=', recency).execute()
  },
  async newest(db, words, below, limit) {
    return found(db, allOf(searchPhrases(words)), 'desc', below, limit)
  },
  async oldestInRow(db, words, above, limit) {
    return found(db, inRow(words), 'asc', above, limit)
  },
  async newestInRow(db, words, below, limit) {
    return found(db, inRow(words), 'desc', below, limit)
  },
}

async function found(
  db: Kysely<Tables>,
  query: string | undefined,
  order: 'asc' | 'desc',
  past: number,
  limit: number,
): Promise<readonly number[]> {
  if (query === undefined) return []
  const rows = await withIndex(db)
    .selectFrom('readout_text')
    .select('rowid')
    .where(sql<boolean>`readout_text match ${query}`)
    .where('rowid', order === 'desc' ? '<' : '>', past)
    .orderBy('rowid', order)
    .limit(limit)
    .execute()
  return rows.map(({ rowid }) => rowid)
}

/** Tokens are letters and digits alone: between quotes none of them can mean anything to FTS5's query language. */
function allOf(phrases: readonly (readonly string[])[]): string | undefined {
  return phrases.length > 0 ? phrases.map((tokens) => `"${tokens.join(' ')}"`).join(' AND ') : undefined
}

/** All the words as one phrase; where the script changes within it, each stretch is one, since pairs do not reach across. */
function inRow(words: string): string | undefined {
  return allOf(searchPhrases(words.replace(/\s+/g, '-')))
}

function withIndex(db: Kysely<Tables>) {
  return db.withTables<{ readout_text: { rowid: number; tokens: string } }>()
}
