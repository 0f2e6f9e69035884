/** What the page has put into its own storage, still to be checked: another version, or somebody else, may have written it. */
export function storedObject(storage: Pick<Storage, 'getItem'>, key: string): object {
  try {
    const value: unknown = JSON.parse(storage.getItem(key) ?? '{}')
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}
