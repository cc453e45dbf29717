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
    const query = matchExpression(words)
    if (query === undefined) return []
    const found = await withIndex(db)
      .selectFrom('readout_text')
      .select('rowid')
      .where(sql<boolean>`readout_text match ${query}`)
      .where('rowid', '<', below)
      .orderBy('rowid', 'desc')
      .limit(limit)
      .execute()
    return found.map(({ rowid }) => rowid)
  },
}

/** Tokens are letters and digits alone: between quotes none of them can mean anything to FTS5's query language. */
function matchExpression(words: string): string | undefined {
  const phrases = searchPhrases(words).map((tokens) => `"${tokens.join(' ')}"`)
  return phrases.length > 0 ? phrases.join(' AND ') : undefined
}

function withIndex(db: Kysely<Tables>) {
  return db.withTables<{ readout_text: { rowid: number; tokens: string } }>()
}
