/** As it stands in a column: UTC, to the millisecond; sorts as text. */
export function instant(date: Date): string {
  return date.toISOString()
}

/** As a column holds it; `null` where there is none. */
export function optionalInstant(date: Date | undefined): string | null {
  return date ? instant(date) : null
}

/** From a column that `instant` wrote. */
export function dateFrom(column: string): Date {
  return new Date(column)
}

/** From a column that `optionalInstant` wrote. */
export function optionalDate(column: string | null): Date | undefined {
  return column === null ? undefined : dateFrom(column)
}

/** Cut into pieces of at most `size`. */
export function chunksOf<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size))
}
