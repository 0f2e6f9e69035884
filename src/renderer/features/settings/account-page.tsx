import { useTranslations } from 'use-intl'
import type { Client } from '../../bridge/client.ts'
import { displayName } from '../../../shared/model/user.ts'
import { useModel, useSession } from '../../state/app-context.tsx'
import { face } from '../../state/face.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import styles from './account-page.module.css'
import { Answered } from './answered.tsx'
import { LocalServerGroup } from './local-server-group.tsx'
import { Facts, FactRow, Group, Row, Rows } from './rows.tsx'
import { useAnswer } from './use-answer.ts'

const askKept = (client: Client) => client.call('accounts.kept', {})

/** Who is signed in, where, and for how long. */
export function AccountPage({ onSignOut }: { onSignOut: () => void }) {
  const t = useTranslations('settingsAccount')
  const roles = useTranslations('settings.roles')
  const { user, server } = useSession()
  const isOnOwn = useModel((model) => model.app?.isOnLocalServer === true)
  return (
    <>
      <Group title={t('profile')}>
        <Facts>
          <FactRow title={t('name')}>
            <span className={styles['person']}>
              <Avatar {...face(user)} size={36} />
              <span className={styles['name']}>{displayName(user)}</span>
            </span>
          </FactRow>
          <FactRow title={t('username')}>{user.username}</FactRow>
          <FactRow title={t('role')}>{roles(user.isSuperuser ? 'admin' : 'member')}</FactRow>
        </Facts>
      </Group>
      {!isOnOwn && (
        <Group title={t('server')}>
          <Facts>
            <FactRow title={t('serverName')}>{server.name}</FactRow>
            <FactRow title={t('address')}>{server.origin}</FactRow>
          </Facts>
        </Group>
      )}
      <LocalServerGroup />
      <Group title={t('session')}>
        <Rows>
          <Row title={t('kept')} text={<Kept />} />
          <Row title={t('leave')} text={t('leaveText')}>
            <Button onClick={onSignOut}>{t('leave')}</Button>
          </Row>
        </Rows>
      </Group>
    </>
  )
}

function Kept() {
  const t = useTranslations('settingsAccount.keptIn')
  return <Answered answer={useAnswer(askKept)}>{({ kept }) => t(kept)}</Answered>
}
