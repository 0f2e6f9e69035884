import type { AppStore, Notice } from './store.ts'

const AT_MOST = 3

/** The notices at the corner of the pane: three at most, the oldest leaves first. */
export interface Notices {
  /** Returns the id to dismiss it by. */
  push(notice: Omit<Notice, 'id'>): number
  dismiss(id: number): void
}

export function createNotices({ store }: { store: AppStore }): Notices {
  let lastId = 0
  return {
    push(notice) {
      const id = ++lastId
      store.setState(({ notices }) => ({ notices: [...notices, { ...notice, id }].slice(-AT_MOST) }))
      return id
    },
    dismiss(id) {
      store.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }))
    }
  }
}
