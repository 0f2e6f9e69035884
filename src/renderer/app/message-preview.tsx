import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Message } from '../../shared/model/message.ts'
import type { User } from '../../shared/model/user.ts'
import { MessageRow } from '../features/timeline/message-row.tsx'
import { AppServicesProvider, useServices } from '../state/app-context.tsx'
import type { AppModel, AppStore } from '../state/store.ts'

const priya: User = { id: 6, username: 'priya', firstName: 'Priya', lastName: 'Raman', isSuperuser: false }
const elise: User = {
  id: 10,
  username: 'elise',
  firstName: 'Élise',
  lastName: 'Fontaine',
  isSuperuser: false
}
const usersById = { [priya.id]: priya, [elise.id]: elise }

const noon = new Date(2026, 3, 13, 12).getTime()
const none = () => undefined
const actions = {
  remove: none,
  takeBack: none,
  retry: none,
  copy: none,
  copyText: none,
  edit: none,
  markUnread: none,
  openMenu: none,
  unfold: none
}

/** Two messages of people who are not there, drawn as all others are. */
export function MessagePreview() {
  const t = useTranslations('settingsPreview')
  const services = useServices()
  const [store] = useState(() => withSamplePeople(services.store))
  const messages = [
    sample(priya, t('first'), noon - 18 * 60_000),
    sample(elise, t('second'), noon - 16 * 60_000)
  ]
  return (
    <AppServicesProvider services={{ ...services, store }}>
      {messages.map((message) => (
        <MessageRow
          key={message.clientId}
          isFirst
          message={message}
          isOwn={false}
          isTabStop={false}
          isUnfolded={false}
          editor={null}
          hasMenu={false}
          closing={undefined}
          removal="never"
          actions={actions}
        />
      ))}
    </AppServicesProvider>
  )
}

/** What the page knows, but for the people. */
function withSamplePeople(store: AppStore): AppStore {
  const read = (model: AppModel): AppModel => ({ ...model, usersById })
  return {
    ...store,
    getState: () => read(store.getState()),
    getInitialState: () => read(store.getInitialState())
  }
}

function sample(user: User, body: string, sentAt: number): Message {
  return {
    clientId: `sample-${user.id}`,
    roomId: 0,
    senderId: user.id,
    body,
    sentAt,
    placement: null,
    outboxPosition: null,
    delivery: { state: 'sent' }
  }
}
