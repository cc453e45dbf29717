/** One thing that `attache doctor` looked at: what was found and, where something is to be done, what. */
export type Finding = { readonly what: string; readonly state: 'good' | 'note' | 'bad'; readonly found: string }
