/** As it stands in a column: UTC, to the millisecond; sorts as text. */
export function instant(date: Date): string {
  return date.toISOString()
}

export function optionalInstant(date: Date | undefined): string | null {
  return date ? instant(date) : null
}

export function dateFrom(column: string): Date {
  return new Date(column)
}

export function optionalDate(column: string | null): Date | undefined {
  return column === null ? undefined : dateFrom(column)
}

/** Cut into pieces of at most `size`. */
export function chunksOf<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size))
}
