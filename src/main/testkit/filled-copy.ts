import { clientId, posted } from '../../shared/testkit/make.ts'
import { openAccountStore, type AccountStore } from '../store/account-store.ts'

/** A copy with something in every table: placed messages of Ada's room, typed ones in each state, a draft. */
export function fillCopy(file: string, messages = 500): void {
  const store = openAccountStore(file)
  store.transaction(() => fill(store, messages))
  store.close()
}

/** The bodies of what `fillCopy` types, in the order of typing. */
export const TYPED = ['waiting', 'handed over', 'refused'] as const

function fill(store: AccountStore, count: number): void {
  const { messages, outbox, cursors, missing, readings, notifications, drafts, users, identity } = store
  identity.set({ userId: 1, serverName: 'Labo', epoch: 'one', messageLimit: 4000 })
  identity.setRooms([{ id: 1, name: 'Général' }])
  users.put({ id: 1, username: 'ada', firstName: '', lastName: '', isSuperuser: false })
  for (let seq = 1; seq <= count; seq++) {
    const { change } = posted(seq, { body: `message ${seq} ${'x'.repeat(300)}` })
    if (change.kind === 'posted') messages.putPosted(change.message, seq)
  }
  TYPED.forEach((body, index) => {
    messages.addTyped({ clientId: clientId(90_000 + index), roomId: 1, senderId: 1, body, sentAt: index })
    outbox.add(clientId(90_000 + index), 1)
  })
  outbox.setDelivery(clientId(90_001), { state: 'handed-over' })
  outbox.setDelivery(clientId(90_002), { state: 'failed', code: 'too_long' })
  cursors.set('room:1', { seq: count, event: 'e' })
  cursors.set('server', { seq: 3, event: 'g' })
  cursors.set('user:1', { seq: 3, event: 'f' })
  missing.add('room:1', { from: 1, to: 9 })
  readings.setPosition(1, { readN: count - 20, serverN: null, isBack: false })
  readings.setTold('room:1', count)
  readings.setTold('server', 7)
  drafts.set(1, 'half a sentence')
  store.incidents.add({ kind: 'server-restored', resent: 1, lost: 0 }, 1)
  notifications.put({ id: 7, kind: 'general', title: '', body: 'tonight', sender: null, sentAt: 1 }, 'server')
  notifications.mark({ notificationId: 7, andOlder: false })
}
